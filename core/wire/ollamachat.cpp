// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/ollamachat.h"
#include "core/wire/clientfields.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kKnown
    = wordList<18>({"debug", "format", "keep_alive", "logprobs", "messages", "metadata", "model", "models", "options",
        "plugins", "provider", "route", "session_id", "stream", "think", "tools", "trace", "transforms"});

constexpr auto kShapes = shapeTable(std::array<FieldShape, 12>{{
    {.name = "context", .kinds = shape::kList},
    {.name = "format", .kinds = shape::kText | shape::kObject},
    {.name = "images", .kinds = shape::kTexts},
    {.name = "messages", .kinds = shape::kObjects},
    {.name = "options", .kinds = shape::kObject},
    {.name = "prompt", .kinds = shape::kText},
    {.name = "raw", .kinds = shape::kFlag},
    {.name = "suffix", .kinds = shape::kText},
    {.name = "system", .kinds = shape::kText},
    {.name = "template", .kinds = shape::kText},
    {.name = "think", .kinds = shape::kFlag | shape::kText},
    {.name = "tools", .kinds = shape::kObjects},
}});

/// The server itself has no upper ends.
constexpr auto kOptionShapes = shapeTable(std::array<FieldShape, 8>{{
    {.name = "temperature", .kinds = shape::kNumber, .least = 0},
    {.name = "top_p", .kinds = shape::kNumber, .least = 0},
    {.name = "top_k", .kinds = shape::kWhole},
    {.name = "presence_penalty", .kinds = shape::kNumber},
    {.name = "frequency_penalty", .kinds = shape::kNumber},
    {.name = "seed", .kinds = shape::kWhole},
    {.name = "stop", .kinds = shape::kText | shape::kTexts},
    {.name = "num_predict", .kinds = shape::kWhole},
}});

constexpr auto kMessageShapes = shapeTable(std::array<FieldShape, 7>{{
    {.name = "role", .kinds = shape::kText},
    {.name = "content", .kinds = shape::kText},
    {.name = "thinking", .kinds = shape::kText},
    {.name = "images", .kinds = shape::kTexts},
    {.name = "tool_calls", .kinds = shape::kObjects},
    {.name = "tool_name", .kinds = shape::kText},
    {.name = "tool_call_id", .kinds = shape::kText},
}});

constexpr auto kFunctionShapes = shapeTable(std::array<FieldShape, 4>{{
    {.name = "name", .kinds = shape::kText},
    {.name = "description", .kinds = shape::kText},
    {.name = "parameters", .kinds = shape::kObject},
    {.name = "arguments", .kinds = shape::kText | shape::kObject},
}});

/// This format does not name the kinds of images.
Result<void> addImages(ChatMessage& out, const JsonValue& owner)
{
    Result<void> result;
    owner["images"].forEachItem([&](const JsonValue& image) {
        const auto data = decodedBase64(image.bytes());
        if (data)
            out.parts.append(ImagePart{.data = *data, .mediaType = imageType(*data), .url = {}});
        else
            result = refuseField("images"_L1, u"an image is no base64"_s);
    });
    return result;
}

Result<void> checkFunction(const JsonValue& function, QLatin1StringView owner)
{
    if (const auto checked = checkFields(function, kFunctionShapes, owner); !checked)
        return checked;
    if (function["name"].bytes().empty())
        return refuseField(owner, u"a function has no name"_s);
    return {};
}

Result<void> addCalls(ChatMessage& out, const JsonValue& message, QList<std::pair<QString, QString>>& calls)
{
    Result<void> result;
    message["tool_calls"].forEachItem([&](const JsonValue& call) {
        const JsonValue function = call["function"];
        if (result)
            result = checkFunction(function, "tool_calls"_L1);
        QString id = call["id"].text();
        if (id.isEmpty())
            id = u"call_%1"_s.arg(calls.size() + 1); // the format has no ids: results follow in order
        calls.append({id, function["name"].text()});
        out.parts.append(ToolCallPart{.id = id,
            .name = function["name"].text(),
            .arguments = function["arguments"].isString() ? function["arguments"].text()
                : function["arguments"].isObject()        ? QString::fromUtf8(function["arguments"].minified())
                                                          : u"{}"_s,
            .signature = {}});
    });
    return result;
}

/// Pairs a result with the oldest call that is still open, by name where it has one.
ToolResultPart toolResult(const JsonValue& message, QList<std::pair<QString, QString>>& calls)
{
    QString name = message["tool_name"].text();
    if (name.isEmpty())
        name = message["name"].text();
    ToolResultPart out{.callId = message["tool_call_id"].text(), .name = name, .text = message["content"].text()};
    for (qsizetype i = 0; i < calls.size(); ++i) {
        const bool fits
            = out.callId.isEmpty() ? name.isEmpty() || calls[i].second == name : calls[i].first == out.callId;
        if (!fits)
            continue;
        out.callId = calls[i].first;
        out.name = calls[i].second;
        calls.removeAt(i);
        break;
    }
    return out;
}

