// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/anthropicrequest.h"

#include "core/providers/anthropicmodel.h"
#include "core/providers/requestparts.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kLargestCacheMarkCount = 4;

QJsonObject base64Source(const QString& mediaType, const QByteArray& data)
{
    return {{u"type"_s, u"base64"_s}, {u"media_type"_s, mediaType}, {u"data"_s, QString::fromLatin1(data.toBase64())}};
}

Result<QJsonObject> imageBlock(const ImagePart& image)
{
    if (!image.data.isEmpty())
        return QJsonObject{{u"type"_s, u"image"_s}, {u"source"_s, base64Source(image.mediaType, image.data)}};
    if (image.url.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"image: neither bytes nor an address"_s);
    return QJsonObject{
        {u"type"_s, u"image"_s}, {u"source"_s, QJsonObject{{u"type"_s, u"url"_s}, {u"url"_s, image.url}}}};
}

Result<QJsonObject> documentBlock(const DocumentPart& document)
{
    QJsonObject source;
    if (document.mediaType == "application/pdf"_L1)
        source = base64Source(document.mediaType, document.data);
    else if (document.mediaType.startsWith("text/"_L1))
        source = {
            {u"type"_s, u"text"_s}, {u"media_type"_s, u"text/plain"_s}, {u"data"_s, QString::fromUtf8(document.data)}};
    else
        return fail(
            ErrorKind::InvalidRequest, u"document: this API takes PDF and text, not %1"_s.arg(document.mediaType));
    QJsonObject block{{u"type"_s, u"document"_s}, {u"source"_s, source}};
    if (!document.fileName.isEmpty())
        block.insert(u"title"_s, document.fileName);
    return block;
}

Result<QJsonObject> toolUseBlock(const ToolCallPart& call)
{
    return argumentsObject(call).transform([&](const QJsonObject& input) {
        return QJsonObject{{u"type"_s, u"tool_use"_s}, {u"id"_s, call.id}, {u"name"_s, call.name}, {u"input"_s, input}};
    });
}

QJsonObject toolResultBlock(const ToolResultPart& result)
{
    QJsonObject block{{u"type"_s, u"tool_result"_s}, {u"tool_use_id"_s, result.callId}, {u"content"_s, result.text}};
    if (result.isError)
        block.insert(u"is_error"_s, true);
    return block;
}

/// An empty object for reasoning that carries no proof of this provider: it would be refused.
QJsonObject thinkingBlock(const ReasoningPart& reasoning)
{
    if (const QString redacted = redactedReasoning(reasoning); !redacted.isEmpty())
        return {{u"type"_s, u"redacted_thinking"_s}, {u"data"_s, redacted}};
    if (reasoning.signature.isEmpty())
        return {};
    return {{u"type"_s, u"thinking"_s}, {u"thinking"_s, reasoning.text}, {u"signature"_s, reasoning.signature}};
}

/// The block of one part; an empty object where there is nothing to send (blank text is refused by this API).
Result<QJsonObject> contentBlock(const ContentPart& part)
{
    return std::visit(
        Overloaded{
            [](const TextPart& text) -> Result<QJsonObject> {
                if (text.text.trimmed().isEmpty())
                    return QJsonObject();
                return QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, text.text}};
            },
            [](const ImagePart& image) { return imageBlock(image); },
            [](const DocumentPart& document) { return documentBlock(document); },
            [](const ToolCallPart& call) { return toolUseBlock(call); },
            [](const ToolResultPart& result) -> Result<QJsonObject> { return toolResultBlock(result); },
            [](const ReasoningPart& reasoning) -> Result<QJsonObject> { return thinkingBlock(reasoning); },
        },
        part);
}

bool isThinking(const QJsonObject& block)
{
    return block.value("type"_L1).toString().endsWith("thinking"_L1);
}

void markLast(QJsonArray& blocks)
{
    for (qsizetype i = blocks.size() - 1; i >= 0; --i) {
        QJsonObject block = blocks.at(i).toObject();
        if (isThinking(block))
            continue;
        block.insert(u"cache_control"_s, QJsonObject{{u"type"_s, u"ephemeral"_s}});
        blocks.replace(i, block);
        return;
    }
}

struct Conversation {
    QJsonArray system;
    QJsonArray messages;
};

Result<QJsonArray> messageBlocks(const ChatMessage& message, bool cacheMark)
{
    QJsonArray blocks;
    for (const auto& part : message.parts) {
        const auto block = contentBlock(part);
        if (!block)
            return std::unexpected(block.error());
        if (!block->isEmpty())
            blocks.append(*block);
    }
    if (cacheMark)
        markLast(blocks);
    return blocks;
}

/// Results of tools have to stand before any other block of their turn.
QJsonArray resultsFirst(const QJsonArray& blocks)
{
    QJsonArray results;
    QJsonArray others;
    for (const auto& block : blocks)
        (block["type"_L1] == "tool_result"_L1 ? results : others).append(block);
    for (const auto& block : others)
        results.append(block);
    return results;
}

/// Appends to the last turn if it has the same role: all results of one assistant turn must come in one user turn.
void appendTurn(QJsonArray& messages, const QString& role, const QJsonArray& blocks)
{
    QJsonArray content = blocks;
    if (!messages.isEmpty() && messages.last().toObject().value("role"_L1) == role) {
        QJsonArray joined = messages.last().toObject().value("content"_L1).toArray();
        for (const auto& block : blocks)
            joined.append(block);
        content = joined;
        messages.removeLast();
    }
    if (role == "user"_L1)
        content = resultsFirst(content);
    messages.append(QJsonObject{{u"role"_s, role}, {u"content"_s, content}});
}

