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
        if (type == "input_image"_L1) {
            const QString url = part["image_url"_L1].toString();
            const bool data = url.startsWith("data:"_L1);
            parts.append(ImagePart{
                .data = data ? decodedData(url) : QByteArray(), .mediaType = {}, .url = data ? QString() : url});
        } else if (type == "input_file"_L1) {
            parts.append(DocumentPart{.data = decodedData(part["file_data"_L1].toString()),
                .mediaType = {},
                .fileName = part["filename"_L1].toString()});
        } else {
            parts.append(TextPart{part["text"_L1].toString()});
        }
    }
    return parts;
}

ChatMessage readItem(const QJsonObject& item)
{
    const QString type = item["type"_L1].toString();
    ChatMessage message;
    if (type == "function_call"_L1) {
        message.role = Role::Assistant;
        message.parts = {ToolCallPart{.id = item["call_id"_L1].toString(),
            .name = item["name"_L1].toString(),
            .arguments = item["arguments"_L1].toString(),
            .signature = {}}};
    } else if (type == "function_call_output"_L1) {
        message.role = Role::Tool;
        message.parts = {ToolResultPart{.callId = item["call_id"_L1].toString(),
            .name = {},
            .text = item["output"_L1].toString(),
            .isError = false}};
    } else if (type == "reasoning"_L1) {
        message.role = Role::Assistant;
    } else {
        const QString role = item["role"_L1].toString();
        message.parts = readContent(item["content"_L1]);
        if (role == "assistant"_L1)
            message.role = Role::Assistant;
        if (role == "system"_L1 || role == "developer"_L1)
            message.role = Role::System;
    }
    return message;
}

QJsonObject usageObject(const SandboxAnswer& answer)
{
    const qint64 output = answer.outputTokens() + answer.reasoningTokens();
    return {{u"input_tokens"_s, answer.promptTokens},
        {u"input_tokens_details"_s, QJsonObject{{u"cached_tokens"_s, answer.cachedTokens}}},
        {u"output_tokens"_s, output},
        {u"output_tokens_details"_s, QJsonObject{{u"reasoning_tokens"_s, answer.reasoningTokens()}}},
        {u"total_tokens"_s, answer.promptTokens + output}};
}

QJsonObject textPart(const QString& text)
{
    return {{u"type"_s, u"output_text"_s}, {u"text"_s, text}, {u"annotations"_s, QJsonArray()}};
}

QJsonObject reasoningItem(const SandboxAnswer& answer)
{
    return {{u"type"_s, u"reasoning"_s}, {u"id"_s, u"rs_"_s + answer.id},
        {u"summary"_s,
            QJsonArray{QJsonObject{{u"type"_s, u"summary_text"_s}, {u"text"_s, answer.reasoning.join(QString())}}}}};
}

QJsonObject messageItem(const SandboxAnswer& answer)
{
    return {{u"type"_s, u"message"_s}, {u"id"_s, u"msg_"_s + answer.id}, {u"status"_s, u"completed"_s},
        {u"role"_s, u"assistant"_s}, {u"content"_s, QJsonArray{textPart(answer.text.join(QString()))}}};
}

QJsonObject callItem(const ToolCall& call, const QString& arguments)
{
    return {{u"type"_s, u"function_call"_s}, {u"id"_s, u"fc_"_s + call.id}, {u"call_id"_s, u"call_"_s + call.id},
        {u"name"_s, call.name}, {u"arguments"_s, arguments}, {u"status"_s, u"completed"_s}};
}

QJsonObject responseObject(const SandboxAnswer& answer, const QString& status)
{
    return {{u"id"_s, u"resp_"_s + answer.id}, {u"object"_s, u"response"_s},
        {u"created_at"_s, answer.created.toSecsSinceEpoch()}, {u"status"_s, status}, {u"model"_s, answer.model},
        {u"error"_s, QJsonValue::Null}, {u"incomplete_details"_s, QJsonValue::Null}, {u"output"_s, QJsonArray()},
        {u"usage"_s, QJsonValue::Null}};
}

QJsonObject finishedResponse(const SandboxAnswer& answer, UsageReporting usage)
{
    const bool incomplete = answer.finish == FinishReason::Length;
    QJsonObject response = responseObject(answer, incomplete ? u"incomplete"_s : u"completed"_s);
    if (incomplete)
        response.insert(u"incomplete_details"_s, QJsonObject{{u"reason"_s, u"max_output_tokens"_s}});
    QJsonArray output;
    if (!answer.reasoning.isEmpty())
        output.append(reasoningItem(answer));
    if (!answer.text.isEmpty())
        output.append(messageItem(answer));
    for (const ToolCall& call : answer.toolCalls)
        output.append(callItem(call, call.arguments));
    response.insert(u"output"_s, output);
    if (usage == UsageReporting::Reported)
        response.insert(u"usage"_s, usageObject(answer));
    return response;
}

