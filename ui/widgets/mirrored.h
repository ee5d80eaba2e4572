// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QRectF>
#include <QWidget>

namespace assay {

/// Where a rectangle that is reckoned from the left stands in a row of `width` pixels that begins at `direction`'s
/// side.
inline QRectF mirrored(const QRectF& rect, double width, Qt::LayoutDirection direction)
{
    if (direction == Qt::LeftToRight)
        return rect;
    return {width - rect.x() - rect.width(), rect.y(), rect.width(), rect.height()};
}

/// The same inside a widget.
inline QRectF mirrored(const QRectF& rect, const QWidget* widget)
{
    return mirrored(rect, widget->width(), widget->layoutDirection());
}

inline QRect mirrored(const QRect& rect, const QWidget* widget)
{
    return mirrored(QRectF(rect), widget).toRect();
}

} // namespace assay
