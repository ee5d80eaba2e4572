// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/endpointjson.h"

#include "core/catalog/endpointrules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <array>

namespace assay {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSchema = 1;
constexpr std::array kAuthNames
    = {"none"_L1, "bearer"_L1, "x-api-key"_L1, "x-goog-api-key"_L1, "api-key"_L1, "aws-sigv4"_L1};

std::unexpected<Error> invalid(const QString& detail)
{
    return fail(ErrorKind::InvalidRequest, detail);
}

/// Reads the fields of one object, remembering the first mistake, and refuses fields nobody asked for.
class FieldReader
{
public:
    FieldReader(const QJsonObject& object, QString where)
        : m_object(object)
        , m_where(std::move(where))
    {
    }

    QString text(const QString& field, const QString& absent = {})
    {
        const QJsonValue value = take(field, QJsonValue::String, u"text"_s);
        return value.isString() ? value.toString() : absent;
    }
    bool flag(const QString& field, bool absent)
    {
        return take(field, QJsonValue::Bool, u"true or false"_s).toBool(absent);
    }
    QJsonObject object(const QString& field) { return take(field, QJsonValue::Object, u"an object"_s).toObject(); }
    QStringList texts(const QString& field)
    {
        QStringList list;
        const QJsonArray array = take(field, QJsonValue::Array, u"a list"_s).toArray();
        for (const QJsonValue& value : array) {
            if (!value.isString() || value.toString().isEmpty())
                note(u"field '%1' must hold texts that are not empty"_s.arg(field));
            list.append(value.toString());
        }
        return list;
    }
    QList<std::pair<QString, QString>> pairs(const QString& field)
    {
        QList<std::pair<QString, QString>> list;
        const QJsonObject map = object(field);
        for (auto it = map.begin(); it != map.end(); ++it) {
            if (!it.value().isString())
                note(u"field '%1', item '%2' must be text"_s.arg(field, it.key()));
            list.append({it.key(), it.value().toString()});
        }
        return list;
    }
    void note(const QString& mistake)
    {
        if (m_mistake.isEmpty())
            m_mistake = mistake;
    }
    /// The first mistake as an error.
    Result<void> done()
    {
        for (const QString& key : m_object.keys()) {
            if (!m_known.contains(key))
                note(u"field '%1' is not known"_s.arg(key));
        }
        if (m_mistake.isEmpty())
            return {};
        return invalid(u"%1: %2"_s.arg(m_where, m_mistake));
    }

private:
    QJsonValue take(const QString& field, QJsonValue::Type type, const QString& typeName)
    {
        m_known.insert(field);
        const QJsonValue value = m_object.value(field);
        if (!value.isUndefined() && value.type() != type) {
            note(u"field '%1' must be %2"_s.arg(field, typeName));
            return QJsonValue(QJsonValue::Undefined);
        }
        return value;
    }

