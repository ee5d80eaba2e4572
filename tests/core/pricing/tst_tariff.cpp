// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pricing/tariff.h"
#include "tests/core/pricing/prices.h"

#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

class TestTariff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void windowsWrapPastMidnight_data()
    {
        QTest::addColumn<QString>("time");
        QTest::addColumn<bool>("inside");
        QTest::newRow("22:29") << u"2026-09-22T22:29:59Z"_s << false;
        QTest::newRow("22:30") << u"2026-09-22T22:30:00Z"_s << true;
        QTest::newRow("23:59") << u"2026-09-22T23:59:59Z"_s << true;
        QTest::newRow("00:00") << u"2026-09-23T00:00:00Z"_s << true;
        QTest::newRow("01:14") << u"2026-09-23T01:14:59Z"_s << true;
        QTest::newRow("01:15") << u"2026-09-23T01:15:00Z"_s << false;
        QTest::newRow("Sunday morning, not listed") << u"2026-09-27T00:30:00Z"_s << false;
    }
    void windowsWrapPastMidnight()
    {
        QFETCH(QString, time);
        QFETCH(bool, inside);
        const RateOverride night{.utcFrom = 2230, .utcTo = 115, .utcDays = {1, 2, 3, 4, 5, 6}, .rates = {}};
        QCOMPARE(holds(night, at(time), 0), inside);
    }

    void laterOverridesWinAndAllConditionsMustHold()
    {
        const auto price = priceOf({PricePeriod{.rates = ratesOf({{UsageClass::Input, 10}, {UsageClass::Output, 1}}),
            .overrides = {{.promptTokensAbove = 100, .rates = ratesOf({{UsageClass::Input, 20}})},
                {.promptTokensAbove = 200, .utcFrom = 0, .utcTo = 600, .rates = ratesOf({{UsageClass::Input, 5}})},
                {.promptTokensAbove = 300, .rates = ratesOf({{UsageClass::Output, 7}})}}}});
        const auto ratesAt = [&](qint64 tokens, const QString& time) {
            const auto rates
                = tariffFor(price, {.at = at(time), .mode = {}, .promptTokens = tokens, .searchContext = {}})->rates;
            return std::pair(rates[UsageClass::Input]->pico(), rates[UsageClass::Output]->pico());
        };
        QCOMPARE(ratesAt(100, kNoon), std::pair(10LL, 1LL));
        QCOMPARE(ratesAt(250, kNoon), std::pair(20LL, 1LL)); // the second needs the night
        QCOMPARE(ratesAt(250, u"2026-09-22T03:00:00Z"_s), std::pair(5LL, 1LL));
        QCOMPARE(ratesAt(301, u"2026-09-22T03:00:00Z"_s), std::pair(5LL, 7LL)); // absent keys keep what held before
    }

    void missingRatesFallBack_data()
    {
        QTest::addColumn<UsageClass>("usageClass");
        QTest::addColumn<qint64>("bare"); // with input and output alone
        QTest::addColumn<qint64>("cached"); // with cache_read and cache_write too
        using enum UsageClass;
        const auto row = [](UsageClass usageClass, qint64 bare, qint64 cached) {
            QTest::newRow(usageClassName(usageClass).data()) << usageClass << bare << cached;
        };
        row(CacheRead, 10, 2);
        row(CacheWrite, 10, 3);
        row(CacheWrite1h, 10, 3);
        row(InputAudio, 10, 10);
        row(InputImage, 10, 10);
        row(InputVideo, 10, 10);
        row(CacheReadAudio, 10, 2);
        row(Reasoning, 50, 50);
        row(Citation, 50, 50);
        row(OutputAudio, 50, 50);
        row(OutputImage, 50, 50);
    }
    void missingRatesFallBack()
    {
        QFETCH(UsageClass, usageClass);
        QFETCH(qint64, bare);
        QFETCH(qint64, cached);
        RateSet rates = ratesOf({{UsageClass::Input, 10}, {UsageClass::Output, 50}});
        const Cost cost = computeCost(inputOf(usageOf({{usageClass, 1}}), priceOf(rates)));
        QCOMPARE(cost.state, CostState::Computed);
        QCOMPARE(cost.amount->pico(), bare);
        QCOMPARE(cost.lines.first().usageClass, QString(usageClassName(usageClass)));
        rates.set(UsageClass::CacheRead, Money::fromPico(2));
        rates.set(UsageClass::CacheWrite, Money::fromPico(3));
        QCOMPARE(computeCost(inputOf(usageOf({{usageClass, 1}}), priceOf(rates))).amount->pico(), cached);
        rates.set(usageClass, Money::fromPico(777));
        QCOMPARE(computeCost(inputOf(usageOf({{usageClass, 1}}), priceOf(rates))).amount->pico(), 777);
    }

    void modesHaveRatesOfTheirOwn()
    {
        PricePeriod period{.rates = ratesOf({{UsageClass::Input, 100}, {UsageClass::Output, 200},
                               {UsageClass::CacheRead, 10}, {UsageClass::WebSearch, 5000}}),
            .overrides = {{.promptTokensAbove = 10, .rates = ratesOf({{UsageClass::Input, 999}})}}};
        period.modes.insert(u"batch"_s, {.rates = ratesOf({{UsageClass::Input, 50}, {UsageClass::Output, 100}})});
        period.modes.insert(u"flex"_s,
            {.rates = ratesOf({{UsageClass::Input, 60}, {UsageClass::Output, 110}}),
                .overrides = {{.promptTokensAbove = 20, .rates = ratesOf({{UsageClass::Input, 70}})}}});
        auto input = inputOf(
            usageOf({{UsageClass::Input, 20}, {UsageClass::CacheRead, 1}, {UsageClass::Output, 1}}), priceOf({period}));
        input.mode = u"batch"_s; // neither the standard override nor the standard cache rate applies
        QCOMPARE(computeCost(input).amount->pico(), 21 * 50 + 100);
        QCOMPARE(computeCost(input).state, CostState::Computed);
        input.mode = u"flex"_s;
        QCOMPARE(computeCost(input).amount->pico(), 21 * 70 + 110);
        input.mode.clear();
        input.price->impliedMode = u"batch"_s;
        QCOMPARE(computeCost(input).amount->pico(), 21 * 50 + 100);
        input.mode = u"standard"_s;
        QCOMPARE(computeCost(input).amount->pico(), 20 * 999 + 10 + 200);

        input.mode = u"priority"_s; // nobody gave one: standard rates, and said so
        const Cost guessed = computeCost(input);
        QCOMPARE(guessed.state, CostState::Estimated);
        QCOMPARE(guessed.note, u"no_mode_rate:priority"_s);
        QCOMPARE(guessed.amount->pico(), 20 * 999 + 10 + 200);

        input.mode = u"batch"_s;
        input.usage.set(UsageClass::WebSearch, 2);
        const Cost searched = computeCost(input);
        QCOMPARE(searched.state, CostState::Estimated);
        QCOMPARE(searched.note, u"search_rate_of_standard_mode"_s);
        QCOMPARE(searched.amount->pico(), 21 * 50 + 100 + 2 * 5000);
    }
};

QTEST_GUILESS_MAIN(TestTariff)
#include "tst_tariff.moc"
