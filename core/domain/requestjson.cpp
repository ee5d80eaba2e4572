// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/requestjson.h"

#include <QJsonArray>
#include <QVarLengthArray>

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kRoles = {"system"_L1, "user"_L1, "assistant"_L1, "tool"_L1};
constexpr qsizetype kLongestName = 64; // longer ones cost an allocation
constexpr std::array<std::string_view, 10> kSecretEnds = {"apikey", "authorization", "password", "secret",
    "accesstoken", "bearertoken", "secretkey", "credentials", "privatekey", "sessiontoken"};
constexpr std::array kModes = {"auto"_L1, "none"_L1, "required"_L1, "named"_L1};

char16_t unitOf(QChar unit)
{
    return unit.unicode();
}

char16_t unitOf(char unit) // Latin-1, or a byte of UTF-8
{
    return static_cast<unsigned char>(unit);
}

void put(QJsonObject& object, const QString& name, const QString& value)
{
    if (!value.isEmpty())
        object.insert(name, value);
}

void put(QJsonObject& object, const QString& name, std::optional<double> value)
{
    if (value)
        object.insert(name, *value);
}

void put(QJsonObject& object, const QString& name, std::optional<qint64> value)
{
    if (value)
        object.insert(name, *value);
}

void putBytes(QJsonObject& object, const QByteArray& bytes, const KeepBytes& keep)
{
    if (bytes.isEmpty())
        return;
    if (keep)
        object.insert(u"kept"_s, keep(bytes));
    else
        object.insert(u"base64"_s, QString::fromLatin1(bytes.toBase64()));
}

QJsonObject partToJson(const ContentPart& part, const KeepBytes& keep)
{
    QJsonObject out;
    std::visit(Overloaded{[&](const TextPart& text) { out = {{u"type"_s, u"text"_s}, {u"text"_s, text.text}}; },
                   [&](const ImagePart& image) {
                       out = {{u"type"_s, u"image"_s}};
                       put(out, u"media_type"_s, image.mediaType);
                       put(out, u"url"_s, image.url);
                       putBytes(out, image.data, keep);
                   },
                   [&](const DocumentPart& document) {
                       out = {{u"type"_s, u"document"_s}};
                       put(out, u"media_type"_s, document.mediaType);
                       put(out, u"file_name"_s, document.fileName);
                       putBytes(out, document.data, keep);
                   },
                   [&](const ToolCallPart& call) {
                       out = {{u"type"_s, u"tool_call"_s}, {u"id"_s, call.id}, {u"name"_s, call.name},
                           {u"arguments"_s, call.arguments}};
                       put(out, u"signature"_s, call.signature);
                   },
                   [&](const ToolResultPart& result) {
                       out = {{u"type"_s, u"tool_result"_s}, {u"call"_s, result.callId}, {u"name"_s, result.name},
                           {u"text"_s, result.text}, {u"is_error"_s, result.isError}};
                   },
                   [&](const ReasoningPart& reasoning) {
                       out = {{u"type"_s, u"reasoning"_s}};
                       put(out, u"text"_s, reasoning.text);
                       put(out, u"signature"_s, reasoning.signature);
                       put(out, u"redacted"_s, reasoning.redacted);
                   }},
        part);
    return out;
}

QJsonValue withoutSecrets(const QJsonValue& value)
{
    if (value.isArray()) {
        QJsonArray out;
        for (const auto& item : value.toArray())
            out.append(withoutSecrets(item));
        return out;
    }
    if (!value.isObject())
        return value;
    QJsonObject out;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        out.insert(it.key(), isSecretName(it.key()) ? QJsonValue(u"[removed]"_s) : withoutSecrets(it.value()));
    return out;
}

QJsonObject samplingToJson(const Sampling& sampling)
{
    QJsonObject out;
    put(out, u"temperature"_s, sampling.temperature);
    put(out, u"top_p"_s, sampling.topP);
    put(out, u"top_k"_s, sampling.topK);
    put(out, u"presence_penalty"_s, sampling.presencePenalty);
    put(out, u"frequency_penalty"_s, sampling.frequencyPenalty);
    put(out, u"seed"_s, sampling.seed);
    put(out, u"max_tokens"_s, sampling.maxOutputTokens);
    if (!sampling.stop.isEmpty())
        out.insert(u"stop"_s, QJsonArray::fromStringList(sampling.stop));
    return out;
}

