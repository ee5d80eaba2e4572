// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/clientfields.h"
#include "core/wire/geminigenerate.h"
#include "core/wire/geminisettings.h"
#include "core/wire/jsonpatch.h"
#include "core/wire/jsonwriter.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kStream = "streamGenerateContent"_L1;

constexpr auto kKnown = wordList<16>({"contents", "generationConfig", "generation_config", "labels", "metadata",
    "model", "models", "provider", "safetySettings", "session_id", "stream", "systemInstruction", "system_instruction",
    "toolConfig", "tool_config", "tools"});

constexpr auto kShapes = shapeTable(std::array<FieldShape, 11>{{
    {.name = "cachedContent", .kinds = shape::kText},
    {.name = "contents", .kinds = shape::kObjects | shape::kObject},
    {.name = "generationConfig", .kinds = shape::kObject},
    {.name = "generation_config", .kinds = shape::kObject},
    {.name = "labels", .kinds = shape::kObject},
    {.name = "safetySettings", .kinds = shape::kObjects},
    {.name = "systemInstruction", .kinds = shape::kObject},
    {.name = "system_instruction", .kinds = shape::kObject},
    {.name = "toolConfig", .kinds = shape::kObject},
    {.name = "tool_config", .kinds = shape::kObject},
    {.name = "tools", .kinds = shape::kObjects},
}});

/// Reads the turns. Calls may have no ids here: results follow in order and name their function.
class TurnReader
{
public:
    explicit TurnReader(QLatin1StringView field)
        : m_field(field)
    {
    }

    Result<QList<ChatMessage>> read(const JsonValue& contents)
    {
        if (contents.isObject())
            readTurn(contents);
        contents.forEachItem([&](const JsonValue& turn) { readTurn(turn); });
        if (m_problem)
            return std::unexpected(*m_problem);
        return m_messages;
    }

private:
    void readTurn(const JsonValue& turn)
    {
        const auto role = turn["role"].bytes();
        const bool isSystem = role == "system"; // so LangChain marks what it has in `systemInstruction`
        const bool isModel = role == "model" || role == "assistant"; // as clients of several formats call it
        if (!role.empty() && !isSystem && !isModel && role != "user" && role != "function" && role != "tool")
            return refuse(u"there is no role '%1'"_s.arg(toText(role)));
        ChatMessage message{.role = isModel ? Role::Assistant : isSystem ? Role::System : Role::User, .parts = {}};
        ChatMessage results{.role = Role::Tool, .parts = {}};
        const JsonValue parts = turn["parts"];
        if (parts.size() == 0 && !isModel) // an answer may have been empty
            return refuse(u"a content has no parts"_s);
        const auto take = [&](const JsonValue& part) {
            if (const JsonValue result = either(part, "functionResponse", "function_response"); result.isObject())
                addResult(result, results);
            else
                readPart(part, message);
        };
        if (parts.isObject())
            take(parts);
        parts.forEachItem(take);
        if (!results.parts.isEmpty())
            m_messages.append(results);
        if (!message.parts.isEmpty())
            m_messages.append(message);
    }

    void readPart(const JsonValue& part, ChatMessage& message)
    {
        const QString signature = either(part, "thoughtSignature", "thought_signature").text();
        if (const JsonValue call = either(part, "functionCall", "function_call"); call.isObject())
            return addCall(call, signature, message);
        const bool isThought = part["thought"].boolean().value_or(false);
        if (isThought || !signature.isEmpty())
            message.parts.append(ReasoningPart{
                .text = isThought ? part["text"].text() : QString(), .signature = signature, .redacted = {}});
        if (isThought)
            return;
        if (part["text"].isString())
            return message.parts.append(TextPart{part["text"].text()});
        if (const JsonValue data = either(part, "inlineData", "inline_data"); data.isObject())
            return readData(data, message);
        if (const JsonValue file = either(part, "fileData", "file_data"); file.isObject()) {
            const QString type = either(file, "mimeType", "mime_type").text();
            if (!type.isEmpty() && !type.startsWith("image/"_L1))
                return refuse(u"a file of the type '%1' cannot be fetched; send its data"_s.arg(type));
            const auto image = imageFromUrl(either(file, "fileUri", "file_uri").bytes());
            if (image)
                return message.parts.append(*image);
            return refuse(image.error().detail);
        }
        if (signature.isEmpty())
            refuse(u"a part is neither text, data, a file nor a call"_s);
    }

    void readData(const JsonValue& data, ChatMessage& message)
    {
        const QString type = either(data, "mimeType", "mime_type").text();
        const auto decoded = decodedBase64(data["data"].bytes());
        if (!decoded)
            return refuse(u"data is no base64"_s);
        const QByteArray& bytes = *decoded;
        if (type.startsWith("image/"_L1))
            message.parts.append(ImagePart{.data = bytes, .mediaType = type, .url = {}});
        else if (type == "application/pdf"_L1)
            message.parts.append(DocumentPart{.data = bytes, .mediaType = type, .fileName = {}});
        else if (type.startsWith("text/"_L1))
            message.parts.append(TextPart{QString::fromUtf8(bytes)});
        else
            refuse(u"data of the type '%1' cannot be passed on"_s.arg(type));
    }

    void addCall(const JsonValue& call, const QString& signature, ChatMessage& message)
    {
        const JsonValue args = call["args"];
        if (call["name"].bytes().empty() || (args.exists() && !args.isNull() && !args.isObject()))
            return refuse(u"a functionCall has a name, and args that are an object"_s);
        message.parts.append(readCall(call, signature));
    }

