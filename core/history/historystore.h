// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/reservation.h"
#include "core/domain/vote.h"
#include "core/history/historytypes.h"
#include "core/history/importtypes.h"
#include "core/history/ledgeraccess.h"
#include "core/history/threadtypes.h"
#include "core/support/clock.h"
#include "core/support/result.h"

#include <QFuture>
#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <memory>

namespace assay {

class FileClaim;
class HistoryWriter;
class ReaderPool;

/// The ledger: every run, lane and attempt, in one SQLite file (WAL, synchronous FULL, foreign keys).
/// One writer thread owns all writes and groups what waits into one commit; readers have their own connections.
/// Several processes may use one file at once. Calls are safe from any thread.
class HistoryStore : public QObject, public LedgerAccess
{
    Q_OBJECT

public:
    /// Opens or creates the file, and migrates it (after copying it) if it is older. Fails with Storage and one clear
    /// sentence when it cannot be read, is not ours, or was written by a newer version; nothing is changed then.
    static Result<std::unique_ptr<HistoryStore>> open(const QString& path, std::shared_ptr<const Clock> clock);
    ~HistoryStore() override; ///< waits until everything handed in is on disk

    // Futures are for waiting or a QFutureWatcher (core/support/whendone.h). What goes on with the result takes a
    // callback instead: called exactly once, on a thread of the store, at the latest while that is destroyed.
    template <class Value> using Done = std::function<void(const Result<Value>&)>;

    /// Resolves once the run is durable. Appending the same run id again is InvalidRequest and changes nothing.
    /// Storage: nothing of this run was saved; it may be appended again later.
    QFuture<Result<QString>> append(const RunRecord& record);
    void append(const RunRecord& record, Done<QString> done);
    /// The same where nobody waits: without budgets it gathers for some 25 ms first. A failure is logged.
    void note(RunRecord record);
    /// Resolves when everything handed in before is durable and found by `search()`.
    QFuture<Result<void>> settle();

    /// Writes down what a running lane has said so far; call it as often as you like, at most two writes a second
    /// reach the disk. Appending the run removes its drafts.
    void saveDraft(const Draft& draft);
    void discardDrafts(const QString& runId); ///< of a run that will never be appended
    /// Answers that were not finished, oldest first; also those that run now in any process (draftrecord.h).
    Result<QList<Draft>> drafts() const;

    /// The budgets are kept here because only this file is common to all processes that spend.
    /// Stores or replaces one; resolves to it as stored, with its id. InvalidRequest if checkedBudget() says so.
    QFuture<Result<Budget>> setBudget(const Budget& budget);
    QFuture<Result<bool>> removeBudget(const QString& id); ///< whether there was one of this id
    /// Reserves the worst case of each lane within all budgets that cover it, atomically across processes. Where no
    /// budget is set nothing is written. Appending the run settles what is held, in the same transaction; otherwise it
    /// must be released. What is held for a process that has ended, or for more than a day, expires.
    /// Storage: nothing is held, and nobody knows whether the lanes fit.
    QFuture<Result<ReservationOutcome>> reserve(const ReservationRequest& request);
    void reserve(const ReservationRequest& request, Done<ReservationOutcome> done);
    void release(const QString& runId, Done<void> done); ///< what is held for a run that will not be appended

    // Reads. They block their thread for one indexed query: never call them on the window's thread, use a worker.

    /// Newest first; the next page begins before the last id of the one before.
    Result<QList<RunSummary>> newest(int limit, const QString& beforeId = {}) const;
    Result<RunRecord> run(const QString& id) const; ///< the whole record, equal to what was appended
    Result<SpendTotal> totals(const QDateTime& fromUtc, const QDateTime& toUtc) const; ///< of a half-open period
    /// Real spend of the UTC days from `from` up to, not including, `to`; days rising, otherwise dearest first.
    Result<QList<SpendRow>> spend(QDate from, QDate to, SpendGrouping grouping) const;
    /// The same for days of any time zone and for the lanes of a filter. What the roll-ups cannot tell apart is read
    /// lane by lane: some microseconds each.
    Result<QList<SpendRow>> spend(const SpendQuery& query, SpendGrouping grouping) const;
    /// Spend split by day and grouping; days rising, without the days on which nothing was called.
    Result<QList<SpendCell>> spendDays(const SpendQuery& query, SpendGrouping grouping) const;
    Result<QList<SpendAnswer>> spendAnswers(const SpendDrill& drill) const; ///< behind a figure, newest recorded first
    /// The id that a unique prefix names; `last` names the newest run. InvalidRequest if none or several match.
    Result<QString> resolveId(const QString& prefix) const;
    /// Runs whose prompt or answers hold all words; `"…"` is a phrase, `word*` a beginning. Newest first.
    Result<QList<SearchHit>> search(const QString& terms, int limit) const;

