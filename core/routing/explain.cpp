// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/explain.h"

#include "core/routing/routepreferences.h"
#include "core/routing/router.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

RouteOption optionOf(const RouteDecision& decision)
{
    return {.endpoint = decision.endpoint,
        .model = decision.model,
        .included = decision.included,
        .reason = decision.reasonCode(),
        .detail = decision.detail,
        .position = decision.position,
        .probability = decision.probability,
        .price = decision.price};
}

} // namespace

RouteTrace traceOf(const RouteRequest& request, const RoutePlan& plan, const QString& asked)
{
    RouteTrace out;
    out.asked = asked;
    out.rule = request.order.isEmpty() ? QString(routeSortName(request.sort)) : u"order"_s;
    out.fallbacks = request.allowFallbacks;
    out.seed = request.seed;
    out.options.reserve(plan.decisions.size());
    for (const qsizetype index : plan.chain)
        out.options.append(optionOf(plan.decisions.at(index)));
    for (const auto& decision : plan.decisions) {
        if (!decision.position)
            out.options.append(optionOf(decision));
    }
    return out;
}

Error noRoute(const RoutePlan& plan, const QString& asked)
{
    Error out{.kind = ErrorKind::ModelNotFound, .detail = u"No endpoint serves '%1'."_s.arg(asked)};
    if (plan.decisions.isEmpty())
        return out;
    const QStringList reasons = excludedBy(plan);
    const auto only
        = [&](RouteReason reason) { return reasons.size() == 1 && reasons.first() == routeReasonName(reason); };
    QStringList each;
    for (const auto& decision : plan.decisions.first(std::min<qsizetype>(plan.decisions.size(), 8))) {
        each.append(u"%1: %2%3"_s.arg(decision.endpoint, decision.reasonCode(),
            decision.detail.isEmpty() ? QString() : u" (%1)"_s.arg(decision.detail)));
    }
    out.detail = u"No endpoint may serve '%1': %2."_s.arg(asked, each.join(u"; "_s));
    if (only(RouteReason::KeyMissing) || only(RouteReason::KeyDead))
        out.kind = ErrorKind::Authentication;
    else if (only(RouteReason::Budget))
        out.kind = ErrorKind::BudgetExceeded;
    else if (only(RouteReason::ContextLength))
        out.kind = ErrorKind::ContextTooLong;
    else if (only(RouteReason::BreakerOpen))
        out.kind = ErrorKind::Overloaded;
    else if (only(RouteReason::AllowedProviders) || only(RouteReason::AllowedModels))
        out.kind = ErrorKind::Permission;
    return out;
}

} // namespace assay
