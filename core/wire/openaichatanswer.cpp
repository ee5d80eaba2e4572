// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/answerrelay.h"
#include "core/wire/choicemerger.h"
#include "core/wire/openaichat.h"
#include "core/wire/wholecalls.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QLatin1StringView reasonName(FinishReason reason)
{
    return reason == FinishReason::Other ? "stop"_L1 : finishReasonName(reason);
}

/// `reasoning_details` of one block: the readable part, and the proof that must come back.
void writeDetails(JsonWriter& out, const QString& text, const QString& signature)
{
    out.key("reasoning_details"_L1).array();
    if (!text.isEmpty())
        out.object().member("type"_L1, "reasoning.text"_L1).member("text"_L1, text).member("index"_L1, 0).endObject();
    if (!signature.isEmpty()) {
        out.object().member("type"_L1, "reasoning.encrypted"_L1).member("data"_L1, signature);
        out.member("format"_L1, QLatin1StringView(kOwnReasoningFormat.data(), qsizetype(kOwnReasoningFormat.size())));
        out.member("index"_L1, 1).endObject();
    }
    out.endArray();
}

void writeFunction(JsonWriter& out, const ToolCallDelta& call)
{
    out.object();
    if (!call.name.isEmpty())
        out.member("name"_L1, call.name);
    out.member("arguments"_L1, call.arguments).endObject();
}

void writeCall(JsonWriter& out, const ToolCallDelta& call)
{
    out.object().member("index"_L1, call.index);
    if (!call.id.isEmpty())
        out.member("id"_L1, call.id).member("type"_L1, "function"_L1);
    writeFunction(out.key("function"_L1), call);
    if (!call.signature.isEmpty()) {
        out.key("extra_content"_L1).object().key("google"_L1).object();
        out.member("thought_signature"_L1, call.signature).endObject().endObject();
    }
    out.endObject();
}

class ChatWriter final : public AnswerWriter
{
public:
    ChatWriter(AnswerIdentity identity, const ClientRequest& request)
        : m_identity(std::move(identity))
        , m_hidesReasoning(request.hidesReasoning)
        , m_wantsUsageApart(request.wantsUsageApart)
        , m_speaksOldFunctions(request.speaksOldFunctions)
        , m_wantsGroqUsage(request.wantsGroqUsage)
    {
        JsonWriter head(160);
        head.object().member("id"_L1, m_identity.id).member("object"_L1, "chat.completion.chunk"_L1);
        head.member("created"_L1, m_identity.created).member("model"_L1, m_identity.model);
        head.member("provider"_L1, m_identity.provider);
        m_prefix = "data: " + head.take();
    }

    QByteArray begin() override
    {
        return chunk([](JsonWriter& out) { out.member("role"_L1, "assistant"_L1).member("content"_L1, ""_L1); });
    }

    QByteArray event(const StreamEvent& event) override
    {
        return std::visit(Overloaded{
                              [this](const TextDelta& delta) { return text(delta); },
                              [this](const ReasoningDelta& delta) { return reasoning(delta); },
                              [this](const ToolCallDelta& delta) { return toolCall(delta); },
                              [this](const RefusalDelta& delta) {
                                  return chunk([&](JsonWriter& out) { out.member("refusal"_L1, delta.text); });
                              },
                              [](const auto&) { return QByteArray(); },
                          },
            event);
    }

    QByteArray end(const AnswerEnd& end) override
    {
        JsonWriter last(m_prefix);
        openChoice(last);
        last.key("delta"_L1).object().endObject();
        last.member("finish_reason"_L1, reasonFor(end)).member("native_finish_reason"_L1, end.nativeReason);
        last.key("logprobs"_L1).null().endObject().endArray().endObject();
        QByteArray out = last.take() + "\n\n";
        // OpenRouter sends usage always.
        JsonWriter usage(m_prefix);
        writeUsageChoices(usage.raw({}), m_wantsUsageApart);
        usage.key("usage"_L1);
        writeOpenAiUsage(usage, end.usage, end.cost);
        if (m_wantsGroqUsage) {
            JsonWriter again;
            writeOpenAiUsage(again, end.usage, end.cost);
            writeGroqUsage(usage, m_identity.id, again.take());
        }
        if (!end.metadata.isEmpty())
            usage.rawMember("openrouter_metadata"_L1, end.metadata);
        usage.endObject();
        return out + usage.take() + "\n\ndata: [DONE]\n\n";
    }

    QByteArray failed(const ClientError& error) override
    {
        JsonWriter out(m_prefix);
        out.raw({}).key("error"_L1);
        writeOpenAiError(out, error);
        out.key("choices"_L1).array().object().member("index"_L1, 0);
        out.key("delta"_L1).object().member("content"_L1, ""_L1).endObject();
        out.member("finish_reason"_L1, "error"_L1).endObject().endArray().endObject();
        return out.take() + "\n\ndata: [DONE]\n\n";
    }

    QByteArray whole(const QList<AnswerBlock>& blocks, const AnswerEnd& end) override;

private:
    template <class Fill> QByteArray chunk(Fill&& fill)
    {
        JsonWriter out(m_prefix);
        openChoice(out);
        out.key("delta"_L1).object();
        fill(out);
        out.endObject().key("finish_reason"_L1).null().endObject().endArray().endObject();
        return out.take() + "\n\n";
    }

