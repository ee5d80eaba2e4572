// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ledgerreplay.h"

#include "core/pricing/costing.h"
#include "core/pricing/tariff.h"

#include <QMap>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kFewestObservations = 5;

Result<QList<LedgerCall>> callsOf(Composition& services, const LedgerPeriod& period)
{
    return services.history().calls(period.from.startOfDay(QTimeZone::UTC), period.to.startOfDay(QTimeZone::UTC));
}

/// Provider (as prices name it) and model id.
Result<std::pair<QString, QString>> placeOf(Composition& services, const QString& name)
{
    const auto survey
        = services.routes().survey({.models = {name}, .provider = {{u"sort"_s, u"price"_s}}, .seed = 1}, ChatRequest());
    if (!survey)
        return std::unexpected(survey.error());
    // Keys, breakers and policies of today do not matter for what it would have cost.
    qsizetype best = -1;
    for (qsizetype i = 0; i < survey->offers.size(); ++i) {
        const auto price = survey->plan.decisions.at(i).price;
        if (price && (best < 0 || *price < *survey->plan.decisions.at(best).price))
            best = i;
    }
    if (best < 0)
        return fail(ErrorKind::ModelNotFound, u"Nobody lists a price for '%1'."_s.arg(name));
    return std::pair(survey->offers.at(best).endpoint.priceProvider(), survey->offers.at(best).model);
}

/// Adds where the sum stays in range; false if not.
bool add(std::optional<Money>& sum, Money amount)
{
    const auto more = sum.value_or(Money()).plus(amount);
    if (more)
        sum = more;
    return more.has_value();
}

SimObservation observationOf(const LedgerCall& call, const QDateTime& from)
{
    const auto seconds
        = [](const std::optional<std::chrono::microseconds>& time) { return time ? double(time->count()) / 1e6 : 0.0; };
    SimObservation out{.at = double(from.msecsTo(call.at)) / 1000};
    out.answered = call.state == LaneState::Complete || call.state == LaneState::Truncated;
    out.firstToken = call.firstToken ? seconds(call.firstToken) : seconds(call.total);
    return out;
}

} // namespace

QJsonObject toJson(const CostOnModel& answer)
{
    const auto amount = [](const std::optional<Money>& money) {
        return money ? QJsonValue(money->pico()) : QJsonValue(QJsonValue::Null);
    };
    return {{u"model"_s, answer.model}, {u"calls"_s, answer.calls}, {u"actual_pico_usd"_s, amount(answer.actual)},
        {u"actual_unknown"_s, answer.actualUnknown}, {u"would_cost_pico_usd"_s, amount(answer.wouldCost)},
        {u"unknown"_s, answer.unknown}, {u"estimated"_s, answer.estimated}};
}

Result<CostOnModel> costOn(Composition& services, const LedgerPeriod& period, const QString& model)
{
    const auto place = placeOf(services, model);
    if (!place)
        return std::unexpected(place.error());
    const auto calls = callsOf(services, period);
    if (!calls)
        return std::unexpected(calls.error());
    CostOnModel out{.model = place->first + u'/' + place->second};
    const auto price = services.sharedPrices()->find(place->first, place->second);
    for (const auto& call : *calls) {
        if (call.simulated)
            continue; // never real spend
        ++out.calls;
        if (!call.cost || !add(out.actual, *call.cost))
            ++out.actualUnknown;
        const Cost cost = withoutHypothetical(computeCost({.usage = call.usage, .price = price, .at = call.at}));
        if (!cost.amount || call.usage.isEmpty() || !add(out.wouldCost, *cost.amount)) {
            ++out.unknown;
            continue;
        }
        out.estimated += cost.state == CostState::Estimated ? 1 : 0;
    }
    return out;
}

namespace {

/// The name under which the router finds all endpoints of a call's model: the catalogue's canonical one, or, of models
/// that no list knows, the id that their endpoints list themselves.
QString routedName(Composition& services, const OfferSources& sources, const LedgerCall& call)
{
    const QString own = sources.index->canonicalOf(services.priceProviderOf(call.model.provider), call.model.model);
    if (!own.isEmpty())
        return own;
    const auto named = sources.index->find(call.model.model);
    if (named.isEmpty())
        return call.model.model;
    const QString canonical = sources.index->canonicalOf(named.first().provider, named.first().id);
    return canonical.isEmpty() ? call.model.model : canonical;
}

/// Who answered; of a call that nobody answered, the endpoint it was for.
QString endpointOf(const LedgerCall& call)
{
    return call.servedBy.isEmpty() ? call.model.provider : call.servedBy;
}

class WorldMaker
{
public:
    WorldMaker(Composition& services, const LedgerPeriod& period, quint64 seed)
        : m_services(services)
        , m_sources(services.routes().sources())
        , m_period(period)
        , m_from(period.from.startOfDay(QTimeZone::UTC))
        , m_seed(seed)
    {
    }

