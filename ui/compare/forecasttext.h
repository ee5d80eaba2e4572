// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/laneforecast.h"

#include <QCoreApplication>
#include <QStringList>

#include <cstdint>

namespace assay {

/// Words on what the next run may cost and how much of each context it fills. Pure.
class ForecastText
{
    Q_DECLARE_TR_FUNCTIONS(assay::ForecastText)

public:
    enum class Fit : std::uint8_t {
        Fits,
        Tight, ///< the prompt fits, a full-length answer does not
        TooLong, ///< the prompt alone is longer than the context
    };
    static Fit fit(const ForecastLane& lane);
    /// Of the context, the prompt alone; nothing where the context is not known.
    static std::optional<int> percent(const ForecastLane& lane);
    /// The fullest context of all lanes.
    static std::optional<int> fullest(const QList<ForecastLane>& lanes);

    /// One line for all lanes: `≈ 214 tok in · $0.0012–0.0140`.
    static QString summary(const QList<ForecastLane>& lanes);
    /// Is there anything to be warned of before Run is pressed?
    static bool isTroubled(const QList<ForecastLane>& lanes);
    /// `$0.0012–0.0140`; `unknown`, `simulated` or `local` where there is nothing to pay or to know.
    static QString costRange(const ForecastLane& lane);
    /// `214 of 128k tok, 1 %`.
    static QString context(const ForecastLane& lane);
    /// What is wrong with a lane, as a sentence; empty: nothing.
    static QString warning(const ForecastLane& lane, std::optional<Money> limit);

private:
    static QString range(Money low, Money high);
};

} // namespace assay
