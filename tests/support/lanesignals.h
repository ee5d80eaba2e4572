// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/run/lanewatcher.h"

#include <QObject>

namespace assay::testing {

/// A watcher for tests: tells of a lane or a run by signals.
class LaneSignals : public QObject, public RunWatcher
{
    Q_OBJECT

public:
    using QObject::QObject;

    void laneStateChanged(int, LaneState state) override { Q_EMIT stateChanged(state); }
    void laneRetryScheduled(int, std::chrono::milliseconds wait, const Error& cause) override
    {
        Q_EMIT retryScheduled(wait, cause);
    }
    void laneHeld(int) override { Q_EMIT held(); }
    void laneStreamed(int, const StreamEvent& event) override { Q_EMIT streamed(event); }
    void laneAnswered(int, const QByteArray& bytes) override { Q_EMIT answered(bytes); }
    void laneFinished(int, const LaneRecord& record) override { Q_EMIT finished(LaneRecord(record)); }
    void runFinished(RunRecord&& record) override { Q_EMIT ended(RunRecord(std::move(record))); }

Q_SIGNALS:
    void stateChanged(assay::LaneState state);
    void retryScheduled(std::chrono::milliseconds wait, const assay::Error& cause);
    void held();
    void streamed(const assay::StreamEvent& event);
    void answered(const QByteArray& bytes);
    void finished(const assay::LaneRecord& record);
    void ended(const assay::RunRecord& record);
};

} // namespace assay::testing
