// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/ollamarequest.h"

#include "core/providers/requestparts.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// The pieces of one message, gathered part by part.
struct MessageParts {
    QStringList texts;
    QStringList thoughts;
    QJsonArray images;
    QJsonArray calls;
    QList<ToolResultPart> results;
};

Result<MessageParts> gather(const ChatMessage& message)
{
    MessageParts out;
    for (const auto& part : message.parts) {
        if (const auto* text = std::get_if<TextPart>(&part)) {
            out.texts.append(text->text);
        } else if (const auto* reasoning = std::get_if<ReasoningPart>(&part)) {
            if (!reasoning->text.isEmpty())
                out.thoughts.append(reasoning->text);
        } else if (const auto* result = std::get_if<ToolResultPart>(&part)) {
            out.results.append(*result);
        } else if (const auto* image = std::get_if<ImagePart>(&part)) {
            if (image->data.isEmpty())
                return fail(ErrorKind::InvalidRequest, u"image: Ollama takes bytes, not addresses"_s);
            out.images.append(QString::fromLatin1(image->data.toBase64()));
        } else if (const auto* call = std::get_if<ToolCallPart>(&part)) {
            const auto arguments = argumentsObject(*call);
            if (!arguments)
                return std::unexpected(arguments.error());
            QJsonObject item{{u"function"_s, QJsonObject{{u"name"_s, call->name}, {u"arguments"_s, *arguments}}}};
            if (!call->id.isEmpty())
                item.insert(u"id"_s, call->id);
            out.calls.append(item);
        } else {
            return fail(ErrorKind::InvalidRequest, u"document: Ollama takes text and images only"_s);
        }
    }
    return out;
}

QString roleName(Role role)
{
    switch (role) {
    case Role::System: return u"system"_s;
    case Role::User: return u"user"_s;
    case Role::Assistant: return u"assistant"_s;
    case Role::Tool: return u"tool"_s;
    }
    std::unreachable();
}

QJsonObject resultMessage(const ToolResultPart& result)
{
    QJsonObject out{{u"role"_s, u"tool"_s}, {u"content"_s, result.text}};
    if (!result.name.isEmpty())
        out.insert(u"tool_name"_s, result.name);
    if (!result.callId.isEmpty())
        out.insert(u"tool_call_id"_s, result.callId);
    return out;
}

Result<QJsonArray> messageList(const QList<ChatMessage>& messages)
{
    QJsonArray out;
    for (const auto& message : messages) {
        const auto parts = gather(message);
        if (!parts)
            return std::unexpected(parts.error());
        for (const auto& result : parts->results)
            out.append(resultMessage(result));
        if (parts->texts.isEmpty() && parts->images.isEmpty() && parts->calls.isEmpty())
            continue;
        QJsonObject item{{u"role"_s, roleName(message.role)}, {u"content"_s, parts->texts.join("\n\n"_L1)}};
        if (!parts->thoughts.isEmpty())
            item.insert(u"thinking"_s, parts->thoughts.join("\n\n"_L1));
        if (!parts->images.isEmpty())
            item.insert(u"images"_s, parts->images);
        if (!parts->calls.isEmpty())
            item.insert(u"tool_calls"_s, parts->calls);
        out.append(item);
    }
    return out;
}

QJsonObject options(const Sampling& sampling)
{
    QJsonObject out;
    const auto add = [&](const QString& name, const auto& value) {
        if (value)
            out.insert(name, *value);
    };
    add(u"temperature"_s, sampling.temperature);
    add(u"top_p"_s, sampling.topP);
    add(u"top_k"_s, sampling.topK);
    add(u"presence_penalty"_s, sampling.presencePenalty);
    add(u"frequency_penalty"_s, sampling.frequencyPenalty);
    add(u"seed"_s, sampling.seed);
    add(u"num_predict"_s, sampling.maxOutputTokens);
    if (!sampling.stop.isEmpty())
        out.insert(u"stop"_s, QJsonArray::fromStringList(sampling.stop));
    return out;
}

/// Null: not sent.
QJsonValue thinkValue(const ReasoningOptions& reasoning)
{
    if (reasoning.effort == "none"_L1 || reasoning.budgetTokens == 0)
        return false;
    if (reasoning.effort.isEmpty())
        return reasoning.budgetTokens ? QJsonValue(true) : QJsonValue();
    return reasoning.effort == "minimal"_L1 ? u"low"_s : reasoning.effort;
}

QJsonArray toolList(const QList<ToolSpec>& tools)
{
    QJsonArray out;
    for (const auto& tool : tools) {
        QJsonObject function{{u"name"_s, tool.name}, {u"parameters"_s, tool.parameters}};
        if (!tool.description.isEmpty())
            function.insert(u"description"_s, tool.description);
        out.append(QJsonObject{{u"type"_s, u"function"_s}, {u"function"_s, function}});
    }
    return out;
}

bool sendsTools(const ChatRequest& request)
{
    return !request.tools.isEmpty() && !(request.toolChoice && request.toolChoice->mode == ToolChoice::Mode::None);
}

SamplingFit fittingSampling(const ChatRequest& request, const Endpoint& endpoint)
{
    return fitSampling(request.sampling, endpoint.quirks.unsupported, u"this server does not take it"_s);
}

} // namespace

Result<QJsonObject> ollamaBody(const ChatRequest& request, const QString& model, const Endpoint& endpoint)
{
    const auto messages = messageList(request.messages);
    if (!messages)
        return std::unexpected(messages.error());
    QJsonObject body{{u"model"_s, model}, {u"messages"_s, *messages}, {u"stream"_s, request.stream}};
    if (const auto values = options(fittingSampling(request, endpoint).sampling); !values.isEmpty())
        body.insert(u"options"_s, values);
    if (const auto think = thinkValue(request.reasoning); !think.isNull())
        body.insert(u"think"_s, think);
    if (request.format) {
        const bool schema = request.format->kind == OutputFormat::Kind::JsonSchema;
        body.insert(u"format"_s, schema ? QJsonValue(request.format->schema) : QJsonValue(u"json"_s));
    }
    if (sendsTools(request))
        body.insert(u"tools"_s, toolList(request.tools));
    return mergedJson(body, request.passthrough);
}

QStringList ollamaWarnings(const ChatRequest& request, const Endpoint& endpoint)
{
    QStringList out = fittingSampling(request, endpoint).warnings;
    if (request.reasoning.budgetTokens.value_or(0) > 0)
        out.append(u"budget_tokens is not sent: Ollama only turns thinking on or off"_s);
    if (request.reasoning.effort == "minimal"_L1)
        out.append(u"effort minimal is sent as low"_s);
    if (sendsTools(request) && request.toolChoice) {
        if (request.toolChoice->mode != ToolChoice::Mode::Auto)
            out.append(u"tool_choice is not sent: Ollama has none"_s);
        if (request.toolChoice->parallel)
            out.append(u"parallel tool calls cannot be switched in this API"_s);
    }
    if (std::ranges::any_of(request.tools, &ToolSpec::strict))
        out.append(u"strict is not sent: this API has no such field for tools"_s);
    if (std::ranges::any_of(request.messages, &ChatMessage::cacheMark))
        out.append(u"cache marks are not sent: Ollama caches by itself"_s);
    return out;
}

} // namespace assay
