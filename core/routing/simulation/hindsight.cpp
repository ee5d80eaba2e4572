// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/simulation/hindsight.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace assay {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();
constexpr double kMinute = 60;
constexpr int kRounds = 6; // of the ascent; more move hardly anything

/// The requests of one minute and what each endpoint would have taken for each.
struct Minute {
    std::size_t from = 0;
    std::size_t to = 0;
    qint64 number = -1;
    std::vector<double> values; ///< request after request; kNever: it would not have answered
    std::vector<double> rents; ///< one an endpoint
};

double longestFailure(const SimEndpoint& endpoint)
{
    double out = std::max(endpoint.failureTime, kLimitedTime);
    for (const auto& seen : endpoint.observed)
        out = std::max(out, seen.answered ? 0 : seen.firstToken);
    return out;
}

class Solver
{
public:
    Solver(const SimWorld& world, bool byCost, Hindsight::Measure& out)
        : m_world(world)
        , m_byCost(byCost)
        , m_endpoints(std::size_t(world.endpoints.size()))
        , m_out(out)
    {
        m_out.floors.resize(world.requests.size());
        m_out.best.resize(world.requests.size(), -1);
        // A request is tried once an endpoint, so that this is the most that failures can take before the last attempt.
        for (const auto& endpoint : world.endpoints)
            m_detour = std::max(m_detour, longestFailure(endpoint) * double(m_endpoints - 1));
    }

    void run()
    {
        Minute before;
        for (std::size_t at = 0; at < m_world.requests.size();) {
            Minute minute = read(at);
            at = minute.to;
            settle(before, minute);
            before = std::move(minute);
        }
        settle(before, {});
    }

private:
    int limit(std::size_t endpoint) const { return m_world.endpoints.at(qsizetype(endpoint)).requestsPerMinute; }

    Minute read(std::size_t from)
    {
        Minute out{.from = from, .to = from, .number = qint64(m_world.requests[from].at / kMinute)};
        for (; out.to < m_world.requests.size() && qint64(m_world.requests[out.to].at / kMinute) == out.number;
            ++out.to) {
            for (std::size_t e = 0; e < m_endpoints; ++e) {
                const auto outcome = outcomeOf(m_world, out.to, qsizetype(e));
                out.values.push_back(!outcome.answered ? kNever
                        : m_byCost                     ? double(outcome.cost.pico())
                                                       : outcome.firstToken);
            }
        }
        out.rents.assign(m_endpoints, 0);
        for (int round = 0; m_detour < kMinute && round < kRounds && raiseRents(out); ++round) { }
        assign(out);
        return out;
    }

    double value(const Minute& minute, std::size_t request, std::size_t endpoint) const
    {
        return minute.values[(request - minute.from) * m_endpoints + endpoint];
    }

    /// The best of the others, rents included.
    double elsewhere(const Minute& minute, std::size_t request, std::size_t but) const
    {
        double out = kNever;
        for (std::size_t e = 0; e < m_endpoints; ++e) {
            if (e != but)
                out = std::min(out, value(minute, request, e) + minute.rents[e]);
        }
        return out;
    }

    /// Each limited endpoint's rent to where no more requests prefer it than it has places, the others' given: the
    /// maximum of the bound along this coordinate. True if any changed.
    bool raiseRents(Minute& minute)
    {
        bool isChanged = false;
        for (std::size_t e = 0; e < m_endpoints; ++e) {
            const auto places = std::size_t(limit(e));
            if (places == 0 || minute.to - minute.from <= places)
                continue;
            std::vector<double> gains; // of being served here instead of elsewhere; finite ones alone can set a rent
            std::size_t noChoice = 0;
            for (std::size_t r = minute.from; r < minute.to; ++r) {
                const double here = value(minute, r, e);
                const double other = elsewhere(minute, r, e);
                if (here == kNever)
                    continue;
                if (other == kNever)
                    ++noChoice;
                else if (other > here)
                    gains.push_back(other - here);
            }
            double rent = 0;
            if (noChoice + gains.size() > places && !gains.empty()) {
                std::ranges::sort(gains, std::greater());
                rent = gains[std::min(noChoice > places ? 0 : places - noChoice, gains.size() - 1)];
            }
            isChanged = isChanged || rent != minute.rents[e];
            minute.rents[e] = rent;
        }
        return isChanged;
    }

    /// Those with the fewest endpoints to choose from first; what is left of the limits decides.
    void assign(const Minute& minute)
    {
        std::vector<std::pair<std::size_t, std::size_t>> order; // how many could answer, request
        for (std::size_t r = minute.from; r < minute.to; ++r) {
            std::size_t choices = 0;
            for (std::size_t e = 0; e < m_endpoints; ++e)
                choices += value(minute, r, e) == kNever ? 0 : 1;
            order.emplace_back(choices, r);
        }
        std::ranges::sort(order);
        std::vector<int> taken(m_endpoints, 0);
        for (const auto& [choices, r] : order) {
            double best = kNever;
            for (std::size_t e = 0; e < m_endpoints; ++e) {
                const double price = value(minute, r, e) + minute.rents[e];
                if (price < best && (limit(e) == 0 || taken[e] < limit(e))) {
                    best = price;
                    m_out.best[r] = std::int16_t(e);
                }
            }
            if (m_out.best[r] >= 0)
                ++taken[std::size_t(m_out.best[r])];
        }
    }

    /// The floors of a minute, once the rents of the one after it are known.
    void settle(const Minute& minute, const Minute& next)
    {
        const bool isFollowed = next.number == minute.number + 1;
        for (std::size_t r = minute.from; r < minute.to; ++r) {
            const bool canBeLate = m_world.requests[r].at + m_detour >= double(minute.number + 1) * kMinute;
            Hindsight::Floor floor{.least = kNever, .rented = kNever};
            for (std::size_t e = 0; e < m_endpoints; ++e) {
                // Nobody pays for a place in a minute without requests of its own.
                const double later = isFollowed ? next.rents[e] : 0;
                const double rent = canBeLate ? std::min(minute.rents[e], later) : minute.rents[e];
                floor.least = std::min(floor.least, value(minute, r, e));
                floor.rented = std::min(floor.rented, value(minute, r, e) + rent);
            }
            m_out.floors[r] = floor.least == kNever ? Hindsight::Floor() : floor;
        }
        for (std::size_t e = 0; e < minute.rents.size(); ++e)
            m_out.rent += minute.rents[e] * limit(e);
    }

    const SimWorld& m_world;
    bool m_byCost;
    std::size_t m_endpoints;
    Hindsight::Measure& m_out;
    double m_detour = 0; ///< seconds; beyond a minute nothing is known of the limits that a late attempt meets
};

} // namespace

Hindsight::Hindsight(const SimWorld& world)
{
    Solver(world, true, m_cost).run();
    Solver(world, false, m_wait).run();
}

} // namespace assay
