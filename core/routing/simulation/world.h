// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/money.h"

#include <QList>
#include <QString>

#include <cstdint>
#include <vector>

namespace assay {

/// One attempt of the past at an endpoint, for worlds made from a ledger.
struct SimObservation {
    double at = 0; ///< seconds since the world began
    bool answered = true;
    bool limited = false;
    double firstToken = 0; ///< seconds; of a failure: until it was known
};

/// An endpoint of a simulated world. Times are seconds since the world began.
struct SimEndpoint {
    struct Outage {
        double from = 0;
        double to = 0;
    };
    struct PriceChange {
        double at = 0;
        double factor = 1; ///< of the first price, from then on
    };
    QString id;
    Money promptPrice; ///< per token, at the beginning
    Money completionPrice;
    QList<PriceChange> priceChanges; ///< rising
    QList<Outage> outages; ///< rising
    double errorRate = 0; ///< outside outages
    double latencyMedian = 0.5; ///< seconds to the first token at the quietest hour
    double latencySpread = 0.3; ///< σ of the logarithm
    double rushFactor = 0.5; ///< how much of the latency comes on top at the busiest hour
    double failureTime = 1.0; ///< seconds until a failure is known
    int requestsPerMinute = 0; ///< of ours; 0: no limit
    std::vector<SimObservation> observed; ///< rising; when there are any, they decide instead of the rates above

    double priceFactor(double at) const;
    bool isOut(double at) const;
};

struct SimRequest {
    double at = 0;
    qint64 promptTokens = 0;
    qint64 outputTokens = 0;
};

/// Endpoints that serve one model, and the requests that came.
struct SimWorld {
    quint64 seed = 0;
    double seconds = 0;
    QList<SimEndpoint> endpoints;
    std::vector<SimRequest> requests; ///< rising in time
};

struct WorldOptions {
    quint64 seed = 1;
    int endpoints = 6;
    int days = 30;
    qint64 requests = 1'000'000;
};

/// An invented world: cheap and dear, quick and slow endpoints; outages, price changes, rate limits, and a load that
/// follows the hours of the day. The same options give the same world on every machine.
SimWorld makeWorld(const WorldOptions& options);

/// What an endpoint would have answered a request, whoever had asked it: the same for every policy.
struct SimOutcome {
    bool answered = false;
    bool limited = false;
    double firstToken = 0; ///< seconds; of a failure: until it was known
    Money cost; ///< of an answer
};
SimOutcome outcomeOf(const SimWorld& world, std::size_t request, qsizetype endpoint);

/// Seconds until a 429 of our own rate limits is known.
inline constexpr double kLimitedTime = 0.15;

/// 0 at the quietest hour (04:00 UTC), 1 at the busiest (16:00).
double rush(double at);

} // namespace assay
