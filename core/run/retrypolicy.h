// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <chrono>
#include <cstdint>

namespace assay {

/// What to do after an attempt failed before any output.
enum class RetryStep : std::uint8_t { SameEndpoint, NextEndpoint, GiveUp };

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
    bool requestSent = false;
};

/// The table of `reference/openrouter.md` 26.3. Pure; `jitter` in [-1, 1] spreads waits by ±20 %.
RetryDecision decideRetry(const Error& error, const RetryState& state, double jitter);

} // namespace assay
