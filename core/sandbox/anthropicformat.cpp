// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/sandboxendpoints.h"
#include "core/sandbox/sandboxformat.h"
#include "core/sandbox/sandboxtokens.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString plainText(const QJsonValue& content)
{
    if (content.isString())
        return content.toString();
    QStringList texts;
    for (const QJsonValue& block : content.toArray())
        texts.append(block["text"_L1].toString());
    return texts.join(u'\n');
}

ContentPart readBlock(const QJsonObject& block)
{
    const QString type = block["type"_L1].toString();
    const QJsonObject source = block["source"_L1].toObject();
    if (type == "image"_L1)
        return ImagePart{.data = decodedData(source["data"_L1].toString()),
            .mediaType = source["media_type"_L1].toString(),
            .url = source["url"_L1].toString()};
    if (type == "document"_L1)
        return DocumentPart{.data = decodedData(source["data"_L1].toString()),
            .mediaType = source["media_type"_L1].toString(),
            .fileName = block["title"_L1].toString()};
    if (type == "tool_use"_L1)
        return ToolCallPart{.id = block["id"_L1].toString(),
            .name = block["name"_L1].toString(),
            .arguments = QString::fromUtf8(compactJson(block["input"_L1].toObject())),
            .signature = {}};
    if (type == "tool_result"_L1)
        return ToolResultPart{.callId = block["tool_use_id"_L1].toString(),
            .name = {},
            .text = plainText(block["content"_L1]),
            .isError = block["is_error"_L1].toBool()};
    if (type == "thinking"_L1 || type == "redacted_thinking"_L1)
        return ReasoningPart{.text = block["thinking"_L1].toString(),
            .signature = block["signature"_L1].toString(),
            .redacted = block["data"_L1].toString()};
    return TextPart{block["text"_L1].toString()};
}

ChatMessage readMessage(const QJsonObject& object)
{
    const QString role = object["role"_L1].toString();
    ChatMessage message;
    message.role = role == "assistant"_L1 ? Role::Assistant : role == "system"_L1 ? Role::System : Role::User;
    const QJsonValue content = object["content"_L1];
    if (content.isString())
        message.parts = {TextPart{content.toString()}};
    for (const QJsonValue& block : content.toArray())
        message.parts.append(readBlock(block.toObject()));
    return message;
}

ToolChoice readChoice(const QJsonObject& object)
{
    const QString type = object["type"_L1].toString();
    ToolChoice choice;
    if (type == "any"_L1)
        choice.mode = ToolChoice::Mode::Required;
    else if (type == "none"_L1)
        choice.mode = ToolChoice::Mode::None;
    else if (type == "tool"_L1)
        choice.mode = ToolChoice::Mode::Named;
    choice.name = object["name"_L1].toString();
    if (object["disable_parallel_tool_use"_L1].toBool())
        choice.parallel = false;
    return choice;
}

QString stopReason(const SandboxAnswer& answer)
{
    if (answer.finish == FinishReason::ToolCalls)
        return u"tool_use"_s;
    if (answer.finish == FinishReason::Length)
        return u"max_tokens"_s;
    return answer.stopSequence.isEmpty() ? u"end_turn"_s : u"stop_sequence"_s;
}

QJsonValue stopSequence(const SandboxAnswer& answer)
{
    return answer.stopSequence.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(answer.stopSequence);
}

QJsonObject usageObject(const SandboxAnswer& answer, qint64 output)
{
    QJsonObject usage{{u"input_tokens"_s, answer.promptTokens - answer.cachedTokens},
        {u"cache_creation_input_tokens"_s, 0}, {u"cache_read_input_tokens"_s, answer.cachedTokens},
        {u"output_tokens"_s, output}, {u"service_tier"_s, u"standard"_s}};
    return usage;
}

QJsonObject finalUsage(const SandboxAnswer& answer)
{
    QJsonObject usage = usageObject(answer, answer.outputTokens() + answer.reasoningTokens());
    if (answer.reasoningTokens() > 0)
        usage.insert(u"output_tokens_details"_s, QJsonObject{{u"thinking_tokens"_s, answer.reasoningTokens()}});
    return usage;
}

QJsonObject messageObject(const SandboxAnswer& answer)
{
    return {{u"id"_s, u"msg_"_s + answer.id}, {u"type"_s, u"message"_s}, {u"role"_s, u"assistant"_s},
        {u"model"_s, answer.model}, {u"content"_s, QJsonArray()}, {u"stop_reason"_s, QJsonValue::Null},
        {u"stop_sequence"_s, QJsonValue::Null}};
}

/// Writes content blocks one after another, numbered.
class BlockWriter
{
public:
    explicit BlockWriter(QList<PlaybackFrame>& frames)
        : m_frames(frames)
    {
    }

