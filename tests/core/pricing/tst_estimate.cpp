// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pricing/estimate.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

EstimateInput inputOf(const PricePeriod& period)
{
    return {.promptTokens = 1000,
        .promptTokensAtMost = std::nullopt,
        .maxOutputTokens = 500,
        .expectedOutputTokens = std::nullopt,
        .price = ModelPrice{.periods = {period}},
        .at = QDateTime(QDate(2026, 9, 22), QTime(12, 0), QTimeZone::UTC),
        .mode = {},
        .searchContext = {}};
}

PricePeriod plain()
{
    PricePeriod period;
    period.rates.set(UsageClass::Input, Money::fromPico(3));
    period.rates.set(UsageClass::Output, Money::fromPico(15));
    return period;
}

} // namespace

class TestEstimate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limitIsTheWorstCase()
    {
        auto input = inputOf(plain());
        QCOMPARE(estimateCost(input).worst, Money::fromPico(3000 + 7500));
        QCOMPARE(estimateCost(input).expected, estimateCost(input).worst);
        input.expectedOutputTokens = 100;
        QCOMPARE(estimateCost(input).expected, Money::fromPico(3000 + 1500));
        QCOMPARE(estimateCost(input).worst, Money::fromPico(3000 + 7500));
        input.expectedOutputTokens = 900; // not more than the limit
        QCOMPARE(estimateCost(input).expected, Money::fromPico(3000 + 7500));
        input.maxOutputTokens.reset();
        QCOMPARE(estimateCost(input).worst, Money::fromPico(3000 + 4096 * 15));
    }

    void worstCaseTakesTheDearestRates()
    {
        PricePeriod period = plain();
        period.rates.set(UsageClass::CacheWrite1h, Money::fromPico(6));
        period.rates.set(UsageClass::Reasoning, Money::fromPico(20));
        auto input = inputOf(period);
        QCOMPARE(estimateCost(input).worst, Money::fromPico(3000 + 10'000));
        QCOMPARE(estimateCost(input).expected, Money::fromPico(3000 + 7500));
        input.cache = CacheUse::Write;
        QCOMPARE(estimateCost(input).worst, Money::fromPico(6000 + 10'000));
    }

    void boundOfThePromptDecidesTheBand()
    {
        PricePeriod period = plain();
        RateOverride band{.promptTokensAbove = 1000};
        band.rates.set(UsageClass::Input, Money::fromPico(6));
        period.overrides = {band};
        auto input = inputOf(period);
        input.promptTokensAtMost = 1001;
        QCOMPARE(estimateCost(input).expected, Money::fromPico(3000 + 7500));
        QCOMPARE(estimateCost(input).worst, Money::fromPico(6006 + 7500));
    }

    void feesAndSearches()
    {
        PricePeriod period = plain();
        period.rates.set(UsageClass::WebSearch, Money::fromPico(1000));
        auto input = inputOf(period);
        input.searchesAtMost = 3;
        QCOMPARE(estimateCost(input).worst, Money::fromPico(3000 + 7500 + 3000));
        PricePeriod search = plain();
        search.requestBySearchContext = {{u"low"_s, Money::fromPico(5)}, {u"high"_s, Money::fromPico(14)}};
        QCOMPARE(estimateCost(inputOf(search)).expected, Money::fromPico(10'505));
        QCOMPARE(estimateCost(inputOf(search)).worst, Money::fromPico(10'514));
    }

    void unknownStaysUnknown()
    {
        auto input = inputOf(plain());
        input.price.reset();
        QCOMPARE(estimateCost(input), (CostEstimate{.note = u"no_price"_s}));
        QCOMPARE(estimateCost(inputOf({})).note, u"no_rate:input no_rate:output"_s);
        input = inputOf(plain());
        input.maxOutputTokens = std::numeric_limits<qint64>::max();
        input.expectedOutputTokens = 1;
        QCOMPARE(estimateCost(input), (CostEstimate{.note = u"overflow"_s}));
    }
};

QTEST_GUILESS_MAIN(TestEstimate)
#include "tst_estimate.moc"
