// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/lanealarms.h"

#include "core/net/lifeline.h"
#include "core/support/clock.h"

#include <QTimerEvent>

namespace assay {

LaneAlarms::~LaneAlarms()
{
    Lifeline::cut(m_gone);
}

void LaneAlarms::add(LaneAlarm& alarm)
{
    alarm.m_index = m_running.size();
    m_running.push_back(&alarm);
    m_timer.wantNotLaterThan(alarm.m_at);
    m_timer.arm(this);
}

void LaneAlarms::remove(const LaneAlarm& alarm)
{
    m_running[alarm.m_index] = m_running.back();
    m_running[alarm.m_index]->m_index = alarm.m_index;
    m_running.pop_back();
}

LaneAlarm* LaneAlarms::firstDue(LazyTimer::TimePoint now) const
{
    LaneAlarm* out = nullptr;
    for (auto* alarm : m_running) {
        if (alarm->m_at <= now && (!out || alarm->m_at < out->m_at))
            out = alarm;
    }
    return out;
}

void LaneAlarms::timerEvent(QTimerEvent* event)
{
    if (!m_timer.isTimer(event->timerId()) || !m_timer.isDue(this))
        return;
    const auto now = SystemClock().steady();
    const Lifeline alive(m_gone);
    while (auto* due = firstDue(now)) {
        due->stop();
        due->m_user.timeHasCome(*due);
        if (!alive)
            return;
    }
    for (const auto* alarm : m_running)
        m_timer.wantNotLaterThan(alarm->m_at);
    m_timer.arm(this);
}

void LaneAlarm::start(std::chrono::milliseconds wait)
{
    stop();
    m_at = SystemClock().steady() + wait;
    m_runs = true;
    m_alarms.add(*this);
}

void LaneAlarm::stop()
{
    if (std::exchange(m_runs, false))
        m_alarms.remove(*this);
}

} // namespace assay
