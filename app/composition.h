// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/keystores.h"
#include "app/routefile.h"
#include "app/routes.h"
#include "app/runrecorder.h"
#include "core/catalog/catalog.h"
#include "core/catalog/endpointstore.h"
#include "core/catalog/pricestore.h"
#include "core/domain/run.h"
#include "core/history/historystore.h"
#include "core/run/engine.h"
#include "core/sandbox/sandboxserver.h"
#include "core/support/clock.h"
#include "core/support/freshcopy.h"

#include <QString>

#include <functional>
#include <memory>
#include <mutex>
#include <thread>

class QThreadPool;

namespace assay {

/// The one place that builds services and connects them. Everything else is handed what it needs.
class Composition
{
public:
    struct Options {
        QString profile; ///< empty: the platform's place
        double sandboxPace = 1.0; ///< factor on the simulated models' delays; 0: none
        QString sandboxScenario; ///< file with faults for the simulated models; empty: none
    };

    /// Opens the profile and its ledger. Fails with one sentence on what to do; nothing stored is changed then.
    static Result<std::unique_ptr<Composition>> create(const Options& options);
    ~Composition();

    Engine& engine() { return *m_engine; }
    HistoryStore& history() { return *m_history; }
    RunRecorder& recorder() { return *m_recorder; }
    EndpointStore& endpoints() { return *m_endpoints; }
    const Catalog& catalog() const { return *m_catalog; }
    std::shared_ptr<const Catalog> sharedCatalog() const { return m_catalog; }
    const SecretStore& secrets() const { return *m_keys->store(); }
    KeyStores& keys() { return *m_keys; }
    const DialectRegistry& dialects() const { return *m_dialects; }
    const PriceBook& prices() const { return *m_prices; }
    /// The prices as they are now. Any thread.
    std::shared_ptr<const PriceBook> sharedPrices() const;
    /// The prices of lists, without the user's own.
    std::shared_ptr<const PriceBook> listedPrices() const { return m_priceStore->listed(m_catalog); }
    const PriceStore& priceStore() const { return *m_priceStore; }
    /// Changes the stored prices; calls from now on use them.
    Result<void> changePrices(const std::function<Result<void>(PriceStore&)>& change);
    const Clock& clock() const { return *m_clock; }
    const QString& profile() const { return m_profile; }

    // The same for services that live on other threads.
    std::shared_ptr<const SecretStore> sharedSecrets() const { return m_keys->store(); }
    std::shared_ptr<const DialectRegistry> sharedDialects() const { return m_dialects; }
    std::shared_ptr<const Clock> sharedClock() const { return m_clock; }

    /// Reads for those who must not wait, while they ask.
    std::shared_ptr<FreshReader> reader() const { return m_reader; }
    /// The budgets with what they have seen, as of a second ago at most. Any thread.
    Result<QList<BudgetStatus>> recentBudgets() { return m_recentBudgets->get(); }

    /// The endpoint that serves a model; starts the simulated providers if it is one of theirs. Fails with
    /// ModelNotFound and a sentence that names what there is.
    Result<Endpoint> endpointFor(const ModelRef& model);
    /// A lane that asks exactly this model, without fallbacks.
    Result<LaneSpec> laneFor(const ModelRef& model, const ChatRequest& request);
    /// The lane for what is asked, over all endpoints that serve it (app/routes.h). Any thread, once `routes()` was
    /// called on this one.
    Result<LaneSpec> routeFor(const RouteQuery& query, const ChatRequest& request);
    /// The router over the user's endpoints; made on the first call, which reads the ledger's recent attempts and
    /// starts the simulated providers.
    Routes& routes();
    /// Makes the router without waiting for the ledger: what attempts of the last day say about endpoints reaches it
    /// some milliseconds later, while calls are served already.
    void makeRoutesAtOnce();
    /// `routes()` for a thread that must not wait: the first part reads, on any thread, and gives the second, which
    /// this thread runs before it calls `routes()`.
    std::function<std::function<void()>()> routesMaker();
    /// Tells the router of changed endpoints and model lists; the lists are read by `pool`, or at once without one.
    void refreshRoutes(QThreadPool* pool = nullptr);
    /// Tells the router what the user's votes say, when it is called: on any thread but the window's, for it reads the
    /// ledger. Does nothing where nobody has asked for the router yet.
    std::function<void()> evidenceReader();
    /// Tells the router what endpoints listed themselves, as the files have it when it is called: on any thread that
    /// may wait. Does nothing where nobody has asked for the router yet.
    std::function<void()> modelListsReader();
    /// Changes the stored routing settings; routes from now on use them.
    Result<void> changeRouteBook(const std::function<Result<void>(RouteBook&)>& change);
    const RouteFile& routeFile() const { return *m_routeFile; }
    RouteMemory& routeMemory() { return *m_memory; }
    std::shared_ptr<RouteMemory> sharedRouteMemory() { return m_memory; }
    /// One name for a model whoever serves it, where the catalogue knows it; otherwise `provider/model`.
    QString canonicalModel(const ModelRef& model) const;
    /// Provider id in the price lists of an endpoint id in the ledger.
    QString priceProviderOf(const QString& endpointId) const;

    /// Reads `provider/model`, or a bare model name that exactly one provider with a key serves.
    Result<ModelRef> resolve(const QString& name) const;

    /// Port of the simulated providers, started if they are not running. Safe from any thread.
    Result<quint16> sandboxPort();

private:
    struct RouterParts;
    Composition() = default;
    RouterParts readRouterParts(const QList<Endpoint>& endpoints);
    RouterParts readAllRouterParts(const QList<Endpoint>& endpoints);
    void makeRoutes(RouterParts parts);
    Result<void> openHistory();
    void usePrices();
    void startEngine();

    Options m_options;
    QString m_profile;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<const Catalog> m_catalog;
    std::unique_ptr<PriceStore> m_priceStore;
    mutable std::mutex m_pricesMutex; ///< guards the next
    std::shared_ptr<const PriceBook> m_prices;
    std::shared_ptr<const DialectRegistry> m_dialects;
    std::unique_ptr<KeyStores> m_keys;
    std::unique_ptr<EndpointStore> m_endpoints;
    std::mutex m_sandboxMutex;
    std::unique_ptr<SandboxServer> m_sandbox;
    std::unique_ptr<HistoryStore> m_history;
    std::shared_ptr<FreshReader> m_reader = std::make_shared<FreshReader>();
    std::unique_ptr<FreshCopy<QList<BudgetStatus>>> m_recentBudgets;
    std::unique_ptr<RunRecorder> m_recorder;
    std::shared_ptr<RouteMemory> m_memory;
    std::jthread m_learner; // reads the ledger
    std::shared_ptr<const CanonicalIndex> m_canonical;
    std::unique_ptr<RouteFile> m_routeFile;
    std::unique_ptr<Routes> m_routes; // made when first asked for
    std::unique_ptr<Engine> m_engine; // last: ends first, while the ledger still takes its records
};

} // namespace assay
