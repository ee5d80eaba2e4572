// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/providers/recordingcases.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace assay::testing {

namespace {

FinishReason reasonOf(const QString& word, bool hasCalls)
{
    if (word == "STOP"_L1)
        return hasCalls ? FinishReason::ToolCalls : FinishReason::Stop;
    if (word == "MAX_TOKENS"_L1)
        return FinishReason::Length;
    return word == "SAFETY"_L1 || word == "PROHIBITED_CONTENT"_L1 ? FinishReason::ContentFilter : FinishReason::Other;
}

qint64 audioOf(const QJsonValue& details)
{
    qint64 sum = 0;
    for (const auto& item : details.toArray()) {
        if (item["modality"_L1] == "AUDIO"_L1)
            sum += item["tokenCount"_L1].toInteger();
    }
    return sum;
}

/// Classes are disjoint; thoughts and the prompt of the provider's own tools come on top.
Usage usageOf(const QJsonObject& json, const QJsonValue& queries, const QString& model)
{
    Usage usage;
    const qint64 cached = json["cachedContentTokenCount"_L1].toInteger();
    const qint64 audio = audioOf(json["promptTokensDetails"_L1]);
    usage.set(UsageClass::Input,
        json["promptTokenCount"_L1].toInteger() - cached - audio + json["toolUsePromptTokenCount"_L1].toInteger());
    if (audio > 0)
        usage.set(UsageClass::InputAudio, audio);
    setCount(usage, UsageClass::CacheRead, json["cachedContentTokenCount"_L1]);
    usage.set(UsageClass::Output, json["candidatesTokenCount"_L1].toInteger());
    setCount(usage, UsageClass::Reasoning, json["thoughtsTokenCount"_L1]);
    // Gemini 3 is billed by query, the models before by answer.
    if (queries.toArray().size() > 0)
        usage.set(UsageClass::WebSearch, model.startsWith("gemini-3"_L1) ? queries.toArray().size() : 1);
    return usage;
}

void readPart(const QJsonObject& part, const QString& responseId, Expected& out)
{
    const QString text = part["text"_L1].toString();
    (part["thought"_L1].toBool() ? out.reasoning : out.text) += text;
    const QJsonObject call = part["functionCall"_L1].toObject();
    if (call.isEmpty())
        return;
    QString id = call["id"_L1].toString();
    if (id.isEmpty())
        id = u"gemini-call-%1-%2"_s.arg(responseId).arg(out.toolCalls.size());
    out.toolCalls.append({id, call["name"_L1].toString(),
        QString::fromUtf8(QJsonDocument(call["args"_L1].toObject()).toJson(QJsonDocument::Compact))});
}

} // namespace

Expected readGemini(const Recording& recording)
{
    Expected out;
    QJsonObject usage;
    QJsonValue queries;
    for (const QJsonObject& json : plainJson(recording.body)) {
        out.model = json["modelVersion"_L1].toString();
        const QJsonValue candidate = json["candidates"_L1].toArray().first();
        for (const auto& part : candidate["content"_L1]["parts"_L1].toArray())
            readPart(part.toObject(), json["responseId"_L1].toString(), out);
        if (json.contains("usageMetadata"_L1))
            usage = json["usageMetadata"_L1].toObject();
        if (const auto found = candidate["groundingMetadata"_L1]["webSearchQueries"_L1]; found.isArray())
            queries = found;
        // One recorded answer has numbers for names.
        const QJsonValue reason = candidate["finishReason"_L1];
        const QString word = reason == 1 ? u"STOP"_s : reason.toString();
        if (!word.isEmpty())
            out.finishReason = reasonOf(word, !out.toolCalls.isEmpty());
    }
    out.usage = usageOf(usage, queries, out.model);
    return out;
}

} // namespace assay::testing
