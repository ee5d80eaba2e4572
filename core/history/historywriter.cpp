// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/historywriter.h"

#include "core/history/rows.h"
#include "core/support/logging.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr auto kIdleAfter = 100ms;
constexpr auto kDraftPause = 500ms;
constexpr auto kRetryPause = 2s;
constexpr std::size_t kMostUnsaved = 4'096;
constexpr qint64 kCheckpointPages = 4'000; // 16 MB
constexpr qint64 kPatientCheckpointPages = 16'000; // 64 MB: worth waiting for other processes
constexpr int kMostCommitsWithoutIndex = 1'000;
constexpr int kLastIndexBatches = 8;
constexpr auto kScrubPatience = 5s;

} // namespace

HistoryWriter::HistoryWriter(QString path, std::shared_ptr<const Clock> clock, DatabaseLock lock,
    std::function<void(const QList<BudgetAlert>&)> onCommit)
    : m_path(std::move(path))
    , m_clock(std::move(clock))
    , m_lock(std::move(lock))
    , m_onCommit(std::move(onCommit))
{
}

Result<std::unique_ptr<HistoryWriter>> HistoryWriter::start(const QString& path, std::shared_ptr<const Clock> clock,
    DatabaseLock lock, std::function<void(const QList<BudgetAlert>&)> onCommit)
{
    std::unique_ptr<HistoryWriter> writer(
        new HistoryWriter(path, std::move(clock), std::move(lock), std::move(onCommit)));
    QPromise<Result<void>> opening;
    auto outcome = opening.future();
    opening.start();
    writer->m_thread.reset(QThread::create([self = writer.get(), opened = std::move(opening)]() mutable {
        const auto done = self->ensureSession();
        opened.addResult(done);
        opened.finish();
        if (done)
            self->loop();
        self->m_session.reset();
    }));
    writer->m_thread->setObjectName(u"history"_s);
    writer->m_thread->start();
    const auto done = outcome.result();
    if (!done)
        return std::unexpected(done.error());
    return writer;
}

void HistoryWriter::stop()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    if (m_thread)
        m_thread->wait();
}

void HistoryWriter::loop()
{
    for (;;) {
        Work work = take();
        if (!work.isEmpty())
            write(work);
        keepHouse(work);
        if (isAllDone())
            return finish();
    }
}

// With m_mutex held.
bool HistoryWriter::draftsAreDue() const
{
    return !m_drafts.isEmpty() && (m_draftPause.hasExpired() || m_stopping || !m_settling.empty());
}

// With m_mutex held.
bool HistoryWriter::hasDueWork() const
{
    if (!m_unsaved.empty() && m_retryPause.hasExpired())
        return true;
    if (!m_tasks.empty() || !m_others.empty() || !m_discards.isEmpty() || !m_settling.empty() || m_stopping)
        return true;
    if (!m_queue.isEmpty() && (m_hasHaste || m_queue.isGroup() || m_pause.hasExpired()))
        return true;
    return draftsAreDue();
}

// With m_mutex held. False if nothing came for so long that idle work may be done.
bool HistoryWriter::waitForWork(std::unique_lock<std::mutex>& lock)
{
    const bool hasIdleWork = m_needsIndex || (m_session && m_session->pendingPages() > 0);
    const QDeadlineTimer idle = hasIdleWork ? QDeadlineTimer(kIdleAfter) : QDeadlineTimer(QDeadlineTimer::Forever);
    while (!hasDueWork()) {
        if (idle.hasExpired() && m_queue.isEmpty())
            return false;
        auto wait = std::chrono::milliseconds(1h);
        if (hasIdleWork && m_queue.isEmpty())
            wait = std::chrono::milliseconds(idle.remainingTime() + 1);
        if (!m_queue.isEmpty())
            wait = std::min(wait, std::chrono::milliseconds(m_pause.remainingTime() + 1));
        if (!m_drafts.isEmpty())
            wait = std::min(wait, std::chrono::milliseconds(m_draftPause.remainingTime() + 1));
        if (!m_unsaved.empty())
            wait = std::min(wait, std::chrono::milliseconds(m_retryPause.remainingTime() + 1));
        m_wake.wait_for(lock, wait);
    }
    return true;
}

