// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/comparerun.h"

namespace assay {

CompareRun::CompareRun(
    std::unique_ptr<CompareSession> session, const QList<LaneView*>& lanes, int turn, QObject* parent)
    : QObject(parent)
    , m_session(std::move(session))
    , m_turn(turn)
{
    for (LaneView* lane : lanes)
        m_targets.append({.lane = lane});
}

CompareRun::~CompareRun() = default;

void CompareRun::start(const RunSpec& spec)
{
    const auto now = [] { return LaneProgress::Clock::now(); };
    CompareSession* session = m_session.get();
    connect(session, &CompareSession::laneStateChanged, this, [this, now](int index, LaneState state) {
        if (const Target target = targetAt(index); target.lane && !isTerminal(state))
            target.lane->setState(target.sample, state, now());
        Q_EMIT laneChanged();
    });
    connect(session, &CompareSession::laneRetryScheduled, this,
        [this, now](int index, std::chrono::milliseconds wait, const Error& cause) {
            if (const Target target = targetAt(index); target.lane)
                target.lane->scheduleRetry(target.sample, wait, cause, now());
            Q_EMIT laneChanged();
        });
    connect(session, &CompareSession::streamed, this, [this, now](const QList<std::pair<int, StreamEvent>>& events) {
        const auto moment = now();
        for (const auto& [index, event] : events) {
            if (const Target target = targetAt(index); target.lane)
                target.lane->note(target.sample, event, moment);
        }
        Q_EMIT textArrived();
    });
    connect(session, &CompareSession::laneFinished, this, [this, now](const LaneRecord& record) {
        if (const Target target = targetAt(record.index); target.lane) {
            target.lane->end(target.sample, record, now());
            Q_EMIT laneEnded(target.lane);
        }
        Q_EMIT laneChanged();
    });
    connect(session, &CompareSession::finished, this, &CompareRun::finished);
    const auto begin = now();
    for (int i = 0; i < static_cast<int>(m_targets.size()); ++i)
        m_targets[i].sample = m_targets.at(i).lane->begin(m_turn, spec.id, i, begin);
    session->start(spec);
}

CompareRun::Target CompareRun::targetAt(int index) const
{
    return index >= 0 && index < m_targets.size() ? m_targets.at(index) : Target();
}

QList<int> CompareRun::openIndexesOf(const LaneView* lane) const
{
    QList<int> out;
    for (int i = 0; i < static_cast<int>(m_targets.size()); ++i) {
        const Target& target = m_targets.at(i);
        if (target.lane == lane && target.sample->progress.isRunning())
            out.append(i);
    }
    return out;
}

void CompareRun::cancelAll()
{
    m_session->cancelAll();
}

bool CompareRun::cancel(const LaneView* lane)
{
    const QList<int> open = openIndexesOf(lane);
    for (const int index : open)
        m_session->cancel(index);
    return !open.isEmpty();
}

bool CompareRun::retryNow(const LaneView* lane)
{
    const QList<int> open = openIndexesOf(lane);
    for (const int index : open)
        m_session->retryNow(index);
    return !open.isEmpty();
}

} // namespace assay
