// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/clientfields.h"
#include "core/wire/geminigenerate.h"
#include "core/wire/jsonwriter.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kStream = "streamGenerateContent"_L1;

constexpr auto kKnown = wordList<16>({"contents", "generationConfig", "generation_config", "labels", "metadata",
    "model", "models", "provider", "safetySettings", "session_id", "stream", "systemInstruction", "system_instruction",
    "toolConfig", "tool_config", "tools"});

/// Sorted: what of `generationConfig` can be said in other formats.
constexpr std::array<std::string_view, 24> kSettings
    = {"candidateCount", "candidate_count", "frequencyPenalty", "frequency_penalty", "maxOutputTokens",
        "max_output_tokens", "presencePenalty", "presence_penalty", "responseJsonSchema", "responseMimeType",
        "responseSchema", "response_json_schema", "response_mime_type", "response_schema", "seed", "stopSequences",
        "stop_sequences", "temperature", "thinkingConfig", "thinking_config", "topK", "topP", "top_k", "top_p"};

/// The format has each name twice: as Google's JSON writes it, and as its protocol buffers do.
JsonValue either(const JsonValue& value, std::string_view camel, std::string_view snake)
{
    const JsonValue first = value[camel];
    return first.exists() ? first : value[snake];
}

QString lowerType(const QJsonValue& type)
{
    return type.toString().toLower();
}

/// Its schemas are OpenAPI's: types in capitals, `nullable`, members that JSON Schema does not know.
QJsonObject jsonSchema(const QJsonObject& schema)
{
    QJsonObject out;
    for (auto it = schema.begin(); it != schema.end(); ++it) {
        const QString& name = it.key();
        if (name == "type"_L1 && it->isString()) {
            const bool nullable = schema["nullable"_L1].toBool();
            out.insert(name, nullable ? QJsonValue(QJsonArray{lowerType(*it), u"null"_s}) : QJsonValue(lowerType(*it)));
        } else if (name == "properties"_L1) {
            QJsonObject properties;
            const QJsonObject old = it->toObject();
            for (auto member = old.begin(); member != old.end(); ++member)
                properties.insert(member.key(), jsonSchema(member->toObject()));
            out.insert(name, properties);
        } else if (name == "items"_L1) {
            out.insert(name, jsonSchema(it->toObject()));
        } else if (name == "anyOf"_L1) {
            QJsonArray choices;
            const QJsonArray old = it->toArray();
            for (const auto& choice : old)
                choices.append(jsonSchema(choice.toObject()));
            out.insert(name, choices);
        } else if (name != "nullable"_L1 && name != "propertyOrdering"_L1) {
            out.insert(name, *it);
        }
    }
    return out;
}

/// Reads the turns. Calls may have no ids here: results follow in order and name their function.
class TurnReader
{
public:
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
        const auto take = [&](const JsonValue& part) {
            if (const JsonValue result = either(part, "functionResponse", "function_response"); result.isObject())
                results.parts.append(readResult(result));
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
            return message.parts.append(readCall(call, signature));
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
        const auto bytes = QByteArray::fromBase64(data["data"].text().toLatin1());
        if (type.startsWith("image/"_L1))
            message.parts.append(ImagePart{.data = bytes, .mediaType = type, .url = {}});
        else if (type == "application/pdf"_L1)
            message.parts.append(DocumentPart{.data = bytes, .mediaType = type, .fileName = {}});
        else if (type.startsWith("text/"_L1))
            message.parts.append(TextPart{QString::fromUtf8(bytes)});
        else
            refuse(u"data of the type '%1' cannot be passed on"_s.arg(type));
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
        out.text = response.size() == 1 && plain.isString() ? plain.text() : QString::fromUtf8(response.minified());
        return out;
    }

    void refuse(const QString& what)
    {
        if (!m_problem)
            m_problem = refuseField("contents"_L1, what).error();
    }

    QList<ChatMessage> m_messages;
    QList<std::pair<QString, QString>> m_open; ///< ids and names of calls without a result
    int m_made = 0;
    std::optional<Error> m_problem;
};

void readTools(ClientRequest& out, const JsonValue& body)
{
    body["tools"].forEachItem([&](const JsonValue& tool) {
        tool.forEachMember([&](std::string_view name, const JsonValue&) {
            if (name != "functionDeclarations" && name != "function_declarations")
                out.ignored.append(u"tools.%1"_s.arg(toText(name)));
        });
        either(tool, "functionDeclarations", "function_declarations").forEachItem([&](const JsonValue& function) {
            const JsonValue schema = either(function, "parametersJsonSchema", "parameters_json_schema");
            out.chat.tools.append(ToolSpec{.name = function["name"].text(),
                .description = function["description"].text(),
                .parameters = schema.isObject() ? toObject(schema) : jsonSchema(toObject(function["parameters"]))});
        });
    });
    const JsonValue calling
        = either(either(body, "toolConfig", "tool_config"), "functionCallingConfig", "function_calling_config");
    const QString mode = calling["mode"].text().toUpper();
    if (mode.isEmpty() || out.chat.tools.isEmpty())
        return;
    const JsonValue names = either(calling, "allowedFunctionNames", "allowed_function_names");
    ToolChoice choice;
    if (names.size() > 1) // no other format has a word for some of the tools
        out.chat.tools.removeIf([&](const ToolSpec& tool) {
            bool isAllowed = false;
            names.forEachItem([&](const JsonValue& name) { isAllowed = isAllowed || name.text() == tool.name; });
            return !isAllowed;
        });
    if (mode == "NONE"_L1)
        choice.mode = ToolChoice::Mode::None;
    else if (mode == "ANY"_L1)
        choice.mode = names.size() == 1 ? ToolChoice::Mode::Named : ToolChoice::Mode::Required;
    if (choice.mode == ToolChoice::Mode::Named)
        choice.name = names.at(0).text();
    out.chat.toolChoice = choice;
}

