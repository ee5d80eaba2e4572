// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>

#include <cstdint>

namespace assay {

/// Why an endpoint is out, or where it stands.
enum class RouteReason : std::uint8_t {
    // out
    ModelDisabled,
    AddressMissing,
    AllowedModels,
    KeyMissing,
    KeyDead,
    AllowedProviders,
    Only,
    Ignored,
    DataPolicy,
    LocalOnly,
    Quantization,
    ContextLength,
    MaxOutput,
    RequireParameters,
    Modality,
    MaxPrice,
    Budget,
    BreakerOpen,
    LacksFeature, ///< others of the model support tools, response_format or verbosity as asked, this one does not
    FallbacksOff,
    // in
    Ordered, ///< listed in `order`
    Sorted,
    Drawn, ///< won the weighted draw
    Cheapest, ///< after the drawn one, by price
    Sticky, ///< served this conversation before
    Explored, ///< its speed is not known: a share of the requests measures such endpoints
    BelowPreference, ///< misses a preferred cutoff
    Unstable, ///< failed lately
    RateLimited, ///< limited our rate lately: after all others
    LastResort, ///< its breaker is open, but nothing else is left
};
/// Stable snake_case name for JSON and the command line.
QLatin1StringView routeReasonName(RouteReason reason);

} // namespace assay
