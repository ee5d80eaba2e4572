// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QFile>
#include <QTimer>

#include <algorithm>
#include <ctime>
#include <functional>
#include <vector>

namespace assay::bench {

inline constexpr double kFrameMs = 16;

// Of this thread: what other programs take from the machine does not count as our work.
inline double processorMs()
{
    timespec now = {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

inline double wallMs()
{
    timespec now = {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

inline double quantile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

inline double megabytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6;
}

/// Time that events take, by frame of 16 ms, without those of the feeder and the heartbeat: processor time of this
/// thread, and time on the clock, which other programs' load lengthens.
class MeasuredApplication : public QApplication
{
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override
    {
        if (m_depth > 0 || m_excluded.contains(receiver) || !m_running)
            return QApplication::notify(receiver, event);
        const bool painted = event->type() == QEvent::UpdateRequest;
        ++m_depth;
        const double before = processorMs();
        const double beforeWall = wallMs();
        const bool result = QApplication::notify(receiver, event);
        m_spent += processorMs() - before;
        m_spentWall += wallMs() - beforeWall;
        --m_depth;
        if (painted && afterPaint)
            afterPaint();
        while (static_cast<double>(m_clock.nsecsElapsed()) / 1e6 >= m_next) {
            frames.push_back(std::exchange(m_spent, 0.0));
            wallFrames.push_back(std::exchange(m_spentWall, 0.0));
            m_next += kFrameMs;
        }
        return result;
    }
    /// Part of an excluded event that counts nevertheless.
    void counted(const std::function<void()>& work)
    {
        const double before = processorMs();
        const double beforeWall = wallMs();
        work();
        m_spent += processorMs() - before;
        m_spentWall += wallMs() - beforeWall;
    }
    void exclude(QObject* object) { m_excluded.append(object); }
    void setRunning(bool running)
    {
        m_running = running;
        m_spent = 0;
        m_spentWall = 0;
        frames.clear();
        wallFrames.clear();
        m_clock.start();
        m_next = kFrameMs;
    }
    std::vector<double> frames;
    std::vector<double> wallFrames;
    std::function<void()> afterPaint; ///< what was painted has been handed to the window system

private:
    QList<QObject*> m_excluded;
    QElapsedTimer m_clock;
    double m_next = kFrameMs;
    double m_spent = 0;
    double m_spentWall = 0;
    int m_depth = 0;
    bool m_running = false;
};

/// Gaps of the event loop: a beat every 5 ms.
class Heart
{
public:
    explicit Heart(MeasuredApplication& application)
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(5);
        application.exclude(&m_timer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            gaps.push_back(static_cast<double>(m_beat.nsecsElapsed()) / 1e6);
            m_beat.start();
        });
    }
    void start()
    {
        m_beat.start();
        m_timer.start();
    }
    std::vector<double> gaps;

private:
    QTimer m_timer;
    QElapsedTimer m_beat;
};

} // namespace assay::bench
