// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/historywriter.h"

// What other threads hand to the writer.

namespace assay {

void HistoryWriter::append(const RunRecord& record, Appended done)
{
    WaitingRuns::Run run{.record = record, .done = std::move(done)};
    {
        const std::scoped_lock lock(m_mutex);
        m_queue.add(std::move(run));
        m_hasHaste = true;
    }
    m_wake.notify_one();
}

void HistoryWriter::note(RunRecord record)
{
    constexpr std::chrono::seconds kPatience{1};
    WaitingRuns::Run run{.record = std::move(record), .done = {}};
    bool isAwake = false;
    {
        std::unique_lock lock(m_mutex);
        m_taken.wait_for(lock, kPatience, [this] { return !m_queue.isFull() || m_stopping; });
        // What is held for a run that has ended may be what the next one needs.
        m_hasHaste = m_hasHaste || !m_reserving.hasExpired();
        // Behind another one the writer wakes by itself, when its pause is over. The first one gives it a pause too:
        // what ends now most often makes room for what begins now, and the two would share a processor.
        const bool wasGroup = m_queue.isGroup();
        isAwake = !m_hasHaste && !m_queue.isEmpty();
        if (m_queue.isEmpty() && m_pause.hasExpired())
            m_pause.setRemainingTime(kPause);
        m_queue.add(std::move(run));
        isAwake = isAwake && m_queue.isGroup() == wasGroup;
    }
    if (!isAwake)
        m_wake.notify_one();
}

QFuture<Result<void>> HistoryWriter::perform(Task task, bool scrub)
{
    PendingTask pending{.task = std::move(task), .scrub = scrub, .promise = {}};
    pending.promise.start();
    auto future = pending.promise.future();
    {
        const std::scoped_lock lock(m_mutex);
        m_others.push_back(std::move(pending));
    }
    m_wake.notify_one();
    return future;
}

QFuture<Result<void>> HistoryWriter::settle()
{
    QPromise<Result<void>> promise;
    promise.start();
    auto future = promise.future();
    {
        const std::scoped_lock lock(m_mutex);
        m_settling.push_back(std::move(promise));
    }
    m_wake.notify_one();
    return future;
}

void HistoryWriter::runTask(BudgetTask task)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_tasks.push_back(std::move(task));
        m_reserving.setRemainingTime(std::chrono::hours(1));
    }
    m_wake.notify_one();
}

void HistoryWriter::saveDraft(const Draft& draft)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_drafts.insert({draft.runId, draft.lane}, draft);
    }
    m_wake.notify_one();
}

void HistoryWriter::discardDrafts(const QString& runId)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_drafts.removeIf([&runId](const auto& entry) { return entry.key().first == runId; });
        m_discards.append(runId);
    }
    m_wake.notify_one();
}

} // namespace assay
