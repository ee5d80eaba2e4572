// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/sandboxendpoints.h"
#include "core/sandbox/sandboxformat.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

ChatMessage readMessage(const QJsonObject& object)
{
    const QString role = object["role"_L1].toString();
    const QString content = object["content"_L1].toString();
    ChatMessage message;
    if (role == "tool"_L1) {
        message.role = Role::Tool;
        message.parts = {ToolResultPart{.callId = object["tool_call_id"_L1].toString(),
            .name = object["tool_name"_L1].toString(),
            .text = content,
            .isError = false}};
        return message;
    }
    message.role = role == "system"_L1 ? Role::System : role == "assistant"_L1 ? Role::Assistant : Role::User;
    if (!content.isEmpty())
        message.parts.append(TextPart{content});
    for (const QJsonValue& image : object["images"_L1].toArray())
        message.parts.append(ImagePart{.data = decodedData(image.toString()), .mediaType = {}, .url = {}});
    for (const QJsonValue& call : object["tool_calls"_L1].toArray())
        message.parts.append(ToolCallPart{.id = call["id"_L1].toString(),
            .name = call["function"_L1]["name"_L1].toString(),
            .arguments = QString::fromUtf8(compactJson(call["function"_L1]["arguments"_L1].toObject())),
            .signature = {}});
    return message;
}

QJsonArray toolCalls(const SandboxAnswer& answer)
{
    QJsonArray calls;
    for (const ToolCall& call : answer.toolCalls) {
        const QJsonObject function{{u"index"_s, calls.size()}, {u"name"_s, call.name},
            {u"arguments"_s, QJsonDocument::fromJson(call.arguments.toUtf8()).object()}};
        calls.append(QJsonObject{{u"id"_s, u"call_"_s + call.id}, {u"function"_s, function}});
    }
    return calls;
}

/// One line of the answer; a whole answer is the last line with all text in it.
QJsonObject line(const SandboxAnswer& answer, QJsonObject message)
{
    message.insert(u"role"_s, u"assistant"_s);
    if (!message.contains("content"_L1))
        message.insert(u"content"_s, QString());
    return {{u"model"_s, answer.model}, {u"created_at"_s, answer.created.toUTC().toString(Qt::ISODateWithMs)},
        {u"message"_s, message}, {u"done"_s, false}};
}

/// `done_reason` is `stop` for tool calls too. Durations are nanoseconds at the model's normal pace.
QJsonObject finished(QJsonObject object, const SandboxAnswer& answer, UsageReporting usage)
{
    object.insert(u"done"_s, true);
    object.insert(u"done_reason"_s, answer.finish == FinishReason::Length ? u"length"_s : u"stop"_s);
    if (usage == UsageReporting::Omitted)
        return object;
    const Pace pace = sandboxPace(answer.model);
    const qint64 tokens = answer.outputTokens() + answer.reasoningTokens();
    const qint64 reading = pace.firstToken.count() * 1000;
    const qint64 writing = answer.outputTokens() * 1'000'000'000 / pace.tokensPerSecond + pace.reasoning.count() * 1000;
    object.insert(u"total_duration"_s, reading + writing);
    object.insert(u"load_duration"_s, 1'000'000);
    object.insert(u"prompt_eval_count"_s, answer.promptTokens);
    object.insert(u"prompt_eval_duration"_s, reading);
    object.insert(u"eval_count"_s, tokens);
    object.insert(u"eval_duration"_s, writing);
    return object;
}

class OllamaFormat final : public SandboxFormat
{
public:
    QString id() const override { return u"ollama"_s; }
    bool reportsCache() const override { return false; }

