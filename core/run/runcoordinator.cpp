// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/runcoordinator.h"

#include "core/net/lifeline.h"

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

RunCoordinator::RunCoordinator(LaneServices services, const LaneTimeouts& timeouts, RunWatcher& watcher)
    : m_services(std::move(services))
    , m_timeouts(timeouts)
    , m_watcher(watcher)
{
}

/// Without a record, what is held for it is given back; also what will be.
RunCoordinator::~RunCoordinator()
{
    Lifeline::cut(m_gone);
    if (!m_guard || m_isFinished)
        return;
    *m_isOver = true;
    m_guard->release(m_record.id);
}

/// What would be told from inside start() otherwise.
template <class Step> void RunCoordinator::later(Step step)
{
    if (!m_context)
        m_context = std::make_unique<QObject>();
    QMetaObject::invokeMethod(m_context.get(), std::move(step), Qt::QueuedConnection);
}

void RunCoordinator::start(RunSpec spec, const std::shared_ptr<SpendGuard>& guard)
{
    m_record.startedAt = m_services.clock.now();
    m_started = m_services.clock.steady();
    if (!spec.place.thread.isEmpty()) {
        for (const auto& lane : std::as_const(spec.lanes))
            m_requests.append(lane.request);
    }
    if (!spec.lanes.isEmpty()) {
        m_record.prompt = lastText(spec.lanes.constFirst().request, Role::User);
        m_record.system = lastText(spec.lanes.constFirst().request, Role::System);
    }
    const auto prompts = countPrompts(spec);
    m_open = static_cast<int>(spec.lanes.size());
    if (m_open > 0 && (guard || spec.maxCost))
        beginWithin(spec, prompts, guard);
    m_record.id = std::move(spec.id);
    m_record.project = std::move(spec.project);
    m_record.surface = std::move(spec.surface);
    m_record.key = std::move(spec.key);
    m_record.tags = std::move(spec.tags);
    m_record.purpose = spec.purpose;
    m_record.place = std::move(spec.place);
    makeLanes(std::move(spec.lanes), prompts);
    if (m_open == 0)
        later([this] { finish(); });
    else if (!guard && !spec.maxCost)
        beginLanes();
}

/// Once what is asked for is known to fit.
void RunCoordinator::beginWithin(
    const RunSpec& spec, const QList<PromptCount>& prompts, const std::shared_ptr<SpendGuard>& guard)
{
    auto request = reservationFor(spec, prompts, m_services.prices.get(), m_record.startedAt);
    const auto refused = spec.maxCost ? beyondCap(request.lanes, *spec.maxCost) : QHash<int, Error>();
    for (const auto& claim : std::as_const(request.lanes))
        m_reserved[claim.lane] = spec.maxCost ? claim.worst.amount : std::nullopt;
    request.lanes.removeIf([&](const LaneClaim& claim) { return refused.contains(claim.lane); });
    later([this, guard, request, refused] {
        const Lifeline alive(m_gone);
        refuse(refused);
        if (!alive)
            return;
        if (guard && m_open > 0)
            ask(guard, request);
        else
            beginLanes();
    });
}

void RunCoordinator::makeLanes(QList<LaneSpec> specs, const QList<PromptCount>& prompts)
{
    m_lanes.reserve(static_cast<std::size_t>(m_open));
    for (int i = 0; i < m_open; ++i) {
        auto& lane
            = *m_lanes.emplace_back(std::make_unique<Lane>(m_services, m_timeouts, static_cast<LaneWatcher&>(*this)));
        lane.setRelaying(m_relays);
        specs[i].index = i;
        lane.assign(std::move(specs[i]), prompts[i]);
    }
}

Lane* RunCoordinator::lane(int index) const
{
    const auto place = static_cast<std::size_t>(index);
    // One that has ended is not disturbed by a late call.
    if (index < 0 || place >= m_lanes.size() || isTerminal(m_lanes[place]->state()))
        return nullptr;
    return m_lanes[place].get();
}

void RunCoordinator::refuse(const QHash<int, Error>& refused)
{
    const Lifeline alive(m_gone);
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
    askGuard(
        guard, request, m_isOver, m_context.get(), [this](const ReservationOutcome& outcome) { onAnswered(outcome); });
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
    const Lifeline alive(m_gone);
    refuse(outcome.refused);
    if (alive)
        beginLanes();
}

void RunCoordinator::beginLanes()
{
    const Lifeline alive(m_gone);
    for (int i = 0; alive && i < static_cast<int>(m_lanes.size()); ++i) {
        if (lane(i))
            lane(i)->begin(m_reserved.value(i));
    }
}

void RunCoordinator::laneFinished(int index, const LaneRecord& record)
{
    const Lifeline alive(m_gone);
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
    m_record.lanes.reserve(static_cast<qsizetype>(m_lanes.size()));
    for (const auto& lane : m_lanes) {
        auto& record = m_record.lanes.emplaceBack(lane->takeRecord());
        if (record.index < m_requests.size())
            record.request = m_requests.at(record.index);
    }
    m_watcher.runFinished(std::move(m_record));
}

std::optional<qsizetype> RunCoordinator::place(int index) const
{
    const auto* asked = lane(index);
    return asked ? std::optional(asked->place()) : std::nullopt;
}

RunRecord RunCoordinator::soFar() const
{
    RunRecord record = m_record;
    for (const auto& lane : m_lanes) {
        record.lanes.append(lane->record());
        auto& added = record.lanes.last();
        if (added.index < m_requests.size())
            added.request = m_requests.at(added.index);
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
    const Lifeline alive(m_gone);
    for (int i = 0; alive && i < static_cast<int>(m_lanes.size()); ++i)
        cancel(i);
}

void RunCoordinator::stop()
{
    const Lifeline alive(m_gone);
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
