// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/waitingruns.h"
#include "core/history/writesession.h"
#include "core/support/clock.h"

#include <QDeadlineTimer>
#include <QFuture>
#include <QHash>
#include <QPromise>
#include <QSet>
#include <QThread>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace assay {

/// The one thread that writes. What waits when it is free becomes one commit (group commit), so that many writers share
/// the cost of one `fsync`. The full-text index, drafts and checkpoints use its idle time.
class HistoryWriter
{
public:
    /// `onCommit` is called on the writer thread after something was committed, with the thresholds it crossed.
    static Result<std::unique_ptr<HistoryWriter>> start(const QString& path, std::shared_ptr<const Clock> clock,
        DatabaseLock lock, std::function<void(const QList<BudgetAlert>&)> onCommit);
    /// Everything handed in is on disk, or who asked was told the error; also what those who are told hand in then.
    void stop();
    ~HistoryWriter() { stop(); }

    HistoryWriter(const HistoryWriter&) = delete;
    HistoryWriter& operator=(const HistoryWriter&) = delete;

    using Appended = std::function<void(const Result<QString>& id)>;
    void append(const RunRecord& record, Appended done); ///< `done` is called once, on the writer thread
    /// Without haste and without an answer; a failure is logged. While the disk does not follow (WaitingRuns is full),
    /// whoever notes more is held up, for a second at most: else their memory would grow without end.
    void note(RunRecord record);
    QFuture<Result<void>> settle();
    /// `task` runs on the writer thread in a transaction of its own; what it is given as time is the store's clock.
    using Task = std::function<Result<void>(const Connection&, qint64 nowMicroseconds)>;
    /// `scrub`: afterwards the log is emptied too.
    QFuture<Result<void>> perform(Task task, bool scrub = false);
    void saveDraft(const Draft& draft);
    void discardDrafts(const QString& runId);
    /// Tasks that wait together become one commit, before the records that wait with them.
    void runTask(BudgetTask task);

private:
    /// Nobody waits for what is noted: it gathers this long, so that a page is written once for many runs.
    static constexpr std::chrono::milliseconds kPause{25};
    struct PendingTask {
        Task task;
        bool scrub = false;
        QPromise<Result<void>> promise;
    };
    struct Work {
        std::vector<BudgetTask> tasks;
        std::vector<WaitingRuns::Run> appends;
        QList<Draft> drafts;
        QStringList discards;
        std::vector<PendingTask> others;
        bool isIdle = false; ///< nothing came for a while
        bool isEmpty() const
        {
            return tasks.empty() && others.empty() && appends.empty() && drafts.isEmpty() && discards.isEmpty();
        }
    };

    HistoryWriter(QString path, std::shared_ptr<const Clock> clock, DatabaseLock lock,
        std::function<void(const QList<BudgetAlert>&)> onCommit);
    void loop();
    Work take();
    bool isAllDone();
    bool draftsAreDue() const;
    bool hasDueWork() const;
    bool waitForWork(std::unique_lock<std::mutex>& lock);
    void write(Work& work);
    void runTasks(std::vector<BudgetTask>& tasks);
    void performTasks(std::vector<PendingTask>& tasks);
    Result<void> writeTogether(
        std::span<PendingAppend> appends, const QList<Draft>& drafts, const QStringList& discards);
    void writeSeparately(std::vector<PendingAppend>& appends);
    void resolve(std::vector<WaitingRuns::Run>& waiting, std::vector<PendingAppend>& appends);
    void tryAgainLater(RunRecord record, const Error& error);
    void keepHouse(const Work& work);
    void answerSettled();
    void finish();
    Result<void> ensureSession();
    qint64 now() const;

    const QString m_path;
    const std::shared_ptr<const Clock> m_clock;
    const DatabaseLock m_lock;
    const std::function<void(const QList<BudgetAlert>&)> m_onCommit;

    std::mutex m_mutex; // guards the members up to the next empty line
    std::condition_variable m_wake;
    std::condition_variable m_taken; // of the queue
    WaitingRuns m_queue;
    bool m_hasHaste = false; // somebody waits for one of the queue
    std::vector<BudgetTask> m_tasks;
    QDeadlineTimer m_reserving; // budgets are in use
    QHash<std::pair<QString, int>, Draft> m_drafts;
    QStringList m_discards;
    std::vector<PendingTask> m_others;
    std::vector<QPromise<Result<void>>> m_settling;
    QDeadlineTimer m_pause; // of what is noted
    bool m_stopping = false;

    // Writer thread only.
    std::unique_ptr<WriteSession> m_session;
    std::optional<FileIdentity> m_identity;
    QSet<QString> m_drafted; // runs that may have rows in the journal
    QDeadlineTimer m_draftPause;
    bool m_needsIndex = true;
    int m_commitsSinceIndex = 0;
    std::vector<WaitingRuns::Run> m_unsaved; // noted runs that the disk did not take
    QDeadlineTimer m_retryPause; // of those
    QList<BudgetAlert> m_alerts; // of commits that were not told yet
    Result<void> m_lastIndexed; // what settle() is told

    std::unique_ptr<QThread> m_thread;
};

} // namespace assay
