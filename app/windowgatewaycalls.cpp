// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowgatewaycalls.h"

#include "core/gateway/wholecall.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace assay {

GatewayCallRow callRow(const GatewayCall& call)
{
    GatewayCallRow out;
    out.runId = call.id;
    out.startedAt = call.startedAt;
    out.keyName = call.keyName;
    out.format = call.format;
    out.model = call.model;
    out.servedBy = call.servedBy;
    out.state = call.state;
    if (isTerminal(call.state)) {
        out.cost.amount = call.cost;
        out.total = call.duration;
    }
    return out;
}

GatewayCallRow callRow(const RunRecord& run)
{
    GatewayCallRow out;
    out.runId = run.id;
    out.recorded = true;
    out.startedAt = run.startedAt;
    out.keyId = run.key;
    out.format = run.clientFormat;
    if (run.purpose == RunPurpose::Test && run.key.isEmpty())
        out.keyName = QCoreApplication::translate("assay::WindowGateway", "test request");
    if (run.lanes.isEmpty())
        return out;
    const LaneRecord lane = wholeCall(run.lanes);
    out.model = lane.model.toString();
    out.servedBy = lane.servedBy;
    out.state = lane.state;
    if (lane.error) {
        out.error = lane.error->kind;
        out.stopped = lane.error->providerCode == kStoppedHere;
    }
    if (!lane.attempts.isEmpty())
        out.httpStatus = lane.attempts.last().httpStatus;
    out.simulated = lane.simulated;
    out.local = lane.local;
    out.promptTokens = lane.usage.promptTokens();
    out.completionTokens = lane.usage.completionTokens();
    out.cost = lane.cost;
    out.firstToken = lane.timing.firstToken;
    out.total = run.duration.count() > 0 ? std::optional(run.duration) : lane.timing.total;
    return out;
}

GatewayCallRow callRow(const RefusedCall& call)
{
    GatewayCallRow out;
    out.runId = QStringLiteral("refused-%1").arg(call.number);
    out.startedAt = call.firstAt; // so that a flood changes a number and not the order of the list
    out.lastAt = call.lastAt;
    out.keyName = call.keyName;
    out.format = call.format;
    out.model = call.model;
    out.path = call.path;
    out.state = LaneState::Failed;
    out.httpStatus = call.status;
    out.refusal = call.why;
    out.times = call.count;
    return out;
}

GatewayTraffic trafficOf(const GatewaySnapshot& snapshot)
{
    GatewayTraffic out{.hour = {}, .perMinute = snapshot.perMinute};
    for (const auto& minute : snapshot.hour) {
        out.hour.append({.at = QDateTime::fromSecsSinceEpoch(minute.minute * 60, QTimeZone::UTC),
            .requests = minute.requests,
            .failed = minute.failed,
            .refused = minute.refused});
    }
    return out;
}

GatewayCallRow merged(const GatewayCallRow& known, const GatewayCallRow& news)
{
    GatewayCallRow out = known.recorded && !news.recorded ? known : news;
    if (out.format.isEmpty())
        out.format = known.format.isEmpty() ? news.format : known.format;
    if (out.keyName.isEmpty())
        out.keyName = known.keyName.isEmpty() ? news.keyName : known.keyName;
    return out;
}

RunRecord withoutTexts(RunRecord run)
{
    run.prompt.clear();
    run.system.clear();
    for (auto& lane : run.lanes) {
        lane.text.clear();
        lane.reasoning.clear();
        lane.refusal.clear();
        lane.toolCalls.clear();
        lane.request.reset();
    }
    return run;
}

} // namespace assay