    QJsonObject m_object;
    QString m_where;
    QSet<QString> m_known;
    QString m_mistake;
};

Result<EndpointQuirks> parseQuirks(const QJsonObject& object, const QString& where)
{
    FieldReader reader(object, where + ", quirks"_L1);
    EndpointQuirks quirks;
    quirks.chatPath = reader.text(u"chat_path"_s);
    quirks.modelsPath = reader.text(u"models_path"_s);
    quirks.maxTokensField = reader.text(u"max_tokens_field"_s);
    quirks.streamUsageOption = reader.flag(u"stream_usage_option"_s, true);
    quirks.reasoningIsAdditional = reader.flag(u"reasoning_is_additional"_s, false);
    quirks.cachedIsAdditional = reader.flag(u"cached_is_additional"_s, false);
    quirks.unsupported = reader.texts(u"unsupported"_s);
    for (const auto& [name, value] : reader.pairs(u"headers"_s))
        quirks.headers.append({name.toUtf8(), value.toUtf8()});
    quirks.query = reader.pairs(u"query"_s);
    if (const auto done = reader.done(); !done)
        return std::unexpected(done.error());
    return quirks;
}

QUrl readAddress(FieldReader& reader, const AddressVariables& variables)
{
    const QString pattern = reader.text(u"base_url"_s);
    if (pattern.isEmpty()) {
        reader.note(u"field 'base_url' is missing"_s);
        return {};
    }
    const auto url = filledAddress(pattern, variables);
    if (!url) {
        reader.note(u"field 'base_url': %1"_s.arg(url.error().detail));
        return {};
    }
    if (!url->isValid() && !pattern.contains(u'{'))
        reader.note(u"field 'base_url' is not a web address"_s);
    return *url;
}

/// Checks all rules; an endpoint whose address still lacks a variable is checked with a stand-in.
Result<void> checkEntry(Endpoint endpoint, const QString& where)
{
    if (endpoint.baseUrl.isEmpty())
        endpoint.baseUrl = QUrl(u"https://unknown.invalid"_s);
    if (const auto valid = validateEndpoint(endpoint); !valid)
        return invalid(u"%1: %2"_s.arg(where, valid.error().detail));
    return {};
}

Result<Endpoint> parseEntry(const QJsonValue& value, qsizetype number, const AddressVariables& variables)
{
    QString where = u"Entry %1"_s.arg(number);
    if (!value.isObject())
        return invalid(u"%1 is not an object"_s.arg(where));
    const QJsonObject object = value.toObject();
    if (const QString id = object.value("id"_L1).toString(); !id.isEmpty())
        where += u" ('%1')"_s.arg(id);
    FieldReader reader(object, where);
    Endpoint endpoint;
    endpoint.id = reader.text(u"id"_s);
    if (endpoint.id.isEmpty())
        reader.note(u"field 'id' is missing"_s);
    endpoint.name = reader.text(u"name"_s, endpoint.id);
    endpoint.dialect = reader.text(u"dialect"_s, u"openai-chat"_s);
    endpoint.baseUrl = readAddress(reader, variables);
    const QString auth = reader.text(u"auth"_s, u"bearer"_s);
    if (const auto scheme = authSchemeFromName(auth))
        endpoint.auth = *scheme;
    else
        reader.note(u"field 'auth' has the unknown value '%1'"_s.arg(auth));
    endpoint.keyVariables = reader.texts(u"key_variables"_s);
    endpoint.keyPattern = reader.text(u"key_pattern"_s);
    endpoint.keyUrl = reader.text(u"key_url"_s);
    endpoint.catalogProvider = reader.text(u"catalog_provider"_s);
    endpoint.dataPolicy = reader.text(u"data_policy"_s);
    endpoint.local = reader.flag(u"local"_s, false);
    const auto quirks = parseQuirks(reader.object(u"quirks"_s), where);
    if (const auto done = reader.done(); !done)
        return std::unexpected(done.error());
    if (!quirks)
        return std::unexpected(quirks.error());
    endpoint.quirks = *quirks;
    if (const auto valid = checkEntry(endpoint, where); !valid)
        return std::unexpected(valid.error());
    return endpoint;
}

/// `offset` as Qt gives it: just behind the character that does not fit.
QString positionOf(QByteArrayView json, qsizetype offset)
{
    const QByteArrayView before = json.first(std::clamp<qsizetype>(offset - 1, 0, json.size()));
    const auto line = std::ranges::count(before, '\n') + 1;
    const qsizetype column = before.size() - (before.lastIndexOf('\n') + 1) + 1;
    return u"line %1, column %2"_s.arg(line).arg(column);
}

QJsonObject quirksToJson(const EndpointQuirks& quirks)
{
    QJsonObject object;
    const auto addText = [&](QLatin1StringView name, const QString& text) {
        if (!text.isEmpty())
            object.insert(name, text);
    };
    addText("chat_path"_L1, quirks.chatPath);
    addText("models_path"_L1, quirks.modelsPath);
    addText("max_tokens_field"_L1, quirks.maxTokensField);
    if (!quirks.streamUsageOption)
        object.insert("stream_usage_option"_L1, false);
    if (quirks.reasoningIsAdditional)
        object.insert("reasoning_is_additional"_L1, true);
    if (quirks.cachedIsAdditional)
        object.insert("cached_is_additional"_L1, true);
    if (!quirks.unsupported.isEmpty())
        object.insert("unsupported"_L1, QJsonArray::fromStringList(quirks.unsupported));
    QJsonObject headers;
    for (const auto& [name, value] : quirks.headers)
        headers.insert(QString::fromUtf8(name), QString::fromUtf8(value));
    QJsonObject query;
    for (const auto& [name, value] : quirks.query)
        query.insert(name, value);
    if (!headers.isEmpty())
        object.insert("headers"_L1, headers);
    if (!query.isEmpty())
        object.insert("query"_L1, query);
    return object;
}

QJsonObject entryToJson(const Endpoint& endpoint)
{
    QJsonObject object{{"id"_L1, endpoint.id}, {"base_url"_L1, endpoint.baseUrl.toString(QUrl::FullyEncoded)},
        {"dialect"_L1, endpoint.dialect}, {"auth"_L1, authSchemeName(endpoint.auth)}};
    const auto addText = [&](QLatin1StringView name, const QString& text) {
        if (!text.isEmpty())
            object.insert(name, text);
    };
    if (endpoint.name != endpoint.id)
        addText("name"_L1, endpoint.name);
    addText("key_pattern"_L1, endpoint.keyPattern);
    addText("key_url"_L1, endpoint.keyUrl);
    addText("catalog_provider"_L1, endpoint.catalogProvider);
    addText("data_policy"_L1, endpoint.dataPolicy);
    if (!endpoint.keyVariables.isEmpty())
        object.insert("key_variables"_L1, QJsonArray::fromStringList(endpoint.keyVariables));
    if (endpoint.local)
        object.insert("local"_L1, true);
    if (const QJsonObject quirks = quirksToJson(endpoint.quirks); !quirks.isEmpty())
        object.insert("quirks"_L1, quirks);
    return object;
}

} // namespace

