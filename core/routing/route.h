// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/routing/percentiles.h"
#include "core/routing/routereason.h"
#include "core/support/money.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <cstdint>
#include <optional>

namespace assay {

/// One endpoint that could answer, with all that is known about it now. Unknown is absent, never zero.
struct RouteCandidate {
    QString endpoint; ///< id, or a slug with a variant: `google-vertex/us-east5`
    QString model; ///< model id to send
    int modelRank = 0; ///< 0: the model asked for; 1, 2, …: fallback models in their order
    bool enabled = true; ///< the user has not switched this model off here
    bool hasAddress = true; ///< false: its address needs an environment variable that is not set
    bool permitted = true; ///< the standing list of models allows it
    bool keyPresent = true; ///< there is a key, or none is needed
    bool keyDead = false; ///< the key itself was refused (401, 402, a 403 that names it)
    bool breakerOpen = false; ///< too many failures lately; not to be tried now
    std::chrono::milliseconds breakerOpenFor{0}; ///< until it may be tried again
    std::optional<std::chrono::milliseconds> restingFor; ///< it limited our rate and asked to be left alone so long
    bool local = false; ///< runs on this machine: free, and nothing leaves it
    bool serviceTier = false; ///< a flex or priority variant: matched by its full slug only
    std::optional<Money> promptPrice; ///< per token
    std::optional<Money> completionPrice; ///< per token
    std::optional<Money> requestPrice; ///< per request; absent: none is charged
    std::optional<Money> audioPrice; ///< per token of sound; absent: no price of its own
    std::optional<Money> cacheReadPrice; ///< per cached prompt token
    std::optional<Money> budgetLeft; ///< of the tightest budget that counts this endpoint; absent: none does
    std::optional<qint64> contextTokens;
    std::optional<qint64> maxOutputTokens;
    std::optional<QStringList> parameters; ///< supported ones: `tools`, `response_format`, `seed`, …
    std::optional<QStringList> inputs; ///< `text`, `image`, …
    QString quantization; ///< `fp8`, …; empty counts as `unknown`
    std::optional<bool> collectsData; ///< stores prompts beyond the call, or trains on them
    std::optional<bool> zeroRetention;
    Percentiles throughput; ///< tokens per second
    Percentiles latency; ///< seconds to the first token
    bool throughputIsFresh = true; ///< measured within the routing window, not only in the last few answers of the day
    bool latencyIsFresh = true;
    int consecutiveFailures = 0; ///< failures that count, since the last success
    std::optional<std::chrono::milliseconds> sinceFailure; ///< since the last one that counts
    friend bool operator==(const RouteCandidate&, const RouteCandidate&) = default;
};

enum class RouteSort : std::uint8_t { Balance, Price, Throughput, Latency };
enum class RoutePartition : std::uint8_t { Model, None };

/// What is asked for, and what the user allows. The names are those of OpenRouter's `provider` object.
struct RouteRequest {
    std::optional<qint64> promptTokens; ///< estimated
    std::optional<qint64> maxOutputTokens; ///< asked for
    qint64 expectedOutputTokens = 500; ///< rolling mean of the model; used for prices where no maximum is asked for
    QStringList parameters; ///< sent: `tools`, `temperature`, …
    QStringList inputs; ///< kinds of content in the prompt: `text`, `image`, …

    QStringList order; ///< slugs to try first, in this order
    bool allowFallbacks = true; ///< false: only those in `order`, or only the best
    bool requireParameters = false;
    QStringList only; ///< slugs; empty: all
    QStringList allowed; ///< the user's standing list, which a request can narrow only; empty: all
    QStringList ignore;
    QStringList quantizations; ///< empty: all
    bool denyDataCollection = false;
    bool zeroRetention = false;
    bool localOnly = false;
    std::optional<Money> maxPromptPrice; ///< per token
    std::optional<Money> maxCompletionPrice; ///< per token
    std::optional<Money> maxRequestPrice; ///< per request
    std::optional<Money> maxAudioPrice; ///< per token of sound

    RouteSort sort = RouteSort::Balance;
    RoutePartition partition = RoutePartition::Model;
    Percentiles preferredMinThroughput; ///< tokens per second; endpoints below come later, none is dropped
    Percentiles preferredMaxLatency; ///< seconds
    QString sticky; ///< endpoint that served this conversation before
    bool lastResort = false; ///< where open breakers alone would leave nothing, those endpoints are tried after all
    std::uint64_t seed = 0; ///< of the weighted draw
};

/// The verdict on one candidate.
struct RouteDecision {
    QString endpoint;
    QString model;
    bool included = false;
    RouteReason reason = RouteReason::ModelDisabled;
    QString detail; ///< figures behind the reason, untranslated: `context 8192 < 9000`
    std::optional<int> position; ///< place in the order to try, from 0
    std::optional<double> probability; ///< chance to be drawn first of its model, or to be measured by this request
    std::optional<Money> price; ///< expected price of this request; absent: unknown

    QString reasonCode() const { return routeReasonName(reason); }
    friend bool operator==(const RouteDecision&, const RouteDecision&) = default;
};

struct RoutePlan {
    QList<qsizetype> chain; ///< indexes of candidates in the order to try
    QList<RouteDecision> decisions; ///< one a candidate, in the order of the candidates
    friend bool operator==(const RoutePlan&, const RoutePlan&) = default;
};

/// The distinct codes of why candidates are out, in their order: what to tell when the chain is empty.
QStringList excludedBy(const RoutePlan& plan);
} // namespace assay
