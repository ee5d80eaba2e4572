// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/cohererequest.h"

#include "core/providers/requestparts.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kLargestStopCount = 5;

QJsonObject textBlock(const QString& text)
{
    return {{u"type"_s, u"text"_s}, {u"text"_s, text}};
}

/// What one conversation becomes: text documents stand beside the messages.
struct Conversation {
    QJsonArray messages;
    QJsonArray documents;
};

/// The pieces of one message, gathered part by part.
struct MessageParts {
    QJsonArray content;
    QJsonArray calls;
    QJsonArray documents;
    QList<ToolResultPart> results;
};

Result<QJsonObject> callObject(const ToolCallPart& call)
{
    if (const auto arguments = argumentsObject(call); !arguments)
        return std::unexpected(arguments.error());
    const QString arguments = call.arguments.trimmed().isEmpty() ? u"{}"_s : call.arguments;
    return QJsonObject{{u"id"_s, call.id}, {u"type"_s, u"function"_s},
        {u"function"_s, QJsonObject{{u"name"_s, call.name}, {u"arguments"_s, arguments}}}};
}

Result<QJsonObject> documentObject(const DocumentPart& document)
{
    if (!document.mediaType.startsWith("text/"_L1))
        return fail(ErrorKind::InvalidRequest, u"document: this API takes text, not %1"_s.arg(document.mediaType));
    QJsonObject data{{u"text"_s, QString::fromUtf8(document.data)}};
    if (!document.fileName.isEmpty())
        data.insert(u"title"_s, document.fileName);
    return QJsonObject{{u"data"_s, data}};
}

Result<MessageParts> gather(const ChatMessage& message)
{
    MessageParts out;
    for (const auto& part : message.parts) {
        if (const auto* text = std::get_if<TextPart>(&part)) {
            if (!text->text.isEmpty())
                out.content.append(textBlock(text->text));
        } else if (const auto* reasoning = std::get_if<ReasoningPart>(&part)) {
            if (!reasoning->text.isEmpty()) {
                out.content.append(QJsonObject{{u"type"_s, u"thinking"_s}, {u"thinking"_s, reasoning->text}});
            }
        } else if (const auto* image = std::get_if<ImagePart>(&part)) {
            out.content.append(QJsonObject{
                {u"type"_s, u"image_url"_s}, {u"image_url"_s, QJsonObject{{u"url"_s, imageAddress(*image)}}}});
        } else if (const auto* result = std::get_if<ToolResultPart>(&part)) {
            out.results.append(*result);
        } else if (const auto* call = std::get_if<ToolCallPart>(&part)) {
            const auto object = callObject(*call);
            if (!object)
                return std::unexpected(object.error());
            out.calls.append(*object);
        } else if (const auto* document = std::get_if<DocumentPart>(&part)) {
            const auto object = documentObject(*document);
            if (!object)
                return std::unexpected(object.error());
            out.documents.append(*object);
        }
    }
    return out;
}

QString roleName(Role role)
{
    if (role == Role::System)
        return u"system"_s;
    return role == Role::Assistant ? u"assistant"_s : u"user"_s;
}

Result<Conversation> conversation(const QList<ChatMessage>& messages)
{
    Conversation out;
    for (const auto& message : messages) {
        const auto parts = gather(message);
        if (!parts)
            return std::unexpected(parts.error());
        for (const auto& document : parts->documents)
            out.documents.append(document);
        for (const auto& result : parts->results) {
            out.messages.append(
                QJsonObject{{u"role"_s, u"tool"_s}, {u"tool_call_id"_s, result.callId}, {u"content"_s, result.text}});
        }
        if (parts->content.isEmpty() && parts->calls.isEmpty())
            continue;
        QJsonObject item{{u"role"_s, roleName(message.role)}};
        if (!parts->content.isEmpty())
            item.insert(u"content"_s, parts->content);
        if (!parts->calls.isEmpty())
            item.insert(u"tool_calls"_s, parts->calls);
        out.messages.append(item);
    }
    return out;
}

void addSampling(QJsonObject& body, const Sampling& sampling)
{
    const auto add = [&](const QString& name, const auto& value) {
        if (value)
            body.insert(name, *value);
    };
    add(u"temperature"_s, sampling.temperature);
    add(u"p"_s, sampling.topP);
    add(u"k"_s, sampling.topK);
    add(u"presence_penalty"_s, sampling.presencePenalty);
    add(u"frequency_penalty"_s, sampling.frequencyPenalty);
    add(u"seed"_s, sampling.seed);
    add(u"max_tokens"_s, sampling.maxOutputTokens);
    if (!sampling.stop.isEmpty())
        body.insert(u"stop_sequences"_s, QJsonArray::fromStringList(sampling.stop));
}

