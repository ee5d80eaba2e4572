// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/money.h"

#include <QList>

#include <optional>

namespace assay {

/// What is known of a period that is not over.
struct SpendSoFar {
    QList<Money> fullDays; ///< spend of the latest days that are over, oldest first, days without calls as zero
    Money spent; ///< in the period so far, today included
    Money today; ///< part of `spent`: today is not over
    int daysLeft = 0; ///< of the period, after today
};

/// Where the period will end, as a range.
struct SpendProjection {
    Money low; ///< never less than what is spent
    Money middle;
    Money high;
    int days = 0; ///< how many full days it rests on
    friend bool operator==(const SpendProjection&, const SpendProjection&) = default;
};

/// Below this it is too early to say.
inline constexpr int kFewestDaysToProject = 7;
inline constexpr int kProjectionPercent = 80; ///< the share of the outcomes that fall into the range

/// Bootstrap over days: 2,000 times a month is drawn from days that were drawn from the known ones, so that few days
/// give a wide range (B. Efron, R. Tibshirani, An Introduction to the Bootstrap, 1993, chapters 13 and 24). Of today
/// only what a drawn day has beyond what is spent already is added. Always the same for the same input. Nothing when
/// there are too few days, or the sums leave the range of Money.
std::optional<SpendProjection> projectSpend(const SpendSoFar& soFar);

} // namespace assay
