// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/clientfields.h"

#include "core/wire/jsonpatch.h"

#include <QJsonDocument>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// In other gateways such fields moved the address or the key of a call (LiteLLM CVE-2024-6587 among them).
constexpr auto kForbidden = wordList<25>({"api_base", "api_base_url", "api_key", "api_version", "aws_access_key_id",
    "aws_secret_access_key", "aws_session_token", "azure_endpoint", "base_url", "custom_llm_provider",
    "default_headers", "default_query", "endpoint_url", "extra_body", "extra_headers", "extra_query", "headers", "host",
    "http_client", "http_headers", "organization", "proxies", "proxy", "vertex_credentials", "vertex_project"});

/// What all formats have.
constexpr auto kCommon = shapeTable(std::array<FieldShape, 7>{{
    {.name = "models", .kinds = shape::kTexts},
    {.name = "provider", .kinds = shape::kObject},
    {.name = "session_id", .kinds = shape::kText},
    {.name = "stream", .kinds = shape::kFlag},
    {.name = "metadata", .kinds = shape::kObject},
    {.name = "user", .kinds = shape::kText},
    {.name = "prompt_cache_key", .kinds = shape::kText},
}});

/// More than any client has, so that each can be held against all others.
constexpr std::size_t kMostMembers = 256;

/// What is wrong with a field of the whole request; empty: nothing.
QString complaint(std::string_view name, const JsonValue& value, std::span<const FieldShape> own)
{
    if (isAmong(kForbidden, name))
        return u"body: '%1' is not accepted: addresses, headers and keys of providers are set in Assay, never by a request"_s
            .arg(toText(name));
    if (name == "model" && !value.isNull() && !value.isString())
        return u"model: a name is expected"_s;
    QString wrong = misfit(own, name, value);
    if (wrong.isEmpty())
        wrong = misfit(kCommon, name, value);
    return wrong.isEmpty() ? wrong : u"%1: %2"_s.arg(toText(name), wrong);
}

/// A member that another reader would see otherwise; empty: none.
QString ambiguity(const JsonFields& fields, QByteArrayView body)
{
    bool hasNull = false;
    for (auto member = fields.begin(); member != fields.end(); ++member) {
        const auto& [name, value] = *member;
        hasNull = hasNull || value.isNull();
        if (std::any_of(fields.begin(), member, [&](const auto& other) { return other.first == name; }))
            return u"%1: it stands there twice"_s.arg(toText(name));
    }
    if (!hasNull || (!body.contains("NaN") && !body.contains("Infinity")))
        return {};
    // They were read as null.
    const auto members = jsonMembers(body.trimmed()).value_or(JsonMembers());
    for (const auto& member : members) {
        if (member.value == "NaN" || member.value == "Infinity" || member.value == "-Infinity")
            return u"%1: a number is expected"_s.arg(QString::fromUtf8(member.name));
    }
    return {};
}

} // namespace

std::unexpected<Error> refuseField(QLatin1StringView field, const QString& what)
{
    Error error{.kind = ErrorKind::InvalidRequest, .detail = QString(field) + u": "_s + what};
    error.httpStatus = 400;
    return std::unexpected(error);
}

