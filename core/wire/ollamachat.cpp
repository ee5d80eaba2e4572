// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/ollamachat.h"
#include "core/wire/clientfields.h"
#include "core/wire/clientformat.h"
#include "core/wire/jsonwriter.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTimeZone>

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array<std::string_view, 18> kKnown
    = {"debug", "format", "keep_alive", "logprobs", "messages", "metadata", "model", "models", "options", "plugins",
        "provider", "route", "session_id", "stream", "think", "tools", "trace", "transforms"};

/// The kind of an image by its first bytes: this format does not name it.
QString imageType(const QByteArray& data)
{
    if (data.startsWith("\x89PNG"))
        return u"image/png"_s;
    if (data.startsWith("GIF8"))
        return u"image/gif"_s;
    if (data.startsWith("RIFF") && data.mid(8, 4) == "WEBP")
        return u"image/webp"_s;
    return u"image/jpeg"_s;
}

void addCalls(ChatMessage& out, const JsonValue& message, QList<std::pair<QString, QString>>& calls)
{
    message["tool_calls"].forEachItem([&](const JsonValue& call) {
        const JsonValue function = call["function"];
        QString id = call["id"].text();
        if (id.isEmpty())
            id = u"call_%1"_s.arg(calls.size() + 1); // the format has no ids: results follow in order
        calls.append({id, function["name"].text()});
        out.parts.append(ToolCallPart{.id = id,
            .name = function["name"].text(),
            .arguments = function["arguments"].isString() ? function["arguments"].text()
                                                          : QString::fromUtf8(function["arguments"].minified()),
            .signature = {}});
    });
}

/// Pairs a result with the oldest call that is still open, by name where it has one.
ToolResultPart toolResult(const JsonValue& message, QList<std::pair<QString, QString>>& calls)
{
    QString name = message["tool_name"].text();
    if (name.isEmpty())
        name = message["name"].text();
    ToolResultPart out{.callId = message["tool_call_id"].text(), .name = name, .text = message["content"].text()};
    for (qsizetype i = 0; i < calls.size(); ++i) {
        const bool fits
            = out.callId.isEmpty() ? name.isEmpty() || calls[i].second == name : calls[i].first == out.callId;
        if (!fits)
            continue;
        out.callId = calls[i].first;
        out.name = calls[i].second;
        calls.removeAt(i);
        break;
    }
    return out;
}

Result<ChatMessage> readMessage(const JsonValue& message, QList<std::pair<QString, QString>>& calls)
{
    const auto role = message["role"].bytes();
    ChatMessage out{.role = Role::User, .parts = {}};
    if (role == "tool") {
        out.role = Role::Tool;
        out.parts.append(toolResult(message, calls));
        return out;
    }
    if (role == "system")
        out.role = Role::System;
    else if (role == "assistant")
        out.role = Role::Assistant;
    else if (role != "user")
        return refuseField("messages"_L1, u"there is no role '%1'"_s.arg(toText(role)));
    if (const QString thinking = message["thinking"].text(); !thinking.isEmpty() && out.role == Role::Assistant)
        out.parts.append(ReasoningPart{.text = thinking, .signature = {}, .redacted = {}});
    if (const QString text = message["content"].text(); !text.isEmpty() || out.role != Role::Assistant)
        out.parts.append(TextPart{text});
    message["images"].forEachItem([&](const JsonValue& image) {
        const auto data = QByteArray::fromBase64(image.text().toLatin1());
        out.parts.append(ImagePart{.data = data, .mediaType = imageType(data), .url = {}});
    });
    if (out.role == Role::Assistant)
        addCalls(out, message, calls);
    return out;
}

void readOptions(ClientRequest& out, const JsonValue& body)
{
    out.chat.sampling = readSampling(body["options"]);
    const auto most = body["options"]["num_predict"].integer();
    if (most && *most > 0) // -1 and -2 mean as much as there is room for
        out.chat.sampling.maxOutputTokens = most;
    const JsonValue think = body["think"];
    if (think.isString())
        out.chat.reasoning.effort = think.text();
    else if (think.boolean().value_or(false))
        out.chat.reasoning.effort = u"medium"_s;
    const JsonValue format = body["format"];
    if (format.bytes() == "json")
        out.chat.format = OutputFormat{.kind = OutputFormat::Kind::JsonObject, .name = {}, .schema = {}};
    else if (format.isObject())
        out.chat.format = OutputFormat{
            .kind = OutputFormat::Kind::JsonSchema, .name = u"answer"_s, .schema = toObject(format), .strict = true};
}

} // namespace

