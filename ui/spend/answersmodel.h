// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historytypes.h"

#include <QAbstractTableModel>

namespace assay {

/// Answers behind a figure, in pages.
class AnswersModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, Model, State, CostColumn, Source, Prompt, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void add(const QList<SpendAnswer>& answers, const QTimeZone& zone);
    const SpendAnswer& at(int row) const { return m_answers[row]; }

    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const final;

private:
    QString text(const SpendAnswer& answer, int column) const;

    QList<SpendAnswer> m_answers;
    QTimeZone m_zone = QTimeZone(QTimeZone::UTC);
};

/// Where the figure of a call comes from, in one word.
QString answerSource(const SpendAnswer& answer);

} // namespace assay
