// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/voteevidence.h"

#include "core/stats/bradleyterry.h"

#include <algorithm>

namespace assay {

QList<AutoEvidence> evidenceFrom(const QList<Vote>& votes)
{
    QList<AutoEvidence> out;
    QList<PairedWins> wins;
    const auto placeOf = [&out](const ModelRef& model) {
        const QString name = model.toString();
        const auto known = std::ranges::find(out, name, &AutoEvidence::model);
        if (known == out.end())
            out.append({.model = name});
        return known == out.end() ? out.size() - 1 : std::distance(out.begin(), known);
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
    if (out.isEmpty())
        return out;
    const auto fit = BradleyTerry::fit(out.size(), wins);
    qsizetype best = 0;
    for (qsizetype i = 1; i < out.size(); ++i) {
        if (fit.strength(i) > fit.strength(best))
            best = i;
    }
    for (qsizetype i = 0; i < out.size(); ++i)
        out[i].winRate = fit.chance(i, best);
    std::ranges::stable_sort(out, std::greater(), &AutoEvidence::winRate);
    return out;
}

} // namespace assay
