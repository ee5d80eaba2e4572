// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/autochoice.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString tierSentence(const Complexity& complexity)
{
    QStringList signs;
    for (const auto& sign : complexity.signs) {
        if (sign.value != 0)
            signs.append(u"%1 %2"_s.arg(sign.name).arg(sign.value * sign.weight, 0, 'f', 3));
    }
    const QString why
        = complexity.isForced ? u"two reasoning markers"_s : u"score %1"_s.arg(complexity.score, 0, 'f', 3);
    return u"The prompt looks %1: %2 (%3)."_s.arg(complexityTierName(complexity.tier), why, signs.join(u", "_s));
}

} // namespace

Result<AutoChoice> chooseAutomatically(
    const AutoRules& rules, const Complexity& complexity, const QList<AutoEvidence>& evidence)
{
    AutoChoice out;
    out.reasons.append(tierSentence(complexity));
    if (const auto set = rules.models.constFind(complexity.tier); set != rules.models.constEnd() && !set->isEmpty()) {
        out.models = *set;
        out.reasons.append(u"Models you set for %1 prompts."_s.arg(complexityTierName(complexity.tier)));
        return out;
    }
    const double threshold = rules.thresholds.at(static_cast<std::size_t>(complexity.tier));
    QList<AutoEvidence> good;
    std::ranges::copy_if(evidence, std::back_inserter(good), [&](const AutoEvidence& model) {
        return model.comparisons >= rules.fewestComparisons && model.winRate >= threshold;
    });
    if (good.isEmpty()) {
        return fail(ErrorKind::InvalidRequest,
            u"'auto' has nothing to go by: no models are set for %1 prompts, and no model was compared %2 times and is preferred often enough. Set some with `assay route auto set %1 MODEL`."_s
                .arg(complexityTierName(complexity.tier))
                .arg(rules.fewestComparisons));
    }
    std::ranges::stable_sort(good, [](const AutoEvidence& a, const AutoEvidence& b) {
        if (a.price.has_value() != b.price.has_value())
            return a.price.has_value();
        return a.price != b.price ? a.price < b.price : a.winRate > b.winRate;
    });
    for (const auto& model : std::as_const(good)) {
        out.models.append(model.model);
        out.reasons.append(u"%1 wins %2 % against your best model (%3 comparisons), at least %4 % is wanted."_s.arg(
            model.model, QString::number(model.winRate * 100, 'f', 0), QString::number(model.comparisons),
            QString::number(threshold * 100, 'f', 0)));
    }
    return out;
}

std::optional<double> calibratedThreshold(QList<double> winRates, double strongShare)
{
    if (winRates.isEmpty() || !(strongShare >= 0) || strongShare > 1)
        return std::nullopt;
    std::ranges::sort(winRates);
    const auto n = winRates.size();
    const auto strong = qsizetype(std::llround(strongShare * double(n)));
    // As many as wanted lie at or above it; above all of them where none is wanted.
    return strong == 0 ? std::nextafter(winRates.last(), 2.0) : winRates.at(n - strong);
}

} // namespace assay
