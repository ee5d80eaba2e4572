// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/answerrelay.h"
#include "core/wire/openaichat.h"
#include "core/wire/openairesponses.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

void writeUsage(JsonWriter& out, const Usage& usage, const Cost& cost)
{
    const auto prompt = usage.promptTokens();
    const auto completion = usage.completionTokens();
    out.object().member("input_tokens"_L1, prompt.value_or(0));
    out.key("input_tokens_details"_L1).object();
    out.member("cached_tokens"_L1, usage[UsageClass::CacheRead].value_or(0)).endObject();
    out.member("output_tokens"_L1, completion.value_or(0));
    out.key("output_tokens_details"_L1).object();
    out.member("reasoning_tokens"_L1, usage[UsageClass::Reasoning].value_or(0)).endObject();
    out.member("total_tokens"_L1, prompt.value_or(0) + completion.value_or(0)).key("cost"_L1);
    if (cost.amount)
        out.dollars(*cost.amount);
    else
        out.null();
    out.endObject();
}

QString callItemId(const AnswerBlock& block)
{
    return u"fc_"_s + block.callId;
}

/// One output item. While it runs its content is empty.
void writeItem(JsonWriter& out, const AnswerBlock& block, const QString& id, bool isDone)
{
    const QString text = isDone ? block.text : QString();
    out.object().member("id"_L1, id);
    switch (block.kind) {
    case AnswerBlock::Kind::Text:
    case AnswerBlock::Kind::Refusal: {
        const bool isText = block.kind == AnswerBlock::Kind::Text;
        out.member("type"_L1, "message"_L1).member("role"_L1, "assistant"_L1).key("content"_L1).array();
        if (isDone && isText) {
            out.object().member("type"_L1, "output_text"_L1).member("text"_L1, text);
            out.key("annotations"_L1).array().endArray().key("logprobs"_L1).array().endArray().endObject();
        } else if (isDone) {
            out.object().member("type"_L1, "refusal"_L1).member("refusal"_L1, text).endObject();
        }
        out.endArray();
        break;
    }
    case AnswerBlock::Kind::Reasoning:
        out.member("type"_L1, "reasoning"_L1).key("summary"_L1).array();
        if (!text.isEmpty())
            out.object().member("type"_L1, "summary_text"_L1).member("text"_L1, text).endObject();
        out.endArray();
        if (isDone && !block.signature.isEmpty())
            out.member("encrypted_content"_L1, block.signature);
        break;
    case AnswerBlock::Kind::ToolCall:
        out.member("type"_L1, "function_call"_L1).member("call_id"_L1, block.callId);
        out.member("name"_L1, block.callName).member("arguments"_L1, text);
        break;
    }
    out.member("status"_L1, isDone ? "completed"_L1 : "in_progress"_L1).endObject();
}

class ResponsesWriter final : public AnswerWriter
{
public:
    ResponsesWriter(AnswerIdentity identity, const ClientRequest& request)
        : m_identity(std::move(identity))
        , m_echo(responsesEcho(request.chat.native.body))
        , m_isKept(request.isKept)
    {
    }

    QByteArray begin() override
    {
        QByteArray out;
        for (const auto type : {"response.created"_L1, "response.in_progress"_L1}) {
            auto event = open(type);
            event.key("response"_L1);
            writeResponse(event, "in_progress"_L1, nullptr, nullptr);
            out += close(type, event);
        }
        return out;
    }

    QByteArray event(const StreamEvent& event) override
    {
        using Kind = AnswerBlock::Kind;
        return std::visit(Overloaded{
                              [this](const TextDelta& delta) { return text(Kind::Text, delta.text); },
                              [this](const RefusalDelta& delta) { return text(Kind::Refusal, delta.text); },
                              [this](const ReasoningDelta& delta) { return reasoning(delta); },
                              [this](const ToolCallDelta& delta) { return toolCall(delta); },
                              [](const auto&) { return QByteArray(); },
                          },
            event);
    }