void readThinking(ClientRequest& out, const JsonValue& thinking)
{
    out.hidesReasoning = !either(thinking, "includeThoughts", "include_thoughts").boolean().value_or(false);
    out.chat.reasoning.effort = either(thinking, "thinkingLevel", "thinking_level").text().toLower();
    const auto budget = either(thinking, "thinkingBudget", "thinking_budget").integer();
    if (budget == 0)
        out.chat.reasoning.effort = u"none"_s;
    else if (budget && *budget > 0) // −1: as much as the model likes
        out.chat.reasoning.budgetTokens = budget;
}

Result<void> readConfig(ClientRequest& out, const JsonValue& config)
{
    const auto choices = readChoices(either(config, "candidateCount", "candidate_count"), "candidateCount"_L1);
    if (!choices)
        return std::unexpected(choices.error());
    out.choices = *choices;
    Sampling& sampling = out.chat.sampling;
    sampling.temperature = number(config["temperature"]);
    sampling.topP = number(either(config, "topP", "top_p"));
    sampling.topK = either(config, "topK", "top_k").integer();
    sampling.presencePenalty = number(either(config, "presencePenalty", "presence_penalty"));
    sampling.frequencyPenalty = number(either(config, "frequencyPenalty", "frequency_penalty"));
    sampling.seed = config["seed"].integer();
    sampling.maxOutputTokens = either(config, "maxOutputTokens", "max_output_tokens").integer();
    either(config, "stopSequences", "stop_sequences").forEachItem([&](const JsonValue& item) {
        sampling.stop.append(item.text());
    });
    readThinking(out, either(config, "thinkingConfig", "thinking_config"));
    config.forEachMember([&](std::string_view name, const JsonValue& value) {
        if (!value.isNull() && !std::ranges::binary_search(kSettings, name))
            out.ignored.append(u"generationConfig.%1"_s.arg(toText(name)));
    });
    const auto type = either(config, "responseMimeType", "response_mime_type").bytes();
    if (type != "application/json") {
        if (!type.empty() && type != "text/plain")
            out.ignored.append(u"generationConfig.responseMimeType"_s);
        return {};
    }
    const JsonValue schema = either(config, "responseJsonSchema", "response_json_schema");
    const QJsonObject wanted = schema.isObject()
        ? toObject(schema)
        : jsonSchema(toObject(either(config, "responseSchema", "response_schema")));
    out.chat.format
        = OutputFormat{.kind = wanted.isEmpty() ? OutputFormat::Kind::JsonObject : OutputFormat::Kind::JsonSchema,
            .name = wanted.isEmpty() ? QString() : u"answer"_s,
            .schema = wanted};
    return {};
}

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
    const QByteArray own = body.trimmed();
    if (!own.startsWith('{'))
        return fail(ErrorKind::InvalidRequest, u"body: this is no JSON object"_s);
    QByteArray out;
    out.reserve(own.size() + address.model.size() + 32);
    out += "{\"model\":";
    appendJsonString(out, address.model);
    out += streams ? ",\"stream\":true" : ",\"stream\":false";
    const QByteArray rest = own.sliced(1).trimmed();
    return out + (rest.startsWith('}') ? "" : ",") + rest;
}

Result<ClientRequest> readGeminiGenerate(QByteArrayView bytes)
{
    JsonParser parser;
    auto opened = openRequest(parser, bytes);
    if (!opened)
        return std::unexpected(opened.error());
    const JsonFields& body = opened->body;
    ClientRequest out;
    out.models = std::move(opened->models);
    out.chat.stream = body["stream"].boolean().value_or(false);
    if (body["cachedContent"].exists())
        return refuseField("cachedContent"_L1, u"content that Google keeps cannot be read from here"_s);
    if (const JsonValue system = either(body, "systemInstruction", "system_instruction"); system.exists()) {
        auto turns = TurnReader().read(system);
        if (!turns)
            return std::unexpected(turns.error());
        for (auto& turn : *turns) {
            turn.role = Role::System;
            out.chat.messages.append(turn);
        }
    }
    const auto turns = TurnReader().read(body["contents"]);
    if (!turns)
        return std::unexpected(turns.error());
    if (turns->isEmpty())
        return refuseField("contents"_L1, u"there is no content"_s);
    out.chat.messages += *turns;
    readTools(out, body);
    if (const auto read = readConfig(out, either(body, "generationConfig", "generation_config")); !read)
        return std::unexpected(read.error());
    if (body["safetySettings"].exists())
        out.ignored.append(u"safetySettings"_s);
    readRouting(out, body);
    out.chat.passthrough = unknownFields(body, kKnown);
    return out;
}

} // namespace assay
