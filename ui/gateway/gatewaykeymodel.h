// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/gateway/gatewaycontrol.h"

#include <QAbstractTableModel>

namespace assay {

/// The keys of the gateway, oldest first.
class GatewayKeyModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, MayUse, Day, Week, Month, LastUsed, State, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setKeys(const QList<GatewayKeyRow>& keys, const QDateTime& now);
    const QList<GatewayKeyRow>& keys() const { return m_keys; }
    int rowOf(const QString& id) const; ///< −1: it is not there

    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const final;

private:
    struct Period {
        Money spent;
        std::optional<Money> limit;
    };
    static std::optional<Period> periodOf(const GatewayKeyRow& row, int column);
    QString text(const GatewayKeyRow& row, int column) const;
    QString toolTip(const GatewayKeyRow& row, int column) const;

    QList<GatewayKeyRow> m_keys;
    QDateTime m_now;
};

} // namespace assay
