// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/choicemerger.h"
#include "core/wire/geminigenerate.h"
#include "core/wire/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QLatin1StringView finishReason(FinishReason reason)
{
    switch (reason) {
    case FinishReason::Stop:
    case FinishReason::ToolCalls: return "STOP"_L1; // the parts tell that a function is called
    case FinishReason::Length: return "MAX_TOKENS"_L1;
    case FinishReason::ContentFilter: return "SAFETY"_L1;
    case FinishReason::Error:
    case FinishReason::Other: break;
    }
    return "OTHER"_L1;
}

/// google.rpc.Code by HTTP status.
QLatin1StringView statusName(int status)
{
    switch (status) {
    case 401: return "UNAUTHENTICATED"_L1;
    case 402: return "FAILED_PRECONDITION"_L1;
    case 403: return "PERMISSION_DENIED"_L1;
    case 404: return "NOT_FOUND"_L1;
    case 429: return "RESOURCE_EXHAUSTED"_L1;
    case 499: return "CANCELLED"_L1;
    case 502:
    case 503:
    case 529: return "UNAVAILABLE"_L1;
    case 504: return "DEADLINE_EXCEEDED"_L1;
    default: return status < 500 ? "INVALID_ARGUMENT"_L1 : "INTERNAL"_L1;
    }
}

void writePart(JsonWriter& out, const AnswerBlock& block)
{
    out.object();
    if (block.kind == AnswerBlock::Kind::ToolCall) {
        out.key("functionCall"_L1).object().member("id"_L1, block.callId).member("name"_L1, block.callName);
        out.rawMember("args"_L1, callObject(block)).endObject();
    } else {
        out.member("text"_L1, block.text);
        if (block.kind == AnswerBlock::Kind::Reasoning)
            out.member("thought"_L1, true);
    }
    if (!block.signature.isEmpty())
        out.member("thoughtSignature"_L1, block.signature);
    out.endObject();
}

class GeminiWriter final : public AnswerWriter
{
public:
    GeminiWriter(AnswerIdentity identity, bool hidesReasoning, GeminiFraming framing)
        : m_identity(std::move(identity))
        , m_hidesReasoning(hidesReasoning)
        , m_framing(framing)
    {
    }

    QByteArray begin() override { return {}; }

    QByteArray event(const StreamEvent& event) override
    {
        m_collected.add(event);
        if (const auto* delta = std::get_if<TextDelta>(&event); delta && !delta->text.isEmpty())
            return chunk({{.kind = AnswerBlock::Kind::Text, .text = delta->text}}, nullptr);
        if (const auto* delta = std::get_if<RefusalDelta>(&event); delta && !delta->text.isEmpty())
            return chunk({{.kind = AnswerBlock::Kind::Text, .text = delta->text}}, nullptr);
        const auto* thought = std::get_if<ReasoningDelta>(&event);
        if (thought && !m_hidesReasoning && !thought->text.isEmpty())
            return chunk({{.kind = AnswerBlock::Kind::Reasoning, .text = thought->text}}, nullptr);
        return {}; // calls are sent whole, when they are
    }

    QByteArray end(const AnswerEnd& end) override
    {
        QList<AnswerBlock> rest;
        for (const auto& block : m_collected.blocks()) {
            if (block.kind == AnswerBlock::Kind::ToolCall)
                rest.append(block);
            else if (block.kind == AnswerBlock::Kind::Reasoning && !block.signature.isEmpty())
                rest.append(proofOf(block));
        }
        return chunk(rest, &end) + closing();
    }

    QByteArray failed(const ClientError& error) override { return piece(geminiErrorBody(error)) + closing(); }

    QByteArray whole(const QList<AnswerBlock>& blocks, const AnswerEnd& end) override
    {
        QList<AnswerBlock> shown;
        for (const auto& block : blocks) {
            if (block.kind != AnswerBlock::Kind::Reasoning || !m_hidesReasoning)
                shown.append(block);
            else if (!block.signature.isEmpty())
                shown.append(proofOf(block));
        }
        return document(shown, &end);
    }

private:
    /// A proof without the thought: it has to come back, and stands on an empty text as Google's own do.
    static AnswerBlock proofOf(const AnswerBlock& block)
    {
        return {.kind = AnswerBlock::Kind::Text, .text = {}, .signature = block.signature};
    }

