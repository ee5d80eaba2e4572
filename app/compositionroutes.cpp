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
constexpr std::chrono::milliseconds kStart{20}; // what reads meanwhile leaves the processor to the start for so long

Result<QList<AttemptRecord>> rememberedAttempts(const HistoryStore& history, const Clock& clock)
{
    return history.recentAttempts(clock.now().addSecs(-kRememberedSeconds), kRememberedAttempts);
}

void learn(RouteMemory& memory, const Result<QList<AttemptRecord>>& attempts)
{
    if (attempts)
        memory.learn(*attempts);
    else
        qCWarning(lcRun, "recent attempts could not be read: %s", qPrintable(attempts.error().detail));
}

/// What endpoints listed themselves, by their ids.
QHash<QString, QStringList> listedModels(const ModelCache& cache, const QList<Endpoint>& endpoints)
{
    QHash<QString, QStringList> out;
    for (const auto& endpoint : endpoints) {
        const auto own = cache.read(endpoint.id);
        if (!own)
            continue;
        QStringList ids;
        for (const auto& model : own->models)
            ids.append(model.id);
        out.insert(endpoint.id, ids);
    }
    return out;
}

} // namespace

/// All that the router is made of and that takes time to read.
struct Composition::RouterParts {
    Result<QList<AttemptRecord>> attempts;
    Result<RouteBook> book;
    Result<QList<Vote>> votes;
    std::shared_ptr<const CanonicalIndex> canonical;
    QHash<QString, QStringList> ownModels;
    std::optional<quint16> sandboxPort;
};

Composition::RouterParts Composition::readRouterParts(const QList<Endpoint>& endpoints)
{
    const auto port = sandboxPort();
    return {.attempts = {},
        .book = m_routeFile->read(),
        .votes = m_history->votes(),
        .canonical = std::make_shared<CanonicalIndex>(m_catalog),
        .ownModels = listedModels(ModelCache(m_profile), endpoints),
        .sandboxPort = port ? std::optional(*port) : std::nullopt};
}

Composition::RouterParts Composition::readAllRouterParts(const QList<Endpoint>& endpoints)
{
    auto out = readRouterParts(endpoints);
    out.attempts = rememberedAttempts(*m_history, *m_clock);
    return out;
}

void Composition::makeRoutes(RouterParts parts)
{
    if (m_routes)
        return;
    learn(*m_memory, parts.attempts);
    m_routes = std::make_unique<Routes>(Routes::Services{
        .dialects = m_dialects, .secrets = m_keys->store(), .clock = m_clock, .memory = m_memory, .budgets = [this] {
            return recentBudgets().value_or(QList<BudgetStatus>());
        }});
    m_routes->setPrices(m_prices);
    if (parts.book)
        m_routes->setBook(*std::move(parts.book));
    else
        qCWarning(lcRun, "%s", qPrintable(parts.book.error().detail));
    m_canonical = std::move(parts.canonical);
    OfferSources sources{.catalog = m_catalog, .endpoints = m_endpoints->list()};
    sources.index = m_canonical;
    sources.ownModels = std::move(parts.ownModels);
    if (parts.sandboxPort)
        sources.sandboxPort = *parts.sandboxPort;
    m_routes->setSources(std::move(sources));
    if (parts.votes)
        m_routes->setEvidence(evidenceFrom(*parts.votes));
    else
        qCWarning(lcRun, "votes could not be read: %s", qPrintable(parts.votes.error().detail));
}

Routes& Composition::routes()
{
    if (!m_routes)
        makeRoutes(readAllRouterParts(m_endpoints->list()));
    return *m_routes;
}

void Composition::makeRoutesAtOnce()
{
    if (m_routes)
        return;
    makeRoutes(readRouterParts(m_endpoints->list()));
    m_learner = std::jthread([this, memory = m_memory] {
        std::this_thread::sleep_for(kStart);
        learn(*memory, rememberedAttempts(*m_history, *m_clock));
    });
}

std::function<std::function<void()>()> Composition::routesMaker()
{
    if (m_routes)
        return [] { return std::function<void()>([] { }); };
    return [this, endpoints = m_endpoints->list()]() -> std::function<void()> {
        return [this, parts = readAllRouterParts(endpoints)] { makeRoutes(parts); };
    };
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

std::function<void()> Composition::modelListsReader()
{
    if (!m_routes)
        return [] { };
    return [routes = m_routes.get(), cache = ModelCache(m_profile)] {
        routes->setOwnModels(listedModels(cache, routes->sources().endpoints));
    };
}

void Composition::refreshRoutes(QThreadPool* pool)
{
    if (!m_routes)
        return;
    OfferSources sources{.catalog = m_catalog, .endpoints = m_endpoints->list()};
    sources.index = m_canonical;
    if (const auto port = sandboxPort())
        sources.sandboxPort = *port;
    auto read = [routes = m_routes.get(), cache = ModelCache(m_profile), sources = std::move(sources)]() mutable {
        sources.ownModels = listedModels(cache, sources.endpoints);
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
