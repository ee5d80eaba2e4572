// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/providers/recordingcases.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace assay::testing {

namespace {

FinishReason reasonOf(const QString& word)
{
    static const QHash<QString, FinishReason> reasons = {
        {u"stop"_s, FinishReason::Stop},
        {u"eos"_s, FinishReason::Stop},
        {u"length"_s, FinishReason::Length},
        {u"tool_calls"_s, FinishReason::ToolCalls},
        {u"content_filter"_s, FinishReason::ContentFilter},
    };
    return reasons.value(word, FinishReason::Other);
}

/// The table of nesting by provider: what is included in what.
Usage usageOf(const QJsonObject& json, const QString& provider)
{
    const QJsonObject input = json["prompt_tokens_details"_L1].toObject();
    const QJsonObject output = json["completion_tokens_details"_L1].toObject();
    const bool cacheIsOnTop = provider == "azure"_L1;
    const bool reasoningIsOnTop = provider == "xai"_L1;
    Usage usage;
    setCount(usage, UsageClass::CacheRead, input["cached_tokens"_L1]);
    if (!usage.has(UsageClass::CacheRead))
        setCount(usage, UsageClass::CacheRead, json["prompt_cache_hit_tokens"_L1]);
    setCount(usage, UsageClass::CacheWrite, input["cache_write_tokens"_L1]);
    if (!usage.has(UsageClass::CacheWrite))
        setCount(usage, UsageClass::CacheWrite, json["cache_creation_input_tokens"_L1]);
    setCount(usage, UsageClass::InputAudio, input["audio_tokens"_L1]);
    setCount(usage, UsageClass::Reasoning, output["reasoning_tokens"_L1]);
    setCount(usage, UsageClass::OutputAudio, output["audio_tokens"_L1]);
    setCount(usage, UsageClass::OutputImage, output["image_tokens"_L1]);
    const qint64 cache = usage[UsageClass::CacheRead].value_or(0) + usage[UsageClass::CacheWrite].value_or(0);
    usage.set(UsageClass::Input, json["prompt_tokens"_L1].toInteger() - (cacheIsOnTop ? 0 : cache));
    usage.set(UsageClass::Output,
        json["completion_tokens"_L1].toInteger() - (reasoningIsOnTop ? 0 : usage[UsageClass::Reasoning].value_or(0)));
    return usage;
}

std::optional<Money> costOf(const QByteArray& body)
{
    const QString text = QString::fromUtf8(body);
    std::optional<Money> cost;
    static const QRegularExpression ticks(u"\"cost_in_usd_ticks\"\\s*:\\s*([0-9]+)"_s);
    for (const auto& match : ticks.globalMatch(text))
        cost = Money::fromPico(match.captured(1).toLongLong() * 100);
    static const QRegularExpression dollars(u"\"(?:cost|total_cost)\"\\s*:\\s*([0-9.eE+-]+)"_s);
    for (const auto& match : dollars.globalMatch(text))
        cost = Money::fromDecimalUsd(match.captured(1).toLatin1()).value();
    return cost;
}

void readContent(const QJsonValue& content, Expected& out)
{
    out.text += content.toString();
    for (const auto& part : content.toArray()) {
        if (part["type"_L1].toString() == "thinking"_L1) {
            for (const auto& thought : part["thinking"_L1].toArray())
                out.reasoning += thought["text"_L1].toString();
        } else {
            out.text += part["text"_L1].toString();
        }
    }
}

QString reasoningOf(const QJsonObject& delta)
{
    const QString text = delta["reasoning_content"_L1].toString() + delta["reasoning"_L1].toString();
    if (!text.isEmpty())
        return text;
    QString fromDetails;
    for (const auto& detail : delta["reasoning_details"_L1].toArray())
        fromDetails += detail["text"_L1].toString() + detail["summary"_L1].toString();
    return fromDetails;
}

} // namespace

Expected readOpenAiChat(const Recording& recording)
{
    Expected out;
    QMap<int, ToolCall> calls;
    for (const QJsonObject& chunk : plainJson(recording.body)) {
        if (out.model.isEmpty())
            out.model = chunk["model"_L1].toString();
        if (chunk.contains("error"_L1))
            out.error = chunk["error"_L1]["code"_L1].toString() == "tool_use_failed"_L1 ? ErrorKind::InvalidRequest
                                                                                        : ErrorKind::ServerFault;
        const QJsonValue choice = chunk["choices"_L1][0];
        const QJsonObject delta = (recording.isStream ? choice["delta"_L1] : choice["message"_L1]).toObject();
        readContent(delta["content"_L1], out);
        out.reasoning += reasoningOf(delta);
        out.refusal += delta["refusal"_L1].toString();
        int position = 0;
        for (const auto& part : delta["tool_calls"_L1].toArray()) {
            ToolCall& call = calls[part["index"_L1].toInt(position++)];
            const QJsonValue function = part["function"_L1];
            call.id = call.id.isEmpty() ? part["id"_L1].toString() : call.id;
            call.name = call.name.isEmpty() ? function["name"_L1].toString() : call.name;
            call.arguments += function["arguments"_L1].toString();
        }
        if (const QString reason = choice["finish_reason"_L1].toString(); !reason.isEmpty())
            out.finishReason = reasonOf(reason);
        const QJsonValue groq = chunk["x_groq"_L1]["usage"_L1];
        const QJsonValue usage = chunk["usage"_L1].isObject() ? chunk["usage"_L1] : groq;
        if (usage.isObject())
            out.usage = usageOf(usage.toObject(), recording.provider);
    }
    out.toolCalls = calls.values();
    out.cost = costOf(recording.body);
    if (out.error)
        out.finishReason.reset();
    return out;
}

} // namespace assay::testing
