// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/statebadge.h"
#include "ui/widgets/mirrored.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

namespace assay {

namespace {

constexpr int kPadding = 6;
constexpr int kIcon = 13;
constexpr int kGap = 5;

} // namespace

StateBadge::StateBadge(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StateBadge::setLook(const StateLook& look)
{
    if (look.word == m_look.word && look.glyph == m_look.glyph && look.colour == m_look.colour)
        return;
    const bool resized = look.word.size() != m_look.word.size() || look.glyph != m_look.glyph;
    m_look = look;
    setAccessibleName(look.word);
    if (resized)
        updateGeometry();
    update();
}

QSize StateBadge::sizeHint() const
{
    const QFontMetrics metrics(tabular(roleFont(font(), FontRole::Small)));
    return {2 * kPadding + kIcon + kGap + metrics.horizontalAdvance(m_look.word) + 1,
        qMax(20, metrics.height() + space::badge)};
}

void StateBadge::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    const QColor colour = theme.*m_look.colour;
    const bool neutral = m_look.colour == &Theme::muted;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(neutral ? (theme.dark ? theme.raised : theme.sunken) : theme.tint(colour));
    painter.drawRoundedRect(rect(), space::radiusCode, space::radiusCode);
    paintGlyph(painter, mirrored(QRectF(kPadding, (height() - kIcon) / 2.0, kIcon, kIcon), this), m_look.glyph, colour);
    painter.setFont(tabular(roleFont(font(), FontRole::Small)));
    painter.setPen(colour);
    painter.drawText(mirrored(rect().adjusted(kPadding + kIcon + kGap, 0, 0, 0), this),
        Qt::AlignVCenter | Qt::AlignLeft, m_look.word);
}

void StateBadge::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    update();
    QWidget::changeEvent(event);
}

} // namespace assay
