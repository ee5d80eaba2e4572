// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/routebook.h"

#include "core/routing/routepreferences.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

std::unexpected<Error> refused(const QString& what)
{
    return fail(ErrorKind::InvalidRequest, what);
}

/// The first member that is none of these.
std::optional<QString> strayMember(const QJsonObject& object, const QStringList& known)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!known.contains(it.key()))
            return it.key();
    }
    return std::nullopt;
}

Result<QStringList> names(const QJsonValue& value, const QString& where)
{
    QStringList out;
    if (value.isUndefined())
        return out;
    const auto array = value.toArray();
    for (const auto& item : array)
        out.append(item.toString());
    if (!value.isArray() || out.contains(QString()))
        return refused(u"%1 must be a list of model names."_s.arg(where));
    return out;
}

Result<AutoRules> parseAuto(const QJsonObject& object)
{
    AutoRules out;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (const auto tier = complexityTierFromName(it.key())) {
            const auto models = names(it.value(), u"auto.%1"_s.arg(it.key()));
            if (!models)
                return std::unexpected(models.error());
            out.models.insert(*tier, *models);
        } else if (it.key() == "thresholds"_L1) {
            const auto array = it.value().toArray();
            for (qsizetype i = 0; i < qsizetype(out.thresholds.size()); ++i) {
                const double value = array.at(i).toDouble(-1);
                if (array.size() != qsizetype(out.thresholds.size()) || value < 0 || value > 1)
                    return refused(u"auto.thresholds must be four numbers from 0 to 1."_s);
                out.thresholds[std::size_t(i)] = value;
            }
        } else if (it.key() == "fewest_comparisons"_L1) {
            out.fewestComparisons = it.value().toInt(-1);
            if (out.fewestComparisons < 0)
                return refused(u"auto.fewest_comparisons must be a whole number from 0 on."_s);
        } else {
            return refused(u"auto.%1 is unknown."_s.arg(it.key()));
        }
    }
    return out;
}

Result<ProviderFacts> parseFacts(const QJsonObject& object, const QString& id)
{
    if (const auto stray
        = strayMember(object, {u"collects_data"_s, u"zero_retention"_s, u"enabled"_s, u"quantization"_s}))
        return refused(u"providers.%1.%2 is unknown."_s.arg(id, *stray));
    ProviderFacts out;
    if (object[u"collects_data"].isBool())
        out.collectsData = object[u"collects_data"].toBool();
    if (object[u"zero_retention"].isBool())
        out.zeroRetention = object[u"zero_retention"].toBool();
    out.enabled = object[u"enabled"].toBool(true);
    out.quantization = object[u"quantization"].toString();
    return out;
}

QJsonObject toJson(const AutoRules& rules)
{
    const AutoRules defaults;
    QJsonObject out;
    for (auto it = rules.models.begin(); it != rules.models.end(); ++it)
        out.insert(QString(complexityTierName(it.key())), QJsonArray::fromStringList(it.value()));
    if (rules.thresholds != defaults.thresholds) {
        QJsonArray thresholds;
        for (const double value : rules.thresholds)
            thresholds.append(value);
        out.insert(u"thresholds"_s, thresholds);
    }
    if (rules.fewestComparisons != defaults.fewestComparisons)
        out.insert(u"fewest_comparisons"_s, rules.fewestComparisons);
    return out;
}

QJsonObject toJson(const ProviderFacts& facts)
{
    QJsonObject out;
    if (facts.collectsData)
        out.insert(u"collects_data"_s, *facts.collectsData);
    if (facts.zeroRetention)
        out.insert(u"zero_retention"_s, *facts.zeroRetention);
    if (!facts.enabled)
        out.insert(u"enabled"_s, false);
    if (!facts.quantization.isEmpty())
        out.insert(u"quantization"_s, facts.quantization);
    return out;
}

void insertObject(QJsonObject& object, const QString& name, const QJsonObject& value)
{
    if (!value.isEmpty())
        object.insert(name, value);
}

} // namespace

bool isRouteLabel(QStringView name)
{
    static const QRegularExpression label(u"^[A-Za-z0-9._-]{1,64}$"_s);
    return label.matchView(name).hasMatch();
}

