// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/routing/route.h"
#include "core/routing/simulation/hindsight.h"
#include "core/routing/simulation/world.h"

#include <cstdint>

namespace assay {

enum class SimPolicyKind : std::uint8_t {
    Router, ///< the real router with `request`, health learned on the way
    RoundRobin, ///< one after the other, whatever happened before
    CheapestFirst, ///< always by price, whatever happened before
    CheapestInHindsight, ///< knows beforehand who will answer, and keeps to the same rate limits as the others
    FastestInHindsight, ///< likewise
};

struct SimPolicy {
    QString name;
    SimPolicyKind kind = SimPolicyKind::Router;
    RouteRequest request; ///< wishes, for Router
    int mostAttempts = 4; ///< of one request
};

/// How a policy did. Waits are to the first token, failed attempts before it included.
struct SimReport {
    QString policy;
    qint64 requests = 0;
    qint64 answered = 0;
    qint64 attempts = 0;
    qint64 limited = 0; ///< attempts that ran into a rate limit
    double costUsd = 0; ///< a simulated sum: no money
    double waitMean = 0; ///< seconds, of answered requests
    double waitP50 = 0;
    double waitP95 = 0;
    double costRegret = 0; ///< share above what the answered requests must have cost at least (Hindsight's floor)
    double waitRegret = 0; ///< seconds above the least possible wait, mean; its floor likewise
    double leastCostUsd = 0; ///< that floor
    QList<qint64> servedBy; ///< by endpoint of the world
};

/// Runs every request of the world under the policy. Deterministic: luck belongs to request and endpoint, so policies
/// compare on equal terms. Regret is against a floor that obeys the rate limits and that no policy can be below.
SimReport replay(const SimWorld& world, const SimPolicy& policy, const Hindsight& hindsight);
SimReport replay(const SimWorld& world, const SimPolicy& policy);

} // namespace assay
