// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "ui/theme/stateglyph.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace assay {

/// What the page knows of one lane: from the stream while it runs, from the record once it has ended. Times are those
/// of this thread, so they are shown as approximate until the record comes.
struct LaneProgress {
    using Clock = std::chrono::steady_clock;

    bool started = false; ///< false: nothing was asked yet
    LaneState state = LaneState::Queued;
    bool simulated = false;
    bool local = false;
    Clock::time_point begin;
    std::optional<Clock::time_point> firstToken;
    std::optional<Clock::time_point> lastToken;
    qint64 characters = 0; ///< of visible text
    qint64 reasoningCharacters = 0;
    std::optional<Usage> usage; ///< latest report of the stream
    QList<ToolCall> toolCalls;
    int attempt = 1;
    std::optional<Error> retryCause;
    Clock::time_point retryAt;
    QList<Clock::time_point> failedAt; ///< earlier attempts of this run
    std::optional<LaneRecord> record;

    bool isRunning() const { return started && !isTerminal(state); }
    /// No output for a while although the stream is open.
    std::optional<std::chrono::seconds> stalled(Clock::time_point now) const;
    std::chrono::microseconds elapsed(Clock::time_point now) const;

    /// Takes one event of the stream into account; the text itself is kept by the lane's view.
    void note(const StreamEvent& event, Clock::time_point now);
};

/// Sign, word and colour of a state: always together.
struct StateLook {
    Glyph glyph = Glyph::Clock;
    QString word;
    QColor Theme::* colour = &Theme::muted;
};
StateLook stateLook(const LaneProgress& progress, LaneProgress::Clock::time_point now);

/// One figure of the metrics line.
struct MetricSegment {
    QString label; ///< before the figure, muted
    QString value; ///< tabular, strong
    QString unit; ///< after it, muted
};
/// The metrics line as text; unknown figures are words or left out, never 0.
struct LaneMetrics {
    QList<MetricSegment> segments;
    QString cost;
    QString costWord;
    bool simulated = false;
    QString toolTip;
};
LaneMetrics laneMetrics(const LaneProgress& progress, LaneProgress::Clock::time_point now);

/// For assistive technology: "Complete. first token 0.62 s, total 5.21 s, 402 tok, $0.0044 computed".
QString laneDescription(const LaneProgress& progress, LaneProgress::Clock::time_point now);

} // namespace assay
