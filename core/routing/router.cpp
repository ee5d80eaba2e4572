// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/router.h"

#include "core/routing/routefilters.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <tuple>

namespace assay {

using namespace Qt::StringLiterals;

namespace {

// One request in so many measures an endpoint whose speed is not known, or was last seen long ago.
constexpr int kUnknownEvery = 8;
constexpr int kStaleEvery = 40;

using Indexes = QList<qsizetype>;

/// Builds one plan. All member functions work on indexes of candidates.
class Planner
{
public:
    Planner(const RouteRequest& request, const QList<RouteCandidate>& candidates)
        : m_request(request)
        , m_candidates(candidates)
    {
        for (const RouteCandidate& candidate : candidates) {
            m_plan.decisions.append(
                {.endpoint = candidate.endpoint, .model = candidate.model, .price = expectedPrice(request, candidate)});
        }
    }

    RoutePlan make()
    {
        std::map<int, Indexes> models = usable();
        if (m_request.sort != RouteSort::Balance && m_request.partition == RoutePartition::None
            && m_request.order.isEmpty()) {
            Indexes all;
            for (const auto& [rank, indexes] : models)
                all += indexes;
            models = {{0, all}};
        }
        for (const auto& [rank, indexes] : models)
            m_plan.chain += withoutFallbacks(stickyFirst(ordered(indexes)));
        if (m_plan.chain.isEmpty() && m_request.lastResort)
            m_plan.chain = withoutFallbacks(brokenOnes());
        for (qsizetype i = 0; i < m_plan.chain.size(); ++i)
            m_plan.decisions[m_plan.chain.at(i)].position = int(i);
        return std::move(m_plan);
    }

private:
    const RouteCandidate& at(qsizetype index) const { return m_candidates.at(index); }
    std::optional<Money> price(qsizetype index) const { return m_plan.decisions.at(index).price; }

    void exclude(qsizetype index, RouteReason reason, const QString& detail = {})
    {
        RouteDecision& decision = m_plan.decisions[index];
        decision.included = false;
        decision.reason = reason;
        decision.detail = detail;
        decision.probability.reset();
    }
    void include(const Indexes& indexes, RouteReason reason)
    {
        for (const qsizetype index : indexes) {
            RouteDecision& decision = m_plan.decisions[index];
            decision.included = true;
            decision.reason = reason;
        }
    }

    /// What passes the rules, by model.
    std::map<int, Indexes> usable()
    {
        std::map<int, Indexes> models;
        for (qsizetype i = 0; i < m_candidates.size(); ++i) {
            if (const auto refused = refusal(m_request, at(i)))
                exclude(i, refused->reason, refused->detail);
            else
                models[at(i).modelRank].append(i);
        }
        for (auto& [rank, indexes] : models)
            dropLacking(indexes);
        return models;
    }

    void dropLacking(Indexes& indexes)
    {
        const auto complete = [this](qsizetype index) {
            return at(index).parameters && lackingFeatures(m_request, at(index)).isEmpty();
        };
        if (!std::ranges::any_of(indexes, complete))
            return;
        indexes.removeIf([this](qsizetype index) {
            const QStringList lacking = lackingFeatures(m_request, at(index));
            if (!lacking.isEmpty())
                exclude(index, RouteReason::LacksFeature, u"lacks "_s + lacking.join(u", "_s));
            return !lacking.isEmpty();
        });
    }

    /// Whoever limited our rate comes last under every rule, also under the user's own order.
    Indexes ordered(const Indexes& indexes)
    {
        const auto [resting, awake] = split(indexes, [this](qsizetype i) { return at(i).restingFor.has_value(); });
        if (!m_request.order.isEmpty())
            return byOrder(awake) + restedFirst(resting);
        return (m_request.sort == RouteSort::Balance ? balanced(awake) : sorted(awake)) + restedFirst(resting);
    }