Result<Conversation> conversation(const QList<ChatMessage>& messages)
{
    Conversation out;
    // Only the last marks count: a later mark covers the longer prefix.
    auto marksToSkip = std::ranges::count_if(messages, &ChatMessage::cacheMark) - kLargestCacheMarkCount;
    for (const auto& message : messages) {
        const bool marked = message.cacheMark && marksToSkip-- <= 0;
        const auto blocks = messageBlocks(message, marked);
        if (!blocks)
            return std::unexpected(blocks.error());
        if (blocks->isEmpty())
            continue;
        if (message.role == Role::System) {
            for (const auto& block : *blocks)
                out.system.append(block);
            continue;
        }
        appendTurn(out.messages, message.role == Role::Assistant ? u"assistant"_s : u"user"_s, *blocks);
    }
    if (out.messages.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"messages: there is nothing to send"_s);
    return out;
}

QJsonArray toolList(const QList<ToolSpec>& tools)
{
    QJsonArray out;
    for (const auto& tool : tools) {
        QJsonObject item{{u"name"_s, tool.name}};
        if (!tool.description.isEmpty())
            item.insert(u"description"_s, tool.description);
        QJsonObject schema = tool.parameters;
        if (!schema.contains("type"_L1))
            schema.insert(u"type"_s, u"object"_s);
        item.insert(u"input_schema"_s, schema);
        if (tool.strict)
            item.insert(u"strict"_s, true);
        out.append(item);
    }
    return out;
}

QJsonObject toolChoiceObject(const ToolChoice& choice)
{
    QJsonObject out;
    switch (choice.mode) {
    case ToolChoice::Mode::Auto: out.insert(u"type"_s, u"auto"_s); break;
    case ToolChoice::Mode::None: return {{u"type"_s, u"none"_s}};
    case ToolChoice::Mode::Required: out.insert(u"type"_s, u"any"_s); break;
    case ToolChoice::Mode::Named:
        out.insert(u"type"_s, u"tool"_s);
        out.insert(u"name"_s, choice.name);
        break;
    }
    if (choice.parallel)
        out.insert(u"disable_parallel_tool_use"_s, !*choice.parallel);
    return out;
}

Result<QJsonObject> outputConfig(const ChatRequest& request, const ClaudePlan& plan)
{
    QJsonObject config;
    if (!plan.effort.isEmpty())
        config.insert(u"effort"_s, plan.effort);
    if (!request.format)
        return config;
    if (request.format->kind == OutputFormat::Kind::JsonObject)
        return fail(ErrorKind::InvalidRequest, u"format: this API needs a JSON schema"_s);
    config.insert(u"format"_s, QJsonObject{{u"type"_s, u"json_schema"_s}, {u"schema"_s, request.format->schema}});
    return config;
}

void addSampling(QJsonObject& body, const Sampling& sampling)
{
    if (sampling.temperature)
        body.insert(u"temperature"_s, *sampling.temperature);
    if (sampling.topP)
        body.insert(u"top_p"_s, *sampling.topP);
    if (sampling.topK)
        body.insert(u"top_k"_s, *sampling.topK);
    if (!sampling.stop.isEmpty())
        body.insert(u"stop_sequences"_s, QJsonArray::fromStringList(sampling.stop));
}

void addTools(QJsonObject& body, const ChatRequest& request)
{
    if (request.tools.isEmpty())
        return;
    body.insert(u"tools"_s, toolList(request.tools));
    if (request.toolChoice)
        body.insert(u"tool_choice"_s, toolChoiceObject(*request.toolChoice));
}

} // namespace

Result<QJsonObject> anthropicBody(const ChatRequest& request, const QString& model, const Endpoint& endpoint)
{
    const auto plan = planClaude(request, model, endpoint.quirks);
    if (!plan)
        return std::unexpected(plan.error());
    const auto turns = conversation(request.messages);
    if (!turns)
        return std::unexpected(turns.error());
    const auto config = outputConfig(request, *plan);
    if (!config)
        return std::unexpected(config.error());

    QJsonObject body{
        {u"max_tokens"_s, plan->maxTokens}, {u"messages"_s, turns->messages}, {u"stream"_s, request.stream}};
    if (endpoint.quirks.chatPath.contains("{model}"_L1))
        body.insert(u"anthropic_version"_s, u"vertex-2023-10-16"_s);
    else
        body.insert(u"model"_s, model);
    if (!turns->system.isEmpty())
        body.insert(u"system"_s, turns->system);
    if (!plan->thinking.isEmpty())
        body.insert(u"thinking"_s, plan->thinking);
    if (!config->isEmpty())
        body.insert(u"output_config"_s, *config);
    addSampling(body, plan->sampling);
    addTools(body, request);
    return mergedJson(body, request.passthrough);
}

QStringList anthropicWarnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint)
{
    const auto plan = planClaude(request, model, endpoint.quirks);
    if (!plan)
        return {};
    QStringList out = plan->warnings;
    if (!request.sampling.maxOutputTokens)
        out.append(u"max_tokens was not set: %1 is sent, because this API demands a limit"_s.arg(plan->maxTokens));
    if (std::ranges::count_if(request.messages, &ChatMessage::cacheMark) > kLargestCacheMarkCount)
        out.append(u"only the last %1 cache marks are sent"_s.arg(kLargestCacheMarkCount));
    for (const auto& message : request.messages) {
        for (const auto& part : message.parts) {
            const auto* reasoning = std::get_if<ReasoningPart>(&part);
            if (reasoning && thinkingBlock(*reasoning).isEmpty()) {
                out.append(u"earlier reasoning without a signature is not sent"_s);
                return out;
            }
        }
    }
    return out;
}

} // namespace assay
