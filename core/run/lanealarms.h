// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/lazytimer.h"

#include <QObject>

#include <chrono>
#include <vector>

namespace assay {

class LaneAlarm;

/// The limits of time of all lanes of a thread on one timer of its event loop: nearly every lane sets one and clears it
/// again long before it is due. Outlives the lanes.
class LaneAlarms final : public QObject
{
public:
    LaneAlarms() = default;
    ~LaneAlarms() override;
    Q_DISABLE_COPY_MOVE(LaneAlarms)

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    friend class LaneAlarm;

    void add(LaneAlarm& alarm);
    void remove(const LaneAlarm& alarm);
    LaneAlarm* firstDue(LazyTimer::TimePoint now) const;

    LazyTimer m_timer;
    std::vector<LaneAlarm*> m_running;
    bool* m_gone = nullptr; // Lifeline
};

/// Who is told that an alarm's time has come; it may be deleted meanwhile, and with it the alarm.
class LaneAlarmUser
{
public:
    virtual ~LaneAlarmUser() = default;
    virtual void timeHasCome(const LaneAlarm& alarm) = 0;
};

/// Rings once, from the event loop.
class LaneAlarm
{
public:
    LaneAlarm(LaneAlarms& alarms, LaneAlarmUser& user)
        : m_alarms(alarms)
        , m_user(user)
    {
    }
    ~LaneAlarm() { stop(); }
    Q_DISABLE_COPY_MOVE(LaneAlarm)

    /// Anew if it runs.
    void start(std::chrono::milliseconds wait);
    void stop();

private:
    friend class LaneAlarms;

    LaneAlarms& m_alarms;
    LaneAlarmUser& m_user;
    LazyTimer::TimePoint m_at;
    std::size_t m_index = 0; // among those that run
    bool m_runs = false;
};

} // namespace assay
