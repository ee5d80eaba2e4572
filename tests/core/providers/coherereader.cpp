// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/providers/recordingcases.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay::testing {

namespace {

FinishReason reasonOf(const QString& word)
{
    static const QHash<QString, FinishReason> reasons = {
        {u"COMPLETE"_s, FinishReason::Stop},
        {u"STOP_SEQUENCE"_s, FinishReason::Stop},
        {u"MAX_TOKENS"_s, FinishReason::Length},
        {u"TOOL_CALL"_s, FinishReason::ToolCalls},
    };
    return reasons.value(word, FinishReason::Other);
}

/// Billed units are what costs; the preamble under `tokens` is free.
Usage usageOf(const QJsonObject& json)
{
    Usage usage;
    const QJsonObject billed = json["billed_units"_L1].toObject();
    setCount(usage, UsageClass::Input, billed["input_tokens"_L1]);
    setCount(usage, UsageClass::Output, billed["output_tokens"_L1]);
    const QJsonValue reasoning = json["tokens"_L1]["reasoning_tokens"_L1];
    if (reasoning.isDouble()) {
        const qint64 part = std::min(reasoning.toInteger(), billed["output_tokens"_L1].toInteger());
        usage.set(UsageClass::Reasoning, part);
        usage.set(UsageClass::Output, billed["output_tokens"_L1].toInteger() - part);
    }
    return usage;
}

void readCall(const QJsonValue& call, Expected& out)
{
    const QString arguments = call["function"_L1]["arguments"_L1].toString();
    if (call["id"_L1].isString())
        out.toolCalls.append({call["id"_L1].toString(), call["function"_L1]["name"_L1].toString(), arguments});
    else if (!out.toolCalls.isEmpty())
        out.toolCalls.last().arguments += arguments;
}

void readMessage(const QJsonObject& message, Expected& out)
{
    out.text += message["tool_plan"_L1].toString();
    QJsonArray content = message["content"_L1].toArray();
    if (message["content"_L1].isObject())
        content.append(message["content"_L1]);
    for (const auto& part : content) {
        out.reasoning += part["thinking"_L1].toString();
        out.text += part["text"_L1].toString();
    }
    if (message["tool_calls"_L1].isObject())
        readCall(message["tool_calls"_L1], out);
    for (const auto& call : message["tool_calls"_L1].toArray())
        readCall(call, out);
}

} // namespace

Expected readCohere(const Recording& recording)
{
    Expected out;
    for (const QJsonObject& json : plainJson(recording.body)) {
        const QJsonObject holder = json.contains("delta"_L1) ? json["delta"_L1].toObject() : json;
        readMessage(holder["message"_L1].toObject(), out);
        if (!holder.contains("finish_reason"_L1))
            continue;
        out.finishReason = reasonOf(holder["finish_reason"_L1].toString());
        out.usage = usageOf(holder["usage"_L1].toObject());
    }
    return out;
}

} // namespace assay::testing