HistoryWriter::Work HistoryWriter::take()
{
    std::unique_lock lock(m_mutex);
    Work work;
    work.isIdle = !waitForWork(lock);
    if (m_stopping || m_retryPause.hasExpired()) {
        for (auto& run : m_unsaved)
            m_queue.add(std::move(run));
        m_unsaved.clear();
    }
    work.appends = m_queue.takeGroup();
    m_hasHaste = m_hasHaste && !m_queue.isEmpty();
    m_taken.notify_all();
    work.tasks.swap(m_tasks);
    work.others.swap(m_others);
    work.discards = std::exchange(m_discards, {});
    if (draftsAreDue()) {
        work.drafts = std::exchange(m_drafts, {}).values();
        m_draftPause.setRemainingTime(kDraftPause);
    }
    for (const auto& pending : work.appends) {
        if (m_drafts.isEmpty())
            break;
        m_drafts.removeIf([&pending](const auto& entry) { return entry.key().first == pending.record.id; });
    }
    return work;
}

/// Asked after the work, because who is told what became of it may hand in more.
bool HistoryWriter::isAllDone()
{
    const std::scoped_lock lock(m_mutex);
    return m_stopping && m_queue.isEmpty() && m_tasks.empty() && m_others.empty() && m_drafts.isEmpty()
        && m_discards.isEmpty();
}

Result<void> HistoryWriter::ensureSession()
{
    if (m_session)
        return {};
    auto session = WriteSession::open(m_path, m_lock, m_identity);
    if (!session)
        return std::unexpected(session.error());
    const auto drafted = (*session)->draftedRuns();
    if (!drafted)
        return std::unexpected(drafted.error());
    m_drafted = QSet(drafted->begin(), drafted->end());
    m_session = *std::move(session);
    m_identity = m_session->identity();
    return {};
}

void HistoryWriter::runTasks(std::vector<BudgetTask>& tasks)
{
    auto done = ensureSession();
    if (done)
        done = m_session->run(tasks, now());
    if (!done) {
        qCWarning(lcHistory) << "budgets:" << done.error().detail;
        m_session.reset();
    }
    for (auto& task : tasks)
        task.done(done);
    if (done && std::ranges::any_of(tasks, &BudgetTask::announce))
        m_onCommit({});
}

void HistoryWriter::write(Work& work)
{
    if (!work.tasks.empty())
        runTasks(work.tasks);
    for (const auto& draft : std::as_const(work.drafts))
        m_drafted.insert(draft.runId);
    std::vector<PendingAppend> appends;
    appends.reserve(work.appends.size());
    for (auto& pending : work.appends) {
        if (m_drafted.contains(pending.record.id))
            work.discards.append(pending.record.id);
        appends.push_back({.record = std::move(pending.record)});
    }
    if (appends.empty() && work.drafts.isEmpty() && work.discards.isEmpty())
        return performTasks(work.others);
    auto done = writeTogether(appends, work.drafts, work.discards);
    if (!done && done.error().kind == ErrorKind::InvalidRequest && appends.size() > 1) {
        writeSeparately(appends); // one record is at fault: the others must not suffer
        done = writeTogether({}, work.drafts, work.discards);
    } else if (!done) {
        for (auto& append : appends)
            append.outcome = std::unexpected(done.error());
    }
    if (!done)
        qCWarning(lcHistory) << "not saved:" << done.error().detail;
    for (const auto& runId : std::as_const(work.discards)) {
        if (done)
            m_drafted.remove(runId);
    }
    resolve(work.appends, appends);
    performTasks(work.others);
}

void HistoryWriter::performTasks(std::vector<PendingTask>& tasks)
{
    for (auto& pending : tasks) {
        auto done = ensureSession();
        if (done)
            done = m_session->perform([&](const Connection& connection) { return pending.task(connection, now()); });
        if (!done && done.error().kind != ErrorKind::InvalidRequest)
            m_session.reset();
        if (done && pending.scrub)
            done = m_session->emptyLog(kScrubPatience);
        pending.promise.addResult(done);
        pending.promise.finish();
    }
    if (!tasks.empty())
        m_onCommit({});
}

void HistoryWriter::writeSeparately(std::vector<PendingAppend>& appends)
{
    for (auto& append : appends) {
        if (const auto done = writeTogether(std::span(&append, 1), {}, {}); !done)
            append.outcome = std::unexpected(done.error());
    }
}

