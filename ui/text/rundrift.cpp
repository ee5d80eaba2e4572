// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/rundrift.h"

#include "core/domain/runjson.h"
#include "ui/text/filtertext.h"
#include "ui/text/formats.h"
#include "ui/text/textdiff.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

const QString kNothing = u"–"_s;

QString answerOf(const LaneRecord& lane)
{
    QString out = lane.text.isEmpty() ? lane.refusal : lane.text;
    for (const auto& call : lane.toolCalls)
        out += (out.isEmpty() ? QString() : u"\n"_s) + call.name + u'(' + call.arguments + u')';
    return out;
}

TextDiff diffOf(const LaneDrift& drift)
{
    const QString then = answerOf(drift.then);
    const QString now = answerOf(drift.now);
    return diffTexts(then, now, {.unit = fittingUnit(then, now)});
}

QString orNothing(const QString& text)
{
    return text.isEmpty() ? kNothing : text;
}

QString countText(std::optional<qint64> count)
{
    return count ? Formats().exactCount(*count) : kNothing;
}

QString durationText(std::optional<std::chrono::microseconds> time)
{
    return time ? Formats().duration(*time) : kNothing;
}

QString speedText(const LaneRecord& lane)
{
    const auto speed = tokensPerSecond(lane);
    return speed ? Formats().speed(*speed) : kNothing;
}

QString finishText(const LaneRecord& lane)
{
    if (!lane.nativeFinishReason.isEmpty())
        return lane.nativeFinishReason;
    return lane.finishReason ? QString(finishReasonName(*lane.finishReason)) : kNothing;
}

QString costText(const LaneRecord& lane)
{
    return lane.cost.amount ? Formats().cost(*lane.cost.amount) : kNothing;
}

QString servedBy(const LaneRecord& lane)
{
    return lane.upstreamProvider.isEmpty() ? lane.servedBy : lane.servedBy + u" → "_s + lane.upstreamProvider;
}

QJsonValue numberOrNull(std::optional<qint64> number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

QJsonValue textOrNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonValue microsOrNull(std::optional<std::chrono::microseconds> time)
{
    return time ? QJsonValue(static_cast<qint64>(time->count())) : QJsonValue(QJsonValue::Null);
}

QJsonObject sideJson(const LaneRecord& lane)
{
    const auto speed = tokensPerSecond(lane);
    return {{u"state"_s, laneStateName(lane.state)},
        {u"finish_reason"_s, textOrNull(lane.finishReason ? QString(finishReasonName(*lane.finishReason)) : QString())},
        {u"native_finish_reason"_s, textOrNull(lane.nativeFinishReason)}, {u"served_by"_s, textOrNull(lane.servedBy)},
        {u"served_model"_s, textOrNull(lane.servedModel)}, {u"upstream_provider"_s, textOrNull(lane.upstreamProvider)},
        {u"system_fingerprint"_s, textOrNull(lane.fingerprint)},
        {u"prompt_tokens"_s, numberOrNull(lane.usage.promptTokens())},
        {u"completion_tokens"_s, numberOrNull(lane.usage.completionTokens())},
        {u"pico_usd"_s, numberOrNull(lane.cost.amount.transform(&Money::pico))},
        {u"cost_state"_s, costStateName(lane.cost.state)}, {u"ttft_us"_s, microsOrNull(lane.timing.firstToken)},
        {u"total_us"_s, microsOrNull(lane.timing.total)},
        {u"tokens_per_second"_s, speed ? QJsonValue(*speed) : QJsonValue(QJsonValue::Null)},
        {u"error"_s, lane.error ? QJsonValue(toJson(*lane.error)) : QJsonValue(QJsonValue::Null)}};
}

} // namespace

std::optional<bool> isSameRequest(const LaneDrift& drift)
{
    if (!drift.then.sent || !drift.now.sent)
        return std::nullopt;
    return drift.then.sent->body == drift.now.sent->body;
}

QList<DriftRow> RunDrift::rows(const LaneDrift& drift)
{
    const LaneRecord& then = drift.then;
    const LaneRecord& now = drift.now;
    QList<DriftRow> out;
    const auto add = [&](const QString& name, const QString& before, const QString& after, bool counts) {
        if (before != kNothing || after != kNothing)
            out.append({.name = name, .then = before, .now = after, .isChanged = counts && before != after});
    };
    add(tr("State"), FilterText::stateName(then.state), FilterText::stateName(now.state), true);
    add(tr("Ended because"), finishText(then), finishText(now), true);
    add(tr("Served by"), orNothing(servedBy(then)), orNothing(servedBy(now)), true);
    add(tr("Model served"), orNothing(then.servedModel), orNothing(now.servedModel), true);
    add(tr("Fingerprint"), orNothing(then.fingerprint), orNothing(now.fingerprint), true);
    add(tr("Prompt tokens"), countText(then.usage.promptTokens()), countText(now.usage.promptTokens()), true);
    add(tr("Answer tokens"), countText(then.usage.completionTokens()), countText(now.usage.completionTokens()), true);
    add(tr("Cost"), costText(then), costText(now), true);
    if (drift.thenAtPricesNow && then.cost.amount) {
        const QString again = Formats().cost(*drift.thenAtPricesNow);
        out.append({.name = tr("The first at today’s price"),
            .then = costText(then),
            .now = again,
            .isChanged = *drift.thenAtPricesNow != *then.cost.amount});
    }
    add(tr("First token"), durationText(then.timing.firstToken), durationText(now.timing.firstToken), false);
    add(tr("Total"), durationText(then.timing.total), durationText(now.timing.total), false);
    add(tr("Tokens a second"), speedText(then), speedText(now), false);
    return out;
}

QString RunDrift::likeness(const LaneDrift& drift)
{
    const TextDiff diff = diffOf(drift);
    if (diff.changes == 0)
        return tr("The answers are the same.");
    return tr("%1 % of the answers is the same; %n differences", nullptr, diff.changes)
        .arg(qRound(diff.sameShare() * 100));
}

QJsonObject driftJson(const LaneDrift& drift)
{
    static const QStringList units{u"words"_s, u"lines"_s, u"json"_s};
    const TextDiff diff = diffOf(drift);
    const auto same = isSameRequest(drift);
    return {{u"same_bytes"_s, same ? QJsonValue(*same) : QJsonValue(QJsonValue::Null)}, {u"lane"_s, drift.lane},
        {u"model"_s, drift.then.model.toString()}, {u"then"_s, sideJson(drift.then)}, {u"now"_s, sideJson(drift.now)},
        {u"then_at_prices_now_pico_usd"_s, numberOrNull(drift.thenAtPricesNow.transform(&Money::pico))},
        {u"answer"_s,
            QJsonObject{{u"unit"_s, units.at(static_cast<int>(diff.unit))}, {u"changes"_s, diff.changes},
                {u"same_share"_s, diff.sameShare()}, {u"then_pieces"_s, toJson(diff.left)},
                {u"now_pieces"_s, toJson(diff.right)}}}};
}

QList<LaneDrift> driftOf(const RunRecord& then, const RunRecord& now)
{
    QList<LaneDrift> out;
    for (const auto& lane : now.lanes) {
        if (!lane.replayOf || lane.replayOf->run != then.id || lane.replayOf->lane >= then.lanes.size())
            continue;
        out.append({.lane = lane.replayOf->lane,
            .then = then.lanes.at(lane.replayOf->lane),
            .now = lane,
            .thenAtPricesNow = {}});
    }
    return out;
}

} // namespace assay
