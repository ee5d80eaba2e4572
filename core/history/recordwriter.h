// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/connection.h"
#include "core/history/historytypes.h"
#include "core/history/sentwriter.h"
#include "core/history/spendwriter.h"
#include "core/history/statement.h"
#include "core/history/threadwriter.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace assay {

/// Writes records through one connection, with every statement prepared once. Used by the writer thread.
/// `begin()`, any number of `append()` and drafts, then `commit()` or `rollback()`; after any error, `rollback()`.
class RecordWriter
{
public:
    enum class Outcome : std::uint8_t { Stored, Duplicate };

    static Result<std::unique_ptr<RecordWriter>> prepare(const Connection& connection);

    /// Takes the write lock of the file, so that the ends of the tables and of the hash chain are known.
    Result<void> begin();
    /// `recordedAt`: microseconds since 1970 UTC. A duplicate changes nothing.
    Result<Outcome> append(const RunRecord& record, qint64 recordedAt);
    Result<void> saveDraft(const Draft& draft, qint64 savedAt);
    Result<void> discardDrafts(const QString& runId);
    Result<void> commit();
    void rollback();

private:
    explicit RecordWriter(const Connection& connection)
        : m_connection(connection)
    {
    }
    Result<void> appendThread(const RunRecord& run, qint64 firstLane, qint64 at);
    /// What all lanes of a run share.
    struct RunRows {
        RowBuilder run;
        std::optional<RowBuilder> label;
        qint64 at = 0;
    };
    Result<void> appendLane(const RunRecord& run, const LaneRecord& lane, const RunRows& rows);
    Result<void> insertRoute(qint64 lane, const RouteTrace& route);
    Result<void> insertAll(Statement& statement, const std::vector<RowBuilder>& rows);

    const Connection& m_connection;
    Statement m_begin;
    Statement m_commit;
    Statement m_rollback;
    Statement m_heads;
    Statement m_insertRun;
    Statement m_insertRunLabel;
    Statement m_insertRunText;
    Statement m_insertLane;
    Statement m_insertLaneText;
    Statement m_insertRoute;
    Statement m_insertAttempt;
    Statement m_insertCostLine;
    Statement m_insertEstimate;
    Statement m_saveDraft;
    Statement m_discardDrafts;

    qint64 m_lastRun = 0;
    qint64 m_lastLane = 0;
    QByteArray m_lastHash;
    SpendRollup m_rollup;
    SpendWriter m_spend;
    std::unique_ptr<ThreadWriter> m_threads;
    std::unique_ptr<SentWriter> m_sent;
};

} // namespace assay
