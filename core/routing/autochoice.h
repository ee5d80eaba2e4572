// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/routing/complexity.h"
#include "core/support/money.h"
#include "core/support/result.h"

#include <QMap>
#include <QStringList>

#include <array>

namespace assay {

/// What the user set for `auto`. Everything may be left out.
struct AutoRules {
    QMap<ComplexityTier, QStringList> models; ///< names as a person writes them, best first
    /// Least chance against the best model that a cheaper one must have, by tier.
    std::array<double, 4> thresholds{0.30, 0.40, 0.45, 0.50};
    int fewestComparisons = 10; ///< a model compared less often is no candidate
    friend bool operator==(const AutoRules&, const AutoRules&) = default;
};

/// The user's own evidence on one model, from votes and evaluations.
struct AutoEvidence {
    QString model;
    double winRate = 0; ///< chance to be preferred to the best model, ties half; 0.5 for the best itself
    int comparisons = 0;
    std::optional<Money> price; ///< expected price of this request; absent: unknown
    friend bool operator==(const AutoEvidence&, const AutoEvidence&) = default;
};

struct AutoChoice {
    QStringList models; ///< to try in this order
    QStringList reasons; ///< one sentence each, untranslated
    friend bool operator==(const AutoChoice&, const AutoChoice&) = default;
};

/// Chooses models for a prompt: the list the user set for its tier; without one, by evidence, the cheapest whose win
/// rate reaches the tier's threshold, then dearer ones that reach it. Fails with InvalidRequest and a sentence on what
/// to set where there is neither.
Result<AutoChoice> chooseAutomatically(
    const AutoRules& rules, const Complexity& complexity, const QList<AutoEvidence>& evidence);

/// The win rate from which on the strong model is asked, so that it gets `strongShare` of requests like the sample
/// (RouteLLM): the (1 − strongShare) quantile. Absent for an empty sample or a share outside [0, 1].
std::optional<double> calibratedThreshold(QList<double> winRates, double strongShare);

/// Which models a threshold lets `auto` choose from, by the evidence.
struct AutoCalibration {
    double threshold = 0;
    QStringList chosen; ///< that reach it, in the order `auto` tries them: the first one is asked
    double winRate = 0; ///< of the first: how often it is preferred to the best, ties half
    std::optional<Money> price; ///< of the first, for a request of common size
    double strongShare = 0; ///< part of the models compared often enough that reach it
};
/// The threshold at which `strongShare` of the models that were compared often enough are strong enough (the quantile
/// of calibratedThreshold over the user's own evidence). Fails with InvalidRequest and a sentence where the share is
/// none or the evidence is too thin.
Result<AutoCalibration> calibrateToShare(
    const AutoRules& rules, const QList<AutoEvidence>& evidence, double strongShare);
/// The threshold that holds a quality: the least win rate, against the best model, that the model asked shall have.
/// Fails likewise, and where no model reaches it.
Result<AutoCalibration> calibrateToQuality(
    const AutoRules& rules, const QList<AutoEvidence>& evidence, double leastWinRate);

} // namespace assay
