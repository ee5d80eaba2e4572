// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pricing/costing.h"
#include "core/pricing/estimate.h"
#include "tests/core/pricing/prices.h"

#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

/// 10 a token in, 1 cached, 50 out.
ModelPrice rates()
{
    return priceOf(ratesOf({{UsageClass::Input, 10}, {UsageClass::CacheRead, 1}, {UsageClass::Output, 50}}));
}

IncompleteAnswer cutOff()
{
    IncompleteAnswer answer;
    answer.prompt = {.expected = 100, .atLeast = 50, .atMost = 400};
    answer.output = {.expected = 20, .atLeast = 10, .atMost = 80};
    answer.outputAtMost = 1000;
    answer.surelyBilled = true;
    answer.price = rates();
    answer.at = at(kNoon);
    return answer;
}

PastLength past(qint64 completion, bool same = false)
{
    return {.guessedPrompt = 100, .prompt = 120, .completion = completion, .samePrompt = same};
}

} // namespace

class TestIncompleteAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingReportedIsCountedByUs()
    {
        const auto cost = estimateIncomplete(cutOff());
        QCOMPARE(cost.state, CostState::Estimated);
        QCOMPARE(cost.amount, Money::fromPico(100 * 10 + 20 * 50));
        QCOMPARE(cost.low, Money::fromPico(50 * 1 + 10 * 50)); // all of it may have been cached
        QCOMPARE(cost.high, Money::fromPico(400 * 10 + 1000 * 50));
        QVERIFY(cost.note.contains(costnote::kOwnCount));
        qint64 sum = 0;
        for (const auto& line : cost.lines)
            sum += line.amount.pico();
        QCOMPARE(sum, cost.amount->pico());
    }

    void aReportedPromptIsExact()
    {
        auto answer = cutOff();
        answer.reported = usageOf({{UsageClass::Input, 70}, {UsageClass::CacheRead, 30}, {UsageClass::Output, 1}});
        const auto cost = estimateIncomplete(answer);
        constexpr qint64 kPrompt = 70 * 10 + 30 * 1;
        QCOMPARE(cost.amount, Money::fromPico(kPrompt + 20 * 50)); // the 1 is from the middle of the answer
        QCOMPARE(cost.low, Money::fromPico(kPrompt + 10 * 50));
        QCOMPARE(cost.high, Money::fromPico(kPrompt + 1000 * 50));
    }

    void aReportMayKnowMoreThanArrived()
    {
        auto answer = cutOff();
        answer.reported = usageOf({{UsageClass::Input, 100}, {UsageClass::Output, 200}, {UsageClass::Reasoning, 300}});
        const auto cost = estimateIncomplete(answer);
        QCOMPARE(cost.amount, Money::fromPico(100 * 10 + 500 * 50));
        QCOMPARE(cost.low, cost.amount);
        QCOMPARE(cost.high, Money::fromPico(100 * 10 + 1000 * 50));
    }

    void whatMayNotBeBilledBeginsAtNothing()
    {
        auto answer = cutOff();
        answer.surelyBilled = false;
        answer.output = {};
        const auto cost = estimateIncomplete(answer);
        QCOMPARE(cost.low, Money());
        QCOMPARE(cost.amount, Money::fromPico(1000));
    }

    void cacheWritesMakeTheMostDearer()
    {
        auto answer = cutOff();
        answer.price
            = priceOf(ratesOf({{UsageClass::Input, 10}, {UsageClass::CacheWrite, 13}, {UsageClass::Output, 50}}));
        answer.cache = CacheUse::Write;
        QCOMPARE(estimateIncomplete(answer).high, Money::fromPico(400 * 13 + 1000 * 50));
    }

    void withoutAPriceItStaysUnknown()
    {
        auto answer = cutOff();
        answer.price.reset();
        const auto cost = estimateIncomplete(answer);
        QCOMPARE(cost.state, CostState::Unknown);
        QVERIFY(!cost.amount && !cost.low && !cost.high);
    }

    void intervalsAddUp()
    {
        const auto cut = estimateIncomplete(cutOff());
        const auto whole = computeCost(inputOf(usageOf({{UsageClass::Input, 7}, {UsageClass::Output, 3}}), rates()));
        const auto sum = sumCosts({cut, whole});
        QCOMPARE(sum.state, CostState::Estimated);
        QCOMPARE(sum.amount, Money::fromPico(cut.amount->pico() + 220));
        QCOMPARE(sum.low, Money::fromPico(cut.low->pico() + 220));
        QCOMPARE(sum.high, Money::fromPico(cut.high->pico() + 220));
        QVERIFY(!sumCosts({whole, whole}).low);
        Cost unknown;
        QVERIFY(!sumCosts({cut, unknown}).low);
    }

    void habitsNeedThreeAnswers()
    {
        QVERIFY(!habitOf({past(10), past(20)}).expectedOutput);
        QVERIFY(!habitOf({past(10), past(20)}).promptPermille);
        const auto habit = habitOf({past(30), past(10), past(20)});
        QCOMPARE(habit.lowOutput, 10);
        QCOMPARE(habit.expectedOutput, 20);
        QCOMPARE(habit.highOutput, 30);
        QCOMPARE(habit.promptPermille, 1200);
        QVERIFY(!habit.ofThisPrompt);
    }

    void theSamePromptCountsAlone()
    {
        QList<PastLength> answers = {past(1000), past(1000), past(1000), past(5, true), past(6, true)};
        QCOMPARE(habitOf(answers).expectedOutput, 1000);
        answers.append(past(7, true));
        QVERIFY(habitOf(answers).ofThisPrompt);
        QCOMPARE(habitOf(answers).expectedOutput, 6);
        QCOMPARE(habitOf(answers).outputSamples, 3);
    }

    void unknownsAndAbsurdRatiosAreLeftOut()
    {
        const PastLength nothing;
        QCOMPARE(habitOf({nothing, nothing, nothing}), ModelHabit());
        const PastLength absurd{.guessedPrompt = 1, .prompt = 1'000'000, .completion = 1};
        QCOMPARE(habitOf({absurd, absurd, absurd}).promptPermille, 4000);
    }
};

QTEST_GUILESS_MAIN(TestIncompleteAnswer)
#include "tst_incompleteanswer.moc"
