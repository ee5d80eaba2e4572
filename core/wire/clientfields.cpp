// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/clientfields.h"

#include <QJsonDocument>

#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// In other gateways such fields moved the address or the key of a call (LiteLLM CVE-2024-6587 among them).
constexpr auto kForbidden = wordList<25>({"api_base", "api_base_url", "api_key", "api_version", "aws_access_key_id",
    "aws_secret_access_key", "aws_session_token", "azure_endpoint", "base_url", "custom_llm_provider",
    "default_headers", "default_query", "endpoint_url", "extra_body", "extra_headers", "extra_query", "headers", "host",
    "http_client", "http_headers", "organization", "proxies", "proxy", "vertex_credentials", "vertex_project"});

/// A text in their place would be read over, and the answer be another than was asked for.
constexpr auto kNumbers = wordList<9>({"frequency_penalty", "max_completion_tokens", "max_output_tokens", "max_tokens",
    "presence_penalty", "seed", "temperature", "top_k", "top_p"});

constexpr auto kLists = wordList<4>({"functions", "messages", "models", "tools"});
constexpr auto kObjects = wordList<2>({"provider", "stream_options"});

/// What is wrong with a field of the whole request; empty: nothing.
QString complaint(std::string_view name, const JsonValue& value)
{
    if (isAmong(kForbidden, name))
        return u"body: '%1' is not accepted: addresses, headers and keys of providers are set in Assay, never by a request"_s
            .arg(toText(name));
    if (value.isNull())
        return {};
    if (!value.isNumber() && isAmong(kNumbers, name))
        return u"%1: a number is expected"_s.arg(toText(name));
    if (!value.isArray() && isAmong(kLists, name))
        return u"%1: a list is expected"_s.arg(toText(name));
    if (!value.isObject() && isAmong(kObjects, name))
        return u"%1: an object is expected"_s.arg(toText(name));
    if (name == "model" && !value.isString())
        return u"model: a name is expected"_s;
    if (name == "stop" && !value.isString() && !value.isArray())
        return u"stop: a text or a list of texts is expected"_s;
    if (name == "stream" && !value.boolean())
        return u"stream: true or false is expected"_s;
    return {};
}

} // namespace

std::unexpected<Error> refuseField(QLatin1StringView field, const QString& what)
{
    Error error{.kind = ErrorKind::InvalidRequest, .detail = QString(field) + u": "_s + what};
    error.httpStatus = 400;
    return std::unexpected(error);
}

Result<JsonFields> openBody(JsonParser& parser, QByteArrayView body)
{
    const JsonValue root = parser.parse(body);
    if (!root.isObject())
        return refuseField("body"_L1, u"this is no JSON object"_s);
    Result<JsonFields> fields(root);
    for (const auto& [name, value] : *fields) {
        const QString wrong = complaint(name, value);
        if (wrong.isEmpty())
            continue;
        Error error{.kind = ErrorKind::InvalidRequest, .detail = wrong};
        error.httpStatus = 400;
        return std::unexpected(error);
    }
    return fields;
}

QJsonObject toObject(const JsonValue& value)
{
    return value.isObject() ? QJsonDocument::fromJson(value.minified()).object() : QJsonObject();
}

std::optional<double> number(const JsonValue& value)
{
    if (!value.isNumber())
        return std::nullopt;
    bool ok = false;
    const double out = value.minified().toDouble(&ok);
    return ok && std::isfinite(out) ? std::optional(out) : std::nullopt;
}

bool isModelName(QStringView name)
{
    return std::ranges::none_of(
        name, [](QChar c) { return c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() < 0xa0); });
}

Result<QStringList> readModels(const JsonFields& body)
{
    QStringList out;
    const auto add = [&](const JsonValue& name) {
        const QString text = name.text();
        if (!text.isEmpty() && !out.contains(text))
            out.append(text);
    };
    add(body["model"]);
    body["models"].forEachItem(add);
    if (out.isEmpty())
        return refuseField("model"_L1, u"no model is named"_s);
    if (!std::ranges::all_of(out, isModelName))
        return refuseField("model"_L1, u"a name of a model holds a control character"_s);
    return out;
}

