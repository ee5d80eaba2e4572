// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/whatif/whatifservice.h"

#include <QAbstractTableModel>

namespace assay {

/// How each policy did, the least that was possible last.
class WhatIfPolicyModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Policy, Answered, CostColumn, CostRegret, WaitMedian, Wait95, WaitRegret, Attempts, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setReports(const QList<SimReport>& reports);
    /// The figures that matter in a sentence: the router beside round robin and cheapest first, against hindsight.
    QString verdict() const;

    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const final;

private:
    QString text(const SimReport& report, int column) const;

    QList<SimReport> m_reports;
};

/// What the same calls would have cost on each model.
class WhatIfCostModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Model, WouldCost, Difference, Priced, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Takes the place of the answer to the same name.
    void put(const WhatIfCost& answer);
    void remove(int row);
    void forget(); ///< the answers, not the names
    QStringList names() const; ///< as asked for

    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const final;

private:
    QString text(const WhatIfCost& row, int column) const;
    QString detail(const WhatIfCost& row, int column) const;

    QList<WhatIfCost> m_rows;
};

} // namespace assay
