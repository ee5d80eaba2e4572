// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/coheredecoder.h"

#include "core/providers/providererror.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

FinishReason finishReason(const QString& native)
{
    if (native == "COMPLETE"_L1 || native == "STOP_SEQUENCE"_L1)
        return FinishReason::Stop;
    if (native == "MAX_TOKENS"_L1)
        return FinishReason::Length;
    return native == "TOOL_CALL"_L1 ? FinishReason::ToolCalls : FinishReason::Other;
}

UsageReport cohereUsage(const JsonValue& usage)
{
    UsageReport report;
    const JsonValue billed = usage["billed_units"];
    const JsonValue tokens = usage["tokens"];
    // Without billed units the real counts are all there is; they are too high for a confident cost.
    report.disagrees = billed.size() == 0 && tokens.size() > 0;
    const JsonValue& counts = report.disagrees ? tokens : billed;
    if (const auto input = counts["input_tokens"].integer())
        report.usage.set(UsageClass::Input, *input);
    if (const auto output = counts["output_tokens"].integer()) {
        const qint64 reasoning = std::min(tokens["reasoning_tokens"].integer().value_or(0), *output);
        report.usage.set(UsageClass::Output, *output - reasoning);
        if (tokens["reasoning_tokens"].integer())
            report.usage.set(UsageClass::Reasoning, reasoning);
    }
    if (const auto searches = billed["search_units"].integer())
        report.usage.set(UsageClass::WebSearch, *searches);
    return report;
}

} // namespace

void CohereDecoder::readEvent(QByteArrayView type, QByteArrayView data)
{
    if (data == "[DONE]")
        return;
    const JsonValue event = parse(data);
    if (!event.exists())
        return;
    const QByteArray kind = event["type"].isString() ? event["type"].text().toUtf8() : type.toByteArray();
    const JsonValue message = event["delta"]["message"];
    if (kind == "message-start") {
        if (const QString id = event["id"].text(); !id.isEmpty())
            emitEvent(Served{.model = {}, .responseId = id, .provider = {}});
    } else if (kind == "tool-plan-delta") {
        text(message["tool_plan"].text());
    } else if (kind == "content-start" || kind == "content-delta") {
        readContent(message["content"]);
    } else if (kind == "tool-call-start") {
        readCall(message["tool_calls"]);
    } else if (kind == "tool-call-delta") {
        readArguments(message["tool_calls"]);
    } else if (kind == "tool-call-end") {
        readCallEnd();
    } else if (kind == "message-end") {
        readUsage(event["delta"]["usage"], "/delta/usage");
        readFinish(event["delta"]["finish_reason"].text(), event["delta"]["error"]);
    } else if (holdsError(event) || (kind.isEmpty() && event["message"].isString())) {
        fail(errorFromJson(event));
    }
}

void CohereDecoder::readBody(const JsonValue& body)
{
    const JsonValue message = body["message"];
    if (holdsError(body) || message.isString())
        return fail(errorFromJson(body));
    if (!message.isObject())
        return fail(ErrorKind::Protocol, u"the answer has no message"_s);
    if (const QString id = body["id"].text(); !id.isEmpty())
        emitEvent(Served{.model = {}, .responseId = id, .provider = {}});
    text(message["tool_plan"].text());
    if (message["content"].isString())
        text(message["content"].text());
    message["content"].forEachItem([this](const JsonValue& content) { readContent(content); });
    message["tool_calls"].forEachItem([this](const JsonValue& call) {
        readCall(call);
        readCallEnd();
    });
    readUsage(body["usage"], "/usage");
    readFinish(body["finish_reason"].text(), body["error"]);
}

void CohereDecoder::text(const QString& text)
{
    if (!text.isEmpty())
        emitEvent(TextDelta{text});
}

void CohereDecoder::readContent(const JsonValue& content)
{
    if (const QString thinking = content["thinking"].text(); !thinking.isEmpty())
        emitEvent(ReasoningDelta{.text = thinking, .signature = {}});
    text(content["text"].text());
}

void CohereDecoder::readCall(const JsonValue& call)
{
    const JsonValue item = call.isArray() ? call.at(0) : call;
    const QString arguments = item["function"]["arguments"].text();
    m_hasArguments = !arguments.isEmpty();
    emitEvent(ToolCallDelta{.index = m_calls++,
        .id = item["id"].text(),
        .name = item["function"]["name"].text(),
        .arguments = arguments,
        .signature = {}});
}

void CohereDecoder::readArguments(const JsonValue& call)
{
    const JsonValue item = call.isArray() ? call.at(0) : call;
    const QString piece = item["function"]["arguments"].text();
    if (piece.isEmpty() || m_calls == 0)
        return;
    m_hasArguments = true;
    emitEvent(ToolCallDelta{.index = m_calls - 1, .id = {}, .name = {}, .arguments = piece, .signature = {}});
}

void CohereDecoder::readCallEnd()
{
    if (!m_hasArguments && m_calls > 0)
        emitEvent(ToolCallDelta{.index = m_calls - 1, .id = {}, .name = {}, .arguments = u"{}"_s, .signature = {}});
    m_hasArguments = true;
}

void CohereDecoder::readUsage(const JsonValue& usage, std::string_view pointer)
{
    UsageReport report = cohereUsage(usage);
    report.raw = parser().raw(pointer);
    if (!report.usage.isEmpty())
        emitEvent(report);
}

void CohereDecoder::readFinish(const QString& native, const JsonValue& error)
{
    if (native != "ERROR"_L1 && native != "TIMEOUT"_L1)
        return emitEvent(Finished{finishReason(native), native});
    const QString said = error.isString() ? error.text() : error["message"].text();
    const QString message = said.isEmpty() ? u"the provider ended the answer with %1"_s.arg(native) : said;
    // Neither word says more than that the server could not go on.
    Error failure = errorFromParts(message, {native});
    failure.kind = ErrorKind::ServerFault;
    fail(failure);
}

} // namespace assay
