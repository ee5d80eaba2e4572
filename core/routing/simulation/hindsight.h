// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/routing/simulation/world.h"

#include <cstdint>
#include <vector>

namespace assay {

/// What hindsight knows of a world: for each request the best endpoint, under the same rate limits that policies face,
/// and a floor that provably no policy is below.
///
/// The floor is a Lagrangian bound. Each place within an endpoint's limit of a minute has a rent λ ≥ 0, found by
/// coordinate ascent. A request that endpoint e served in minute k cost c ≥ min over (e, k) of (c + λ) − λ(e, k), and
/// no endpoint serves more in a minute than its limit R, so whatever set S of requests a policy answers,
///     Σ c ≥ Σ_S min(c + λ) − Σ λ·R.
/// That holds for every λ; good ones make it tight. A request may be tried in the minute after its own, too, when
/// attempts before it took so long: it then counts with the smaller of both rents. Waits are bounded in the same way.
class Hindsight
{
public:
    explicit Hindsight(const SimWorld& world);

    /// Of one request. Where nobody would have answered, it counts with nothing.
    struct Floor {
        double least = 0; ///< if it had been alone
        double rented = 0; ///< its part of Σ_S
    };
    /// One quantity that policies are measured by.
    struct Measure {
        std::vector<Floor> floors; ///< one a request
        std::vector<std::int16_t> best; ///< endpoint under the limits; −1: none was left
        double rent = 0; ///< Σ λ·R
    };
    const Measure& cost() const { return m_cost; } ///< pico-dollars
    const Measure& wait() const { return m_wait; } ///< seconds to the first token

private:
    Measure m_cost;
    Measure m_wait;
};

} // namespace assay
