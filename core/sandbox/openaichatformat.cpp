// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/sandboxendpoints.h"
#include "core/sandbox/sandboxformat.h"
#include "core/sandbox/sandboxtokens.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QList<ContentPart> readContent(const QJsonValue& content)
{
    if (content.isString())
        return {TextPart{content.toString()}};
    QList<ContentPart> parts;
    for (const QJsonValue& value : content.toArray()) {
        const QJsonObject part = value.toObject();
        const QString type = part["type"_L1].toString();
        if (type == "image_url"_L1) {
            const QString url = part["image_url"_L1].isString() ? part["image_url"_L1].toString()
                                                                : part["image_url"_L1]["url"_L1].toString();
            const bool data = url.startsWith("data:"_L1);
            parts.append(ImagePart{
                .data = data ? decodedData(url) : QByteArray(), .mediaType = {}, .url = data ? QString() : url});
        } else if (type == "file"_L1) {
            parts.append(DocumentPart{.data = decodedData(part["file"_L1]["file_data"_L1].toString()),
                .mediaType = {},
                .fileName = part["file"_L1]["filename"_L1].toString()});
        } else {
            parts.append(TextPart{part["text"_L1].toString()});
        }
    }
    return parts;
}

ChatMessage readMessage(const QJsonObject& object)
{
    const QString role = object["role"_L1].toString();
    ChatMessage message;
    message.parts = readContent(object["content"_L1]);
    if (role == "system"_L1 || role == "developer"_L1)
        message.role = Role::System;
    if (role == "assistant"_L1) {
        message.role = Role::Assistant;
        for (const QJsonValue& call : object["tool_calls"_L1].toArray())
            message.parts.append(ToolCallPart{.id = call["id"_L1].toString(),
                .name = call["function"_L1]["name"_L1].toString(),
                .arguments = call["function"_L1]["arguments"_L1].toString(),
                .signature = {}});
    }
    if (role == "tool"_L1) {
        message.role = Role::Tool;
        QString text;
        for (const ContentPart& part : std::as_const(message.parts)) {
            if (const auto* piece = std::get_if<TextPart>(&part))
                text += piece->text;
        }
        message.parts = {
            ToolResultPart{.callId = object["tool_call_id"_L1].toString(), .name = {}, .text = text, .isError = false}};
    }
    return message;
}

ToolChoice readChoice(const QJsonObject& body)
{
    const QJsonValue value = body["tool_choice"_L1];
    ToolChoice choice;
    if (body["parallel_tool_calls"_L1].isBool())
        choice.parallel = body["parallel_tool_calls"_L1].toBool();
    if (value.toString() == "none"_L1)
        choice.mode = ToolChoice::Mode::None;
    else if (value.toString() == "required"_L1)
        choice.mode = ToolChoice::Mode::Required;
    else if (value.isObject()) {
        choice.mode = ToolChoice::Mode::Named;
        choice.name = value["function"_L1]["name"_L1].toString();
    }
    return choice;
}

QString finishWord(const SandboxAnswer& answer)
{
    return finishReasonName(answer.finish);
}

QJsonObject usageObject(const SandboxAnswer& answer)
{
    const qint64 completion = answer.outputTokens() + answer.reasoningTokens();
    return {{u"prompt_tokens"_s, answer.promptTokens}, {u"completion_tokens"_s, completion},
        {u"total_tokens"_s, answer.promptTokens + completion},
        {u"prompt_tokens_details"_s, QJsonObject{{u"cached_tokens"_s, answer.cachedTokens}, {u"audio_tokens"_s, 0}}},
        {u"completion_tokens_details"_s,
            QJsonObject{{u"reasoning_tokens"_s, answer.reasoningTokens()}, {u"audio_tokens"_s, 0}}}};
}

QJsonObject toolCallObject(const ToolCall& call, const QString& arguments)
{
    return {{u"id"_s, u"call_"_s + call.id}, {u"type"_s, u"function"_s},
        {u"function"_s, QJsonObject{{u"name"_s, call.name}, {u"arguments"_s, arguments}}}};
}

