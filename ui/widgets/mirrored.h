// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QRectF>
#include <QStyle>
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

/// How one line of text is drawn in a cell: at the side where `direction` wants it, but read as its own letters are, so
/// that amounts, times and ids keep their order in a mirrored window.
inline int lineFlags(Qt::Alignment alignment, const QString& text, Qt::LayoutDirection direction)
{
    const int way = text.isRightToLeft() ? Qt::TextForceRightToLeft : Qt::TextForceLeftToRight;
    return static_cast<int>(QStyle::visualAlignment(direction, alignment)) | way | Qt::TextSingleLine;
}

} // namespace assay