    /// Ids of all runs of a conversation, oldest first; `newestThreads` lists conversations.
    Result<QStringList> threadRuns(const QString& thread) const;
    Result<QList<ThreadSummary>> newestThreads(int limit) const;
    Result<QList<PromptVersion>> promptVersions(const QString& promptId) const;
    Result<QList<PromptSummary>> prompts(int limit) const;
    Result<QList<PromptSummary>> systemPrompts(int limit) const;
    Result<QList<Vote>> votes() const; ///< oldest first, withdrawn ones included
    QFuture<Result<void>> addVote(const Vote& vote);
    QFuture<Result<void>> withdrawVote(const QString& id);
    QFuture<Result<void>> saveSystemPrompt(const QString& name, const QString& text);
    Result<QList<BudgetStatus>> budgets() const; ///< every budget and what its current period has seen
    /// The newest answers of a model, at most `limit`, newest first; for estimates.
    Result<QList<PastAnswer>> pastAnswers(
        const ModelRef& model, const QString& prompt, const QString& system, int limit) const;

    // Usage of other programs (importtypes.h). Never part of the totals above.
    /// Stores an import whole or not at all. InvalidRequest if the source was imported since the state was read.
    QFuture<Result<void>> storeImport(const ImportBatch& batch);
    /// How far the files of a source were read; revision 0 if it was never imported.
    Result<ImportState> importState(const QString& source) const;
    Result<QList<ImportGroup>> importGroups(const QString& source) const;
    /// Hands the packed messages of a source to `take`, in the order in which they were stored.
    Result<void> importSegments(const QString& source, const std::function<void(const QByteArray&)>& take) const;
    /// Every source that was imported, with its last import and its totals.
    Result<QList<ImportSource>> importSources() const;
    /// Imported usage by group, in the order of the group. 10 ms for 50,000 rows of roll-up.
    Result<QList<ImportedRow>> imported(const ImportFilter& filter, ImportGrouping grouping) const;

    /// The newest attempts since then, at most `limit`, oldest first.
    Result<QList<AttemptRecord>> recentAttempts(const QDateTime& since, int limit) const;
    Result<QList<LedgerCall>> calls(const QDateTime& from, const QDateTime& to) const; ///< oldest first; half-open
    /// Recomputes the hash chain, the hashes of kept texts and the roll-ups. Reads the whole file: minutes for millions
    /// of runs.
    Result<LedgerCheck> verify() const;
    /// What must hold between the rows beside that, asked as SQL: costs and their lines, states, reservations, budgets.
    /// The first break, or nothing. Reads the whole file.
    Result<std::optional<LedgerBreak>> checkInvariants() const;
    QFuture<Result<void>> perform(Task task, After after = After::Nothing) override;
    QString path() const { return m_path; }

Q_SIGNALS:
    void changed(); ///< something was committed; coalesced
    void budgetCrossed(const assay::BudgetAlert& alert); ///< told once a period

private:
    HistoryStore(QString path, std::shared_ptr<const Clock> clock, std::unique_ptr<ReaderPool> readers);
    void announce(const QList<BudgetAlert>& alerts);
    Result<void> withReader(const std::function<void(const Connection&)>& read) const override;

    QString m_path;
    std::shared_ptr<const Clock> m_clock;
    std::atomic<bool> m_announced = false;
    std::unique_ptr<FileClaim> m_claim;
    std::unique_ptr<HistoryWriter> m_writer;
    QThreadPool m_askers; // one thread: whether there is any budget
    std::unique_ptr<ReaderPool> m_readers; // gone before the writer, which then closes the file as the last one
};

} // namespace assay
