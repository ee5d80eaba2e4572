// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

//
// Streaming panes: lanes that get Markdown with code, tables and lists at a fixed rate, in the real window. Work a
// frame (all events of 16 ms, painting included, the feeder not), the gaps of the event loop (a 5 ms heartbeat), and
// whether a long answer costs more than a short one. bench_panes [SECONDS]

#include "ui/compare/comparepage.h"
#include "ui/compare/comparesession.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

constexpr double kFrameMs = 16;

QString material()
{
    return uR"(## Comparing the answers

The first model says that **latency** matters more than *throughput* when a person waits for text, and it gives three reasons:

- the first token is what is noticed
- the rest only has to keep up with reading
- `p99` hurts more than the mean

```cpp
for (auto& pane : panes) {
    pane.append(delta); // once a frame
    if (pane.visible()) pane.update();
}
```

| model | tokens/s | cost |
|---|---|---|
| a | 120 | 0.4 |
| b | 95 | 0.2 |

It then goes on for some time in plain prose, which is what most answers are made of, with no markup at all but with enough words to wrap over several lines in a narrow pane.

)"_s;
}

// Of this thread: what other programs take from the machine does not count as our work.
double processorMs()
{
    timespec now = {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Processor time that events take, by frame, without those of the feeder and the heartbeat.
class MeasuredApplication : public QApplication
{
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override
    {
        if (m_depth > 0 || m_excluded.contains(receiver) || !m_running)
            return QApplication::notify(receiver, event);
        ++m_depth;
        const double before = processorMs();
        const bool result = QApplication::notify(receiver, event);
        m_spent += processorMs() - before;
        --m_depth;
        while (static_cast<double>(m_clock.nsecsElapsed()) / 1e6 >= m_next) {
            frames.push_back(std::exchange(m_spent, 0.0));
            m_next += kFrameMs;
        }
        return result;
    }
    void exclude(QObject* object) { m_excluded.append(object); }
    void setRunning(bool running)
    {
        m_running = running;
        m_spent = 0;
        frames.clear();
        m_clock.start();
        m_next = kFrameMs;
    }
    std::vector<double> frames;

private:
    QList<QObject*> m_excluded;
    QElapsedTimer m_clock;
    double m_next = kFrameMs;
    double m_spent = 0;
    int m_depth = 0;
    bool m_running = false;
};

/// Feeds all lanes once a frame, as the engine's handle does.
class FloodSession final : public CompareSession
{
public:
    FloodSession(double tokensPerSecond, int prefill)
        : m_rate(tokensPerSecond)
        , m_prefill(prefill)
        , m_text(material())
    {
        m_timer.setInterval(16);
        m_timer.setTimerType(Qt::PreciseTimer);
        static_cast<MeasuredApplication*>(qApp)->exclude(&m_timer);
        connect(&m_timer, &QTimer::timeout, this, &FloodSession::feed);
    }
    void start(const RunSpec& spec) override
    {
        m_at.assign(static_cast<std::size_t>(spec.lanes.size()), 0);
        QList<std::pair<int, StreamEvent>> events;
        for (int lane = 0; lane < static_cast<int>(spec.lanes.size()); ++lane) {
            QString before;
            while (before.size() < m_prefill)
                before += m_text;
            if (!before.isEmpty())
                events.append({lane, StreamEvent(TextDelta{before})});
            // Lanes are not in step.
            m_at[static_cast<std::size_t>(lane)] = (lane * 37) % m_text.size();
            Q_EMIT laneStateChanged(lane, LaneState::Streaming);
        }
        Q_EMIT streamed(events);
        m_clock.start();
        m_timer.start();
    }
    void cancel(int) override { }
    void cancelAll() override { m_timer.stop(); }
    void retryNow(int) override { }
    qint64 sent = 0;

private:
    void feed()
    {
        const auto due = static_cast<qint64>(static_cast<double>(m_clock.elapsed()) / 1000 * m_rate);
        QList<std::pair<int, StreamEvent>> events;
        for (int lane = 0; lane < static_cast<int>(m_at.size()); ++lane) {
            QString delta;
            qsizetype& at = m_at[static_cast<std::size_t>(lane)];
            for (qint64 token = m_given; token < due; ++token) {
                delta += m_text.mid(at, 4);
                at = (at + 4) % m_text.size();
            }
            if (!delta.isEmpty())
                events.append({lane, StreamEvent(TextDelta{delta})});
        }
        sent += (due - m_given) * static_cast<qint64>(m_at.size());
        m_given = due;
        Q_EMIT streamed(events);
    }

    double m_rate;
    int m_prefill;
    QString m_text;
    QTimer m_timer;
    QElapsedTimer m_clock;
    std::vector<qsizetype> m_at;
    qint64 m_given = 0;
};

double quantile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

double megabytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / 1e6;
}

struct Figures {
    double p50 = 0;
    double p99 = 0;
};

Figures measure(MeasuredApplication& application, int lanes, double rate, int seconds, int prefill)
{
    WindowServices services;
    for (int i = 0; i < lanes; ++i) {
        ModelChoice model;
        model.ref = {u"p"_s, u"model-%1"_s.arg(i)};
        model.name = u"Model %1"_s.arg(i);
        model.provider = u"Provider"_s;
        services.models.append(model);
        services.initialLanes.append(model.ref);
    }
    services.theme = ThemeChoice::Light;
    FloodSession* session = nullptr;
    services.makeSession = [&] {
        auto made = std::make_unique<FloodSession>(rate, prefill);
        session = made.get();
        return made;
    };
    const double before = megabytes();
    const auto window = makeMainWindow(services);
    window->resize(1600, 900);
    window->show();
    QApplication::processEvents();
    window->comparePage()->ask(u"Go"_s);
    std::vector<double> beats;
    QElapsedTimer beat;
    QTimer heart;
    heart.setTimerType(Qt::PreciseTimer);
    heart.setInterval(5);
    application.exclude(&heart);
    QObject::connect(&heart, &QTimer::timeout, &application, [&] {
        beats.push_back(static_cast<double>(beat.nsecsElapsed()) / 1e6);
        beat.start();
    });
    // What was there before is laid out first.
    QTimer::singleShot(prefill > 50'000 ? 15'000 : 1000, &application, [&] {
        application.setRunning(true);
        beat.start();
        heart.start();
        QTimer::singleShot(seconds * 1000, &application, [] { QApplication::exit(); });
    });
    QApplication::exec();
    const Figures out{quantile(application.frames, 0.5), quantile(application.frames, 0.99)};
    const qsizetype characters = window->comparePage()->lanes().first()->answerMarkdown().size();
    std::printf("%2d lanes x %3.0f tok/s, %d s, %lld characters a lane: work a frame p50 %.2f p99 %.2f max %.2f ms; "
                "loop gap p50 %.1f p99 %.1f max %.1f ms; %.1f MB a lane\n",
        lanes, rate, seconds, static_cast<long long>(characters), out.p50, out.p99, quantile(application.frames, 1),
        quantile(beats, 0.5), quantile(beats, 0.99), quantile(beats, 1), (megabytes() - before) / lanes);
    std::fflush(stdout);
    application.setRunning(false);
    session->cancelAll();
    return out;
}

} // namespace

int main(int argc, char* argv[])
{
    if (!qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    MeasuredApplication application(argc, argv);
    const int seconds = argc > 1 ? std::max(2, std::atoi(argv[1])) : 20;
    measure(application, 8, 200, seconds, 0);
    measure(application, 24, 100, seconds, 0);
    const Figures small = measure(application, 8, 200, std::max(2, seconds / 4), 10'000);
    const Figures large = measure(application, 8, 200, std::max(2, seconds / 4), 200'000);
    std::printf("200,000 characters against 10,000: work a frame p50 x%.2f, p99 x%.2f\n",
        large.p50 / std::max(small.p50, 0.001), large.p99 / std::max(small.p99, 0.001));
    return 0;
}
