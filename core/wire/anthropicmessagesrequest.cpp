// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/anthropicmessages.h"

#include "core/wire/clientfields.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kKnown = wordList<25>({"debug", "fallbacks", "max_tokens", "messages", "metadata", "model", "models",
    "output_config", "output_format", "plugins", "provider", "route", "session_id", "stop_sequences", "stream",
    "system", "temperature", "thinking", "thread", "tool_choice", "tools", "top_k", "top_p", "trace", "transforms"});

/// Text of a string, or of the text blocks of an array.
QString plainText(const JsonValue& content)
{
    if (content.isString())
        return content.text();
    QString out;
    content.forEachItem([&](const JsonValue& block) {
        if (block["type"].bytes() == "text")
            out += block["text"].text();
    });
    return out;
}

Result<ContentPart> imagePart(const JsonValue& source)
{
    if (source["type"].bytes() == "base64") {
        const auto data = source["data"].bytes();
        return ImagePart{
            .data = QByteArray::fromBase64(QByteArray::fromRawData(data.data(), static_cast<qsizetype>(data.size()))),
            .mediaType = source["media_type"].text(),
            .url = {}};
    }
    return imageFromUrl(source["url"].bytes()).transform([](ImagePart image) { return ContentPart(std::move(image)); });
}

Result<ContentPart> documentPart(const JsonValue& block)
{
    const JsonValue source = block["source"];
    const auto data = source["data"].bytes();
    DocumentPart out{.data = {}, .mediaType = source["media_type"].text(), .fileName = block["title"].text()};
    if (source["type"].bytes() == "base64")
        out.data = QByteArray::fromBase64(QByteArray::fromRawData(data.data(), static_cast<qsizetype>(data.size())));
    else if (source["type"].bytes() == "text")
        out.data = QByteArray(data.data(), static_cast<qsizetype>(data.size()));
    if (out.data.isEmpty())
        return refuseField("messages"_L1, u"a document is given as base64 or as text"_s);
    return out;
}

ContentPart thinkingPart(const JsonValue& block)
{
    return ReasoningPart{.text = block["thinking"].text(), .signature = block["signature"].text(), .redacted = {}};
}

Result<std::optional<ContentPart>> contentPart(const JsonValue& block)
{
    const auto wrap = [](ContentPart part) { return std::optional(std::move(part)); };
    const auto type = block["type"].bytes();
    if (type == "text")
        return wrap(TextPart{block["text"].text()});
    if (type == "image")
        return imagePart(block["source"]).transform(wrap);
    if (type == "document")
        return documentPart(block).transform(wrap);
    if (type == "thinking")
        return wrap(thinkingPart(block));
    if (type == "redacted_thinking")
        return wrap(ReasoningPart{
            .text = {}, .signature = kRedactedThinking + block["data"].text(), .redacted = block["data"].text()});
    if (type == "tool_use")
        return wrap(ToolCallPart{.id = block["id"].text(),
            .name = block["name"].text(),
            .arguments = QString::fromUtf8(block["input"].minified()),
            .signature = {}});
    if (type == "tool_result")
        return wrap(ToolResultPart{.callId = block["tool_use_id"].text(),
            .name = {},
            .text = plainText(block["content"]),
            .isError = block["is_error"].boolean().value_or(false)});
    // Steps of tools that ran on Anthropic's side: their outcome is in the text behind them.
    if (type.starts_with("server_tool") || type.ends_with("_tool_result"))
        return std::optional<ContentPart>();
    return refuseField("messages"_L1, u"content of type '%1' cannot be carried"_s.arg(toText(type)));
}

/// Images inside a tool's result stand behind it as content of the user, where every format has a place for them.
Result<void> addResultImages(ChatMessage& out, const JsonValue& result)
{
    Result<void> added;
    result["content"].forEachItem([&](const JsonValue& block) {
        if (!added || block["type"].bytes() != "image")
            return;
        auto image = imagePart(block["source"]);
        if (image)
            out.parts.append(std::move(*image));
        else
            added = std::unexpected(image.error());
    });
    return added;
}

Result<ChatMessage> readMessage(const JsonValue& message)
{
    const auto role = message["role"].bytes();
    ChatMessage out{.role = Role::User, .parts = {}};
    if (role == "assistant")
        out.role = Role::Assistant;
    else if (role == "system")
        out.role = Role::System;
    else if (role != "user")
        return refuseField("messages"_L1, u"there is no role '%1'"_s.arg(toText(role)));
    const JsonValue content = message["content"];
    if (content.isString()) {
        out.parts.append(TextPart{content.text()});
        return out;
    }
    Result<void> result;
    ChatMessage images;
    content.forEachItem([&](const JsonValue& block) {
        if (!result)
            return;
        auto part = contentPart(block);
        if (!part) {
            result = std::unexpected(part.error());
            return;
        }
        if (*part)
            out.parts.append(std::move(**part));
        if (block["type"].bytes() == "tool_result")
            result = addResultImages(images, block);
        out.cacheMark = out.cacheMark || block["cache_control"].isObject();
    });
    if (!result)
        return std::unexpected(result.error());
    out.parts += images.parts;
    return out;
}

