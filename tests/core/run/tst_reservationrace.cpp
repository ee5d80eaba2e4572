// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/runcoordinator.h"
#include "tests/support/budgetcases.h"
#include "tests/support/lanefixture.h"
#include "tests/support/storeguard.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

/// Appends what ends.
struct Recorder final : RunWatcher {
    HistoryStore& store;
    int recorded = 0;

    explicit Recorder(HistoryStore& ledger)
        : store(ledger)
    {
    }
    void laneStateChanged(int, LaneState) override { }
    void laneRetryScheduled(int, std::chrono::milliseconds, const Error&) override { }
    void laneHeld(int) override { }
    void laneStreamed(int, const StreamEvent&) override { }
    void laneAnswered(int, const QByteArray&) override { }
    void laneFinished(int, const LaneRecord&) override { }
    void runFinished(RunRecord&& record) override
    {
        ++recorded;
        store.append(record);
    }
};

ScriptedAnswer shortAnswer()
{
    ScriptedAnswer out;
    out.head = streamHead();
    out.chunks = chatStream({u"yes"_s});
    return out;
}

} // namespace

/// Runs that end while the ledger's own threads reserve for them.
class TestReservationRace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingStaysReservedHoweverARunEnds_data()
    {
        QTest::addColumn<int>("turns"); // of this thread's events between the question and the end
        QTest::newRow("at once") << 0;
        QTest::newRow("soon") << 1;
        QTest::newRow("later") << 40;
    }

    void nothingStaysReservedHoweverARunEnds()
    {
        QFETCH(const int, turns);
        constexpr int kRuns = 120;
        QTemporaryDir folder;
        const auto store = openStore(folder.filePath(u"ledger.db"_s));
        QVERIFY(store);
        QVERIFY(store->setBudget(dailyBudget(1'000'000'000'000'000)).result());
        auto guard = std::make_shared<StoreGuard>(*store);
        Recorder recorder(*store);
        ScriptedTransport transport;
        const DialectRegistry dialects;
        const FixedSecrets secrets;
        ManualClock clock;
        LaneAlarms alarms;
        clock.setNow(QDateTime::currentDateTimeUtc());
        int stopped = 0;
        for (int i = 0; i < kRuns; ++i) {
            transport.enqueue(shortAnswer());
            auto run = std::make_unique<RunCoordinator>(LaneServices{.transport = transport,
                                                            .dialects = dialects,
                                                            .secrets = secrets,
                                                            .clock = clock,
                                                            .alarms = alarms,
                                                            .prices = std::make_shared<FlatPrices>()},
                LaneTimeouts(), recorder);
            RunSpec spec;
            spec.id = u"run-%1"_s.arg(i);
            spec.lanes = {laneSpec({chatEndpoint(u"one"_s)})};
            run->start(spec, guard);
            QVERIFY(QTest::qWaitFor([&] { return guard->asked > i; }, 10'000));
            for (int turn = 0; turn < turns; ++turn)
                QCoreApplication::processEvents();
            if (i % 3 < 2) {
                run->stop();
                ++stopped;
            } // otherwise it goes without a record
        }
        QVERIFY(QTest::qWaitFor([&] { return guard->told == kRuns; }, 30'000));
        QVERIFY(recorder.recorded >= stopped);
        QVERIFY(store->settle().result().has_value());
        const auto budgets = store->budgets();
        QVERIFY(budgets && budgets->size() == 1);
        QCOMPARE(budgets->first().real.reserved, Money());
        const auto broken = store->checkInvariants();
        QVERIFY2(broken && !*broken, broken ? qPrintable((*broken)->what) : "not to be read");
    }

    /// The last of what was asked is told while the store goes, and may still release.
    void theStoreGoesWithoutLeavingAnything()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"ledger.db"_s);
        constexpr int kRuns = 50;
        std::atomic<int> told = 0;
        std::atomic<int> released = 0;
        {
            const auto store = openStore(path);
            QVERIFY(store);
            QVERIFY(store->setBudget(dailyBudget(1'000'000'000'000'000)).result());
            auto* ledger = store.get();
            for (int i = 0; i < kRuns; ++i) {
                const QString run = u"run-%1"_s.arg(i);
                store->reserve(asking(run, 1000), [&, ledger, run](const Result<ReservationOutcome>& outcome) {
                    told += outcome && outcome->held ? 1 : 0;
                    ledger->release(run, [&](const Result<void>& done) { released += done ? 1 : 0; });
                });
            }
        }
        QCOMPARE(told.load(), kRuns);
        QCOMPARE(released.load(), kRuns);
        const auto store = openStore(path);
        QVERIFY(store);
        QCOMPARE(store->budgets()->first().real.reserved, Money());
    }
};

QTEST_GUILESS_MAIN(TestReservationRace)
#include "tst_reservationrace.moc"