    QByteArray end(const AnswerEnd& end) override
    {
        QByteArray out = closeItem();
        const bool isCut = end.reason == FinishReason::Length || end.reason == FinishReason::ContentFilter;
        const auto type = isCut ? "response.incomplete"_L1 : "response.completed"_L1;
        JsonWriter response(2048);
        writeResponse(response, isCut ? "incomplete"_L1 : "completed"_L1, &end, nullptr);
        m_document = response.take();
        auto event = open(type);
        event.rawMember("response"_L1, m_document);
        return out + close(type, event);
    }

    QByteArray failed(const ClientError& error) override
    {
        QByteArray out = closeItem();
        auto event = open("response.failed"_L1);
        event.key("response"_L1);
        writeResponse(event, "failed"_L1, nullptr, &error);
        return out + close("response.failed"_L1, event);
    }

    QByteArray whole(const QList<AnswerBlock>& blocks, const AnswerEnd& end) override
    {
        m_done = blocks;
        const bool isCut = end.reason == FinishReason::Length || end.reason == FinishReason::ContentFilter;
        JsonWriter out(2048);
        writeResponse(out, isCut ? "incomplete"_L1 : "completed"_L1, &end, nullptr);
        return out.take();
    }

    QByteArray document() const override { return m_document; }

private:
    JsonWriter open(QLatin1StringView type)
    {
        JsonWriter out;
        out.object().member("type"_L1, type).member("sequence_number"_L1, m_sequence++);
        return out;
    }

    static QByteArray close(QLatin1StringView type, JsonWriter& out)
    {
        out.endObject();
        return QByteArray("event: ").append(type.data(), type.size()) + "\ndata: " + out.take() + "\n\n";
    }

    QString itemId(const AnswerBlock& block, qsizetype index) const
    {
        switch (block.kind) {
        case AnswerBlock::Kind::ToolCall: return callItemId(block);
        case AnswerBlock::Kind::Reasoning: return u"rs_%1_%2"_s.arg(m_identity.id).arg(index);
        case AnswerBlock::Kind::Text:
        case AnswerBlock::Kind::Refusal: break;
        }
        return u"msg_%1_%2"_s.arg(m_identity.id).arg(index);
    }

    void writeResponse(JsonWriter& out, QLatin1StringView status, const AnswerEnd* end, const ClientError* error) const;

    QByteArray openItem(const AnswerBlock& block);
    QByteArray closeItem();
    QByteArray part(QLatin1StringView type, QLatin1StringView name);
    QByteArray delta(QLatin1StringView type, QLatin1StringView position, const QString& piece);
    QByteArray text(AnswerBlock::Kind kind, const QString& piece);
    QByteArray reasoning(const ReasoningDelta& delta);
    QByteArray toolCall(const ToolCallDelta& delta);
    bool isOpen(AnswerBlock::Kind kind) const { return m_open && m_open->kind == kind; }
    void place(JsonWriter& out, QLatin1StringView position) const;

    AnswerIdentity m_identity;
    QByteArray m_echo;
    bool m_isKept;
    QByteArray m_document;
    int m_sequence = 0;
    QList<AnswerBlock> m_done;
    std::optional<AnswerBlock> m_open;
};

