// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pricing/pricebook.h"

#include <QDateTime>

#include <optional>

namespace assay {

struct CostInput {
    Usage usage;
    std::optional<Money> reported; ///< the provider's own figure
    std::optional<ModelPrice> price;
    QDateTime at; ///< UTC time the request was sent: decides period and time-of-day rates
    QString mode; ///< `batch`, …; empty: the mode implied by the model's id, else standard
    qint64 requests = 1; ///< how many per-request fees apply
    QString searchContext; ///< `low`, `medium`, `high`: size of the search context, if known
};

/// Code words of Cost::note; several are joined by a space.
namespace costnote {
inline constexpr QLatin1StringView kNoPrice("no_price"); ///< nobody gave a price: also models on the own machine
inline constexpr QLatin1StringView kNoUsage("no_usage"); ///< nothing was reported
inline constexpr QLatin1StringView kBadUsage("bad_usage"); ///< a negative count
inline constexpr QLatin1StringView kNoTime("no_time"); ///< no valid time to choose the period by
inline constexpr QLatin1StringView kNoPriceAtDate("no_price_at_date"); ///< all periods begin later
inline constexpr QLatin1StringView kNoRate("no_rate:"); ///< followed by the class that has neither rate nor fallback
inline constexpr QLatin1StringView kOverflow("overflow"); ///< beyond ±9.2 million dollars
inline constexpr QLatin1StringView kNoModeRate("no_mode_rate:"); ///< followed by the mode; standard rates were used
inline constexpr QLatin1StringView kSearchRateOfStandard("search_rate_of_standard_mode"); ///< the mode names none
inline constexpr QLatin1StringView kSearchContextUnknown("search_context_unknown"); ///< the fee for `low` was used
inline constexpr QLatin1StringView kInputNotReported("input_not_reported"); ///< the figure covers the answer alone
inline constexpr QLatin1StringView kOutputNotReported("output_not_reported"); ///< the figure covers the prompt alone
inline constexpr QLatin1StringView kReportedDiffers("reported_differs"); ///< by more than 2 % of the computed figure
inline constexpr QLatin1StringView kOwnCount("own_count"); ///< tokens the provider did not report, counted by us
inline constexpr QLatin1StringView kReportedNegative("reported_negative"); ///< a reported figure below zero was ignored
inline constexpr QLatin1StringView kHypothetical("hypothetical"); ///< a price that nobody is paid
inline constexpr QLatin1StringView kWouldCost("would_cost:"); ///< followed by the pico-dollars at a hypothetical price
} // namespace costnote

/// Usage × price, exact in pico-dollars. Pure.
///
/// - A figure of the provider's own wins: state Reported. What we computed stays beside it in `lines`, whose sum is the
///   computed amount; a difference of more than 2 % is noted.
/// - Otherwise Computed: every counted class × its rate or documented fallback, plus fees. A class nobody reported adds
///   nothing; a whole side (prompt or answer) that nobody reported is noted.
/// - Estimated, with a note, where a rate had to be borrowed: standard rates for a mode without its own, the standard
///   search fee within a mode, the lowest fee where the size of the search context is not known.
/// - Unknown, without amount and with a note, where anything counted has no rate at all.
///
/// Searches of a model whose request fee depends on the search context are covered by that fee.
Cost computeCost(const CostInput& input);

/// What a call really cost: a figure that came from a hypothetical price moves into the note, and the cost is Unknown,
/// as it is for any model on the user's own machine.
Cost withoutHypothetical(Cost cost);

/// The sum of attempts. The state is the least certain of the parts; one unknown part makes the whole Unknown, but the
/// lines of the known parts are kept. Nothing to add up is Unknown.
Cost sumCosts(const QList<Cost>& parts);

} // namespace assay
