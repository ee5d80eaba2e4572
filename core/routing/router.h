// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/routing/route.h"

namespace assay {

/// Which endpoints to try, in which order, and why each is in or out. A pure function: equal arguments, the seed among
/// them, give equal plans on every machine.
///
///  1. Hard rules drop candidates with a reason (routefilters.h).
///  2. Where endpoints of a model have tools, response_format and verbosity as asked, those known to lack them are
///  dropped.
///  3. Within each model (or all models together, for a sort with partition None):
///     `order`: those listed, in that order, then the rest by the default rule;
///     `sort`: by the metric, missing values last; those below a preferred cutoff after those above. One request in
///     eight goes first to an endpoint whose throughput or latency is not known though the request asks for it, one in
///     forty to one that was last measured before the routing window, so that each gets its chance (ε-greedy: Sutton
///     and Barto, Reinforcement Learning, 2.2);
///     default: one of the stable endpoints is drawn with probability ∝ 1/price², the other stable ones follow by
///     price, then stable ones below a preferred cutoff, then those that failed lately, the oldest failure first. Free
///     endpoints come before priced ones (drawn evenly), those with an unknown price after.
///     Whatever the rule, endpoints that limited our rate come last, the one that may be asked soonest first.
///  4. The endpoint that served the conversation before moves to the front of its model, unless it failed lately, its
///     cached prompt tokens cost no less than new ones, or `order` is given.
///  5. With `lastResort`, where only open breakers leave nothing, those endpoints are tried after all.
///  6. Without fallbacks only the listed (`order`) or the first endpoint of each model is kept.
///
/// Source of 2 and 3: OpenRouter, guides/routing/provider-selection.
RoutePlan plan(const RouteRequest& request, const QList<RouteCandidate>& candidates);

} // namespace assay
