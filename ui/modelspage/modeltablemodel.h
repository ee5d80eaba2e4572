// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/modelspage/modelsservice.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace assay {

/// The catalogue and the endpoints' own lists as a table.
class ModelTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : std::uint8_t { Name, Provider, Context, Input, Output, Cached, Abilities, Price, ColumnCount };
    enum Role : std::uint16_t {
        SortRole = Qt::UserRole + 100, ///< a number where the column holds one
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QList<ModelRow>& rows);
    const ModelRow& at(int row) const { return m_rows.at(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// How well a price is known, in words.
    static QString confidenceWord(const ModelRow& row);
    /// What the model takes and can do, in words.
    static QStringList abilityWords(const ModelRow& row);

private:
    QString text(const ModelRow& row, int column) const;
    QVariant sortKey(const ModelRow& row, int column) const;

    QList<ModelRow> m_rows;
};

/// Which of the models are shown.
struct ModelFilter {
    enum class Access : std::uint8_t { All, WithKey, Local };

    QString text; ///< words, all of which occur
    Access access = Access::All;
    QStringList needs; ///< capabilities and input kinds as the catalogue names them, all of them
    friend bool operator==(const ModelFilter&, const ModelFilter&) = default;
};

class ModelFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit ModelFilterModel(ModelTableModel* models, QObject* parent = nullptr);

    void setFilter(const ModelFilter& filter);
    const ModelFilter& filter() const { return m_filter; }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    ModelTableModel* m_models;
    ModelFilter m_filter;
    QStringList m_words;
};

} // namespace assay
