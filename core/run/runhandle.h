// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <utility>

namespace assay {

class Engine;
struct RunMailbox;

/// A run seen from another thread (the window's, the command line's). Calls go to the engine queued; what happens
/// there comes back in batches, at most one a frame, and joined: all text of a lane since the last batch is one delta.
/// After `cancelAll()` streamed text that was still on its way is dropped; the records still come.
/// Deleting the handle inside one of its own signals is allowed; deleting it before `finished` cancels the run.
class RunHandle : public QObject
{
    Q_OBJECT

public:
    ~RunHandle() override;

    QString runId() const { return m_runId; }
    void cancel(int lane);
    void cancelAll();
    void retryNow(int lane);

Q_SIGNALS:
    void laneStateChanged(int lane, assay::LaneState state);
    void laneRetryScheduled(int lane, std::chrono::milliseconds wait, const assay::Error& cause);
    /// Since the last batch, in order of arrival within each lane; neighbouring deltas of one kind are joined.
    void streamed(const QList<std::pair<int, assay::StreamEvent>>& events);
    void laneFinished(const assay::LaneRecord& record);
    void finished(const assay::RunRecord& record);

private:
    friend class Engine;
    friend class MailedRun;
    RunHandle(Engine* engine, QString runId, std::shared_ptr<RunMailbox> mailbox);
    void wake();
    void deliver();

    Engine* m_engine;
    QString m_runId;
    std::shared_ptr<RunMailbox> m_mailbox;
    QTimer m_frame;
    QElapsedTimer m_sinceDelivery;
    bool m_ended = false;
};

} // namespace assay