Result<OpenedRequest> openRequest(JsonParser& parser, QByteArrayView body)
{
    const auto opened = openBody(parser, body);
    if (!opened)
        return std::unexpected(opened.error());
    return readModels(*opened).transform(
        [&](const QStringList& models) { return OpenedRequest{.body = *opened, .models = models}; });
}

Sampling readSampling(const JsonFields& body)
{
    Sampling out;
    out.temperature = number(body["temperature"]);
    out.topP = number(body["top_p"]);
    out.topK = body["top_k"].integer();
    out.presencePenalty = number(body["presence_penalty"]);
    out.frequencyPenalty = number(body["frequency_penalty"]);
    out.seed = body["seed"].integer();
    const JsonValue stop = body["stop"];
    if (stop.isString())
        out.stop.append(stop.text());
    stop.forEachItem([&](const JsonValue& item) { out.stop.append(item.text()); });
    return out;
}

QJsonObject unknownFields(const JsonFields& body, std::span<const std::string_view> known)
{
    QJsonObject out;
    for (const auto& [name, value] : body) {
        if (value.isNull() || isAmong(known, name))
            continue;
        // Wrapped, because Qt reads only objects and arrays as documents.
        const auto wrapped = QJsonDocument::fromJson("[" + value.minified() + "]");
        out.insert(toText(name), wrapped.array().first());
    }
    return out;
}

std::optional<DataUrl> parseDataUrl(std::string_view url)
{
    if (!url.starts_with("data:"))
        return std::nullopt;
    const auto comma = url.find(',');
    const auto head = url.substr(5, comma == std::string_view::npos ? 0 : comma - 5);
    if (!head.ends_with(";base64"))
        return std::nullopt;
    const auto text = url.substr(comma + 1);
    const auto type = head.substr(0, head.find(';'));
    return DataUrl{.mediaType = toText(type),
        .data = QByteArray::fromBase64(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())))};
}

Result<ImagePart> imageFromUrl(std::string_view url)
{
    if (const auto data = parseDataUrl(url); data && !data->data.isEmpty())
        return ImagePart{.data = data->data, .mediaType = data->mediaType, .url = {}};
    if (url.starts_with("https://") || url.starts_with("http://"))
        return ImagePart{.data = {}, .mediaType = {}, .url = toText(url)};
    return refuseField("image_url"_L1, u"an image is given as a base64 data URL, or as an http(s) address"_s);
}

void readRouting(ClientRequest& out, const JsonFields& body)
{
    out.provider = toObject(body["provider"]);
    out.sessionId = body["session_id"].text().left(256);
    if (out.sessionId.isEmpty())
        out.sessionId = body["prompt_cache_key"].text().left(256);
    out.user = body["user"].text();
    for (const char* name : {"plugins", "transforms", "route", "trace", "debug"}) {
        if (const auto field = body[name]; field.exists() && !field.isNull())
            out.ignored.append(QString::fromLatin1(name));
    }
}

void readReasoning(ClientRequest& out, const JsonValue& reasoning)
{
    const JsonValue effort = reasoning["effort"];
    if (effort.isString())
        out.chat.reasoning.effort = effort.text();
    else if (reasoning["enabled"].boolean() == true)
        out.chat.reasoning.effort = u"medium"_s;
    out.chat.reasoning.budgetTokens = reasoning["max_tokens"].integer();
    out.hidesReasoning = reasoning["exclude"].boolean().value_or(false);
}

Result<std::optional<OutputFormat>> readFormat(const JsonValue& format)
{
    if (!format.exists() || format.isNull())
        return std::nullopt;
    const auto type = format["type"].bytes();
    if (type == "text")
        return std::nullopt;
    OutputFormat out;
    // Together, Anyscale and llama.cpp take a schema beside this type, too.
    if (type == "json_object" && !format["schema"].isObject()) {
        out.kind = OutputFormat::Kind::JsonObject;
        return out;
    }
    if (type != "json_schema" && type != "json_object")
        return refuseField("response_format"_L1, u"the types are text, json_object and json_schema"_s);
    const JsonValue spec = format["json_schema"].isObject() ? format["json_schema"] : format;
    if (!spec["schema"].isObject())
        return refuseField("response_format"_L1, u"json_schema has no schema"_s);
    out.name = spec["name"].text();
    out.schema = toObject(spec["schema"]);
    out.strict = spec["strict"].boolean().value_or(false);
    return out;
}

} // namespace assay
