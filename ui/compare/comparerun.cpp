// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/comparerun.h"

namespace assay {

CompareRun::CompareRun(std::unique_ptr<CompareSession> session, const QList<LaneView*>& lanes, QObject* parent)
    : QObject(parent)
    , m_session(std::move(session))
{
    for (LaneView* lane : lanes)
        m_lanes.append(lane);
}

CompareRun::~CompareRun() = default;

void CompareRun::start(const RunSpec& spec)
{
    const auto now = [] { return LaneProgress::Clock::now(); };
    CompareSession* session = m_session.get();
    connect(session, &CompareSession::laneStateChanged, this, [this, now](int index, LaneState state) {
        if (LaneView* lane = laneAt(index); lane != nullptr && !isTerminal(state))
            lane->setState(state, now());
        Q_EMIT laneChanged();
    });
    connect(session, &CompareSession::laneRetryScheduled, this,
        [this, now](int index, std::chrono::milliseconds wait, const Error& cause) {
            if (LaneView* lane = laneAt(index))
                lane->scheduleRetry(wait, cause, now());
            Q_EMIT laneChanged();
        });
    connect(session, &CompareSession::streamed, this, [this, now](const QList<std::pair<int, StreamEvent>>& events) {
        const auto moment = now();
        for (const auto& [index, event] : events) {
            if (LaneView* lane = laneAt(index))
                lane->note(event, moment);
        }
    });
    connect(session, &CompareSession::laneFinished, this, [this, now](const LaneRecord& record) {
        if (LaneView* lane = laneAt(record.index)) {
            lane->end(record, now());
            Q_EMIT laneEnded(lane);
        }
        Q_EMIT laneChanged();
    });
    connect(session, &CompareSession::finished, this, &CompareRun::finished);
    const auto begin = now();
    for (const QPointer<LaneView>& lane : std::as_const(m_lanes))
        lane->begin(begin);
    session->start(spec);
}

LaneView* CompareRun::laneAt(int index) const
{
    return index >= 0 && index < m_lanes.size() ? m_lanes.at(index).data() : nullptr;
}

int CompareRun::openIndexOf(const LaneView* lane) const
{
    for (int i = 0; i < static_cast<int>(m_lanes.size()); ++i) {
        if (m_lanes.at(i) == lane && lane->progress().isRunning())
            return i;
    }
    return -1;
}

void CompareRun::cancelAll()
{
    m_session->cancelAll();
}

bool CompareRun::cancel(const LaneView* lane)
{
    const int index = openIndexOf(lane);
    if (index >= 0)
        m_session->cancel(index);
    return index >= 0;
}

bool CompareRun::retryNow(const LaneView* lane)
{
    const int index = openIndexOf(lane);
    if (index >= 0)
        m_session->retryNow(index);
    return index >= 0;
}

} // namespace assay