    void addResult(const JsonValue& result, ChatMessage& results)
    {
        const JsonValue response = result["response"];
        if (result["name"].bytes().empty() && result["id"].bytes().empty())
            return refuse(u"a functionResponse has no name"_s);
        if (!response.exists() || response.isNull())
            return refuse(u"a functionResponse has no response"_s);
        results.parts.append(readResult(result));
    }

    ToolCallPart readCall(const JsonValue& call, const QString& signature)
    {
        QString id = call["id"].text();
        if (id.isEmpty())
            id = u"call_%1"_s.arg(++m_made);
        m_open.append({id, call["name"].text()});
        return {.id = id,
            .name = call["name"].text(),
            .arguments = call["args"].isObject() ? QString::fromUtf8(call["args"].minified()) : u"{}"_s,
            .signature = signature};
    }

    ToolResultPart readResult(const JsonValue& result)
    {
        ToolResultPart out{.callId = result["id"].text(), .name = result["name"].text(), .text = {}};
        const auto call = std::ranges::find_if(m_open, [&](const auto& open) {
            return out.callId.isEmpty() ? open.second == out.name : open.first == out.callId;
        });
        if (call != m_open.end()) {
            out.callId = call->first;
            out.name = call->second;
            m_open.erase(call);
        }
        const JsonValue response = result["response"];
        out.isError = response["error"].exists();
        const JsonValue plain = response["output"].isString() ? response["output"] : response["result"];
        if (response.isString())
            out.text = response.text();
        else
            out.text = response.size() == 1 && plain.isString() ? plain.text() : QString::fromUtf8(response.minified());
        return out;
    }

    void refuse(const QString& what)
    {
        if (!m_problem)
            m_problem = refuseField(m_field, what).error();
    }

    QLatin1StringView m_field; ///< that they stand in
    QList<ChatMessage> m_messages;
    QList<std::pair<QString, QString>> m_open; ///< ids and names of calls without a result
    int m_made = 0;
    std::optional<Error> m_problem;
};

} // namespace

std::optional<GeminiAddress> geminiAddress(const QString& path)
{
    if (!path.contains(u':'))
        return std::nullopt;
    // Google's clients leave `models/` out where the name holds a slash, as ours do.
    static const QRegularExpression pattern(
        u"^/v1(?:(?:beta|alpha)\\d*/|/(?=models/))(?:models/)?(.+):([a-z]+(?:[A-Z][a-z]+)+)$"_s);
    const auto match = pattern.match(path);
    if (!match.hasMatch())
        return std::nullopt;
    return GeminiAddress{.model = match.captured(1), .verb = match.captured(2)};
}

GeminiFraming geminiFraming(const GeminiAddress& address, QByteArrayView query)
{
    if (address.verb != kStream)
        return GeminiFraming::Events;
    while (!query.isEmpty()) {
        const qsizetype end = query.indexOf('&');
        const QByteArrayView one = end < 0 ? query : query.first(end);
        if (one == "alt=sse" || one == "$alt=sse" || one == "%24alt=sse")
            return GeminiFraming::Events;
        query = end < 0 ? QByteArrayView() : query.sliced(end + 1);
    }
    return GeminiFraming::Array;
}

Result<QByteArray> geminiEnvelope(const GeminiAddress& address, const QByteArray& body)
{
    const bool streams = address.verb == kStream;
    if (!streams && address.verb != "generateContent"_L1)
        return fail(ErrorKind::InvalidRequest,
            u"'%1' is not served here: generateContent and streamGenerateContent are"_s.arg(address.verb));
    JsonParser parser;
    const QByteArray own = body.trimmed();
    const auto members = parser.parse(own).isObject() ? jsonMembers(own) : std::nullopt;
    if (!members)
        return refuseField("body"_L1, u"this is no JSON object"_s);
    QByteArray model;
    appendJsonString(model, address.model);
    // Some clients name the model in the body, too, in the way of the address.
    return patchedObject(
        *members, {{.name = "model", .value = model}, {.name = "stream", .value = streams ? "true"_ba : "false"_ba}});
}

Result<ClientRequest> readGeminiGenerate(QByteArrayView bytes)
{
    JsonParser parser;
    auto opened = openRequest(parser, bytes, kShapes);
    if (!opened)
        return std::unexpected(opened.error());
    const JsonFields& body = opened->body;
    ClientRequest out;
    out.models = std::move(opened->models);
    out.chat.stream = body["stream"].boolean().value_or(false);
    if (body["cachedContent"].isString())
        return refuseField("cachedContent"_L1, u"content that Google keeps cannot be read from here"_s);
    if (const JsonValue system = either(body, "systemInstruction", "system_instruction"); system.isObject()) {
        auto turns = TurnReader("systemInstruction"_L1).read(system);
        if (!turns)
            return std::unexpected(turns.error());
        for (auto& turn : *turns) {
            turn.role = Role::System;
            out.chat.messages.append(turn);
        }
    }
    const auto turns = TurnReader("contents"_L1).read(body["contents"]);
    if (!turns)
        return std::unexpected(turns.error());
    if (turns->isEmpty())
        return refuseField("contents"_L1, u"there is no content"_s);
    out.chat.messages += *turns;
    if (const auto read = readGeminiTools(out, body); !read)
        return std::unexpected(read.error());
    if (const auto read = readGeminiConfig(out, either(body, "generationConfig", "generation_config")); !read)
        return std::unexpected(read.error());
    if (body["safetySettings"].isArray())
        out.ignored.append(u"safetySettings"_s);
    readRouting(out, body);
    out.chat.passthrough = unknownFields(body, kKnown);
    return out;
}

} // namespace assay
