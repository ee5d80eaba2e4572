// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/answerrelay.h"
#include "core/wire/anthropicmessages.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QLatin1StringView stopReason(FinishReason reason)
{
    switch (reason) {
    case FinishReason::Length: return "max_tokens"_L1;
    case FinishReason::ToolCalls: return "tool_use"_L1;
    case FinishReason::ContentFilter: return "refusal"_L1;
    case FinishReason::Stop:
    case FinishReason::Error:
    case FinishReason::Other: break;
    }
    return "end_turn"_L1;
}

/// Input without what was read from or written to a cache, as this format counts it.
void writeUsage(JsonWriter& out, const Usage& usage, const Cost& cost)
{
    const qint64 read = usage[UsageClass::CacheRead].value_or(0);
    const qint64 shortLived = usage[UsageClass::CacheWrite].value_or(0);
    const qint64 longLived = usage[UsageClass::CacheWrite1h].value_or(0);
    out.object().member("input_tokens"_L1, usage.promptTokens().value_or(0) - read - shortLived - longLived);
    out.member("cache_creation_input_tokens"_L1, shortLived + longLived).member("cache_read_input_tokens"_L1, read);
    out.member("output_tokens"_L1, usage.completionTokens().value_or(0));
    out.key("cost"_L1);
    if (cost.amount)
        out.dollars(*cost.amount);
    else
        out.null();
    out.endObject();
}

QByteArray eventOf(QByteArrayView name, JsonWriter& data)
{
    return QByteArray("event: ").append(name) + "\ndata: " + data.take() + "\n\n";
}

QLatin1StringView errorType(const ClientError& error)
{
    if (error.type == "authentication"_L1)
        return "authentication_error"_L1;
    if (error.type == "permission_denied"_L1)
        return "permission_error"_L1;
    if (error.type == "payment_required"_L1)
        return "billing_error"_L1;
    if (error.type == "not_found"_L1)
        return "not_found_error"_L1;
    if (error.type == "rate_limit_exceeded"_L1)
        return "rate_limit_error"_L1;
    if (error.type == "provider_overloaded"_L1)
        return "overloaded_error"_L1;
    if (error.type == "timeout"_L1)
        return "timeout_error"_L1;
    if (error.status == 413)
        return "request_too_large"_L1;
    return error.status >= 400 && error.status < 500 ? "invalid_request_error"_L1 : "api_error"_L1;
}

class MessagesWriter final : public AnswerWriter
{
public:
    MessagesWriter(AnswerIdentity identity, bool isKept)
        : m_identity(std::move(identity))
        , m_isKept(isKept)
    {
    }

    QByteArray begin() override
    {
        JsonWriter out;
        out.object().member("type"_L1, "message_start"_L1).key("message"_L1);
        openMessage(out);
        out.key("content"_L1).array().endArray().key("stop_reason"_L1).null().key("stop_sequence"_L1).null();
        out.key("usage"_L1);
        writeUsage(out, {}, {});
        out.endObject().endObject();
        return eventOf("message_start", out);
    }

    QByteArray event(const StreamEvent& event) override
    {
        if (m_isKept)
            m_collected.add(event);
        return std::visit(Overloaded{
                              [this](const TextDelta& delta) { return text(delta.text); },
                              [this](const RefusalDelta& delta) { return text(delta.text); },
                              [this](const ReasoningDelta& delta) { return reasoning(delta); },
                              [this](const ToolCallDelta& delta) { return toolCall(delta); },
                              [](const auto&) { return QByteArray(); },
                          },
            event);
    }

