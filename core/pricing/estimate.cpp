// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pricing/estimate.h"

#include "core/pricing/costing.h"
#include "core/pricing/tariff.h"

#include <algorithm>
#include <array>
#include <span>

namespace assay {

namespace {

constexpr std::array kAnswerClasses = {UsageClass::Output, UsageClass::Reasoning};

/// The class with the highest charged rate; the first where rates are equal or missing.
UsageClass dearest(const RateSet& rates, std::span<const UsageClass> classes)
{
    return *std::ranges::max_element(
        classes, {}, [&](UsageClass usageClass) { return rates.charged(usageClass).value_or(Money()); });
}

QString dearestContext(const ModelPrice& price, const EstimateInput& input)
{
    const PricePeriod* period = periodAt(price, input.at);
    if (!input.searchContext.isEmpty() || !period || period->requestBySearchContext.isEmpty())
        return input.searchContext;
    const auto& fees = period->requestBySearchContext;
    return std::max_element(fees.keyValueBegin(), fees.keyValueEnd(), [](const auto& a, const auto& b) {
        return a.second < b.second;
    })->first;
}

struct Scenario {
    qint64 prompt = 0;
    qint64 answer = 0;
    qint64 searches = 0;
    UsageClass promptClass = UsageClass::Input;
    UsageClass answerClass = UsageClass::Output;
    QString searchContext;
};

Cost costOf(const EstimateInput& input, const Scenario& scenario)
{
    CostInput counted{
        .price = input.price, .at = input.at, .mode = input.mode, .searchContext = scenario.searchContext};
    counted.usage.set(scenario.promptClass, scenario.prompt);
    counted.usage.set(scenario.answerClass, scenario.answer);
    if (scenario.searches > 0)
        counted.usage.set(UsageClass::WebSearch, scenario.searches);
    return computeCost(counted);
}

Scenario worstCase(const EstimateInput& input, const ModelPrice& price, qint64 answer)
{
    Scenario worst{.prompt = std::max(input.promptTokens, input.promptTokensAtMost.value_or(input.promptTokens)),
        .answer = answer,
        .searches = input.searchesAtMost,
        .searchContext = dearestContext(price, input)};
    const auto tariff = tariffFor(price,
        {.at = input.at, .mode = input.mode, .promptTokens = worst.prompt, .searchContext = worst.searchContext});
    if (!tariff)
        return worst;
    constexpr std::array kWrites = {UsageClass::Input, UsageClass::CacheWrite, UsageClass::CacheWrite1h};
    if (input.cache == CacheUse::Write)
        worst.promptClass = dearest(tariff->rates, kWrites);
    worst.answerClass = dearest(tariff->rates, kAnswerClasses);
    return worst;
}

} // namespace

CostEstimate estimateCost(const EstimateInput& input)
{
    const qint64 limit = input.maxOutputTokens.value_or(kDefaultOutputTokens);
    const qint64 expectedAnswer = std::min(input.expectedOutputTokens.value_or(limit), limit);
    const Cost expected
        = costOf(input, {.prompt = input.promptTokens, .answer = expectedAnswer, .searchContext = input.searchContext});
    if (!expected.amount)
        return {.expected = std::nullopt, .worst = std::nullopt, .note = expected.note};
    const Cost worst = costOf(input, worstCase(input, *input.price, limit));
    if (!worst.amount)
        return {.expected = std::nullopt, .worst = std::nullopt, .note = worst.note};
    return {.expected = expected.amount, .worst = std::max(*worst.amount, *expected.amount), .note = expected.note};
}

} // namespace assay
