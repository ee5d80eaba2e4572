// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/mailedrun.h"

#include "core/run/engineworker.h"
#include "core/run/runmailbox.h"

namespace assay {

namespace {
using Content = RunMailbox::Content;

} // namespace

/// Puts something into the mailbox and wakes the handle unless it was woken already.
template <class Change> void MailedRun::tell(Change change)
{
    const QMutexLocker lock(&m_mailbox->mutex);
    change(m_mailbox->content);
    if (m_mailbox->receiver && !m_mailbox->announced) {
        m_mailbox->announced = true;
        QMetaObject::invokeMethod(m_mailbox->receiver, &RunHandle::wake, Qt::QueuedConnection);
    }
}

MailedRun::MailedRun(
    LaneServices services, LaneTimeouts timeouts, EngineWorker& worker, std::shared_ptr<RunMailbox> mailbox)
    : QObject(&worker)
    , m_worker(worker)
    , m_mailbox(std::move(mailbox))
    , m_run(std::move(services), timeouts, *this)
{
}

void MailedRun::laneStateChanged(int lane, LaneState state)
{
    tell([&](Content& content) { content.states.append({lane, state}); });
}

void MailedRun::laneRetryScheduled(int lane, std::chrono::milliseconds wait, const Error& cause)
{
    tell([&](Content& content) { content.retries.append({lane, wait, cause}); });
}

void MailedRun::laneStreamed(int lane, const StreamEvent& event)
{
    tell([&](Content& content) {
        if (!m_mailbox->dropText)
            appendJoined(content.events, lane, event);
    });
}

void MailedRun::laneFinished(int, const LaneRecord& record)
{
    tell([&](Content& content) { content.lanes.append(record); });
}

void MailedRun::runFinished(RunRecord&& record)
{
    m_worker.onFinished(record); // this object is deleted later
    tell([&](Content& content) { content.run = std::move(record); });
}

} // namespace assay
