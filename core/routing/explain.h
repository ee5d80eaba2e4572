// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/routetrace.h"
#include "core/routing/route.h"
#include "core/support/result.h"

namespace assay {

/// A plan as the trace that is kept with the lane: candidates in the order to try, then those that are out.
RouteTrace traceOf(const RouteRequest& request, const RoutePlan& plan, const QString& asked);

/// What to tell when the chain is empty: which rules left nothing, and the nearest way out. ModelNotFound when there
/// was no candidate at all, otherwise the kind that fits the reasons.
Error noRoute(const RoutePlan& plan, const QString& asked);

} // namespace assay