QJsonArray toolsToJson(const QList<ToolSpec>& tools)
{
    QJsonArray out;
    for (const auto& tool : tools)
        out.append(QJsonObject{{u"name"_s, tool.name}, {u"description"_s, tool.description},
            {u"parameters"_s, tool.parameters}, {u"strict"_s, tool.strict}});
    return out;
}

QJsonObject choiceToJson(const ToolChoice& choice)
{
    QJsonObject out{{u"mode"_s, QString(kModes.at(static_cast<std::size_t>(choice.mode)))}};
    put(out, u"name"_s, choice.name);
    if (choice.parallel)
        out.insert(u"parallel"_s, *choice.parallel);
    return out;
}

QJsonObject formatToJson(const OutputFormat& format)
{
    return {{u"kind"_s, format.kind == OutputFormat::Kind::JsonObject ? u"json_object"_s : u"json_schema"_s},
        {u"name"_s, format.name}, {u"schema"_s, format.schema}, {u"strict"_s, format.strict}};
}

std::optional<double> real(const QJsonObject& object, const QString& name)
{
    const QJsonValue value = object.value(name);
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

std::optional<qint64> whole(const QJsonObject& object, const QString& name)
{
    const QJsonValue value = object.value(name);
    return value.isDouble() && value.toInteger(0) == value.toInteger(1) ? std::optional(value.toInteger())
                                                                        : std::nullopt;
}

QStringList texts(const QJsonArray& array)
{
    QStringList out;
    for (const auto& item : array)
        out.append(item.toString());
    return out;
}

Result<QByteArray> bytesOf(const QJsonObject& part, const FetchBytes& fetch)
{
    const QString kept = part.value(u"kept"_s).toString();
    if (kept.isEmpty())
        return QByteArray::fromBase64(part.value(u"base64"_s).toString().toLatin1());
    const auto bytes = fetch ? fetch(kept) : std::nullopt;
    if (!bytes)
        return fail(ErrorKind::InvalidRequest, u"The attachment %1 of the request is gone."_s.arg(kept.left(12)));
    return *bytes;
}

Result<ContentPart> partFromJson(const QJsonObject& part, const FetchBytes& fetch)
{
    const auto text = [&](const char* name) { return part.value(QLatin1StringView(name)).toString(); };
    const QString type = text("type");
    if (type == "text"_L1)
        return TextPart{text("text")};
    if (type == "image"_L1 || type == "document"_L1) {
        auto bytes = bytesOf(part, fetch);
        if (!bytes)
            return std::unexpected(bytes.error());
        if (type == "image"_L1)
            return ImagePart{.data = *std::move(bytes), .mediaType = text("media_type"), .url = text("url")};
        return DocumentPart{.data = *std::move(bytes), .mediaType = text("media_type"), .fileName = text("file_name")};
    }
    if (type == "tool_call"_L1)
        return ToolCallPart{text("id"), text("name"), text("arguments"), text("signature")};
    if (type == "tool_result"_L1)
        return ToolResultPart{text("call"), text("name"), text("text"), part.value("is_error"_L1).toBool()};
    if (type == "reasoning"_L1)
        return ReasoningPart{text("text"), text("signature"), text("redacted")};
    return fail(ErrorKind::InvalidRequest, u"The request has a part of the unknown type '%1'."_s.arg(type));
}

Result<ChatMessage> messageFromJson(const QJsonObject& object, const FetchBytes& fetch)
{
    const QString role = object.value("role"_L1).toString();
    const auto found = std::ranges::find_if(kRoles, [&](QLatin1StringView known) { return role == known; });
    if (found == kRoles.end())
        return fail(ErrorKind::InvalidRequest, u"The request has a message of the unknown role '%1'."_s.arg(role));
    ChatMessage message;
    message.role = static_cast<Role>(found - kRoles.begin());
    message.cacheMark = object.value("cache"_L1).toBool();
    for (const auto& item : object.value("parts"_L1).toArray()) {
        auto part = partFromJson(item.toObject(), fetch);
        if (!part)
            return std::unexpected(part.error());
        message.parts.append(*std::move(part));
    }
    return message;
}

Sampling samplingFromJson(const QJsonObject& object)
{
    return {.temperature = real(object, u"temperature"_s),
        .topP = real(object, u"top_p"_s),
        .topK = whole(object, u"top_k"_s),
        .presencePenalty = real(object, u"presence_penalty"_s),
        .frequencyPenalty = real(object, u"frequency_penalty"_s),
        .seed = whole(object, u"seed"_s),
        .maxOutputTokens = whole(object, u"max_tokens"_s),
        .stop = texts(object.value("stop"_L1).toArray())};
}

ToolChoice choiceFromJson(const QJsonObject& object)
{
    const QString mode = object.value("mode"_L1).toString();
    const auto found = std::ranges::find_if(kModes, [&](QLatin1StringView known) { return mode == known; });
    ToolChoice choice;
    if (found != kModes.end())
        choice.mode = static_cast<ToolChoice::Mode>(found - kModes.begin());
    choice.name = object.value("name"_L1).toString();
    if (object.contains("parallel"_L1))
        choice.parallel = object.value("parallel"_L1).toBool();
    return choice;
}

} // namespace

