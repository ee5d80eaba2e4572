// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/spendrollup.h"
#include "core/support/ids.h"
#include "tests/support/ledger.h"
#include "tests/support/records.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

#include <limits>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

QDateTime utc(int day)
{
    return {QDate(2026, 9, day), QTime(0, 0), QTimeZone::UTC};
}

} // namespace

/// Which amounts count as spend, and on which day.
class TestSpendAmounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void simulatedMoneyIsNeverSpend()
    {
        const auto store = testing::openStore(m_folder->filePath(u"simulated.db"_s));
        QVERIFY(store);
        auto run = testing::simpleRun(newId(), 5'000'000, utc(3));
        run.lanes[0].simulated = true;
        QVERIFY(store->append(run).result());
        const auto total = store->totals(utc(1), utc(20));
        QVERIFY(total);
        QVERIFY(*total == (SpendTotal{.known = {}, .calls = 0, .unpriced = 0, .simulatedCalls = 1}));
        const auto rows = store->spend(QDate(2026, 9, 1), QDate(2026, 9, 20), SpendGrouping::Provider);
        QVERIFY(rows);
        QCOMPARE(rows->size(), 1);
        QVERIFY(rows->first().total.known.isZero());
        QVERIFY(rows->first().tokens.isEmpty());
        const auto summary = store->newest(1)->first();
        QVERIFY(!summary.realCost);
        QVERIFY(summary.simulated);
    }

    // A provider that reports absurd figures must not stop the ledger from recording.
    void absurdAmountsAreKeptOutOfTheSums()
    {
        const auto store = testing::openStore(m_folder->filePath(u"absurd.db"_s));
        QVERIFY(store);
        constexpr auto kMost = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 3; ++i) {
            auto run = testing::simpleRun(newId(), kMost, utc(3));
            run.lanes[0].usage.set(UsageClass::Output, kMost);
            const auto done = store->append(run).result();
            QVERIFY2(done, qPrintable(done ? QString() : done.error().detail));
            QVERIFY(store->run(run.id) == run);
        }
        const auto total = store->totals(utc(3), utc(4));
        QVERIFY(total);
        QCOMPARE(total->known.pico(), kMost);
        QCOMPARE(total->calls, 3);
        QCOMPARE(total->unpriced, 2);
        QVERIFY(!store->verify()->firstBreak);
        // Two days that fit each, but not together, are an error and no wrong number.
        QVERIFY(store->append(testing::simpleRun(newId(), kMost, utc(5))).result());
        QVERIFY(!store->totals(utc(1), utc(10)));
    }

    void daysRoundDown()
    {
        QCOMPARE(utcDay(0), 0);
        QCOMPARE(utcDay(86'399'999'999), 0);
        QCOMPARE(utcDay(86'400'000'000), 1);
        QCOMPARE(utcDay(-1), -1);
        QCOMPARE(utcDay(-86'400'000'000), -1);
        QCOMPARE(utcDay(-86'400'000'001), -2);
        QCOMPARE(dateOfUtcDay(utcDay(QDate(2024, 2, 29))), QDate(2024, 2, 29));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestSpendAmounts)
#include "tst_spendamounts.moc"