void addThinking(QJsonObject& body, const ReasoningOptions& reasoning)
{
    if (reasoning.effort.isEmpty() && !reasoning.budgetTokens)
        return;
    const bool off = reasoning.effort == "none"_L1 || reasoning.budgetTokens == 0;
    QJsonObject thinking{{u"type"_s, off ? u"disabled"_s : u"enabled"_s}};
    if (!off && reasoning.budgetTokens)
        thinking.insert(u"token_budget"_s, *reasoning.budgetTokens);
    body.insert(u"thinking"_s, thinking);
}

/// There is no choice of one tool: the other tools are left out and a call is required.
void addTools(QJsonObject& body, const ChatRequest& request)
{
    const auto choice = request.toolChoice.value_or(ToolChoice{});
    const bool named = choice.mode == ToolChoice::Mode::Named;
    QJsonArray list;
    for (const auto& tool : request.tools) {
        if (named && tool.name != choice.name)
            continue;
        QJsonObject function{{u"name"_s, tool.name}, {u"parameters"_s, tool.parameters}};
        if (!tool.description.isEmpty())
            function.insert(u"description"_s, tool.description);
        list.append(QJsonObject{{u"type"_s, u"function"_s}, {u"function"_s, function}});
    }
    if (list.isEmpty())
        return;
    body.insert(u"tools"_s, list);
    if (std::ranges::all_of(request.tools, &ToolSpec::strict))
        body.insert(u"strict_tools"_s, true);
    if (named || choice.mode == ToolChoice::Mode::Required)
        body.insert(u"tool_choice"_s, u"REQUIRED"_s);
    else if (choice.mode == ToolChoice::Mode::None)
        body.insert(u"tool_choice"_s, u"NONE"_s);
}

SamplingFit fittingSampling(const ChatRequest& request, const Endpoint& endpoint)
{
    return fitSampling(request.sampling, endpoint.quirks.unsupported, u"this server does not take it"_s);
}

Result<void> check(const ChatRequest& request, const Sampling& sampling)
{
    if (const auto t = sampling.temperature; t && (*t < 0 || *t > 1))
        return fail(ErrorKind::InvalidRequest, u"temperature: this API takes 0 to 1, not %1"_s.arg(*t));
    if (sampling.stop.size() > kLargestStopCount)
        return fail(ErrorKind::InvalidRequest, u"stop: this API takes at most %1"_s.arg(kLargestStopCount));
    if (!request.toolChoice || request.toolChoice->mode != ToolChoice::Mode::Named)
        return {};
    if (!std::ranges::contains(request.tools, request.toolChoice->name, &ToolSpec::name))
        return fail(ErrorKind::InvalidRequest, u"toolChoice: there is no tool %1"_s.arg(request.toolChoice->name));
    return {};
}

} // namespace

Result<QJsonObject> cohereBody(const ChatRequest& request, const QString& model, const Endpoint& endpoint)
{
    const Sampling sampling = fittingSampling(request, endpoint).sampling;
    if (const auto checked = check(request, sampling); !checked)
        return std::unexpected(checked.error());
    const auto turns = conversation(request.messages);
    if (!turns)
        return std::unexpected(turns.error());
    QJsonObject body{{u"model"_s, model}, {u"messages"_s, turns->messages}, {u"stream"_s, request.stream}};
    if (!turns->documents.isEmpty())
        body.insert(u"documents"_s, turns->documents);
    addSampling(body, sampling);
    addThinking(body, request.reasoning);
    addTools(body, request);
    if (request.format) {
        QJsonObject format{{u"type"_s, u"json_object"_s}};
        if (request.format->kind == OutputFormat::Kind::JsonSchema)
            format.insert(u"json_schema"_s, request.format->schema);
        body.insert(u"response_format"_s, format);
    }
    return mergedJson(body, request.passthrough);
}

QStringList cohereWarnings(const ChatRequest& request, const Endpoint& endpoint)
{
    QStringList out = fittingSampling(request, endpoint).warnings;
    const auto& effort = request.reasoning.effort;
    if (!effort.isEmpty() && effort != "none"_L1)
        out.append(u"effort is not sent: this API takes a token budget, thinking is on"_s);
    if (request.toolChoice) {
        if (request.toolChoice->mode == ToolChoice::Mode::Named && request.tools.size() > 1)
            out.append(u"only the tool %1 is sent, and required"_s.arg(request.toolChoice->name));
        if (request.toolChoice->parallel)
            out.append(u"parallel tool calls cannot be switched in this API"_s);
    }
    const bool anyStrict = std::ranges::any_of(request.tools, &ToolSpec::strict);
    if (anyStrict && !std::ranges::all_of(request.tools, &ToolSpec::strict))
        out.append(u"strict is not sent: this API takes it for all tools or none"_s);
    if (std::ranges::any_of(request.messages, &ChatMessage::cacheMark))
        out.append(u"cache marks are not sent: this API caches by itself"_s);
    return out;
}

} // namespace assay
