// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/providers/recordingcases.h"

#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace assay::testing {

namespace {

Usage usageOf(const QJsonObject& json, const QJsonArray& output)
{
    const QJsonObject in = json["input_tokens_details"_L1].toObject();
    const QJsonObject out = json["output_tokens_details"_L1].toObject();
    Usage usage;
    setCount(usage, UsageClass::CacheRead, in["cached_tokens"_L1]);
    setCount(usage, UsageClass::CacheWrite, in["cache_write_tokens"_L1]);
    setCount(usage, UsageClass::Reasoning, out["reasoning_tokens"_L1]);
    const qint64 cache = usage[UsageClass::CacheRead].value_or(0) + usage[UsageClass::CacheWrite].value_or(0);
    usage.set(UsageClass::Input, json["input_tokens"_L1].toInteger() - cache);
    usage.set(UsageClass::Output, json["output_tokens"_L1].toInteger() - usage[UsageClass::Reasoning].value_or(0));
    qint64 searches = 0;
    for (const auto& item : output) {
        if (item["type"_L1].toString() == "web_search_call"_L1
            && item["action"_L1]["type"_L1].toString() == "search"_L1)
            ++searches;
    }
    const QJsonValue counted = json["server_side_tool_usage_details"_L1];
    if (counted.isObject())
        searches = counted["web_search_calls"_L1].toInteger() + counted["x_search_calls"_L1].toInteger();
    if (searches > 0)
        usage.set(UsageClass::WebSearch, searches);
    return usage;
}

std::optional<Money> costOf(const QByteArray& body)
{
    const QString text = QString::fromUtf8(body);
    static const QRegularExpression ticks(u"\"cost_in_usd_ticks\"\\s*:\\s*([0-9]+)"_s);
    static const QRegularExpression dollars(u"\"cost\"\\s*:\\s*([0-9.eE+-]+)"_s);
    if (const auto match = ticks.match(text); match.hasMatch())
        return Money::fromPico(match.captured(1).toLongLong() * 100);
    if (const auto match = dollars.match(text); match.hasMatch())
        return Money::fromDecimalUsd(match.captured(1).toLatin1()).value();
    return std::nullopt;
}

FinishReason reasonOf(const QJsonObject& response, const Expected& answer)
{
    const QString reason = response["incomplete_details"_L1]["reason"_L1].toString();
    if (reason == "max_output_tokens"_L1)
        return FinishReason::Length;
    if (!answer.refusal.isEmpty() || reason == "content_filter"_L1)
        return FinishReason::ContentFilter;
    return answer.toolCalls.isEmpty() ? FinishReason::Stop : FinishReason::ToolCalls;
}

} // namespace

/// Reads the closing response alone, which repeats everything that the deltas brought.
Expected readOpenAiResponses(const Recording& recording)
{
    Expected out;
    const QList<QJsonObject> events = plainJson(recording.body);
    const QJsonObject last = events.value(events.size() - 1);
    const QJsonObject response = recording.isStream ? last["response"_L1].toObject() : last;
    QStringList thoughts;
    for (const auto& item : response["output"_L1].toArray()) {
        const QString type = item["type"_L1].toString();
        if (type == "function_call"_L1)
            out.toolCalls.append({.id = item["call_id"_L1].toString(),
                .name = item["name"_L1].toString(),
                .arguments = item["arguments"_L1].toString()});
        const QJsonArray content = item["content"_L1].toArray();
        if (type == "message"_L1) {
            for (const auto& part : content) {
                out.text += part["text"_L1].toString();
                out.refusal += part["refusal"_L1].toString();
            }
        }
        if (type == "reasoning"_L1) {
            for (const auto& part : content.isEmpty() ? item["summary"_L1].toArray() : content)
                thoughts.append(part["text"_L1].toString());
        }
    }
    out.reasoning = thoughts.join(u"\n\n"_s);
    out.model = response["model"_L1].toString();
    out.finishReason = reasonOf(response, out);
    out.usage = usageOf(response["usage"_L1].toObject(), response["output"_L1].toArray());
    out.cost = costOf(recording.body);
    return out;
}

} // namespace assay::testing
