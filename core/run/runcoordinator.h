// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/run/lane.h"
#include "core/run/reservation.h"

#include <QObject>

#include <memory>
#include <vector>

namespace assay {

/// One run: its lanes side by side, each living on its own. The watcher's `runFinished` comes exactly once and last,
/// when every lane has ended; a failing lane never touches the others.
class RunCoordinator final : private LaneWatcher
{
public:
    RunCoordinator(LaneServices services, const LaneTimeouts& timeouts, RunWatcher& watcher);
    ~RunCoordinator() override;
    Q_DISABLE_COPY_MOVE(RunCoordinator)

    /// Before start(): the lanes hand their answers on as the providers wrote them, too.
    void setRelaying(bool relays) { m_relays = relays; }
    /// `guard` may be null; otherwise the lanes wait, as Queued, until it has answered. Without one the watcher may
    /// hear of Connecting from inside; all else comes from the event loop.
    void start(RunSpec spec, const std::shared_ptr<SpendGuard>& guard = {});
    /// Cancels all lanes and finishes now, also while the guard has not answered.
    void stop();
    void cancel(int index);
    void cancelAll();
    void retryNow(int index);
    /// Back-pressure from a slow reader.
    void setPaused(int index, bool paused);
    /// Which of its spec's endpoints a lane asks now; nothing once it has ended.
    std::optional<qsizetype> place(int index) const;
    /// The record as it stands now.
    RunRecord soFar() const;

private:
    void laneStateChanged(int lane, LaneState state) override { m_watcher.laneStateChanged(lane, state); }
    void laneRetryScheduled(int lane, std::chrono::milliseconds wait, const Error& cause) override
    {
        m_watcher.laneRetryScheduled(lane, wait, cause);
    }
    void laneHeld(int lane) override { m_watcher.laneHeld(lane); }
    void laneStreamed(int lane, const StreamEvent& event) override { m_watcher.laneStreamed(lane, event); }
    void laneAnswered(int lane, const QByteArray& bytes) override { m_watcher.laneAnswered(lane, bytes); }
    void laneBroken(int lane) override { m_watcher.laneBroken(lane); }
    void laneFinished(int lane, const LaneRecord& record) override;

    void makeLanes(QList<LaneSpec> specs, const QList<PromptCount>& prompts);
    void beginWithin(const RunSpec& spec, const QList<PromptCount>& prompts, const std::shared_ptr<SpendGuard>& guard);
    template <class Step> void later(Step step);
    void refuse(const QHash<int, Error>& refused);
    void ask(const std::shared_ptr<SpendGuard>& guard, const ReservationRequest& request);
    void onAnswered(const ReservationOutcome& outcome);
    void beginLanes();
    Lane* lane(int index) const;
    void finish();

    LaneServices m_services;
    LaneTimeouts m_timeouts;
    RunWatcher& m_watcher;
    std::vector<std::unique_ptr<Lane>> m_lanes;
    RunRecord m_record;
    QList<ChatRequest> m_requests; // of a conversation's run: they go into the record
    std::chrono::steady_clock::time_point m_started;
    int m_open = 0;
    QHash<int, LaneClaim> m_claims; // what the guard was asked for
    QHash<int, std::optional<Money>> m_reserved; // by lane
    std::shared_ptr<SpendGuard> m_guard; // once it was asked, and with it the next one
    std::shared_ptr<std::atomic<bool>> m_isOver; // what is reserved from now on nobody settles
    std::unique_ptr<QObject> m_context; // of what comes from the event loop, once there is any
    bool m_relays = false;
    bool m_isAsking = false;
    bool m_isFinished = false;
    bool* m_gone = nullptr; // Lifeline
};

} // namespace assay