Result<void> HistoryWriter::writeTogether(
    std::span<PendingAppend> appends, const QList<Draft>& drafts, const QStringList& discards)
{
    if (auto ready = ensureSession(); !ready)
        return ready;
    auto done = m_session->write(appends, drafts, discards, now());
    // After a failure of the disk SQLite's own picture of the file is not to be trusted: start from the file again.
    if (!done && done.error().kind != ErrorKind::InvalidRequest)
        m_session.reset();
    if (done)
        m_alerts += m_session->takeAlerts();
    return done;
}

void HistoryWriter::resolve(std::vector<WaitingRuns::Run>& waiting, std::vector<PendingAppend>& appends)
{
    bool stored = false;
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        const QString& id = appends[i].record.id;
        Result<QString> result = id;
        if (!appends[i].outcome)
            result = std::unexpected(appends[i].outcome.error());
        else if (*appends[i].outcome == RecordWriter::Outcome::Duplicate)
            result = fail(ErrorKind::InvalidRequest, u"The run %1 is in the history already."_s.arg(id));
        else
            stored = true;
        if (waiting[i].done)
            waiting[i].done(result);
        else if (!result)
            tryAgainLater(std::move(appends[i].record), result.error());
    }
    if (!stored)
        return;
    {
        const std::scoped_lock lock(m_mutex);
        m_pause.setRemainingTime(kPause);
    }
    m_needsIndex = true;
    ++m_commitsSinceIndex;
    m_onCommit(std::exchange(m_alerts, {}));
}

// The disk may have room again later. Until the record is there, what was reserved for the run stays reserved.
void HistoryWriter::tryAgainLater(RunRecord record, const Error& error)
{
    const bool isLast = [this] {
        const std::scoped_lock lock(m_mutex);
        return m_stopping;
    }();
    if (error.kind != ErrorKind::Storage || isLast || m_unsaved.size() >= kMostUnsaved) {
        qCCritical(lcHistory, "the run %s could not be stored: %s", qPrintable(record.id), qPrintable(error.detail));
        return;
    }
    if (m_unsaved.empty()) {
        qCCritical(lcHistory, "a run could not be stored, and is tried again: %s", qPrintable(error.detail));
        m_retryPause.setRemainingTime(kRetryPause);
    }
    m_unsaved.push_back({.record = std::move(record), .done = {}});
}

void HistoryWriter::keepHouse(const Work& work)
{
    const bool isAsked = [this] {
        const std::scoped_lock lock(m_mutex);
        return !m_settling.empty() && m_queue.isEmpty() && m_others.empty();
    }();
    if (isAsked)
        m_lastIndexed = ensureSession();
    if (!m_session)
        return answerSettled();
    if (m_needsIndex && (work.isIdle || isAsked || m_commitsSinceIndex >= kMostCommitsWithoutIndex)) {
        const auto left = m_session->index();
        m_commitsSinceIndex = 0;
        m_needsIndex = left.value_or(0) > 0;
        m_lastIndexed = left.transform([](qint64) { });
        if (!left)
            qCWarning(lcHistory) << "the search index was not brought up to date:" << left.error().detail;
    }
    const qint64 pages = m_session->pendingPages();
    if (pages >= kCheckpointPages || (work.isIdle && !m_needsIndex && pages > 0))
        m_session->checkpoint(pages >= kPatientCheckpointPages ? 2s : 0s);
    if (!m_needsIndex)
        answerSettled();
}

void HistoryWriter::answerSettled()
{
    std::vector<QPromise<Result<void>>> settling;
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_queue.isEmpty() || !m_tasks.empty() || !m_others.empty() || !m_drafts.isEmpty())
            return;
        settling.swap(m_settling);
    }
    for (auto& promise : settling) {
        promise.addResult(m_lastIndexed);
        promise.finish();
    }
}

void HistoryWriter::finish()
{
    // What is left of the index waits for the next start.
    for (int i = 0; m_session && m_needsIndex && i < kLastIndexBatches; ++i)
        m_needsIndex = m_session->index().value_or(0) > 0;
    if (m_session)
        m_session->checkpoint(200ms);
    answerSettled();
}

qint64 HistoryWriter::now() const
{
    return toMicroseconds(m_clock->now()).value_or(0);
}

} // namespace assay