Result<JsonFields> openBody(JsonParser& parser, QByteArrayView body, std::span<const FieldShape> own)
{
    const auto refused = [](const QString& detail) {
        Error error{.kind = ErrorKind::InvalidRequest, .detail = detail};
        error.httpStatus = 400;
        return std::unexpected(error);
    };
    if (!simdjson::validate_utf8(body.data(), static_cast<std::size_t>(body.size())))
        return refused(u"body: this is no text in UTF-8"_s);
    const JsonValue root = parser.parse(body);
    if (!root.isObject())
        return refused(u"body: this is no JSON object"_s);
    if (root.size() > kMostMembers)
        return refused(u"body: an object of more than %1 members is not read"_s.arg(kMostMembers));
    Result<JsonFields> fields(root);
    for (const auto& [name, value] : *fields) {
        if (const QString wrong = complaint(name, value, own); !wrong.isEmpty())
            return refused(wrong);
    }
    if (const QString wrong = ambiguity(*fields, body); !wrong.isEmpty())
        return refused(wrong);
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

std::optional<double> writtenNumber(const JsonValue& value)
{
    if (!value.isString())
        return number(value);
    const auto text = value.bytes();
    bool ok = false;
    const double out = QByteArrayView(text.data(), static_cast<qsizetype>(text.size())).toDouble(&ok);
    return ok && std::isfinite(out) ? std::optional(out) : std::nullopt;
}

std::optional<qint64> tokenLimit(const JsonValue& value)
{
    const auto limit = value.integer();
    return limit && *limit >= 0 ? limit : std::nullopt;
}

std::optional<QByteArray> decodedBase64(std::string_view text)
{
    const auto decode = [](const QByteArray& from) {
        const bool isUrl = from.contains('-') || from.contains('_');
        return QByteArray::fromBase64Encoding(from,
            QByteArray::AbortOnBase64DecodingErrors
                | (isUrl ? QByteArray::Base64UrlEncoding : QByteArray::Base64Encoding));
    };
    const auto raw = QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
    auto out = decode(raw);
    if (!out) {
        QByteArray plain = raw;
        for (const char blank : {'\r', '\n', ' ', '\t'})
            plain.replace(blank, "");
        out = decode(plain);
    }
    return out && !out.decoded.isEmpty() ? std::optional(out.decoded) : std::nullopt;
}

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

Result<QString> neededText(const JsonValue& owner, std::string_view name, QLatin1StringView field)
{
    if (const JsonValue value = owner[name]; value.isString())
        return value.text();
    return refuseField(field, u"'%1' is missing, or no text"_s.arg(toText(name)));
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

Result<OpenedRequest> openRequest(JsonParser& parser, QByteArrayView body, std::span<const FieldShape> own)
{
    const auto opened = openBody(parser, body, own);
    if (!opened)
        return std::unexpected(opened.error());
    return readModels(*opened).transform(
        [&](const QStringList& models) { return OpenedRequest{.body = *opened, .models = models}; });
}

Result<int> readChoices(const JsonValue& count, QLatin1StringView field)
{
    if (!count.exists() || count.isNull())
        return 1;
    const auto wanted = count.integer();
    if (!wanted || *wanted < 1 || *wanted > kMostChoices)
        return refuseField(field, u"a number of answers from 1 to %1"_s.arg(kMostChoices));
    return static_cast<int>(*wanted);
}

Sampling readSampling(const JsonFields& body)
{
    Sampling out;
    out.temperature = number(body["temperature"]);
    out.topP = number(body["top_p"]);
    out.topK = body["top_k"].integer();
    if (out.topK && *out.topK <= 0) // how servers of open models say "all"; others refuse it
        out.topK.reset();
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
    const auto type = head.substr(0, head.find(';'));
    return DataUrl{.mediaType = toText(type), .data = decodedBase64(url.substr(comma + 1)).value_or(QByteArray())};
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

Result<void> readReasoning(ClientRequest& out, const JsonValue& reasoning)
{
    static constexpr auto kShapes = shapeTable(std::array<FieldShape, 5>{{
        {.name = "effort", .kinds = shape::kText},
        {.name = "summary", .kinds = shape::kText},
        {.name = "enabled", .kinds = shape::kFlag},
        {.name = "exclude", .kinds = shape::kFlag},
        {.name = "max_tokens", .kinds = shape::kWhole, .least = 0},
    }});
    if (auto checked = checkFields(reasoning, kShapes, "reasoning"_L1); !checked)
        return checked;
    const JsonValue effort = reasoning["effort"];
    if (effort.isString())
        out.chat.reasoning.effort = effort.text();
    else if (reasoning["enabled"].boolean() == true)
        out.chat.reasoning.effort = u"medium"_s;
    out.chat.reasoning.budgetTokens = reasoning["max_tokens"].integer();
    out.hidesReasoning = reasoning["exclude"].boolean().value_or(false);
    return {};
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
