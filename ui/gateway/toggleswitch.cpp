// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/toggleswitch.h"

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace assay {

namespace {

constexpr int kWidth = 34;
constexpr int kHeight = 18;
constexpr int kRing = 3;

} // namespace

ToggleSwitch::ToggleSwitch(const QString& name, QWidget* parent)
    : QAbstractButton(parent)
{
    setCheckable(true);
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setFixedSize(sizeHint());
}

QSize ToggleSwitch::sizeHint() const
{
    return {kWidth + 2 * kRing, kHeight + 2 * kRing + 4};
}

void ToggleSwitch::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void ToggleSwitch::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF track((width() - kWidth) / 2.0, (height() - kHeight) / 2.0, kWidth, kHeight);
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), kHeight / 2.0 + 2, kHeight / 2.0 + 2);
    }
    const bool on = isChecked();
    painter.setPen(on ? QPen(Qt::NoPen) : QPen(theme.edge, 1));
    painter.setBrush(on ? theme.accent : theme.sunken);
    painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), kHeight / 2.0, kHeight / 2.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(on ? theme.onAccent : theme.edge);
    const double size = kHeight - 6;
    painter.drawEllipse(QRectF(on ? track.right() - size - 3 : track.left() + 3, track.top() + 3, size, size));
}

} // namespace assay
