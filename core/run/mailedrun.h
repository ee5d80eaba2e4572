// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/run/runcoordinator.h"

#include <QObject>

#include <memory>

namespace assay {

class EngineWorker;
struct RunMailbox;

/// A run of the engine: what happens in it goes into its handle's mailbox.
class MailedRun final : public QObject, private RunWatcher
{
    Q_OBJECT

public:
    MailedRun(LaneServices services, LaneTimeouts timeouts, EngineWorker& worker, std::shared_ptr<RunMailbox> mailbox);

    RunCoordinator& coordinator() { return m_run; }
    const RunCoordinator& coordinator() const { return m_run; }

private:
    void laneStateChanged(int lane, LaneState state) override;
    void laneRetryScheduled(int lane, std::chrono::milliseconds wait, const Error& cause) override;
    void laneHeld(int) override { }
    void laneStreamed(int lane, const StreamEvent& event) override;
    void laneAnswered(int, const QByteArray&) override { }
    void laneFinished(int lane, const LaneRecord& record) override;
    void runFinished(RunRecord&& record) override;

    template <class Change> void tell(Change change);

    EngineWorker& m_worker;
    const std::shared_ptr<RunMailbox> m_mailbox;
    RunCoordinator m_run;
};

} // namespace assay
