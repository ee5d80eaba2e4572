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

constexpr auto kShapes = shapeTable(std::array<FieldShape, 15>{{
    {.name = "max_tokens", .kinds = shape::kWhole, .least = 0}, // 0 only warms a cache
    {.name = "messages", .kinds = shape::kObjects},
    {.name = "output_config", .kinds = shape::kObject},
    {.name = "output_format", .kinds = shape::kObject},
    {.name = "service_tier", .kinds = shape::kText},
    {.name = "stop_sequences", .kinds = shape::kTexts},
    {.name = "system", .kinds = shape::kText | shape::kObjects},
    // 0 to 1 at Anthropic, but not at all who may answer in its place.
    {.name = "temperature", .kinds = shape::kNumber, .least = 0, .most = 2},
    {.name = "thinking", .kinds = shape::kObject},
    {.name = "thread", .kinds = shape::kObject},
    {.name = "tool_choice", .kinds = shape::kObject},
    {.name = "tools", .kinds = shape::kObjects},
    {.name = "top_k", .kinds = shape::kWhole, .least = -1},
    {.name = "top_p", .kinds = shape::kNumber, .least = 0, .most = 1},
    {.name = "container", .kinds = shape::kText | shape::kObject},
}});

Result<ContentPart> imagePart(const JsonValue& source)
{
    if (source["type"].bytes() == "base64") {
        const auto data = decodedBase64(source["data"].bytes());
        if (!data)
            return refuseField("messages"_L1, u"the data of an image is no base64"_s);
        const QString type = source["media_type"].text();
        return ImagePart{.data = *data, .mediaType = type.isEmpty() ? imageType(*data) : type, .url = {}};
    }
    if (source["type"].bytes() != "url")
        return refuseField("messages"_L1, u"an image is given as base64, or by a url"_s);
    return imageFromUrl(source["url"].bytes()).transform([](ImagePart image) { return ContentPart(std::move(image)); });
}

