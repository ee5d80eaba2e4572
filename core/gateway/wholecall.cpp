// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/wholecall.h"

#include "core/pricing/costing.h"

#include <algorithm>

namespace assay {

namespace {

using Usages = QList<Usage>;

std::optional<qint64> sumOf(const Usages& parts, const auto& count)
{
    qint64 sum = 0;
    for (const auto& part : parts) {
        const std::optional<qint64> own = count(part);
        if (!own)
            return std::nullopt;
        sum += *own;
    }
    return sum;
}

/// One side of a call, prompt or answer. What only some tell apart is counted in the main class, so that the sum of
/// the side is right.
void addSide(Usage& out, const Usages& parts, std::optional<qint64> total, UsageClass main, auto isOfSide)
{
    if (!total)
        return;
    for (const auto each : allUsageClasses()) {
        if (each == main || !isOfSide(each))
            continue;
        const auto sum = sumOf(parts, [&](const Usage& usage) { return usage[each]; });
        if (!sum)
            continue;
        out.set(each, *sum);
        *total -= *sum;
    }
    out.set(main, *total);
}

Usage usageOf(const QList<LaneRecord>& lanes)
{
    Usages parts;
    for (const auto& lane : lanes) {
        if (!lane.attempts.isEmpty()) // else it was never sent
            parts.append(lane.usage);
    }
    Usage out;
    if (parts.isEmpty())
        return out;
    const auto isPrompt = [](UsageClass each) { return each < UsageClass::Output; };
    const auto isAnswer = [](UsageClass each) { return each >= UsageClass::Output && each != UsageClass::WebSearch; };
    addSide(
        out, parts, sumOf(parts, [](const Usage& usage) { return usage.promptTokens(); }), UsageClass::Input, isPrompt);
    addSide(out, parts, sumOf(parts, [](const Usage& usage) { return usage.completionTokens(); }), UsageClass::Output,
        isAnswer);
    if (const auto searches = sumOf(parts, [](const Usage& usage) { return usage[UsageClass::WebSearch]; }))
        out.set(UsageClass::WebSearch, *searches);
    return out;
}

/// The choice that says how the call ended: one that failed by itself, else one that is not complete.
const LaneRecord& decisive(const QList<LaneRecord>& lanes)
{
    const auto failed = std::ranges::find_if(
        lanes, [](const LaneRecord& lane) { return lane.error && lane.error->kind != ErrorKind::Cancelled; });
    if (failed != lanes.end())
        return *failed;
    const auto partial
        = std::ranges::find_if(lanes, [](const LaneRecord& lane) { return lane.state != LaneState::Complete; });
    return partial != lanes.end() ? *partial : lanes.first();
}

} // namespace

LaneRecord wholeCall(const QList<LaneRecord>& lanes)
{
    if (lanes.size() < 2)
        return lanes.value(0);
    const LaneRecord& end = decisive(lanes);
    LaneRecord out;
    out.model = lanes.first().model;
    out.servedBy = lanes.first().servedBy;
    out.servedModel = lanes.first().servedModel;
    out.responseId = lanes.first().responseId;
    out.route = lanes.first().route;
    out.simulated = std::ranges::all_of(lanes, &LaneRecord::simulated);
    out.local = std::ranges::all_of(lanes, &LaneRecord::local);
    out.state = end.state;
    out.error = end.error;
    if (std::ranges::all_of(lanes, [&](const LaneRecord& lane) { return lane.finishReason == end.finishReason; })) {
        out.finishReason = end.finishReason;
        out.nativeFinishReason = end.nativeFinishReason;
    }
    out.usage = usageOf(lanes);
    QList<Cost> costs;
    for (const auto& lane : lanes) {
        costs.append(lane.cost);
        out.attempts += lane.attempts;
        if (lane.timing.firstToken)
            out.timing.firstToken
                = std::min(out.timing.firstToken.value_or(*lane.timing.firstToken), *lane.timing.firstToken);
        if (lane.timing.total)
            out.timing.total = std::max(out.timing.total.value_or(*lane.timing.total), *lane.timing.total);
    }
    out.cost = sumCosts(costs);
    return out;
}

} // namespace assay
