// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/spendrollup.h"
#include "core/support/ids.h"
#include "tests/support/ledger.h"
#include "tests/support/records.h"

#include <QFile>
#include <QSet>
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

struct Extras {
    qint64 output = 0;
    qint64 retries = 0;
    qint64 attempts = 0;
    qint64 saved = 0;
    qint64 unsaved = 0;
    qint64 estimated = 0;
};

/// The same for what is no total. In these records the input rate is 3,000 and a cached token costs 300.
Extras countExtras(const QList<RunRecord>& runs, const std::function<bool(const RunRecord&, const LaneRecord&)>& in)
{
    Extras sum;
    for (const auto& run : runs) {
        for (const auto& lane : run.lanes) {
            if (lane.simulated || !in(run, lane))
                continue;
            sum.output += lane.usage[UsageClass::Output].value_or(0);
            sum.attempts += lane.attempts.size();
            for (const auto& attempt : lane.attempts.first(lane.attempts.size() - 1))
                sum.retries += attempt.cost.amount->pico();
            const qint64 reads = lane.usage[UsageClass::CacheRead].value_or(0);
            if (lane.cost.lines.size() == 2)
                sum.saved += reads * 2'700;
            const bool audio = lane.usage[UsageClass::CacheReadAudio].value_or(0) > 0; // never priced here
            sum.unsaved += audio || (reads > 0 && lane.cost.lines.isEmpty()) ? 1 : 0;
            sum.estimated += lane.cost.amount && lane.cost.state == CostState::Estimated ? 1 : 0;
        }
    }
    return sum;
}

