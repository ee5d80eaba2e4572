// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/routes.h"

#include "app/routecandidates.h"
#include "app/routenames.h"
#include "core/pricing/tariff.h"
#include "core/routing/explain.h"
#include "core/routing/routepreferences.h"

#include <QHash>
#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {
constexpr qsizetype kRememberedNames = 1024; // names may come from clients
} // namespace

/// What changes seldom, and the offers that were looked up in it.
struct Routes::Snapshot {
    OfferSources sources;
    std::shared_ptr<const PriceBook> prices;
    RouteBook book;
    QList<AutoEvidence> evidence;

    /// With their prices.
    QList<RouteOffer> offers(const RouteName& name, OfferReach reach) const
    {
        // Most names are plain, and need no text of their own to be found by.
        const bool isPlain = reach == OfferReach::AsNamed && name.variants.isEmpty();
        const QString key = isPlain ? name.model : fullKey(name, reach);
        const QMutexLocker lock(&mutex);
        auto& found = isPlain ? plainNames : otherNames;
        if (const auto known = found.constFind(key); known != found.constEnd())
            return *known;
        auto out = offersOf(sources, name, reach);
        for (auto& offer : out) {
            if (prices)
                offer.price = prices->find(offer.endpoint.priceProvider(), offer.model);
        }
        if (found.size() < kRememberedNames)
            found.insert(key, out);
        return out;
    }

    static QString fullKey(const RouteName& name, OfferReach reach)
    {
        QString key = (reach == OfferReach::AsNamed ? u"1 "_s : u"* "_s) + name.model;
        for (const auto variant : name.variants)
            key += u':' + QString(routeVariantName(variant));
        return key;
    }

    /// What each model of the evidence takes for a request of common size.
    void priceEvidence(const QDateTime& at)
    {
        constexpr qint64 kPromptTokens = 1000;
        constexpr qint64 kOutputTokens = 500;
        for (auto& each : evidence) {
            const ModelRef model = ModelRef::parse(each.model);
            const auto endpoint = std::ranges::find(sources.endpoints, model.provider, &Endpoint::id);
            const auto price = tariffFor(prices.get(),
                endpoint == sources.endpoints.end() ? model.provider : endpoint->priceProvider(), model.model, at);
            each.price.reset();
            if (!price)
                continue;
            const auto input = price->rates.charged(UsageClass::Input);
            const auto output = price->rates.charged(UsageClass::Output);
            const auto in = input ? Money::product(kPromptTokens, *input) : std::nullopt;
            const auto out = output ? Money::product(kOutputTokens, *output) : std::nullopt;
            if (in && out)
                each.price = in->plus(*out);
        }
    }

    mutable QMutex mutex; // guards what was found
    mutable QHash<QString, QList<RouteOffer>> plainNames;
    mutable QHash<QString, QList<RouteOffer>> otherNames;
};

Routes::Routes(Services services)
    : m_services(std::move(services))
    , m_snapshot(std::make_shared<Snapshot>())
{
}

std::shared_ptr<const Routes::Snapshot> Routes::snapshot() const
{
    const QMutexLocker lock(&m_mutex);
    return m_snapshot;
}

template <class Change> void Routes::renew(Change change)
{
    const QMutexLocker lock(&m_mutex);
    auto next = std::make_shared<Snapshot>();
    next->sources = m_snapshot->sources;
    next->prices = m_snapshot->prices;
    next->book = m_snapshot->book;
    next->evidence = m_snapshot->evidence;
    change(*next);
    next->priceEvidence(m_services.clock->now());
    m_snapshot = std::move(next);
}

void Routes::setSources(OfferSources sources)
{
    renew([&](Snapshot& next) { next.sources = std::move(sources); });
}

void Routes::setOwnModels(QHash<QString, QStringList> lists)
{
    renew([&](Snapshot& next) { next.sources.ownModels = std::move(lists); });
}

void Routes::setPrices(std::shared_ptr<const PriceBook> prices)
{
    renew([&](Snapshot& next) { next.prices = std::move(prices); });
}

void Routes::setBook(RouteBook book)
{
    renew([&](Snapshot& next) { next.book = std::move(book); });
}

void Routes::setEvidence(QList<AutoEvidence> evidence)
{
    renew([&](Snapshot& next) { next.evidence = std::move(evidence); });
}

RouteBook Routes::book() const
{
    return snapshot()->book;
}

QList<AutoEvidence> Routes::evidence() const
{
    return snapshot()->evidence;
}

OfferSources Routes::sources() const
{
    return snapshot()->sources;
}