    QByteArray end(const AnswerEnd& end) override
    {
        QByteArray out = closeBlock();
        JsonWriter delta;
        delta.object().member("type"_L1, "message_delta"_L1).key("delta"_L1).object();
        delta.member("stop_reason"_L1, stopReason(end.reason)).key("stop_sequence"_L1).null().endObject();
        delta.key("usage"_L1);
        writeUsage(delta, end.usage, end.cost);
        delta.endObject();
        JsonWriter stop;
        stop.object().member("type"_L1, "message_stop"_L1);
        if (!end.metadata.isEmpty())
            stop.rawMember("openrouter_metadata"_L1, end.metadata);
        stop.endObject();
        if (m_isKept)
            m_document = whole(m_collected.blocks(), end);
        out += eventOf("message_delta", delta);
        return out + eventOf("message_stop", stop);
    }

    QByteArray failed(const ClientError& error) override
    {
        return "event: error\ndata: " + anthropicErrorBody(error) + "\n\n";
    }

    QByteArray whole(const QList<AnswerBlock>& blocks, const AnswerEnd& end) override;
    QByteArray document() const override { return m_document; }

private:
    enum class Open : std::uint8_t { None, Text, Thinking, ToolUse };

    void openMessage(JsonWriter& out) const
    {
        out.object().member("id"_L1, m_identity.id).member("type"_L1, "message"_L1);
        out.member("role"_L1, "assistant"_L1).member("model"_L1, m_identity.model);
        out.member("provider"_L1, m_identity.provider);
    }

    template <class Fill> QByteArray startBlock(Open kind, Fill&& fill)
    {
        QByteArray before = closeBlock();
        m_open = kind;
        JsonWriter out;
        out.object().member("type"_L1, "content_block_start"_L1).member("index"_L1, m_index);
        out.key("content_block"_L1).object();
        fill(out);
        out.endObject().endObject();
        return before + eventOf("content_block_start", out);
    }

    QByteArray closeBlock()
    {
        if (m_open == Open::None)
            return {};
        m_open = Open::None;
        JsonWriter out;
        out.object().member("type"_L1, "content_block_stop"_L1).member("index"_L1, m_index++).endObject();
        return eventOf("content_block_stop", out);
    }

    QByteArray delta(QLatin1StringView type, QLatin1StringView name, const QString& piece) const
    {
        JsonWriter out;
        out.object().member("type"_L1, "content_block_delta"_L1).member("index"_L1, m_index);
        out.key("delta"_L1).object().member("type"_L1, type).member(name, piece).endObject().endObject();
        return eventOf("content_block_delta", out);
    }

    QByteArray text(const QString& piece)
    {
        if (piece.isEmpty())
            return {};
        QByteArray out;
        if (m_open != Open::Text)
            out = startBlock(
                Open::Text, [](JsonWriter& block) { block.member("type"_L1, "text"_L1).member("text"_L1, ""_L1); });
        return out + delta("text_delta"_L1, "text"_L1, piece);
    }

    QByteArray reasoning(const ReasoningDelta& piece)
    {
        if (piece.signature.startsWith(kRedactedThinking)) {
            QByteArray whole = startBlock(Open::Thinking, [&](JsonWriter& block) {
                block.member("type"_L1, "redacted_thinking"_L1);
                block.member("data"_L1, QStringView(piece.signature).sliced(kRedactedThinking.size()));
            });
            return whole.append(closeBlock());
        }
        QByteArray out;
        if (m_open != Open::Thinking)
            out = startBlock(Open::Thinking, [](JsonWriter& block) {
                block.member("type"_L1, "thinking"_L1).member("thinking"_L1, ""_L1).member("signature"_L1, ""_L1);
            });
        if (!piece.text.isEmpty())
            out += delta("thinking_delta"_L1, "thinking"_L1, piece.text);
        if (!piece.signature.isEmpty()) {
            out += delta("signature_delta"_L1, "signature"_L1, piece.signature);
            out += closeBlock();
        }
        return out;
    }

