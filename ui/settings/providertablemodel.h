// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/settings/providerservice.h"

#include <QAbstractTableModel>
#include <QHash>

namespace assay {

/// The providers as a table: those that can be used now come first, otherwise in the service's order.
class ProviderTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// How the last test of a provider went.
    struct LastTest {
        enum class Kind : std::uint8_t { None, Running, Good, Bad };
        Kind kind = Kind::None;
        QString words; ///< of a bad one: what failed
        QString detail;
    };

    enum Column : std::uint8_t { Name, Address, Key, Models, State, Spent, ColumnCount };
    enum Role : std::uint16_t {
        IdRole = Qt::UserRole + 1, ///< id of the endpoint
        StateRole, ///< `ProviderState` as int
        TestRole, ///< `LastTest::Kind` as int
        FilterRole, ///< all that the filter field looks at
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QList<ProviderRow>& rows);
    const ProviderRow& at(int row) const { return m_rows.at(row); }
    void setTest(const QString& endpointId, const LastTest& test);
    /// -1: not there.
    int rowOf(const QString& endpointId) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    static QString stateWord(ProviderState state);
    /// Host and port, in ASCII so that look-alike letters show; the built-in endpoint has words.
    static QString addressText(const Endpoint& endpoint);

private:
    QString text(const ProviderRow& row, int column) const;
    QString stateText(const ProviderRow& row) const;
    QString keyText(const ProviderRow& row) const;
    QString spentText(const ProviderRow& row) const;
    QString toolTip(const ProviderRow& row, int column) const;

    QList<ProviderRow> m_rows;
    QHash<QString, LastTest> m_tests; ///< by endpoint
};

} // namespace assay
