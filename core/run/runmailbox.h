// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QList>
#include <QMutex>

#include <optional>
#include <utility>

namespace assay {

class RunHandle;

/// What happened on the engine's thread since the handle last looked. Text of a lane is joined while it waits, so that
/// a handle that is late gets one long delta, not a thousand short ones.
struct RunMailbox {
    struct Retry {
        int lane;
        std::chrono::milliseconds wait;
        Error cause;
    };
    struct Content {
        QList<std::pair<int, LaneState>> states;
        QList<Retry> retries;
        QList<std::pair<int, StreamEvent>> events;
        QList<LaneRecord> lanes;
        std::optional<RunRecord> run;
    };

    QMutex mutex;
    Content content; // guarded by mutex, as the rest
    RunHandle* receiver = nullptr;
    bool announced = false; // a wake-up is on its way to the receiver
    bool dropText = false;
};

/// Adds an event, joining it to the lane's last one if both are deltas of the same kind.
void appendJoined(QList<std::pair<int, StreamEvent>>& events, int lane, const StreamEvent& event);

} // namespace assay
