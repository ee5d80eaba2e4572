// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gatewayroutes.h"

#include "core/pricing/tariff.h"
#include "core/providers/httpaddressing.h"
#include "core/routing/explain.h"
#include "core/sandbox/sandboxendpoints.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr auto kModelsFresh = 10s;

ListedModel sandboxOffer(const QString& model)
{
    ListedModel out{.ref = {.provider = u"sandbox"_s, .model = model}, .name = sandboxModelDescription(model)};
    out.capabilities = {u"tools"_s, u"response_format"_s};
    return out;
}

ListedModel listed(const Endpoint& endpoint, const CatalogModel& model)
{
    ListedModel out{
        .ref = {.provider = endpoint.id, .model = model.id}, .name = model.name, .canonical = model.canonical};
    out.contextTokens = model.contextTokens;
    out.maxOutputTokens = model.maxOutputTokens;
    out.inputs = model.inputs;
    out.capabilities = model.capabilities;
    return out;
}

/// Is it the user's missing key alone that keeps all endpoints out?
bool lacksKeys(const RoutePlan& plan)
{
    return !plan.decisions.isEmpty() && std::ranges::all_of(plan.decisions, [](const RouteDecision& decision) {
        return decision.reason == RouteReason::KeyMissing || decision.reason == RouteReason::AddressMissing;
    });
}

} // namespace

GatewayRoutes::GatewayRoutes(Composition& services)
    : m_services(services)
    , m_routes(services.routes())
    , m_catalog(services.sharedCatalog())
    , m_secrets(services.sharedSecrets())
    , m_dialects(services.sharedDialects())
    , m_clock(services.sharedClock())
{
}

bool GatewayRoutes::hasKey(const Endpoint& endpoint) const
{
    return !endpoint.baseUrl.isEmpty() && m_secrets->keyFor(endpoint).has_value();
}

std::expected<LaneSpec, NoRoute> GatewayRoutes::route(const RouteWish& wish, const ChatRequest& request)
{
    RouteQuery query{.models = wish.models,
        .provider = wish.provider,
        .session = wish.sessionId,
        .allowedProviders = wish.allowedProviders,
        .allowedModels = wish.allowedModels,
        .virtualKey = wish.virtualKey};
    auto found = m_routes.survey(query, request, Explain::Choices);
    if (found && found->plan.chain.isEmpty() && lacksKeys(found->plan)) {
        query.reach = OfferReach::Everywhere;
        found = m_routes.survey(query, request, Explain::Choices);
    }
    if (!found)
        return std::unexpected(found.error());
    if (found->plan.chain.isEmpty()) {
        NoRoute none(noRoute(found->plan, wish.models.join(u", "_s)));
        // Ours to set right, not the client's: it must not think that its own key was wrong.
        if (none.error.kind == ErrorKind::Authentication)
            none.error.kind = ErrorKind::Secret;
        none.decisions = std::move(found->plan.decisions);
        return std::unexpected(std::move(none));
    }
    const bool usesPreset = found->usesPreset;
    LaneSpec lane = laneOf(*std::move(found), query);
    if (usesPreset && !(lane.request == request))
        lane.request.native.body.clear(); // it does not say what the preset added
    return lane;
}

QStringList GatewayRoutes::warnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint) const
{
    const auto* dialect = m_dialects->find(endpoint.dialect);
    return dialect ? dialect->warnings(request, model, endpoint) : QStringList();
}

Result<HttpRequest> GatewayRoutes::embeddings(
    const EndpointAccess& access, const QString& model, const QByteArray& body) const
{
    const PathRule rule{
        .path = u"/embeddings"_s, .version = u"v1"_s, .tails = {u"/chat/completions"_s, u"/responses"_s}};
    const auto url = endpointAddress(access.endpoint, rule, {}, model);
    if (!url)
        return std::unexpected(url.error());
    auto headers = endpointHeaders(access);
    if (!headers)
        return std::unexpected(headers.error());
    headers->prepend({.name = "Content-Type", .value = "application/json", .secret = false});
    return HttpRequest{.method = "POST", .url = *url, .headers = *headers, .body = body};
}

/// With what it costs now, by the same prices that the router and the ledger go by.
void GatewayRoutes::addListed(ListedModel model, const QString& priceProvider)
{
    const auto price = tariffFor(m_services.sharedPrices().get(), priceProvider, model.ref.model, m_clock->now());
    if (price) {
        model.inputPrice = price->rates.charged(UsageClass::Input);
        model.outputPrice = price->rates.charged(UsageClass::Output);
        model.cacheReadPrice = price->rates.charged(UsageClass::CacheRead);
    }
    m_models.append(std::move(model));
}

/// What the endpoint itself lists, or all that the catalogue knows of it.
void GatewayRoutes::listEndpoint(const Endpoint& endpoint, const OfferSources& sources)
{
    const auto own = sources.ownModels.constFind(endpoint.id);
    if (own == sources.ownModels.constEnd()) {
        for (const auto& model : m_catalog->list({.provider = endpoint.priceProvider()}))
            addListed(listed(endpoint, model), endpoint.priceProvider());
        return;
    }
    for (const auto& id : *own) {
        const auto known = m_catalog->lookUp(endpoint.priceProvider(), id);
        ListedModel model = known ? listed(endpoint, known->model) : ListedModel{.name = id};
        model.ref = {.provider = endpoint.id, .model = id};
        addListed(std::move(model), endpoint.priceProvider());
    }
}

void GatewayRoutes::listModels(const OfferSources& sources)
{
    m_models.clear();
    for (const auto& model : sandboxModels())
        addListed(sandboxOffer(model), u"sandbox"_s);
    for (const auto& endpoint : sources.endpoints) {
        // Every server on this machine needs no key, but few of them run: only those the user added, or that have
        // listed their models, are named.
        const bool isKeyless
            = endpoint.auth == AuthScheme::None && !endpoint.custom && !sources.ownModels.contains(endpoint.id);
        if (!isKeyless && hasKey(endpoint))
            listEndpoint(endpoint, sources);
    }
}

QList<ListedModel> GatewayRoutes::models()
{
    const auto now = m_clock->steady();
    if (m_models.isEmpty() || now - m_modelsAt >= kModelsFresh) {
        listModels(m_routes.sources());
        m_modelsAt = now;
    }
    return m_models;
}

} // namespace assay
