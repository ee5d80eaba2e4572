// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/bench/panes/meter.h"
#include "ui/compare/comparesession.h"

#include <QElapsedTimer>
#include <QTimer>

#include <vector>

namespace assay {

using namespace Qt::StringLiterals;

inline QString material()
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

inline QString repeatedTo(const QString& text, qsizetype size)
{
    QString all;
    while (all.size() < size)
        all += text;
    return all;
}

/// Feeds all lanes once a frame, as the engine's handle does.
class FloodSession final : public CompareSession
{
public:
    /// `before` stands there when the stream begins; `text` is then repeated without end.
    FloodSession(double tokensPerSecond, QString before, QString text)
        : m_rate(tokensPerSecond)
        , m_before(std::move(before))
        , m_text(std::move(text))
    {
        m_timer.setInterval(16);
        m_timer.setTimerType(Qt::PreciseTimer);
        static_cast<bench::MeasuredApplication*>(qApp)->exclude(&m_timer);
        connect(&m_timer, &QTimer::timeout, this, &FloodSession::feed);
    }
    void start(const RunSpec& spec) override
    {
        m_at.assign(static_cast<std::size_t>(spec.lanes.size()), 0);
        QList<std::pair<int, StreamEvent>> events;
        for (int lane = 0; lane < static_cast<int>(spec.lanes.size()); ++lane) {
            // Lanes are not in step.
            qsizetype& at = m_at[static_cast<std::size_t>(lane)];
            at = (lane * 37) % m_text.size();
            events.append({lane, StreamEvent(TextDelta{m_before + m_text.first(at)})});
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
        // What the page does with it is the page's work.
        static_cast<bench::MeasuredApplication*>(qApp)->counted([&] { Q_EMIT streamed(events); });
    }

    double m_rate;
    QString m_before;
    QString m_text;
    QTimer m_timer;
    QElapsedTimer m_clock;
    std::vector<qsizetype> m_at;
    qint64 m_given = 0;
};

} // namespace assay
