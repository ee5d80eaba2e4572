// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/runcoordinator.h"

#include <QPointer>

namespace assay {

namespace {

QString lastText(const ChatRequest& request, Role role)
{
    for (auto message = request.messages.crbegin(); message != request.messages.crend(); ++message) {
        if (message->role != role)
            continue;
        QString out;
        for (const auto& part : message->parts) {
            if (const auto* text = std::get_if<TextPart>(&part))
                out += text->text;
        }
        return out;
    }
    return {};
}

} // namespace

RunCoordinator::RunCoordinator(LaneServices services, LaneTimeouts timeouts, QObject* parent)
    : QObject(parent)
    , m_services(std::move(services))
    , m_timeouts(timeouts)
{
}

RunCoordinator::~RunCoordinator()
{
    for (auto* lane : m_lanes) {
        if (lane)
            lane->disconnect(this);
    }
}

void RunCoordinator::start(const RunSpec& spec)
{
    m_record.id = spec.id;
    m_record.project = spec.project;
    m_record.surface = spec.surface;
    m_record.startedAt = m_services.clock.now();
    m_started = m_services.clock.steady();
    m_record.lanes.resize(spec.lanes.size());
    if (!spec.lanes.isEmpty()) {
        m_record.prompt = lastText(spec.lanes.first().request, Role::User);
        m_record.system = lastText(spec.lanes.first().request, Role::System);
    }
    m_open = static_cast<int>(spec.lanes.size());
    for (int i = 0; i < m_open; ++i) {
        auto* lane = new Lane(m_services, m_timeouts, this);
        m_lanes.push_back(lane);
        connect(lane, &Lane::stateChanged, this, [this, i](LaneState state) { Q_EMIT laneStateChanged(i, state); });
        connect(lane, &Lane::retryScheduled, this, [this, i](std::chrono::milliseconds wait, const Error& cause) {
            Q_EMIT laneRetryScheduled(i, wait, cause);
        });
        connect(lane, &Lane::streamed, this, [this, i](const StreamEvent& event) { Q_EMIT laneStreamed(i, event); });
        connect(lane, &Lane::finished, this, [this, i](const LaneRecord& record) { onLaneFinished(i, record); });
    }
    for (int i = 0; i < m_open; ++i) {
        auto laneSpec = spec.lanes[i];
        laneSpec.index = i;
        m_lanes[static_cast<std::size_t>(i)]->start(laneSpec);
    }
    if (m_open == 0)
        QMetaObject::invokeMethod(this, &RunCoordinator::finish, Qt::QueuedConnection);
}

void RunCoordinator::onLaneFinished(int index, const LaneRecord& record)
{
    const QPointer<RunCoordinator> alive(this);
    m_record.lanes[index] = record;
    auto& lane = m_lanes[static_cast<std::size_t>(index)];
    lane->deleteLater();
    lane = nullptr;
    --m_open;
    Q_EMIT laneFinished(index, record);
    if (alive && m_open == 0)
        finish();
}

void RunCoordinator::finish()
{
    m_record.duration = std::chrono::duration_cast<std::chrono::microseconds>(m_services.clock.steady() - m_started);
    const RunRecord whole = m_record;
    Q_EMIT finished(whole);
}

void RunCoordinator::cancel(int lane)
{
    const auto index = static_cast<std::size_t>(lane);
    if (lane >= 0 && index < m_lanes.size() && m_lanes[index])
        m_lanes[index]->cancel();
}

void RunCoordinator::cancelAll()
{
    const QPointer<RunCoordinator> alive(this);
    for (int i = 0; alive && i < static_cast<int>(m_lanes.size()); ++i)
        cancel(i);
}

void RunCoordinator::retryNow(int lane)
{
    const auto index = static_cast<std::size_t>(lane);
    if (lane >= 0 && index < m_lanes.size() && m_lanes[index])
        m_lanes[index]->retryNow();
}

void RunCoordinator::setPaused(int lane, bool paused)
{
    const auto index = static_cast<std::size_t>(lane);
    if (lane >= 0 && index < m_lanes.size() && m_lanes[index])
        m_lanes[index]->setPaused(paused);
}

} // namespace assay
