// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/endpointstore.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSaveFile>

#include <algorithm>

// Outside the namespace, as Q_INIT_RESOURCE asks. A static library's resources do not register themselves.
static void initEndpointResource()
{
    Q_INIT_RESOURCE(endpoints);
}

namespace assay {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLargestFile = 4 * 1024 * 1024; // bytes; a file of this name that is larger is something else
constexpr int kLockWait = 3000; // milliseconds

Error storageError(const QString& detail)
{
    return fail(ErrorKind::Storage, detail).error();
}

QHash<QString, QString> addressesIn(const QByteArray& json)
{
    QHash<QString, QString> addresses;
    const QJsonArray entries = QJsonDocument::fromJson(json).object().value("endpoints"_L1).toArray();
    for (const QJsonValue& entry : entries)
        addresses.insert(entry["id"_L1].toString(), entry["base_url"_L1].toString());
    return addresses;
}

QJsonValue entryOf(const Endpoint& endpoint)
{
    return QJsonDocument::fromJson(endpointsToJson({endpoint})).object().value("endpoints"_L1).toArray().first();
}

/// The file's text with one entry replaced, appended or, without replacement, removed. The other entries stay as the
/// user wrote them, `{VARIABLE}` parts included.
QByteArray edited(const QByteArray& json, const QString& id, const std::optional<Endpoint>& replacement)
{
    QJsonArray entries;
    bool placed = false;
    const QJsonArray old = QJsonDocument::fromJson(json).object().value("endpoints"_L1).toArray();
    for (const QJsonValue& entry : old) {
        if (entry["id"_L1].toString() != id) {
            entries.append(entry);
        } else if (replacement) {
            entries.append(entryOf(*replacement));
            placed = true;
        }
    }
    if (replacement && !placed)
        entries.append(entryOf(*replacement));
    return QJsonDocument(QJsonObject{{"schema"_L1, 1}, {"endpoints"_L1, entries}}).toJson();
}

const Endpoint* findIn(const QList<Endpoint>& endpoints, QStringView id)
{
    const auto it = std::ranges::find(endpoints, id, &Endpoint::id);
    return it == endpoints.end() ? nullptr : &*it;
}

} // namespace