    Result<SandboxCall> readCall(
        const IncomingRequest& /*request*/, const QJsonObject& body, const QString& /*pathModel*/) const override
    {
        SandboxCall call;
        call.model = bareModelName(body["model"_L1].toString());
        if (call.model.isEmpty())
            return std::unexpected(apiError(400, u"model is required"_s));
        if (!body["messages"_L1].isArray())
            return std::unexpected(apiError(400, u"messages must be a list"_s));
        for (const QJsonValue& message : body["messages"_L1].toArray())
            call.chat.messages.append(readMessage(message.toObject()));
        call.chat.stream = body["stream"_L1].toBool(true);
        const QJsonObject options = body["options"_L1].toObject();
        call.chat.sampling.maxOutputTokens = wholeNumber(options["num_predict"_L1]);
        call.chat.sampling.seed = wholeNumber(options["seed"_L1]);
        call.chat.sampling.stop = textOrList(options["stop"_L1]);
        call.chat.tools = readFunctionTools(body["tools"_L1].toArray());
        call.thinking = body["think"_L1].toBool(true);
        const QJsonValue format = body["format"_L1];
        if (format.isObject())
            call.chat.format
                = OutputFormat{.kind = OutputFormat::Kind::JsonSchema, .name = {}, .schema = format.toObject()};
        else if (format.toString() == "json"_L1)
            call.chat.format = OutputFormat{.kind = OutputFormat::Kind::JsonObject, .name = {}, .schema = {}};
        return call;
    }

    Error unknownModel(const QString& model) const override
    {
        return apiError(404, u"model '%1' not found"_s.arg(model));
    }

    QByteArray errorBody(const Error& error) const override { return compactJson({{u"error"_s, error.detail}}); }
    QByteArray errorEvent(const Error& error) const override { return errorBody(error) + '\n'; }

    QByteArray whole(const SandboxCall& /*call*/, const SandboxAnswer& answer, UsageReporting usage) const override
    {
        QJsonObject message{{u"content"_s, answer.text.join(QString())}};
        if (!answer.reasoning.isEmpty())
            message.insert(u"thinking"_s, answer.reasoning.join(QString()));
        if (!answer.toolCalls.isEmpty())
            message.insert(u"tool_calls"_s, toolCalls(answer));
        return compactJson(finished(line(answer, message), answer, usage));
    }

    QList<PlaybackFrame> stream(
        const SandboxCall& /*call*/, const SandboxAnswer& answer, UsageReporting usage) const override
    {
        QList<PlaybackFrame> frames;
        for (const QString& token : answer.reasoning)
            frames.append({.bytes = compactJson(line(answer, {{u"thinking"_s, token}})) + '\n', .reasoning = 1});
        for (const QString& token : answer.text)
            frames.append({.bytes = compactJson(line(answer, {{u"content"_s, token}})) + '\n', .output = 1});
        if (!answer.toolCalls.isEmpty())
            frames.append({.bytes = compactJson(line(answer, {{u"tool_calls"_s, toolCalls(answer)}})) + '\n',
                .output = answer.outputTokens()});
        frames.append({.bytes = compactJson(finished(line(answer, {}), answer, usage)) + '\n'});
        return frames;
    }

    QByteArray streamContentType(const SandboxCall& /*call*/) const override { return "application/x-ndjson"; }

    QByteArray models() const override
    {
        const QString date = QDateTime::fromSecsSinceEpoch(kSandboxModelDate, QTimeZone::UTC).toString(Qt::ISODate);
        QJsonArray models;
        for (const QString& model : sandboxModels()) {
            const QJsonObject details{{u"family"_s, u"simulated"_s}, {u"families"_s, QJsonArray{u"simulated"_s}},
                {u"format"_s, u"simulated"_s}, {u"parameter_size"_s, u"0"_s}, {u"quantization_level"_s, u"none"_s},
                {u"context_length"_s, kSandboxContextTokens}};
            QJsonArray capabilities{u"completion"_s, u"tools"_s};
            if (model == "thinker"_L1)
                capabilities.append(u"thinking"_s);
            models.append(QJsonObject{{u"name"_s, model}, {u"model"_s, model}, {u"modified_at"_s, date}, {u"size"_s, 0},
                {u"digest"_s, u"simulated-"_s + model}, {u"details"_s, details}, {u"capabilities"_s, capabilities}});
        }
        return compactJson({{u"models"_s, models}});
    }
};

} // namespace

std::unique_ptr<const SandboxFormat> makeOllamaFormat()
{
    return std::make_unique<OllamaFormat>();
}

} // namespace assay
