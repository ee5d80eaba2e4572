// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/attemptresult.h"
#include "core/run/reservation.h"
#include "core/run/runcoordinator.h"
#include "tests/support/lanefixture.h"
#include "tests/support/lanesignals.h"

#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

/// Answers when it is told to.
class HeldGuard final : public SpendGuard
{
public:
    void reserve(const ReservationRequest& request, Answered answered) override
    {
        asked.append(request);
        m_answered = std::move(answered);
    }
    void release(const QString& runId) override { released.append(runId); }
    void answer(const ReservationOutcome& outcome) { std::exchange(m_answered, {})(outcome); }

    QList<ReservationRequest> asked;
    QStringList released;

private:
    Answered m_answered;
};

ScriptedAnswer streamAnswer(const QList<QByteArray>& chunks)
{
    ScriptedAnswer out;
    out.head = streamHead();
    out.chunks = chunks;
    return out;
}

Error refused()
{
    Error error;
    error.kind = ErrorKind::BudgetExceeded;
    error.detail = u"Not sent: the daily budget has nothing left."_s;
    return error;
}

struct Bench {
    ScriptedTransport transport;
    DialectRegistry dialects;
    FixedSecrets secrets;
    ManualClock clock;
    LaneAlarms alarms;
    std::shared_ptr<HeldGuard> guard = std::make_shared<HeldGuard>();
    std::unique_ptr<LaneSignals> told = std::make_unique<LaneSignals>();
    std::unique_ptr<RunCoordinator> run;
    QList<RunRecord> finished;

    void start(const RunSpec& spec, bool guarded = true)
    {
        run = std::make_unique<RunCoordinator>(LaneServices{.transport = transport,
                                                   .dialects = dialects,
                                                   .secrets = secrets,
                                                   .clock = clock,
                                                   .alarms = alarms,
                                                   .prices = std::make_shared<FlatPrices>()},
            LaneTimeouts(), *told);
        QObject::connect(
            told.get(), &LaneSignals::ended, told.get(), [this](const RunRecord& record) { finished.append(record); });
        run->start(spec, guarded ? guard : nullptr);
    }
    bool wait()
    {
        return QTest::qWaitFor([this] { return !finished.isEmpty(); }, 10'000);
    }
    bool waitAsked()
    {
        return QTest::qWaitFor([this] { return !guard->asked.isEmpty(); }, 10'000);
    }
};

RunSpec specOf(const QList<LaneSpec>& lanes)
{
    RunSpec run;
    run.id = u"r"_s;
    run.project = u"p"_s;
    run.key = u"k"_s;
    run.lanes = lanes;
    return run;
}

LaneSpec limited(const QString& endpoint, qint64 maxTokens)
{
    auto lane = laneSpec({chatEndpoint(endpoint)});
    lane.request.sampling.maxOutputTokens = maxTokens;
    return lane;
}

LaneClaim claimOf(const LaneSpec& lane)
{
    const FlatPrices prices;
    return laneClaim(lane, countPrompt(lane.request), &prices, QDateTime::currentDateTimeUtc());
}

} // namespace

class TestReservation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWorstCaseIsEveryByteAndTheWholeLimit()
    {
        const auto lane = limited(u"one"_s, 1000);
        const auto claim = claimOf(lane);
        const auto guess = guessPrompt(countPrompt(lane.request), u"m"_s);
        QCOMPARE(claim.worst.amount, Money::fromPico(guess.atMost * 1'000'000 + 1000 * 2'000'000));
        QCOMPARE(claim.providers, QStringList{u"one"_s});
        QVERIFY(!claim.free);
    }