Result<ChatMessage> readMessage(const JsonValue& message, QList<std::pair<QString, QString>>& calls)
{
    if (const auto checked = checkFields(message, kMessageShapes, "messages"_L1); !checked)
        return std::unexpected(checked.error());
    const auto role = message["role"].bytes();
    ChatMessage out{.role = Role::User, .parts = {}};
    if (role == "tool") {
        out.role = Role::Tool;
        out.parts.append(toolResult(message, calls));
        return out;
    }
    if (role == "system")
        out.role = Role::System;
    else if (role == "assistant")
        out.role = Role::Assistant;
    else if (role != "user")
        return refuseField("messages"_L1, u"there is no role '%1'"_s.arg(toText(role)));
    if (const QString thinking = message["thinking"].text(); !thinking.isEmpty() && out.role == Role::Assistant)
        out.parts.append(ReasoningPart{.text = thinking, .signature = {}, .redacted = {}});
    if (const QString text = message["content"].text(); !text.isEmpty() || out.role != Role::Assistant)
        out.parts.append(TextPart{text});
    auto rest = addImages(out, message);
    if (rest && out.role == Role::Assistant)
        rest = addCalls(out, message, calls);
    return rest.transform([&] { return std::move(out); });
}

Result<void> readFormatOf(ClientRequest& out, const JsonValue& format)
{
    if (format.bytes() == "json")
        out.chat.format = OutputFormat{.kind = OutputFormat::Kind::JsonObject, .name = {}, .schema = {}};
    else if (format.size() > 0)
        out.chat.format = OutputFormat{
            .kind = OutputFormat::Kind::JsonSchema, .name = u"answer"_s, .schema = toObject(format), .strict = true};
    else if (!format.bytes().empty())
        return refuseField("format"_L1, u"\"json\" or a JSON schema is expected"_s);
    return {};
}

Result<void> readOptions(ClientRequest& out, const JsonValue& body)
{
    const JsonValue options = body["options"];
    if (auto checked = checkFields(options, kOptionShapes, "options"_L1); !checked)
        return checked;
    out.chat.sampling = readSampling(options);
    const auto most = options["num_predict"].integer();
    if (most && *most > 0) // -1 and -2 mean as much as there is room for
        out.chat.sampling.maxOutputTokens = most;
    options.forEachMember([&](std::string_view name, const JsonValue& value) {
        const auto isOurs = [&](const FieldShape& each) { return each.name == name; };
        if (!value.isNull() && std::ranges::none_of(kOptionShapes, isOurs))
            out.untranslated.append(u"options."_s + toText(name));
    });
    const JsonValue think = body["think"];
    if (think.isString())
        out.chat.reasoning.effort = think.text();
    else if (think.boolean().value_or(false))
        out.chat.reasoning.effort = u"medium"_s;
    return readFormatOf(out, body["format"]);
}

} // namespace

Result<ClientRequest> readOllamaGenerate(QByteArrayView bytes)
{
    JsonParser parser;
    auto opened = openRequest(parser, bytes, kShapes);
    if (!opened)
        return std::unexpected(opened.error());
    const JsonFields& body = opened->body;
    if (!body["suffix"].text().isEmpty())
        return refuseField(
            "suffix"_L1, u"text is not filled in between here; ask /v1/completions of the server itself"_s);
    ClientRequest out;
    out.models = std::move(opened->models);
    out.chat.stream = body["stream"].boolean().value_or(true);
    ChatMessage question{.role = Role::User, .parts = {}};
    if (const QString prompt = body["prompt"].text(); !prompt.isEmpty())
        question.parts.append(TextPart{prompt});
    if (const auto images = addImages(question, body); !images)
        return std::unexpected(images.error());
    if (!question.parts.isEmpty()) {
        if (const QString system = body["system"].text(); !system.isEmpty())
            out.chat.messages.append(ChatMessage::text(Role::System, system));
        out.chat.messages.append(std::move(question));
    }
    for (const std::string_view field : {"context", "raw", "template"}) {
        if (body[field].exists() && !body[field].isNull())
            out.ignored.append(toText(field));
    }
    if (const auto read = readOptions(out, body); !read)
        return std::unexpected(read.error());
    readRouting(out, body);
    return out;
}

Result<ClientRequest> readOllamaChat(QByteArrayView bytes)
{
    JsonParser parser;
    auto opened = openRequest(parser, bytes, kShapes);
    if (!opened)
        return std::unexpected(opened.error());
    const JsonFields& body = opened->body;
    ClientRequest out;
    out.models = std::move(opened->models);
    out.chat.stream = body["stream"].boolean().value_or(true);
    QList<std::pair<QString, QString>> calls;
    Result<void> read;
    body["messages"].forEachItem([&](const JsonValue& item) {
        if (!read)
            return;
        auto message = readMessage(item, calls);
        if (message)
            out.chat.messages.append(std::move(*message));
        else
            read = std::unexpected(message.error());
    });
    if (!read)
        return std::unexpected(read.error());
    body["tools"].forEachItem([&](const JsonValue& tool) {
        const JsonValue function = tool["function"];
        if (read)
            read = checkFunction(function, "tools"_L1);
        out.chat.tools.append(ToolSpec{.name = function["name"].text(),
            .description = function["description"].text(),
            .parameters = toObject(function["parameters"])});
    });
    if (!read)
        return std::unexpected(read.error());
    if (const auto read = readOptions(out, body); !read)
        return std::unexpected(read.error());
    readRouting(out, body);
    out.chat.passthrough = unknownFields(body, kKnown);
    return out;
}

} // namespace assay
