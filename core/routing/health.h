// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/routing/route.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

namespace assay {

/// Milliseconds since 1970-01-01 UTC.
using HealthTime = std::chrono::milliseconds;

/// What one attempt says of its endpoint.
enum class HealthOutcome : std::uint8_t {
    Success,
    Failure, ///< counts against uptime
    RateLimited, ///< 429: its own counter
    Refused, ///< a 403 that is not about the key: the model may not be asked there. Others go first for a while, as
             ///< after a failure, but neither uptime nor breaker count it: it is how the account is set up
    Ignored, ///< says nothing of the endpoint: cancelled, a wrong key, a request that cannot be answered
};

struct HealthSample {
    HealthTime at{0}; ///< when it ended
    std::optional<HealthTime> sentAt; ///< when it was sent; absent: as soon as it ended
    HealthOutcome outcome = HealthOutcome::Ignored;
    std::optional<double> latency; ///< seconds to the first token
    std::optional<double> throughput; ///< output tokens per second of the whole call
    std::optional<std::chrono::milliseconds> retryAfter;
};

/// A page that is no API's (404 or 405 without an API's words): the endpoint's address is wrong, not the request.
bool isWrongAddress(const Error& error);
/// The last column of the retry table (26.3) over a finished attempt.
HealthOutcome healthOutcome(const AttemptRecord& attempt);
/// The whole sample. Throughput as OpenRouter counts it: output tokens ÷ (request handed over → last token).
HealthSample healthSample(const AttemptRecord& attempt);

/// One figure with how many samples it stands on.
struct Measured {
    std::optional<double> value;
    int n = 0;
};

enum class BreakerState : std::uint8_t { Closed, Open, HalfOpen };
QLatin1StringView breakerStateName(BreakerState state);

/// May an endpoint be asked now?
enum class Admission : std::uint8_t {
    Yes,
    Probe, ///< the one request that shows whether it is well again
    No,
};

/// What is known of one endpoint × model from the user's own traffic. A value: the same samples give the same state.
///
/// The breaker opens after three counted failures in a row within a minute, or when more than half of at least five
/// attempts of the last minute failed; for 30 s, twice as long each time the probe after it fails, ten minutes at most.
/// Then one request is let through as a probe, and it alone decides: its success closes the breaker, its failure opens
/// it again. Where no probe is out, a request that asked no breaker (a pinned one) decides, if it was sent after the
/// opening. What was sent before says nothing new, whenever it comes back. A rate limit never opens the breaker: the
/// endpoint then rests until the provider's hint, or 30 s, or the success of a request sent later.
class EndpointHealth
{
public:
    void note(const HealthSample& sample);

    BreakerState breaker(HealthTime now) const;
    /// How long it stays open; zero unless it is open.
    std::chrono::milliseconds openFor(HealthTime now) const;
    /// Lets the probe out: a second one is refused until it came back, or was lost for two minutes.
    Admission admit(HealthTime now);
    /// The endpoint asked to be left alone for so long.
    std::optional<std::chrono::milliseconds> restingFor(HealthTime now) const;

    std::size_t samples() const { return m_samples.size(); }
    HealthTime lastAt() const { return m_samples.empty() ? HealthTime(0) : m_samples.back().at; }
    int consecutiveFailures() const { return m_streak; }
    std::optional<HealthTime> lastFailure() const { return m_lastFailure; }
    /// Nearest-rank percentiles over the window; absent below five samples.
    Percentiles latency(HealthTime now, std::chrono::milliseconds window) const;
    Percentiles throughput(HealthTime now, std::chrono::milliseconds window) const;
    struct Speed {
        Percentiles percentiles;
        bool isFresh = true; ///< of the window
    };
    /// The same of the routing window, or of the last five samples of a day where it holds fewer.
    Speed latestLatency(HealthTime now) const { return latest(now, &HealthSample::latency); }
    Speed latestThroughput(HealthTime now) const { return latest(now, &HealthSample::throughput); }
    /// Successes ÷ (successes + failures) of the window.
    Measured uptime(HealthTime now, std::chrono::milliseconds window) const;
    int count(HealthOutcome outcome, HealthTime now, std::chrono::milliseconds window) const;

private:
    bool decides(const HealthSample& sample, HealthTime since) const;
    bool tripped(HealthTime now) const;
    void open(HealthTime now);
    Percentiles percentiles(
        HealthTime now, std::chrono::milliseconds window, std::optional<double> HealthSample::* field) const;
    Speed latest(HealthTime now, std::optional<double> HealthSample::* field) const;

    std::deque<HealthSample> m_samples; // in the order they came, at most kKept
    int m_streak = 0;
    std::optional<HealthTime> m_lastFailure;
    std::optional<HealthTime> m_restUntil;
    HealthTime m_limitedAt{0}; // the last time
    std::optional<HealthTime> m_openUntil; // set while the breaker is not closed
    HealthTime m_openedAt{0};
    int m_openings = 0; // in a row
    std::optional<HealthTime> m_probeAt; // when the one that is out was sent
    HealthTime m_wellSince{0}; // when the request was sent that closed the breaker
};

/// Fills what the router needs to know of a candidate's failures and limits.
void applyBreaker(RouteCandidate& candidate, const EndpointHealth& health, HealthTime now);
/// Fills its latest speeds. Sorts the samples: only where a wish or the order needs them.
void applySpeeds(RouteCandidate& candidate, const EndpointHealth& health, HealthTime now);

} // namespace assay