void readSystem(ChatRequest& out, const JsonValue& system)
{
    if (!system.exists() || system.isNull())
        return;
    ChatMessage message{.role = Role::System, .parts = {}};
    if (system.isString())
        message.parts.append(TextPart{system.text()});
    system.forEachItem([&](const JsonValue& block) {
        message.parts.append(TextPart{block["text"].text()});
        message.cacheMark = message.cacheMark || block["cache_control"].isObject();
    });
    out.messages.append(message);
}

void readTools(ClientRequest& out, const JsonValue& body)
{
    body["tools"].forEachItem([&](const JsonValue& tool) {
        const auto type = tool["type"].bytes();
        if (!type.empty() && type != "custom") {
            out.ignored.append(u"tools."_s + toText(type));
            return;
        }
        out.chat.tools.append(ToolSpec{.name = tool["name"].text(),
            .description = tool["description"].text(),
            .parameters = toObject(tool["input_schema"]),
            .strict = tool["strict"].boolean().value_or(false)});
    });
    const JsonValue choice = body["tool_choice"];
    if (!choice.isObject())
        return;
    ToolChoice made;
    const auto type = choice["type"].bytes();
    if (type == "any")
        made.mode = ToolChoice::Mode::Required;
    else if (type == "none")
        made.mode = ToolChoice::Mode::None;
    else if (type == "tool")
        made.mode = ToolChoice::Mode::Named;
    made.name = choice["name"].text();
    if (const auto serial = choice["disable_parallel_tool_use"].boolean())
        made.parallel = !*serial;
    out.chat.toolChoice = made;
}

void readThinking(ClientRequest& out, const JsonValue& body)
{
    const JsonValue thinking = body["thinking"];
    const auto type = thinking["type"].bytes();
    if (type == "enabled")
        out.chat.reasoning.budgetTokens = thinking["budget_tokens"].integer();
    else if (type == "adaptive")
        out.chat.reasoning.effort = u"medium"_s;
    if (const JsonValue effort = body["output_config"]["effort"]; effort.isString())
        out.chat.reasoning.effort = effort.text();
}

/// OpenRouter's `fallbacks` of this format: up to three models to try after the one asked for, and nothing else of
/// them.
Result<void> readFallbacks(QStringList& models, const JsonFields& body)
{
    constexpr std::size_t kMost = 3;
    const JsonValue fallbacks = body["fallbacks"];
    if (!fallbacks.exists() || fallbacks.isNull())
        return {};
    if (!fallbacks.isArray())
        return refuseField("fallbacks"_L1, u"a list is expected"_s);
    if (body["models"].exists() && !body["models"].isNull())
        return refuseField("fallbacks"_L1, u"it cannot stand beside models"_s);
    if (fallbacks.size() > kMost)
        return refuseField("fallbacks"_L1, u"there may be three at most"_s);
    Result<void> read;
    fallbacks.forEachItem([&](const JsonValue& item) {
        const QString model = item["model"].text();
        if (!read)
            return;
        if (model.isEmpty())
            read = refuseField("fallbacks"_L1, u"each is an object with a model"_s);
        else if (item.size() != 1)
            read = refuseField("fallbacks"_L1, u"only the model can be another, nothing else of the request"_s);
        else if (!isModelName(model))
            read = refuseField("fallbacks"_L1, u"a name of a model holds a control character"_s);
        else if (!models.contains(model))
            models.append(model);
    });
    return read;
}

} // namespace

Result<ClientRequest> readAnthropicMessages(QByteArrayView bytes)
{
    JsonParser parser;
    auto opened = openRequest(parser, bytes);
    if (!opened)
        return std::unexpected(opened.error());
    const JsonFields& body = opened->body;
    ClientRequest out;
    out.models = std::move(opened->models);
    if (const auto added = readFallbacks(out.models, body); !added)
        return std::unexpected(added.error());
    out.chat.sampling = readSampling(body);
    out.chat.sampling.maxOutputTokens = body["max_tokens"].integer();
    body["stop_sequences"].forEachItem([&](const JsonValue& stop) { out.chat.sampling.stop.append(stop.text()); });
    out.chat.stream = body["stream"].boolean().value_or(false);
    readThinking(out, body);
    readSystem(out.chat, body["system"]);
    if (!body["messages"].isArray() || body["messages"].size() == 0)
        return refuseField("messages"_L1, u"there is no message"_s);
    Result<void> read;
    body["messages"].forEachItem([&](const JsonValue& item) {
        if (!read)
            return;
        auto message = readMessage(item);
        if (message)
            out.chat.messages.append(std::move(*message));
        else
            read = std::unexpected(message.error());
    });
    if (!read)
        return std::unexpected(read.error());
    readTools(out, body);
    JsonValue formatSpec = body["output_config"]["format"];
    if (!formatSpec.exists())
        formatSpec = body["output_format"];
    auto format = readFormat(formatSpec);
    if (!format)
        return std::unexpected(format.error());
    out.chat.format = std::move(*format);
    if (body["thread"]["type"].bytes() == "continue")
        return refuseField("thread"_L1, u"the header anthropic-beta does not name message threads"_s);
    out.isKept = body["thread"].isObject();
    readRouting(out, body);
    out.user = body["metadata"]["user_id"].text();
    out.chat.passthrough = unknownFields(body, kKnown);
    return out;
}

} // namespace assay