    void begin(const QJsonObject& block, qint64 output = 0)
    {
        m_frames.append({.bytes = event(u"content_block_start"_s, {{u"content_block"_s, block}}), .output = output});
        if (m_index == 0)
            m_frames.append({.bytes = sseEvent({{u"type"_s, u"ping"_s}}, "ping")});
    }
    void delta(const QString& type, const QString& key, const QString& text, qint64 output, qint64 reasoning)
    {
        const QJsonObject delta{{u"type"_s, type}, {key, text}};
        m_frames.append({.bytes = event(u"content_block_delta"_s, {{u"delta"_s, delta}}),
            .output = output,
            .reasoning = reasoning});
    }
    void end()
    {
        m_frames.append({.bytes = event(u"content_block_stop"_s, {})});
        ++m_index;
    }

private:
    QByteArray event(const QString& type, QJsonObject data) const
    {
        data.insert(u"type"_s, type);
        data.insert(u"index"_s, m_index);
        return sseEvent(data, type.toLatin1());
    }

    QList<PlaybackFrame>& m_frames;
    int m_index = 0;
};

void appendBlocks(QList<PlaybackFrame>& frames, const SandboxAnswer& answer)
{
    BlockWriter blocks(frames);
    if (!answer.reasoning.isEmpty()) {
        blocks.begin({{u"type"_s, u"thinking"_s}, {u"thinking"_s, QString()}, {u"signature"_s, QString()}});
        for (const QString& token : answer.reasoning)
            blocks.delta(u"thinking_delta"_s, u"thinking"_s, token, 0, 1);
        blocks.delta(u"signature_delta"_s, u"signature"_s, u"c2ltdWxhdGVk"_s, 0, 0);
        blocks.end();
    }
    if (!answer.text.isEmpty()) {
        blocks.begin({{u"type"_s, u"text"_s}, {u"text"_s, QString()}});
        for (const QString& token : answer.text)
            blocks.delta(u"text_delta"_s, u"text"_s, token, 1, 0);
        blocks.end();
    }
    for (const ToolCall& call : answer.toolCalls) {
        blocks.begin({{u"type"_s, u"tool_use"_s}, {u"id"_s, u"toolu_"_s + call.id}, {u"name"_s, call.name},
                         {u"input"_s, QJsonObject()}},
            countSandboxTokens(call.name));
        for (const QString& piece : argumentPieces(call))
            blocks.delta(u"input_json_delta"_s, u"partial_json"_s, piece, countSandboxTokens(piece), 0);
        blocks.end();
    }
}

QString errorType(int status)
{
    switch (status) {
    case 401: return u"authentication_error"_s;
    case 402: return u"billing_error"_s;
    case 403: return u"permission_error"_s;
    case 404: return u"not_found_error"_s;
    case 413: return u"request_too_large"_s;
    case 429: return u"rate_limit_error"_s;
    case 504: return u"timeout_error"_s;
    case 503:
    case 529: return u"overloaded_error"_s;
    default: return status >= 500 ? u"api_error"_s : u"invalid_request_error"_s;
    }
}

class AnthropicFormat final : public SandboxFormat
{
public:
    QString id() const override { return u"anthropic"_s; }
    QByteArray idHeader() const override { return "request-id"; }

    Result<SandboxCall> readCall(
        const IncomingRequest& request, const QJsonObject& body, const QString& /*pathModel*/) const override
    {
        SandboxCall call;
        call.model = bareModelName(body["model"_L1].toString());
        if (call.model.isEmpty())
            return std::unexpected(apiError(400, u"model: Field required"_s));
        const QJsonArray messages = body["messages"_L1].toArray();
        if (messages.isEmpty())
            return std::unexpected(apiError(400, u"messages: at least one message is required"_s));
        call.chat.sampling.maxOutputTokens = wholeNumber(body["max_tokens"_L1]);
        if (!call.chat.sampling.maxOutputTokens && !request.path.endsWith("/count_tokens"_L1))
            return std::unexpected(apiError(400, u"max_tokens: Field required"_s));
        if (const QString system = plainText(body["system"_L1]); !system.isEmpty())
            call.chat.messages.append(ChatMessage::text(Role::System, system));
        for (const QJsonValue& message : messages)
            call.chat.messages.append(readMessage(message.toObject()));
        call.chat.stream = body["stream"_L1].toBool();
        call.chat.sampling.stop = textOrList(body["stop_sequences"_L1]);
        call.chat.toolChoice = readChoice(body["tool_choice"_L1].toObject());
        call.thinking = body["thinking"_L1]["type"_L1].toString() != "disabled"_L1;
        for (const QJsonValue& tool : body["tools"_L1].toArray()) {
            if (tool["input_schema"_L1].isObject())
                call.chat.tools.append({.name = tool["name"_L1].toString(),
                    .description = tool["description"_L1].toString(),
                    .parameters = tool["input_schema"_L1].toObject()});
        }
        QJsonObject format = body["output_config"_L1]["format"_L1].toObject();
        if (format.isEmpty())
            format = body["output_format"_L1].toObject();
        if (format["type"_L1].toString() == "json_schema"_L1)
            call.chat.format = OutputFormat{
                .kind = OutputFormat::Kind::JsonSchema, .name = {}, .schema = format["schema"_L1].toObject()};
        return call;
    }

