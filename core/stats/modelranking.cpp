// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stats/modelranking.h"

#include "core/stats/bradleyterry.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace assay {

namespace {

/// Rating points in a logit.
const double kPointsALogit = 400 / std::log(10.0);

} // namespace

QList<RankedModel> rankModels(const QList<Vote>& votes)
{
    QList<RankedModel> out;
    QList<PairedWins> wins;
    const auto placeOf = [&out](const ModelRef& model) {
        const QString name = model.toString();
        const auto known = std::ranges::find(out, name, &RankedModel::model);
        const auto place = std::distance(out.begin(), known);
        if (known == out.end())
            out.append({.model = name});
        return place;
    };
    for (const auto& tally : tallyVotes(votes)) {
        const int compared = tally.decided() + tally.ties;
        if (compared == 0)
            continue;
        const auto a = placeOf(tally.a);
        const auto b = placeOf(tally.b);
        wins.append({.first = a,
            .second = b,
            .firstWins = tally.aWins + tally.ties / 2.0,
            .secondWins = tally.bWins + tally.ties / 2.0});
        out[a].comparisons += compared;
        out[b].comparisons += compared;
    }
    const auto fit = BradleyTerry::fit(out.size(), wins);
    qsizetype best = 0;
    for (qsizetype i = 1; i < out.size(); ++i) {
        if (fit.strength(i) > fit.strength(best))
            best = i;
    }
    for (qsizetype i = 0; i < out.size(); ++i) {
        out[i].rating = fit.rating(i);
        out[i].behindBest = fit.rating(best) - fit.rating(i);
        out[i].behindBestError = i == best ? 0 : fit.errorOfDifference(i, best) * kPointsALogit;
        out[i].chanceAgainstBest = fit.chance(i, best);
    }
    std::ranges::stable_sort(out, std::greater(), &RankedModel::rating);
    return out;
}

} // namespace assay