void ResponsesWriter::writeResponse(
    JsonWriter& out, QLatin1StringView status, const AnswerEnd* end, const ClientError* error) const
{
    out.object().member("id"_L1, m_identity.id).member("object"_L1, "response"_L1);
    out.member("created_at"_L1, m_identity.created).member("status"_L1, status);
    out.member("model"_L1, m_identity.model).member("provider"_L1, m_identity.provider);
    out.key("error"_L1);
    if (error)
        out.object().member("code"_L1, "server_error"_L1).member("message"_L1, error->message).endObject();
    else
        out.null();
    out.key("incomplete_details"_L1);
    if (status == "incomplete"_L1)
        out.object()
            .member("reason"_L1,
                end && end->reason == FinishReason::ContentFilter ? "content_filter"_L1 : "max_output_tokens"_L1)
            .endObject();
    else
        out.null();
    out.key("output"_L1).array();
    for (qsizetype i = 0; i < m_done.size(); ++i)
        writeItem(out, m_done[i], itemId(m_done[i], i), true);
    out.endArray();
    out.raw(m_echo).member("store"_L1, m_isKept).key("usage"_L1);
    if (end)
        writeUsage(out, end->usage, end->cost);
    else
        out.null();
    if (error)
        out.member("error_type"_L1, error->type);
    if (end && !end->metadata.isEmpty())
        out.rawMember("openrouter_metadata"_L1, end->metadata);
    out.endObject();
}

void ResponsesWriter::place(JsonWriter& out, QLatin1StringView position) const
{
    out.member("item_id"_L1, itemId(*m_open, m_done.size())).member("output_index"_L1, m_done.size());
    if (!position.isEmpty())
        out.member(position, 0);
}

QByteArray ResponsesWriter::openItem(const AnswerBlock& block)
{
    QByteArray out = closeItem();
    m_open = block;
    auto added = open("response.output_item.added"_L1);
    added.member("output_index"_L1, m_done.size()).key("item"_L1);
    writeItem(added, block, itemId(block, m_done.size()), false);
    out += close("response.output_item.added"_L1, added);
    if (block.kind == AnswerBlock::Kind::Text || block.kind == AnswerBlock::Kind::Refusal)
        out += part("response.content_part.added"_L1, "part"_L1);
    else if (block.kind == AnswerBlock::Kind::Reasoning)
        out += part("response.reasoning_summary_part.added"_L1, "part"_L1);
    return out;
}

/// The event that opens or closes the one part of the open item, with what it holds now.
QByteArray ResponsesWriter::part(QLatin1StringView type, QLatin1StringView name)
{
    auto out = open(type);
    const bool isReasoning = m_open->kind == AnswerBlock::Kind::Reasoning;
    place(out, isReasoning ? "summary_index"_L1 : "content_index"_L1);
    out.key(name).object();
    if (isReasoning)
        out.member("type"_L1, "summary_text"_L1).member("text"_L1, m_open->text);
    else if (m_open->kind == AnswerBlock::Kind::Refusal)
        out.member("type"_L1, "refusal"_L1).member("refusal"_L1, m_open->text);
    else
        out.member("type"_L1, "output_text"_L1)
            .member("text"_L1, m_open->text)
            .key("annotations"_L1)
            .array()
            .endArray();
    out.endObject();
    return close(type, out);
}

QByteArray ResponsesWriter::closeItem()
{
    if (!m_open)
        return {};
    struct Names {
        QLatin1StringView done;
        QLatin1StringView position;
        QLatin1StringView content;
        QLatin1StringView partDone;
    };
    const auto names = [kind = m_open->kind]() -> Names {
        switch (kind) {
        case AnswerBlock::Kind::Text: break;
        case AnswerBlock::Kind::Refusal:
            return {"response.refusal.done"_L1, "content_index"_L1, "refusal"_L1, "response.content_part.done"_L1};
        case AnswerBlock::Kind::Reasoning:
            return {"response.reasoning_summary_text.done"_L1, "summary_index"_L1, "text"_L1,
                "response.reasoning_summary_part.done"_L1};
        case AnswerBlock::Kind::ToolCall: return {"response.function_call_arguments.done"_L1, {}, "arguments"_L1, {}};
        }
        return {"response.output_text.done"_L1, "content_index"_L1, "text"_L1, "response.content_part.done"_L1};
    }();
    auto done = open(names.done);
    place(done, names.position);
    done.member(names.content, m_open->text);
    if (m_open->kind == AnswerBlock::Kind::Text)
        done.key("logprobs"_L1).array().endArray();
    if (m_open->kind == AnswerBlock::Kind::ToolCall)
        done.member("name"_L1, m_open->callName);
    QByteArray out = close(names.done, done);
    if (!names.partDone.isEmpty())
        out += part(names.partDone, "part"_L1);
    auto item = open("response.output_item.done"_L1);
    item.member("output_index"_L1, m_done.size()).key("item"_L1);
    writeItem(item, *m_open, itemId(*m_open, m_done.size()), true);
    out += close("response.output_item.done"_L1, item);
    m_done.append(*m_open);
    m_open.reset();
    return out;
}