/// Writes numbered events; items follow one another.
class EventWriter
{
public:
    void append(const QString& type, QJsonObject data, qint64 output = 0, qint64 reasoning = 0)
    {
        data.insert(u"type"_s, type);
        data.insert(u"sequence_number"_s, frames.size());
        frames.append({.bytes = sseEvent(data, type.toLatin1()), .output = output, .reasoning = reasoning});
    }

    void appendReasoning(const SandboxAnswer& answer)
    {
        const QJsonObject place{
            {u"item_id"_s, u"rs_"_s + answer.id}, {u"output_index"_s, m_item}, {u"summary_index"_s, 0}};
        const QString text = answer.reasoning.join(QString());
        QJsonObject empty = reasoningItem(answer);
        empty.insert(u"summary"_s, QJsonArray());
        append(u"response.output_item.added"_s, {{u"output_index"_s, m_item}, {u"item"_s, empty}});
        append(u"response.reasoning_summary_part.added"_s, with(place, u"part"_s, summaryPart(QString())));
        for (const QString& token : answer.reasoning)
            append(u"response.reasoning_summary_text.delta"_s, with(place, u"delta"_s, token), 0, 1);
        append(u"response.reasoning_summary_text.done"_s, with(place, u"text"_s, text));
        append(u"response.reasoning_summary_part.done"_s, with(place, u"part"_s, summaryPart(text)));
        append(u"response.output_item.done"_s, {{u"output_index"_s, m_item++}, {u"item"_s, reasoningItem(answer)}});
    }

    void appendMessage(const SandboxAnswer& answer)
    {
        const QJsonObject place{
            {u"item_id"_s, u"msg_"_s + answer.id}, {u"output_index"_s, m_item}, {u"content_index"_s, 0}};
        const QString text = answer.text.join(QString());
        QJsonObject empty = messageItem(answer);
        empty.insert(u"content"_s, QJsonArray());
        empty.insert(u"status"_s, u"in_progress"_s);
        append(u"response.output_item.added"_s, {{u"output_index"_s, m_item}, {u"item"_s, empty}});
        append(u"response.content_part.added"_s, with(place, u"part"_s, textPart(QString())));
        for (const QString& token : answer.text)
            append(u"response.output_text.delta"_s, with(place, u"delta"_s, token), 1);
        append(u"response.output_text.done"_s, with(place, u"text"_s, text));
        append(u"response.content_part.done"_s, with(place, u"part"_s, textPart(text)));
        append(u"response.output_item.done"_s, {{u"output_index"_s, m_item++}, {u"item"_s, messageItem(answer)}});
    }

    void appendCall(const ToolCall& call)
    {
        const QJsonObject place{{u"item_id"_s, u"fc_"_s + call.id}, {u"output_index"_s, m_item}};
        append(u"response.output_item.added"_s, {{u"output_index"_s, m_item}, {u"item"_s, callItem(call, QString())}},
            countSandboxTokens(call.name));
        for (const QString& piece : argumentPieces(call))
            append(
                u"response.function_call_arguments.delta"_s, with(place, u"delta"_s, piece), countSandboxTokens(piece));
        append(u"response.function_call_arguments.done"_s, with(place, u"arguments"_s, call.arguments));
        append(u"response.output_item.done"_s,
            {{u"output_index"_s, m_item++}, {u"item"_s, callItem(call, call.arguments)}});
    }

    QList<PlaybackFrame> frames;

private:
    static QJsonObject with(QJsonObject object, const QString& key, const QJsonValue& value)
    {
        object.insert(key, value);
        return object;
    }
    static QJsonObject summaryPart(const QString& text) { return {{u"type"_s, u"summary_text"_s}, {u"text"_s, text}}; }

    int m_item = 0;
};

class OpenAiResponsesFormat final : public SandboxFormat
{
public:
    OpenAiResponsesFormat()
        : m_chat(makeOpenAiChatFormat())
    {
    }

    QString id() const override { return u"openai-responses"_s; }

