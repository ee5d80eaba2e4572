// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/runjson.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

using us = std::chrono::microseconds;

std::optional<qint64> integer(const QJsonValue& value)
{
    // toInteger() gives its default for text, null and fractions: two defaults tell these from a real number.
    if (value.toInteger(0) != value.toInteger(1))
        return std::nullopt;
    return value.toInteger();
}

std::optional<Money> money(const QJsonValue& value)
{
    const auto pico = integer(value);
    return pico ? std::optional(Money::fromPico(*pico)) : std::nullopt;
}

QJsonValue textOrNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonValue positiveOrNull(int number)
{
    return number == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(number);
}

QJsonValue moneyOrNull(std::optional<Money> amount)
{
    return amount ? QJsonValue(amount->pico()) : QJsonValue(QJsonValue::Null);
}

QJsonValue microsecondsOrNull(std::optional<us> time)
{
    return time ? QJsonValue(static_cast<qint64>(time->count())) : QJsonValue(QJsonValue::Null);
}

QJsonValue errorOrNull(const std::optional<Error>& error)
{
    return error ? QJsonValue(toJson(*error)) : QJsonValue(QJsonValue::Null);
}

std::optional<us> microseconds(const QJsonValue& value)
{
    const auto count = integer(value);
    return count ? std::optional(us(*count)) : std::nullopt;
}

std::optional<Error> optionalError(const QJsonValue& value)
{
    return value.isObject() ? std::optional(errorFromJson(value.toObject())) : std::nullopt;
}

void insertText(QJsonObject& object, QLatin1StringView name, const QString& text)
{
    if (!text.isEmpty())
        object.insert(name, text);
}

void insertDate(QJsonObject& object, QLatin1StringView name, const QDateTime& date)
{
    if (date.isValid())
        object.insert(name, date.toUTC().toString(Qt::ISODateWithMs));
}

QDateTime date(const QJsonValue& value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

QJsonArray toJson(const QList<ToolCall>& calls)
{
    QJsonArray out;
    for (const auto& call : calls)
        out.append(QJsonObject{{u"id"_s, call.id}, {u"name"_s, call.name}, {u"arguments"_s, call.arguments}});
    return out;
}

QList<ToolCall> toolCallsFromJson(const QJsonArray& array)
{
    QList<ToolCall> calls;
    for (const auto& value : array) {
        calls.append({.id = value[u"id"].toString(),
            .name = value[u"name"].toString(),
            .arguments = value[u"arguments"].toString()});
    }
    return calls;
}

void readContent(LaneRecord& lane, const QJsonObject& object)
{
    lane.text = object[u"text"].toString();
    lane.reasoning = object[u"reasoning"].toString();
    lane.refusal = object[u"refusal"].toString();
    lane.toolCalls = toolCallsFromJson(object[u"tool_calls"].toArray());
    lane.finishReason = finishReasonFromName(object[u"finish_reason"].toString());
    lane.nativeFinishReason = object[u"native_finish_reason"].toString();
}

} // namespace

QJsonObject toJson(const Error& error)
{
    QJsonObject out{{u"kind"_s, errorKindName(error.kind)}, {u"detail"_s, error.detail},
        {u"http_status"_s, positiveOrNull(error.httpStatus)}, {u"provider_code"_s, textOrNull(error.providerCode)},
        {u"request_id"_s, textOrNull(error.requestId)}};
    if (error.retryAfter)
        out.insert(u"retry_after_ms"_s, static_cast<qint64>(error.retryAfter->count()));
    return out;
}

QJsonObject toJson(const Cost& cost)
{
    QJsonArray lines;
    for (const auto& line : cost.lines) {
        lines.append(QJsonObject{{u"class"_s, line.usageClass}, {u"units"_s, line.units},
            {u"pico_usd_per_unit"_s, line.perUnit.pico()}, {u"pico_usd"_s, line.amount.pico()}});
    }
    QJsonObject out{{u"state"_s, costStateName(cost.state)}, {u"pico_usd"_s, moneyOrNull(cost.amount)},
        {u"reported_pico_usd"_s, moneyOrNull(cost.reported)}, {u"lines"_s, lines}};
    if (cost.low && cost.high) {
        out.insert(u"low_pico_usd"_s, cost.low->pico());
        out.insert(u"high_pico_usd"_s, cost.high->pico());
    }
    insertText(out, "price_revision"_L1, cost.priceRevision);
    insertText(out, "note"_L1, cost.note);
    return out;
}

QJsonObject toJson(const Timing& timing)
{
    QJsonObject out{{u"dns_us"_s, microsecondsOrNull(timing.dns)},
        {u"connect_us"_s, microsecondsOrNull(timing.connect)}, {u"tls_us"_s, microsecondsOrNull(timing.tls)},
        {u"first_byte_us"_s, microsecondsOrNull(timing.firstByte)},
        {u"ttft_us"_s, microsecondsOrNull(timing.firstToken)}, {u"total_us"_s, microsecondsOrNull(timing.total)}};
    if (timing.firstText)
        out.insert(u"first_text_us"_s, microsecondsOrNull(timing.firstText));
    if (timing.lastToken)
        out.insert(u"last_token_us"_s, microsecondsOrNull(timing.lastToken));
    return out;
}

