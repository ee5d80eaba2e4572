// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/openaichat.h"

#include "core/wire/clientfields.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// What is not here goes to servers of the same format unread.
constexpr auto kKnown = wordList<35>({"debug", "frequency_penalty", "function_call", "functions",
    "max_completion_tokens", "max_tokens", "messages", "metadata", "model", "models", "n", "parallel_tool_calls",
    "plugins", "presence_penalty", "prompt", "provider", "reasoning", "reasoning_effort", "response_format", "route",
    "seed", "session_id", "stop", "store", "stream", "stream_options", "temperature", "tool_choice", "tools", "top_k",
    "top_p", "trace", "transforms", "usage", "user"});

constexpr auto kShapes = shapeTable(std::array<FieldShape, 20>{{
    {.name = "frequency_penalty", .kinds = shape::kNumber, .least = -2, .most = 2},
    {.name = "function_call", .kinds = shape::kText | shape::kObject},
    {.name = "functions", .kinds = shape::kObjects},
    // -1 is what servers of open models call "no limit", and old clients send it to everybody.
    {.name = "max_completion_tokens", .kinds = shape::kWhole, .least = -1},
    {.name = "max_tokens", .kinds = shape::kWhole, .least = -1},
    {.name = "messages", .kinds = shape::kObjects},
    {.name = "n", .kinds = shape::kWhole},
    {.name = "parallel_tool_calls", .kinds = shape::kFlag},
    {.name = "presence_penalty", .kinds = shape::kNumber, .least = -2, .most = 2},
    {.name = "reasoning", .kinds = shape::kObject},
    {.name = "reasoning_effort", .kinds = shape::kText},
    {.name = "response_format", .kinds = shape::kObject},
    {.name = "seed", .kinds = shape::kWhole},
    {.name = "stop", .kinds = shape::kText | shape::kTexts},
    {.name = "stream_options", .kinds = shape::kObject},
    {.name = "temperature", .kinds = shape::kNumber, .least = 0, .most = 2},
    {.name = "tool_choice", .kinds = shape::kText | shape::kObject},
    {.name = "tools", .kinds = shape::kObjects},
    {.name = "top_k", .kinds = shape::kWhole, .least = -1},
    {.name = "top_p", .kinds = shape::kNumber, .least = 0, .most = 1},
}});

std::optional<Role> roleOf(std::string_view name)
{
    if (name == "system" || name == "developer")
        return Role::System;
    if (name == "user")
        return Role::User;
    if (name == "assistant")
        return Role::Assistant;
    if (name == "tool" || name == "function")
        return Role::Tool;
    return std::nullopt;
}

Result<ContentPart> filePart(const JsonValue& file)
{
    const auto data = parseDataUrl(file["file_data"].bytes());
    if (!data || data->data.isEmpty())
        return refuseField("messages"_L1, u"a file is given as a base64 data URL in file_data"_s);
    return DocumentPart{.data = data->data, .mediaType = data->mediaType, .fileName = file["filename"].text()};
}

Result<ContentPart> contentPart(const JsonValue& part)
{
    const auto type = part["type"].bytes();
    if (type == "text" || type == "input_text" || type == "output_text")
        return TextPart{part["text"].text()};
    if (type == "refusal")
        return TextPart{part["refusal"].text()};
    if (type == "image_url") {
        const JsonValue url = part["image_url"];
        return imageFromUrl(url.isString() ? url.bytes() : url["url"].bytes()).transform([](ImagePart image) {
            return ContentPart(std::move(image));
        });
    }
    if (type == "file")
        return filePart(part["file"]);
    return refuseField("messages"_L1, u"content of type '%1' cannot be carried"_s.arg(toText(type)));
}

Result<void> addContent(ChatMessage& out, const JsonValue& content)
{
    if (content.isString()) {
        if (!content.bytes().empty() || out.role != Role::Assistant)
            out.parts.append(TextPart{content.text()});
        return {};
    }
    // Only an answer that called tools, and a tool that said nothing, have none.
    const bool mayBeNone = out.role == Role::Assistant || out.role == Role::Tool;
    const bool isNone = !content.exists() || content.isNull();
    if (!content.isArray() && !(mayBeNone && isNone))
        return refuseField("messages"_L1, u"content is a text or a list of parts"_s);
    Result<void> result;
    content.forEachItem([&](const JsonValue& item) {
        if (!result)
            return;
        auto part = contentPart(item);
        if (!part)
            result = std::unexpected(part.error());
        else
            out.parts.append(std::move(*part));
        out.cacheMark = out.cacheMark || item["cache_control"].isObject();
    });
    return result;
}

