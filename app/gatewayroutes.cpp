// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gatewayroutes.h"

#include "core/providers/httpaddressing.h"
#include "core/sandbox/sandboxendpoints.h"
#include "core/sandbox/sandboxprices.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr auto kModelsFresh = 60s;
constexpr qsizetype kRememberedNames = 4096; // names come from clients

QStringList texts(const QJsonValue& value)
{
    QStringList out;
    const auto array = value.toArray();
    for (const auto& item : array)
        out.append(item.toString());
    return out;
}

bool fits(const QString& pattern, const QString& name)
{
    return pattern.endsWith(u'*') ? name.startsWith(QStringView(pattern).chopped(1)) : pattern == name;
}

ListedModel sandboxOffer(const QString& model)
{
    ListedModel out{.ref = {.provider = u"sandbox"_s, .model = model}, .name = sandboxModelDescription(model)};
    out.capabilities = {u"tools"_s, u"response_format"_s};
    for (const auto& price : sandboxPrices()) {
        if (price.model == model) {
            out.inputPrice = price.input;
            out.outputPrice = price.output;
        }
    }
    return out;
}

} // namespace

GatewayRoutes::GatewayRoutes(Composition& services)
    : m_services(services)
    , m_catalog(services.sharedCatalog())
    , m_secrets(services.sharedSecrets())
    , m_dialects(services.sharedDialects())
    , m_clock(services.sharedClock())
    , m_endpoints(services.endpoints().list())
{
}

void GatewayRoutes::setEndpoints(const QList<Endpoint>& endpoints)
{
    const std::lock_guard guard(m_mutex);
    m_changed = endpoints;
    m_isChanged = true;
}

void GatewayRoutes::takeChanges()
{
    const std::lock_guard guard(m_mutex);
    if (!std::exchange(m_isChanged, false))
        return;
    m_endpoints = m_changed;
    m_places.clear();
    m_models.clear();
}

bool GatewayRoutes::hasKey(const Endpoint& endpoint) const
{
    return !endpoint.baseUrl.isEmpty() && m_secrets->keyFor(endpoint).has_value();
}

Result<GatewayRoutes::Place> GatewayRoutes::placeAt(const ModelRef& model) const
{
    if (model.provider == "sandbox"_L1) {
        const auto endpoint = m_services.endpointFor(model);
        if (!endpoint)
            return std::unexpected(endpoint.error());
        return Place{.model = model, .endpoint = *endpoint, .mayReason = true};
    }
    const auto found = std::ranges::find(m_endpoints, model.provider, &Endpoint::id);
    if (found == m_endpoints.end())
        return fail(ErrorKind::ModelNotFound, u"There is no provider '%1'."_s.arg(model.provider));
    const auto known = m_catalog->lookUp(found->priceProvider(), model.model);
    return Place{
        .model = model, .endpoint = *found, .mayReason = known && known->model.capabilities.contains(u"reasoning"_s)};
}

/// A name without its provider: everybody who lists it and can be asked.
Result<QList<GatewayRoutes::Place>> GatewayRoutes::search(const QString& name) const
{
    QList<Place> out;
    if (sandboxModels().contains(name)) {
        const auto place = placeAt({.provider = u"sandbox"_s, .model = name});
        if (place)
            out.append(*place);
    }
    for (const auto& endpoint : m_endpoints) {
        if (!m_catalog->lookUp(endpoint.priceProvider(), name) || !hasKey(endpoint))
            continue;
        if (const auto place = placeAt({.provider = endpoint.id, .model = name}))
            out.append(*place);
    }
    // OpenRouter's names have an author before the slash, who need not be an endpoint here.
    const auto router = std::ranges::find(m_endpoints, u"openrouter"_s, &Endpoint::id);
    if (out.isEmpty() && name.contains(u'/') && router != m_endpoints.end() && hasKey(*router)) {
        if (const auto place = placeAt({.provider = router->id, .model = name}))
            out.append(*place);
    }
    if (out.isEmpty())
        return fail(ErrorKind::ModelNotFound,
            u"No provider with a key serves '%1'. Models are named PROVIDER/MODEL; GET /v1/models lists them."_s.arg(
                name));
    return out;
}

Result<QList<GatewayRoutes::Place>> GatewayRoutes::placesOf(const QString& name)
{
    if (const auto known = m_places.constFind(name); known != m_places.constEnd())
        return *known;
    const auto model = ModelRef::parse(name);
    const bool namesProvider = model.isValid()
        && (model.provider == "sandbox"_L1 || std::ranges::contains(m_endpoints, model.provider, &Endpoint::id));
    auto out = namesProvider ? placeAt(model).transform([](Place place) { return QList<Place>{std::move(place)}; })
                             : search(name);
    if (out && m_places.size() < kRememberedNames)
        m_places.insert(name, *out);
    return out;
}