    Result<SandboxCall> readCall(
        const IncomingRequest& /*request*/, const QJsonObject& body, const QString& /*pathModel*/) const override
    {
        SandboxCall call;
        call.model = bareModelName(body["model"_L1].toString());
        if (call.model.isEmpty())
            return std::unexpected(
                apiError(400, u"Missing required parameter: 'model'."_s, u"missing_required_parameter"_s));
        if (const QString system = body["instructions"_L1].toString(); !system.isEmpty())
            call.chat.messages.append(ChatMessage::text(Role::System, system));
        const QJsonValue input = body["input"_L1];
        if (input.isString())
            call.chat.messages.append(ChatMessage::text(Role::User, input.toString()));
        for (const QJsonValue& item : input.toArray())
            call.chat.messages.append(readItem(item.toObject()));
        if (!input.isString() && input.toArray().isEmpty())
            return std::unexpected(
                apiError(400, u"Missing required parameter: 'input'."_s, u"missing_required_parameter"_s));
        call.chat.stream = body["stream"_L1].toBool();
        call.chat.sampling.maxOutputTokens = wholeNumber(body["max_output_tokens"_L1]);
        call.chat.tools = readFunctionTools(body["tools"_L1].toArray());
        call.thinking = body["reasoning"_L1]["effort"_L1].toString() != "none"_L1;
        readChoice(body, call);
        const QJsonObject format = body["text"_L1]["format"_L1].toObject();
        if (format["type"_L1].toString() == "json_object"_L1)
            call.chat.format = OutputFormat{.kind = OutputFormat::Kind::JsonObject, .name = {}, .schema = {}};
        if (format["type"_L1].toString() == "json_schema"_L1)
            call.chat.format = OutputFormat{.kind = OutputFormat::Kind::JsonSchema,
                .name = format["name"_L1].toString(),
                .schema = format["schema"_L1].toObject()};
        return call;
    }

    /// This API says 400 where chat completions say 404.
    Error unknownModel(const QString& model) const override
    {
        return apiError(400, u"The requested model '%1' does not exist."_s.arg(model), u"model_not_found"_s);
    }

    QByteArray errorBody(const Error& error) const override { return m_chat->errorBody(error); }

    QByteArray errorEvent(const Error& error) const override
    {
        const QString code = error.providerCode.isEmpty() ? u"server_error"_s : error.providerCode;
        return sseEvent({{u"type"_s, u"error"_s}, {u"code"_s, code}, {u"message"_s, error.detail},
                            {u"param"_s, QJsonValue::Null}, {u"sequence_number"_s, 0}},
            "error");
    }

    QByteArray whole(const SandboxCall& /*call*/, const SandboxAnswer& answer, UsageReporting usage) const override
    {
        return compactJson(finishedResponse(answer, usage));
    }

    QList<PlaybackFrame> stream(
        const SandboxCall& /*call*/, const SandboxAnswer& answer, UsageReporting usage) const override
    {
        EventWriter events;
        const QJsonObject begun{{u"response"_s, responseObject(answer, u"in_progress"_s)}};
        events.append(u"response.created"_s, begun);
        events.append(u"response.in_progress"_s, begun);
        if (!answer.reasoning.isEmpty())
            events.appendReasoning(answer);
        if (!answer.text.isEmpty())
            events.appendMessage(answer);
        for (const ToolCall& call : answer.toolCalls)
            events.appendCall(call);
        const bool incomplete = answer.finish == FinishReason::Length;
        events.append(incomplete ? u"response.incomplete"_s : u"response.completed"_s,
            {{u"response"_s, finishedResponse(answer, usage)}});
        return events.frames;
    }

    QByteArray streamContentType(const SandboxCall& /*call*/) const override
    {
        return "text/event-stream; charset=utf-8";
    }

    QByteArray models() const override { return m_chat->models(); }

private:
    static void readChoice(const QJsonObject& body, SandboxCall& call)
    {
        ToolChoice choice;
        const QJsonValue value = body["tool_choice"_L1];
        if (value.toString() == "none"_L1)
            choice.mode = ToolChoice::Mode::None;
        if (value.toString() == "required"_L1)
            choice.mode = ToolChoice::Mode::Required;
        if (value.isObject()) {
            choice.mode = ToolChoice::Mode::Named;
            choice.name = value["name"_L1].toString();
        }
        if (body["parallel_tool_calls"_L1].isBool())
            choice.parallel = body["parallel_tool_calls"_L1].toBool();
        call.chat.toolChoice = choice;
    }

    std::unique_ptr<const SandboxFormat> m_chat;
};

} // namespace

std::unique_ptr<const SandboxFormat> makeOpenAiResponsesFormat()
{
    return std::make_unique<OpenAiResponsesFormat>();
}

} // namespace assay
