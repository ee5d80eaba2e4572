// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/route.h"

#include <array>
#include <map>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kReasonNames
    = {"model_disabled"_L1, "address_missing"_L1, "allowed_models"_L1, "key_missing"_L1, "key_dead"_L1,
        "allowed_providers"_L1, "only"_L1, "ignored"_L1, "data_policy"_L1, "local_only"_L1, "quantization"_L1,
        "context_length"_L1, "max_output"_L1, "require_parameters"_L1, "modality"_L1, "max_price"_L1, "budget"_L1,
        "breaker_open"_L1, "lacks_feature"_L1, "fallbacks_off"_L1, "ordered"_L1, "sorted"_L1, "drawn"_L1, "cheapest"_L1,
        "sticky"_L1, "explored"_L1, "below_preference"_L1, "unstable"_L1, "rate_limited"_L1, "last_resort"_L1};

} // namespace

QLatin1StringView routeReasonName(RouteReason reason)
{
    return kReasonNames.at(static_cast<std::size_t>(reason));
}

QStringList excludedBy(const RoutePlan& plan)
{
    std::map<RouteReason, bool> reasons;
    for (const RouteDecision& decision : plan.decisions) {
        if (!decision.included)
            reasons[decision.reason] = true;
    }
    QStringList names;
    for (const auto& [reason, present] : reasons)
        names.append(routeReasonName(reason));
    return names;
}

} // namespace assay
