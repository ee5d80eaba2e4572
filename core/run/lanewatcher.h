// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QByteArray>

#include <chrono>

namespace assay {

/// Who is told what a lane does; it must live as long as the lane. Plain calls and no signals: a gateway makes a lane
/// for every request, and connecting it took longer than routing it. Inside each call the lane may be cancelled or
/// deleted.
class LaneWatcher
{
public:
    virtual ~LaneWatcher() = default;
    virtual void laneStateChanged(int lane, LaneState state) = 0; ///< never a terminal state: that is laneFinished()
    virtual void laneRetryScheduled(int lane, std::chrono::milliseconds wait, const Error& cause) = 0;
    /// The endpoint has begun its answer, with nothing yet that would be output: that is held back, since another
    /// attempt may still answer in its place.
    virtual void laneHeld(int lane) = 0;
    virtual void laneStreamed(int lane, const StreamEvent& event) = 0;
    /// Bytes of the answer, after the events they brought; only while relaying.
    virtual void laneAnswered(int lane, const QByteArray& bytes) = 0;
    /// In the bytes that come next, and are the last, stands what ends the answer as a failure. Only while relaying.
    virtual void laneBroken(int lane) { Q_UNUSED(lane) }
    /// Once and last. `record` is the lane's own: it goes with the lane.
    virtual void laneFinished(int lane, const LaneRecord& record) = 0;
};

/// Who is told what a run does; the same rules.
class RunWatcher : public LaneWatcher
{
public:
    virtual void runFinished(RunRecord&& record) = 0; ///< once and last; the run's own, to be taken
};

} // namespace assay
