// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/simulation/world.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr double kDay = 86'400;

/// SplitMix64: a counter gives a number, so that luck belongs to a request and an endpoint and not to who asks first.
quint64 mixed(quint64 x)
{
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
}

/// A stream of numbers of one place.
class Luck
{
public:
    Luck(quint64 seed, quint64 a, quint64 b)
        : m_state(mixed(mixed(seed ^ mixed(a)) ^ b))
    {
    }
    double uniform() // [0, 1)
    {
        m_state = mixed(m_state);
        return double(m_state >> 11U) * 0x1p-53;
    }
    double between(double low, double high) { return low + (high - low) * uniform(); }
    double normal() // Box–Muller
    {
        const double u = std::max(uniform(), 1e-300);
        return std::sqrt(-2 * std::log(u)) * std::cos(2 * std::numbers::pi * uniform());
    }
    double exponential(double mean) { return -mean * std::log(std::max(1 - uniform(), 1e-300)); }

private:
    quint64 m_state;
};

/// From cheap and slow to dear and quick, each a little different.
SimEndpoint inventedEndpoint(const WorldOptions& options, int index)
{
    Luck luck(options.seed, 1, quint64(index));
    const double place = options.endpoints > 1 ? double(index) / (options.endpoints - 1) : 0;
    SimEndpoint out;
    out.id = u"provider-%1"_s.arg(QChar(u'a' + index % 26));
    const double dollarsPerMillion = 0.4 * std::pow(4.0, place) * luck.between(0.85, 1.15);
    out.promptPrice = Money::fromPico(qint64(dollarsPerMillion * 1e6));
    out.completionPrice = Money::fromPico(qint64(dollarsPerMillion * 4e6));
    out.latencyMedian = luck.between(0.8, 1.2) * (1.4 - place);
    out.latencySpread = luck.between(0.2, 0.5);
    out.rushFactor = luck.between(0.2, 1.2);
    out.errorRate = luck.between(0.001, 0.015);
    out.failureTime = luck.between(0.3, 3.0);
    // The cheap ones are out more often, and let fewer requests through.
    const double seconds = options.days * kDay;
    for (double at = luck.exponential(kDay * (2 + 6 * place)); at < seconds;) {
        const double length = 60 + luck.exponential(1500);
        out.outages.append({.from = at, .to = at + length});
        at += length + luck.exponential(kDay * (2 + 6 * place));
    }
    if (luck.uniform() < 0.5)
        out.requestsPerMinute = int(luck.between(8, 40));
    if (luck.uniform() < 0.5)
        out.priceChanges.append({.at = luck.between(0.2, 0.8) * seconds, .factor = luck.between(0.6, 1.7)});
    return out;
}

/// Requests come by the hours of the day: time is warped so that density follows 0.4 + 1.2 · rush.
std::vector<SimRequest> inventedRequests(const WorldOptions& options)
{
    constexpr int kSlots = 24 * 60;
    std::array<double, kSlots + 1> cumulative{};
    for (int i = 0; i < kSlots; ++i)
        cumulative[std::size_t(i) + 1] = cumulative[std::size_t(i)] + 0.4 + 1.2 * rush((i + 0.5) * kDay / kSlots);
    const double total = cumulative.back();
    std::vector<SimRequest> out(std::size_t(options.requests));
    for (std::size_t i = 0; i < out.size(); ++i) {
        Luck luck(options.seed, 2, i);
        const double share = (double(i) + luck.uniform()) / double(out.size()) * options.days;
        const double day = std::floor(share);
        const double want = (share - day) * total;
        const auto slot = std::upper_bound(cumulative.begin(), cumulative.end(), want) - cumulative.begin() - 1;
        const auto low = std::size_t(std::clamp<std::ptrdiff_t>(slot, 0, kSlots - 1));
        const double within = (want - cumulative[low]) / (cumulative[low + 1] - cumulative[low]);
        out[i].at = day * kDay + (double(low) + within) * kDay / kSlots;
        out[i].promptTokens = std::clamp<qint64>(qint64(std::exp(6.2 + 1.1 * luck.normal())), 10, 120'000);
        out[i].outputTokens = std::clamp<qint64>(qint64(std::exp(5.6 + 0.8 * luck.normal())), 5, 8'000);
    }
    std::ranges::sort(out, {}, &SimRequest::at);
    return out;
}

const SimObservation& nearest(const std::vector<SimObservation>& observed, double at)
{
    const auto later = std::ranges::lower_bound(observed, at, {}, &SimObservation::at);
    if (later == observed.end())
        return observed.back();
    if (later == observed.begin())
        return *later;
    const auto earlier = std::prev(later);
    return at - earlier->at <= later->at - at ? *earlier : *later;
}

Money costOf(const SimEndpoint& endpoint, const SimRequest& request)
{
    const double list = double(endpoint.promptPrice.pico()) * double(request.promptTokens)
        + double(endpoint.completionPrice.pico()) * double(request.outputTokens);
    return Money::fromPico(qint64(list * endpoint.priceFactor(request.at)));
}

} // namespace

double rush(double at)
{
    const double hour = std::fmod(at, kDay) / 3600;
    return 0.5 - 0.5 * std::cos((hour - 4) / 24 * 2 * std::numbers::pi);
}

double SimEndpoint::priceFactor(double at) const
{
    double factor = 1;
    for (const auto& change : priceChanges) {
        if (change.at <= at)
            factor = change.factor;
    }
    return factor;
}

bool SimEndpoint::isOut(double at) const
{
    const auto next = std::ranges::upper_bound(outages, at, {}, &Outage::from);
    return next != outages.begin() && at < std::prev(next)->to;
}

SimWorld makeWorld(const WorldOptions& options)
{
    SimWorld out{.seed = options.seed, .seconds = options.days * kDay};
    for (int i = 0; i < options.endpoints; ++i)
        out.endpoints.append(inventedEndpoint(options, i));
    out.requests = inventedRequests(options);
    return out;
}

SimOutcome outcomeOf(const SimWorld& world, std::size_t request, qsizetype endpoint)
{
    const SimRequest& asked = world.requests[request];
    const SimEndpoint& at = world.endpoints.at(endpoint);
    SimOutcome out;
    if (!at.observed.empty()) {
        const auto& seen = nearest(at.observed, asked.at);
        out = {.answered = seen.answered, .limited = seen.limited, .firstToken = seen.firstToken};
    } else {
        Luck luck(world.seed, 1000 + request, quint64(endpoint));
        out.answered = !at.isOut(asked.at) && luck.uniform() >= at.errorRate;
        out.firstToken = out.answered
            ? at.latencyMedian * std::exp(at.latencySpread * luck.normal()) * (1 + at.rushFactor * rush(asked.at))
            : at.failureTime;
    }
    if (out.answered)
        out.cost = costOf(at, asked);
    return out;
}

} // namespace assay