void addReasoning(ChatMessage& out, const JsonFields& message)
{
    QString text = message["reasoning"].text();
    if (text.isEmpty())
        text = message["reasoning_content"].text();
    const JsonValue details = message["reasoning_details"];
    QString own;
    QString detailText;
    details.forEachItem([&](const JsonValue& detail) {
        if (detail["format"].bytes() == kOwnReasoningFormat)
            own = detail["data"].text();
        detailText += detail["text"].text() + detail["summary"].text();
    });
    if (text.isEmpty())
        text = detailText;
    const QString signature = !own.isEmpty() || details.size() == 0 ? own : QString::fromUtf8(details.minified());
    if (!text.isEmpty() || !signature.isEmpty())
        out.parts.append(ReasoningPart{.text = text, .signature = signature, .redacted = {}});
}

void addCalls(ChatMessage& out, const JsonFields& message)
{
    const auto add = [&](const QString& id, const JsonValue& function, const QString& signature) {
        out.parts.append(ToolCallPart{.id = id,
            .name = function["name"].text(),
            .arguments = function["arguments"].text(),
            .signature = signature});
    };
    message["tool_calls"].forEachItem([&](const JsonValue& call) {
        add(call["id"].text(), call["function"], call["extra_content"]["google"]["thought_signature"].text());
    });
    if (const JsonValue call = message["function_call"]; call.isObject())
        add(call["name"].text(), call, {});
}

Result<ChatMessage> readMessage(const JsonFields& message)
{
    const auto role = roleOf(message["role"].bytes());
    if (!role)
        return refuseField("messages"_L1, u"there is no role '%1'"_s.arg(message["role"].text()));
    ChatMessage out{.role = *role, .parts = {}, .cacheMark = message["cache_control"].isObject()};
    if (*role == Role::Tool) {
        ChatMessage content{.role = Role::Tool, .parts = {}};
        if (const auto added = addContent(content, message["content"]); !added)
            return std::unexpected(added.error());
        ToolResultPart result{.callId = message["tool_call_id"].text(), .name = message["name"].text(), .text = {}};
        if (result.callId.isEmpty())
            result.callId = result.name; // the older `function` role has no ids
        for (const auto& part : std::as_const(content.parts)) {
            if (const auto* text = std::get_if<TextPart>(&part))
                result.text += text->text;
            else
                out.parts.append(part);
        }
        out.parts.prepend(result);
        return out;
    }
    if (*role == Role::Assistant)
        addReasoning(out, message);
    if (const auto added = addContent(out, message["content"]); !added)
        return std::unexpected(added.error());
    if (*role == Role::Assistant)
        addCalls(out, message);
    return out;
}

/// Images of a tool's result stand behind all results of the turn as content of the user, where every format has a
/// place for them.
QList<ContentPart> takeMedia(ChatMessage& results)
{
    QList<ContentPart> out;
    results.parts.removeIf([&](const ContentPart& part) {
        const bool isMedia = !std::holds_alternative<ToolResultPart>(part);
        if (isMedia)
            out.append(part);
        return isMedia;
    });
    return out;
}

Result<void> readMessages(ChatRequest& out, const JsonValue& messages)
{
    if (!messages.isArray() || messages.size() == 0)
        return refuseField("messages"_L1, u"there is no message"_s);
    Result<void> result;
    ChatMessage media{.role = Role::User, .parts = {}};
    const auto placeMedia = [&] {
        if (!media.parts.isEmpty())
            out.messages.append(std::exchange(media, {.role = Role::User, .parts = {}}));
    };
    messages.forEachItem([&](const JsonValue& item) {
        if (!result)
            return;
        auto message = readMessage(item);
        if (!message) {
            result = std::unexpected(message.error());
            return;
        }
        if (message->role == Role::Tool)
            media.parts += takeMedia(*message);
        else
            placeMedia();
        out.messages.append(std::move(*message));
    });
    placeMedia();
    return result;
}

} // namespace

