// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/clientformat.h"
#include "core/wire/jsonwriter.h"
#include "core/wire/ollamachat.h"

#include <QDateTime>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

enum class OllamaShape : std::uint8_t { Chat, Generate };

class OllamaWriter final : public AnswerWriter
{
public:
    OllamaWriter(AnswerIdentity identity, OllamaShape shape)
        : m_identity(std::move(identity))
        , m_shape(shape)
        , m_time(QDateTime::fromSecsSinceEpoch(m_identity.created, QTimeZone::UTC).toString(Qt::ISODate))
    {
    }

    QByteArray begin() override { return {}; }

    QByteArray event(const StreamEvent& event) override
    {
        m_collected.add(event);
        if (const auto* delta = std::get_if<TextDelta>(&event); delta && !delta->text.isEmpty())
            return line(delta->text, {});
        if (const auto* delta = std::get_if<RefusalDelta>(&event); delta && !delta->text.isEmpty())
            return line(delta->text, {});
        if (const auto* delta = std::get_if<ReasoningDelta>(&event); delta && !delta->text.isEmpty())
            return line({}, delta->text);
        return {}; // calls are sent whole, when they are
    }

    QByteArray end(const AnswerEnd& end) override
    {
        QByteArray out;
        const auto blocks = m_collected.blocks();
        if (std::ranges::any_of(blocks, [](const auto& block) { return block.kind == AnswerBlock::Kind::ToolCall; })) {
            auto calls = open();
            writeContent(calls, {}, {}, blocks);
            calls.member("done"_L1, false).endObject();
            out = calls.take() + '\n';
        }
        auto last = open();
        writeContent(last, {}, {}, {});
        finish(last, end);
        return out + last.take() + '\n';
    }

    /// What Ollama says when it was asked for nothing but to have the model ready.
    QByteArray loaded() const
    {
        auto out = open();
        writeContent(out, {}, {}, {});
        out.member("done"_L1, true).member("done_reason"_L1, "load"_L1).endObject();
        return out.take();
    }

    QByteArray failed(const ClientError& error) override { return ollamaErrorBody(error) + '\n'; }

    QByteArray whole(const QList<AnswerBlock>& blocks, const AnswerEnd& end) override
    {
        QString text;
        QString thinking;
        for (const auto& block : blocks) {
            if (block.kind == AnswerBlock::Kind::Reasoning)
                thinking += block.text;
            else if (block.kind != AnswerBlock::Kind::ToolCall)
                text += block.text;
        }
        auto out = open();
        writeContent(out, text, thinking, blocks);
        finish(out, end);
        return out.take();
    }

private:
    JsonWriter open() const
    {
        JsonWriter out;
        out.object().member("model"_L1, m_identity.model).member("created_at"_L1, m_time);
        return out;
    }

    QByteArray line(const QString& text, const QString& thinking) const
    {
        auto out = open();
        writeContent(out, text, thinking, {});
        out.member("done"_L1, false).endObject();
        return out.take() + '\n';
    }

    void writeContent(
        JsonWriter& out, const QString& text, const QString& thinking, const QList<AnswerBlock>& blocks) const
    {
        const bool isChat = m_shape == OllamaShape::Chat;
        if (isChat)
            out.key("message"_L1).object().member("role"_L1, "assistant"_L1);
        out.member(isChat ? "content"_L1 : "response"_L1, text);
        if (!thinking.isEmpty())
            out.member("thinking"_L1, thinking);
        if (!isChat)
            return;
        writeCalls(out, blocks);
        out.endObject();
    }

    static void writeCalls(JsonWriter& out, const QList<AnswerBlock>& blocks)
    {
        bool isOpen = false;
        for (const auto& block : blocks) {
            if (block.kind != AnswerBlock::Kind::ToolCall || !isObjectCall(block))
                continue; // cut by a limit: what there is of it is no call
            if (!std::exchange(isOpen, true))
                out.key("tool_calls"_L1).array();
            out.object().member("id"_L1, block.callId).key("function"_L1).object().member("name"_L1, block.callName);
            out.rawMember("arguments"_L1, callObject(block)).endObject().endObject();
        }
        if (isOpen)
            out.endArray();
    }

    static void finish(JsonWriter& out, const AnswerEnd& end)
    {
        out.member("done"_L1, true);
        out.member("done_reason"_L1, end.reason == FinishReason::Length ? "length"_L1 : "stop"_L1);
        const auto& [total, firstToken] = std::pair(end.timing.total, end.timing.firstToken);
        writeTime(out, "total_duration"_L1, total);
        if (total) // loading is the provider's, and stands in the time to its first token
            out.member("load_duration"_L1, 0);
        writeCount(out, "prompt_eval_count"_L1, end.usage.promptTokens());
        writeTime(out, "prompt_eval_duration"_L1, firstToken);
        writeCount(out, "eval_count"_L1, end.usage.completionTokens());
        writeTime(out, "eval_duration"_L1, total && firstToken ? std::optional(*total - *firstToken) : total);
        out.endObject();
    }

    /// Ollama itself leaves out what it does not know.
    static void writeCount(JsonWriter& out, QLatin1StringView name, const std::optional<qint64>& count)
    {
        if (count)
            out.member(name, *count);
    }

    static void writeTime(JsonWriter& out, QLatin1StringView name, const std::optional<std::chrono::microseconds>& time)
    {
        if (time)
            out.member(name, qint64(std::chrono::nanoseconds(*time).count()));
    }

    AnswerIdentity m_identity;
    OllamaShape m_shape;
    QString m_time;
    AnswerCollector m_collected;
};

class OllamaFormat final : public ClientFormat
{
public:
    explicit OllamaFormat(OllamaShape shape)
        : m_shape(shape)
    {
    }

    /// No provider's dialect is `generate`: such a body never goes on as it is.
    QString dialect() const override { return m_shape == OllamaShape::Chat ? u"ollama"_s : QString(); }
    QString name() const override { return u"ollama"_s; }
    Result<ClientRequest> read(QByteArrayView body) const override
    {
        return m_shape == OllamaShape::Chat ? readOllamaChat(body) : readOllamaGenerate(body);
    }
    std::unique_ptr<AnswerWriter> writer(AnswerIdentity identity, const ClientRequest& request) const override
    {
        Q_UNUSED(request)
        return std::make_unique<OllamaWriter>(std::move(identity), m_shape);
    }
    QByteArray errorBody(const ClientError& error) const override { return ollamaErrorBody(error); }
    bool carriesCallsAsObjects() const override { return true; }
    QByteArray streamType() const override { return "application/x-ndjson"; }
    QByteArray keepAlive() const override { return {}; }
    QByteArray nothingAsked(const QString& model) const override
    {
        return OllamaWriter(AnswerIdentity{.id = {}, .model = model, .provider = {}}, m_shape).loaded();
    }

private:
    OllamaShape m_shape;
};

} // namespace

std::unique_ptr<const ClientFormat> makeOllamaChatClientFormat()
{
    return std::make_unique<OllamaFormat>(OllamaShape::Chat);
}

std::unique_ptr<const ClientFormat> makeOllamaGenerateClientFormat()
{
    return std::make_unique<OllamaFormat>(OllamaShape::Generate);
}

QByteArray ollamaErrorBody(const ClientError& error)
{
    JsonWriter out;
    out.object().member("error"_L1, error.message).member("error_type"_L1, error.type).endObject();
    return out.take();
}

} // namespace assay