QLatin1StringView authSchemeName(AuthScheme scheme)
{
    return kAuthNames.at(static_cast<std::size_t>(scheme));
}

std::optional<AuthScheme> authSchemeFromName(QStringView name)
{
    const auto it = std::ranges::find_if(kAuthNames, [&](QLatin1StringView known) { return name == known; });
    if (it == kAuthNames.end())
        return std::nullopt;
    return static_cast<AuthScheme>(it - kAuthNames.begin());
}

Result<QList<Endpoint>> parseEndpoints(QByteArrayView json, const AddressVariables& variables)
{
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(json.toByteArray(), &problem);
    if (problem.error != QJsonParseError::NoError)
        return invalid(u"%1: %2"_s.arg(positionOf(json, problem.offset), problem.errorString()));
    const QJsonObject root = document.object();
    if (!document.isObject() || !root.value("endpoints"_L1).isArray())
        return invalid(u"line 1, column 1: the file must be an object with a list 'endpoints'"_s);
    if (const QJsonValue schema = root.value("schema"_L1); schema.toInt() != kSchema)
        return invalid(u"field 'schema' must be %1; this file was written by another version"_s.arg(kSchema));
    QList<Endpoint> endpoints;
    QSet<QString> seen;
    const QJsonArray entries = root.value("endpoints"_L1).toArray();
    for (qsizetype i = 0; i < entries.size(); ++i) {
        auto endpoint = parseEntry(entries.at(i), i + 1, variables);
        if (!endpoint)
            return std::unexpected(endpoint.error());
        if (seen.contains(endpoint->id))
            return invalid(u"Entry %1 ('%2'): field 'id' is used twice"_s.arg(i + 1).arg(endpoint->id));
        seen.insert(endpoint->id);
        endpoints.append(*std::move(endpoint));
    }
    return endpoints;
}

QByteArray endpointsToJson(const QList<Endpoint>& endpoints)
{
    QJsonArray entries;
    for (const Endpoint& endpoint : endpoints)
        entries.append(entryToJson(endpoint));
    return QJsonDocument(QJsonObject{{"schema"_L1, kSchema}, {"endpoints"_L1, entries}}).toJson();
}

} // namespace assay