/// Writes the chunks of one stream; they differ in their delta only.
class ChunkWriter
{
public:
    ChunkWriter(const SandboxAnswer& answer, bool nullUsage)
    {
        m_base = {{u"id"_s, u"chatcmpl-"_s + answer.id}, {u"object"_s, u"chat.completion.chunk"_s},
            {u"created"_s, answer.created.toSecsSinceEpoch()}, {u"model"_s, answer.model},
            {u"system_fingerprint"_s, u"fp_simulated"_s}};
        if (nullUsage)
            m_base.insert(u"usage"_s, QJsonValue::Null);
    }

    QByteArray delta(const QJsonObject& delta, const QJsonValue& finish = QJsonValue::Null) const
    {
        QJsonObject chunk = m_base;
        chunk.insert(u"choices"_s,
            QJsonArray{QJsonObject{{u"index"_s, 0}, {u"delta"_s, delta}, {u"logprobs"_s, QJsonValue::Null},
                {u"finish_reason"_s, finish}}});
        return sseEvent(chunk);
    }

    QByteArray usage(const QJsonObject& usage) const
    {
        QJsonObject chunk = m_base;
        chunk.insert(u"choices"_s, QJsonArray());
        chunk.insert(u"usage"_s, usage);
        return sseEvent(chunk);
    }

private:
    QJsonObject m_base;
};

void appendToolCalls(QList<PlaybackFrame>& frames, const ChunkWriter& chunks, const SandboxAnswer& answer)
{
    for (qsizetype i = 0; i < answer.toolCalls.size(); ++i) {
        const ToolCall& call = answer.toolCalls[i];
        QJsonObject first = toolCallObject(call, QString());
        first.insert(u"index"_s, i);
        frames.append(
            {.bytes = chunks.delta({{u"tool_calls"_s, QJsonArray{first}}}), .output = countSandboxTokens(call.name)});
        for (const QString& piece : argumentPieces(call)) {
            const QJsonObject part{{u"index"_s, i}, {u"function"_s, QJsonObject{{u"arguments"_s, piece}}}};
            frames.append(
                {.bytes = chunks.delta({{u"tool_calls"_s, QJsonArray{part}}}), .output = countSandboxTokens(piece)});
        }
    }
}

class OpenAiChatFormat final : public SandboxFormat
{
public:
    QString id() const override { return u"openai-chat"_s; }

    Result<SandboxCall> readCall(
        const IncomingRequest& /*request*/, const QJsonObject& body, const QString& /*pathModel*/) const override
    {
        SandboxCall call;
        call.model = bareModelName(body["model"_L1].toString());
        if (call.model.isEmpty())
            return std::unexpected(apiError(400, u"you must provide a model parameter"_s));
        const QJsonArray messages = body["messages"_L1].toArray();
        if (messages.isEmpty())
            return std::unexpected(
                apiError(400, u"Invalid 'messages': expected a non-empty array of messages."_s, u"invalid_value"_s));
        for (const QJsonValue& message : messages)
            call.chat.messages.append(readMessage(message.toObject()));
        call.chat.stream = body["stream"_L1].toBool();
        call.usageInStream = body["stream_options"_L1]["include_usage"_L1].toBool();
        call.chat.sampling.seed = wholeNumber(body["seed"_L1]);
        call.chat.sampling.stop = textOrList(body["stop"_L1]);
        call.chat.sampling.maxOutputTokens = wholeNumber(body["max_completion_tokens"_L1]);
        if (!call.chat.sampling.maxOutputTokens)
            call.chat.sampling.maxOutputTokens = wholeNumber(body["max_tokens"_L1]);
        call.chat.tools = readFunctionTools(body["tools"_L1].toArray());
        call.chat.toolChoice = readChoice(body);
        call.thinking = body["reasoning_effort"_L1].toString() != "none"_L1;
        const QJsonObject format = body["response_format"_L1].toObject();
        if (format["type"_L1].toString() == "json_object"_L1)
            call.chat.format = OutputFormat{.kind = OutputFormat::Kind::JsonObject, .name = {}, .schema = {}};
        if (format["type"_L1].toString() == "json_schema"_L1)
            call.chat.format = OutputFormat{.kind = OutputFormat::Kind::JsonSchema,
                .name = format["json_schema"_L1]["name"_L1].toString(),
                .schema = format["json_schema"_L1]["schema"_L1].toObject()};
        return call;
    }

    Error unknownModel(const QString& model) const override
    {
        return apiError(
            404, u"The model `%1` does not exist or you do not have access to it."_s.arg(model), u"model_not_found"_s);
    }

