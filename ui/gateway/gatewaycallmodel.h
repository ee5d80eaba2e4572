// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/gateway/gatewaycontrol.h"

#include <QAbstractTableModel>

namespace assay {

/// The calls of the gateway, newest first: those that run and the last that ended.
class GatewayCallModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Start, Key, Model, Way, State, FirstToken, Total, Tokens, CostColumn, Stop, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Rows that stay keep their place and their selection.
    void setCalls(const QList<GatewayCallRow>& calls, const QDateTime& now);
    /// Only those that did not end well.
    void setErrorsOnly(bool only);
    const GatewayCallRow& callAt(int row) const { return m_shown[row]; }
    bool canStop(int row) const; ///< it runs
    qsizetype running() const;
    qsizetype errors() const;

    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const final;

private:
    void refill();
    QString text(const GatewayCallRow& call, int column) const;
    QString toolTip(const GatewayCallRow& call, int column) const;

    QList<GatewayCallRow> m_calls;
    QList<GatewayCallRow> m_shown;
    QDateTime m_now;
    bool m_errorsOnly = false;
};

} // namespace assay
