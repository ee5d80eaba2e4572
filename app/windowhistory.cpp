// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowhistory.h"

#include "app/historyexport.h"
#include "app/replay.h"
#include "app/retention.h"
#include "core/history/replayfinder.h"
#include "core/support/whendone.h"

#include <QElapsedTimer>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kMostReplays = 20;
constexpr qint64 kMostCounted = 10'000; // counting all of a million takes longer than anybody waits

Result<HistoryPageOfRuns> pageOf(const HistoryStore& history, const RunQuestion& question)
{
    QElapsedTimer timer;
    timer.start();
    const RunFinder finder(history);
    auto runs = finder.find(question);
    if (!runs)
        return std::unexpected(runs.error());
    HistoryPageOfRuns page{.question = question, .runs = *std::move(runs), .milliseconds = timer.elapsed()};
    if (!question.beforeId.isEmpty())
        return page;
    page.count = page.runs.size();
    if (page.count < question.limit)
        return page;
    const auto count = finder.count(question, kMostCounted);
    if (!count)
        return std::unexpected(count.error());
    page.count = std::max(page.count, *count);
    page.isMore = page.count >= kMostCounted;
    return page;
}

/// The newest replays of a run, or of the run that it repeats; oldest first.
Result<QList<RunReplay>> replaysOf(const HistoryStore& history, const RunRecord& run)
{
    QString origin = run.id;
    for (const auto& lane : run.lanes) {
        if (lane.replayOf)
            origin = lane.replayOf->run;
    }
    const auto ids = ReplayFinder(history).replaysOf(origin);
    if (!ids || ids->isEmpty())
        return ids.transform([](const QStringList&) { return QList<RunReplay>(); });
    const auto then = origin == run.id ? Result<RunRecord>(run) : history.run(origin);
    if (!then)
        return QList<RunReplay>(); // imported without the run that it repeats
    QList<RunReplay> out;
    for (const auto& id : ids->mid(std::max<qsizetype>(0, ids->size() - kMostReplays))) {
        const auto now = history.run(id);
        if (!now)
            return std::unexpected(now.error());
        out.append({.runId = id, .at = now->startedAt, .lanes = driftOf(*then, *now)});
    }
    return out;
}

Result<OpenedRun> openedRun(const HistoryStore& history, const QString& runId)
{
    auto run = history.run(runId);
    if (!run)
        return std::unexpected(run.error());
    auto marks = RunFinder(history).marks(runId);
    if (!marks)
        return std::unexpected(marks.error());
    OpenedRun opened{.run = *std::move(run), .marks = *std::move(marks), .votes = {}, .replays = {}};
    auto replays = replaysOf(history, opened.run);
    if (!replays)
        return std::unexpected(replays.error());
    opened.replays = *std::move(replays);
    if (opened.marks.votes == 0)
        return opened;
    const auto votes = history.votes();
    if (!votes)
        return std::unexpected(votes.error());
    for (const auto& vote : *votes) {
        if (!vote.withdrawn && (vote.first.run == runId || vote.second.run == runId))
            opened.votes.append(vote);
    }
    return opened;
}

Result<qint64> writeRuns(const HistoryStore& history, const QStringList& ids, const QString& path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorKind::Storage, file.errorString());
    const bool isTable = path.endsWith(u".csv"_s, Qt::CaseInsensitive);
    auto count = exportRuns(history, ids, isTable ? ExchangeFormat::Csv : ExchangeFormat::JsonLines, file);
    if (count && !file.commit())
        return fail(ErrorKind::Storage, file.errorString());
    return count;
}

} // namespace

WindowHistory::WindowHistory(Composition& services, QObject* parent)
    : HistoryService(parent)
    , m_services(services)
{
    m_pool.setMaxThreadCount(2); // a search does not wait for the counts
    connect(&services.history(), &HistoryStore::changed, this, &HistoryService::changed);
}

WindowHistory::~WindowHistory()
{
    m_pool.waitForDone();
}

QDateTime WindowHistory::now() const
{
    return m_services.clock().now();
}

void WindowHistory::find(const RunQuestion& question)
{
    const int number = ++m_finding;
    later([question](const HistoryStore& history) { return pageOf(history, question); },
        [this, number](const HistoryPageOfRuns& page) {
            if (number == m_finding)
                Q_EMIT found(page);
        });
}

void WindowHistory::open(const QString& runId)
{
    const int number = ++m_opening;
    later([runId](const HistoryStore& history) { return openedRun(history, runId); },
        [this, number](OpenedRun run) {
            if (number != m_opening)
                return;
            for (auto& replay : run.replays)
                addPricesNow(m_services, replay.lanes, replay.at);
            Q_EMIT opened(run);
        });
}

void WindowHistory::count()
{
    later([](const HistoryStore& history) { return RunFinder(history).counts(); },
        [this](const RunCounts& counts) { Q_EMIT counted(counts); });
}

void WindowHistory::finish(const QFuture<Result<void>>& done, const QString& sentence)
{
    whenDone(done, this, [this, sentence](const Result<void>& result) {
        Q_EMIT told(result ? sentence : result.error().detail);
        Q_EMIT changed();
    });
}

void WindowHistory::mark(const QString& runId, const MarkChange& change)
{
    finish(RunKeeper(m_services.history()).mark({runId}, change), QString());
}

void WindowHistory::deleteContent(const QString& runId)
{
    finish(RunKeeper(m_services.history()).deleteContent({runId}), tr("The text is gone; what it cost stays."));
}

void WindowHistory::exportRuns(const QStringList& runIds, const QString& path)
{
    later([runIds, path](const HistoryStore& history) { return writeRuns(history, runIds, path); },
        [this, path](
            qint64 count) { Q_EMIT told(tr("%n runs written to %1", nullptr, static_cast<int>(count)).arg(path)); });
}

void WindowHistory::applyRetention()
{
    m_pool.start([this, now = m_services.clock().now()] {
        const auto removed = assay::applyRetention(m_services.history(), now);
        if (!removed)
            QMetaObject::invokeMethod(
                this, [this, why = removed.error().detail] { Q_EMIT told(why); }, Qt::QueuedConnection);
    });
}

QList<SmartFolder> WindowHistory::folders() const
{
    return readSmartFolders(m_services.profile());
}

void WindowHistory::setFolders(const QList<SmartFolder>& folders)
{
    if (const auto done = writeSmartFolders(m_services.profile(), folders); !done)
        Q_EMIT told(tr("The search could not be saved: %1").arg(done.error().detail));
}

} // namespace assay
