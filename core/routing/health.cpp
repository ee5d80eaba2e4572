// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/health.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr std::size_t kKept = 512; // samples; the routing window is five minutes
constexpr auto kWindow = 5min;
constexpr auto kLongMemory = 24h; // of speeds, where the window holds too little
constexpr std::size_t kFewest = 5; // below it no percentile is told
constexpr auto kBreakerWindow = 60s;
constexpr int kStreakThatOpens = 3;
constexpr int kFewestForShare = 5;
constexpr HealthTime kCoolDown = 30s;
constexpr HealthTime kLongestCoolDown = 10min;
constexpr auto kRest = 30s; // after a 429 without a hint
constexpr auto kProbeLost = 2min;

/// Nearest rank: the smallest value that at least `share` of the sorted values do not exceed.
double ranked(const std::vector<double>& sorted, double share)
{
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

Percentiles percentilesOf(std::vector<double> values)
{
    if (values.size() < kFewest)
        return {};
    std::ranges::sort(values);
    return {.p50 = ranked(values, 0.5),
        .p75 = ranked(values, 0.75),
        .p90 = ranked(values, 0.9),
        .p99 = ranked(values, 0.99)};
}

std::optional<double> seconds(const std::optional<std::chrono::microseconds>& time)
{
    return time ? std::optional(static_cast<double>(time->count()) / 1e6) : std::nullopt;
}

} // namespace

bool isWrongAddress(const Error& error)
{
    return error.kind == ErrorKind::InvalidRequest && (error.httpStatus == 404 || error.httpStatus == 405);
}

HealthOutcome healthOutcome(const AttemptRecord& attempt)
{
    if (!attempt.error)
        return HealthOutcome::Success;
    switch (attempt.error->kind) {
    case ErrorKind::RateLimited: return HealthOutcome::RateLimited;
    case ErrorKind::Permission: return HealthOutcome::Refused;
    case ErrorKind::Timeout:
    case ErrorKind::Network:
    case ErrorKind::Tls:
    case ErrorKind::ModelNotFound:
    case ErrorKind::Overloaded:
    case ErrorKind::ServerFault:
    case ErrorKind::Protocol:
    case ErrorKind::Truncated:
    case ErrorKind::Indeterminate: return HealthOutcome::Failure;
    case ErrorKind::Cancelled:
    case ErrorKind::Authentication:
    case ErrorKind::QuotaExhausted:
    case ErrorKind::BudgetExceeded:
    case ErrorKind::ContextTooLong:
    case ErrorKind::ContentFiltered:
    case ErrorKind::Storage:
    case ErrorKind::Secret:
    case ErrorKind::Internal: break;
    case ErrorKind::InvalidRequest:
        return isWrongAddress(*attempt.error) ? HealthOutcome::Failure : HealthOutcome::Ignored;
    }
    return HealthOutcome::Ignored;
}

HealthSample healthSample(const AttemptRecord& attempt)
{
    HealthSample out;
    const auto total = attempt.timing.total.value_or(0us);
    const HealthTime sentAt(attempt.startedAt.isValid() ? attempt.startedAt.toMSecsSinceEpoch() : 0);
    out.sentAt = sentAt;
    out.at = sentAt + std::chrono::duration_cast<std::chrono::milliseconds>(total);
    out.outcome = healthOutcome(attempt);
    if (attempt.error)
        out.retryAfter = attempt.error->retryAfter;
    if (out.outcome != HealthOutcome::Success)
        return out;
    out.latency = seconds(attempt.timing.firstToken);
    const auto tokens = attempt.usage.completionTokens();
    const auto span = seconds(attempt.timing.lastToken);
    if (tokens && *tokens > 0 && span && *span > 0)
        out.throughput = static_cast<double>(*tokens) / *span;
    return out;
}

QLatin1StringView breakerStateName(BreakerState state)
{
    switch (state) {
    case BreakerState::Closed: return "closed"_L1;
    case BreakerState::Open: return "open"_L1;
    case BreakerState::HalfOpen: return "half_open"_L1;
    }
    std::unreachable();
}

void EndpointHealth::note(const HealthSample& sample)
{
    const HealthTime sentAt = sample.sentAt.value_or(sample.at);
    const bool opens = m_openUntil && decides(sample, *m_openUntil);
    const bool closes = !m_openUntil || decides(sample, m_openedAt);
    if (m_probeAt == sentAt)
        m_probeAt.reset(); // it is back; if it says nothing, the next request may probe
    if (sample.outcome == HealthOutcome::Ignored)
        return;
    m_samples.push_back(sample);
    if (m_samples.size() > kKept)
        m_samples.pop_front();
    switch (sample.outcome) {
    case HealthOutcome::Success:
        if (m_restUntil && sentAt >= m_limitedAt)
            m_restUntil.reset();
        if (!closes)
            break;
        m_streak = 0;
        m_openings = 0;
        if (std::exchange(m_openUntil, {}))
            m_wellSince = sentAt;
        break;
    case HealthOutcome::RateLimited:
        m_limitedAt = sample.at;
        m_restUntil = std::max(m_restUntil.value_or(HealthTime(0)), sample.at + sample.retryAfter.value_or(kRest));
        break;
    case HealthOutcome::Failure:
        ++m_streak;
        m_lastFailure = sample.at;
        if (m_openUntil ? opens : tripped(sample.at))
            open(sample.at);
        break;
    case HealthOutcome::Refused:
        ++m_streak;
        m_lastFailure = sample.at;
        break;
    case HealthOutcome::Ignored: break;
    }
}