Result<ClientRequest> readOllamaChat(QByteArrayView bytes)
{
    JsonParser parser;
    auto opened = openRequest(parser, bytes);
    if (!opened)
        return std::unexpected(opened.error());
    const JsonValue body = opened->body;
    ClientRequest out;
    out.models = std::move(opened->models);
    out.chat.stream = body["stream"].boolean().value_or(true);
    if (!body["messages"].isArray() || body["messages"].size() == 0)
        return refuseField("messages"_L1, u"there is no message"_s);
    QList<std::pair<QString, QString>> calls;
    Result<void> read;
    body["messages"].forEachItem([&](const JsonValue& item) {
        if (!read)
            return;
        auto message = readMessage(item, calls);
        if (message)
            out.chat.messages.append(std::move(*message));
        else
            read = std::unexpected(message.error());
    });
    if (!read)
        return std::unexpected(read.error());
    body["tools"].forEachItem([&](const JsonValue& tool) {
        const JsonValue function = tool["function"];
        out.chat.tools.append(ToolSpec{.name = function["name"].text(),
            .description = function["description"].text(),
            .parameters = toObject(function["parameters"])});
    });
    readOptions(out, body);
    readRouting(out, body);
    out.chat.passthrough = unknownFields(body, kKnown);
    return out;
}

namespace {

class OllamaWriter final : public AnswerWriter
{
public:
    explicit OllamaWriter(AnswerIdentity identity)
        : m_identity(std::move(identity))
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
            calls.key("message"_L1).object().member("role"_L1, "assistant"_L1).member("content"_L1, ""_L1);
            writeCalls(calls, blocks);
            calls.endObject().member("done"_L1, false).endObject();
            out = calls.take() + '\n';
        }
        auto last = open();
        last.key("message"_L1).object().member("role"_L1, "assistant"_L1).member("content"_L1, ""_L1).endObject();
        finish(last, end);
        return out + last.take() + '\n';
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
        out.key("message"_L1).object().member("role"_L1, "assistant"_L1).member("content"_L1, text);
        if (!thinking.isEmpty())
            out.member("thinking"_L1, thinking);
        writeCalls(out, blocks);
        out.endObject();
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
        out.key("message"_L1).object().member("role"_L1, "assistant"_L1).member("content"_L1, text);
        if (!thinking.isEmpty())
            out.member("thinking"_L1, thinking);
        out.endObject().member("done"_L1, false).endObject();
        return out.take() + '\n';
    }

    static void writeCalls(JsonWriter& out, const QList<AnswerBlock>& blocks)
    {
        bool isOpen = false;
        for (const auto& block : blocks) {
            if (block.kind != AnswerBlock::Kind::ToolCall)
                continue;
            if (!std::exchange(isOpen, true))
                out.key("tool_calls"_L1).array();
            out.object().member("id"_L1, block.callId).key("function"_L1).object().member("name"_L1, block.callName);
            const bool isObject = QJsonDocument::fromJson(block.text.toUtf8()).isObject();
            out.rawMember("arguments"_L1, isObject ? block.text.toUtf8() : "{}"_ba).endObject().endObject();
        }
        if (isOpen)
            out.endArray();
    }

    static void finish(JsonWriter& out, const AnswerEnd& end)
    {
        out.member("done"_L1, true);
        out.member("done_reason"_L1, end.reason == FinishReason::Length ? "length"_L1 : "stop"_L1);
        out.member("prompt_eval_count"_L1, end.usage.promptTokens().value_or(0));
        out.member("eval_count"_L1, end.usage.completionTokens().value_or(0)).endObject();
    }

    AnswerIdentity m_identity;
    QString m_time;
    AnswerCollector m_collected;
};

class OllamaChatFormat final : public ClientFormat
{
public:
    QString dialect() const override { return u"ollama"_s; }
    Result<ClientRequest> read(QByteArrayView body) const override { return readOllamaChat(body); }
    std::unique_ptr<AnswerWriter> writer(AnswerIdentity identity, const ClientRequest& request) const override
    {
        Q_UNUSED(request)
        return std::make_unique<OllamaWriter>(std::move(identity));
    }
    QByteArray errorBody(const ClientError& error) const override { return ollamaErrorBody(error); }
    QByteArray streamType() const override { return "application/x-ndjson"; }
    QByteArray keepAlive() const override { return {}; }
};

} // namespace

std::unique_ptr<const ClientFormat> makeOllamaChatClientFormat()
{
    return std::make_unique<OllamaChatFormat>();
}

QByteArray ollamaErrorBody(const ClientError& error)
{
    JsonWriter out;
    out.object().member("error"_L1, error.message).member("error_type"_L1, error.type).endObject();
    return out.take();
}

} // namespace assay
