// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/runfinder.h"

#include <QAbstractListModel>
#include <QDate>

namespace assay {

/// The runs of a question, in its order. More are added at the end when the view gets there.
class RunListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { HeadingRole = Qt::UserRole + 1, RunIdRole };

    using QAbstractListModel::QAbstractListModel;

    /// `today`: the local day that headings are named after. `dated`: with a heading for each day or month.
    void setRuns(const QList<FoundRun>& runs, const QDate& today, bool dated);
    void addRuns(const QList<FoundRun>& runs);
    const FoundRun& run(int row) const { return m_runs.at(row); }
    int rowOf(const QString& runId) const;
    QDate today() const { return m_today; }
    bool isEmpty() const { return m_runs.isEmpty(); }
    QString lastId() const { return m_runs.isEmpty() ? QString() : m_runs.last().run.id; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QString headingOf(int row) const;

    QList<FoundRun> m_runs;
    QDate m_today;
    bool m_dated = true;
};

/// The first line of a prompt, or the words for a run that has none.
QString runTitle(const FoundRun& found);
/// `$0.0041`, `simulated`, `$0.01 + 1 unpriced`.
QString runCost(const RunSummary& run);

} // namespace assay