/// Every offer of every name with all that is known of it now.
void Routes::addCandidates(RouteSurvey& out, const Snapshot& from, const QList<RouteName>& names,
    const RouteQuery& query, const QDateTime& at) const
{
    const CandidateContext context{.request = out.request,
        .chat = out.chat,
        .services = m_services,
        .book = from.book,
        .query = query,
        .budgets = m_services.budgets ? m_services.budgets() : QList<BudgetStatus>(),
        .at = at};
    int rank = 0;
    for (const auto& name : names) {
        const auto offers = from.offers(name, query.reach);
        out.candidates.reserve(out.candidates.size() + offers.size());
        for (const auto& offer : offers)
            out.candidates.append(candidateOf(offer, rank, name.model, context));
        if (out.offers.isEmpty())
            out.offers = offers;
        else
            out.offers += offers;
        ++rank;
    }
}

Result<RouteSurvey> Routes::survey(const RouteQuery& query, const ChatRequest& chat, Explain explain) const
{
    const auto now = snapshot();
    auto names = expandNames(query, now->book, now->evidence, chat);
    if (!names)
        return std::unexpected(names.error());
    RouteSurvey out{
        .request = std::move(names->request), .chat = std::move(names->chat), .usesPreset = names->usesPreset};
    if (!names->provider.isEmpty()) {
        auto request = withPreferences(std::move(out.request), names->provider);
        if (!request)
            return std::unexpected(request.error());
        out.request = *std::move(request);
    }
    out.request.allowed = query.allowedProviders;
    out.request.lastResort = true;
    describeRequest(out.request, out.chat);
    const QDateTime at = m_services.clock->now();
    addCandidates(out, *now, names->names, query, at);

    if (const auto mean = names->names.isEmpty() || out.candidates.isEmpty()
            ? std::nullopt
            : m_services.memory->meanOutput(out.candidates.first().model))
        out.request.expectedOutputTokens = *mean;
    // One candidate alone holds its cache whatever happens, and nothing is drawn.
    const bool hasChoice = out.candidates.size() > 1;
    if (explain == Explain::Choices && !hasChoice && names->notes.isEmpty()) {
        out.plan = plan(out.request, out.candidates);
        return out;
    }
    out.request.seed = query.seed ? *query.seed : QRandomGenerator::global()->generate64();
    const QString asked = query.models.join(u", "_s);
    const QString conversation = hasChoice ? conversationKey(asked, query.session, out.chat) : QString();
    if (const auto served = m_services.memory->servedBefore(conversation, HealthTime(at.toMSecsSinceEpoch())))
        out.request.sticky = served->first;
    out.plan = plan(out.request, out.candidates);
    out.trace = traceOf(out.request, out.plan, asked);
    out.trace.notes = names->notes;
    out.trace.conversation = conversation;
    out.trace.isSession = !query.session.isEmpty();
    return out;
}

Result<LaneSpec> Routes::laneFor(const RouteQuery& query, const ChatRequest& chat) const
{
    auto found = survey(query, chat, Explain::Choices);
    if (!found)
        return std::unexpected(found.error());
    if (found->plan.chain.isEmpty())
        return std::unexpected(noRoute(found->plan, query.models.join(u", "_s)));
    return laneOf(*std::move(found), query);
}

LaneSpec laneOf(RouteSurvey survey, const RouteQuery& query)
{
    const auto& offers = std::as_const(survey.offers);
    const auto& chain = std::as_const(survey.plan.chain);
    const auto& first = offers.at(chain.first());
    LaneSpec lane{.model = {.provider = first.endpoint.id, .model = first.model},
        .request = std::move(survey.chat),
        .allowFallbacks = chain.size() > 1,
        .fallbackOnFilter = query.fallbackOnFilter};
    const auto& reasoning = lane.request.reasoning;
    lane.mayReason = !reasoning.effort.isEmpty() || reasoning.budgetTokens.has_value();
    // Where there was nothing to choose there is nothing to explain, and the ledger stays small.
    if (survey.candidates.size() > 1 || !survey.trace.notes.isEmpty())
        lane.route = std::move(survey.trace);
    lane.endpoints.reserve(chain.size());
    lane.targets.reserve(chain.size());
    for (const qsizetype index : chain) {
        const auto& offer = offers.at(index);
        const auto& candidate = survey.candidates.at(index);
        lane.endpoints.append(offer.endpoint);
        lane.targets.append(
            {.model = offer.model, .modelRank = candidate.modelRank, .contextTokens = candidate.contextTokens});
        lane.mayReason = lane.mayReason || (offer.known && offer.known->capabilities.contains("reasoning"_L1));
    }
    return lane;
}

} // namespace assay