    QByteArray chunk(const QList<AnswerBlock>& blocks, const AnswerEnd* end) { return piece(document(blocks, end)); }

    QByteArray piece(const QByteArray& document)
    {
        if (m_framing == GeminiFraming::Events)
            return "data: " + document + "\n\n";
        return (std::exchange(m_isOpen, true) ? ",\r\n" : "[") + document + '\n';
    }
    QByteArray closing() const { return m_framing == GeminiFraming::Array ? "]\n"_ba : QByteArray(); }

    QByteArray document(const QList<AnswerBlock>& blocks, const AnswerEnd* end) const
    {
        JsonWriter out;
        out.object().key("candidates"_L1).array().object().key("content"_L1).object().key("parts"_L1).array();
        for (const auto& block : blocks) {
            if (block.kind != AnswerBlock::Kind::ToolCall || isObjectCall(block)) // else it was cut by a limit
                writePart(out, block);
        }
        out.endArray().member("role"_L1, "model"_L1).endObject();
        if (end)
            out.member("finishReason"_L1, finishReason(end->reason));
        out.member("index"_L1, 0).endObject().endArray();
        if (end && (end->usage.promptTokens() || end->usage.completionTokens()))
            writeGeminiUsage(out.key("usageMetadata"_L1), end->usage);
        out.member("modelVersion"_L1, m_identity.model).member("responseId"_L1, m_identity.id);
        if (end && !end->metadata.isEmpty())
            out.rawMember("openrouter_metadata"_L1, end->metadata);
        out.endObject();
        return out.take();
    }

    AnswerIdentity m_identity;
    bool m_hidesReasoning;
    GeminiFraming m_framing;
    bool m_isOpen = false; ///< the array
    AnswerCollector m_collected;
};

class GeminiFormat final : public ClientFormat
{
public:
    explicit GeminiFormat(GeminiFraming framing)
        : m_framing(framing)
    {
    }
    QString dialect() const override { return u"gemini-client"_s; }
    QString name() const override { return u"gemini"_s; }
    Result<ClientRequest> read(QByteArrayView body) const override { return readGeminiGenerate(body); }
    std::unique_ptr<AnswerWriter> writer(AnswerIdentity identity, const ClientRequest& request) const override
    {
        return std::make_unique<GeminiWriter>(std::move(identity), request.hidesReasoning, m_framing);
    }
    std::unique_ptr<ChoiceMerger> merger(AnswerIdentity, const ClientRequest& request) const override
    {
        return makeGeminiMerger(request.choices, m_framing);
    }
    QByteArray errorBody(const ClientError& error) const override
    {
        return m_framing == GeminiFraming::Array ? '[' + geminiErrorBody(error) + "]\n" : geminiErrorBody(error);
    }
    QByteArray streamType() const override
    {
        return m_framing == GeminiFraming::Array ? "application/json"_ba : ClientFormat::streamType();
    }
    QByteArray keepAlive() const override { return {}; }
    bool carriesCallsAsObjects() const override { return true; }

private:
    GeminiFraming m_framing;
};

} // namespace

void writeGeminiUsage(JsonWriter& out, const Usage& usage)
{
    // Every member of it may be absent.
    const auto prompt = usage.promptTokens();
    const auto completion = usage.completionTokens();
    const qint64 thoughts = usage[UsageClass::Reasoning].value_or(0);
    out.object();
    if (prompt)
        out.member("promptTokenCount"_L1, *prompt);
    if (const auto cached = usage[UsageClass::CacheRead])
        out.member("cachedContentTokenCount"_L1, *cached);
    if (completion)
        out.member("candidatesTokenCount"_L1, *completion - thoughts);
    if (thoughts > 0)
        out.member("thoughtsTokenCount"_L1, thoughts);
    if (prompt && completion)
        out.member("totalTokenCount"_L1, *prompt + *completion);
    out.endObject();
}

QByteArray geminiErrorBody(const ClientError& error)
{
    JsonWriter out;
    out.object().key("error"_L1).object().member("code"_L1, error.status).member("message"_L1, error.message);
    out.member("status"_L1, statusName(error.status)).endObject().endObject();
    return out.take();
}

std::unique_ptr<const ClientFormat> makeGeminiClientFormat(GeminiFraming framing)
{
    return std::make_unique<GeminiFormat>(framing);
}

} // namespace assay
