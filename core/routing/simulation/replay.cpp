// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/simulation/replay.h"

#include "core/routing/health.h"
#include "core/routing/router.h"

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr auto kSpeedsFresh = 10s; // percentiles are worked out this often at most

HealthTime healthTime(double seconds)
{
    return HealthTime(qint64(seconds * 1000));
}

double quantile(std::vector<float>& values, double share)
{
    if (values.empty())
        return 0;
    const auto rank = std::size_t(std::ceil(share * double(values.size())));
    const auto at = values.begin() + std::ptrdiff_t(std::max<std::size_t>(rank, 1) - 1);
    std::nth_element(values.begin(), at, values.end());
    return double(*at);
}

/// Endpoints of one request in the order to try.
class Chooser
{
public:
    Chooser(const SimWorld& world, const SimPolicy& policy)
        : m_world(world)
        , m_policy(policy)
        , m_request(policy.request)
        , m_health(std::size_t(world.endpoints.size()))
        , m_speedsAt(std::size_t(world.endpoints.size()), HealthTime(-1h))
    {
        m_request.lastResort = true;
        m_wantsSpeeds = m_request.sort == RouteSort::Throughput || m_request.sort == RouteSort::Latency
            || m_request.preferredMaxLatency != Percentiles();
        for (const auto& endpoint : world.endpoints) {
            RouteCandidate candidate;
            candidate.endpoint = endpoint.id;
            m_candidates.append(candidate);
        }
        m_order.resize(world.endpoints.size());
        std::iota(m_order.begin(), m_order.end(), 0);
    }

    const QList<qsizetype>& choose(std::size_t index)
    {
        const SimRequest& request = m_world.requests[index];
        switch (m_policy.kind) {
        case SimPolicyKind::RoundRobin: std::ranges::rotate(m_order, m_order.begin() + 1); break;
        case SimPolicyKind::Router: route(index, request); break;
        default: std::ranges::stable_sort(m_order, {}, [&](qsizetype i) { return listPrice(i, request); }); break;
        }
        return m_order;
    }

    void note(qsizetype endpoint, double at, const SimOutcome& outcome)
    {
        HealthSample sample{.at = healthTime(at + outcome.firstToken), .sentAt = healthTime(at)};
        sample.outcome = outcome.answered ? HealthOutcome::Success
            : outcome.limited             ? HealthOutcome::RateLimited
                                          : HealthOutcome::Failure;
        if (outcome.answered)
            sample.latency = outcome.firstToken;
        m_health[std::size_t(endpoint)].note(sample);
    }

private:
    double listPrice(qsizetype i, const SimRequest& request) const
    {
        const auto& endpoint = m_world.endpoints.at(i);
        return endpoint.priceFactor(request.at)
            * (double(endpoint.promptPrice.pico()) * double(request.promptTokens)
                + double(endpoint.completionPrice.pico()) * double(m_request.expectedOutputTokens));
    }

    void route(std::size_t index, const SimRequest& request)
    {
        const auto now = healthTime(request.at);
        for (qsizetype i = 0; i < m_candidates.size(); ++i) {
            const auto& endpoint = m_world.endpoints.at(i);
            const double factor = endpoint.priceFactor(request.at);
            auto& candidate = m_candidates[i];
            candidate.promptPrice = Money::fromPico(qint64(double(endpoint.promptPrice.pico()) * factor));
            candidate.completionPrice = Money::fromPico(qint64(double(endpoint.completionPrice.pico()) * factor));
            const auto& health = m_health[std::size_t(i)];
            applyBreaker(candidate, health, now);
            if (m_wantsSpeeds && now - m_speedsAt[std::size_t(i)] >= kSpeedsFresh) {
                applySpeeds(candidate, health, now);
                m_speedsAt[std::size_t(i)] = now;
            }
        }
        m_request.promptTokens = request.promptTokens;
        m_request.seed = m_world.seed ^ (index * 0x9E3779B97F4A7C15ULL);
        m_order = plan(m_request, m_candidates).chain;
    }

    const SimWorld& m_world;
    const SimPolicy& m_policy;
    RouteRequest m_request;
    QList<RouteCandidate> m_candidates;
    std::vector<EndpointHealth> m_health;
    std::vector<HealthTime> m_speedsAt;
    QList<qsizetype> m_order;
    bool m_wantsSpeeds = false;
};

