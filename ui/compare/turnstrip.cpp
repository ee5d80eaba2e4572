// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/turnstrip.h"

#include "ui/compare/racestrip.h"
#include "ui/text/plaintooltip.h"
#include "ui/text/visiblecharacters.h"
#include "ui/theme/icons.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QTextLayout>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kLines = 3;

// The text cut to `lines` lines of `width` pixels.
QString cutToLines(const QString& text, const QFont& font, int width, int lines)
{
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WordWrap);
    layout.setTextOption(option);
    layout.beginLayout();
    qsizetype end = 0;
    for (int i = 0; i < lines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        if (i == lines - 1 && line.textStart() + line.textLength() < text.size()) {
            const QString rest = text.mid(line.textStart()).simplified();
            const QString last = QFontMetrics(font).elidedText(rest, Qt::ElideRight, width);
            layout.endLayout();
            return text.left(end) + last;
        }
        end = line.textStart() + line.textLength();
    }
    layout.endLayout();
    return text.left(end);
}

} // namespace

TurnStrip::TurnStrip(QWidget* parent)
    : QWidget(parent)
    , m_head(new PlainLabel(tr("Prompt"), this))
    , m_system(new PlainLabel({}, this))
    , m_prompt(new PlainLabel({}, this))
    , m_edit(new QToolButton(this))
    , m_race(new RaceStrip(this))
{
    setObjectName(u"turnStrip"_s);
    m_head->setRole(FontRole::SmallStrong);
    m_system->setRole(FontRole::Small, &Theme::muted);
    m_system->setObjectName(u"turnSystem"_s);
    m_prompt->setObjectName(u"turnPrompt"_s);
    m_prompt->setWordWrap(true);
    m_prompt->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_prompt->setMinimumWidth(160);
    m_edit->setObjectName(u"editPrompt"_s);
    m_edit->setAutoRaise(true);
    m_edit->setIcon(themeIcon(u"document-edit"_s, IconColour::Muted));
    m_edit->setToolTip(tr("Edit this prompt"));
    m_edit->setAccessibleName(tr("Edit this prompt"));
    m_race->setObjectName(u"race"_s);

    auto* head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(m_head);
    head->addWidget(m_system);
    head->addWidget(m_edit);
    head->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_lines = new QVBoxLayout;
    m_lines->setSpacing(1);
    m_lines->addLayout(head);
    m_lines->addWidget(m_prompt, 1);
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(space::page, space::control - 1, space::page, space::control);
    all->setSpacing(space::block);
    all->addLayout(m_lines, 3);
    all->addWidget(m_race, 2, Qt::AlignVCenter);
    connect(m_edit, &QToolButton::clicked, this, &TurnStrip::editRequested);
}

void TurnStrip::setPrompt(const Prompt& prompt)
{
    m_text = prompt.text.left(20'000).simplified();
    m_system->setText(prompt.system.trimmed().isEmpty()
            ? QString()
            : tr("system: %1").arg(prompt.system.left(200).simplified().left(60)));
    m_system->setVisible(!m_system->text().isEmpty());
    m_prompt->setToolTip(plainToolTip(prompt.text.left(2000)));
    elide();
}

void TurnStrip::setCompact(bool compact)
{
    m_compact = compact;
    m_lines->setDirection(compact ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_lines->setSpacing(compact ? space::control : 1);
    m_prompt->setAlignment((compact ? Qt::AlignVCenter : Qt::AlignTop) | Qt::AlignLeft);
    m_lines->activate();
    elide();
}

void TurnStrip::elide()
{
    m_prompt->setText(hardWrapped(cutToLines(m_text, m_prompt->font(), m_prompt->width(), m_compact ? 1 : kLines)));
}

void TurnStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    elide();
}

void TurnStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), Theme::of(this).line);
}

} // namespace assay
