// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/theme.h"

#include <QStyledItemDelegate>
#include <QTableView>

namespace assay {

/// How the cells of a flat table are drawn: one line of text, a faint line below each row, the selected row tinted.
/// What stands before the text, its font and its colour are the table's own.
class FlatDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    /// Width kept before the text for `paintSign`.
    virtual int signWidth(const QModelIndex& index) const;
    virtual void paintSign(
        QPainter& painter, const QRect& box, const QModelIndex& index, const Theme& theme) const;
    virtual QFont fontFor(const QFont& base, const QModelIndex& index) const;
    virtual QColor inkFor(const QModelIndex& index, const Theme& theme) const;
};

/// A table as all tables of the window: no grid, no frame, rows are selected whole, Tab leaves it.
class FlatTable : public QTableView
{
    Q_OBJECT

public:
    enum class Headers : std::uint8_t { Fixed, Sortable };

    /// The delegate becomes the table's.
    FlatTable(FlatDelegate* delegate, Headers headers, QWidget* parent = nullptr);
};

} // namespace assay