    Indexes byOrder(Indexes rest)
    {
        Indexes chain;
        for (const QString& slug : m_request.order) {
            Indexes matching;
            rest.removeIf([&](qsizetype index) {
                const bool matches = slugMatches(slug, at(index));
                if (matches)
                    matching.append(index);
                return matches;
            });
            chain += byPrice(matching);
        }
        include(chain, RouteReason::Ordered);
        return chain + balanced(rest);
    }

    Indexes sorted(const Indexes& indexes)
    {
        auto [preferred, others] = split(indexes, [this](qsizetype i) { return meetsPreferences(m_request, at(i)); });
        const Indexes chain = byMetric(preferred) + byMetric(others);
        include(chain, RouteReason::Sorted);
        include(others, RouteReason::BelowPreference);
        for (const qsizetype index : chain)
            m_plan.decisions[index].detail = metricText(index);
        return explored(chain);
    }

    Indexes balanced(const Indexes& indexes)
    {
        auto [unstable, stable] = split(indexes, [this](qsizetype i) { return isUnstable(at(i)); });
        auto [preferred, others] = split(stable, [this](qsizetype i) { return meetsPreferences(m_request, at(i)); });
        std::ranges::stable_sort(unstable, std::greater(), [this](qsizetype i) { return *at(i).sinceFailure; });
        include(unstable, RouteReason::Unstable);
        for (const qsizetype index : std::as_const(unstable))
            m_plan.decisions[index].detail
                = u"failed %1 s ago, %2 in a row"_s.arg(at(index).sinceFailure->count() / 1000)
                      .arg(at(index).consecutiveFailures);
        // Where all stable ones miss a cutoff there is nothing to prefer, and the draw is among them.
        if (preferred.isEmpty())
            return drawn(others, RouteReason::BelowPreference) + unstable;
        const Indexes later = byPrice(others);
        include(later, RouteReason::BelowPreference);
        return explored(drawn(preferred, RouteReason::Cheapest) + later) + unstable;
    }

    enum class Knowledge : std::uint8_t { Fresh, Stale, None };
    /// What is known of the speed that the request asks for.
    Knowledge knowledge(qsizetype index) const
    {
        const bool asksThroughput
            = m_request.sort == RouteSort::Throughput || m_request.preferredMinThroughput != Percentiles();
        const bool asksLatency = m_request.sort == RouteSort::Latency || m_request.preferredMaxLatency != Percentiles();
        if ((asksThroughput && !at(index).throughput.p50) || (asksLatency && !at(index).latency.p50))
            return Knowledge::None;
        const bool isStale
            = (asksThroughput && !at(index).throughputIsFresh) || (asksLatency && !at(index).latencyIsFresh);
        return isStale ? Knowledge::Stale : Knowledge::Fresh;
    }

    /// Whoever is never asked is never measured, and would stay last for ever. So a share of the requests goes first to
    /// an endpoint whose speed nobody knows, and a smaller one to one whose speed was last seen long ago; drawn evenly.
    /// Not to those that failed lately. The first of the chain is measured anyway.
    Indexes explored(Indexes chain)
    {
        for (const auto& [wanted, every, why] : {std::tuple(Knowledge::None, kUnknownEvery, "not measured"_L1),
                 std::tuple(Knowledge::Stale, kStaleEvery, "not measured lately"_L1)}) {
            const auto candidates = split(chain, [&](qsizetype i) {
                return i != chain.first() && knowledge(i) == wanted && !isUnstable(at(i));
            }).first;
            if (candidates.isEmpty())
                continue;
            const double point = uniform() * every;
            const auto count = candidates.size();
            for (const qsizetype index : candidates)
                m_plan.decisions[index].probability = 1.0 / (every * double(count));
            if (point >= 1)
                continue;
            const qsizetype winner = candidates.at(std::min(qsizetype(point * double(count)), count - 1));
            chain.move(chain.indexOf(winner), 0);
            include({winner}, RouteReason::Explored);
            m_plan.decisions[winner].detail
                = u"tried because %1: one request in %2 goes to such endpoints"_s.arg(why).arg(every);
            break;
        }
        return chain;
    }

