// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/filter/filterchip.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/mirrored.h"
#include "ui/widgets/plaintooltip.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace assay {

namespace {

constexpr int kEdge = 10; // between the outline and the words
constexpr int kCross = 22; // room of the cross
constexpr int kSign = 12;
constexpr int kMostWidth = 300;

} // namespace

FilterChip::FilterChip(FilterPart part, const QString& words, QWidget* parent)
    : QAbstractButton(parent)
    , m_part(part)
{
    setText(words);
    setAccessibleName(tr("Filter %1. Delete removes it").arg(words));
    setToolTip(plainToolTip(tr("%1\nClick to change it, Delete to remove it").arg(words)));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
    connect(this, &QAbstractButton::clicked, this, &FilterChip::editWanted);
}

QSize FilterChip::sizeHint() const
{
    const int words = fontMetrics().horizontalAdvance(text());
    return {std::min(kMostWidth, kEdge + words + 2 + kCross),
        std::max(space::smallControlHeight, fontMetrics().height() + 8)};
}

QSize FilterChip::minimumSizeHint() const
{
    return {kEdge + kCross + 40, sizeHint().height()};
}

QRect FilterChip::crossBox() const
{
    return mirrored(QRect(width() - kCross - 2, 0, kCross + 2, height()), this);
}

void FilterChip::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool ring = hasFocus();
    const double inset = ring ? 1 : 0.5;
    const QRectF box = QRectF(rect()).adjusted(inset, inset, -inset, -inset);
    painter.setPen(QPen(theme.accent, ring ? 2 : 1));
    painter.setBrush(blend(theme.accent, theme.pane, theme.dark ? 0.22 : 0.10));
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    const QRect words = mirrored(QRect(kEdge, 0, width() - kEdge - kCross, height()), this);
    painter.setPen(theme.text);
    painter.drawText(words, Qt::AlignVCenter | (layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft),
        fontMetrics().elidedText(text(), Qt::ElideMiddle, words.width()));
    const QRect cross = mirrored(QRect(width() - kCross, 0, kCross, height()), this);
    if (m_overCross) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(blend(theme.text, theme.pane, 0.16));
        painter.drawEllipse(QRectF(cross.center() + QPointF(0.5, 0.5), QSizeF()).adjusted(-8, -8, 8, 8));
    }
    const QRect sign(cross.center().x() - kSign / 2 + 1, cross.center().y() - kSign / 2 + 1, kSign, kSign);
    paintThemeIcon(painter, sign, QStringLiteral("window-close"), m_overCross ? theme.text : theme.muted);
}

void FilterChip::mousePressEvent(QMouseEvent* event)
{
    m_pressedCross = event->button() == Qt::LeftButton && crossBox().contains(event->position().toPoint());
    if (!m_pressedCross)
        QAbstractButton::mousePressEvent(event);
}

void FilterChip::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_pressedCross)
        return QAbstractButton::mouseReleaseEvent(event);
    m_pressedCross = false;
    if (crossBox().contains(event->position().toPoint()))
        Q_EMIT removeWanted();
}

void FilterChip::mouseMoveEvent(QMouseEvent* event)
{
    QAbstractButton::mouseMoveEvent(event);
    const bool over = crossBox().contains(event->position().toPoint());
    if (over == m_overCross)
        return;
    m_overCross = over;
    update();
}

void FilterChip::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    m_overCross = false;
    update();
}

void FilterChip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        Q_EMIT removeWanted();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT editWanted();
    else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        const bool on = (event->key() == Qt::Key_Right) == (layoutDirection() == Qt::LeftToRight);
        focusNextPrevChild(on);
    } else
        QAbstractButton::keyPressEvent(event);
}

} // namespace assay
