// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/laneprogress.h"

#include "ui/text/errorsentences.h"
#include "ui/text/formats.h"

#include <algorithm>
#include <variant>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::chrono::seconds kStallAfter{4};
constexpr double kCharactersPerToken = 4.0;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(assay::LaneProgress)
};

StateLook look(Glyph glyph, QString word, QColor Theme::* colour)
{
    return {.glyph = glyph, .word = std::move(word), .colour = colour};
}

MetricSegment timeSegment(const QString& label, std::chrono::microseconds time)
{
    return {.label = label, .value = Formats().duration(time), .unit = {}};
}

MetricSegment tokenSegment(qint64 count, bool approximate)
{
    const QString figure = Formats().tokenCount(count);
    return {.label = {}, .value = approximate ? u"\u2248 "_s + figure : figure, .unit = Words::tr("tok")};
}

MetricSegment speedSegment(double speed, bool approximate)
{
    const QString figure = Formats().speed(speed);
    return {.label = {}, .value = approximate ? u"\u2248 "_s + figure : figure, .unit = Words::tr("tok/s")};
}

void addRecordSegments(LaneMetrics& metrics, const LaneRecord& record)
{
    const Formats formats;
    if (record.timing.firstToken)
        metrics.segments.append(timeSegment(Words::tr("first token"), *record.timing.firstToken));
    if (record.error && record.error->httpStatus > 0 && !record.timing.firstToken)
        metrics.segments.append({u"HTTP"_s, QString::number(record.error->httpStatus), {}});
    if (record.timing.total)
        metrics.segments.append(timeSegment(Words::tr("total"), *record.timing.total));
    if (const auto speed = tokensPerSecond(record))
        metrics.segments.append(speedSegment(*speed, false));
    if (const auto count = record.usage.completionTokens())
        metrics.segments.append(tokenSegment(*count, false));
    metrics.cost = formats.cost(record.cost);
    metrics.costWord = formats.costWord(record);
    if (record.cost.amount)
        return;
    if (record.local || record.simulated)
        metrics.cost.clear();
    if (ErrorSentences::isUnbilled(record)) {
        metrics.cost.clear();
        metrics.costWord = Words::tr("nothing billed");
    }
}

QString recordToolTip(const LaneRecord& record)
{
    const Formats formats;
    QStringList lines;
    if (record.cost.amount)
        lines.append(Words::tr("Cost: %1").arg(formats.exactMoney(*record.cost.amount)));
    for (const CostLine& line : record.cost.lines)
        lines.append(Words::tr("%1: %2 × %3 = %4")
                .arg(line.usageClass, formats.exactCount(line.units), formats.exactMoney(line.perUnit),
                    formats.exactMoney(line.amount)));
    if (!record.cost.priceRevision.isEmpty())
        lines.append(Words::tr("Prices: %1").arg(record.cost.priceRevision));
    if (tokensPerSecond(record))
        lines.append(Words::tr("Speed: visible tokens ÷ (last − first token)"));
    return lines.join(u'\n');
}

void addLiveSegments(LaneMetrics& metrics, const LaneProgress& progress, LaneProgress::Clock::time_point now)
{
    using std::chrono::duration_cast;
    using us = std::chrono::microseconds;
    if (progress.attempt > 1)
        metrics.segments.append({Words::tr("attempt"), QString::number(progress.attempt), {}});
    if (!progress.firstToken) {
        metrics.segments.append(timeSegment(Words::tr("waiting"), progress.elapsed(now)));
        return;
    }
    metrics.segments.append(
        timeSegment(Words::tr("first token"), duration_cast<us>(*progress.firstToken - progress.begin)));
    const auto known = progress.usage ? progress.usage->completionTokens() : std::nullopt;
    const double estimate
        = static_cast<double>(progress.characters + progress.reasoningCharacters) / kCharactersPerToken;
    const std::chrono::duration<double> span = *progress.lastToken - *progress.firstToken;
    if (span.count() > 0.3)
        metrics.segments.append(speedSegment(estimate / span.count(), true));
    metrics.segments.append(known ? tokenSegment(*known, false) : tokenSegment(qRound64(estimate), true));
}

} // namespace

