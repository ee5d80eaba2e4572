// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/providers/recordingcases.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace assay::testing {

namespace {

FinishReason reasonOf(const QString& word)
{
    static const QHash<QString, FinishReason> reasons = {
        {u"end_turn"_s, FinishReason::Stop},
        {u"stop_sequence"_s, FinishReason::Stop},
        {u"max_tokens"_s, FinishReason::Length},
        {u"tool_use"_s, FinishReason::ToolCalls},
        {u"refusal"_s, FinishReason::ContentFilter},
    };
    return reasons.value(word, FinishReason::Other);
}

/// Fields of `later` over those of `earlier`; null says nothing.
QJsonObject overwritten(QJsonObject earlier, const QJsonObject& later)
{
    for (auto field = later.begin(); field != later.end(); ++field) {
        if (!field->isNull())
            earlier[field.key()] = *field;
    }
    return earlier;
}

Usage usageOf(const QJsonObject& json)
{
    Usage usage;
    setCount(usage, UsageClass::Input, json["input_tokens"_L1]);
    setCount(usage, UsageClass::CacheRead, json["cache_read_input_tokens"_L1]);
    setCount(usage, UsageClass::CacheWrite, json["cache_creation_input_tokens"_L1]);
    const QJsonObject split = json["cache_creation"_L1].toObject();
    if (!split.isEmpty()) {
        const qint64 hour = split["ephemeral_1h_input_tokens"_L1].toInteger();
        usage.set(UsageClass::CacheWrite1h, hour);
        usage.set(UsageClass::CacheWrite, usage[UsageClass::CacheWrite].value_or(0) - hour);
    }
    setCount(usage, UsageClass::Output, json["output_tokens"_L1]);
    const QJsonValue thinking = json["output_tokens_details"_L1]["thinking_tokens"_L1];
    if (thinking.isDouble()) {
        usage.set(UsageClass::Reasoning, thinking.toInteger());
        usage.set(UsageClass::Output, json["output_tokens"_L1].toInteger() - thinking.toInteger());
    }
    setCount(usage, UsageClass::WebSearch, json["server_tool_use"_L1]["web_search_requests"_L1]);
    return usage;
}

void readBlock(const QJsonObject& block, Expected& out)
{
    out.text += block["text"_L1].toString();
    out.reasoning += block["thinking"_L1].toString();
    if (block["type"_L1] == "tool_use"_L1) {
        out.toolCalls.append({block["id"_L1].toString(), block["name"_L1].toString(),
            QString::fromUtf8(QJsonDocument(block["input"_L1].toObject()).toJson(QJsonDocument::Compact))});
    }
}

/// A call's text is empty when it begins, and stays `{}` if nothing follows.
void readDelta(const QJsonObject& delta, bool isOwnCall, Expected& out)
{
    out.text += delta["text"_L1].toString();
    out.reasoning += delta["thinking"_L1].toString();
    const QString piece = delta["partial_json"_L1].toString();
    if (isOwnCall && !piece.isEmpty()) {
        QString& arguments = out.toolCalls.last().arguments;
        arguments = arguments == "{}"_L1 ? piece : arguments + piece;
    }
}

} // namespace

Expected readAnthropic(const Recording& recording)
{
    Expected out;
    QJsonObject usage;
    bool isOwnCall = false;
    for (const QJsonObject& json : plainJson(recording.body)) {
        const QString type = json["type"_L1].toString();
        if (type == "message"_L1) {
            out.model = json["model"_L1].toString();
            for (const auto& block : json["content"_L1].toArray())
                readBlock(block.toObject(), out);
            out.finishReason = reasonOf(json["stop_reason"_L1].toString());
            usage = json["usage"_L1].toObject();
        } else if (type == "message_start"_L1) {
            out.model = json["message"_L1]["model"_L1].toString();
            usage = json["message"_L1]["usage"_L1].toObject();
        } else if (type == "content_block_start"_L1) {
            const QJsonObject block = json["content_block"_L1].toObject();
            isOwnCall = block["type"_L1] == "tool_use"_L1;
            readBlock(block, out);
        } else if (type == "content_block_delta"_L1) {
            readDelta(json["delta"_L1].toObject(), isOwnCall, out);
        } else if (type == "message_delta"_L1) {
            out.finishReason = reasonOf(json["delta"_L1]["stop_reason"_L1].toString());
            usage = overwritten(usage, json["usage"_L1].toObject());
        }
    }
    out.usage = usageOf(usage);
    return out;
}

} // namespace assay::testing
