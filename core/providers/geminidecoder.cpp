// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/geminidecoder.h"

#include "core/providers/geminirequest.h"
#include "core/providers/geminiusage.h"
#include "core/providers/providererror.h"
#include "core/providers/toolarguments.h"
#include "core/providers/unkeptmedia.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kFilters = std::to_array<QLatin1StringView>({"SAFETY"_L1, "RECITATION"_L1, "LANGUAGE"_L1,
    "BLOCKLIST"_L1, "PROHIBITED_CONTENT"_L1, "SPII"_L1, "MODEL_ARMOR"_L1});
constexpr std::array kFaults = std::to_array<QLatin1StringView>(
    {"MALFORMED_FUNCTION_CALL"_L1, "UNEXPECTED_TOOL_CALL"_L1, "TOO_MANY_TOOL_CALLS"_L1, "OTHER"_L1});

/// Names by number, for answers whose enumerations are numbers (google.ai.generativelanguage, Candidate.FinishReason).
constexpr std::array kReasonNames = std::to_array<QLatin1StringView>({"FINISH_REASON_UNSPECIFIED"_L1, "STOP"_L1,
    "MAX_TOKENS"_L1, "SAFETY"_L1, "RECITATION"_L1, "OTHER"_L1, "BLOCKLIST"_L1, "PROHIBITED_CONTENT"_L1, "SPII"_L1,
    "MALFORMED_FUNCTION_CALL"_L1, "LANGUAGE"_L1, "IMAGE_SAFETY"_L1});

QString reasonName(const JsonValue& value)
{
    const auto number = value.integer();
    if (!number)
        return value.text();
    const auto index = static_cast<std::size_t>(*number);
    return index < kReasonNames.size() ? QString(kReasonNames[index]) : QString::number(*number);
}

/// Gemini never says that it stopped for a tool: the parts do.
FinishReason finishReason(const QString& native, int calls)
{
    if (native == "STOP"_L1)
        return calls > 0 ? FinishReason::ToolCalls : FinishReason::Stop;
    if (native == "MAX_TOKENS"_L1)
        return FinishReason::Length;
    if (std::ranges::contains(kFilters, native) || native.startsWith("IMAGE_"_L1))
        return FinishReason::ContentFilter;
    if (std::ranges::contains(kFaults, native))
        return FinishReason::Error;
    return FinishReason::Other;
}

/// What Google bills for search: each query on Gemini 3, each grounded answer before.
qint64 billedSearches(const JsonValue& grounding, const QString& model)
{
    const auto queries = static_cast<qint64>(grounding["webSearchQueries"].size());
    return GeminiGeneration::of(model).atLeast(3, 0) ? queries : std::min<qint64>(queries, 1);
}

} // namespace

void GeminiDecoder::readEvent(QByteArrayView, QByteArrayView data)
{
    if (data == "[DONE]")
        return; // proxies in front of the format add it
    const JsonValue chunk = parse(data);
    if (chunk.isArray())
        readChunk(chunk.at(0), "/0");
    else if (chunk.exists())
        readChunk(chunk, {});
}

void GeminiDecoder::readBody(const JsonValue& body)
{
    if (body.isArray()) {
        std::size_t index = 0;
        body.forEachItem([&](const JsonValue& chunk) { readChunk(chunk, "/" + std::to_string(index++)); });
        return;
    }
    readChunk(body, {});
    if (hasFinished() || hasFailed())
        return;
    if (body["candidates"].size() == 0)
        return fail(ErrorKind::Protocol, u"the answer has neither candidates nor a reason for none"_s);
    // A whole body is complete even if it gives no reason.
    emitEvent(Finished{finishReason(u"STOP"_s, m_calls), {}});
}

