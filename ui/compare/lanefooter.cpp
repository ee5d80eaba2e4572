// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/lanefooter.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace assay {

LaneFooter::LaneFooter(QWidget* parent)
    : QWidget(parent)
    , m_copy(button(u"laneCopy"_s, u"edit-copy"_s, tr("Copy the answer as Markdown")))
    , m_raw(button(u"laneRawToggle"_s, u"format-text-code"_s, tr("Show the text as it came")))
    , m_again(button(u"laneRetry"_s, u"view-refresh"_s, tr("One more sample: ask this lane again")))
    , m_goOn(button(u"laneGoOn"_s, u"go-next"_s, tr("Go on from this answer")))
    , m_follow(button(u"laneFollow"_s, u"go-down"_s, tr("Follow the stream")))
{
    m_raw->setCheckable(true);
    m_goOn->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_goOn->setFont(roleFont(font(), FontRole::Small));
    m_follow->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_follow->setLayoutDirection(Qt::RightToLeft);
    m_follow->setFont(roleFont(font(), FontRole::Small));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::control, 3, space::control, 3);
    row->setSpacing(space::badge);
    row->addWidget(m_copy);
    row->addWidget(m_raw);
    row->addWidget(m_again);
    row->addStretch(1);
    row->addWidget(m_follow);
    row->addWidget(m_goOn);
    connect(m_copy, &QToolButton::clicked, this, &LaneFooter::copyRequested);
    connect(m_again, &QToolButton::clicked, this, &LaneFooter::againRequested);
    connect(m_goOn, &QToolButton::clicked, this, &LaneFooter::goOnRequested);
    connect(m_follow, &QToolButton::clicked, this, &LaneFooter::followRequested);
}

QToolButton* LaneFooter::button(const QString& name, const QString& icon, const QString& words)
{
    auto* made = new QToolButton(this);
    made->setObjectName(name);
    made->setIcon(themeIcon(icon, IconColour::Muted));
    made->setAutoRaise(true);
    made->setToolTip(words);
    made->setAccessibleName(words);
    return made;
}

void LaneFooter::setLetter(const QString& letter)
{
    m_goOn->setText(tr("Go on with %1").arg(letter));
    m_goOn->setToolTip(tr("All lanes go on from the answer of %1").arg(letter));
    m_goOn->setAccessibleName(m_goOn->toolTip());
}

void LaneFooter::setState(const State& state)
{
    m_copy->setEnabled(state.hasText);
    m_raw->setEnabled(state.hasText);
    m_again->setVisible(state.ended);
    m_goOn->setVisible(state.canGoOn);
    m_follow->setVisible(state.canFollow);
    m_follow->setText(state.following ? tr("following the stream") : tr("go to the end"));
}

void LaneFooter::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), Theme::of(this).line);
}

} // namespace assay