    void withoutALimitTheModelsOrFourThousandCount()
    {
        const auto lane = laneSpec({chatEndpoint(u"one"_s)});
        const auto endpoint = lane.endpoints.first();
        QCOMPARE(mostOutputTokens(lane.request, endpoint, std::nullopt), 4096);
        ModelPrice price;
        price.outputLimit = 64'000;
        QCOMPARE(mostOutputTokens(lane.request, endpoint, price), 64'000);
        auto request = lane.request;
        request.sampling.maxOutputTokens = 10;
        QCOMPARE(mostOutputTokens(request, endpoint, price), 10);
        for (const qint64 none : {0, -1}) { // some providers take it for no limit
            auto unlimited = request;
            unlimited.sampling.maxOutputTokens = none;
            QCOMPARE(mostOutputTokens(unlimited, endpoint, price), 64'000);
        }
        request.passthrough.insert(u"n"_s, 3);
        QCOMPARE(mostOutputTokens(request, endpoint, price), 30);
    }

    void localModelsWithoutAPriceAreFreeAndOthersUnknown()
    {
        auto lane = laneSpec({chatEndpoint(u"one"_s)}, u"unpriced"_s);
        auto claim = claimOf(lane);
        QVERIFY(!claim.worst.amount);
        QVERIFY2(claim.worst.unknown.contains(u"unpriced"_s), qPrintable(claim.worst.unknown));
        lane.endpoints.first().local = true;
        claim = claimOf(lane);
        QVERIFY(claim.free);
    }

    void aFallbackIsPartOfTheClaim()
    {
        auto lane = laneSpec({chatEndpoint(u"one"_s), chatEndpoint(u"two"_s)});
        QCOMPARE(claimOf(lane).providers, QStringList{u"one"_s});
        lane.allowFallbacks = true;
        QCOMPARE(claimOf(lane).providers, (QStringList{u"one"_s, u"two"_s}));
    }

    void theCapIsUsedUpInOrder()
    {
        QList<LaneClaim> claims(4);
        for (int i = 0; i < 4; ++i)
            claims[i].lane = i;
        claims[0].worst.amount = Money::fromPico(60);
        claims[1].worst.amount = Money::fromPico(50);
        claims[2].worst.amount = Money::fromPico(40);
        claims[3].worst.unknown = u"no price"_s;
        const auto beyond = beyondCap(claims, Money::fromPico(100));
        QVERIFY(!beyond.contains(0) && beyond.contains(1) && !beyond.contains(2) && beyond.contains(3));
        QCOMPARE(beyond[1].kind, ErrorKind::BudgetExceeded);
    }

    void refusedLanesAreNeverSent()
    {
        Bench bench;
        bench.transport.enqueue(streamAnswer(chatStream({u"yes"_s})));
        bench.start(specOf({limited(u"one"_s, 10), limited(u"two"_s, 20)}));
        QVERIFY(bench.waitAsked());
        QCOMPARE(bench.transport.requests().size(), 0);
        const auto request = bench.guard->asked.first();
        QCOMPARE(request.project, u"p"_s);
        QCOMPARE(request.key, u"k"_s);
        QCOMPARE(request.lanes.size(), 2);
        QCOMPARE(request.lanes.last().lane, 1);
        bench.guard->answer({.held = true, .limited = true, .refused = {{0, refused()}}});
        QVERIFY(bench.wait());
        QCOMPARE(bench.transport.requests().size(), 1);
        const auto lanes = bench.finished.first().lanes;
        QCOMPARE(lanes[0].state, LaneState::Failed);
        QCOMPARE(lanes[0].error, refused());
        QVERIFY(lanes[0].attempts.isEmpty());
        QCOMPARE(lanes[0].cost.amount, Money()); // certainly nothing
        QCOMPARE(lanes[1].state, LaneState::Complete);
        QCOMPARE(bench.finished.first().key, u"k"_s);
    }

    void stoppedWhileWaitingSendsNothingAndIsRecordedAfterTheAnswer()
    {
        Bench bench;
        bench.start(specOf({limited(u"one"_s, 10)}));
        QVERIFY(bench.waitAsked());
        bench.run->cancelAll();
        QTest::qWait(20);
        QVERIFY(bench.finished.isEmpty()); // its record settles what is being reserved
        bench.guard->answer({.held = true});
        QVERIFY(bench.wait());
        QCOMPARE(bench.finished.first().lanes.first().state, LaneState::Cancelled);
        QCOMPARE(bench.transport.requests().size(), 0);
    }

    void theEnginesEndDoesNotWaitForTheAnswer()
    {
        Bench bench;
        bench.start(specOf({limited(u"one"_s, 10)}));
        QVERIFY(bench.waitAsked());
        bench.run->stop();
        QCOMPARE(bench.finished.size(), 1);
        QVERIFY(bench.guard->released.isEmpty()); // there is nothing yet
        bench.guard->answer({.held = true});
        QCOMPARE(bench.guard->released, QStringList{u"r"_s}); // its record came too early to settle it
        QTest::qWait(20);
        QCOMPARE(bench.finished.size(), 1);
        QCOMPARE(bench.transport.requests().size(), 0);
    }

    void aRunThatGoesWithoutARecordGivesBackWhatItHolds()
    {
        for (const bool isAnswered : {true, false}) {
            Bench bench;
            bench.start(specOf({limited(u"one"_s, 10)}));
            QVERIFY(bench.waitAsked());
            if (isAnswered)
                bench.guard->answer({.held = true});
            bench.run.reset();
            QCOMPARE(bench.guard->released, QStringList{u"r"_s});
            if (!isAnswered)
                bench.guard->answer({.held = true});
            QCOMPARE(bench.guard->released.size(), isAnswered ? 1 : 2);
            QTest::qWait(20);
            QVERIFY(bench.finished.isEmpty());
        }
    }

    void aRunThatEndedReleasesNothing()
    {
        Bench bench;
        bench.transport.enqueue(streamAnswer(chatStream({u"yes"_s})));
        bench.start(specOf({limited(u"one"_s, 10)}));
        QVERIFY(bench.waitAsked());
        bench.guard->answer({.held = true});
        QVERIFY(bench.wait());
        bench.run.reset();
        QVERIFY(bench.guard->released.isEmpty()); // its record settles
    }

    void aRunMayGoWhileItTellsOfItsRefusedLanes()
    {
        Bench bench;
        auto spec = specOf({limited(u"one"_s, 10), limited(u"two"_s, 10)});
        spec.maxCost = Money();
        bool isGone = false;
        QObject::connect(bench.told.get(), &LaneSignals::finished, bench.told.get(), [&] {
            isGone = true;
            bench.run.reset();
        });
        bench.start(spec);
        QVERIFY(QTest::qWaitFor([&] { return isGone; }, 10'000));
        QTest::qWait(20);
        QVERIFY(bench.guard->asked.isEmpty());
    }

    void aCapHoldsWithoutAGuard()
    {
        Bench bench;
        bench.transport.enqueue(streamAnswer(chatStream({u"yes"_s})));
        auto spec = specOf({limited(u"one"_s, 10), limited(u"two"_s, 10)});
        spec.maxCost = claimOf(spec.lanes.first()).worst.amount;
        bench.start(spec, false);
        QVERIFY(bench.wait());
        QCOMPARE(bench.finished.first().lanes[0].state, LaneState::Complete);
        QCOMPARE(bench.finished.first().lanes[1].error->kind, ErrorKind::BudgetExceeded);
        QVERIFY(bench.guard->asked.isEmpty());
    }

    void whatMayHaveBeenBilledIsNotSentAgainWithinALimit()
    {
        for (const bool isLimited : {true, false}) {
            Bench bench;
            bench.transport.enqueue(streamAnswer({})); // a head, and nothing more
            bench.transport.enqueue(streamAnswer(chatStream({u"yes"_s})));
            bench.start(specOf({limited(u"one"_s, 10)}));
            QVERIFY(bench.waitAsked());
            bench.guard->answer({.held = true, .limited = isLimited});
            QVERIFY(bench.wait());
            const auto lane = bench.finished.first().lanes.first();
            QCOMPARE(bench.transport.requests().size(), isLimited ? 1 : 2);
            QCOMPARE(lane.state, isLimited ? LaneState::Failed : LaneState::Complete);
            if (isLimited)
                QCOMPARE(lane.error->kind, ErrorKind::BudgetExceeded);
        }
    }
};

QTEST_GUILESS_MAIN(TestReservation)
#include "tst_reservation.moc"
