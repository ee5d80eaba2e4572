// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/runcoordinator.h"

#include <QPointer>

#include <utility>

using namespace Qt::StringLiterals;

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

RunCoordinator::RunCoordinator(LaneServices services, LaneTimeouts timeouts, RunWatcher& watcher, QObject* parent)
    : QObject(parent)
    , m_services(std::move(services))
    , m_timeouts(timeouts)
    , m_watcher(watcher)
{
}

/// Without a record, what is held for it is given back; also what will be.
RunCoordinator::~RunCoordinator()
{
    if (!m_guard || m_isFinished)
        return;
    *m_isOver = true;
    m_guard->release(m_record.id);
}

void RunCoordinator::start(const RunSpec& spec, const std::shared_ptr<SpendGuard>& guard)
{
    m_record.id = spec.id;
    m_record.project = spec.project;
    m_record.surface = spec.surface;
    m_record.key = spec.key;
    m_record.tags = spec.tags;
    m_record.purpose = spec.purpose;
    m_record.place = spec.place;
    m_record.startedAt = m_services.clock.now();
    m_started = m_services.clock.steady();
    m_record.lanes.resize(spec.lanes.size());
    if (!spec.place.thread.isEmpty()) {
        for (const auto& lane : spec.lanes)
            m_requests.append(lane.request);
    }
    if (!spec.lanes.isEmpty()) {
        m_record.prompt = lastText(spec.lanes.first().request, Role::User);
        m_record.system = lastText(spec.lanes.first().request, Role::System);
    }
    const auto prompts = countPrompts(spec);
    makeLanes(spec, prompts);
    if (m_open == 0) {
        QMetaObject::invokeMethod(this, &RunCoordinator::finish, Qt::QueuedConnection);
        return;
    }
    if (!guard && !spec.maxCost) {
        beginLanes();
        return;
    }
    auto request = reservationFor(spec, prompts, m_services.prices.get(), m_record.startedAt);
    const auto refused = spec.maxCost ? beyondCap(request.lanes, *spec.maxCost) : QHash<int, Error>();
    for (const auto& claim : std::as_const(request.lanes))
        m_reserved[claim.lane] = spec.maxCost ? claim.worst.amount : std::nullopt;
    request.lanes.removeIf([&](const LaneClaim& claim) { return refused.contains(claim.lane); });
    // Queued, so that nothing is told from inside start().
    QMetaObject::invokeMethod(
        this,
        [this, guard, request, refused] {
            const QPointer alive(this);
            refuse(refused);
            if (!alive)
                return;
            if (guard && m_open > 0)
                ask(guard, request);
            else
                beginLanes();
        },
        Qt::QueuedConnection);
}

void RunCoordinator::makeLanes(const RunSpec& spec, const QList<PromptCount>& prompts)
{
    m_open = static_cast<int>(spec.lanes.size());
    m_reserved.resize(m_open);
    for (int i = 0; i < m_open; ++i) {
        auto* lane = new Lane(m_services, m_timeouts, *this, this);
        m_lanes.push_back(lane);
        lane->setRelaying(m_relays);
        m_record.lanes[i].index = i;
        m_record.lanes[i].model = spec.lanes[i].model;
        auto laneSpec = spec.lanes[i];
        laneSpec.index = i;
        lane->assign(laneSpec, prompts[i]);
    }
}

Lane* RunCoordinator::lane(int index) const
{
    const auto place = static_cast<std::size_t>(index);
    return index >= 0 && place < m_lanes.size() ? m_lanes[place] : nullptr;
}

void RunCoordinator::refuse(const QHash<int, Error>& refused)
{
    const QPointer<RunCoordinator> alive(this);
    for (int i = 0; alive && i < static_cast<int>(m_lanes.size()); ++i) {
        if (lane(i) && refused.contains(i))
            lane(i)->refuse(refused[i]);
    }
}

void RunCoordinator::ask(const std::shared_ptr<SpendGuard>& guard, const ReservationRequest& request)
{
    m_isAsking = true;
    m_guard = guard;
    m_isOver = std::make_shared<std::atomic<bool>>(false);
    for (const auto& claim : request.lanes)
        m_claims.insert(claim.lane, claim);
    askGuard(guard, request, m_isOver, this, [this](const ReservationOutcome& outcome) { onAnswered(outcome); });
}

void RunCoordinator::onAnswered(const ReservationOutcome& outcome)
{
    m_isAsking = false;
    if (m_isFinished)
        return;
    if (m_open == 0) {
        finish(); // all were cancelled while they waited
        return;
    }
    if (outcome.limited) {
        for (const auto& claim : std::as_const(m_claims))
            m_reserved[claim.lane] = claim.worst.amount;
    }
    const QPointer<RunCoordinator> alive(this);
    refuse(outcome.refused);
    if (alive)
        beginLanes();
}

void RunCoordinator::beginLanes()
{
    for (int i = 0; i < static_cast<int>(m_lanes.size()); ++i) {
        if (lane(i))
            lane(i)->begin(m_reserved[i]);
    }
}

void RunCoordinator::laneFinished(int index, const LaneRecord& record)
{
    const QPointer<RunCoordinator> alive(this);
    m_record.lanes[index] = record;
    if (index < m_requests.size())
        m_record.lanes[index].request = m_requests.at(index);
    m_lanes[static_cast<std::size_t>(index)] = nullptr; // it is the one that calls; deleted with this run
    --m_open;
    m_watcher.laneFinished(index, record);
    // What was asked for is settled by this run's record, which therefore must not come before the answer.
    if (alive && m_open == 0 && !m_isAsking)
        finish();
}

void RunCoordinator::finish()
{
    if (std::exchange(m_isFinished, true))
        return;
    if (m_isOver)
        *m_isOver = true; // the record settles only what is held when it comes
    m_record.duration = std::chrono::duration_cast<std::chrono::microseconds>(m_services.clock.steady() - m_started);
    const RunRecord whole = m_record;
    m_watcher.runFinished(whole);
}

std::optional<qsizetype> RunCoordinator::place(int index) const
{
    const auto* asked = lane(index);
    return asked ? std::optional(asked->place()) : std::nullopt;
}

RunRecord RunCoordinator::soFar() const
{
    RunRecord record = m_record;
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        if (!m_lanes[i])
            continue;
        const auto index = static_cast<qsizetype>(i);
        if (m_lanes[i]->record().model.isValid()) // it waits for its budget otherwise
            record.lanes[index] = m_lanes[i]->record();
        if (index < m_requests.size())
            record.lanes[index].request = m_requests.at(index);
    }
    record.duration = std::chrono::duration_cast<std::chrono::microseconds>(m_services.clock.steady() - m_started);
    return record;
}

void RunCoordinator::cancel(int index)
{
    if (auto* chosen = lane(index))
        chosen->cancel();
}

void RunCoordinator::cancelAll()
{
    const QPointer<RunCoordinator> alive(this);
    for (int i = 0; alive && i < static_cast<int>(m_lanes.size()); ++i)
        cancel(i);
}

void RunCoordinator::stop()
{
    const QPointer<RunCoordinator> alive(this);
    cancelAll();
    if (alive)
        finish();
}

void RunCoordinator::retryNow(int index)
{
    if (auto* chosen = lane(index))
        chosen->retryNow();
}

void RunCoordinator::setPaused(int index, bool paused)
{
    if (auto* chosen = lane(index))
        chosen->setPaused(paused);
}

} // namespace assay
