// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/routeoffers.h"

#include "core/sandbox/sandboxendpoints.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

const QString kSandbox = u"sandbox"_s;

/// The simulated providers serve each model in every format: the model's own first, so that there is something to fall
/// back to without a key or a network.
QList<RouteOffer> sandboxOffers(const QString& model, quint16 port, OfferReach reach)
{
    QList<RouteOffer> out;
    const auto own = sandboxEndpoint(model, port);
    if (!own)
        return out;
    out.append({.endpoint = *own, .model = model});
    if (reach == OfferReach::AsNamed)
        return out;
    for (const auto& dialect : {u"openai-chat"_s, u"openai-responses"_s, u"anthropic"_s, u"gemini"_s, u"ollama"_s}) {
        auto other = sandboxEndpointFor(model, dialect, port);
        if (!other || dialect == own->dialect)
            continue;
        other->id = u"sandbox/"_s + dialect;
        other->name = u"Sandbox (%1)"_s.arg(dialect);
        other->catalogProvider = kSandbox;
        out.append({.endpoint = *std::move(other), .model = model});
    }
    return out;
}

class Search
{
public:
    Search(const OfferSources& sources, const RouteName& name)
        : m_sources(sources)
        , m_name(name)
    {
    }

    QList<RouteOffer> run(OfferReach reach)
    {
        const auto slash = m_name.model.indexOf(u'/');
        const QString provider = slash > 0 ? m_name.model.first(slash) : QString();
        const QString rest = m_name.model.sliced(slash + 1);
        if (provider == kSandbox)
            return sandboxOffers(rest, m_sources.sandboxPort, reach);
        const auto named = std::ranges::find(m_sources.endpoints, provider, &Endpoint::id);
        const bool isPinned = named != m_sources.endpoints.end() && (serves(*named, rest) || !knows(m_name.model));
        if (isPinned) {
            add(*named, rest);
            if (reach == OfferReach::Everywhere)
                addSame(m_sources.index->canonicalOf(named->priceProvider(), rest));
            return m_offers;
        }
        for (const auto& entry : m_sources.index->find(m_name.model))
            addSame(m_sources.index->canonicalOf(entry.provider, entry.id), entry);
        addOwnLists();
        for (auto& offer : sandboxOffers(m_name.model, m_sources.sandboxPort, OfferReach::Everywhere))
            m_offers.append(std::move(offer));
        return m_offers;
    }

private:
    bool knows(const QString& name) const { return !m_sources.index->find(name).isEmpty(); }

    bool serves(const Endpoint& endpoint, const QString& model) const
    {
        return m_sources.catalog->lookUp(endpoint.priceProvider(), model).has_value()
            || m_sources.ownModels.value(endpoint.id).contains(model);
    }

    void add(const Endpoint& endpoint, const QString& model)
    {
        const auto isThere = [&](const RouteOffer& offer) { return offer.endpoint.id == endpoint.id; };
        if (std::ranges::any_of(m_offers, isThere))
            return;
        RouteOffer offer{.endpoint = endpoint, .model = model, .hasAddress = !endpoint.baseUrl.isEmpty()};
        if (auto known = m_sources.catalog->lookUp(endpoint.priceProvider(), model)) {
            if (known->model.status == ModelStatus::Unlisted && !m_offers.isEmpty())
                return; // kept to price old records
            offer.known = std::move(known->model);
        }
        m_offers.append(std::move(offer));
    }

    /// Everybody with this canonical model, the entry that was named first.
    void addSame(const QString& canonical, const CanonicalIndex::Entry& named = {})
    {
        QList<CanonicalIndex::Entry> entries;
        if (!named.id.isEmpty())
            entries.append(named);
        if (!canonical.isEmpty())
            entries += m_sources.index->find(canonical);
        for (const auto& entry : std::as_const(entries)) {
            for (const auto& endpoint : m_sources.endpoints) {
                if (endpoint.priceProvider() == entry.provider)
                    add(endpoint, entry.id);
            }
        }
    }

    /// Endpoints that list the name themselves: local servers and the user's own.
    void addOwnLists()
    {
        for (const auto& endpoint : m_sources.endpoints) {
            if (m_sources.ownModels.value(endpoint.id).contains(m_name.model))
                add(endpoint, m_name.model);
        }
    }

    const OfferSources& m_sources;
    const RouteName& m_name;
    QList<RouteOffer> m_offers;
};

} // namespace

const CanonicalIndex::Names& CanonicalIndex::names() const
{
    std::call_once(m_once, [this] {
        m_catalog->forEach([this](const CatalogModel& model) {
            const Entry entry{.provider = model.provider, .id = model.id};
            const QString canonical = model.canonical.isEmpty() ? model.provider + u'/' + model.id : model.canonical;
            m_names.canonical.insert({model.provider, model.id}, canonical);
            QStringList names{canonical, model.id, model.openrouter, canonical.section(u'/', 1)};
            names += model.aliases;
            names.removeDuplicates();
            for (const auto& name : std::as_const(names)) {
                if (!name.isEmpty())
                    m_names.entries[name].append(entry);
            }
            for (const auto& alias : model.aliases)
                m_names.canonical.insert({model.provider, alias}, canonical);
        });
    });
    return m_names;
}

QList<RouteOffer> offersOf(const OfferSources& sources, const RouteName& name, OfferReach reach)
{
    auto offers = Search(sources, name).run(reach);
    if (name.variants.contains(RouteVariant::Online)) {
        // Only OpenRouter adds a web search of its own to any model.
        offers.removeIf([](const RouteOffer& offer) { return offer.endpoint.priceProvider() != "openrouter"_L1; });
        for (auto& offer : offers)
            offer.model += u":online"_s;
    }
    if (name.variants.contains(RouteVariant::Free)) {
        // OpenRouter's free models are entries of their own.
        for (auto& offer : offers) {
            const QString free = offer.model + u":free"_s;
            if (auto known = sources.catalog->lookUp(offer.endpoint.priceProvider(), free);
                known && known->model.id == free) {
                offer.model = free;
                offer.known = std::move(known->model);
            }
        }
    }
    return offers;
}

} // namespace assay