QJsonObject toJson(const AttemptRecord& attempt)
{
    QJsonObject out{{u"endpoint"_s, attempt.endpoint}, {u"http_status"_s, positiveOrNull(attempt.httpStatus)},
        {u"request_id"_s, textOrNull(attempt.requestId)}, {u"error"_s, errorOrNull(attempt.error)},
        {u"request_sent"_s, attempt.requestSent}, {u"timing"_s, toJson(attempt.timing)},
        {u"usage"_s, attempt.usage.toJson()}, {u"cost"_s, toJson(attempt.cost)}};
    insertText(out, "model"_L1, attempt.model);
    insertDate(out, "started_at"_L1, attempt.startedAt);
    return out;
}

QJsonObject toJson(const LaneRecord& lane)
{
    QJsonArray attempts;
    for (const auto& attempt : lane.attempts)
        attempts.append(toJson(attempt));
    QJsonObject out{{u"index"_s, lane.index}, {u"model"_s, lane.model.toString()},
        {u"served_by"_s, textOrNull(lane.servedBy)}, {u"simulated"_s, lane.simulated},
        {u"state"_s, laneStateName(lane.state)}, {u"text"_s, lane.text}, {u"reasoning"_s, lane.reasoning},
        {u"tool_calls"_s, toJson(lane.toolCalls)},
        {u"finish_reason"_s, textOrNull(lane.finishReason ? QString(finishReasonName(*lane.finishReason)) : QString())},
        {u"native_finish_reason"_s, textOrNull(lane.nativeFinishReason)}, {u"usage"_s, lane.usage.toJson()},
        {u"cost"_s, toJson(lane.cost)}, {u"timing"_s, toJson(lane.timing)}, {u"attempts"_s, attempts},
        {u"error"_s, errorOrNull(lane.error)}};
    insertText(out, "served_model"_L1, lane.servedModel);
    insertText(out, "upstream_provider"_L1, lane.upstreamProvider);
    insertText(out, "response_id"_L1, lane.responseId);
    insertText(out, "system_fingerprint"_L1, lane.fingerprint);
    insertText(out, "refusal"_L1, lane.refusal);
    insertText(out, "raw_usage"_L1, QString::fromUtf8(lane.rawUsage));
    if (lane.promptEstimate)
        out.insert(u"prompt_estimate"_s, *lane.promptEstimate);
    if (lane.local)
        out.insert(u"local"_s, true);
    if (lane.usageDisagrees)
        out.insert(u"usage_disagrees"_s, true);
    if (!lane.route.isEmpty())
        out.insert(u"route"_s, toJson(lane.route));
    if (lane.replayOf)
        out.insert(u"replay_of"_s, QJsonObject{{u"run"_s, lane.replayOf->run}, {u"lane"_s, lane.replayOf->lane}});
    return out;
}

QJsonObject toJson(const RunRecord& run)
{
    QJsonArray lanes;
    for (const auto& lane : run.lanes)
        lanes.append(toJson(lane));
    QJsonObject out{
        {u"run"_s, run.id}, {u"lanes"_s, lanes}, {u"duration_us"_s, static_cast<qint64>(run.duration.count())}};
    insertText(out, "project"_L1, run.project);
    insertText(out, "surface"_L1, run.surface);
    insertText(out, "key"_L1, run.key);
    insertText(out, "client_format"_L1, run.clientFormat);
    if (!run.tags.isEmpty())
        out.insert(u"tags"_s, QJsonArray::fromStringList(run.tags));
    if (run.purpose != RunPurpose::Answer)
        out.insert(u"purpose"_s, runPurposeName(run.purpose));
    insertDate(out, "started_at"_L1, run.startedAt);
    insertText(out, "prompt"_L1, run.prompt);
    insertText(out, "system"_L1, run.system);
    return out;
}

Error errorFromJson(const QJsonObject& object)
{
    Error error;
    error.kind = errorKindFromName(object[u"kind"].toString()).value_or(ErrorKind::Internal);
    error.detail = object[u"detail"].toString();
    error.httpStatus = object[u"http_status"].toInt();
    error.providerCode = object[u"provider_code"].toString();
    error.requestId = object[u"request_id"].toString();
    if (const auto wait = integer(object[u"retry_after_ms"]))
        error.retryAfter = std::chrono::milliseconds(*wait);
    return error;
}

