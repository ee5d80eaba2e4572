// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "core/gateway/routesource.h"

#include <QHash>

#include <mutex>

namespace assay {

/// Routes of the gateway over the user's endpoints, the catalogue and the simulated models: `provider/model`, or a bare
/// name that endpoints with a key list. The endpoints are a snapshot, so that the window may change its own.
class GatewayRoutes final : public RouteSource
{
public:
    /// `services` outlives it.
    explicit GatewayRoutes(Composition& services);

    /// The endpoints from now on. Safe from any thread.
    void setEndpoints(const QList<Endpoint>& endpoints);

    Result<QList<LaneSpec>> lanes(const RouteWish& wish, const ChatRequest& request) override;
    QStringList warnings(const LaneSpec& lane) const override;
    Result<HttpRequest> embeddings(const LaneSpec& lane, const QByteArray& body) const override;
    QList<ListedModel> models() override;

private:
    /// Where a model can be asked.
    struct Place {
        ModelRef model;
        Endpoint endpoint;
        bool mayReason = false;
    };

    void takeChanges();
    Result<QList<Place>> placesOf(const QString& name);
    Result<Place> placeAt(const ModelRef& model) const;
    Result<QList<Place>> search(const QString& name) const;
    QList<Place> permitted(const QList<Place>& places, const RouteWish& wish) const;
    bool hasKey(const Endpoint& endpoint) const;
    ListedModel offer(const Endpoint& endpoint, const CatalogModel& model) const;

    Composition& m_services;
    std::shared_ptr<const Catalog> m_catalog;
    std::shared_ptr<const SecretStore> m_secrets;
    std::shared_ptr<const DialectRegistry> m_dialects;
    std::shared_ptr<const Clock> m_clock;

    mutable std::mutex m_mutex; ///< guards the next two
    QList<Endpoint> m_changed;
    bool m_isChanged = false;

    // The gateway's thread only.
    QList<Endpoint> m_endpoints;
    QHash<QString, QList<Place>> m_places; ///< names that were asked for before
    QList<ListedModel> m_models;
    std::chrono::steady_clock::time_point m_modelsAt;
};

} // namespace assay
