// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/catalog/endpointjson.h"
#include "core/catalog/endpointrules.h"
#include "core/domain/endpoint.h"
#include "core/support/result.h"

#include <QHash>
#include <QList>
#include <QString>

#include <cstdint>
#include <optional>

namespace assay {

/// What to do with an endpoint whose id a preset or another endpoint has.
enum class OnClash : std::uint8_t { Refuse, Override };

/// The built-in presets and the user's own endpoints, in one list. Lives on one thread; hand `list()` to others by
/// value.
///
/// The user's file is `<profile>/endpoints.json` (schema: endpointjson.h), readable by its owner only and written as a
/// whole. It never holds a key. A file that cannot be read is reported and never overwritten; the presets work without
/// it.
class EndpointStore
{
public:
    /// `profileFolder`: where the user's file is; empty: presets only. Reads nothing yet from there.
    explicit EndpointStore(QString profileFolder, AddressVariables variables = {});

    /// Reads the user's file again. Fails with Storage, naming file and position; until it succeeds only presets are
    /// listed, and `add` and `remove` fail in the same way. A file that does not exist is an empty one.
    Result<void> load();

    /// Presets, those the user overrides replaced in their place, then the user's others as the file orders them.
    /// An endpoint whose address lacks a variable has an empty `baseUrl`.
    const QList<Endpoint>& list() const { return m_list; }
    std::optional<Endpoint> find(QStringView id) const;
    bool isPreset(QStringView id) const;

    /// The environment variables that the address of this endpoint still needs (`AZURE_RESOURCE_NAME`).
    QStringList missingVariables(const QString& id) const;

    /// Validates, stores and lists an endpoint as the user's own. Fails with InvalidRequest and a sentence that says
    /// what to do, or with Storage. Other programs' changes to the file since `load` are kept.
    Result<void> add(const Endpoint& endpoint, OnClash onClash);
    /// Removes one of the user's own; a preset it overrode is back. Presets cannot be removed.
    Result<void> remove(const QString& id);

    QString filePath() const;

private:
    Result<QByteArray> readFile() const;
    Result<void> writeFile(const QByteArray& json) const;
    Result<void> change(const QString& id, const std::optional<Endpoint>& replacement);
    Result<void> use(const QByteArray& json);

    QString m_profileFolder;
    AddressVariables m_variables;
    QList<Endpoint> m_presets;
    QList<Endpoint> m_own;
    QList<Endpoint> m_list;
    QHash<QString, QString> m_presetAddresses; ///< those of the presets among the next
    QHash<QString, QString> m_addresses; ///< id → `base_url` as written
};

/// The text of the built-in presets (Qt resource `:/endpoints/endpoints.json`).
QByteArray presetEndpointsJson();

/// The names of variables that addresses of presets hold (`AZURE_RESOURCE_NAME`).
QStringList presetVariables();

} // namespace assay
