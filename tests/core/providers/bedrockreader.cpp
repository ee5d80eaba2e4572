// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/providers/recordingcases.h"

#include <QDataStream>
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
        {u"guardrail_intervened"_s, FinishReason::ContentFilter},
    };
    return reasons.value(word, FinishReason::Other);
}

/// Payloads of the frames, checksums unread: the events are told apart by what they hold.
QList<QJsonObject> payloads(const QByteArray& body)
{
    QList<QJsonObject> out;
    QDataStream stream(body);
    while (!stream.atEnd()) {
        quint32 total = 0;
        quint32 headers = 0;
        quint32 checksum = 0;
        stream >> total >> headers >> checksum;
        stream.skipRawData(static_cast<int>(headers));
        QByteArray payload(static_cast<qsizetype>(total - headers - 16), '\0');
        stream.readRawData(payload.data(), static_cast<int>(payload.size()));
        stream >> checksum;
        if (stream.status() != QDataStream::Ok)
            break;
        out.append(QJsonDocument::fromJson(payload).object());
    }
    return out;
}

void readUsage(const QJsonObject& json, Usage& usage)
{
    setCount(usage, UsageClass::Input, json["inputTokens"_L1]);
    setCount(usage, UsageClass::CacheRead, json["cacheReadInputTokens"_L1]);
    setCount(usage, UsageClass::CacheWrite, json["cacheWriteInputTokens"_L1]);
    setCount(usage, UsageClass::Output, json["outputTokens"_L1]);
}

void readBlock(const QJsonObject& block, Expected& out)
{
    const QJsonObject reasoning = block["reasoningContent"_L1].toObject();
    out.text += block["text"_L1].toString();
    out.reasoning += reasoning["text"_L1].toString() + reasoning["reasoningText"_L1]["text"_L1].toString();
    const QJsonObject call = block["toolUse"_L1].toObject();
    if (call.contains("toolUseId"_L1)) {
        out.toolCalls.append({call["toolUseId"_L1].toString(), call["name"_L1].toString(),
            QString::fromUtf8(QJsonDocument(call["input"_L1].toObject()).toJson(QJsonDocument::Compact))});
    } else if (call.contains("input"_L1)) {
        QString& arguments = out.toolCalls.last().arguments;
        const QString piece = call["input"_L1].toString();
        arguments = arguments == "{}"_L1 ? piece : arguments + piece;
    }
}

} // namespace

Expected readBedrock(const Recording& recording)
{
    Expected out;
    const bool isBody = recording.body.startsWith('{');
    for (const QJsonObject& json : isBody ? plainJson(recording.body) : payloads(recording.body)) {
        for (const auto& block : json["output"_L1]["message"_L1]["content"_L1].toArray())
            readBlock(block.toObject(), out);
        readBlock(json["start"_L1].toObject(), out);
        readBlock(json["delta"_L1].toObject(), out);
        if (json.contains("stopReason"_L1))
            out.finishReason = reasonOf(json["stopReason"_L1].toString());
        readUsage(json["usage"_L1].toObject(), out.usage);
    }
    return out;
}

} // namespace assay::testing
