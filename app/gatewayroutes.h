// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "app/routes.h"
#include "core/gateway/routesource.h"

namespace assay {

/// The router, as the gateway asks it. `provider/model` means that provider where there is a key for it, and whoever
/// else serves the same model where there is none; a bare name means all who serve it; aliases, `@preset/name`, `auto`
/// and suffixes work as everywhere. What the user changes in the window holds for the next request.
class GatewayRoutes final : public RouteSource
{
public:
    /// `services` outlives it.
    explicit GatewayRoutes(Composition& services);

    std::expected<LaneSpec, NoRoute> route(const RouteWish& wish, const ChatRequest& request) override;
    QStringList warnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint) const override;
    Result<HttpRequest> embeddings(
        const EndpointAccess& access, const QString& model, const QByteArray& body) const override;
    QList<ListedModel> models() override;

private:
    bool hasKey(const Endpoint& endpoint) const;
    void listModels(const OfferSources& sources);
    void listEndpoint(const Endpoint& endpoint, const OfferSources& sources);
    void addListed(ListedModel model, const QString& priceProvider);

    Composition& m_services;
    Routes& m_routes;
    std::shared_ptr<const Catalog> m_catalog;
    std::shared_ptr<const SecretStore> m_secrets;
    std::shared_ptr<const DialectRegistry> m_dialects;
    std::shared_ptr<const Clock> m_clock;

    QList<ListedModel> m_models;
    std::chrono::steady_clock::time_point m_modelsAt;
};

} // namespace assay