    /// The prefix ends behind a value, so a comma is due.
    static void openChoice(JsonWriter& out) { out.raw({}).key("choices"_L1).array().object().member("index"_L1, 0); }

    QByteArray text(const TextDelta& delta)
    {
        return delta.text.isEmpty() ? QByteArray()
                                    : chunk([&](JsonWriter& out) { out.member("content"_L1, delta.text); });
    }

    QByteArray reasoning(const ReasoningDelta& delta)
    {
        if (m_hidesReasoning)
            return {};
        return chunk([&](JsonWriter& out) {
            if (!delta.text.isEmpty())
                out.member("reasoning"_L1, delta.text);
            writeDetails(out, delta.text, delta.signature);
        });
    }

    QByteArray toolCall(const ToolCallDelta& delta)
    {
        if (m_speaksOldFunctions) {
            if (delta.index > 0)
                return {}; // there is room for one
            return chunk([&](JsonWriter& out) { writeFunction(out.key("function_call"_L1), delta); });
        }
        return chunk([&](JsonWriter& out) {
            out.key("tool_calls"_L1).array();
            writeCall(out, delta);
            out.endArray();
        });
    }

    QLatin1StringView reasonFor(const AnswerEnd& end) const
    {
        return m_speaksOldFunctions && end.reason == FinishReason::ToolCalls ? "function_call"_L1
                                                                             : reasonName(end.reason);
    }

    AnswerIdentity m_identity;
    bool m_hidesReasoning;
    bool m_wantsUsageApart;
    bool m_speaksOldFunctions;
    bool m_wantsGroqUsage;
    QByteArray m_prefix;
};

/// The parts of a whole message, joined by kind.
struct Joined {
    QString text;
    QString reasoning;
    QString signature;
    QString refusal;
    QList<AnswerBlock> calls;
};

Joined joined(const QList<AnswerBlock>& blocks)
{
    Joined out;
    for (const auto& block : blocks) {
        switch (block.kind) {
        case AnswerBlock::Kind::Text: out.text += block.text; break;
        case AnswerBlock::Kind::Refusal: out.refusal += block.text; break;
        case AnswerBlock::Kind::ToolCall: out.calls.append(block); break;
        case AnswerBlock::Kind::Reasoning:
            out.reasoning += block.text;
            if (!block.signature.isEmpty())
                out.signature = block.signature;
            break;
        }
    }
    return out;
}

ToolCallDelta callOf(const AnswerBlock& block)
{
    return {.index = block.callIndex,
        .id = block.callId,
        .name = block.callName,
        .arguments = block.text,
        .signature = block.signature};
}

void writeCalls(JsonWriter& out, const QList<AnswerBlock>& calls)
{
    out.key("tool_calls"_L1).array();
    for (const auto& call : calls)
        writeCall(out, callOf(call));
    out.endArray();
}

QByteArray ChatWriter::whole(const QList<AnswerBlock>& blocks, const AnswerEnd& end)
{
    const Joined parts = joined(blocks);
    JsonWriter out(parts.text.size() * 2 + 1024);
    out.object().member("id"_L1, m_identity.id).member("object"_L1, "chat.completion"_L1);
    out.member("created"_L1, m_identity.created).member("model"_L1, m_identity.model);
    out.member("provider"_L1, m_identity.provider).key("system_fingerprint"_L1).null();
    out.key("choices"_L1).array().object().member("index"_L1, 0);
    out.key("message"_L1).object().member("role"_L1, "assistant"_L1);
    if (parts.text.isEmpty() && !parts.calls.isEmpty())
        out.key("content"_L1).null();
    else
        out.member("content"_L1, parts.text);
    out.key("refusal"_L1);
    if (parts.refusal.isEmpty())
        out.null();
    else
        out.value(parts.refusal);
    if (!m_hidesReasoning && (!parts.reasoning.isEmpty() || !parts.signature.isEmpty())) {
        out.member("reasoning"_L1, parts.reasoning);
        writeDetails(out, parts.reasoning, parts.signature);
    }
    if (!parts.calls.isEmpty() && m_speaksOldFunctions)
        writeFunction(out.key("function_call"_L1), callOf(parts.calls.first()));
    else if (!parts.calls.isEmpty())
        writeCalls(out, parts.calls);
    out.endObject();
    out.member("finish_reason"_L1, reasonFor(end)).member("native_finish_reason"_L1, end.nativeReason);
    out.key("logprobs"_L1).null().endObject().endArray().key("usage"_L1);
    writeOpenAiUsage(out, end.usage, end.cost);
    if (!end.metadata.isEmpty())
        out.rawMember("openrouter_metadata"_L1, end.metadata);
    out.endObject();
    return out.take();
}

