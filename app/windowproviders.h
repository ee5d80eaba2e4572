// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "app/modelcache.h"
#include "core/run/modellist.h"
#include "ui/settings/providerservice.h"

#include <QHash>
#include <QThreadPool>

namespace assay {

/// Providers and keys of the composition, for the window. Network, keyring and ledger are asked off the window's
/// thread.
class WindowProviders : public ProviderService
{
    Q_OBJECT

public:
    explicit WindowProviders(Composition& services, QObject* parent = nullptr);
    ~WindowProviders() override;

    /// Looks which local servers run, what the keyring has and what was spent; `changed` follows.
    void refresh();

    QList<ProviderRow> rows() const override;
    QList<KeyPlace> keyPlaces() const override;
    std::optional<QString> providerOf(const QString& pastedKey) const override;
    void test(const QString& endpointId, const Secret& key) override;
    ProviderModels models(const QString& endpointId) const override;
    void refreshModels(const QString& endpointId) override;
    void saveKey(const QString& endpointId, const Secret& key, const QString& placeId) override;
    void removeKey(const QString& endpointId) override;
    Result<void> addEndpoint(const Endpoint& endpoint) override;
    Result<void> removeEndpoint(const QString& endpointId) override;

private:
    struct Spent {
        std::optional<Money> known;
        qint64 unpriced = 0;
    };

    ProviderState stateOf(const Endpoint& endpoint) const;
    void readSpend();
    void readModelLists();
    void keepModels(const QString& endpointId, const QList<ModelInfo>& models);
    ModelChoice choiceOf(const Endpoint& endpoint, const QString& model, const QString& name) const;
    void report(const QString& endpointId, const QString& keySource, const Result<ModelList>& models);

    Composition& m_services;
    QHash<QString, int> m_catalogModels;
    QHash<QString, bool> m_running; // local servers that answered
    QHash<QString, Spent> m_spent;
    QHash<QString, CachedModels> m_lists; // as the providers gave them
    QThreadPool m_pool;
    bool m_keyringAnswered = false;
};

} // namespace assay