    LedgerWorld make(const QString& model, const QList<LedgerCall>& calls)
    {
        LedgerWorld out{.model = model};
        out.world.seed = m_seed;
        out.world.seconds = double(m_period.from.daysTo(m_period.to)) * 86'400;
        addRequests(out, calls);
        QMap<QString, QList<LedgerCall>> byEndpoint;
        for (const auto& call : calls)
            byEndpoint[endpointOf(call)].append(call);
        const auto offers = offersOf(m_sources, RouteName{.model = model}, OfferReach::Everywhere);
        for (auto it = byEndpoint.begin(); it != byEndpoint.end(); ++it) {
            const auto offer
                = std::ranges::find(offers, it.key(), [](const RouteOffer& each) { return each.endpoint.id; });
            addEndpoint(
                out, it.key(), offer == offers.end() ? it.value().first().model.model : offer->model, it.value());
        }
        return out;
    }

private:
    void addRequests(LedgerWorld& out, const QList<LedgerCall>& calls) const
    {
        qint64 unmeasured = 0;
        for (const auto& call : calls) {
            const auto prompt = call.usage.promptTokens();
            const auto completion = call.usage.completionTokens();
            if (!prompt || !completion) {
                ++unmeasured;
                continue;
            }
            out.world.requests.push_back(
                {.at = double(m_from.msecsTo(call.at)) / 1000, .promptTokens = *prompt, .outputTokens = *completion});
        }
        if (unmeasured > 0)
            out.notes.append(u"%1: %2 calls without known usage are left out."_s.arg(out.model).arg(unmeasured));
    }

    void addEndpoint(LedgerWorld& out, const QString& id, const QString& model, const QList<LedgerCall>& calls) const
    {
        const auto tariff
            = tariffFor(m_services.sharedPrices().get(), m_services.priceProviderOf(id), model, calls.first().at);
        const auto input = tariff ? tariff->rates.charged(UsageClass::Input) : std::nullopt;
        const auto output = tariff ? tariff->rates.charged(UsageClass::Output) : std::nullopt;
        if (calls.size() < kFewestObservations) {
            out.notes.append(u"%1: %2 is left out: %3 of your calls went there, and %4 are needed."_s.arg(
                out.model, id, QString::number(calls.size()), QString::number(kFewestObservations)));
            return;
        }
        if (!input || !output) {
            out.notes.append(u"%1: %2 is left out: its price is unknown."_s.arg(out.model, id));
            return;
        }
        SimEndpoint endpoint{.id = id, .promptPrice = *input, .completionPrice = *output};
        for (const auto& call : calls)
            endpoint.observed.push_back(observationOf(call, m_from));
        out.world.endpoints.append(endpoint);
    }

    Composition& m_services;
    const OfferSources m_sources;
    const LedgerPeriod m_period;
    const QDateTime m_from;
    const quint64 m_seed;
};

} // namespace

Result<LedgerWorlds> worldsOf(Composition& services, const LedgerPeriod& period, ReplayedCalls which, quint64 seed)
{
    const auto calls = callsOf(services, period);
    if (!calls)
        return std::unexpected(calls.error());
    const OfferSources sources = services.routes().sources();
    QMap<QString, QList<LedgerCall>> byModel;
    qint64 others = 0;
    for (const auto& call : *calls) {
        if (call.simulated == (which == ReplayedCalls::Simulated))
            byModel[routedName(services, sources, call)].append(call);
        else
            ++others;
    }
    LedgerWorlds out;
    WorldMaker maker(services, period, seed);
    for (auto it = byModel.begin(); it != byModel.end(); ++it) {
        auto world = maker.make(it.key(), it.value());
        if (world.world.endpoints.size() >= 2 && !world.world.requests.empty()) {
            out.worlds.append(std::move(world));
            continue;
        }
        out.notes.append(
            u"%1 is left out: fewer than two endpoints answered it often enough at a known price."_s.arg(world.model));
        out.notes += world.notes;
    }
    if (others > 0)
        out.notes.append(which == ReplayedCalls::Real
                ? u"%1 simulated calls are left out; --simulated replays those."_s.arg(others)
                : u"%1 real calls are left out."_s.arg(others));
    if (out.worlds.isEmpty())
        return fail(ErrorKind::InvalidRequest,
            u"%1 %2"_s
                .arg(byModel.isEmpty() ? u"There are no calls in this period."_s : u"Nothing to choose between."_s,
                    out.notes.join(u' '))
                .trimmed());
    std::ranges::stable_sort(
        out.worlds, std::ranges::greater(), [](const LedgerWorld& world) { return world.world.requests.size(); });
    return out;
}

QList<SimPolicy> comparedPolicies()
{
    QList<SimPolicy> out;
    const auto add = [&](const QString& name, SimPolicyKind kind, const RouteRequest& request = {}) {
        out.append({.name = name, .kind = kind, .request = request});
    };
    add(u"router"_s, SimPolicyKind::Router);
    add(u"router, sort price"_s, SimPolicyKind::Router, {.sort = RouteSort::Price});
    add(u"router, sort latency"_s, SimPolicyKind::Router, {.sort = RouteSort::Latency});
    add(u"round robin"_s, SimPolicyKind::RoundRobin);
    add(u"cheapest first"_s, SimPolicyKind::CheapestFirst);
    add(u"hindsight, cheapest"_s, SimPolicyKind::CheapestInHindsight);
    add(u"hindsight, fastest"_s, SimPolicyKind::FastestInHindsight);
    return out;
}

} // namespace assay
