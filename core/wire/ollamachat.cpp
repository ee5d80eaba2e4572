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

/// The kind of an image by its first bytes: this format does not name it.
QString imageType(const QByteArray& data)
{
    if (data.startsWith("\x89PNG"))
        return u"image/png"_s;
    if (data.startsWith("GIF8"))
        return u"image/gif"_s;
    if (data.startsWith("RIFF") && data.mid(8, 4) == "WEBP")
        return u"image/webp"_s;
    return u"image/jpeg"_s;
}

void addImages(ChatMessage& out, const JsonValue& owner)
{
    owner["images"].forEachItem([&](const JsonValue& image) {
        const auto data = QByteArray::fromBase64(image.text().toLatin1());
        out.parts.append(ImagePart{.data = data, .mediaType = imageType(data), .url = {}});
    });
}

void addCalls(ChatMessage& out, const JsonValue& message, QList<std::pair<QString, QString>>& calls)
{
    message["tool_calls"].forEachItem([&](const JsonValue& call) {
        const JsonValue function = call["function"];
        QString id = call["id"].text();
        if (id.isEmpty())
            id = u"call_%1"_s.arg(calls.size() + 1); // the format has no ids: results follow in order
        calls.append({id, function["name"].text()});
        out.parts.append(ToolCallPart{.id = id,
            .name = function["name"].text(),
            .arguments = function["arguments"].isString() ? function["arguments"].text()
                                                          : QString::fromUtf8(function["arguments"].minified()),
            .signature = {}});
    });
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
    addImages(out, message);
    if (out.role == Role::Assistant)
        addCalls(out, message, calls);
    return out;
}

void readOptions(ClientRequest& out, const JsonValue& body)
{
    out.chat.sampling = readSampling(body["options"]);
    const auto most = body["options"]["num_predict"].integer();
    if (most && *most > 0) // -1 and -2 mean as much as there is room for
        out.chat.sampling.maxOutputTokens = most;
    const JsonValue think = body["think"];
    if (think.isString())
        out.chat.reasoning.effort = think.text();
    else if (think.boolean().value_or(false))
        out.chat.reasoning.effort = u"medium"_s;
    const JsonValue format = body["format"];
    if (format.bytes() == "json")
        out.chat.format = OutputFormat{.kind = OutputFormat::Kind::JsonObject, .name = {}, .schema = {}};
    else if (format.isObject())
        out.chat.format = OutputFormat{
            .kind = OutputFormat::Kind::JsonSchema, .name = u"answer"_s, .schema = toObject(format), .strict = true};
}

} // namespace

Result<ClientRequest> readOllamaGenerate(QByteArrayView bytes)
{
    JsonParser parser;
    auto opened = openRequest(parser, bytes);
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
    addImages(question, body);
    if (!question.parts.isEmpty()) {
        if (const QString system = body["system"].text(); !system.isEmpty())
            out.chat.messages.append(ChatMessage::text(Role::System, system));
        out.chat.messages.append(std::move(question));
    }
    for (const std::string_view field : {"context", "raw", "template"}) {
        if (body[field].exists())
            out.ignored.append(toText(field));
    }
    readOptions(out, body);
    readRouting(out, body);
    return out;
}

Result<ClientRequest> readOllamaChat(QByteArrayView bytes)
{
    JsonParser parser;
    auto opened = openRequest(parser, bytes);
    if (!opened)
        return std::unexpected(opened.error());
    const JsonFields& body = opened->body;
    ClientRequest out;
    out.models = std::move(opened->models);
    out.chat.stream = body["stream"].boolean().value_or(true);
    if (!body["messages"].isArray())
        return refuseField("messages"_L1, u"there is no message"_s);
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
        out.chat.tools.append(ToolSpec{.name = function["name"].text(),
            .description = function["description"].text(),
            .parameters = toObject(function["parameters"])});
    });
    readOptions(out, body);
    readRouting(out, body);
    out.chat.passthrough = unknownFields(body, kKnown);
    return out;
}

} // namespace assay
