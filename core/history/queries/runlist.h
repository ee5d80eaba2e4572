// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/runfinder.h"
#include "core/support/result.h"

#include <QSqlQuery>

namespace assay {

class Connection;

/// Reads summaries with statements prepared once.
class SummaryReader
{
public:
    static Result<SummaryReader> prepare(const Connection& connection);
    /// Nothing if there is no run of this number.
    Result<std::optional<FoundRun>> read(qint64 seq);

private:
    explicit SummaryReader(const Connection& connection)
        : m_connection(connection)
    {
    }
    const Connection& m_connection;
    QSqlQuery m_run;
    QSqlQuery m_lanes;
    QSqlQuery m_marks;
};

/// Numbers of the runs that a question without terms means, newest first.
Result<QList<qint64>> listedRuns(const Connection& connection, const RunQuestion& question);
Result<RunMarks> readMarks(const Connection& connection, const QString& runId);
Result<RunCounts> readCounts(const Connection& connection);
/// Matches of a question, at most `most`.
Result<qint64> countRuns(const Connection& connection, const RunQuestion& question, qint64 most);

/// A page of runs, newest first; ids are UUIDv7 and sort by the time they were made.
Result<QList<RunSummary>> newestRuns(const Connection& connection, int limit, const QString& beforeId);

/// The full id that a unique prefix (or `last`) names.
Result<QString> resolveRunId(const Connection& connection, const QString& prefix);

} // namespace assay
