// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pricing/costing.h"
#include "core/pricing/estimate.h"
#include "core/pricing/tariff.h"

#include <algorithm>
#include <array>
#include <span>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kPromptReads = {UsageClass::Input, UsageClass::CacheRead};
constexpr std::array kPromptWrites = {UsageClass::Input, UsageClass::CacheWrite, UsageClass::CacheWrite1h};
constexpr std::array kPromptOnce = {UsageClass::Input};
constexpr std::array kAnswers = {UsageClass::Output, UsageClass::Reasoning};
constexpr qint64 kFewestSamples = 3;

struct Sides {
    qint64 prompt = 0;
    qint64 answer = 0;
    std::span<const UsageClass> promptClasses;
    bool dearest = false;
};

UsageClass chosen(const RateSet& rates, std::span<const UsageClass> classes, bool dearest)
{
    const auto rate = [&](UsageClass usageClass) { return rates.charged(usageClass).value_or(Money()); };
    return dearest ? *std::ranges::max_element(classes, {}, rate) : *std::ranges::min_element(classes, {}, rate);
}

/// The usage with what the provider reported of the prompt, and with at least `sides.answer` tokens of answer.
Usage completed(const IncompleteAnswer& answer, const Sides& sides, const RateSet& rates)
{
    Usage usage = answer.reported;
    if (!usage.promptTokens())
        usage.set(chosen(rates, sides.promptClasses, sides.dearest), sides.prompt);
    const qint64 missing = sides.answer - answer.reported.completionTokens().value_or(0);
    if (missing > 0 || !usage.completionTokens()) {
        const auto usageClass = chosen(rates, kAnswers, sides.dearest);
        usage.set(usageClass, usage[usageClass].value_or(0) + std::max(missing, qint64{0}));
    }
    return usage;
}

Cost costOf(const IncompleteAnswer& answer, const Usage& usage)
{
    return computeCost({.usage = usage, .reported = {}, .price = answer.price, .at = answer.at, .mode = answer.mode});
}

RateSet ratesOf(const IncompleteAnswer& answer, qint64 promptTokens)
{
    if (!answer.price)
        return {};
    const auto tariff = tariffFor(
        *answer.price, {.at = answer.at, .mode = answer.mode, .promptTokens = promptTokens, .searchContext = {}});
    return tariff ? tariff->rates : RateSet();
}

/// What the middle of the road costs: plain input and visible output.
Cost expectedCost(const IncompleteAnswer& answer)
{
    Usage usage = answer.reported;
    if (!usage.promptTokens())
        usage.set(UsageClass::Input, answer.prompt.expected);
    const qint64 missing = answer.output.expected - answer.reported.completionTokens().value_or(0);
    if (missing > 0)
        usage.set(UsageClass::Output, usage[UsageClass::Output].value_or(0) + missing);
    return costOf(answer, usage);
}

/// Value at a rank of a sorted list, nearest rank.
qint64 percentile(const QList<qint64>& sorted, qint64 percent)
{
    const qint64 rank = (percent * sorted.size() + 99) / 100;
    return sorted[std::clamp<qint64>(rank - 1, 0, sorted.size() - 1)];
}

} // namespace

Cost estimateIncomplete(const IncompleteAnswer& answer)
{
    Cost cost = expectedCost(answer);
    if (!cost.amount)
        return cost;
    const qint64 known = answer.reported.promptTokens().value_or(-1);
    const qint64 fewest = known < 0 ? answer.prompt.atLeast : known;
    const qint64 most = known < 0 ? answer.prompt.atMost : known;
    const Sides lowSides{.prompt = fewest, .answer = answer.output.atLeast, .promptClasses = kPromptReads};
    const Sides highSides{.prompt = most,
        .answer = std::max(answer.outputAtMost, answer.output.atMost),
        .promptClasses = answer.cache == CacheUse::Write ? std::span<const UsageClass>(kPromptWrites)
                                                         : std::span<const UsageClass>(kPromptOnce),
        .dearest = true};
    const Cost low = costOf(answer, completed(answer, lowSides, ratesOf(answer, fewest)));
    const Cost high = costOf(answer, completed(answer, highSides, ratesOf(answer, most)));
    cost.state = CostState::Estimated;
    cost.note = cost.note.isEmpty() ? QString(costnote::kOwnCount) : cost.note + u' ' + costnote::kOwnCount;
    cost.low = answer.surelyBilled ? std::min(low.amount.value_or(Money()), *cost.amount) : Money();
    cost.high = std::max(high.amount.value_or(*cost.amount), *cost.amount);
    return cost;
}

ModelHabit habitOf(const QList<PastLength>& past)
{
    ModelHabit habit;
    qint64 guessed = 0;
    qint64 reported = 0;
    QList<qint64> lengths;
    QList<qint64> own;
    for (const auto& answer : past) {
        if (answer.guessedPrompt.value_or(0) > 0 && answer.prompt.value_or(0) > 0) {
            guessed += *answer.guessedPrompt;
            reported += *answer.prompt;
            ++habit.promptSamples;
        }
        if (!answer.completion)
            continue;
        lengths.append(*answer.completion);
        if (answer.samePrompt)
            own.append(*answer.completion);
    }
    constexpr qint64 kLeast = 250;
    constexpr qint64 kMost = 4000;
    if (habit.promptSamples >= kFewestSamples)
        habit.promptPermille = std::clamp((reported * 1000 + guessed / 2) / guessed, kLeast, kMost);
    habit.ofThisPrompt = own.size() >= kFewestSamples;
    QList<qint64>& counted = habit.ofThisPrompt ? own : lengths;
    habit.outputSamples = counted.size();
    if (counted.size() < kFewestSamples)
        return habit;
    std::ranges::sort(counted);
    habit.lowOutput = percentile(counted, 10);
    habit.expectedOutput = percentile(counted, 50);
    habit.highOutput = percentile(counted, 90);
    return habit;
}

} // namespace assay