QList<GatewayRoutes::Place> GatewayRoutes::permitted(const QList<Place>& places, const RouteWish& wish) const
{
    const QStringList only = texts(wish.provider[u"only"_s]);
    const QStringList ignore = texts(wish.provider[u"ignore"_s]);
    const QStringList order = texts(wish.provider[u"order"_s]);
    QList<Place> out;
    for (const auto& place : places) {
        const QString& id = place.endpoint.id;
        const QString provider = place.model.provider;
        const bool isListed = wish.allowedProviders.isEmpty() || wish.allowedProviders.contains(provider);
        const bool isAllowed = wish.allowedModels.isEmpty()
            || std::ranges::any_of(
                wish.allowedModels, [&](const QString& pattern) { return fits(pattern, place.model.toString()); });
        if (isListed && isAllowed && (only.isEmpty() || only.contains(provider)) && !ignore.contains(provider)
            && !ignore.contains(id))
            out.append(place);
    }
    if (!order.isEmpty()) {
        std::ranges::stable_sort(out, {}, [&](const Place& place) {
            const auto at = order.indexOf(place.model.provider);
            return at < 0 ? order.size() : at;
        });
    }
    return out;
}

Result<QList<LaneSpec>> GatewayRoutes::lanes(const RouteWish& wish, const ChatRequest& request)
{
    takeChanges();
    QList<LaneSpec> out;
    std::optional<Error> firstError;
    const auto note = [&](Error error) {
        if (!firstError)
            firstError = std::move(error);
    };
    for (const auto& name : wish.models) {
        const auto places = placesOf(name);
        if (!places) {
            note(places.error());
            continue;
        }
        const auto allowed = permitted(*places, wish);
        if (allowed.isEmpty())
            note(Error{.kind = ErrorKind::Permission,
                .detail = u"Neither this key nor the request's provider wishes allow a provider of '%1'."_s.arg(name)});
        for (const auto& place : allowed) {
            if (const auto key = m_secrets->keyFor(place.endpoint); !key) {
                // Ours to set right, not the client's: it must not think that its own key was wrong.
                note(Error{.kind = ErrorKind::Secret, .detail = key.error().detail});
                continue;
            }
            out.append(LaneSpec{.index = 0,
                .model = place.model,
                .endpoints = {place.endpoint},
                .request = {},
                .allowFallbacks = false,
                .mayReason = place.mayReason || !request.reasoning.effort.isEmpty()
                    || request.reasoning.budgetTokens.has_value()});
        }
    }
    if (out.isEmpty())
        return std::unexpected(firstError.value_or(Error{.kind = ErrorKind::ModelNotFound}));
    if (wish.provider[u"allow_fallbacks"_s].toBool(true) == false)
        out.resize(1);
    return out;
}

QStringList GatewayRoutes::warnings(const LaneSpec& lane) const
{
    const Endpoint& endpoint = lane.endpoints.first();
    const auto* dialect = m_dialects->find(endpoint.dialect);
    return dialect ? dialect->warnings(lane.request, lane.model.model, endpoint) : QStringList();
}

Result<HttpRequest> GatewayRoutes::embeddings(const LaneSpec& lane, const QByteArray& body) const
{
    const Endpoint& endpoint = lane.endpoints.first();
    if (!endpoint.dialect.startsWith("openai"_L1))
        return fail(
            ErrorKind::InvalidRequest, u"model: %1 speaks no OpenAI-compatible embeddings."_s.arg(lane.model.provider));
    auto secret = m_secrets->keyFor(endpoint);
    if (!secret)
        return std::unexpected(secret.error());
    const PathRule rule{
        .path = u"/embeddings"_s, .version = u"v1"_s, .tails = {u"/chat/completions"_s, u"/responses"_s}};
    const auto url = endpointAddress(endpoint, rule, {}, lane.model.model);
    if (!url)
        return std::unexpected(url.error());
    auto headers
        = endpointHeaders(EndpointAccess{.endpoint = endpoint, .key = std::move(secret->key), .now = m_clock->now()});
    if (!headers)
        return std::unexpected(headers.error());
    headers->prepend({.name = "Content-Type", .value = "application/json", .secret = false});
    return HttpRequest{.method = "POST", .url = *url, .headers = *headers, .body = body};
}

ListedModel GatewayRoutes::offer(const Endpoint& endpoint, const CatalogModel& model) const
{
    ListedModel out{.ref = {.provider = endpoint.id, .model = model.id}, .name = model.name};
    out.contextTokens = model.contextTokens;
    out.maxOutputTokens = model.maxOutputTokens;
    out.inputs = model.inputs;
    out.capabilities = model.capabilities;
    if (!model.price.periods.isEmpty()) {
        const RateSet& rates = model.price.periods.last().rates;
        out.inputPrice = rates[UsageClass::Input];
        out.outputPrice = rates[UsageClass::Output];
    }
    return out;
}

QList<ListedModel> GatewayRoutes::models()
{
    takeChanges();
    const auto now = m_clock->steady();
    if (!m_models.isEmpty() && now - m_modelsAt < kModelsFresh)
        return m_models;
    m_models.clear();
    for (const auto& model : sandboxModels())
        m_models.append(sandboxOffer(model));
    for (const auto& endpoint : std::as_const(m_endpoints)) {
        // Every server on this machine needs no key, but few of them run: only those the user added are named.
        const bool isKeyless = endpoint.auth == AuthScheme::None && !endpoint.custom;
        if (isKeyless || !hasKey(endpoint))
            continue;
        for (const auto& model : m_catalog->list({.provider = endpoint.priceProvider()}))
            m_models.append(offer(endpoint, model));
    }
    m_modelsAt = now;
    return m_models;
}

} // namespace assay
