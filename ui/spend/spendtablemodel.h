// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/spendreport.h"

#include <QAbstractTableModel>
#include <QHash>

namespace assay {

/// The rows of a report and their sum, which stays last whatever the order.
class SpendTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Calls, Input, CacheRead, CacheWrite, Output, CostColumn, Source, PerAnswer, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `slotOfKey`: colours of the dearest rows by key.
    void setReport(const SpendReport& report, const QHash<QString, int>& slotOfKey);
    /// The key of a row; nothing for the sum.
    std::optional<QString> keyOf(int row) const;

    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const final;
    void sort(int column, Qt::SortOrder order) final;

private:
    bool isSum(int row) const { return row == m_rows.size(); }
    const SpendRow& rowAt(int row) const { return isSum(row) ? m_sum : m_rows[row]; }
    QString text(const SpendRow& row, int column, bool sum) const;
    QString exact(const SpendRow& row, int column) const;
    void order();

    QList<SpendRow> m_rows;
    SpendRow m_sum;
    SpendGrouping m_grouping = SpendGrouping::Model;
    QHash<QString, int> m_slots;
    int m_sortColumn = CostColumn;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
};

} // namespace assay
