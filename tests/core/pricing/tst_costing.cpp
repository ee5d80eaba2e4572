// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pricing/costing.h"
#include "tests/core/pricing/prices.h"

#include <QTest>

#include <limits>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kHuge = std::numeric_limits<qint64>::max();

qint64 linesTotal(const Cost& cost)
{
    qint64 total = 0;
    for (const auto& line : cost.lines)
        total += line.amount.pico();
    return total;
}

const RateSet kAnthropic = ratesOf({{UsageClass::Input, 3'000'000}, {UsageClass::Output, 15'000'000},
    {UsageClass::CacheRead, 300'000}, {UsageClass::CacheWrite, 3'750'000}, {UsageClass::CacheWrite1h, 6'000'000}});

ModelPrice deepseek()
{
    const QList<int> workdays = {1, 2, 3, 4, 5};
    const RateSet peak
        = ratesOf({{UsageClass::Input, 1'320'000}, {UsageClass::Output, 3'960'000}, {UsageClass::CacheRead, 44'000}});
    return priceOf({PricePeriod{.rates = ratesOf({{UsageClass::Input, 435'000}, {UsageClass::Output, 870'000},
                                    {UsageClass::CacheRead, 3'625}})},
        PricePeriod{.from = QDate(2026, 8, 17),
            .rates
            = ratesOf({{UsageClass::Input, 660'000}, {UsageClass::Output, 1'980'000}, {UsageClass::CacheRead, 22'000}}),
            .overrides = {{.utcFrom = 100, .utcTo = 400, .utcDays = workdays, .rates = peak},
                {.utcFrom = 600, .utcTo = 1000, .utcDays = workdays, .rates = peak}}}});
}

ModelPrice gemini()
{
    return priceOf({PricePeriod{.rates
        = ratesOf({{UsageClass::Input, 1'250'000}, {UsageClass::Output, 10'000'000}, {UsageClass::CacheRead, 125'000}}),
        .overrides = {{.promptTokensAbove = 200'000,
            .rates = ratesOf({{UsageClass::Input, 2'500'000}, {UsageClass::Output, 15'000'000},
                {UsageClass::CacheRead, 250'000}})}}}});
}

} // namespace

class TestCosting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chargesByHand_data()
    {
        QTest::addColumn<CostInput>("input");
        QTest::addColumn<qint64>("pico");
        const auto row
            = [](const char* name, const CostInput& input, qint64 pico) { QTest::newRow(name) << input << pico; };
        // 1000 × 3 µ$ + 500 × 15 µ$
        row("input and output",
            inputOf(usageOf({{UsageClass::Input, 1000}, {UsageClass::Output, 500}}), priceOf(kAnthropic)),
            10'500'000'000);
        // 10 × 3 + 2000 × 0.3 + 300 × 3.75 + 40 × 6 + 7 × 15 (µ$)
        row("caches of five minutes and an hour",
            inputOf(usageOf({{UsageClass::Input, 10}, {UsageClass::CacheRead, 2000}, {UsageClass::CacheWrite, 300},
                        {UsageClass::CacheWrite1h, 40}, {UsageClass::Output, 7}}),
                priceOf(kAnthropic)),
            30'000'000 + 600'000'000 + 1'125'000'000 + 240'000'000 + 105'000'000);
        // a cached token of 2.8 nano-dollars: nothing is rounded on the way
        row("finer than a nano-dollar",
            inputOf(usageOf({{UsageClass::CacheRead, 3}, {UsageClass::Output, 0}}),
                priceOf(ratesOf({{UsageClass::CacheRead, 2'801}}))),
            8'403);
        row("free",
            inputOf(usageOf({{UsageClass::Input, 5}, {UsageClass::Output, 5}}),
                priceOf(ratesOf({{UsageClass::Input, 0}, {UsageClass::Output, 0}}))),
            0);

        const auto prompt = [](qint64 input, qint64 cached) {
            return usageOf({{UsageClass::Input, input}, {UsageClass::CacheRead, cached}, {UsageClass::Output, 10}});
        };
        row("threshold at exactly N", inputOf(prompt(200'000, 0), gemini()), 200'000LL * 1'250'000 + 10 * 10'000'000);
        row("threshold at N + 1", inputOf(prompt(200'001, 0), gemini()), 200'001LL * 2'500'000 + 10 * 15'000'000);
        row("cached tokens count for the threshold, N", inputOf(prompt(1, 199'999), gemini()),
            1'250'000 + 199'999LL * 125'000 + 10 * 10'000'000);
        row("cached tokens count for the threshold, N + 1", inputOf(prompt(1, 200'000), gemini()),
            2'500'000 + 200'000LL * 250'000 + 10 * 15'000'000);

        const Usage small = usageOf({{UsageClass::Input, 100}, {UsageClass::Output, 10}});
        const qint64 old = 100 * 435'000 + 10 * 870'000;
        const qint64 offPeak = 100 * 660'000 + 10 * 1'980'000;
        const qint64 peak = 100 * 1'320'000 + 10 * 3'960'000;
        row("the day before a new period", inputOf(small, deepseek(), u"2026-08-16T23:59:59Z"_s), old);
        row("a period begins at midnight UTC", inputOf(small, deepseek(), u"2026-08-17T00:00:00Z"_s), offPeak);
        row("the date is that of UTC", inputOf(small, deepseek(), u"2026-08-16T23:30:00-01:00"_s), offPeak);
        row("before the window", inputOf(small, deepseek(), u"2026-09-22T00:59:59Z"_s), offPeak);
        row("start of the window is inside", inputOf(small, deepseek(), u"2026-09-22T01:00:00Z"_s), peak);
        row("end of the window is outside", inputOf(small, deepseek(), u"2026-09-22T04:00:00Z"_s), offPeak);
        row("second window", inputOf(small, deepseek(), u"2026-09-22T09:59:59Z"_s), peak);
        row("not at the weekend", inputOf(small, deepseek(), u"2026-09-26T02:00:00Z"_s), offPeak);
    }
    void chargesByHand()
    {
        QFETCH(CostInput, input);
        QFETCH(qint64, pico);
        const Cost cost = computeCost(input);
        QCOMPARE(costStateName(cost.state), costStateName(CostState::Computed));
        QVERIFY(cost.amount);
        QCOMPARE(cost.amount->pico(), pico);
        QCOMPARE(linesTotal(cost), pico);
    }

    void feesPerRequestAndSearch()
    {
        RateSet rates = ratesOf({{UsageClass::Input, 1}, {UsageClass::Output, 1}, {UsageClass::WebSearch, 1000}});
        rates.setRequest(Money::fromPico(70));
        auto input = inputOf(
            usageOf({{UsageClass::Input, 2}, {UsageClass::Output, 3}, {UsageClass::WebSearch, 4}}), priceOf(rates));
        input.requests = 3;
        const Cost cost = computeCost(input);
        QCOMPARE(cost.amount->pico(), 2 + 3 + 4000 + 210);
        QCOMPARE(cost.lines.last(),
            (CostLine{.usageClass = u"request"_s,
                .units = 3,
                .perUnit = Money::fromPico(70),
                .amount = Money::fromPico(210)}));
        input.requests = 0;
        QCOMPARE(computeCost(input).amount->pico(), 4005);
    }

    void feeBySearchContext()
    {
        PricePeriod period{.rates = ratesOf({{UsageClass::Input, 1}, {UsageClass::Output, 1}})};
        period.requestBySearchContext = {
            {u"low"_s, Money::fromPico(500)}, {u"medium"_s, Money::fromPico(800)}, {u"high"_s, Money::fromPico(1200)}};
        auto input = inputOf(
            usageOf({{UsageClass::Input, 2}, {UsageClass::Output, 3}, {UsageClass::WebSearch, 1}}), priceOf({period}));
        input.searchContext = u"high"_s; // the search itself is part of the fee
        QCOMPARE(computeCost(input).amount->pico(), 1205);
        QCOMPARE(computeCost(input).state, CostState::Computed);
        input.searchContext.clear();
        QCOMPARE(computeCost(input).amount->pico(), 505);
        QCOMPARE(computeCost(input).state, CostState::Estimated);
        QCOMPARE(computeCost(input).note, u"search_context_unknown"_s);
    }

    void saysWhatIsUnknown_data()
    {
        QTest::addColumn<CostInput>("input");
        QTest::addColumn<QString>("note");
        const Usage usage = usageOf({{UsageClass::Input, 1}, {UsageClass::Output, 1}});
        auto unpriced = inputOf(usage, {});
        unpriced.price.reset();
        QTest::newRow("no price") << unpriced << u"no_price"_s;
        QTest::newRow("no usage") << inputOf({}, priceOf(kAnthropic)) << u"no_usage"_s;
        QTest::newRow("negative") << inputOf(usageOf({{UsageClass::Output, -1}}), priceOf(kAnthropic))
                                  << u"bad_usage"_s;
        QTest::newRow("prompt beyond 64 bits")
            << inputOf(usageOf({{UsageClass::Input, kHuge}, {UsageClass::CacheRead, kHuge}}), priceOf(kAnthropic))
            << u"bad_usage"_s;
        QTest::newRow("no time") << inputOf(usage, priceOf(kAnthropic), {}) << u"no_time"_s;
        QTest::newRow("price begins later")
            << inputOf(usage, priceOf({PricePeriod{.from = QDate(2026, 9, 23), .rates = kAnthropic}}))
            << u"no_price_at_date"_s;
        QTest::newRow("no rate") << inputOf(usage, priceOf(ratesOf({{UsageClass::Input, 1}}))) << u"no_rate:output"_s;
        QTest::newRow("no rate for searches") << inputOf(
            usageOf({{UsageClass::Input, 1}, {UsageClass::Output, 1}, {UsageClass::WebSearch, 1}}), priceOf(kAnthropic))
                                              << u"no_rate:web_search"_s;
        QTest::newRow("one line overflows")
            << inputOf(usageOf({{UsageClass::Input, kHuge / 2}, {UsageClass::Output, 1}}), priceOf(kAnthropic))
            << u"overflow"_s;
        QTest::newRow("the sum overflows") << inputOf(
            usageOf({{UsageClass::Input, kHuge / 3'000'000}, {UsageClass::Output, kHuge / 15'000'000}}),
            priceOf(kAnthropic)) << u"overflow"_s;
    }
    void saysWhatIsUnknown()
    {
        QFETCH(CostInput, input);
        QFETCH(QString, note);
        const Cost cost = computeCost(input);
        QCOMPARE(cost.state, CostState::Unknown);
        QVERIFY(!cost.amount);
        QCOMPARE(cost.note, note);

        input.reported = Money::fromPico(5); // what the provider says needs no price
        const Cost reported = computeCost(input);
        QCOMPARE(reported.state, CostState::Reported);
        QCOMPARE(reported.amount, Money::fromPico(5));
    }

    void zeroReportedIsNotUnknownUsage()
    {
        const Cost cost
            = computeCost(inputOf(usageOf({{UsageClass::Input, 0}, {UsageClass::Output, 0}}), priceOf(kAnthropic)));
        QCOMPARE(cost.state, CostState::Computed);
        QCOMPARE(cost.amount, Money());
        QVERIFY(cost.lines.isEmpty());
        QVERIFY(cost.note.isEmpty());
    }

    void notesASideNobodyReported()
    {
        QCOMPARE(computeCost(inputOf(usageOf({{UsageClass::Input, 1}}), priceOf(kAnthropic))).note,
            u"output_not_reported"_s);
        QCOMPARE(computeCost(inputOf(usageOf({{UsageClass::Output, 1}}), priceOf(kAnthropic))).note,
            u"input_not_reported"_s);
    }

    void keepsReportedBesideComputed_data()
    {
        QTest::addColumn<qint64>("reported");
        QTest::addColumn<bool>("noted");
        QTest::newRow("equal") << 10'000LL << false;
        QTest::newRow("2 % above") << 10'200LL << false;
        QTest::newRow("just more than 2 % above") << 10'201LL << true;
        QTest::newRow("2 % below") << 9'800LL << false;
        QTest::newRow("just more than 2 % below") << 9'799LL << true;
        QTest::newRow("zero") << 0LL << true;
        QTest::newRow("huge") << kHuge << true;
    }
    void keepsReportedBesideComputed()
    {
        QFETCH(qint64, reported);
        QFETCH(bool, noted);
        auto input = inputOf(usageOf({{UsageClass::Input, 60}, {UsageClass::Output, 40}}),
            priceOf(ratesOf({{UsageClass::Input, 100}, {UsageClass::Output, 100}})));
        input.reported = Money::fromPico(reported);
        const Cost cost = computeCost(input);
        QCOMPARE(cost.state, CostState::Reported);
        QCOMPARE(cost.amount, Money::fromPico(reported));
        QCOMPARE(cost.reported, Money::fromPico(reported));
        QCOMPARE(linesTotal(cost), 10'000);
        QCOMPARE(cost.note.contains(u"reported_differs"_s), noted);
    }

    void ignoresANegativeReport()
    {
        auto input = inputOf(usageOf({{UsageClass::Input, 1}, {UsageClass::Output, 1}}), priceOf(kAnthropic));
        input.reported = Money::fromPico(-1);
        const Cost cost = computeCost(input);
        QCOMPARE(cost.state, CostState::Computed);
        QVERIFY(!cost.reported);
        QCOMPARE(cost.note, u"reported_negative"_s);
    }

    void namesThePriceItUsed()
    {
        const Usage usage = usageOf({{UsageClass::Input, 1}, {UsageClass::Output, 1}});
        QCOMPARE(computeCost(inputOf(usage, deepseek())).priceRevision, u"2026-11-22/test#2026-08-17"_s);
        QCOMPARE(computeCost(inputOf(usage, priceOf(kAnthropic))).priceRevision, u"2026-11-22/test"_s);
    }

    void sumsAttempts()
    {
        const auto part = [](qint64 input) {
            return computeCost(
                inputOf(usageOf({{UsageClass::Input, input}, {UsageClass::Output, 0}}), priceOf(kAnthropic)));
        };
        auto reportedInput = inputOf({}, {});
        reportedInput.price.reset();
        reportedInput.reported = Money::fromPico(4);
        const Cost reported = computeCost(reportedInput);
        const Cost both = sumCosts({part(1), part(2)});
        QCOMPARE(both.state, CostState::Computed);
        QCOMPARE(both.amount, Money::fromPico(9'000'000));
        QCOMPARE(both.lines.size(), 2);
        QVERIFY(!both.reported);
        QCOMPARE(sumCosts({reported, part(1)}).state, CostState::Computed);
        QCOMPARE(sumCosts({reported, part(1)}).amount, Money::fromPico(3'000'004));
        QCOMPARE(sumCosts({reported, reported}).reported, Money::fromPico(8));
        QCOMPARE(sumCosts({reported, reported}).state, CostState::Reported);

        const Cost partly = sumCosts({part(1), computeCost(inputOf({}, priceOf(kAnthropic)))});
        QCOMPARE(partly.state, CostState::Unknown);
        QVERIFY(!partly.amount);
        QCOMPARE(partly.lines.size(), 1);
        QCOMPARE(partly.note, u"no_usage"_s);
        QCOMPARE(sumCosts({}).state, CostState::Unknown);
        QVERIFY(!sumCosts({}).amount);

        reportedInput.reported = Money::fromPico(kHuge);
        const Cost most = computeCost(reportedInput);
        QCOMPARE(sumCosts({most, most}).state, CostState::Unknown);
        QVERIFY(sumCosts({most, most}).note.contains(u"overflow"_s));
    }
};

QTEST_GUILESS_MAIN(TestCosting)
#include "tst_costing.moc"
