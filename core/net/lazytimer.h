// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QBasicTimer>

#include <algorithm>
#include <chrono>

namespace assay {

/// A timer of an object that may fire too early, never too late: one that is wanted later than it is set for, or not
/// any more, is left to fire. A short call would otherwise spend more on setting and clearing its limits than on
/// anything else.
class LazyTimer
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    /// The owner's timerEvent() is to come at that time or earlier. Takes effect with arm().
    void want(TimePoint at) { m_wanted = at; }
    void wantNotLaterThan(TimePoint at) { m_wanted = std::min(m_wanted, at); }
    TimePoint wanted() const { return m_wanted; }
    void forget() { m_wanted = TimePoint::max(); }

    void arm(QObject* owner)
    {
        if (m_wanted < m_armedFor)
            start(owner);
    }
    bool isTimer(int id) const { return m_timer.isActive() && m_timer.timerId() == id; }
    /// After it fired: whether the time has come, which is then forgotten. If not it is set for the rest.
    bool isDue(QObject* owner);

private:
    void start(QObject* owner);

    QBasicTimer m_timer;
    TimePoint m_wanted = TimePoint::max();
    TimePoint m_armedFor = TimePoint::max();
};

} // namespace assay