Result<RoutePreset> parsePreset(const QJsonObject& object, const QString& name)
{
    if (!isRouteLabel(name))
        return refused(u"'%1' is no name for a preset; letters, digits, '.', '_' and '-' are."_s.arg(name));
    if (const auto stray = strayMember(object, {u"models"_s, u"provider"_s, u"system"_s, u"parameters"_s}))
        return refused(u"presets.%1.%2 is unknown."_s.arg(name, *stray));
    auto models = names(object[u"models"], u"presets.%1.models"_s.arg(name));
    if (!models)
        return std::unexpected(models.error());
    RoutePreset out{.models = *std::move(models),
        .provider = object[u"provider"].toObject(),
        .system = object[u"system"].toString(),
        .parameters = object[u"parameters"].toObject()};
    if (const auto read = withPreferences({}, out.provider); !read)
        return refused(u"presets.%1: %2"_s.arg(name, read.error().detail));
    return out;
}

QJsonObject toJson(const RoutePreset& preset)
{
    QJsonObject out;
    if (!preset.models.isEmpty())
        out.insert(u"models"_s, QJsonArray::fromStringList(preset.models));
    insertObject(out, u"provider"_s, preset.provider);
    if (!preset.system.isEmpty())
        out.insert(u"system"_s, preset.system);
    insertObject(out, u"parameters"_s, preset.parameters);
    return out;
}

Result<RouteBook> parseRouteBook(const QByteArray& json)
{
    QJsonParseError parsed;
    const auto document = QJsonDocument::fromJson(json, &parsed);
    if (!document.isObject())
        return refused(u"It is no JSON object (%1 at byte %2)."_s.arg(parsed.errorString()).arg(parsed.offset));
    const QJsonObject root = document.object();
    if (root[u"schema"].toInt() != 1)
        return refused(u"It has a schema that this version does not know."_s);
    if (const auto stray = strayMember(root, {u"schema"_s, u"aliases"_s, u"presets"_s, u"auto"_s, u"providers"_s}))
        return refused(u"%1 is unknown."_s.arg(*stray));
    RouteBook out;
    const auto aliases = root[u"aliases"].toObject();
    for (auto it = aliases.begin(); it != aliases.end(); ++it) {
        if (!isRouteLabel(it.key()) || it.value().toString().isEmpty())
            return refused(u"aliases.%1 must be a plain name for a model name."_s.arg(it.key()));
        out.aliases.insert(it.key(), it.value().toString());
    }
    const auto presets = root[u"presets"].toObject();
    for (auto it = presets.begin(); it != presets.end(); ++it) {
        auto preset = parsePreset(it.value().toObject(), it.key());
        if (!preset)
            return std::unexpected(preset.error());
        out.presets.insert(it.key(), *std::move(preset));
    }
    auto automatic = parseAuto(root[u"auto"].toObject());
    if (!automatic)
        return std::unexpected(automatic.error());
    out.automatic = *std::move(automatic);
    const auto providers = root[u"providers"].toObject();
    for (auto it = providers.begin(); it != providers.end(); ++it) {
        auto facts = parseFacts(it.value().toObject(), it.key());
        if (!facts)
            return std::unexpected(facts.error());
        out.providers.insert(it.key(), *std::move(facts));
    }
    return out;
}

QByteArray routeBookToJson(const RouteBook& book)
{
    QJsonObject aliases;
    for (auto it = book.aliases.begin(); it != book.aliases.end(); ++it)
        aliases.insert(it.key(), it.value());
    QJsonObject presets;
    for (auto it = book.presets.begin(); it != book.presets.end(); ++it)
        presets.insert(it.key(), toJson(it.value()));
    QJsonObject providers;
    for (auto it = book.providers.begin(); it != book.providers.end(); ++it)
        providers.insert(it.key(), toJson(it.value()));
    QJsonObject root{{u"schema"_s, 1}};
    insertObject(root, u"aliases"_s, aliases);
    insertObject(root, u"presets"_s, presets);
    insertObject(root, u"auto"_s, toJson(book.automatic));
    insertObject(root, u"providers"_s, providers);
    return QJsonDocument(root).toJson();
}

} // namespace assay
