// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/anthropicdecoder.h"

#include "core/providers/anthropicrequest.h"
#include "core/providers/providererror.h"
#include "core/providers/requestparts.h"
#include "core/providers/toolarguments.h"

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
    if (native == "refusal"_L1)
        return FinishReason::ContentFilter;
    return FinishReason::Other; // pause_turn, and whatever comes
}

} // namespace

void AnthropicDecoder::readEvent(QByteArrayView type, QByteArrayView data)
{
    if (data == "[DONE]")
        return; // proxies in front of the format add it
    const JsonValue event = parse(data);
    if (!event.exists())
        return;
    const QByteArray kind
        = event["type"].isString() ? QByteArray::fromStdString(std::string(event["type"].bytes())) : type.toByteArray();
    if (kind == "message_start") {
        readMessageStart(event["message"]);
        m_startUsage = parser().raw("/message/usage");
        reportUsage();
    } else if (kind == "content_block_start") {
        readBlockStart(event["content_block"], "/content_block/input");
    } else if (kind == "content_block_delta") {
        readBlockDelta(event["delta"]);
    } else if (kind == "content_block_stop") {
        readBlockStop();
    } else if (kind == "message_delta") {
        readMessageDelta(event);
    } else if (kind == "message_stop") {
        if (!m_refusal.isEmpty())
            emitEvent(RefusalDelta{m_refusal});
        emitEvent(Finished{finishReason(m_stopReason), m_stopReason});
    } else if (kind == "error" || holdsError(event)) {
        fail(errorFromJson(event));
    }
}

void AnthropicDecoder::readMessageStart(const JsonValue& message)
{
    const Served served{.model = message["model"].text(), .responseId = message["id"].text(), .provider = {}};
    if (served != Served{})
        emitEvent(served);
    m_usage.overwrite(message["usage"]);
    m_usage.forgetOutput();
}

void AnthropicDecoder::readBlockStart(const JsonValue& block, std::string_view inputPointer)
{
    const auto type = block["type"].bytes();
    m_block = Block::Ignored;
    m_hasArguments = false;
    m_signature.clear();
    if (type == "text") {
        m_block = Block::Text;
        if (const QString text = block["text"].text(); !text.isEmpty())
            emitEvent(TextDelta{text});
    } else if (type == "thinking") {
        m_block = Block::Thinking;
        m_signature = block["signature"].text();
        if (const QString text = block["thinking"].text(); !text.isEmpty())
            emitEvent(ReasoningDelta{.text = text, .signature = {}});
    } else if (type == "redacted_thinking") {
        emitEvent(ReasoningDelta{.text = {}, .signature = kRedactedReasoning + block["data"].text()});
    } else if (type == "tool_use") {
        m_block = Block::ToolUse;
        QString arguments;
        if (block["input"].size() > 0)
            arguments = toolArguments(parser().raw(inputPointer));
        m_hasArguments = !arguments.isEmpty();
        emitEvent(ToolCallDelta{.index = m_calls++,
            .id = block["id"].text(),
            .name = block["name"].text(),
            .arguments = arguments,
            .signature = {}});
    }
}

void AnthropicDecoder::readBlockDelta(const JsonValue& delta)
{
    const auto type = delta["type"].bytes();
    if (type == "text_delta") {
        if (const QString text = delta["text"].text(); !text.isEmpty())
            emitEvent(TextDelta{text});
    } else if (type == "thinking_delta") {
        if (const QString text = delta["thinking"].text(); !text.isEmpty())
            emitEvent(ReasoningDelta{.text = text, .signature = {}});
    } else if (type == "signature_delta") {
        m_signature += delta["signature"].text();
    } else if (type == "input_json_delta" && m_block == Block::ToolUse) {
        const QString piece = delta["partial_json"].text();
        if (piece.isEmpty())
            return;
        m_hasArguments = true;
        emitEvent(ToolCallDelta{.index = m_calls - 1, .id = {}, .name = {}, .arguments = piece, .signature = {}});
    }
}

void AnthropicDecoder::readBlockStop()
{
    if (m_block == Block::Thinking && !m_signature.isEmpty())
        emitEvent(ReasoningDelta{.text = {}, .signature = m_signature});
    // A call without pieces has an empty object for arguments.
    if (m_block == Block::ToolUse && !m_hasArguments)
        emitEvent(ToolCallDelta{.index = m_calls - 1, .id = {}, .name = {}, .arguments = u"{}"_s, .signature = {}});
    m_block = Block::Ignored;
    m_signature.clear();
}

void AnthropicDecoder::readMessageDelta(const JsonValue& event)
{
    const JsonValue delta = event["delta"];
    if (delta["stop_reason"].isString())
        m_stopReason = delta["stop_reason"].text();
    if (delta["stop_details"]["explanation"].isString())
        m_refusal = delta["stop_details"]["explanation"].text();
    if (!event["usage"].isObject())
        return;
    m_usage.overwrite(event["usage"]);
    m_lastUsage = parser().raw("/usage");
    reportUsage();
}

/// A stream has two usage objects, of which neither says everything: both are kept, in an array.
void AnthropicDecoder::reportUsage()
{
    QByteArray raw = m_lastUsage.isEmpty() ? m_startUsage : m_lastUsage;
    if (!m_startUsage.isEmpty() && !m_lastUsage.isEmpty())
        raw = '[' + m_startUsage + ',' + m_lastUsage + ']';
    if (const Usage usage = m_usage.normalised(); !usage.isEmpty())
        emitEvent(UsageReport{.usage = usage, .reportedCost = {}, .raw = raw, .disagrees = false});
}

void AnthropicDecoder::readBody(const JsonValue& body)
{
    if (body["type"].bytes() == "error" || holdsError(body))
        return fail(errorFromJson(body));
    if (!body["content"].isArray())
        return fail(ErrorKind::Protocol, u"the answer is no message of the Messages API"_s);
    const Served served{.model = body["model"].text(), .responseId = body["id"].text(), .provider = {}};
    if (served != Served{})
        emitEvent(served);
    std::size_t index = 0;
    body["content"].forEachItem([&](const JsonValue& block) {
        readBlockStart(block, "/content/" + std::to_string(index++) + "/input");
        readBlockStop();
    });
    m_usage.overwrite(body["usage"]);
    m_lastUsage = parser().raw("/usage");
    reportUsage();
    // Absent: a body that ends like this is complete, even if a copy of the format gives no reason.
    m_stopReason = body["stop_reason"].text();
    if (const QString refusal = body["stop_details"]["explanation"].text(); !refusal.isEmpty())
        emitEvent(RefusalDelta{refusal});
    emitEvent(Finished{finishReason(m_stopReason), m_stopReason});
}

} // namespace assay