bool isOf(SpendGrouping grouping, const QString& key, const RunRecord& run, const LaneRecord& lane)
{
    const QString provider = lane.servedBy.isEmpty() ? lane.model.provider : lane.servedBy;
    switch (grouping) {
    case SpendGrouping::Day: return run.startedAt.toString(u"yyyy-MM-dd"_s) == key;
    case SpendGrouping::Provider: return provider == key;
    case SpendGrouping::Model: return provider + u'/' + lane.model.model == key;
    case SpendGrouping::Project: return run.project == key;
    case SpendGrouping::Surface: return run.surface == key;
    case SpendGrouping::Endpoint:
        return key == (lane.upstreamProvider.isEmpty() ? provider : provider + u" > Vendor"_s);
    case SpendGrouping::Key: return run.key == key;
    case SpendGrouping::Tag: return run.tags.contains(key);
    case SpendGrouping::Purpose: return runPurposeName(run.purpose) == key;
    }
    return false;
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
        QTest::newRow("endpoint") << SpendGrouping::Endpoint;
        QTest::newRow("key") << SpendGrouping::Key;
        QTest::newRow("tag") << SpendGrouping::Tag;
        QTest::newRow("purpose") << SpendGrouping::Purpose;
    }
    void groupsEqualAScan()
    {
        QFETCH(SpendGrouping, grouping);
        const auto rows = m_store->spend(QDate(2026, 9, 2), QDate(2026, 9, 12), grouping);
        QVERIFY(rows);
        QVERIFY(rows->size() > 1);
        qint64 calls = 0;
        for (const auto& row : *rows) {
            const auto in = [&](const RunRecord& run, const LaneRecord& lane) {
                return run.startedAt >= utc(2) && run.startedAt < utc(12) && isOf(grouping, row.key, run, lane);
            };
            QVERIFY2(row.total == countTotal(m_runs, in), qPrintable(row.key));
            QCOMPARE(row.complete + row.truncated + row.refused + row.failed + row.cancelled + row.indeterminate,
                row.total.calls);
            const Extras extras = countExtras(m_runs, in);
            QCOMPARE(row.tokens[UsageClass::Output].value_or(0), extras.output);
            QCOMPARE(row.retries.pico(), extras.retries);
            QCOMPARE(row.attempts, extras.attempts);
            QCOMPARE(row.cacheSaved.pico(), extras.saved);
            QCOMPARE(row.unsaved, extras.unsaved);
            QCOMPARE(row.estimated, extras.estimated);
            calls += row.total.calls;
        }
        if (grouping != SpendGrouping::Tag)
            QCOMPARE(calls, m_store->totals(utc(2), utc(12))->calls);
        if (grouping == SpendGrouping::Day)
            QVERIFY(rows->first().key < rows->last().key);
        else
            QVERIFY(rows->first().total.known >= rows->last().total.known);
    }

    // Zones ahead and behind, of half and quarter hours, with the days of 23 and 25 hours.
    void localDaysEqualAScan_data()
    {
        QTest::addColumn<QByteArray>("zone");
        for (const char* name : {"UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Asia/Kolkata",
                 "Asia/Kathmandu", "Pacific/Auckland", "Pacific/Kiritimati", "Australia/Lord_Howe", "America/St_Johns"})
            QTest::newRow(name) << QByteArray(name);
    }
    void localDaysEqualAScan()
    {
        QFETCH(QByteArray, zone);
        const QTimeZone where(zone);
        QVERIFY(where.isValid());
        const SpendQuery query{.from = QDate(2026, 9, 3), .to = QDate(2026, 9, 11), .zone = where};
        for (const auto grouping : {SpendGrouping::Day, SpendGrouping::Model, SpendGrouping::Tag}) {
            const auto cells = m_store->spendDays(query, grouping);
            QVERIFY2(cells, qPrintable(cells ? QString() : cells.error().detail));
            QVERIFY(cells->size() >= 8);
            qint64 calls = 0;
            for (const auto& cell : *cells) {
                const auto expected = countTotal(m_runs, [&](const RunRecord& run, const LaneRecord& lane) {
                    return run.startedAt.toTimeZone(where).date() == cell.day
                        && (grouping == SpendGrouping::Day || isOf(grouping, cell.key, run, lane));
                });
                QVERIFY2(cell.total == expected, qPrintable(cell.day.toString(Qt::ISODate) + cell.key));
                calls += cell.total.calls;
            }
            const auto all = m_store->totals(query.from.startOfDay(where), query.to.startOfDay(where));
            if (grouping != SpendGrouping::Tag)
                QCOMPARE(calls, all->calls);
        }
        const auto rows = m_store->spend(query, SpendGrouping::Day);
        QVERIFY(rows);
        for (const auto& row : *rows) {
            const auto in = [&](const RunRecord& run, const LaneRecord&) {
                return run.startedAt.toTimeZone(where).date().toString(Qt::ISODate) == row.key;
            };
            QVERIFY2(row.total == countTotal(m_runs, in), qPrintable(row.key));
            QCOMPARE(row.cacheSaved.pico(), countExtras(m_runs, in).saved);
        }
    }

    void daysOfOtherLengths()
    {
        const auto store = testing::openStore(m_folder->filePath(u"clockchange.db"_s));
        QVERIFY(store);
        QList<RunRecord> runs;
        const QTimeZone berlin("Europe/Berlin");
        // Every half hour around both changes of the clock, 29 March and 25 October 2026.
        for (const QDate change : {QDate(2026, 3, 29), QDate(2026, 10, 25)}) {
            for (int i = -60; i < 60; ++i)
                runs.append(
                    testing::simpleRun(newId(), 1'000 + i, change.startOfDay(berlin).toUTC().addSecs(1800 * i)));
        }
        QFuture<Result<QString>> last;
        for (const auto& run : std::as_const(runs))
            last = store->append(run);
        QVERIFY(last.result());
        const auto cells = store->spendDays(
            {.from = QDate(2026, 1, 1), .to = QDate(2027, 1, 1), .zone = berlin}, SpendGrouping::Provider);
        QVERIFY(cells);
        QHash<QDate, qint64> halfHours;
        for (const auto& cell : *cells) {
            halfHours.insert(cell.day, cell.total.calls);
            QVERIFY(cell.total == countTotal(runs, [&](const RunRecord& run, const LaneRecord&) {
                return run.startedAt.toTimeZone(berlin).date() == cell.day;
            }));
        }
        QCOMPARE(halfHours.value(QDate(2026, 3, 28)), 48);
        QCOMPARE(halfHours.value(QDate(2026, 3, 29)), 46);
        QCOMPARE(halfHours.value(QDate(2026, 10, 25)), 50);
    }

    void aProjectAlone()
    {
        const SpendQuery query{.from = QDate(2026, 9, 1), .to = QDate(2026, 9, 15), .filter = {.project = u"alpha"_s}};
        const auto in = [](const RunRecord& run, const LaneRecord&) { return run.project == "alpha"_L1; };
        SpendTotal sum;
        const auto rows = m_store->spend(query, SpendGrouping::Key);
        QVERIFY(rows);
        for (const auto& row : *rows) {
            sum.calls += row.total.calls;
            sum.known = *sum.known.plus(row.total.known);
        }
        const auto expected = countTotal(m_runs, in);
        QCOMPARE(sum.calls, expected.calls);
        QCOMPARE(sum.known.pico(), expected.known.pico());
    }

    void answersBehindAFigure_data() { groupsEqualAScan_data(); }
    void answersBehindAFigure()
    {
        QFETCH(SpendGrouping, grouping);
        const SpendQuery query{.from = QDate(2026, 9, 2), .to = QDate(2026, 9, 12), .zone = QTimeZone("Asia/Kolkata")};
        const auto rows = m_store->spend(query, grouping);
        QVERIFY(rows);
        for (const auto& row : *rows) {
            SpendDrill drill{.query = query, .grouping = grouping, .key = row.key, .limit = 7};
            if (grouping == SpendGrouping::Day) {
                drill.query.from = QDate::fromString(row.key, Qt::ISODate);
                drill.query.to = drill.query.from.addDays(1);
            }
            SpendTotal sum;
            QSet<qint64> seen;
            for (bool more = true; more;) {
                const auto page = m_store->spendAnswers(drill);
                QVERIFY2(page, qPrintable(page ? QString() : page.error().detail));
                more = page->size() == drill.limit;
                for (const auto& answer : *page) {
                    QVERIFY(!seen.contains(answer.seq));
                    seen.insert(answer.seq);
                    drill.beforeSeq = answer.seq;
                    if (answer.simulated) {
                        ++sum.simulatedCalls;
                        continue;
                    }
                    ++sum.calls;
                    sum.known = *sum.known.plus(answer.amount.value_or(Money()));
                    sum.unpriced += !answer.amount && !answer.local ? 1 : 0;
                }
            }
            QVERIFY2(sum == row.total, qPrintable(row.key));
        }
    }

    // A file of version 1 as it was written then: 102 runs, 266 lanes.
    void filesOfVersion1AreSummedAnew()
    {
        const QString path = m_folder->filePath(u"version1.db"_s);
        QVERIFY(QFile::copy(QStringLiteral(ASSAY_FIXTURES "/history/version1.db"), path));
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
        const auto store = testing::openStore(path);
        QVERIFY(store);
        QList<RunRecord> runs;
        const auto summaries = store->newest(1'000);
        QVERIFY(summaries);
        for (const auto& summary : *summaries) {
            runs.append(*store->run(summary.id));
            QVERIFY(runs.last().key.isEmpty() && runs.last().tags.isEmpty());
            QCOMPARE(runs.last().purpose, RunPurpose::Answer);
        }
        QCOMPARE(runs.size(), 102);
        const auto rows = store->spend(QDate(2026, 9, 1), QDate(2026, 10, 1), SpendGrouping::Model);
        QVERIFY(rows);
        qint64 calls = 0;
        for (const auto& row : *rows) {
            calls += row.total.calls + row.total.simulatedCalls;
            QVERIFY(row.total == countTotal(runs, [&](const RunRecord& run, const LaneRecord& lane) {
                return isOf(SpendGrouping::Model, row.key, run, lane);
            }));
        }
        QCOMPARE(calls, 266);
        auto check = store->verify();
        QVERIFY(check);
        QVERIFY2(!check->firstBreak, qPrintable(check->firstBreak ? check->firstBreak->what : QString()));
        QCOMPARE(check->lanes, 266);
        // The chain goes on where it ended, with runs that have labels now.
        QVERIFY(store->append(testing::richRun(newId())).result());
        check = store->verify();
        QVERIFY(check && !check->firstBreak);
    }

    void theLedgerBalances()
    {
        const auto check = m_store->verify();
        QVERIFY(check);
        QVERIFY2(!check->firstBreak, qPrintable(check->firstBreak ? check->firstBreak->what : QString()));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryStore> m_store;
    QList<RunRecord> m_runs;
};

QTEST_GUILESS_MAIN(TestSpendRollup)
#include "tst_spendrollup.moc"
