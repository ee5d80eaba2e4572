// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QList>
#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <utility>

namespace assay {

/// One run as the Compare page sees it, so that the page needs no engine. Used once: `start` is called one time.
/// Signals are those of `RunHandle`: batches at most once a frame, `finished` exactly once and last. Destroying the
/// session cancels the run, silently. Lives on the window's thread; no call blocks.
class CompareSession : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void start(const RunSpec& spec) = 0;
    virtual void cancel(int lane) = 0;
    virtual void cancelAll() = 0;
    virtual void retryNow(int lane) = 0;

Q_SIGNALS:
    void laneStateChanged(int lane, assay::LaneState state);
    void laneRetryScheduled(int lane, std::chrono::milliseconds wait, const assay::Error& cause);
    void streamed(const QList<std::pair<int, assay::StreamEvent>>& events);
    void laneFinished(const assay::LaneRecord& record);
    void finished(const assay::RunRecord& record);
};

using SessionFactory = std::function<std::unique_ptr<CompareSession>()>;

} // namespace assay