void GeminiDecoder::readChunk(const JsonValue& chunk, const std::string& pointer)
{
    if (holdsError(chunk))
        return fail(errorFromJson(chunk));
    readServed(chunk);
    const JsonValue candidate = chunk["candidates"].at(0);
    std::size_t index = 0;
    candidate["content"]["parts"].forEachItem([&](const JsonValue& part) {
        readPart(part, pointer + "/candidates/0/content/parts/" + std::to_string(index++));
    });
    if (const JsonValue grounding = candidate["groundingMetadata"]; grounding["webSearchQueries"].size() > 0)
        m_searches = billedSearches(grounding, m_model);
    readUsage(chunk, pointer);
    readFinish(chunk);
}

void GeminiDecoder::readServed(const JsonValue& chunk)
{
    if (m_served)
        return;
    m_model = chunk["modelVersion"].text();
    m_responseId = chunk["responseId"].text();
    if (m_model.isEmpty() && m_responseId.isEmpty())
        return;
    m_served = true;
    emitEvent(Served{.model = m_model, .responseId = m_responseId, .provider = {}});
}

void GeminiDecoder::readPart(const JsonValue& part, const std::string& pointer)
{
    if (part["functionCall"].isObject())
        return readCall(part, pointer);
    const QString text = part["text"].text();
    const QString signature = part["thoughtSignature"].text();
    if (part["thought"].boolean().value_or(false)) {
        if (!text.isEmpty() || !signature.isEmpty())
            emitEvent(ReasoningDelta{.text = text, .signature = signature});
        return;
    }
    // The signature of a text part has no place in a TextDelta; the encoder puts it back on the text behind it.
    if (!signature.isEmpty())
        emitEvent(ReasoningDelta{.text = {}, .signature = signature});
    if (!text.isEmpty())
        emitEvent(TextDelta{text});
    if (const JsonValue data = part["inlineData"]; data.isObject())
        emitEvent(TextDelta{unkeptMedia(data["mimeType"].text(), base64Size(data["data"].bytes()))});
    if (const JsonValue file = part["fileData"]; file.isObject())
        emitEvent(TextDelta{unkeptImage(file["fileUri"].bytes())});
}

void GeminiDecoder::readCall(const JsonValue& part, const std::string& pointer)
{
    const JsonValue call = part["functionCall"];
    QString id = call["id"].text();
    if (id.isEmpty()) {
        id = kGeminiCallId + (m_responseId.isEmpty() ? QString() : m_responseId + u'-') + QString::number(m_calls);
    }
    QString arguments = u"{}"_s;
    if (call["args"].isObject())
        arguments = toolArguments(parser().raw(pointer + "/functionCall/args"));
    emitEvent(ToolCallDelta{.index = m_calls++,
        .id = id,
        .name = call["name"].text(),
        .arguments = arguments,
        .signature = part["thoughtSignature"].text()});
}

void GeminiDecoder::readUsage(const JsonValue& chunk, const std::string& pointer)
{
    UsageReport report = geminiUsage(chunk["usageMetadata"]);
    if (report.usage.isEmpty())
        return;
    if (m_searches >= 0)
        report.usage.set(UsageClass::WebSearch, m_searches);
    report.raw = parser().raw(pointer + "/usageMetadata");
    emitEvent(report);
}

void GeminiDecoder::readFinish(const JsonValue& chunk)
{
    const JsonValue candidate = chunk["candidates"].at(0);
    if (const QString native = reasonName(candidate["finishReason"]); !native.isEmpty()) {
        const auto reason = finishReason(native, m_calls);
        const QString why = candidate["finishMessage"].text();
        if (reason == FinishReason::ContentFilter && !why.isEmpty())
            emitEvent(RefusalDelta{why});
        return emitEvent(Finished{reason, native});
    }
    const JsonValue feedback = chunk["promptFeedback"];
    const QString blocked = feedback["blockReason"].text();
    if (blocked.isEmpty() || candidate.exists())
        return;
    if (const QString why = feedback["blockReasonMessage"].text(); !why.isEmpty())
        emitEvent(RefusalDelta{why});
    emitEvent(Finished{FinishReason::ContentFilter, blocked});
}

} // namespace assay
