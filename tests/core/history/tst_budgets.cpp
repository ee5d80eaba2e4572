// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/budgets/processowner.h"
#include "core/support/ids.h"
#include "tests/support/budgetcases.h"
#include "tests/support/records.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kDollar = 1'000'000'000'000;

/// One call of today that cost this much.
RunRecord spent(const QString& id, qint64 pico)
{
    return simpleRun(id, pico, QDateTime::currentDateTimeUtc());
}

} // namespace

class TestBudgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"ledger.db"_s);
        m_store = openStore(m_path);
        QVERIFY(m_store);
    }

    void cleanup() { m_store.reset(); }

    void budgetsAreKeptReplacedAndRemoved()
    {
        auto stored = m_store->setBudget(dailyBudget(kDollar)).result();
        QVERIFY(stored.has_value());
        QCOMPARE(stored->id, u"global/day"_s);
        auto again = dailyBudget(2 * kDollar);
        again.mode = BudgetMode::AlertOnly;
        again.thresholds = {10, 90};
        again.allowUnpriced = true;
        QVERIFY(m_store->setBudget(again).result());
        m_store.reset();
        m_store = openStore(m_path);
        auto listed = m_store->budgets();
        QVERIFY(listed.has_value());
        QCOMPARE(listed->size(), 1);
        again.id = u"global/day"_s;
        QCOMPARE(listed->first().budget, again);
        QCOMPARE(m_store->removeBudget(u"global/day"_s).result().value(), true);
        QCOMPARE(m_store->removeBudget(u"global/day"_s).result().value(), false);
        QVERIFY(m_store->budgets()->isEmpty());
    }

    void aBudgetThatDoesNotFitIsRefusedAndChangesNothing()
    {
        QVERIFY(m_store->setBudget(dailyBudget(5 * kDollar)).result());
        auto month = dailyBudget(kDollar);
        month.period = BudgetPeriod::Month;
        const auto refused = m_store->setBudget(month).result();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::InvalidRequest);
        QCOMPARE(m_store->budgets()->size(), 1);
    }

    void withoutBudgetsNothingIsWritten()
    {
        QVERIFY(m_store->settle().result());
        const auto outcome = reserved(*m_store, asking(u"r"_s, kDollar));
        QCOMPARE(outcome, ReservationOutcome());
        QVERIFY(reserved(*m_store, asking(u"r"_s, std::nullopt)).refused.isEmpty());
        m_store.reset();
        QCOMPARE(sql(m_path, {u"SELECT count(*) FROM reservation"_s}).toInt(), 0);
    }

    void reservationsCountUntilTheirRunIsAppended()
    {
        QVERIFY(m_store->setBudget(dailyBudget(100)).result());
        QVERIFY(reserved(*m_store, asking(u"a"_s, 60)).held);
        QCOMPARE(m_store->budgets()->first().real.reserved, Money::fromPico(60));
        const auto refused = reserved(*m_store, asking(u"b"_s, 41));
        QVERIFY(!refused.held);
        QCOMPARE(refused.refused.value(0).kind, ErrorKind::BudgetExceeded);
        QVERIFY(reserved(*m_store, asking(u"c"_s, 40)).held);
        // The run cost less than its worst case: the rest is free again.
        QVERIFY(m_store->append(spent(u"a"_s, 10)).result());
        const auto standing = m_store->budgets()->first().real;
        QCOMPARE(standing.spent, Money::fromPico(10));
        QCOMPARE(standing.reserved, Money::fromPico(40));
        QCOMPARE(standing.calls, 1);
        QVERIFY(reserved(*m_store, asking(u"d"_s, 50)).held);
        QVERIFY(!reserved(*m_store, asking(u"e"_s, 1)).held);
        m_store.reset();
        QCOMPARE(sql(m_path, {u"SELECT state FROM reservation WHERE run_id = 'a'"_s}).toString(), u"settled"_s);
    }

    void releasingGivesBackOnce()
    {
        QVERIFY(m_store->setBudget(dailyBudget(100)).result());
        QVERIFY(reserved(*m_store, asking(u"a"_s, 100)).held);
        QVERIFY(!reserved(*m_store, asking(u"b"_s, 1)).held);
        QVERIFY(released(*m_store, u"a"_s));
        QVERIFY(released(*m_store, u"a"_s));
        QVERIFY(released(*m_store, u"never"_s));
        QCOMPARE(m_store->budgets()->first().real, BudgetStanding());
        QVERIFY(reserved(*m_store, asking(u"b"_s, 100)).held);
        // Appended although it was released: the spend counts, the reservation stays closed.
        QVERIFY(m_store->append(spent(u"a"_s, 30)).result());
        m_store.reset();
        QCOMPARE(sql(m_path, {u"SELECT state FROM reservation WHERE run_id = 'a'"_s}).toString(), u"released"_s);
        QVERIFY(!sql(m_path, {u"UPDATE reservation SET state = 'settled' WHERE run_id = 'a'"_s}).isValid());
    }

    void oneRunReservesOnce()
    {
        QVERIFY(m_store->setBudget(dailyBudget(100)).result());
        QVERIFY(reserved(*m_store, asking(u"a"_s, 10)).held);
        const auto again = reserved(*m_store, asking(u"a"_s, 10));
        QVERIFY(!again.held);
        QCOMPARE(again.refused.value(0).kind, ErrorKind::InvalidRequest);
        QCOMPARE(m_store->budgets()->first().real.reserved, Money::fromPico(10));
    }

    void lanesThatFitAreNotRefusedForThoseThatDoNot()
    {
        QVERIFY(m_store->setBudget(dailyBudget(100)).result());
        auto request = asking(u"a"_s, 80);
        auto second = request.lanes.first();
        second.lane = 1;
        second.worst.amount = Money::fromPico(30);
        auto third = second;
        third.lane = 2;
        third.worst.amount = Money::fromPico(20);
        auto free = second;
        free.lane = 3;
        free.free = true;
        request.lanes += {second, third, free};
        const auto outcome = reserved(*m_store, request);
        QVERIFY(outcome.held);
        QVERIFY(outcome.limited);
        QCOMPARE(outcome.refused.keys(), QList<int>{1});
        QCOMPARE(m_store->budgets()->first().real.reserved, Money::fromPico(100));
    }

    void scopesCountTheirOwnAndTheTightestDecides()
    {
        auto provider = dailyBudget(50);
        provider.scope = BudgetScope::Provider;
        provider.subject = u"openai"_s;
        auto project = provider;
        project.scope = BudgetScope::Project;
        project.subject = u"p"_s;
        project.amount = Money::fromPico(70);
        QVERIFY(m_store->setBudget(provider).result());
        QVERIFY(m_store->setBudget(project).result());
        QVERIFY(m_store->setBudget(dailyBudget(1000)).result());
        QVERIFY(reserved(*m_store, asking(u"a"_s, 50)).held);
        const auto refused = reserved(*m_store, asking(u"b"_s, 1)).refused.value(0);
        QVERIFY2(refused.detail.contains(u"for openai"_s), qPrintable(refused.detail));
        auto elsewhere = asking(u"c"_s, 21);
        elsewhere.lanes.first().providers = {u"mistral"_s};
        const auto full = reserved(*m_store, elsewhere).refused.value(0);
        QVERIFY2(full.detail.contains(u"the project p"_s), qPrintable(full.detail));
        elsewhere.project = u"q"_s;
        QVERIFY(reserved(*m_store, elsewhere).held);
        // Either provider may serve it: both budgets must hold it.
        elsewhere.run = u"d"_s;
        elsewhere.lanes.first().providers = {u"mistral"_s, u"openai"_s};
        QVERIFY(!reserved(*m_store, elsewhere).held);
    }

    void aKeyCountsItsOwnRuns()
    {
        auto early = spent(u"early"_s, 40);
        early.key = u"k"_s;
        QVERIFY(m_store->append(early).result());
        QVERIFY(m_store->append(spent(u"other"_s, 500)).result());
        auto budget = dailyBudget(100);
        budget.scope = BudgetScope::Key;
        budget.subject = u"k"_s;
        QVERIFY(m_store->setBudget(budget).result());
        auto request = asking(u"a"_s, 60);
        request.key = u"k"_s;
        QVERIFY(reserved(*m_store, request).held);
        auto run = spent(u"a"_s, 50);
        run.key = u"k"_s;
        QVERIFY(m_store->append(run).result());
        QCOMPARE(m_store->budgets()->first().real.spent, Money::fromPico(90));
        request.run = u"b"_s;
        request.lanes.first().worst.amount = Money::fromPico(11);
        QVERIFY(!reserved(*m_store, request).held);
        request.key.clear();
        QVERIFY(reserved(*m_store, request).refused.isEmpty());
    }

    void aRunsOwnBudgetCountsOnlyTheRun()
    {
        Budget budget = dailyBudget(100);
        budget.scope = BudgetScope::Run;
        QVERIFY(m_store->setBudget(budget).result());
        auto request = asking(u"a"_s, 60);
        auto second = request.lanes.first();
        second.lane = 1;
        request.lanes.append(second);
        const auto outcome = reserved(*m_store, request);
        QCOMPARE(outcome.refused.keys(), QList<int>{1});
        QVERIFY(reserved(*m_store, asking(u"b"_s, 100)).held);
        QVERIFY(!reserved(*m_store, asking(u"c"_s, 101)).held);
    }

    void simulatedMoneyIsCountedApart()
    {
        QVERIFY(m_store->setBudget(dailyBudget(100)).result());
        auto simulated = asking(u"a"_s, 100);
        simulated.lanes.first().simulated = true;
        QVERIFY(reserved(*m_store, simulated).held);
        QVERIFY(reserved(*m_store, asking(u"b"_s, 100)).held);
        simulated.run = u"c"_s;
        QVERIFY(!reserved(*m_store, simulated).held);
        const auto status = m_store->budgets()->first();
        QCOMPARE(status.real.reserved, Money::fromPico(100));
        QCOMPARE(status.simulated.reserved, Money::fromPico(100));
    }

    void unpricedCallsAreRefusedUnlessAllowed()
    {
        auto budget = dailyBudget(100);
        QVERIFY(m_store->setBudget(budget).result());
        QVERIFY(reserved(*m_store, asking(u"a"_s, std::nullopt)).refused.value(0).detail.contains(u"no price"_s));
        budget.allowUnpriced = true;
        QVERIFY(m_store->setBudget(budget).result());
        QVERIFY(reserved(*m_store, asking(u"a"_s, std::nullopt)).held);
    }

    void spendFromBeforeTheBudgetCounts()
    {
        QVERIFY(m_store->append(spent(u"early"_s, 70)).result());
        QVERIFY(m_store->append(simpleRun(u"long ago"_s, 500, QDateTime::currentDateTimeUtc().addDays(-3))).result());
        QVERIFY(m_store->setBudget(dailyBudget(100)).result());
        QCOMPARE(m_store->budgets()->first().real.spent, Money::fromPico(70));
        QVERIFY(!reserved(*m_store, asking(u"a"_s, 31)).held);
        QVERIFY(reserved(*m_store, asking(u"a"_s, 30)).held);
        // A run of another day is not today's, whenever it is appended.
        QVERIFY(m_store->append(simpleRun(u"late"_s, 500, QDateTime::currentDateTimeUtc().addDays(-2))).result());
        QCOMPARE(m_store->budgets()->first().real.spent, Money::fromPico(70));
    }

    void amountsBeyondTheRangeAreTheLargestThereIs()
    {
        QVERIFY(m_store->setBudget(dailyBudget(100)).result());
        for (const auto& id : {u"a"_s, u"b"_s})
            QVERIFY(m_store->append(spent(id, 9'000'000'000'000'000'000)).result());
        QCOMPARE(m_store->budgets()->first().real.spent.pico(), std::numeric_limits<qint64>::max());
        QVERIFY(!reserved(*m_store, asking(u"c"_s, 1)).held);
    }

    void thresholdsAreToldOnceAPeriod()
    {
        QSignalSpy told(m_store.get(), &HistoryStore::budgetCrossed);
        QVERIFY(m_store->setBudget(dailyBudget(100)).result());
        QVERIFY(m_store->append(spent(u"a"_s, 49)).result());
        QVERIFY(m_store->append(spent(u"b"_s, 1)).result());
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(told.first().first().value<BudgetAlert>().threshold, 50);
        QVERIFY(m_store->append(spent(u"c"_s, 20)).result());
        QVERIFY(m_store->append(spent(u"d"_s, 60)).result()); // crosses two: the highest says it all
        QTRY_COMPARE(told.size(), 2);
        QCOMPARE(told.last().first().value<BudgetAlert>().threshold, 100);
        QCOMPARE(told.last().first().value<BudgetAlert>().spent, Money::fromPico(130));
        m_store.reset();
        m_store = openStore(m_path);
        QSignalSpy again(m_store.get(), &HistoryStore::budgetCrossed);
        QVERIFY(m_store->append(spent(u"e"_s, 60)).result());
        QVERIFY(m_store->settle().result());
        QCoreApplication::processEvents();
        QCOMPARE(again.size(), 0);
        // Another amount has other thresholds.
        QVERIFY(m_store->setBudget(dailyBudget(300)).result());
        QVERIFY(m_store->append(spent(u"f"_s, 1)).result());
        QTRY_COMPARE(again.size(), 1);
        QCOMPARE(again.first().first().value<BudgetAlert>().threshold, 50);
    }

    void whatAnEndedProcessHeldExpires()
    {
        QVERIFY(m_store->setBudget(dailyBudget(100)).result());
        QVERIFY(reserved(*m_store, asking(u"a"_s, 60)).held);
        QVERIFY(reserved(*m_store, asking(u"b"_s, 40)).held);
        m_store.reset();
        // As if the process of `a` had been another one that is gone, and the time of nobody's `b` were not over.
        const QString gone = thisProcess().section(u'|', 0, 1) + u"|4194304|1"_s;
        sql(m_path,
            {u"DROP TRIGGER reservation_closed"_s,
                u"UPDATE reservation SET owner = '%1' WHERE run_id = 'a'"_s.arg(gone)});
        m_store = openStore(m_path);
        QVERIFY(!reserved(*m_store, asking(u"c"_s, 61)).held);
        QVERIFY(reserved(*m_store, asking(u"c"_s, 60)).held);
        // Its run comes back from the journal: the spend counts, and it is not settled a second time.
        QVERIFY(m_store->append(spent(u"a"_s, 30)).result());
        m_store.reset();
        QCOMPARE(sql(m_path, {u"SELECT state FROM reservation WHERE run_id = 'a'"_s}).toString(), u"expired"_s);
    }

    void whatIsHeldForMoreThanADayExpires()
    {
        QVERIFY(m_store->setBudget(dailyBudget(100)).result());
        QVERIFY(reserved(*m_store, asking(u"a"_s, 100)).held);
        m_store.reset();
        sql(m_path, {u"UPDATE reservation SET until_us = made_us"_s});
        m_store = openStore(m_path);
        QVERIFY(reserved(*m_store, asking(u"b"_s, 100)).held);
    }

    void ownersAreToldApart()
    {
        QCOMPARE(ownerState(thisProcess()), OwnerState::Alive);
        const QString other = thisProcess();
#ifdef Q_OS_LINUX
        QCOMPARE(ownerState(u"another-boot|"_s + other.section(u'|', 1)), OwnerState::Gone);
        QCOMPARE(ownerState(other.section(u'|', 0, 2) + u"|1"_s), OwnerState::Gone); // the number is used again
        QCOMPARE(ownerState(other.section(u'|', 0, 0) + u"|pid:[1]|1|1"_s), OwnerState::Unknown);
#endif
        QCOMPARE(ownerState(u"nonsense"_s), OwnerState::Unknown);
    }

    void anotherProcessesBudgetHoldsForTheNextRun()
    {
        const auto other = openStore(m_path);
        QVERIFY(other);
        QVERIFY(reserved(*m_store, asking(u"a"_s, 100)).refused.isEmpty());
        QVERIFY(other->setBudget(dailyBudget(10)).result());
        QVERIFY(!reserved(*m_store, asking(u"b"_s, 100)).refused.isEmpty());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<HistoryStore> m_store;
};

QTEST_GUILESS_MAIN(TestBudgets)
#include "tst_budgets.moc"
