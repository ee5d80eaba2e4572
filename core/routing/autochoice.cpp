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

QList<AutoEvidence> knownEnough(const AutoRules& rules, const QList<AutoEvidence>& evidence)
{
    QList<AutoEvidence> out;
    std::ranges::copy_if(evidence, std::back_inserter(out),
        [&](const AutoEvidence& model) { return model.comparisons >= rules.fewestComparisons; });
    return out;
}

/// The cheapest first; those without a price last.
QList<AutoEvidence> reaching(const AutoRules& rules, const QList<AutoEvidence>& evidence, double threshold)
{
    auto out = knownEnough(rules, evidence);
    out.removeIf([&](const AutoEvidence& model) { return model.winRate < threshold; });
    std::ranges::stable_sort(out, [](const AutoEvidence& a, const AutoEvidence& b) {
        if (a.price.has_value() != b.price.has_value())
            return a.price.has_value();
        return a.price != b.price ? a.price < b.price : a.winRate > b.winRate;
    });
    return out;
}

std::unexpected<Error> tooThin(const AutoRules& rules, qsizetype known)
{
    return fail(ErrorKind::InvalidRequest,
        u"Your votes tell too little: %1 models were compared %2 times or more, and two are needed. `assay compare --blind` asks for votes."_s
            .arg(known)
            .arg(rules.fewestComparisons));
}

AutoCalibration calibrationAt(const AutoRules& rules, const QList<AutoEvidence>& evidence, double threshold)
{
    const auto good = reaching(rules, evidence, threshold);
    AutoCalibration out{.threshold = threshold};
    for (const auto& model : good)
        out.chosen.append(model.model);
    out.strongShare = double(good.size()) / double(knownEnough(rules, evidence).size());
    if (!good.isEmpty()) {
        out.winRate = good.first().winRate;
        out.price = good.first().price;
    }
    return out;
}

} // namespace

Result<AutoCalibration> calibrateToShare(
    const AutoRules& rules, const QList<AutoEvidence>& evidence, double strongShare)
{
    const auto known = knownEnough(rules, evidence);
    if (known.size() < 2)
        return tooThin(rules, known.size());
    QList<double> rates;
    for (const auto& model : known)
        rates.append(model.winRate);
    // At least the best one is asked: a threshold above all leaves `auto` nothing.
    const double least = 1.0 / double(known.size());
    const auto threshold
        = strongShare > 0 ? calibratedThreshold(rates, std::max(strongShare, least)) : std::optional<double>();
    if (!threshold || *threshold > 1)
        return fail(ErrorKind::InvalidRequest, u"A share is a number above 0, up to 1."_s);
    return calibrationAt(rules, evidence, *threshold);
}

Result<AutoCalibration> calibrateToQuality(
    const AutoRules& rules, const QList<AutoEvidence>& evidence, double leastWinRate)
{
    const auto known = knownEnough(rules, evidence);
    if (known.size() < 2)
        return tooThin(rules, known.size());
    if (!(leastWinRate >= 0) || leastWinRate > 1)
        return fail(ErrorKind::InvalidRequest, u"A win rate is a number from 0 to 1; the best model's is 0.5."_s);
    auto out = calibrationAt(rules, evidence, leastWinRate);
    if (!out.chosen.isEmpty())
        return out;
    return fail(ErrorKind::InvalidRequest,
        u"No model is preferred so often: the highest win rate against the best is %1."_s.arg(
            std::ranges::max(known, {}, &AutoEvidence::winRate).winRate, 0, 'f', 2));
}

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
    const auto good = reaching(rules, evidence, threshold);
    if (good.isEmpty()) {
        return fail(ErrorKind::InvalidRequest,
            u"'auto' has nothing to go by: no models are set for %1 prompts, and no model was compared %2 times and is preferred often enough. Set some with `assay route auto set %1 MODEL`."_s
                .arg(complexityTierName(complexity.tier))
                .arg(rules.fewestComparisons));
    }
    for (const auto& model : good) {
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
