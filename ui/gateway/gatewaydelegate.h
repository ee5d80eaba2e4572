// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace assay {

/// What cells of the gateway's tables say beyond `FlatRole`.
enum GatewayRole {
    GlyphRole = Qt::UserRole + 40, ///< a `Glyph` as int before the words
    ShareRole, ///< share of a limit in [0, 1]: a bar below the words
    MonoRole, ///< an id: fixed pitch
    SecondRole, ///< small muted words after the others
};

/// Paints cells with a sign, a bar of what is used, or fixed pitch, in the look of FlatTable.
class GatewayDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace assay