/// The requests of ours that an endpoint let through in a minute. Of two minutes, since an attempt after failures may
/// come in the next one, before the last request of this one does.
class RateLimits
{
public:
    explicit RateLimits(const SimWorld& world)
        : m_world(world)
        , m_minutes(std::size_t(world.endpoints.size()) * 2, -1)
        , m_counts(std::size_t(world.endpoints.size()) * 2, 0)
    {
    }
    bool letsThrough(qsizetype endpoint, double at)
    {
        const int limit = m_world.endpoints.at(endpoint).requestsPerMinute;
        const auto minute = qint64(at / 60);
        const auto place = std::size_t(endpoint) * 2 + std::size_t(minute % 2);
        if (m_minutes[place] != minute) {
            m_minutes[place] = minute;
            m_counts[place] = 0;
        }
        return limit == 0 || ++m_counts[place] <= limit;
    }

private:
    const SimWorld& m_world;
    std::vector<qint64> m_minutes;
    std::vector<int> m_counts;
};

/// What the answered requests must have taken at least.
struct FloorSum {
    double least = 0;
    double rented = 0;

    void add(const Hindsight::Floor& floor)
    {
        least += floor.least;
        rented += floor.rented;
    }
    double bound(const Hindsight::Measure& measure) const { return std::max(least, rented - measure.rent); }
};

class Replay
{
public:
    Replay(const SimWorld& world, const SimPolicy& policy, const Hindsight& hindsight)
        : m_world(world)
        , m_policy(policy)
        , m_hindsight(hindsight)
        , m_chooser(world, policy)
        , m_limits(world)
    {
        m_report.policy = policy.name;
        m_report.servedBy.resize(world.endpoints.size());
        m_waits.reserve(world.requests.size());
    }

    SimReport run()
    {
        for (std::size_t i = 0; i < m_world.requests.size(); ++i)
            one(i);
        m_report.requests = qint64(m_world.requests.size());
        const double n = double(std::max<qint64>(m_report.answered, 1));
        m_report.costUsd = m_cost / 1e12;
        m_report.waitMean = m_wait / n;
        const double leastCost = m_leastCost.bound(m_hindsight.cost());
        m_report.leastCostUsd = leastCost / 1e12;
        m_report.costRegret = leastCost > 0 ? m_cost / leastCost - 1 : 0;
        m_report.waitRegret = (m_wait - m_leastWait.bound(m_hindsight.wait())) / n;
        m_report.waitP50 = quantile(m_waits, 0.50);
        m_report.waitP95 = quantile(m_waits, 0.95);
        return m_report;
    }

private:
    void one(std::size_t request)
    {
        if (m_policy.kind == SimPolicyKind::CheapestInHindsight || m_policy.kind == SimPolicyKind::FastestInHindsight) {
            const bool byCost = m_policy.kind == SimPolicyKind::CheapestInHindsight;
            const qsizetype best = (byCost ? m_hindsight.cost() : m_hindsight.wait()).best[request];
            if (best >= 0) {
                ++m_report.attempts;
                served(request, best, outcomeOf(m_world, request, best), 0);
            }
            return;
        }
        double waited = 0;
        int tried = 0;
        for (const qsizetype endpoint : m_chooser.choose(request)) {
            if (++tried > m_policy.mostAttempts)
                break;
            ++m_report.attempts;
            const double at = m_world.requests[request].at + waited;
            SimOutcome outcome = outcomeOf(m_world, request, endpoint);
            if (!m_limits.letsThrough(endpoint, at))
                outcome = {.answered = false, .limited = true, .firstToken = kLimitedTime};
            m_report.limited += outcome.limited ? 1 : 0;
            m_chooser.note(endpoint, at, outcome);
            if (outcome.answered) {
                served(request, endpoint, outcome, waited);
                return;
            }
            waited += outcome.firstToken;
        }
    }

    void served(std::size_t request, qsizetype endpoint, const SimOutcome& outcome, double waited)
    {
        ++m_report.answered;
        ++m_report.servedBy[endpoint];
        const double wait = waited + outcome.firstToken;
        m_cost += double(outcome.cost.pico());
        m_leastCost.add(m_hindsight.cost().floors[request]);
        m_wait += wait;
        m_leastWait.add(m_hindsight.wait().floors[request]);
        m_waits.push_back(float(wait));
    }

    const SimWorld& m_world;
    const SimPolicy& m_policy;
    const Hindsight& m_hindsight;
    Chooser m_chooser;
    RateLimits m_limits;
    SimReport m_report;
    std::vector<float> m_waits;
    double m_cost = 0;
    FloorSum m_leastCost;
    double m_wait = 0;
    FloorSum m_leastWait;
};

} // namespace

SimReport replay(const SimWorld& world, const SimPolicy& policy, const Hindsight& hindsight)
{
    return Replay(world, policy, hindsight).run();
}

SimReport replay(const SimWorld& world, const SimPolicy& policy)
{
    return replay(world, policy, Hindsight(world));
}

} // namespace assay
