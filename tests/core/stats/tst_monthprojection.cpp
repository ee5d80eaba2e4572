// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stats/monthprojection.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace assay;

namespace {

constexpr qint64 kDollar = 1'000'000'000'000;

QList<Money> sameDays(int count, qint64 pico)
{
    return QList<Money>(count, Money::fromPico(pico));
}

} // namespace

class TestMonthProjection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tooFewDaysSayNothing()
    {
        QVERIFY(
            !projectSpend({.fullDays = sameDays(6, kDollar), .spent = Money::fromPico(6 * kDollar), .daysLeft = 20}));
        QVERIFY(
            projectSpend({.fullDays = sameDays(7, kDollar), .spent = Money::fromPico(7 * kDollar), .daysLeft = 20}));
    }

    void equalDaysGiveOneNumber()
    {
        const auto range = projectSpend({.fullDays = sameDays(10, kDollar),
            .spent = Money::fromPico(10 * kDollar + kDollar / 4),
            .today = Money::fromPico(kDollar / 4),
            .daysLeft = 19});
        QVERIFY(range);
        QCOMPARE(range->low.pico(), 30 * kDollar); // 10 full, today filled up to a day, 19 to come
        QCOMPARE(range->high.pico(), 30 * kDollar);
        QCOMPARE(range->days, 10);
    }

    void aDearTodayIsKept()
    {
        const auto range = projectSpend({.fullDays = sameDays(8, kDollar),
            .spent = Money::fromPico(58 * kDollar),
            .today = Money::fromPico(50 * kDollar),
            .daysLeft = 0});
        QVERIFY(range);
        QCOMPARE(range->low.pico(), 58 * kDollar);
        QCOMPARE(range->high.pico(), 58 * kDollar);
    }

    void nothingSpentStaysNothing()
    {
        const auto range = projectSpend({.fullDays = sameDays(9, 0), .daysLeft = 21});
        QVERIFY(range);
        QVERIFY(range->low.isZero() && range->high.isZero());
    }

    void fewDaysGiveAWiderRange()
    {
        QList<Money> week;
        for (int i = 0; i < 7; ++i)
            week.append(Money::fromPico((i % 3) * kDollar));
        const auto narrowInput = week + week + week + week;
        const auto wide = projectSpend({.fullDays = week, .spent = {}, .daysLeft = 30});
        const auto narrow = projectSpend({.fullDays = narrowInput, .spent = {}, .daysLeft = 30});
        QVERIFY(wide && narrow);
        QVERIFY(wide->high.pico() - wide->low.pico() > narrow->high.pico() - narrow->low.pico());
        QVERIFY(narrow->low < narrow->middle && narrow->middle < narrow->high);
        QVERIFY(*projectSpend({.fullDays = week, .spent = {}, .daysLeft = 30}) == *wide); // always the same
    }

    // The range must hold what it promises: about 8 of 10 months end in it.
    void theRangeHoldsItsShare()
    {
        QRandomGenerator random(7);
        int inside = 0;
        constexpr int kMonths = 300;
        for (int i = 0; i < kMonths; ++i) {
            const auto day = [&random] {
                return Money::fromPico(
                    random.bounded(4) == 0 ? 0 : static_cast<qint64>(random.bounded(1.0) * 3 * kDollar));
            };
            SpendSoFar soFar{.fullDays = {}, .spent = {}, .today = {}, .daysLeft = 12};
            for (int j = 0; j < 18; ++j) {
                soFar.fullDays.append(day());
                soFar.spent = *soFar.spent.plus(soFar.fullDays.last());
            }
            Money end = soFar.spent;
            for (int j = 0; j < 13; ++j) // today, of which nothing is spent yet, and 12 more
                end = *end.plus(day());
            const auto range = projectSpend(soFar);
            QVERIFY(range);
            inside += end >= range->low && end <= range->high ? 1 : 0;
        }
        QVERIFY2(inside > kMonths * 70 / 100 && inside < kMonths * 90 / 100, qPrintable(QString::number(inside)));
    }

    void absurdSumsSayNothing()
    {
        QVERIFY(!projectSpend(
            {.fullDays = sameDays(7, std::numeric_limits<qint64>::max() / 4), .spent = {}, .daysLeft = 9}));
    }
};

QTEST_GUILESS_MAIN(TestMonthProjection)
#include "tst_monthprojection.moc"
