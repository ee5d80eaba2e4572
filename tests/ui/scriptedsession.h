// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/comparesession.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

namespace assay {

/// One thing that happens in a scripted lane, `at` milliseconds after the start.
struct ScriptedRetry {
    std::chrono::milliseconds wait{0};
    Error cause;
};
struct ScriptedStep {
    int at = 0;
    std::variant<LaneState, StreamEvent, ScriptedRetry, LaneRecord> what;
};
using ScriptedLane = QList<ScriptedStep>;

/// What tests ask after a run, kept outside the session because the page owns and ends it.
struct ScriptedLog {
    QList<RunSpec> started;
    QList<int> cancelled;
    int cancelledAll = 0;
    QList<int> retried;
};

/// Plays lanes from a script: by its own clock, or only as far as a test says.
class ScriptedSession final : public CompareSession
{
public:
    ScriptedSession(QList<ScriptedLane> lanes, std::shared_ptr<ScriptedLog> log)
        : m_lanes(std::move(lanes))
        , m_log(std::move(log))
    {
        m_timer.setInterval(16);
        connect(&m_timer, &QTimer::timeout, this, [this] { playUntil(static_cast<int>(m_clock.elapsed())); });
    }

    void setManual() { m_manual = true; }

    void start(const RunSpec& spec) override
    {
        m_spec = spec;
        m_log->started.append(spec);
        m_next.assign(static_cast<std::size_t>(spec.lanes.size()), 0);
        m_open = static_cast<int>(spec.lanes.size());
        m_lanes.resize(spec.lanes.size());
        m_clock.start();
        if (!m_manual)
            m_timer.start();
    }
    void cancel(int lane) override
    {
        m_log->cancelled.append(lane);
        endCancelled(lane);
    }
    void cancelAll() override
    {
        ++m_log->cancelledAll;
        for (int i = 0; i < static_cast<int>(m_lanes.size()); ++i)
            endCancelled(i);
    }
    void retryNow(int lane) override { m_log->retried.append(lane); }

    void playUntil(int time)
    {
        QList<std::pair<int, StreamEvent>> events;
        for (int lane = 0; lane < static_cast<int>(m_lanes.size()); ++lane) {
            auto& next = m_next[static_cast<std::size_t>(lane)];
            const ScriptedLane& steps = m_lanes.at(lane);
            while (next < steps.size() && steps.at(next).at <= time)
                perform(lane, steps.at(next++), events);
        }
        flush(events);
    }

private:
    void flush(QList<std::pair<int, StreamEvent>>& events)
    {
        if (!events.isEmpty())
            Q_EMIT streamed(std::exchange(events, {}));
    }
    void perform(int lane, const ScriptedStep& step, QList<std::pair<int, StreamEvent>>& events)
    {
        if (const auto* event = std::get_if<StreamEvent>(&step.what)) {
            events.append({lane, *event});
            return;
        }
        flush(events);
        if (const auto* state = std::get_if<LaneState>(&step.what))
            Q_EMIT laneStateChanged(lane, *state);
        else if (const auto* retry = std::get_if<ScriptedRetry>(&step.what))
            Q_EMIT laneRetryScheduled(lane, retry->wait, retry->cause);
        else
            end(lane, std::get<LaneRecord>(step.what));
    }
    void endCancelled(int lane)
    {
        auto& next = m_next[static_cast<std::size_t>(lane)];
        if (next >= m_lanes.at(lane).size() && !m_lanes.at(lane).isEmpty())
            return;
        next = m_lanes.at(lane).size();
        if (m_lanes.at(lane).isEmpty())
            m_lanes[lane].append(ScriptedStep{}), next = 1;
        LaneRecord record{.state = LaneState::Cancelled};
        record.simulated = m_spec.lanes.at(lane).endpoints.first().simulated;
        end(lane, record);
    }
    void end(int lane, LaneRecord record)
    {
        record.index = lane;
        record.model = m_spec.lanes.at(lane).model;
        m_record.lanes.append(record);
        Q_EMIT laneStateChanged(lane, record.state);
        Q_EMIT laneFinished(record);
        if (--m_open > 0)
            return;
        m_timer.stop();
        m_record.id = m_spec.id;
        Q_EMIT finished(m_record);
    }

    QList<ScriptedLane> m_lanes;
    std::shared_ptr<ScriptedLog> m_log;
    std::vector<qsizetype> m_next;
    RunSpec m_spec;
    RunRecord m_record;
    int m_open = 0;
    bool m_manual = false;
    QTimer m_timer;
    QElapsedTimer m_clock;
};

} // namespace assay
