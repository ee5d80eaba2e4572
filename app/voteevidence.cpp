// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/voteevidence.h"

#include "core/stats/modelranking.h"

namespace assay {

QList<AutoEvidence> evidenceFrom(const QList<Vote>& votes)
{
    QList<AutoEvidence> out;
    for (const auto& ranked : rankModels(votes))
        out.append({.model = ranked.model, .winRate = ranked.chanceAgainstBest, .comparisons = ranked.comparisons});
    return out;
}

} // namespace assay
