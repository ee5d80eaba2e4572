// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <chrono>
#include <cstdint>

namespace assay {

/// What to do after an attempt failed before any output.
enum class RetryStep : std::uint8_t {
    SameEndpoint,
    OtherKey, ///< the same endpoint with another of its keys
    NextEndpoint,
    LargerContext, ///< the next endpoint that takes a longer prompt
    NextModel, ///< the first endpoint of the next model
    GiveUp,
};

struct RetryDecision {
    RetryStep step = RetryStep::GiveUp;
    std::chrono::milliseconds wait{0};
    friend bool operator==(const RetryDecision&, const RetryDecision&) = default;
};

/// What has been tried so far.
struct RetryState {
    int sameEndpoint = 0; ///< retries already made on this endpoint
    std::chrono::milliseconds waited{0}; ///< all waits of this lane
    bool endpointsLeft = false; ///< there is another endpoint, and fallbacks are allowed
    bool largerContextLeft = false; ///< one of them takes more than this one, or nobody knows
    bool modelsLeft = false; ///< one of them serves another model, and a filtered answer may go there
    bool keysLeft = false; ///< the endpoint has another key that was not refused
    bool requestSent = false;
};

/// The one retry layer: what may be tried again, where, and after what wait. Pure; `jitter` in [-1, 1] spreads waits by
/// ±20 %.
RetryDecision decideRetry(const Error& error, const RetryState& state, double jitter);

} // namespace assay
