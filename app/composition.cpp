// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/composition.h"

#include "app/ledgerguard.h"
#include "app/profile.h"
#include "core/net/choosingtransport.h"
#include "core/pricing/overlaypricebook.h"
#include "core/pricing/rememberedprices.h"
#include "core/sandbox/sandboxendpoints.h"
#include "core/sandbox/sandboxprices.h"
#include "core/support/logging.h"

#include <QFile>
#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

const QString kSandbox = u"sandbox"_s;
constexpr std::chrono::seconds kBudgetsFresh{1}; // who spends has to ask the ledger anyway

QList<ModelPrice> sandboxModelPrices()
{
    QList<ModelPrice> out;
    for (const auto& listed : sandboxPrices()) {
        PricePeriod period;
        period.rates.set(UsageClass::Input, listed.input);
        period.rates.set(UsageClass::CacheRead, listed.cacheRead);
        period.rates.set(UsageClass::Output, listed.output);
        period.rates.set(UsageClass::Reasoning, listed.reasoning);
        ModelPrice price;
        price.provider = kSandbox;
        price.model = listed.model;
        price.periods = {period};
        price.revision = u"sandbox"_s;
        price.confidence = u"simulated"_s;
        out.append(price);
    }
    return out;
}

Result<Scenario> readScenario(const QString& path)
{
    if (path.isEmpty())
        return Scenario();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::InvalidRequest, u"The scenario %1 cannot be read: %2."_s.arg(path, file.errorString()));
    return Scenario::fromJson(file.readAll()).transform_error([&](Error error) {
        error.detail = u"The scenario %1 is not usable: %2"_s.arg(path, error.detail);
        return error;
    });
}

/// The values of those environment variables that addresses of presets name (AZURE_RESOURCE_NAME), and no others.
AddressVariables addressVariables(const QProcessEnvironment& environment)
{
    AddressVariables out;
    const auto names = presetVariables();
    for (const auto& name : names) {
        if (environment.contains(name))
            out.insert(name, environment.value(name));
    }
    return out;
}

} // namespace

Result<std::unique_ptr<Composition>> Composition::create(const Options& options)
{
    std::unique_ptr<Composition> out(new Composition);
    out->m_options = options;
    const auto profile = openProfile(options.profile);
    if (!profile)
        return std::unexpected(profile.error());
    out->m_profile = *profile;
    out->m_clock = std::make_shared<SystemClock>();
    const auto catalog = Catalog::loadBundled();
    if (!catalog)
        return std::unexpected(catalog.error());
    out->m_catalog = *catalog;
    out->m_priceStore = std::make_unique<PriceStore>(out->m_profile);
    if (const auto read = out->m_priceStore->load(); !read)
        return std::unexpected(read.error());
    out->usePrices();
    out->m_dialects = std::make_shared<DialectRegistry>();
    const auto environment = QProcessEnvironment::systemEnvironment();
    auto keys = KeyStores::open(out->m_profile, environment);
    if (!keys)
        return std::unexpected(keys.error());
    out->m_keys = std::move(*keys);
    out->m_endpoints = std::make_unique<EndpointStore>(out->m_profile, addressVariables(environment));
    const auto loaded = out->m_endpoints->load();
    if (!loaded)
        return std::unexpected(loaded.error());
    if (const auto opened = out->openHistory(); !opened)
        return std::unexpected(opened.error());
    out->m_memory = std::make_shared<RouteMemory>();
    out->m_routeFile = std::make_unique<RouteFile>(out->m_profile);
    out->startEngine();
    return out;
}

Composition::~Composition() = default;

Result<void> Composition::openHistory()
{
    auto history = HistoryStore::open(ledgerPath(m_profile), m_clock);
    if (!history)
        return std::unexpected(history.error());
    m_history = std::move(*history);
    m_recentBudgets = std::make_unique<FreshCopy<QList<BudgetStatus>>>(
        m_reader, m_clock, [store = m_history.get()] { return store->budgets(); }, kBudgetsFresh);
    m_recorder = std::make_unique<RunRecorder>(*m_history);
    // What was on screen when a program was killed becomes part of the history before anybody looks at it.
    const auto recovered = recoverInterrupted(*m_history, *m_clock, [this](const LaneRecord& lane) {
        const auto endpoint = m_endpoints->find(lane.model.provider);
        return m_prices->find(endpoint ? endpoint->priceProvider() : lane.model.provider, lane.model.model);
    });
    if (!recovered)
        qCWarning(lcHistory, "unfinished answers wait in the journal: %s", qPrintable(recovered.error().detail));
    else if (!recovered->isEmpty())
        qCInfo(lcHistory) << "kept unfinished answers of runs" << *recovered;
    return {};
}

void Composition::usePrices()
{
    auto prices = std::make_shared<RememberedPrices>(
        std::make_shared<OverlayPriceBook>(sandboxModelPrices(), m_priceStore->effective(m_catalog)));
    const std::lock_guard guard(m_pricesMutex);
    m_prices = std::move(prices);
}