    QByteArray errorBody(const Error& error) const override
    {
        const QString type = error.httpStatus == 429 ? u"requests"_s
            : error.httpStatus >= 500                ? u"server_error"_s
                                                     : u"invalid_request_error"_s;
        QString code = error.providerCode;
        if (code.isEmpty() && error.httpStatus == 401)
            code = u"invalid_api_key"_s;
        if (code.isEmpty() && error.httpStatus == 429)
            code = u"rate_limit_exceeded"_s;
        return compactJson({{u"error"_s,
            QJsonObject{{u"message"_s, error.detail}, {u"type"_s, type}, {u"param"_s, QJsonValue::Null},
                {u"code"_s, code.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(code)}}}});
    }

    QByteArray errorEvent(const Error& error) const override { return "data: " + errorBody(error) + "\n\n"; }

    QByteArray whole(const SandboxCall& /*call*/, const SandboxAnswer& answer, UsageReporting usage) const override
    {
        QJsonObject message{{u"role"_s, u"assistant"_s}, {u"refusal"_s, QJsonValue::Null}};
        message.insert(u"content"_s,
            answer.toolCalls.isEmpty() ? QJsonValue(answer.text.join(QString())) : QJsonValue(QJsonValue::Null));
        if (!answer.reasoning.isEmpty())
            message.insert(u"reasoning_content"_s, answer.reasoning.join(QString()));
        QJsonArray calls;
        for (const ToolCall& call : answer.toolCalls)
            calls.append(toolCallObject(call, call.arguments));
        if (!calls.isEmpty())
            message.insert(u"tool_calls"_s, calls);
        QJsonObject body{{u"id"_s, u"chatcmpl-"_s + answer.id}, {u"object"_s, u"chat.completion"_s},
            {u"created"_s, answer.created.toSecsSinceEpoch()}, {u"model"_s, answer.model},
            {u"system_fingerprint"_s, u"fp_simulated"_s},
            {u"choices"_s,
                QJsonArray{QJsonObject{{u"index"_s, 0}, {u"message"_s, message}, {u"logprobs"_s, QJsonValue::Null},
                    {u"finish_reason"_s, finishWord(answer)}}}}};
        if (usage == UsageReporting::Reported)
            body.insert(u"usage"_s, usageObject(answer));
        return compactJson(body);
    }

    QList<PlaybackFrame> stream(
        const SandboxCall& call, const SandboxAnswer& answer, UsageReporting usage) const override
    {
        const bool withUsage = call.usageInStream && usage == UsageReporting::Reported;
        const ChunkWriter chunks(answer, withUsage);
        const QJsonValue content = answer.toolCalls.isEmpty() ? QJsonValue(QString()) : QJsonValue(QJsonValue::Null);
        QList<PlaybackFrame> frames{{.bytes
            = chunks.delta({{u"role"_s, u"assistant"_s}, {u"content"_s, content}, {u"refusal"_s, QJsonValue::Null}})}};
        for (const QString& token : answer.reasoning)
            frames.append({.bytes = chunks.delta({{u"reasoning_content"_s, token}}), .reasoning = 1});
        for (const QString& token : answer.text)
            frames.append({.bytes = chunks.delta({{u"content"_s, token}}), .output = 1});
        appendToolCalls(frames, chunks, answer);
        frames.append({.bytes = chunks.delta({}, finishWord(answer))});
        if (withUsage)
            frames.append({.bytes = chunks.usage(usageObject(answer))});
        frames.append({.bytes = "data: [DONE]\n\n"});
        return frames;
    }

    QByteArray streamContentType(const SandboxCall& /*call*/) const override
    {
        return "text/event-stream; charset=utf-8";
    }

    QByteArray models() const override
    {
        QJsonArray data;
        for (const QString& model : sandboxModels())
            data.append(QJsonObject{{u"id"_s, model}, {u"object"_s, u"model"_s}, {u"created"_s, kSandboxModelDate},
                {u"owned_by"_s, u"assay-sandbox (simulated)"_s}});
        return compactJson({{u"object"_s, u"list"_s}, {u"data"_s, data}});
    }
};

} // namespace

std::unique_ptr<const SandboxFormat> makeOpenAiChatFormat()
{
    return std::make_unique<OpenAiChatFormat>();
}

} // namespace assay
