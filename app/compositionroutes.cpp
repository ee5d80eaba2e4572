// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the composition that routes.

#include "app/composition.h"
#include "app/modelcache.h"
#include "app/voteevidence.h"
#include "core/support/logging.h"

#include <QThreadPool>

namespace assay {

namespace {
constexpr int kRememberedAttempts = 2000;
constexpr qint64 kRememberedSeconds = 24 * 3600;
} // namespace

Routes& Composition::routes()
{
    if (m_routes)
        return *m_routes;
    const auto attempts = m_history->recentAttempts(m_clock->now().addSecs(-kRememberedSeconds), kRememberedAttempts);
    if (attempts)
        m_memory->learn(*attempts);
    else
        qCWarning(lcRun, "recent attempts could not be read: %s", qPrintable(attempts.error().detail));
    m_routes = std::make_unique<Routes>(Routes::Services{.dialects = m_dialects,
        .secrets = m_keys->store(),
        .clock = m_clock,
        .memory = m_memory,
        .budgets = [history = m_history.get()] { return history->budgets().value_or(QList<BudgetStatus>()); }});
    m_routes->setPrices(m_prices);
    if (auto book = m_routeFile->read())
        m_routes->setBook(*std::move(book));
    else
        qCWarning(lcRun, "%s", qPrintable(book.error().detail));
    refreshRoutes();
    evidenceReader()();
    return *m_routes;
}

std::function<void()> Composition::evidenceReader()
{
    if (!m_routes)
        return [] { };
    return [routes = m_routes.get(), history = m_history.get()] {
        if (const auto votes = history->votes())
            routes->setEvidence(evidenceFrom(*votes));
        else
            qCWarning(lcRun, "votes could not be read: %s", qPrintable(votes.error().detail));
    };
}

void Composition::refreshRoutes(QThreadPool* pool)
{
    if (!m_routes)
        return;
    OfferSources sources{.catalog = m_catalog, .endpoints = m_endpoints->list()};
    if (!m_canonical)
        m_canonical = std::make_shared<CanonicalIndex>(m_catalog);
    sources.index = m_canonical;
    if (const auto port = sandboxPort())
        sources.sandboxPort = *port;
    auto read = [routes = m_routes.get(), cache = ModelCache(m_profile), sources = std::move(sources)]() mutable {
        for (const auto& endpoint : std::as_const(sources.endpoints)) {
            const auto own = cache.read(endpoint.id);
            if (!own)
                continue;
            QStringList ids;
            for (const auto& model : own->models)
                ids.append(model.id);
            sources.ownModels.insert(endpoint.id, ids);
        }
        routes->setSources(std::move(sources));
    };
    if (pool)
        pool->start(std::move(read));
    else
        read();
}

QString Composition::priceProviderOf(const QString& endpointId) const
{
    if (const auto endpoint = m_endpoints->find(endpointId))
        return endpoint->priceProvider();
    return endpointId.section(u'/', 0, 0); // the simulated providers in other formats
}

QString Composition::canonicalModel(const ModelRef& model) const
{
    const QString provider = priceProviderOf(model.provider);
    const QString known = m_canonical ? m_canonical->canonicalOf(provider, model.model) : QString();
    return known.isEmpty() ? provider + u'/' + model.model : known;
}

Result<LaneSpec> Composition::routeFor(const RouteQuery& query, const ChatRequest& request)
{
    return routes().laneFor(query, request);
}

Result<void> Composition::changeRouteBook(const std::function<Result<void>(RouteBook&)>& change)
{
    auto book = m_routeFile->change(change);
    if (!book)
        return std::unexpected(book.error());
    if (m_routes)
        m_routes->setBook(*std::move(book));
    return {};
}

} // namespace assay