    QByteArray toolCall(const ToolCallDelta& call)
    {
        QByteArray out;
        if (m_open != Open::ToolUse || m_call != call.index) {
            m_call = call.index;
            out = startBlock(Open::ToolUse, [&](JsonWriter& block) {
                block.member("type"_L1, "tool_use"_L1).member("id"_L1, call.id).member("name"_L1, call.name);
                block.key("input"_L1).object().endObject();
            });
        }
        if (!call.arguments.isEmpty())
            out += delta("input_json_delta"_L1, "partial_json"_L1, call.arguments);
        return out;
    }

    AnswerIdentity m_identity;
    bool m_isKept;
    AnswerCollector m_collected;
    QByteArray m_document;
    Open m_open = Open::None;
    int m_index = 0;
    int m_call = -1;
};

void writeBlock(JsonWriter& out, const AnswerBlock& block)
{
    out.object();
    switch (block.kind) {
    case AnswerBlock::Kind::Text:
    case AnswerBlock::Kind::Refusal: out.member("type"_L1, "text"_L1).member("text"_L1, block.text); break;
    case AnswerBlock::Kind::Reasoning:
        if (block.signature.startsWith(kRedactedThinking)) {
            out.member("type"_L1, "redacted_thinking"_L1);
            out.member("data"_L1, QStringView(block.signature).sliced(kRedactedThinking.size()));
        } else {
            out.member("type"_L1, "thinking"_L1).member("thinking"_L1, block.text);
            out.member("signature"_L1, block.signature);
        }
        break;
    case AnswerBlock::Kind::ToolCall:
        out.member("type"_L1, "tool_use"_L1).member("id"_L1, block.callId).member("name"_L1, block.callName);
        out.rawMember("input"_L1, callObject(block));
        break;
    }
    out.endObject();
}

QByteArray MessagesWriter::whole(const QList<AnswerBlock>& blocks, const AnswerEnd& end)
{
    JsonWriter out(2048);
    openMessage(out);
    out.key("content"_L1).array();
    for (const auto& block : blocks) {
        if (block.kind != AnswerBlock::Kind::ToolCall || isObjectCall(block)) // else it was cut by a limit
            writeBlock(out, block);
    }
    out.endArray();
    out.member("stop_reason"_L1, stopReason(end.reason)).key("stop_sequence"_L1).null().key("usage"_L1);
    writeUsage(out, end.usage, end.cost);
    if (!end.metadata.isEmpty())
        out.rawMember("openrouter_metadata"_L1, end.metadata);
    out.endObject();
    return out.take();
}

class AnthropicMessagesFormat final : public ClientFormat
{
public:
    QString dialect() const override { return u"anthropic"_s; }
    Result<ClientRequest> read(QByteArrayView body) const override { return readAnthropicMessages(body); }
    std::unique_ptr<AnswerWriter> writer(AnswerIdentity identity, const ClientRequest& request) const override
    {
        return std::make_unique<MessagesWriter>(std::move(identity), request.isKept);
    }
    /// A stream that is kept is written anew: what was said must be known as a whole.
    std::unique_ptr<AnswerRelay> relay(const AnswerIdentity&, const ClientRequest& request) const override
    {
        return request.isKept && request.chat.stream ? nullptr : makePlainRelay();
    }
    bool needsCounts() const override { return true; }
    bool carriesCallsAsObjects() const override { return true; }
    QByteArray errorBody(const ClientError& error) const override { return anthropicErrorBody(error); }
};

} // namespace

std::unique_ptr<const ClientFormat> makeAnthropicMessagesClientFormat()
{
    return std::make_unique<AnthropicMessagesFormat>();
}

QByteArray anthropicErrorBody(const ClientError& error)
{
    JsonWriter out;
    out.object().member("type"_L1, "error"_L1).key("error"_L1).object();
    out.member("type"_L1, errorType(error)).member("message"_L1, error.message);
    if (error.providerCode.startsWith("thread_"_L1)) // its clients act on it
        out.key("details"_L1).object().member("error_code"_L1, error.providerCode).endObject();
    out.member("error_type"_L1, error.type).endObject().key("request_id"_L1).null().endObject();
    return out.take();
}

} // namespace assay
