// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/retrypolicy.h"

#include "core/routing/health.h"

using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr auto kBackoff = 500ms; // first wait after a network or server failure
constexpr auto kPatience = 5s; // a provider's hint up to this long is waited for
constexpr auto kTotalPatience = 60s; // all waits of one lane

RetryDecision step(bool possible, RetryStep wanted)
{
    return {.step = possible ? wanted : RetryStep::GiveUp, .wait = 0ms};
}

RetryDecision next(const RetryState& state)
{
    return step(state.endpointsLeft, RetryStep::NextEndpoint);
}

RetryDecision otherKeyThenNext(const RetryState& state)
{
    return state.keysLeft ? step(true, RetryStep::OtherKey) : next(state);
}

RetryDecision sameThenNext(const RetryState& state, std::chrono::milliseconds wait)
{
    if (state.sameEndpoint >= 1 || state.waited + wait > kTotalPatience)
        return next(state);
    return {.step = RetryStep::SameEndpoint, .wait = wait};
}

/// Another key may have room at once; waiting for a short hint comes next.
RetryDecision limited(const RetryState& state, std::optional<std::chrono::milliseconds> hint)
{
    if (state.keysLeft)
        return step(true, RetryStep::OtherKey);
    return hint && *hint <= kPatience ? sameThenNext(state, *hint) : next(state);
}

std::chrono::milliseconds backoff(double jitter)
{
    const auto base = static_cast<double>(kBackoff.count());
    return std::chrono::milliseconds(static_cast<qint64>(base * (1.0 + 0.2 * jitter)));
}

} // namespace

RetryDecision decideRetry(const Error& error, const RetryState& state, double jitter)
{
    switch (error.kind) {
    case ErrorKind::Network:
    case ErrorKind::Overloaded:
    case ErrorKind::ServerFault:
    case ErrorKind::Protocol:
    case ErrorKind::Truncated:
        // A long hint is an answer: somebody else may serve meanwhile.
        if (error.retryAfter && *error.retryAfter > kPatience)
            return next(state);
        return sameThenNext(state, error.retryAfter.value_or(backoff(jitter)));
    case ErrorKind::RateLimited: return limited(state, error.retryAfter);
    case ErrorKind::Authentication:
    case ErrorKind::Permission:
    case ErrorKind::QuotaExhausted: return otherKeyThenNext(state);
    case ErrorKind::ContextTooLong: return step(state.largerContextLeft, RetryStep::LargerContext);
    case ErrorKind::ContentFiltered: return step(state.modelsLeft, RetryStep::NextModel);
    case ErrorKind::Timeout:
    case ErrorKind::Tls:
    case ErrorKind::ModelNotFound:
    case ErrorKind::Secret: return next(state);
    case ErrorKind::Indeterminate: // sending it again could bill it twice: the user decides
    case ErrorKind::Cancelled:
    case ErrorKind::BudgetExceeded: break;
    case ErrorKind::InvalidRequest: return step(isWrongAddress(error) && state.endpointsLeft, RetryStep::NextEndpoint);
    case ErrorKind::Storage:
    case ErrorKind::Internal: break;
    }
    return {};
}

} // namespace assay
