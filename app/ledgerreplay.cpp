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

Result<LedgerWorld> worldOf(Composition& services, const LedgerPeriod& period, quint64 seed)
{
    const auto calls = callsOf(services, period);
    if (!calls)
        return std::unexpected(calls.error());
    services.routes();
    QMap<QString, QList<LedgerCall>> byModel;
    for (const auto& call : *calls)
        byModel[services.canonicalModel(call.model)].append(call);
    LedgerWorld out;
    const auto most = std::ranges::max_element(byModel, {}, [](const QList<LedgerCall>& list) { return list.size(); });
    if (most == byModel.end())
        return fail(ErrorKind::InvalidRequest, u"There are no calls in this period."_s);
    out.model = most.key();
    const QDateTime from = period.from.startOfDay(QTimeZone::UTC);
    out.world.seed = seed;
    out.world.seconds = double(period.from.daysTo(period.to)) * 86'400;
    QMap<QString, QList<LedgerCall>> byEndpoint;
    qint64 unmeasured = 0;
    for (const auto& call : *most) {
        byEndpoint[call.servedBy].append(call);
        const auto prompt = call.usage.promptTokens();
        const auto completion = call.usage.completionTokens();
        if (!prompt || !completion) {
            ++unmeasured;
            continue;
        }
        out.world.requests.push_back(
            {.at = double(from.msecsTo(call.at)) / 1000, .promptTokens = *prompt, .outputTokens = *completion});
    }
    if (unmeasured > 0)
        out.notes.append(u"%1 calls without known usage are left out."_s.arg(unmeasured));
    for (auto it = byEndpoint.begin(); it != byEndpoint.end(); ++it) {
        const auto& first = it.value().first();
        const auto price = services.sharedPrices()->find(services.priceProviderOf(it.key()), first.model.model);
        const auto tariff = price ? tariffFor(*price, {.at = first.at}) : std::nullopt;
        const auto input = tariff ? tariff->rates.charged(UsageClass::Input) : std::nullopt;
        const auto output = tariff ? tariff->rates.charged(UsageClass::Output) : std::nullopt;
        if (it.value().size() < kFewestObservations || !input || !output) {
            out.notes.append(u"%1 is left out: %2."_s.arg(it.key(),
                it.value().size() < kFewestObservations ? u"too little of your own traffic"_s
                                                        : u"its price is unknown"_s));
            continue;
        }
        SimEndpoint endpoint{.id = it.key(), .promptPrice = *input, .completionPrice = *output};
        for (const auto& call : it.value())
            endpoint.observed.push_back(observationOf(call, from));
        out.world.endpoints.append(endpoint);
    }
    if (out.world.endpoints.size() < 2)
        return fail(ErrorKind::InvalidRequest,
            u"Nothing to choose between: fewer than two endpoints answered %1 at least %2 times with a known price. %3"_s
                .arg(out.model)
                .arg(kFewestObservations)
                .arg(out.notes.join(u' ')));
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
