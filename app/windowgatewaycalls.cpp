// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowgatewaycalls.h"

namespace assay {

GatewayCallRow callRow(const GatewayCall& call)
{
    GatewayCallRow out;
    out.runId = call.id;
    out.startedAt = call.startedAt;
    out.keyName = call.keyName;
    // The format of old completions has no dialect, because no provider speaks it.
    out.format = call.format.isEmpty() ? QStringLiteral("openai-completion") : call.format;
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
    out.startedAt = run.startedAt;
    out.keyId = run.key;
    if (run.lanes.isEmpty())
        return out;
    const LaneRecord& lane = run.lanes.first();
    out.model = lane.model.toString();
    out.servedBy = lane.servedBy;
    out.state = lane.state;
    if (lane.error)
        out.error = lane.error->kind;
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

GatewayCallRow merged(const GatewayCallRow& known, const GatewayCallRow& news)
{
    const bool isWhole = !news.keyId.isEmpty(); // from the record, which knows all but the client's format
    GatewayCallRow out = isWhole ? news : known;
    if (!isWhole && known.keyId.isEmpty())
        out = news;
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