bool isSecretName(QAnyStringView name)
{
    // Asked of every member of every request that is kept: no text is made.
    QVarLengthArray<char, kLongestName> plain;
    name.visit([&plain](auto text) {
        for (const auto unit : text) {
            const char16_t code = unitOf(unit);
            if (code == u'-' || code == u'_')
                continue;
            plain.append(code > 0x7f ? '?' : static_cast<char>(code >= u'A' && code <= u'Z' ? code + 32 : code));
        }
    });
    const std::string_view word(plain.data(), static_cast<std::size_t>(plain.size()));
    return word == "key" || word == "token"
        || std::ranges::any_of(kSecretEnds, [word](std::string_view end) { return word.ends_with(end); });
}

QJsonObject requestToJson(const ChatRequest& request, const KeepBytes& keep)
{
    QJsonArray messages;
    for (const auto& message : request.messages) {
        QJsonArray parts;
        for (const auto& part : message.parts)
            parts.append(partToJson(part, keep));
        QJsonObject json{{u"role"_s, QString(kRoles.at(static_cast<std::size_t>(message.role)))}, {u"parts"_s, parts}};
        if (message.cacheMark)
            json.insert(u"cache"_s, true);
        messages.append(json);
    }
    QJsonObject out{{u"messages"_s, messages}};
    if (const QJsonObject sampling = samplingToJson(request.sampling); !sampling.isEmpty())
        out.insert(u"sampling"_s, sampling);
    put(out, u"reasoning_effort"_s, request.reasoning.effort);
    put(out, u"reasoning_budget"_s, request.reasoning.budgetTokens);
    if (!request.tools.isEmpty())
        out.insert(u"tools"_s, toolsToJson(request.tools));
    if (request.toolChoice)
        out.insert(u"tool_choice"_s, choiceToJson(*request.toolChoice));
    if (request.format)
        out.insert(u"format"_s, formatToJson(*request.format));
    if (!request.passthrough.isEmpty())
        out.insert(u"passthrough"_s, withoutSecrets(request.passthrough));
    if (!request.stream)
        out.insert(u"stream"_s, false);
    return out;
}

Result<ChatRequest> requestFromJson(const QJsonObject& object, const FetchBytes& fetch)
{
    ChatRequest request;
    for (const auto& item : object.value("messages"_L1).toArray()) {
        auto message = messageFromJson(item.toObject(), fetch);
        if (!message)
            return std::unexpected(message.error());
        request.messages.append(*std::move(message));
    }
    request.sampling = samplingFromJson(object.value("sampling"_L1).toObject());
    request.reasoning.effort = object.value("reasoning_effort"_L1).toString();
    request.reasoning.budgetTokens = whole(object, u"reasoning_budget"_s);
    for (const auto& item : object.value("tools"_L1).toArray()) {
        const QJsonObject tool = item.toObject();
        request.tools.append({.name = tool.value("name"_L1).toString(),
            .description = tool.value("description"_L1).toString(),
            .parameters = tool.value("parameters"_L1).toObject(),
            .strict = tool.value("strict"_L1).toBool()});
    }
    if (object.contains("tool_choice"_L1))
        request.toolChoice = choiceFromJson(object.value("tool_choice"_L1).toObject());
    if (object.contains("format"_L1)) {
        const QJsonObject format = object.value("format"_L1).toObject();
        request.format
            = OutputFormat{.kind = format.value("kind"_L1) == "json_object"_L1 ? OutputFormat::Kind::JsonObject
                                                                               : OutputFormat::Kind::JsonSchema,
                .name = format.value("name"_L1).toString(),
                .schema = format.value("schema"_L1).toObject(),
                .strict = format.value("strict"_L1).toBool()};
    }
    request.passthrough = object.value("passthrough"_L1).toObject();
    request.stream = object.value("stream"_L1).toBool(true);
    return request;
}

} // namespace assay
