// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/budgets/budgetbook.h"
#include "core/history/databasefile.h"
#include "core/history/databaselock.h"
#include "core/history/recordwriter.h"
#include "core/history/searchindex.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace assay {

/// A record on its way into the file, and what became of it.
struct PendingAppend {
    RunRecord record;
    Result<RecordWriter::Outcome> outcome = RecordWriter::Outcome::Stored;
};

/// Something to do with the budgets, and what to do once it is durable, or is not.
struct BudgetTask {
    std::function<Result<void>(BudgetBook& book, qint64 now)> work; ///< may run twice if the first time failed
    std::function<void(const Result<void>& outcome)> done;
    bool announce = false; ///< what readers see changes
};

/// The writing connection of a store, with everything prepared on it. Lives on the writer thread. After a failure that
/// is not the record's own the connection is not trusted any more: close the session and open a new one.
class WriteSession
{
public:
    /// `identity`: the file that was inspected; another one at the same path is refused.
    static Result<std::unique_ptr<WriteSession>> open(
        const QString& path, const DatabaseLock& lock, std::optional<FileIdentity> identity);

    /// One transaction for the whole group; on failure nothing of it is stored.
    Result<void> write(std::span<PendingAppend> appends, const QList<Draft>& drafts, const QStringList& discards,
        qint64 nowMicroseconds);
    /// One transaction for all of them. Storage: nothing of it is stored.
    Result<void> run(std::span<BudgetTask> tasks, qint64 nowMicroseconds);
    /// Thresholds that the last write crossed.
    QList<BudgetAlert> takeAlerts() { return m_budgets->takeAlerts(); }
    /// `task` in a transaction of its own; on failure nothing of it is stored.
    Result<void> perform(const std::function<Result<void>(const Connection&)>& task);
    /// Runs that have drafts in the journal.
    Result<QStringList> draftedRuns() const;
    /// The next batch of the full-text index; returns how many runs wait still.
    Result<qint64> index();
    /// Moves the WAL into the file as far as readers allow, unless another process is committing.
    void checkpoint(std::chrono::milliseconds patience);
    /// Moves all of the WAL into the file and cuts it to nothing. Storage if a reader holds it longer than this.
    Result<void> emptyLog(std::chrono::milliseconds patience);
    /// WAL pages not yet moved, roughly.
    qint64 pendingPages() const { return m_pendingPages; }
    FileIdentity identity() const { return m_identity; }

private:
    WriteSession(Connection connection, const DatabaseLock& lock, FileIdentity identity);
    Result<DatabaseLock::Hold> enter() const;
    Result<void> fill(std::span<PendingAppend> appends, const QList<Draft>& drafts, const QStringList& discards,
        qint64 nowMicroseconds);

    Connection m_connection;
    const DatabaseLock& m_lock;
    FileIdentity m_identity;
    std::unique_ptr<RecordWriter> m_writer; // prepared on m_connection: gone before it
    std::unique_ptr<BudgetBook> m_budgets; // likewise
    std::unique_ptr<SearchIndex> m_index; // likewise
    qint64 m_pendingPages = 0;
};

} // namespace assay
