// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/runhandle.h"

#include "core/run/engine.h"
#include "core/run/engineworker.h"
#include "core/run/runmailbox.h"

#include <QPointer>

namespace assay {

namespace {
constexpr int kFrameMs = 16;
} // namespace

RunHandle::RunHandle(Engine* engine, QString runId, std::shared_ptr<RunMailbox> mailbox)
    : m_engine(engine)
    , m_runId(std::move(runId))
    , m_mailbox(std::move(mailbox))
{
    m_frame.setSingleShot(true);
    m_frame.setTimerType(Qt::PreciseTimer);
    connect(&m_frame, &QTimer::timeout, this, &RunHandle::deliver);
}

RunHandle::~RunHandle()
{
    {
        const QMutexLocker lock(&m_mailbox->mutex);
        m_mailbox->receiver = nullptr; // no wake-up is posted to this object from here on
    }
    if (!m_ended)
        cancelAll();
}

void RunHandle::cancel(int lane)
{
    m_engine->post([id = m_runId, lane](EngineWorker& worker) {
        if (auto* run = worker.find(id))
            run->cancel(lane);
    });
}

void RunHandle::cancelAll()
{
    {
        const QMutexLocker lock(&m_mailbox->mutex);
        m_mailbox->dropText = true;
        m_mailbox->content.events.clear();
    }
    m_engine->post([id = m_runId](EngineWorker& worker) {
        if (auto* run = worker.find(id))
            run->cancelAll();
    });
}

void RunHandle::retryNow(int lane)
{
    m_engine->post([id = m_runId, lane](EngineWorker& worker) {
        if (auto* run = worker.find(id))
            run->retryNow(lane);
    });
}

void RunHandle::wake()
{
    const qint64 since = m_sinceDelivery.isValid() ? m_sinceDelivery.elapsed() : kFrameMs;
    if (since >= kFrameMs)
        deliver();
    else if (!m_frame.isActive())
        m_frame.start(static_cast<int>(kFrameMs - since));
}

void RunHandle::deliver()
{
    RunMailbox::Content content;
    {
        const QMutexLocker lock(&m_mailbox->mutex);
        std::swap(content, m_mailbox->content);
        m_mailbox->announced = false;
    }
    m_sinceDelivery.start();
    const QPointer<RunHandle> alive(this);
    for (const auto& [lane, state] : std::as_const(content.states)) {
        if (alive)
            Q_EMIT laneStateChanged(lane, state);
    }
    for (const auto& retry : std::as_const(content.retries)) {
        if (alive)
            Q_EMIT laneRetryScheduled(retry.lane, retry.wait, retry.cause);
    }
    if (alive && !content.events.isEmpty())
        Q_EMIT streamed(content.events);
    for (const auto& record : std::as_const(content.lanes)) {
        if (alive)
            Q_EMIT laneFinished(record);
    }
    if (alive && content.run) {
        m_ended = true;
        Q_EMIT finished(*content.run);
    }
}

} // namespace assay
