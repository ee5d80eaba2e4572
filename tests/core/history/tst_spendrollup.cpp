// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/spendrollup.h"
#include "core/support/ids.h"
#include "tests/support/ledger.h"
#include "tests/support/records.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

#include <functional>
#include <limits>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

QDateTime utc(int day, QTime time = QTime(0, 0))
{
    return {QDate(2026, 9, day), time, QTimeZone::UTC};
}

/// The spend of records, counted here without any of the code under test.
SpendTotal countTotal(const QList<RunRecord>& runs, const std::function<bool(const RunRecord&, const LaneRecord&)>& in)
{
    SpendTotal total;
    for (const auto& run : runs) {
        for (const auto& lane : run.lanes) {
            if (!in(run, lane))
                continue;
            if (lane.simulated) {
                ++total.simulatedCalls;
                continue;
            }
            ++total.calls;
            if (lane.cost.amount)
                total.known = Money::fromPico(total.known.pico() + lane.cost.amount->pico());
            else if (!lane.local)
                ++total.unpriced;
        }
    }
    return total;
}

} // namespace

class TestSpendRollup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = testing::openStore(m_folder->filePath(u"history.db"_s));
        QVERIFY(m_store);
        QRandomGenerator random(2026);
        QList<QFuture<Result<QString>>> futures;
        for (int i = 0; i < 600; ++i) {
            m_runs.append(testing::randomRun(newId(), random));
            futures.append(m_store->append(m_runs.last()));
            if (i % 50 == 0)
                QVERIFY(futures.last().result()); // groups of different sizes
        }
        for (auto& future : futures)
            QVERIFY(future.result());
    }

    void totalsEqualAScan_data()
    {
        QTest::addColumn<QDateTime>("from");
        QTest::addColumn<QDateTime>("to");
        QTest::newRow("everything") << utc(1) << utc(20);
        QTest::newRow("one day") << utc(5) << utc(6);
        QTest::newRow("parts of days at both ends") << utc(3, {7, 15}) << utc(9, {23, 59, 59, 999});
        QTest::newRow("inside one day") << utc(4, {6, 0}) << utc(4, {18, 0});
        QTest::newRow("over midnight") << utc(4, {18, 0}) << utc(5, {6, 0});
        QTest::newRow("ends at midnight") << utc(4, {18, 0}) << utc(6);
        QTest::newRow("begins at midnight") << utc(4) << utc(6, {0, 0, 0, 1});
        QTest::newRow("empty") << utc(4) << utc(4);
        QTest::newRow("backwards") << utc(6) << utc(4);
        QTest::newRow("before there was anything")
            << QDateTime(QDate(1960, 1, 1), QTime(1, 0), QTimeZone::UTC) << utc(1);
        QTest::newRow("another time zone") << QDateTime(QDate(2026, 9, 5), QTime(0, 0), QTimeZone(7200))
                                           << QDateTime(QDate(2026, 9, 7), QTime(0, 0), QTimeZone(7200));
    }
    void totalsEqualAScan()
    {
        QFETCH(QDateTime, from);
        QFETCH(QDateTime, to);
        const auto total = m_store->totals(from, to);
        QVERIFY2(total, qPrintable(total ? QString() : total.error().detail));
        const auto expected = countTotal(m_runs,
            [&](const RunRecord& run, const LaneRecord&) { return run.startedAt >= from && run.startedAt < to; });
        QCOMPARE(total->known.pico(), expected.known.pico());
        QCOMPARE(total->calls, expected.calls);
        QCOMPARE(total->unpriced, expected.unpriced);
        QCOMPARE(total->simulatedCalls, expected.simulatedCalls);
    }

    void groupsEqualAScan_data()
    {
        QTest::addColumn<SpendGrouping>("grouping");
        QTest::newRow("day") << SpendGrouping::Day;
        QTest::newRow("provider") << SpendGrouping::Provider;
        QTest::newRow("model") << SpendGrouping::Model;
        QTest::newRow("project") << SpendGrouping::Project;
        QTest::newRow("surface") << SpendGrouping::Surface;
    }
    void groupsEqualAScan()
    {
        QFETCH(SpendGrouping, grouping);
        const auto keyOf = [grouping](const RunRecord& run, const LaneRecord& lane) {
            const QString provider = lane.servedBy.isEmpty() ? lane.model.provider : lane.servedBy;
            switch (grouping) {
            case SpendGrouping::Day: return run.startedAt.toString(u"yyyy-MM-dd"_s);
            case SpendGrouping::Provider: return provider;
            case SpendGrouping::Model: return provider + u'/' + lane.model.model;
            case SpendGrouping::Project: return run.project;
            case SpendGrouping::Surface: return run.surface;
            }
            return QString();
        };
        const auto rows = m_store->spend(QDate(2026, 9, 2), QDate(2026, 9, 12), grouping);
        QVERIFY(rows);
        QVERIFY(rows->size() > 1);
        qint64 calls = 0;
        for (const auto& row : *rows) {
            const auto in = [&](const RunRecord& run, const LaneRecord& lane) {
                return run.startedAt >= utc(2) && run.startedAt < utc(12) && keyOf(run, lane) == row.key;
            };
            QVERIFY2(row.total == countTotal(m_runs, in), qPrintable(row.key));
            QCOMPARE(row.complete + row.truncated + row.refused + row.failed + row.cancelled + row.indeterminate,
                row.total.calls);
            qint64 output = 0;
            for (const auto& run : std::as_const(m_runs)) {
                for (const auto& lane : run.lanes)
                    output += in(run, lane) && !lane.simulated ? lane.usage[UsageClass::Output].value_or(0) : 0;
            }
            QCOMPARE(row.tokens[UsageClass::Output].value_or(0), output);
            calls += row.total.calls;
        }
        QCOMPARE(calls, m_store->totals(utc(2), utc(12))->calls);
        if (grouping == SpendGrouping::Day)
            QVERIFY(rows->first().key < rows->last().key);
        else
            QVERIFY(rows->first().total.known >= rows->last().total.known);
    }

    void theLedgerBalances()
    {
        const auto check = m_store->verify();
        QVERIFY(check);
        QVERIFY2(!check->firstBreak, qPrintable(check->firstBreak ? check->firstBreak->what : QString()));
    }

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
    std::unique_ptr<HistoryStore> m_store;
    QList<RunRecord> m_runs;
};

QTEST_GUILESS_MAIN(TestSpendRollup)
#include "tst_spendrollup.moc"