QByteArray ResponsesWriter::delta(QLatin1StringView type, QLatin1StringView position, const QString& piece)
{
    m_open->text += piece;
    auto out = open(type);
    place(out, position);
    out.member("delta"_L1, piece);
    if (m_open->kind == AnswerBlock::Kind::Text)
        out.key("logprobs"_L1).array().endArray();
    return close(type, out);
}

QByteArray ResponsesWriter::text(AnswerBlock::Kind kind, const QString& piece)
{
    if (piece.isEmpty())
        return {};
    QByteArray out;
    if (!isOpen(kind))
        out = openItem(AnswerBlock{.kind = kind});
    return out
        + delta(kind == AnswerBlock::Kind::Text ? "response.output_text.delta"_L1 : "response.refusal.delta"_L1,
            "content_index"_L1, piece);
}

QByteArray ResponsesWriter::reasoning(const ReasoningDelta& piece)
{
    QByteArray out;
    QString words = piece.text;
    if (!isOpen(AnswerBlock::Kind::Reasoning) || !m_open->signature.isEmpty()) {
        // An item is a paragraph of its own: the empty line that parts it from the one before is not part of its text.
        const bool isLater = isOpen(AnswerBlock::Kind::Reasoning)
            || std::ranges::any_of(
                m_done, [](const AnswerBlock& block) { return block.kind == AnswerBlock::Kind::Reasoning; });
        if (isLater && words.startsWith("\n\n"_L1))
            words.remove(0, 2);
        out = openItem(AnswerBlock{.kind = AnswerBlock::Kind::Reasoning});
    }
    if (!words.isEmpty())
        out += delta("response.reasoning_summary_text.delta"_L1, "summary_index"_L1, words);
    if (!piece.signature.isEmpty())
        m_open->signature = piece.signature;
    return out;
}

QByteArray ResponsesWriter::toolCall(const ToolCallDelta& call)
{
    QByteArray out;
    if (!isOpen(AnswerBlock::Kind::ToolCall) || m_open->callIndex != call.index)
        out = openItem(AnswerBlock{
            .kind = AnswerBlock::Kind::ToolCall, .callId = call.id, .callName = call.name, .callIndex = call.index});
    if (!call.arguments.isEmpty())
        out += delta("response.function_call_arguments.delta"_L1, {}, call.arguments);
    return out;
}

class OpenAiResponsesFormat final : public ClientFormat
{
public:
    QString dialect() const override { return u"openai-responses"_s; }
    Result<ClientRequest> read(QByteArrayView body) const override { return readOpenAiResponses(body); }
    std::unique_ptr<AnswerWriter> writer(AnswerIdentity identity, const ClientRequest& request) const override
    {
        return std::make_unique<ResponsesWriter>(std::move(identity), request);
    }
    std::unique_ptr<AnswerRelay> relay(const AnswerIdentity&, const ClientRequest&) const override
    {
        return makeResponsesRelay();
    }
    bool needsCounts() const override { return true; }
    QByteArray errorBody(const ClientError& error) const override { return openAiErrorBody(error); }
};

} // namespace

std::unique_ptr<const ClientFormat> makeOpenAiResponsesClientFormat()
{
    return std::make_unique<OpenAiResponsesFormat>();
}

} // namespace assay