QByteArray presetEndpointsJson()
{
    initEndpointResource();
    QFile file(u":/endpoints/endpoints.json"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

static const QHash<QString, QString>& presetAddresses()
{
    static const auto addresses = addressesIn(presetEndpointsJson());
    return addresses;
}

QStringList presetVariables()
{
    QStringList out;
    for (const QString& address : presetAddresses())
        out += missingAddressVariables(address, {});
    out.removeDuplicates();
    return out;
}

EndpointStore::EndpointStore(QString profileFolder, AddressVariables variables)
    : m_profileFolder(std::move(profileFolder))
    , m_variables(std::move(variables))
{
    const QByteArray json = presetEndpointsJson();
    // Only a malformed environment variable can make the presets fail: then they are read without any.
    auto presets = parseEndpoints(json, m_variables);
    if (!presets)
        presets = parseEndpoints(json);
    Q_ASSERT_X(presets, "EndpointStore", "the built-in presets must parse; tst_endpointpresets says why they do not");
    m_presets = presets.value_or(QList<Endpoint>());
    m_presetAddresses = presetAddresses();
    m_addresses = m_presetAddresses;
    m_list = m_presets;
}

QString EndpointStore::filePath() const
{
    return m_profileFolder.isEmpty() ? QString() : QDir(m_profileFolder).filePath(u"endpoints.json"_s);
}

Result<QByteArray> EndpointStore::readFile() const
{
    QFile file(filePath());
    if (m_profileFolder.isEmpty() || !file.exists())
        return endpointsToJson({});
    if (file.size() > kLargestFile)
        return std::unexpected(
            storageError(u"%1 is too large to be a list of endpoints; move it away."_s.arg(filePath())));
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(storageError(u"%1 cannot be read: %2."_s.arg(filePath(), file.errorString())));
    const QByteArray json = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return std::unexpected(storageError(u"%1 cannot be read: %2."_s.arg(filePath(), file.errorString())));
    return json;
}

Result<void> EndpointStore::use(const QByteArray& json)
{
    auto own = parseEndpoints(json, m_variables);
    if (!own)
        return std::unexpected(storageError(u"%1: %2"_s.arg(filePath(), own.error().detail)));
    for (Endpoint& endpoint : *own)
        endpoint.custom = true;
    m_own = *std::move(own);
    m_addresses = m_presetAddresses;
    m_addresses.insert(addressesIn(json));
    m_list.clear();
    for (const Endpoint& preset : m_presets) {
        const Endpoint* mine = findIn(m_own, preset.id);
        m_list.append(mine ? *mine : preset);
    }
    for (const Endpoint& endpoint : m_own) {
        if (!isPreset(endpoint.id))
            m_list.append(endpoint);
    }
    return {};
}

Result<void> EndpointStore::load()
{
    m_own.clear();
    m_list = m_presets;
    const auto json = readFile();
    if (!json)
        return std::unexpected(json.error());
    return use(*json);
}

std::optional<Endpoint> EndpointStore::find(QStringView id) const
{
    const Endpoint* endpoint = findIn(m_list, id);
    return endpoint ? std::optional(*endpoint) : std::nullopt;
}

bool EndpointStore::isPreset(QStringView id) const
{
    return findIn(m_presets, id) != nullptr;
}

QStringList EndpointStore::missingVariables(const QString& id) const
{
    return missingAddressVariables(m_addresses.value(id), m_variables);
}

Result<void> EndpointStore::writeFile(const QByteArray& json) const
{
    QSaveFile file(filePath());
    // Owner only, before the first byte is in it: the list says which providers somebody uses.
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        || file.write(json) != json.size() || !file.commit())
        return std::unexpected(storageError(u"%1 cannot be written: %2."_s.arg(filePath(), file.errorString())));
    return {};
}

Result<void> EndpointStore::change(const QString& id, const std::optional<Endpoint>& replacement)
{
    if (m_profileFolder.isEmpty() || !QDir().mkpath(m_profileFolder))
        return std::unexpected(storageError(u"There is no profile folder to store endpoints in."_s));
    QLockFile lock(filePath() + ".lock"_L1);
    if (!lock.tryLock(kLockWait))
        return std::unexpected(storageError(u"Another program is changing %1; try again."_s.arg(filePath())));
    const auto json = readFile();
    if (!json)
        return std::unexpected(json.error());
    if (const auto current = use(*json); !current)
        return current;
    const QByteArray changed = edited(*json, id, replacement);
    if (const auto written = writeFile(changed); !written)
        return written;
    return use(changed);
}

Result<void> EndpointStore::add(const Endpoint& endpoint, OnClash onClash)
{
    if (const auto valid = validateEndpoint(endpoint); !valid)
        return valid;
    if (onClash == OnClash::Refuse && find(endpoint.id)) {
        return fail(ErrorKind::InvalidRequest,
            isPreset(endpoint.id)
                ? u"'%1' is a built-in provider; take another name, or say that you mean to override it."_s.arg(
                      endpoint.id)
                : u"An endpoint named '%1' exists; take another name, or say that you mean to replace it."_s.arg(
                      endpoint.id));
    }
    return change(endpoint.id, endpoint);
}

Result<void> EndpointStore::remove(const QString& id)
{
    if (const auto loaded = load(); !loaded)
        return loaded;
    if (!findIn(m_own, id)) {
        return fail(ErrorKind::InvalidRequest,
            isPreset(id) ? u"'%1' is built in and cannot be removed; remove its key instead."_s.arg(id)
                         : u"There is no endpoint named '%1'."_s.arg(id));
    }
    return change(id, std::nullopt);
}

} // namespace assay
