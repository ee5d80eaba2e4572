// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/run/lane.h"

#include <QObject>

#include <memory>
#include <vector>

namespace assay {

/// One run: its lanes side by side, each living on its own. `finished` comes exactly once and last, when every lane
/// has ended; a failing lane never touches the others.
class RunCoordinator : public QObject
{
    Q_OBJECT

public:
    RunCoordinator(LaneServices services, LaneTimeouts timeouts, QObject* parent = nullptr);
    ~RunCoordinator() override;

    void start(const RunSpec& spec);
    void cancel(int lane);
    void cancelAll();
    void retryNow(int lane);
    /// Back-pressure from a slow reader.
    void setPaused(int lane, bool paused);

Q_SIGNALS:
    void laneStateChanged(int lane, assay::LaneState state);
    void laneRetryScheduled(int lane, std::chrono::milliseconds wait, const assay::Error& cause);
    void laneStreamed(int lane, const assay::StreamEvent& event);
    void laneFinished(int lane, const assay::LaneRecord& record);
    void finished(const assay::RunRecord& record);

private:
    void onLaneFinished(int index, const LaneRecord& record);
    void finish();

    LaneServices m_services;
    LaneTimeouts m_timeouts;
    std::vector<Lane*> m_lanes; // children; null once ended, so that a late call finds nothing
    RunRecord m_record;
    std::chrono::steady_clock::time_point m_started;
    int m_open = 0;
};

} // namespace assay