    /// Those that limited our rate, the one that may be asked soonest first.
    Indexes restedFirst(Indexes resting)
    {
        std::ranges::stable_sort(resting, std::less(), [this](qsizetype i) { return *at(i).restingFor; });
        include(resting, RouteReason::RateLimited);
        for (const qsizetype index : std::as_const(resting))
            m_plan.decisions[index].detail = u"for %1 s more"_s.arg((at(index).restingFor->count() + 999) / 1000);
        return resting;
    }

    /// Endpoints that only their open breaker keeps out, the one that closes soonest first.
    Indexes brokenOnes()
    {
        Indexes broken;
        for (qsizetype i = 0; i < m_candidates.size(); ++i) {
            if (m_plan.decisions.at(i).reason == RouteReason::BreakerOpen)
                broken.append(i);
        }
        std::ranges::stable_sort(
            broken, std::less(), [this](qsizetype i) { return std::pair(at(i).modelRank, at(i).breakerOpenFor); });
        include(broken, RouteReason::LastResort);
        return broken;
    }

    /// One drawn to the front, the rest by price.
    Indexes drawn(const Indexes& indexes, RouteReason rest)
    {
        Indexes chain = byPrice(indexes);
        if (chain.isEmpty())
            return chain;
        const auto [others, first]
            = split(chain, [&](qsizetype i) { return priceGroup(i) != priceGroup(chain.first()); });
        const QList<double> weights = drawWeights(first);
        double total = 0;
        for (const double weight : weights)
            total += weight;
        double point = first.size() > 1 ? uniform() * total : 0;
        std::optional<qsizetype> winner;
        for (qsizetype i = 0; i < first.size(); ++i) {
            m_plan.decisions[first.at(i)].probability = weights.at(i) / total;
            if (!winner && point < weights.at(i))
                winner = i;
            point -= weights.at(i);
        }
        include(chain, rest);
        chain.move(winner.value_or(first.size() - 1), 0); // rounding may leave the point just past the last weight
        include({chain.first()}, RouteReason::Drawn);
        return chain;
    }

    /// ∝ 1/price², relative to the cheapest so that nothing overflows; equal for free and for unknown prices.
    QList<double> drawWeights(const Indexes& byPrice) const
    {
        QList<double> weights;
        for (const qsizetype index : byPrice) {
            const bool even = priceGroup(index) != PriceGroup::Priced;
            const double ratio = even ? 1 : double(price(byPrice.first())->pico()) / double(price(index)->pico());
            weights.append(ratio * ratio);
        }
        return weights;
    }

    /// Uniform in [0, 1), the same on every platform. Most plans draw nothing, and filling its state takes longer.
    double uniform()
    {
        auto& random = m_random ? *m_random : m_random.emplace(m_request.seed);
        return double(random() >> 11U) * 0x1p-53;
    }

    enum class PriceGroup : std::uint8_t { Free, Priced, Unknown };
    PriceGroup priceGroup(qsizetype index) const
    {
        const auto known = price(index);
        if (!known)
            return PriceGroup::Unknown;
        return known->pico() > 0 ? PriceGroup::Priced : PriceGroup::Free;
    }

    Indexes byPrice(Indexes indexes) const
    {
        std::ranges::stable_sort(
            indexes, std::less(), [this](qsizetype i) { return std::pair(priceGroup(i), price(i).value_or(Money())); });
        return indexes;
    }

