// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/lanemeasurement.h"
#include "core/stats/quantiles.h"

namespace assay {

/// Below so many values they are shown themselves; from so many on a 99 % point is.
inline constexpr qsizetype kFewestForQuantiles = 5;
inline constexpr qsizetype kFewestForP99 = 100;

/// Values of one measure: few themselves, many by their quantiles.
struct Spread {
    qsizetype n = 0;
    QList<double> values; ///< rising; only where there are fewer than kFewestForQuantiles
    std::optional<Quantile> median;
    std::optional<Quantile> p90;
    std::optional<Quantile> p99;
};
Spread spreadOf(QList<double> values);

enum class SpeedGrouping : std::uint8_t { Endpoint, Model };

/// Mean microseconds of the phases of answers that came; absent: nobody measured it.
struct PhaseMeans {
    qsizetype n = 0;
    double dns = 0;
    double connect = 0;
    double tls = 0;
    double wait = 0; ///< from the end of the handshake to the first byte
    double firstToken = 0; ///< from the first byte to the first token
    double stream = 0; ///< from the first token to the end
};

struct SpeedRow {
    QString key; ///< endpoint id, or `provider/model`
    qint64 calls = 0; ///< answers asked for; stopped by the user are not among them
    qint64 cancelled = 0;
    qint64 cached = 0; ///< left out of `firstToken`: their prompt came from a cache
    Share up; ///< answered, of those that the provider could have answered
    QList<std::pair<QString, qint64>> errors; ///< kind and count, most first
    Spread firstToken; ///< microseconds, without cache hits
    Spread total; ///< microseconds
    Spread speed; ///< visible tokens a second
    PhaseMeans phases;
    std::optional<double> medianCostPico; ///< of answers whose cost is known
    qsizetype priced = 0;
};

/// Rows by calls, most first. Simulated answers count like any: leave them out with the filter.
/// An answer is up if it completed, was refused by the model, or ended at its limit; errors that are the caller's own
/// (key, request, budget) say nothing about the provider and count neither way.
QList<SpeedRow> speedReport(const QList<LaneMeasurement>& samples, SpeedGrouping grouping);

/// The same rows with calls, uptime, errors and cache hits from counts of all lanes, where `rows` rest on a part of
/// them. Who is in the counts alone has a row without times.
QList<SpeedRow> withCounts(QList<SpeedRow> rows, const QList<LaneCount>& counts, SpeedGrouping grouping);

} // namespace assay
