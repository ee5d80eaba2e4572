// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of WindowHistory that sends runs again and hands them to Compare.
#include "app/forkthread.h"
#include "app/replay.h"
#include "app/threadreader.h"
#include "app/windowhistory.h"
#include "core/support/whendone.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString originOf(const RunRecord& run)
{
    for (const auto& lane : run.lanes) {
        if (lane.replayOf)
            return lane.replayOf->run;
    }
    return run.id;
}

Result<RunFork> forkOf(const HistoryStore& history, const RunRecord& run, std::optional<int> lane)
{
    RunFork fork{.thread = {}, .run = run.id, .lane = lane, .notes = {}};
    if (!run.place.thread.isEmpty()) {
        auto thread = readThread(history, run.place.thread);
        if (!thread)
            return std::unexpected(thread.error());
        fork.thread = *std::move(thread);
        return fork;
    }
    auto made = threadOfRequest(run);
    fork.thread = std::move(made.runs);
    if (!made.isExact)
        fork.notes.append(WindowHistory::tr("Calls of tools and their results stand in the conversation as text: a "
                                            "turn in Compare holds nothing else."));
    return fork;
}

} // namespace

QList<ReplayPreview> WindowHistory::previewReplay(const OpenedRun& run, std::optional<int> lane)
{
    QList<ReplayPreview> out;
    const auto plan = planReplay(m_services, run.run, run.marks.gone, lane);
    for (const auto& each : plan.lanes)
        out.append({.lane = each.lane,
            .model = each.model.toString(),
            .isRepeated = each.spec.has_value(),
            .isExact = each.isExact,
            .notes = each.notes});
    return out;
}

void WindowHistory::replay(const OpenedRun& run, std::optional<int> lane)
{
    const auto plan = planReplay(m_services, run.run, run.marks.gone, lane);
    if (!plan.canSend()) {
        Q_EMIT told(tr("Nothing of this run can be sent again."));
        return;
    }
    Q_EMIT told(tr("Sending again…"));
    auto handle = m_services.engine().start(replaySpec(plan));
    auto* started = handle.get();
    m_replays.push_back(std::move(handle));
    connect(started, &RunHandle::finished, this,
        [this, started, origin = originOf(run.run)](const RunRecord&) { onReplayed(started, origin); });
}

void WindowHistory::onReplayed(RunHandle* handle, const QString& origin)
{
    std::erase_if(m_replays, [handle](const auto& running) { return running.get() == handle; });
    whenDone(m_services.history().settle(), this, [this, origin](const Result<void>& kept) {
        Q_EMIT told(kept ? QString() : kept.error().detail);
        Q_EMIT replayed(origin);
    });
}

void WindowHistory::fork(const OpenedRun& run, std::optional<int> lane)
{
    later([record = run.run, lane](const HistoryStore& history) { return forkOf(history, record, lane); },
        [this](const RunFork& fork) { Q_EMIT forked(fork); });
}

} // namespace assay