Result<ContentPart> documentPart(const JsonValue& block)
{
    const JsonValue source = block["source"];
    const auto data = source["data"].bytes();
    DocumentPart out{.data = {}, .mediaType = source["media_type"].text(), .fileName = block["title"].text()};
    if (source["type"].bytes() == "base64")
        out.data = decodedBase64(data).value_or(QByteArray());
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

/// A block of a tool's result in words.
Result<QString> resultBlock(const JsonValue& block, std::string_view type)
{
    if (type == "text")
        return neededText(block, "text", "messages"_L1);
    if (type == "tool_reference") // a tool that was found by searching
        return neededText(block, "tool_name", "messages"_L1);
    if (type != "search_result")
        return refuseField(
            "messages"_L1, u"content of type '%1' cannot be carried in a tool_result"_s.arg(toText(type)));
    QString out = block["title"].text() + u'\n' + block["source"].text();
    block["content"].forEachItem([&](const JsonValue& piece) { out += u'\n' + piece["text"].text(); });
    return out;
}

/// The text of a tool's result. What stands beside it is addResultMedia()'s.
Result<QString> resultText(const JsonValue& content)
{
    if (content.isString() || !content.exists() || content.isNull())
        return content.text();
    if (!content.isArray())
        return refuseField("messages"_L1, u"content of a tool_result is a text or a list of blocks"_s);
    QString out;
    Result<void> result;
    content.forEachItem([&](const JsonValue& block) {
        const auto type = block["type"].bytes();
        if (!result || type == "image" || type == "document")
            return;
        const auto text = resultBlock(block, type);
        if (text)
            out += *text;
        else
            result = std::unexpected(text.error());
    });
    return result.transform([&] { return out; });
}

Result<ContentPart> resultPart(const JsonValue& block)
{
    const auto id = neededText(block, "tool_use_id", "messages"_L1);
    if (!id)
        return std::unexpected(id.error());
    return resultText(block["content"]).transform([&](const QString& text) -> ContentPart {
        return ToolResultPart{
            .callId = *id, .name = {}, .text = text, .isError = block["is_error"].boolean().value_or(false)};
    });
}

Result<ContentPart> callPart(const JsonValue& block)
{
    const auto id = neededText(block, "id", "messages"_L1);
    const auto name = neededText(block, "name", "messages"_L1);
    const JsonValue input = block["input"];
    if (!id || !name)
        return std::unexpected(id ? name.error() : id.error());
    if (input.exists() && !input.isNull() && !input.isObject())
        return refuseField("messages"_L1, u"input of a tool_use is an object"_s);
    return ToolCallPart{.id = *id,
        .name = *name,
        .arguments = input.isObject() ? QString::fromUtf8(input.minified()) : u"{}"_s,
        .signature = {}};
}

Result<std::optional<ContentPart>> contentPart(const JsonValue& block)
{
    const auto wrap = [](ContentPart part) { return std::optional(std::move(part)); };
    const auto type = block["type"].bytes();
    if (type == "text")
        return neededText(block, "text", "messages"_L1).transform([&](const QString& text) {
            return wrap(TextPart{text});
        });
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
        return callPart(block).transform(wrap);
    if (type == "tool_result")
        return resultPart(block).transform(wrap);
    // Steps of tools that ran on Anthropic's side: their outcome is in the text behind them.
    if (type.starts_with("server_tool") || type.ends_with("_tool_result"))
        return std::optional<ContentPart>();
    return refuseField("messages"_L1, u"content of type '%1' cannot be carried"_s.arg(toText(type)));
}

/// Images and documents inside a tool's result stand behind it as content of the user, where every format has a place
/// for them.
Result<void> addResultMedia(ChatMessage& out, const JsonValue& result)
{
    Result<void> added;
    result["content"].forEachItem([&](const JsonValue& block) {
        const auto type = block["type"].bytes();
        if (!added || (type != "image" && type != "document"))
            return;
        auto part = type == "image" ? imagePart(block["source"]) : documentPart(block);
        if (part)
            out.parts.append(std::move(*part));
        else
            added = std::unexpected(part.error());
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
    const bool isNone = !content.exists() || content.isNull();
    if (!content.isArray() && !(isNone && out.role == Role::Assistant))
        return refuseField("messages"_L1, u"content is a text or a list of blocks"_s);
    if (content.size() == 0 && out.role != Role::Assistant)
        return refuseField("messages"_L1, u"a message has no content"_s);
    Result<void> result;
    ChatMessage media;
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
            result = addResultMedia(media, block);
        out.cacheMark = out.cacheMark || block["cache_control"].isObject();
    });
    if (!result)
        return std::unexpected(result.error());
    out.parts += media.parts;
    return out;
}

Result<void> readSystem(ChatRequest& out, const JsonValue& system)
{
    ChatMessage message{.role = Role::System, .parts = {}};
    if (system.isString())
        message.parts.append(TextPart{system.text()});
    Result<void> result;
    system.forEachItem([&](const JsonValue& block) {
        const auto text = neededText(block, "text", "system"_L1);
        if (!text && result)
            result = std::unexpected(text.error());
        message.parts.append(TextPart{text.value_or(QString())});
        message.cacheMark = message.cacheMark || block["cache_control"].isObject();
    });
    if (!message.parts.isEmpty())
        out.messages.append(message);
    return result;
}

Result<void> readTools(ClientRequest& out, const JsonValue& tools)
{
    static constexpr auto kToolShapes = shapeTable(std::array<FieldShape, 5>{{
        {.name = "type", .kinds = shape::kText},
        {.name = "name", .kinds = shape::kText},
        {.name = "description", .kinds = shape::kText},
        {.name = "input_schema", .kinds = shape::kObject},
        {.name = "strict", .kinds = shape::kFlag},
    }});
    Result<void> result;
    tools.forEachItem([&](const JsonValue& tool) {
        const auto type = tool["type"].bytes();
        if (!type.empty() && type != "custom") {
            out.ignored.append(u"tools."_s + toText(type));
            return;
        }
        if (!result)
            return;
        result = checkFields(tool, kToolShapes, "tools"_L1);
        if (result && tool["name"].bytes().empty())
            result = refuseField("tools"_L1, u"a tool has no name"_s);
        out.chat.tools.append(ToolSpec{.name = tool["name"].text(),
            .description = tool["description"].text(),
            .parameters = toObject(tool["input_schema"]),
            .strict = tool["strict"].boolean().value_or(false)});
    });
    return result;
}

Result<void> readToolChoice(ChatRequest& out, const JsonValue& choice)
{
    if (!choice.isObject())
        return {};
    ToolChoice made;
    const auto type = choice["type"].bytes();
    if (type == "any")
        made.mode = ToolChoice::Mode::Required;
    else if (type == "none")
        made.mode = ToolChoice::Mode::None;
    else if (type == "tool")
        made.mode = ToolChoice::Mode::Named;
    else if (type != "auto")
        return refuseField("tool_choice"_L1, u"the types are auto, any, tool and none"_s);
    made.name = choice["name"].text();
    if (made.mode == ToolChoice::Mode::Named && made.name.isEmpty())
        return refuseField("tool_choice"_L1, u"the tool has no name"_s);
    if (const auto serial = choice["disable_parallel_tool_use"].boolean())
        made.parallel = !*serial;
    out.toolChoice = made;
    return {};
}

Result<void> readThinking(ClientRequest& out, const JsonValue& body)
{
    const JsonValue thinking = body["thinking"];
    const auto type = thinking["type"].bytes();
    if (thinking.isObject() && type != "enabled" && type != "adaptive" && type != "disabled")
        return refuseField("thinking"_L1, u"the types are enabled, adaptive and disabled"_s);
    if (type == "enabled")
        out.chat.reasoning.budgetTokens = thinking["budget_tokens"].integer();
    else if (type == "adaptive")
        out.chat.reasoning.effort = u"medium"_s;
    if (type == "enabled" && out.chat.reasoning.budgetTokens.value_or(0) < 1)
        return refuseField("thinking"_L1, u"budget_tokens: a whole number above 0 is expected"_s);
    const JsonValue effort = body["output_config"]["effort"];
    if (effort.exists() && !effort.isNull() && !effort.isString())
        return refuseField("output_config"_L1, u"effort: a text is expected"_s);
    if (effort.isString())
        out.chat.reasoning.effort = effort.text();
    return {};
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
    auto opened = openRequest(parser, bytes, kShapes);
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
    if (const auto thinking = readThinking(out, body); !thinking)
        return std::unexpected(thinking.error());
    if (const auto system = readSystem(out.chat, body["system"]); !system)
        return std::unexpected(system.error());
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
    if (read = readTools(out, body["tools"]); read)
        read = readToolChoice(out.chat, body["tool_choice"]);
    if (!read)
        return std::unexpected(read.error());
    JsonValue formatSpec = body["output_config"]["format"];
    if (!formatSpec.isObject())
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