Cost costFromJson(const QJsonObject& object)
{
    Cost cost;
    cost.state = costStateFromName(object[u"state"].toString()).value_or(CostState::Unknown);
    cost.amount = money(object[u"pico_usd"]);
    cost.reported = money(object[u"reported_pico_usd"]);
    cost.low = money(object[u"low_pico_usd"]);
    cost.high = money(object[u"high_pico_usd"]);
    cost.priceRevision = object[u"price_revision"].toString();
    cost.note = object[u"note"].toString();
    const auto lines = object[u"lines"].toArray();
    for (const auto& value : lines) {
        const auto units = integer(value[u"units"]);
        const auto perUnit = money(value[u"pico_usd_per_unit"]);
        const auto amount = money(value[u"pico_usd"]);
        if (units && perUnit && amount)
            cost.lines.append({value[u"class"].toString(), *units, *perUnit, *amount});
    }
    return cost;
}

Timing timingFromJson(const QJsonObject& object)
{
    return {.dns = microseconds(object[u"dns_us"]),
        .connect = microseconds(object[u"connect_us"]),
        .tls = microseconds(object[u"tls_us"]),
        .firstByte = microseconds(object[u"first_byte_us"]),
        .firstToken = microseconds(object[u"ttft_us"]),
        .firstText = microseconds(object[u"first_text_us"]),
        .lastToken = microseconds(object[u"last_token_us"]),
        .total = microseconds(object[u"total_us"])};
}

AttemptRecord attemptFromJson(const QJsonObject& object)
{
    AttemptRecord attempt;
    attempt.endpoint = object[u"endpoint"].toString();
    attempt.model = object[u"model"].toString();
    attempt.startedAt = date(object[u"started_at"]);
    attempt.httpStatus = object[u"http_status"].toInt();
    attempt.requestId = object[u"request_id"].toString();
    attempt.timing = timingFromJson(object[u"timing"].toObject());
    attempt.usage = Usage::fromJson(object[u"usage"].toObject());
    attempt.cost = costFromJson(object[u"cost"].toObject());
    attempt.error = optionalError(object[u"error"]);
    attempt.requestSent = object[u"request_sent"].toBool();
    return attempt;
}

Result<LaneRecord> laneFromJson(const QJsonObject& object)
{
    LaneRecord lane;
    lane.model = ModelRef::parse(object[u"model"].toString());
    if (!lane.model.isValid())
        return fail(ErrorKind::InvalidRequest, u"A lane has no \"model\" of the form provider/model."_s);
    const auto state = laneStateFromName(object[u"state"].toString());
    if (!state) {
        return fail(ErrorKind::InvalidRequest,
            u"The lane of %1 has the unknown \"state\" '%2'."_s.arg(
                lane.model.toString(), object[u"state"].toString()));
    }
    lane.state = *state;
    lane.index = object[u"index"].toInt();
    lane.servedBy = object[u"served_by"].toString();
    lane.servedModel = object[u"served_model"].toString();
    lane.upstreamProvider = object[u"upstream_provider"].toString();
    lane.responseId = object[u"response_id"].toString();
    lane.fingerprint = object[u"system_fingerprint"].toString();
    if (const QJsonValue origin = object[u"replay_of"]; !origin[u"run"].toString().isEmpty())
        lane.replayOf = LaneOrigin{.run = origin[u"run"].toString(), .lane = std::max(0, origin[u"lane"].toInt())};
    lane.simulated = object[u"simulated"].toBool();
    lane.local = object[u"local"].toBool();
    readContent(lane, object);
    lane.promptEstimate = integer(object[u"prompt_estimate"]);
    lane.usage = Usage::fromJson(object[u"usage"].toObject());
    lane.usageDisagrees = object[u"usage_disagrees"].toBool();
    lane.rawUsage = object[u"raw_usage"].toString().toUtf8();
    lane.cost = costFromJson(object[u"cost"].toObject());
    lane.timing = timingFromJson(object[u"timing"].toObject());
    const auto attempts = object[u"attempts"].toArray();
    for (const auto& attempt : attempts)
        lane.attempts.append(attemptFromJson(attempt.toObject()));
    lane.error = optionalError(object[u"error"]);
    if (object.contains(u"route"))
        lane.route = routeTraceFromJson(object[u"route"].toObject());
    return lane;
}

Result<RunRecord> runFromJson(const QJsonObject& object)
{
    RunRecord run;
    run.id = object[u"run"].toString();
    if (run.id.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"The document has no \"run\" id."_s);
    run.project = object[u"project"].toString();
    run.surface = object[u"surface"].toString();
    run.key = object[u"key"].toString();
    run.clientFormat = object[u"client_format"].toString();
    const auto tags = object[u"tags"].toArray();
    for (const auto& tag : tags)
        run.tags.append(tag.toString());
    run.purpose = runPurposeFromName(object[u"purpose"].toString()).value_or(RunPurpose::Answer);
    run.startedAt = date(object[u"started_at"]);
    run.duration = us(object[u"duration_us"].toInteger());
    run.prompt = object[u"prompt"].toString();
    run.system = object[u"system"].toString();
    const auto lanes = object[u"lanes"].toArray();
    for (const auto& value : lanes) {
        auto lane = laneFromJson(value.toObject());
        if (!lane)
            return std::unexpected(lane.error());
        run.lanes.append(*std::move(lane));
    }
    return run;
}

} // namespace assay