class OpenAiChatFormat final : public ClientFormat
{
public:
    QString dialect() const override { return u"openai-chat"_s; }
    Result<ClientRequest> read(QByteArrayView body) const override { return readOpenAiChat(body); }
    std::unique_ptr<AnswerWriter> writer(AnswerIdentity identity, const ClientRequest& request) const override
    {
        auto writer = std::make_unique<ChatWriter>(std::move(identity), request);
        return request.wantsWholeCalls ? makeWholeCallsWriter(std::move(writer)) : std::move(writer);
    }
    std::unique_ptr<AnswerRelay> relay(const AnswerIdentity& identity, const ClientRequest& request) const override
    {
        const bool joinsCalls = request.wantsWholeCalls && !request.chat.tools.isEmpty();
        if (request.hidesReasoning || request.speaksOldFunctions || joinsCalls)
            return nullptr;
        return makeOpenAiChatRelay(identity, request.wantsUsageApart, request.wantsGroqUsage);
    }
    std::unique_ptr<ChoiceMerger> merger(AnswerIdentity identity, const ClientRequest& request) const override
    {
        return makeOpenAiChatMerger(std::move(identity), request);
    }
    QByteArray errorBody(const ClientError& error) const override { return openAiErrorBody(error); }
};

} // namespace

std::unique_ptr<const ClientFormat> makeOpenAiChatClientFormat()
{
    return std::make_unique<OpenAiChatFormat>();
}

namespace {

/// Is this class of usage a part of the prompt?
bool isOfPrompt(const QString& usageClass)
{
    return usageClass.startsWith("input"_L1) || usageClass.startsWith("cache"_L1);
}

/// Only where the parts are known: a client that knows OpenRouter expects all of them.
void writeCostDetails(JsonWriter& out, const Cost& cost)
{
    if (!cost.amount || cost.lines.isEmpty())
        return;
    Money prompt;
    Money completion;
    for (const auto& line : cost.lines) {
        Money& part = isOfPrompt(line.usageClass) ? prompt : completion;
        part = part.plus(line.amount).value_or(part);
    }
    out.key("cost_details"_L1).object().key("upstream_inference_cost"_L1).dollars(*cost.amount);
    out.key("upstream_inference_prompt_cost"_L1).dollars(prompt);
    out.key("upstream_inference_completions_cost"_L1).dollars(completion).endObject();
}

} // namespace

void writeOpenAiUsage(JsonWriter& out, const Usage& usage, const Cost& cost)
{
    const auto prompt = usage.promptTokens();
    const auto completion = usage.completionTokens();
    out.object().member("prompt_tokens"_L1, prompt.value_or(0)).member("completion_tokens"_L1, completion.value_or(0));
    out.member("total_tokens"_L1, prompt.value_or(0) + completion.value_or(0));
    out.key("prompt_tokens_details"_L1).object();
    out.member("cached_tokens"_L1, usage[UsageClass::CacheRead].value_or(0));
    const qint64 written = usage[UsageClass::CacheWrite].value_or(0) + usage[UsageClass::CacheWrite1h].value_or(0);
    out.member("cache_write_tokens"_L1, written);
    out.member("audio_tokens"_L1, usage[UsageClass::InputAudio].value_or(0)).endObject();
    out.key("completion_tokens_details"_L1).object();
    out.member("reasoning_tokens"_L1, usage[UsageClass::Reasoning].value_or(0)).endObject();
    writeOpenAiCost(out, cost);
    out.endObject();
}

void writeOpenAiCost(JsonWriter& out, const Cost& cost)
{
    out.key("cost"_L1);
    if (cost.amount)
        out.dollars(*cost.amount);
    else
        out.null();
    out.key("is_byok"_L1).value(true).member("cost_state"_L1, costStateName(cost.state));
    writeCostDetails(out, cost);
}

void writeUsageChoices(JsonWriter& out, bool isApart)
{
    out.key("choices"_L1).array();
    if (!isApart) {
        out.object().member("index"_L1, 0).key("delta"_L1).object().endObject();
        out.key("finish_reason"_L1).null().endObject();
    }
    out.endArray();
}

void writeGroqUsage(JsonWriter& out, const QString& id, QByteArrayView usage)
{
    out.key("x_groq"_L1).object().member("id"_L1, id).rawMember("usage"_L1, usage).endObject();
}

void writeOpenAiError(JsonWriter& out, const ClientError& error)
{
    out.object().member("code"_L1, error.status).member("message"_L1, error.message);
    out.member("type"_L1, error.type);
    out.key("metadata"_L1).object().member("error_type"_L1, error.type);
    if (!error.providerCode.isEmpty())
        out.member("provider_code"_L1, error.providerCode);
    if (!error.provider.isEmpty())
        out.member("provider_name"_L1, error.provider);
    if (error.retryAfterSeconds)
        out.member("retry_after"_L1, *error.retryAfterSeconds);
    if (error.metadata.size() > 2)
        out.raw(QByteArrayView(error.metadata).sliced(1, error.metadata.size() - 2));
    out.endObject();
    if (!error.availability.isEmpty())
        out.rawMember("availability"_L1, error.availability);
    out.endObject();
}

QByteArray openAiErrorBody(const ClientError& error)
{
    JsonWriter out;
    out.object().key("error"_L1);
    writeOpenAiError(out, error);
    out.endObject();
    return out.take();
}

} // namespace assay
