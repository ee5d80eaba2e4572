// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historytypes.h"
#include "core/support/clock.h"
#include "core/support/result.h"

#include <QFuture>
#include <QObject>

#include <atomic>
#include <memory>

namespace assay {

class FileClaim;
class HistoryWriter;
class ReaderPool;

/// The ledger: every run, lane and attempt, in one SQLite file (WAL, synchronous FULL, foreign keys).
/// One writer thread owns all writes and groups what waits into one commit; readers have their own connections.
/// Several processes may use one file at once. Calls are safe from any thread.
class HistoryStore : public QObject
{
    Q_OBJECT

public:
    /// Opens or creates the file, and migrates it (after copying it) if it is older. Fails with Storage and one clear
    /// sentence when it cannot be read, is not ours, or was written by a newer version; nothing is changed then.
    static Result<std::unique_ptr<HistoryStore>> open(const QString& path, std::shared_ptr<const Clock> clock);
    ~HistoryStore() override; ///< waits until everything handed in is on disk

    /// Resolves once the run is durable. Appending the same run id again is InvalidRequest and changes nothing.
    /// Storage: nothing of this run was saved; it may be appended again later.
    QFuture<Result<QString>> append(const RunRecord& record);
    /// Resolves when everything handed in before is durable and found by `search()`.
    QFuture<Result<void>> settle();

    /// Writes down what a running lane has said so far; call it as often as you like, at most two writes a second
    /// reach the disk. Appending the run removes its drafts.
    void saveDraft(const Draft& draft);
    /// Forgets the drafts of a run that will never be appended.
    void discardDrafts(const QString& runId);
    /// Answers that were cut short by a crash, oldest first. Lanes running now in this or another process are among
    /// them.
    Result<QList<Draft>> drafts() const;

    // Reads. They block their thread for one indexed query: never call them on the window's thread, use a worker.

    /// Newest first; the next page begins before the last id of the one before.
    Result<QList<RunSummary>> newest(int limit, const QString& beforeId = {}) const;
    /// The whole record, equal to what was appended.
    Result<RunRecord> run(const QString& id) const;
    /// Real and simulated totals of a half-open UTC period.
    Result<SpendTotal> totals(const QDateTime& fromUtc, const QDateTime& toUtc) const;
    /// Real spend of the UTC days from `from` up to, not including, `to`; days rising, otherwise dearest first.
    Result<QList<SpendRow>> spend(QDate from, QDate to, SpendGrouping grouping) const;
    /// The id that a unique prefix names; `last` names the newest run. InvalidRequest if none or several match.
    Result<QString> resolveId(const QString& prefix) const;
    /// Runs whose prompt or answers hold all words; `"…"` is a phrase, `word*` a beginning. Newest first.
    Result<QList<SearchHit>> search(const QString& terms, int limit) const;

    /// Recomputes the hash chain, the hashes of kept texts and the roll-ups. Reads the whole file: minutes for millions
    /// of runs.
    Result<LedgerCheck> verify() const;
    /// The newest attempts since then, at most `limit`, oldest first.
    Result<QList<AttemptRecord>> recentAttempts(const QDateTime& since, int limit) const;
    /// The lanes of a half-open UTC period, oldest first.
    Result<QList<LedgerCall>> calls(const QDateTime& from, const QDateTime& to) const;

    QString path() const { return m_path; }

Q_SIGNALS:
    void changed(); ///< something was committed; coalesced

private:
    HistoryStore(QString path, std::unique_ptr<ReaderPool> readers);
    void announce();

    QString m_path;
    std::atomic<bool> m_announced = false;
    std::unique_ptr<FileClaim> m_claim;
    std::unique_ptr<HistoryWriter> m_writer;
    std::unique_ptr<ReaderPool> m_readers; // gone before the writer, which then closes the file as the last one
};

} // namespace assay