namespace {

/// What tools were before they were called so. Few servers know it still, so all get tools.
Result<void> readFunctions(ClientRequest& out, const JsonValue& functions, const JsonValue& choice)
{
    Result<void> checked;
    functions.forEachItem([&](const JsonValue& function) {
        if (checked)
            checked = checkOpenAiFunction(function, "functions"_L1);
        out.chat.tools.append(ToolSpec{.name = function["name"].text(),
            .description = function["description"].text(),
            .parameters = toObject(function["parameters"])});
    });
    if (!checked)
        return checked;
    if (const auto read = readOpenAiToolChoice(out.chat, choice, {}); !read)
        return read;
    out.chat.toolChoice = out.chat.toolChoice.value_or(ToolChoice());
    out.chat.toolChoice->parallel = false; // an answer has room for one call
    out.speaksOldFunctions = true;
    return {};
}

Result<void> readTools(ClientRequest& out, const JsonFields& body)
{
    if (const auto read = readOpenAiTools(out, body["tools"]); !read)
        return read;
    if (const auto read = readOpenAiToolChoice(out.chat, body["tool_choice"], body["parallel_tool_calls"]); !read)
        return read;
    if (const JsonValue functions = body["functions"]; functions.size() > 0 && out.chat.tools.isEmpty()) {
        if (const auto read = readFunctions(out, functions, body["function_call"]); !read)
            return read;
    }
    auto format = readFormat(body["response_format"]);
    if (!format)
        return std::unexpected(format.error());
    out.chat.format = std::move(*format);
    return {};
}

Result<ClientRequest> readCommon(const JsonFields& body)
{
    auto models = readModels(body);
    if (!models)
        return std::unexpected(models.error());
    const auto choices = readChoices(body["n"], "n"_L1);
    if (!choices)
        return std::unexpected(choices.error());
    ClientRequest out;
    out.choices = *choices;
    out.models = std::move(*models);
    out.chat.sampling = readSampling(body);
    out.chat.sampling.maxOutputTokens = tokenLimit(body["max_completion_tokens"]);
    if (!out.chat.sampling.maxOutputTokens)
        out.chat.sampling.maxOutputTokens = tokenLimit(body["max_tokens"]);
    out.chat.stream = body["stream"].boolean().value_or(false);
    out.wantsUsageApart = body["stream_options"]["include_usage"].boolean().value_or(false);
    if (const auto read = readReasoning(out, body["reasoning"]); !read)
        return std::unexpected(read.error());
    if (body["reasoning_effort"].isString())
        out.chat.reasoning.effort = body["reasoning_effort"].text();
    readRouting(out, body);
    out.chat.passthrough = unknownFields(body, kKnown);
    return out;
}

} // namespace

Result<ClientRequest> readOpenAiChat(QByteArrayView bytes)
{
    JsonParser parser;
    const auto body = openBody(parser, bytes, kShapes);
    if (!body)
        return std::unexpected(body.error());
    auto out = readCommon(*body);
    if (!out)
        return out;
    if (const auto read = readMessages(out->chat, (*body)["messages"]); !read)
        return std::unexpected(read.error());
    if (const auto read = readTools(*out, *body); !read)
        return std::unexpected(read.error());
    return out;
}

Result<ClientRequest> readOpenAiCompletion(QByteArrayView bytes)
{
    JsonParser parser;
    const auto body = openBody(parser, bytes, kShapes);
    if (!body)
        return std::unexpected(body.error());
    auto out = readCommon(*body);
    if (!out)
        return out;
    const JsonValue prompt = (*body)["prompt"];
    const JsonValue text = prompt.isArray() && prompt.size() == 1 ? prompt.at(0) : prompt;
    if (!text.isString())
        return refuseField("prompt"_L1,
            prompt.exists() ? u"one text is taken, no token numbers and no list"_s : u"there is no prompt"_s);
    out->chat.messages.append(ChatMessage::text(Role::User, text.text()));
    for (const QString& field : {u"best_of"_s, u"echo"_s, u"suffix"_s, u"logprobs"_s}) {
        if (out->chat.passthrough.contains(field)) {
            out->chat.passthrough.remove(field);
            out->ignored.append(field);
        }
    }
    return out;
}

} // namespace assay