/// Whether a request shows how the endpoint is since then: the probe where one is out.
bool EndpointHealth::decides(const HealthSample& sample, HealthTime since) const
{
    const HealthTime sentAt = sample.sentAt.value_or(sample.at);
    if (m_probeAt && sample.at - *m_probeAt < kProbeLost)
        return sentAt == *m_probeAt;
    return sentAt >= since;
}

bool EndpointHealth::tripped(HealthTime now) const
{
    int failures = 0;
    int attempts = 0;
    int streak = 0;
    bool unbroken = true;
    for (auto sample = m_samples.rbegin(); sample != m_samples.rend() && now - sample->at <= kBreakerWindow; ++sample) {
        if (sample->outcome == HealthOutcome::RateLimited || sample->outcome == HealthOutcome::Refused)
            continue;
        if (sample->sentAt.value_or(sample->at) < m_wellSince)
            continue; // of the outage before
        ++attempts;
        const bool failed = sample->outcome == HealthOutcome::Failure;
        failures += failed ? 1 : 0;
        unbroken = unbroken && failed;
        streak += unbroken ? 1 : 0;
    }
    return streak >= kStreakThatOpens || (attempts >= kFewestForShare && failures * 2 > attempts);
}

void EndpointHealth::open(HealthTime now)
{
    const int doublings = std::min(m_openings, 10);
    ++m_openings;
    m_openedAt = now;
    m_openUntil = now + std::min(kCoolDown * (1 << doublings), kLongestCoolDown);
}

BreakerState EndpointHealth::breaker(HealthTime now) const
{
    if (!m_openUntil)
        return BreakerState::Closed;
    return now < *m_openUntil ? BreakerState::Open : BreakerState::HalfOpen;
}

std::chrono::milliseconds EndpointHealth::openFor(HealthTime now) const
{
    return breaker(now) == BreakerState::Open ? *m_openUntil - now : 0ms;
}

Admission EndpointHealth::admit(HealthTime now)
{
    switch (breaker(now)) {
    case BreakerState::Closed: return Admission::Yes;
    case BreakerState::Open: return Admission::No;
    case BreakerState::HalfOpen: break;
    }
    if (m_probeAt && now - *m_probeAt < kProbeLost)
        return Admission::No;
    m_probeAt = now;
    return Admission::Probe;
}

std::optional<std::chrono::milliseconds> EndpointHealth::restingFor(HealthTime now) const
{
    return m_restUntil && *m_restUntil > now ? std::optional(*m_restUntil - now) : std::nullopt;
}

Percentiles EndpointHealth::latency(HealthTime now, std::chrono::milliseconds window) const
{
    return percentiles(now, window, &HealthSample::latency);
}

Percentiles EndpointHealth::throughput(HealthTime now, std::chrono::milliseconds window) const
{
    return percentiles(now, window, &HealthSample::throughput);
}

Percentiles EndpointHealth::percentiles(
    HealthTime now, std::chrono::milliseconds window, std::optional<double> HealthSample::* field) const
{
    std::vector<double> values;
    for (auto sample = m_samples.rbegin(); sample != m_samples.rend() && now - sample->at <= window; ++sample) {
        if ((*sample).*field)
            values.push_back(*((*sample).*field));
    }
    return percentilesOf(std::move(values));
}

EndpointHealth::Speed EndpointHealth::latest(HealthTime now, std::optional<double> HealthSample::* field) const
{
    std::vector<double> values;
    bool isFresh = true;
    for (auto sample = m_samples.rbegin(); sample != m_samples.rend(); ++sample) {
        const auto age = now - sample->at;
        if (age > kLongMemory || (age > kWindow && values.size() >= kFewest))
            break;
        if (!((*sample).*field))
            continue;
        isFresh = isFresh && age <= kWindow;
        values.push_back(*((*sample).*field));
    }
    return {.percentiles = percentilesOf(std::move(values)), .isFresh = isFresh};
}

Measured EndpointHealth::uptime(HealthTime now, std::chrono::milliseconds window) const
{
    const int good = count(HealthOutcome::Success, now, window);
    const int all = good + count(HealthOutcome::Failure, now, window);
    return {.value = all > 0 ? std::optional(double(good) / all) : std::nullopt, .n = all};
}

int EndpointHealth::count(HealthOutcome outcome, HealthTime now, std::chrono::milliseconds window) const
{
    int out = 0;
    for (auto sample = m_samples.rbegin(); sample != m_samples.rend() && now - sample->at <= window; ++sample)
        out += sample->outcome == outcome ? 1 : 0;
    return out;
}

void applyBreaker(RouteCandidate& candidate, const EndpointHealth& health, HealthTime now)
{
    candidate.breakerOpen = health.breaker(now) == BreakerState::Open;
    candidate.breakerOpenFor = health.openFor(now);
    candidate.restingFor = health.restingFor(now);
    candidate.consecutiveFailures = health.consecutiveFailures();
    if (const auto failure = health.lastFailure())
        candidate.sinceFailure = std::max(now - *failure, HealthTime(0));
}

void applySpeeds(RouteCandidate& candidate, const EndpointHealth& health, HealthTime now)
{
    const auto latency = health.latestLatency(now);
    const auto throughput = health.latestThroughput(now);
    candidate.latency = latency.percentiles;
    candidate.latencyIsFresh = latency.isFresh;
    candidate.throughput = throughput.percentiles;
    candidate.throughputIsFresh = throughput.isFresh;
}

} // namespace assay
