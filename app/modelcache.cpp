// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/modelcache.h"

#include "core/catalog/localservers.h"
#include "core/run/modellist.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QJsonValue countJson(const std::optional<qint64>& count)
{
    return count ? QJsonValue(*count) : QJsonValue();
}

std::optional<qint64> countOf(const QJsonValue& value)
{
    return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
}

QStringList textsOf(const QJsonValue& value)
{
    QStringList out;
    for (const auto& item : value.toArray())
        out.append(item.toString());
    return out;
}

QJsonObject toJson(const ModelInfo& model)
{
    return {{u"id"_s, model.id}, {u"name"_s, model.name}, {u"context"_s, countJson(model.contextTokens)},
        {u"max_output"_s, countJson(model.maxOutputTokens)}, {u"inputs"_s, QJsonArray::fromStringList(model.inputs)},
        {u"capabilities"_s, QJsonArray::fromStringList(model.capabilities)}};
}

ModelInfo modelOf(const QJsonObject& object)
{
    return {.id = object.value("id"_L1).toString(),
        .name = object.value("name"_L1).toString(),
        .contextTokens = countOf(object.value("context"_L1)),
        .maxOutputTokens = countOf(object.value("max_output"_L1)),
        .inputs = textsOf(object.value("inputs"_L1)),
        .capabilities = textsOf(object.value("capabilities"_L1))};
}

} // namespace

QString ModelCache::path(const QString& endpointId) const
{
    return m_folder + u'/' + endpointId + u".json"_s; // ids hold only a-z 0-9 . _ -
}

std::optional<CachedModels> ModelCache::read(const QString& endpointId) const
{
    QFile file(path(endpointId));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto document = QJsonDocument::fromJson(file.readAll()).object();
    CachedModels out{
        .fetchedAt = QDateTime::fromString(document.value("fetched_at"_L1).toString(), Qt::ISODate), .models = {}};
    for (const auto& model : document.value("models"_L1).toArray())
        out.models.append(modelOf(model.toObject()));
    return out.fetchedAt.isValid() ? std::optional(out) : std::nullopt;
}

QByteArray ModelCache::stamp() const
{
    QByteArray out;
    const auto files = QDir(m_folder).entryInfoList({u"*.json"_s}, QDir::Files, QDir::Name);
    for (const auto& file : files) {
        out += file.fileName().toUtf8() + ' ' + QByteArray::number(file.lastModified().toMSecsSinceEpoch()) + ' '
            + QByteArray::number(file.size()) + '\n';
    }
    return out;
}

Result<void> ModelCache::write(const QString& endpointId, const CachedModels& models) const
{
    QJsonArray list;
    for (const auto& model : models.models)
        list.append(toJson(model));
    QDir().mkpath(m_folder);
    QSaveFile file(path(endpointId));
    const auto bytes
        = QJsonDocument(QJsonObject{{u"fetched_at"_s, models.fetchedAt.toString(Qt::ISODate)}, {u"models"_s, list}})
              .toJson(QJsonDocument::Compact);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(
            ErrorKind::Storage, u"The model list %1 cannot be written: %2."_s.arg(file.fileName(), file.errorString()));
    return {};
}

namespace {

Result<qsizetype> refreshOne(Composition& services, const Endpoint& endpoint)
{
    const auto key = services.keys().find(endpoint);
    if (!key)
        return std::unexpected(key.error());
    const auto* dialect = services.dialects().find(endpoint.dialect);
    if (!dialect)
        return fail(ErrorKind::InvalidRequest, u"The format '%1' is not known."_s.arg(endpoint.dialect));
    const auto now = services.clock().now();
    const auto list
        = fetchModels(services.engine(), *dialect, {.endpoint = endpoint, .key = key->key, .now = now}).result();
    if (!list)
        return std::unexpected(list.error());
    return ModelCache(services.profile()).write(endpoint.id, {.fetchedAt = now, .models = list->models}).transform([&] {
        return list->models.size();
    });
}

} // namespace

QList<std::pair<QString, Result<qsizetype>>> refreshModelLists(Composition& services, const QString& only)
{
    QList<std::pair<QString, Result<qsizetype>>> out;
    const auto running = probeLocalServers(services.engine(), localServers(services.endpoints().list())).result();
    for (const auto& endpoint : services.endpoints().list()) {
        const bool answers = std::any_of(
            running.begin(), running.end(), [&](const Endpoint& found) { return found.id == endpoint.id; });
        const auto key = services.secrets().keyFor(endpoint);
        const bool usable = endpoint.custom || answers || (!endpoint.local && key && !key->key.isEmpty());
        if (only.isEmpty() ? usable : endpoint.id == only)
            out.append({endpoint.id, refreshOne(services, endpoint)});
    }
    return out;
}

} // namespace assay
