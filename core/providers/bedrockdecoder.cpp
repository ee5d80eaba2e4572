// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/bedrockdecoder.h"

#include "core/providers/bedrockusage.h"
#include "core/providers/providererror.h"
#include "core/providers/requestparts.h"
#include "core/providers/toolarguments.h"

#include <algorithm>
#include <string>
#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

FinishReason finishReason(const QString& native)
{
    if (native == "end_turn"_L1 || native == "stop_sequence"_L1)
        return FinishReason::Stop;
    if (native == "max_tokens"_L1 || native == "model_context_window_exceeded"_L1)
        return FinishReason::Length;
    if (native == "tool_use"_L1)
        return FinishReason::ToolCalls;
    if (native == "content_filtered"_L1 || native == "guardrail_intervened"_L1)
        return FinishReason::ContentFilter;
    if (native.startsWith("malformed_"_L1))
        return FinishReason::Error;
    return FinishReason::Other;
}

QByteArrayView firstBytes(QByteArrayView bytes)
{
    return bytes.first(std::min<qsizetype>(bytes.size(), 200));
}

} // namespace

BedrockDecoder::BedrockDecoder(QString requestId)
    : m_requestId(std::move(requestId))
{
}

void BedrockDecoder::read(QByteArrayView bytes)
{
    if (m_form == Form::Unknown)
        m_form = bytes.front() == '\0' ? Form::Events : Form::Body;
    if (m_form == Form::Body) {
        m_body.append(bytes);
        if (m_body.size() > kLargestBody) {
            m_body.clear();
            fail(ErrorKind::Protocol, u"the provider sent an answer of more than 64 MiB"_s);
        }
        return;
    }
    for (const auto& message : m_framer.feed(bytes)) {
        if (hasFailed())
            return;
        readMessage(message);
    }
    if (!m_framer.fault().isEmpty())
        fail(ErrorKind::Protocol, m_framer.fault());
}

void BedrockDecoder::readEnd()
{
    const QByteArrayView body = QByteArrayView(m_body).trimmed();
    if (m_form != Form::Body || body.isEmpty())
        return;
    const JsonValue value = parser().parse(body);
    if (value.isObject())
        readBody(value);
    else if (!body.startsWith('{') || body.endsWith('}'))
        fail(ErrorKind::Protocol, u"the answer is not JSON: %1"_s.arg(QString::fromUtf8(firstBytes(body))));
}

void BedrockDecoder::readMessage(const EventStreamMessage& message)
{
    if (message.header(":message-type") != "event")
        return readException(message);
    const QByteArray type = message.header(":event-type");
    const JsonValue event = parse(message.payload);
    if (!event.exists())
        return;
    const qint64 block = event["contentBlockIndex"].integer().value_or(0);
    if (type == "messageStart") {
        served();
    } else if (type == "contentBlockStart") {
        if (const JsonValue toolUse = event["start"]["toolUse"]; toolUse.isObject())
            beginCall(block, toolUse, {});
    } else if (type == "contentBlockDelta") {
        readDelta(block, event["delta"]);
    } else if (type == "contentBlockStop") {
        endCall(block);
    } else if (type == "messageStop") {
        const QString native = event["stopReason"].text();
        emitEvent(Finished{finishReason(native), native});
    } else if (type == "metadata") {
        readUsage(event["usage"], "/usage");
    }
}

/// `exception` is an error that the service models, `error` one that it does not.
void BedrockDecoder::readException(const EventStreamMessage& message)
{
    if (message.header(":message-type") == "error") {
        return fail(errorFromParts(
            QString::fromUtf8(message.header(":error-message")), {QString::fromUtf8(message.header(":error-code"))}));
    }
    const JsonValue payload = parser().parse(message.payload);
    QString text = payload["message"].text();
    if (text.isEmpty())
        text = payload["Message"].text();
    if (const QString upstream = payload["originalMessage"].text(); !upstream.isEmpty() && upstream != text)
        text += u": "_s + upstream;
    const auto status = static_cast<int>(payload["originalStatusCode"].integer().value_or(0));
    fail(errorFromParts(text, {QString::fromUtf8(message.header(":exception-type"))}, status));
}

void BedrockDecoder::readDelta(qint64 block, const JsonValue& delta)
{
    if (const QString text = delta["text"].text(); !text.isEmpty())
        emitEvent(TextDelta{text});
    readReasoning(delta["reasoningContent"]);
    const QString piece = delta["toolUse"]["input"].text();
    const auto call = m_openCalls.find(block);
    if (piece.isEmpty() || call == m_openCalls.end())
        return;
    call->hasArguments = true;
    emitEvent(ToolCallDelta{.index = call->index, .id = {}, .name = {}, .arguments = piece, .signature = {}});
}

/// Streams have the parts flat, bodies have text and signature one level down.
void BedrockDecoder::readReasoning(const JsonValue& content)
{
    const JsonValue whole = content["reasoningText"];
    const JsonValue& parts = whole.exists() ? whole : content;
    QString signature = parts["signature"].text();
    if (const QString redacted = content["redactedContent"].text(); !redacted.isEmpty())
        signature = kRedactedReasoning + redacted;
    const QString text = parts["text"].text();
    if (!text.isEmpty() || !signature.isEmpty())
        emitEvent(ReasoningDelta{.text = text, .signature = signature});
}

void BedrockDecoder::beginCall(qint64 block, const JsonValue& toolUse, const QString& arguments)
{
    const Call call{.index = m_calls++, .hasArguments = !arguments.isEmpty()};
    m_openCalls.insert(block, call);
    emitEvent(ToolCallDelta{.index = call.index,
        .id = toolUse["toolUseId"].text(),
        .name = toolUse["name"].text(),
        .arguments = arguments,
        .signature = {}});
}

void BedrockDecoder::endCall(qint64 block)
{
    const auto call = m_openCalls.find(block);
    if (call == m_openCalls.end())
        return;
    if (!call->hasArguments)
        emitEvent(ToolCallDelta{.index = call->index, .id = {}, .name = {}, .arguments = u"{}"_s, .signature = {}});
    m_openCalls.erase(call);
}

void BedrockDecoder::readUsage(const JsonValue& usage, std::string_view pointer)
{
    UsageReport report = bedrockUsage(usage);
    if (report.usage.isEmpty())
        return;
    report.raw = parser().raw(pointer);
    emitEvent(report);
}

void BedrockDecoder::served()
{
    if (!m_requestId.isEmpty())
        emitEvent(Served{.model = {}, .responseId = m_requestId, .provider = {}});
}

void BedrockDecoder::readBody(const JsonValue& body)
{
    const JsonValue content = body["output"]["message"]["content"];
    if (!content.isArray()) {
        const bool isError = holdsError(body) || body["message"].isString() || body["Message"].isString();
        return isError ? fail(errorFromJson(body)) : fail(ErrorKind::Protocol, u"the answer has no message"_s);
    }
    served();
    qint64 index = 0;
    content.forEachItem([&](const JsonValue& item) {
        if (const QString text = item["text"].text(); !text.isEmpty())
            emitEvent(TextDelta{text});
        readReasoning(item["reasoningContent"]);
        if (const JsonValue toolUse = item["toolUse"]; toolUse.isObject()) {
            const auto pointer = "/output/message/content/" + std::to_string(index) + "/toolUse/input";
            beginCall(index, toolUse, toolArguments(parser().raw(pointer)));
            endCall(index);
        }
        ++index;
    });
    readUsage(body["usage"], "/usage");
    const QString native = body["stopReason"].text();
    emitEvent(Finished{finishReason(native), native});
}

} // namespace assay