std::optional<std::chrono::seconds> LaneProgress::stalled(Clock::time_point now) const
{
    if (!started || state != LaneState::Streaming || !lastToken || now - *lastToken < kStallAfter)
        return std::nullopt;
    return std::chrono::duration_cast<std::chrono::seconds>(now - *lastToken);
}

std::chrono::microseconds LaneProgress::elapsed(Clock::time_point now) const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(std::max(now, begin) - begin);
}

void LaneProgress::note(const StreamEvent& event, Clock::time_point now)
{
    if (isOutput(event)) {
        if (!firstToken)
            firstToken = now;
        lastToken = now;
    }
    std::visit(Overloaded{
                   [this](const TextDelta& delta) { characters += delta.text.size(); },
                   [this](const RefusalDelta& delta) { characters += delta.text.size(); },
                   [this](const ReasoningDelta& delta) { reasoningCharacters += delta.text.size(); },
                   [this](const UsageReport& report) { usage = report.usage; },
                   [](const auto&) {},
               },
        event);
}

StateLook stateLook(const LaneProgress& progress, LaneProgress::Clock::time_point now)
{
    if (!progress.started)
        return look(Glyph::Dots, Words::tr("Ready"), &Theme::muted);
    if (const auto seconds = progress.stalled(now))
        return look(Glyph::Hourglass, Words::tr("Stalled %1 s").arg(seconds->count()), &Theme::warn);
    switch (progress.state) {
    case LaneState::Queued: return look(Glyph::Clock, Words::tr("Queued"), &Theme::muted);
    case LaneState::Connecting: return look(Glyph::Plug, Words::tr("Connecting"), &Theme::muted);
    case LaneState::Waiting: return look(Glyph::Dots, Words::tr("Waiting"), &Theme::muted);
    case LaneState::Streaming: return look(Glyph::Waves, Words::tr("Streaming"), &Theme::info);
    case LaneState::Retrying: {
        const auto left = std::chrono::ceil<std::chrono::seconds>(progress.retryAt - now).count();
        return look(
            Glyph::Timer, left > 0 ? Words::tr("Retrying in %1 s").arg(left) : Words::tr("Retrying"), &Theme::warn);
    }
    case LaneState::Complete: return look(Glyph::Ticked, Words::tr("Complete"), &Theme::good);
    case LaneState::Truncated:
        if (progress.record && ErrorSentences::isInterrupted(*progress.record))
            return look(Glyph::Scissors, Words::tr("Interrupted"), &Theme::warn);
        return look(Glyph::Scissors, Words::tr("Truncated"), &Theme::warn);
    case LaneState::Refused: return look(Glyph::NoEntry, Words::tr("Refused"), &Theme::muted);
    case LaneState::Failed: return look(Glyph::Crossed, Words::tr("Failed"), &Theme::bad);
    case LaneState::Cancelled: return look(Glyph::Stopped, Words::tr("Stopped"), &Theme::muted);
    case LaneState::Indeterminate: return look(Glyph::Question, Words::tr("Indeterminate"), &Theme::warn);
    }
    return {};
}

LaneMetrics laneMetrics(const LaneProgress& progress, LaneProgress::Clock::time_point now)
{
    LaneMetrics metrics;
    metrics.simulated = progress.simulated;
    if (!progress.started)
        return metrics;
    if (progress.record) {
        addRecordSegments(metrics, *progress.record);
        metrics.toolTip = recordToolTip(*progress.record);
        return metrics;
    }
    addLiveSegments(metrics, progress, now);
    metrics.costWord = progress.simulated ? Words::tr("simulated") : progress.local ? Words::tr("local") : QString();
    if (!progress.simulated && !progress.local)
        metrics.cost = Words::tr("cost not known yet");
    return metrics;
}

QString laneDescription(const LaneProgress& progress, LaneProgress::Clock::time_point now)
{
    const LaneMetrics metrics = laneMetrics(progress, now);
    QStringList parts;
    for (const MetricSegment& segment : metrics.segments)
        parts.append(QStringList{segment.label, segment.value, segment.unit}.join(u' ').simplified());
    const QString cost = QStringList{metrics.cost, metrics.costWord}.join(u' ').simplified();
    if (!cost.isEmpty())
        parts.append(cost);
    return stateLook(progress, now).word + u". "_s + parts.join(u", "_s);
}

} // namespace assay
