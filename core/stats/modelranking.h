// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/vote.h"

#include <QList>
#include <QString>

namespace assay {

/// A model among all that the user compared.
struct RankedModel {
    QString model;
    double rating = 1000; ///< Bradley–Terry, 1000 for the average
    double behindBest = 0; ///< rating points; 0 for the best itself
    double behindBestError = 0; ///< standard error of that
    double chanceAgainstBest = 0.5; ///< to be preferred to the best one
    int comparisons = 0;
};

/// Below so many comparisons a place says nothing yet.
inline constexpr int kFewestToRank = 10;

/// By Bradley–Terry strengths over all pairs, best first; ties are halves, "both bad" and "cannot tell" are no
/// comparison.
QList<RankedModel> rankModels(const QList<Vote>& votes);

} // namespace assay