std::shared_ptr<const PriceBook> Composition::sharedPrices() const
{
    const std::lock_guard guard(m_pricesMutex);
    return m_prices;
}

Result<void> Composition::changePrices(const std::function<Result<void>(PriceStore&)>& change)
{
    auto done = change(*m_priceStore);
    if (done) {
        usePrices();
        m_engine->setPrices(m_prices);
        if (m_routes)
            m_routes->setPrices(m_prices);
    }
    return done;
}

void Composition::startEngine()
{
    m_engine = std::make_unique<Engine>(Engine::Services{
        .makeTransport = [] { return std::make_unique<ChoosingTransport>(); },
        .dialects = m_dialects,
        .secrets = m_keys->store(),
        .clock = m_clock,
        .prices = m_prices,
        .guard = std::make_shared<LedgerGuard>(*m_history),
        .timeouts = {},
        .memory = m_memory,
        .record = [recorder = m_recorder.get()](const RunRecord& run) { recorder->record(run); },
        .journal = [recorder = m_recorder.get()](const RunRecord& run) { recorder->journal(run); },
    });
}

Result<quint16> Composition::sandboxPort()
{
    const std::lock_guard guard(m_sandboxMutex);
    if (!m_sandbox) {
        auto scenario = readScenario(m_options.sandboxScenario);
        if (!scenario)
            return std::unexpected(scenario.error());
        m_sandbox = std::make_unique<SandboxServer>(SandboxOptions{.paceFactor = m_options.sandboxPace,
            .scenario = std::move(*scenario),
            .invoicePath = sandboxInvoicePath(m_profile),
            .limits = {}});
    }
    return m_sandbox->start(); // or its port, if it runs
}

Result<Endpoint> Composition::endpointFor(const ModelRef& model)
{
    if (model.provider == kSandbox) {
        const auto port = sandboxPort();
        if (!port)
            return std::unexpected(port.error());
        const auto endpoint = sandboxEndpoint(model.model == "*"_L1 ? sandboxModels().first() : model.model, *port);
        if (!endpoint)
            return fail(ErrorKind::ModelNotFound,
                u"There is no simulated model '%1'; the simulated models are %2."_s.arg(
                    model.model, sandboxModels().join(u", "_s)));
        return *endpoint;
    }
    const auto endpoint = m_endpoints->find(model.provider);
    if (!endpoint) {
        return fail(ErrorKind::ModelNotFound,
            u"There is no provider '%1'. `assay providers list --all` names those that are known; `assay providers add %1 --base-url URL` adds one."_s
                .arg(model.provider));
    }
    if (const auto missing = m_endpoints->missingVariables(model.provider); !missing.isEmpty())
        return fail(ErrorKind::InvalidRequest,
            u"The address of %1 needs the environment variable %2; set it and start again."_s.arg(
                endpoint->name, missing.join(u", "_s)));
    return *endpoint;
}

Result<LaneSpec> Composition::laneFor(const ModelRef& model, const ChatRequest& request)
{
    const auto endpoint = endpointFor(model);
    if (!endpoint)
        return std::unexpected(endpoint.error());
    // A key that is missing is known now: better a sentence than a lane that can only fail.
    if (const auto key = m_keys->find(*endpoint); !key)
        return std::unexpected(key.error());
    const auto known = m_catalog->lookUp(endpoint->priceProvider(), model.model);
    return LaneSpec{.index = 0,
        .model = model,
        .endpoints = {*endpoint},
        .request = request,
        .allowFallbacks = false,
        .mayReason = !request.reasoning.effort.isEmpty() || request.reasoning.budgetTokens.has_value()
            || (known && known->model.capabilities.contains(u"reasoning"_s))};
}

Result<ModelRef> Composition::resolve(const QString& name) const
{
    const auto model = ModelRef::parse(name);
    if (model.isValid() && (model.provider == kSandbox || m_endpoints->find(model.provider)))
        return model;
    if (model.isValid())
        return fail(ErrorKind::ModelNotFound,
            u"There is no provider '%1'. `assay providers list --all` names those that are known; `assay providers add %1 --base-url URL` adds one."_s
                .arg(model.provider));
    QStringList offers;
    for (const auto& endpoint : m_endpoints->list()) {
        if (m_catalog->lookUp(endpoint.priceProvider(), name))
            offers.append(endpoint.id + u'/' + name);
    }
    QString sentence = u"'%1' is not PROVIDER/MODEL."_s.arg(name);
    if (sandboxModels().contains(name))
        offers.prepend(u"sandbox/"_s + name);
    if (!offers.isEmpty())
        sentence += u" Did you mean %1?"_s.arg(offers.mid(0, 5).join(u" or "_s));
    else
        sentence += u" `assay models list` shows what can be asked."_s;
    return fail(ErrorKind::ModelNotFound, sentence);
}

} // namespace assay