    Error unknownModel(const QString& model) const override { return apiError(404, u"model: "_s + model); }

    QByteArray errorBody(const Error& error) const override
    {
        const QString type = error.providerCode.isEmpty() ? errorType(error.httpStatus) : error.providerCode;
        return compactJson(
            {{u"type"_s, u"error"_s}, {u"error"_s, QJsonObject{{u"type"_s, type}, {u"message"_s, error.detail}}},
                {u"request_id"_s, error.requestId}});
    }

    QByteArray errorEvent(const Error& error) const override
    {
        return "event: error\ndata: " + errorBody(error) + "\n\n";
    }

    QByteArray whole(const SandboxCall& /*call*/, const SandboxAnswer& answer, UsageReporting usage) const override
    {
        QJsonArray content;
        if (!answer.reasoning.isEmpty())
            content.append(QJsonObject{{u"type"_s, u"thinking"_s}, {u"thinking"_s, answer.reasoning.join(QString())},
                {u"signature"_s, u"c2ltdWxhdGVk"_s}});
        if (!answer.text.isEmpty())
            content.append(QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, answer.text.join(QString())}});
        for (const ToolCall& call : answer.toolCalls)
            content.append(QJsonObject{{u"type"_s, u"tool_use"_s}, {u"id"_s, u"toolu_"_s + call.id},
                {u"name"_s, call.name}, {u"input"_s, QJsonDocument::fromJson(call.arguments.toUtf8()).object()}});
        QJsonObject message = messageObject(answer);
        message.insert(u"content"_s, content);
        message.insert(u"stop_reason"_s, stopReason(answer));
        message.insert(u"stop_sequence"_s, stopSequence(answer));
        if (usage == UsageReporting::Reported)
            message.insert(u"usage"_s, finalUsage(answer));
        return compactJson(message);
    }

    QList<PlaybackFrame> stream(
        const SandboxCall& /*call*/, const SandboxAnswer& answer, UsageReporting usage) const override
    {
        const bool withUsage = usage == UsageReporting::Reported;
        QJsonObject message = messageObject(answer);
        if (withUsage)
            message.insert(u"usage"_s, usageObject(answer, 1));
        QList<PlaybackFrame> frames{
            {.bytes = sseEvent({{u"type"_s, u"message_start"_s}, {u"message"_s, message}}, "message_start")}};
        appendBlocks(frames, answer);
        const QJsonObject end{{u"stop_reason"_s, stopReason(answer)}, {u"stop_sequence"_s, stopSequence(answer)}};
        QJsonObject delta{{u"type"_s, u"message_delta"_s}, {u"delta"_s, end}};
        if (withUsage)
            delta.insert(u"usage"_s, finalUsage(answer));
        frames.append({.bytes = sseEvent(delta, "message_delta")});
        frames.append({.bytes = sseEvent({{u"type"_s, u"message_stop"_s}}, "message_stop")});
        return frames;
    }

    QByteArray streamContentType(const SandboxCall& /*call*/) const override
    {
        return "text/event-stream; charset=utf-8";
    }

    QByteArray models() const override
    {
        const QStringList names = sandboxModels();
        const QString date = QDateTime::fromSecsSinceEpoch(kSandboxModelDate, QTimeZone::UTC).toString(Qt::ISODate);
        QJsonArray data;
        for (const QString& model : names)
            data.append(QJsonObject{{u"type"_s, u"model"_s}, {u"id"_s, model},
                {u"display_name"_s, model + u" (simulated)"_s}, {u"created_at"_s, date},
                {u"max_input_tokens"_s, kSandboxContextTokens}, {u"max_tokens"_s, kSandboxMaxOutputTokens}});
        return compactJson(
            {{u"data"_s, data}, {u"has_more"_s, false}, {u"first_id"_s, names.first()}, {u"last_id"_s, names.last()}});
    }

    QByteArray tokenCount(qint64 tokens) const override { return compactJson({{u"input_tokens"_s, tokens}}); }
};

} // namespace

std::unique_ptr<const SandboxFormat> makeAnthropicFormat()
{
    return std::make_unique<AnthropicFormat>();
}

} // namespace assay
