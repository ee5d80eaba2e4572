// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/endpoint.h"
#include "core/support/money.h"
#include "core/support/redacted.h"
#include "core/support/result.h"
#include "ui/compare/lineup.h"

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QString>

#include <cstdint>
#include <optional>

namespace assay {

/// Whether an endpoint can be used now.
enum class ProviderState : std::uint8_t {
    Ready, ///< a key was found, or none is needed and it answers
    NeedsKey,
    NotRunning, ///< a local server that does not answer
    NeedsAddress, ///< its address holds a variable that is not set
};

/// One provider as the Settings page lists it.
struct ProviderRow {
    Endpoint endpoint;
    ProviderState state = ProviderState::NeedsKey;
    QString keySource; ///< where the key was found: `environment OPENAI_API_KEY`, `keyring`; empty: nowhere
    QString missing; ///< the environment variables its address needs
    int catalogModels = 0; ///< models of it that the catalogue prices
    std::optional<Money> spentThisMonth; ///< known real spend
    qint64 unpricedThisMonth = 0; ///< real calls without a known cost
};

/// One line of what an endpoint really does.
struct ProviderFinding {
    enum class Outcome : std::uint8_t { Yes, No, Unknown };
    QString check; ///< `key`, `reachable`, `model list`, …
    Outcome outcome = Outcome::Unknown;
    QString detail; ///< plain text, may quote the provider
};

/// The models of a provider, as it listed them, or as the catalogue knows them.
struct ProviderModels {
    QList<ModelChoice> models;
    QDateTime fetchedAt; ///< when the provider was asked; invalid: they come from the catalogue
};

/// Where a new key would be kept.
struct KeyPlace {
    QString id; ///< `keyring`, `session`
    QString name; ///< for people: the keyring's own name
    bool available = false;
    QString why; ///< when it is not available
};

/// Providers and their keys as the Settings page sees them; built by the composition root. Lives on the window's
/// thread; no call blocks. Answers come as signals.
class ProviderService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QList<ProviderRow> rows() const = 0;
    virtual QList<KeyPlace> keyPlaces() const = 0;
    /// The id of the provider whose keys look like this text; nothing when none or several do.
    virtual std::optional<QString> providerOf(const QString& pastedKey) const = 0;
    /// Asks the endpoint for its models with this key (empty: the stored one). Spends no tokens.
    virtual void test(const QString& endpointId, const Secret& key) = 0;
    /// What is known now, without asking.
    virtual ProviderModels models(const QString& endpointId) const = 0;
    /// Asks for the list of models and keeps it. `modelsRefreshed` follows, and `changed` if it came.
    virtual void refreshModels(const QString& endpointId) = 0;
    /// Keeps a key. `saved` follows.
    virtual void saveKey(const QString& endpointId, const Secret& key, const QString& placeId) = 0;
    virtual void removeKey(const QString& endpointId) = 0;
    /// Adds an endpoint by its address, or says at once why not.
    virtual Result<void> addEndpoint(const Endpoint& endpoint) = 0;
    virtual Result<void> removeEndpoint(const QString& endpointId) = 0;

Q_SIGNALS:
    void changed(); ///< rows or key places are different now
    void tested(const QString& endpointId, const QList<assay::ProviderFinding>& findings);
    /// `failure` is empty when the list came.
    void modelsRefreshed(const QString& endpointId, const QString& failure);
    /// `failure` is empty when the key was kept.
    void saved(const QString& endpointId, const QString& failure);
};

} // namespace assay
