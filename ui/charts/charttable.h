// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractTableModel>
#include <QStringList>

namespace assay {

/// What a chart shows, as words: its table twin, and its CSV.
struct ChartTable {
    QStringList header;
    QList<QStringList> rows;
    int firstNumber = 1; ///< columns from here on are numbers
};

class ChartTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setTable(const ChartTable& table);

    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const final;

private:
    QVariant alignment(int column) const;

    ChartTable m_table;
};

} // namespace assay
