// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/comparebar.h"

#include "ui/theme/icons.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace assay {

CompareBar::CompareBar(const Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_add(new QToolButton(this))
    , m_columns(segment(u"arrangeColumns"_s, tr("Columns"), u"object-columns"_s, LaneArrangement::Columns))
    , m_grid(segment(u"arrangeGrid"_s, tr("Grid"), u"view-grid"_s, LaneArrangement::Grid))
    , m_status(new PlainLabel({}, this))
    , m_stop(new KeycapButton(tr("Stop all"), this))
{
    setObjectName(u"compareBar"_s);
    auto* title = new PlainLabel(tr("Compare"), this);
    title->setRole(FontRole::Title);
    m_add->setObjectName(u"addLane"_s);
    m_add->setIcon(themeIcon(u"list-add"_s));
    m_add->setText(tr("Add lane"));
    m_add->setAccessibleName(tr("Add lane"));
    m_add->setToolTip(tr("Add a model to the line-up"));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setAutoRaise(false);
    auto* group = new QButtonGroup(this);
    group->addButton(m_columns);
    group->addButton(m_grid);
    m_status->setRole(FontRole::Small, &Theme::muted);
    m_status->setObjectName(u"runStatus"_s);
    m_stop->setObjectName(u"stopAll"_s);
    m_stop->setIcon(glyphIcon(Glyph::Stopped));
    m_stop->setKeys(actions.stopAll->shortcut());
    m_stop->hide();

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::page, 0, space::page, 0);
    row->setSpacing(space::control);
    row->addWidget(title);
    row->addSpacing(space::badge);
    row->addWidget(m_add);
    auto* segments = new QHBoxLayout;
    segments->setSpacing(2);
    segments->addWidget(m_columns);
    segments->addWidget(m_grid);
    row->addSpacing(space::badge);
    row->addLayout(segments);
    row->addStretch(1);
    row->addWidget(m_status);
    row->addWidget(m_stop);
    if (actions.palette != nullptr) {
        m_palette = new KeycapButton(tr("Commands"), this);
        m_palette->setObjectName(u"commands"_s);
        m_palette->setKeys(actions.palette->shortcut());
        m_palette->setFlat(true);
        connect(m_palette, &QPushButton::clicked, actions.palette, &QAction::trigger);
        row->addWidget(m_palette);
    }
    setFixedHeight(qMax(space::toolbarHeight, fontMetrics().height() + 26));
    connect(m_add, &QToolButton::clicked, actions.addLane, &QAction::trigger);
    connect(actions.addLane, &QAction::changed, this,
        [this, add = actions.addLane] { m_add->setEnabled(add->isEnabled()); });
    connect(m_stop, &QPushButton::clicked, actions.stopAll, &QAction::trigger);
}

QToolButton* CompareBar::segment(
    const QString& name, const QString& text, const QString& icon, LaneArrangement arrangement)
{
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setAccessibleName(text);
    button->setIcon(themeIcon(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setCheckable(true);
    connect(button, &QToolButton::clicked, this, [this, arrangement] { Q_EMIT arrangementChosen(arrangement); });
    return button;
}

QWidget* CompareBar::addLaneButton() const
{
    return m_add;
}

void CompareBar::setStatus(const QString& status)
{
    m_status->setText(status);
}

void CompareBar::setRunning(bool running)
{
    m_stop->setVisible(running);
    if (m_palette != nullptr)
        m_palette->setVisible(!running);
}

void CompareBar::showArrangement(const LaneLayout& layout)
{
    (layout.rows > 1 ? m_grid : m_columns)->setChecked(true);
}

void CompareBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), Theme::of(this).line);
}

} // namespace assay