    Indexes byMetric(const Indexes& indexes) const
    {
        Indexes result = byPrice(indexes); // breaks ties
        if (m_request.sort == RouteSort::Price)
            return result;
        const double last = std::numeric_limits<double>::infinity();
        std::ranges::stable_sort(result, std::less(), [&](qsizetype i) {
            if (m_request.sort == RouteSort::Latency)
                return at(i).latency.p50.value_or(last);
            return at(i).throughput.p50 ? -*at(i).throughput.p50 : last;
        });
        return result;
    }

    QString metricText(qsizetype index) const
    {
        const auto figure = [](const std::optional<double>& value, const QString& unit) {
            return value ? u"%1 %2"_s.arg(*value).arg(unit) : u"unknown"_s;
        };
        if (m_request.sort == RouteSort::Latency)
            return u"latency "_s + figure(at(index).latency.p50, u"s"_s);
        if (m_request.sort == RouteSort::Throughput)
            return u"throughput "_s + figure(at(index).throughput.p50, u"tokens/s"_s);
        const auto known = price(index);
        return u"price "_s + (known ? known->toDecimalString() : u"unknown"_s);
    }

    Indexes stickyFirst(Indexes chain)
    {
        if (m_request.sticky.isEmpty() || !m_request.order.isEmpty())
            return chain;
        const auto it = std::ranges::find_if(chain, [this](qsizetype i) {
            const bool cacheCostsLess = !at(i).cacheReadPrice || !at(i).promptPrice
                || at(i).cacheReadPrice->pico() < at(i).promptPrice->pico();
            return at(i).endpoint == m_request.sticky && cacheCostsLess && !isUnstable(at(i)) && !at(i).restingFor;
        });
        if (it == chain.end())
            return chain;
        chain.move(it - chain.begin(), 0);
        include({chain.first()}, RouteReason::Sticky);
        return chain;
    }

    Indexes withoutFallbacks(const Indexes& chain)
    {
        if (m_request.allowFallbacks)
            return chain;
        Indexes kept;
        for (const qsizetype index : chain) {
            const auto lists = [&](const QString& slug) { return slugMatches(slug, at(index)); };
            if (m_request.order.isEmpty() ? kept.isEmpty() : std::ranges::any_of(m_request.order, lists))
                kept.append(index);
            else
                exclude(index, RouteReason::FallbacksOff);
        }
        return kept;
    }

    /// Those for which the test holds, and the others, both in their order.
    template <class Test> static std::pair<Indexes, Indexes> split(const Indexes& indexes, Test test)
    {
        std::pair<Indexes, Indexes> parts;
        for (const qsizetype index : indexes)
            (test(index) ? parts.first : parts.second).append(index);
        return parts;
    }

    const RouteRequest& m_request;
    const QList<RouteCandidate>& m_candidates;
    std::optional<std::mt19937_64> m_random;
    RoutePlan m_plan;
};

/// One endpoint that nothing speaks against and no wish concerns: most requests of most people. There is nothing to
/// draw, to sort or to split, and what `Planner` would say of it is known.
std::optional<RoutePlan> planForOne(const RouteRequest& request, const QList<RouteCandidate>& candidates)
{
    if (candidates.size() != 1 || request.sort != RouteSort::Balance || !request.order.isEmpty()
        || !request.sticky.isEmpty())
        return std::nullopt;
    const RouteCandidate& only = candidates.first();
    if (only.restingFor || isUnstable(only) || refusal(request, only))
        return std::nullopt;
    RoutePlan out{.chain = {0}, .decisions = {}};
    out.decisions.reserve(1);
    out.decisions.append({.endpoint = only.endpoint,
        .model = only.model,
        .included = true,
        .reason = RouteReason::Drawn,
        .detail = {},
        .position = 0,
        .probability = 1.0,
        .price = expectedPrice(request, only)});
    return out;
}

} // namespace

RoutePlan plan(const RouteRequest& request, const QList<RouteCandidate>& candidates)
{
    if (auto alone = planForOne(request, candidates))
        return *std::move(alone);
    return Planner(request, candidates).make();
}

} // namespace assay
