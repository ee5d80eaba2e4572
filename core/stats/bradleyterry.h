// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>

namespace assay {

/// Comparisons of two items; a tie is half a win to each.
struct PairedWins {
    qsizetype first = 0; ///< index of the item
    qsizetype second = 0;
    double firstWins = 0;
    double secondWins = 0;
};

/// Strengths by the Bradley–Terry model, P(i beats j) = 1 / (1 + e^(θj − θi)), with a normal prior on each θ (standard
/// deviation 1.5 logits, about 260 Elo points), so that few votes give no infinite strengths.
class BradleyTerry
{
public:
    /// Newton steps on the penalised likelihood, which has one maximum.
    static BradleyTerry fit(qsizetype items, const QList<PairedWins>& wins);

    double strength(qsizetype item) const { return m_strengths[item]; } ///< θ, logits; the mean of all is about 0
    /// 1000 + θ·400/ln 10.
    double rating(qsizetype item) const;
    /// Chance that one is preferred to the other.
    double chance(qsizetype item, qsizetype other) const;
    /// Standard error of θ(item) − θ(other). Only differences have one that means something.
    double errorOfDifference(qsizetype item, qsizetype other) const;

private:
    QList<double> m_strengths;
    QList<double> m_covariance; ///< inverse of the Hessian, row by row
};

} // namespace assay
