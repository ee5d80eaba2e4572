// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/lane.h"
#include "tests/support/lanefixture.h"
#include "tests/support/lanesignals.h"

#include <QSignalSpy>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ScriptedAnswer streamAnswer(const QList<QByteArray>& chunks)
{
    ScriptedAnswer out;
    out.head = streamHead();
    out.chunks = chunks;
    return out;
}

ScriptedAnswer lost(ErrorKind kind, bool requestSent)
{
    ScriptedAnswer out;
    out.head.reset();
    out.requestSent = requestSent;
    out.error = Error{.kind = kind, .detail = u"lost"_s};
    return out;
}

/// A lane with everything it needs, and what it said.
struct Bench {
    ScriptedTransport transport;
    DialectRegistry dialects;
    FixedSecrets secrets;
    ManualClock clock;
    LaneAlarms alarms;
    LaneTimeouts timeouts;
    std::unique_ptr<LaneSignals> told = std::make_unique<LaneSignals>();
    std::unique_ptr<Lane> lane;
    QList<LaneRecord> finished;
    QList<LaneState> states;
    QString streamed;
    int signalsAfterEnd = 0;

    void run(const LaneSpec& spec)
    {
        make();
        lane->start(spec);
    }
    void make()
    {
        lane = std::make_unique<Lane>(LaneServices{.transport = transport,
                                          .dialects = dialects,
                                          .secrets = secrets,
                                          .clock = clock,
                                          .alarms = alarms,
                                          .prices = std::make_shared<FlatPrices>()},
            timeouts, *told);
        QObject::connect(told.get(), &LaneSignals::finished, told.get(), [this](const LaneRecord& record) {
            signalsAfterEnd += static_cast<int>(finished.size());
            finished.append(record);
        });
        QObject::connect(told.get(), &LaneSignals::stateChanged, told.get(), [this](LaneState state) {
            signalsAfterEnd += static_cast<int>(finished.size());
            states.append(state);
        });
        QObject::connect(told.get(), &LaneSignals::streamed, told.get(), [this](const StreamEvent& event) {
            signalsAfterEnd += static_cast<int>(finished.size());
            if (const auto* delta = std::get_if<TextDelta>(&event))
                streamed += delta->text;
        });
    }
    LaneRecord result()
    {
        [&] { QTRY_COMPARE(finished.size(), 1); }();
        QTest::qWait(5); // would show a signal that comes too late
        return finished.value(0);
    }
};

} // namespace

class TestLane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeAnswerIsComplete()
    {
        Bench bench;
        bench.transport.enqueue(streamAnswer(chatStream({u"Hel"_s, u"lo"_s})));
        bench.run(laneSpec({chatEndpoint(u"one"_s)}));
        const auto record = bench.result();
        QCOMPARE(record.state, LaneState::Complete);
        QCOMPARE(record.text, u"Hello"_s);
        QCOMPARE(bench.streamed, u"Hello"_s);
        QCOMPARE(record.servedBy, u"one"_s);
        QCOMPARE(record.servedModel, u"m-served"_s);
        QCOMPARE(record.finishReason, FinishReason::Stop);
        QCOMPARE(record.usage[UsageClass::Input], 10);
        QCOMPARE(record.usage[UsageClass::Output], 5);
        QCOMPARE(record.cost.state, CostState::Computed);
        QCOMPARE(record.cost.amount, Money::fromPico(20'000'000)); // 10 × $1/M + 5 × $2/M
        QVERIFY(record.timing.firstToken.has_value());
        QCOMPARE(record.attempts.size(), 1);
        QCOMPARE(record.attempts.first().requestId, u"req-7"_s);
        QVERIFY(!record.error);
        QCOMPARE(bench.states, (QList<LaneState>{LaneState::Connecting, LaneState::Waiting, LaneState::Streaming}));
        QCOMPARE(bench.signalsAfterEnd, 0);
        QCOMPARE(bench.transport.requests().size(), 1);
    }

    void unknownPricesStayUnknown()
    {
        Bench bench;
        bench.transport.enqueue(streamAnswer(chatStream({u"x"_s})));
        bench.run(laneSpec({chatEndpoint(u"one"_s)}, u"unpriced"_s));
        const auto record = bench.result();
        QCOMPARE(record.cost.state, CostState::Unknown);
        QVERIFY(!record.cost.amount);
    }

    void anEndWithoutTheTerminalEventIsTruncatedAndKeepsTheText()
    {
        Bench bench;
        bench.transport.enqueue(streamAnswer({chatEvent(u"half"_s)}));
        bench.run(laneSpec({chatEndpoint(u"one"_s)}));
        const auto record = bench.result();
        QCOMPARE(record.state, LaneState::Truncated);
        QCOMPARE(record.text, u"half"_s);
        QVERIFY(record.error);
        QCOMPARE(bench.transport.requests().size(), 1); // after output nothing is sent again
    }

    void anEndMarkWithoutAFinishReasonIsTruncated()
    {
        Bench bench;
        bench.transport.enqueue(streamAnswer({chatEvent(u"half"_s), "data: [DONE]\n\n"})); // in a read of its own
        bench.run(laneSpec({chatEndpoint(u"one"_s)}));
        const auto record = bench.result();
        QCOMPARE(record.state, LaneState::Truncated);
        QCOMPARE(record.text, u"half"_s);
        QCOMPARE(record.error->kind, ErrorKind::Truncated);
        QCOMPARE(bench.transport.requests().size(), 1);
    }

    void aResetAfterOutputKeepsTheTextAndSendsNothingAgain()
    {
        Bench bench;
        auto answer = streamAnswer({chatEvent(u"some"_s), chatEvent(u" text"_s)});
        answer.error = Error{.kind = ErrorKind::Network, .detail = u"reset"_s};
        bench.transport.enqueue(answer);
        bench.run(laneSpec({chatEndpoint(u"one"_s)}));
        const auto record = bench.result();
        QCOMPARE(record.state, LaneState::Truncated);
        QCOMPARE(record.text, u"some text"_s);
        QCOMPARE(record.error->kind, ErrorKind::Network);
        QCOMPARE(bench.transport.requests().size(), 1);
    }

    void anOutputLimitIsTruncatedWithoutAnError()
    {
        Bench bench;
        bench.transport.enqueue(streamAnswer(chatStream({u"long"_s}, "length")));
        bench.run(laneSpec({chatEndpoint(u"one"_s)}));
        const auto record = bench.result();
        QCOMPARE(record.state, LaneState::Truncated);
        QVERIFY(!record.error);
    }

    void aRequestThatLeftWithoutAnAnswerIsIndeterminateAndIsNotRepeated()
    {
        Bench bench;
        bench.transport.enqueue(lost(ErrorKind::Network, true));
        bench.run(laneSpec({chatEndpoint(u"one"_s)}));
        const auto record = bench.result();
        QCOMPARE(record.state, LaneState::Indeterminate);
        QCOMPARE(record.cost.state, CostState::Unknown);
        QCOMPARE(bench.transport.requests().size(), 1);
    }

    void aFailureBeforeTheRequestLeftIsRepeatedOnce()
    {
        Bench bench;
        auto refused = lost(ErrorKind::Network, false);
        refused.connects = false;
        bench.transport.enqueue(refused);
        bench.transport.enqueue(streamAnswer(chatStream({u"ok"_s})));
        bench.run(laneSpec({chatEndpoint(u"one"_s)}));
        QTRY_VERIFY(bench.states.contains(LaneState::Retrying));
        bench.lane->retryNow();
        const auto record = bench.result();
        QCOMPARE(record.state, LaneState::Complete);
        QCOMPARE(record.attempts.size(), 2);
        QCOMPARE(record.attempts.first().cost.amount, Money());
        QCOMPARE(record.cost.amount, Money::fromPico(20'000'000));
    }

    void errorStatusesAreReadByTheDialect()
    {
        Bench bench;
        ScriptedAnswer answer;
        answer.head = HttpHead{.status = 401, .headers = {{"content-type", "application/json"}}};
        answer.chunks
            = {R"({"error":{"message":"Incorrect API key","type":"invalid_request_error","code":"invalid_api_key"}})"};
        bench.transport.enqueue(answer);
        bench.run(laneSpec({chatEndpoint(u"one"_s)}));
        const auto record = bench.result();
        QCOMPARE(record.state, LaneState::Failed);
        QCOMPARE(record.error->kind, ErrorKind::Authentication);
        QCOMPARE(record.attempts.first().httpStatus, 401);
        QCOMPARE(record.cost.amount, Money()); // an error status bills nothing
    }

    void garbageIsAProtocolFailure()
    {
        Bench bench;
        bench.transport.enqueue(streamAnswer({"data: {\"choices\": oops\n\n"}));
        bench.transport.enqueue(streamAnswer({"data: {\"choices\": oops\n\n"}));
        bench.run(laneSpec({chatEndpoint(u"one"_s)}));
        QTRY_VERIFY(bench.states.contains(LaneState::Retrying));
        bench.lane->retryNow();
        const auto record = bench.result();
        QCOMPARE(record.state, LaneState::Failed);
        QCOMPARE(record.error->kind, ErrorKind::Protocol);
    }

    void redirectsAreNotFollowed()
    {
        Bench bench;
        ScriptedAnswer answer;
        answer.head = HttpHead{.status = 307, .headers = {{"location", "https://elsewhere.example/v1"}}};
        bench.transport.enqueue(answer);
        bench.transport.enqueue(answer);
        bench.run(laneSpec({chatEndpoint(u"one"_s)}));
        QTRY_VERIFY(bench.states.contains(LaneState::Retrying) || !bench.finished.isEmpty());
        bench.lane->retryNow();
        const auto record = bench.result();
        QCOMPARE(record.state, LaneState::Failed);
        QVERIFY(record.error->detail.contains(u"elsewhere.example"_s));
        for (const auto& request : bench.transport.requests())
            QCOMPARE(request.url.host(), u"127.0.0.1"_s);
    }

    void fallbackGoesToTheNextEndpointOnlyIfAllowed_data()
    {
        QTest::addColumn<bool>("allowed");
        QTest::addRow("allowed") << true;
        QTest::addRow("pinned") << false;
    }
    void fallbackGoesToTheNextEndpointOnlyIfAllowed()
    {
        QFETCH(bool, allowed);
        Bench bench;
        bench.transport.enqueue(answer(401, R"({"error":{"message":"no","code":"invalid_api_key"}})"));
        bench.transport.enqueue(streamAnswer(chatStream({u"second"_s})));
        auto spec = laneSpec({chatEndpoint(u"one"_s), chatEndpoint(u"two"_s, 2)});
        spec.allowFallbacks = allowed;
        bench.run(spec);
        const auto record = bench.result();
        QCOMPARE(record.state, allowed ? LaneState::Complete : LaneState::Failed);
        QCOMPARE(record.servedBy, allowed ? u"two"_s : u"one"_s);
        QCOMPARE(record.attempts.size(), allowed ? 2 : 1);
    }

    void aMissingKeyFailsWithoutACall()
    {
        Bench bench;
        bench.secrets = FixedSecrets(QByteArray());
        bench.run(laneSpec({chatEndpoint(u"one"_s)}));
        const auto record = bench.result();
        QCOMPARE(record.state, LaneState::Failed);
        QCOMPARE(record.error->kind, ErrorKind::Authentication);
        QVERIFY(bench.transport.requests().isEmpty());
        QCOMPARE(record.cost.amount, Money());
    }

    void cancelEmitsTheRecordBeforeItReturnsAndNothingAfter()
    {
        Bench bench;
        auto answer = streamAnswer(chatStream({u"a"_s, u"b"_s, u"c"_s}));
        answer.holdBefore = 3; // connected, head, "a", then held
        bench.transport.enqueue(answer);
        bench.run(laneSpec({chatEndpoint(u"one"_s)}));
        QTRY_COMPARE(bench.streamed, u"a"_s);
        bench.lane->cancel();
        QCOMPARE(bench.finished.size(), 1);
        QCOMPARE(bench.finished.first().state, LaneState::Cancelled);
        QCOMPARE(bench.finished.first().text, u"a"_s);
        bench.transport.release();
        bench.lane->cancel();
        QTest::qWait(20);
        QCOMPARE(bench.finished.size(), 1);
        QCOMPARE(bench.signalsAfterEnd, 0);
        QCOMPARE(bench.transport.openCalls(), 0);
    }

    void cancelInsideASlotIsLegal()
    {
        Bench bench;
        bench.transport.enqueue(streamAnswer(chatStream({u"a"_s, u"b"_s})));
        bench.make();
        connect(bench.told.get(), &LaneSignals::streamed, this, [&] { bench.lane->cancel(); });
        bench.lane->start(laneSpec({chatEndpoint(u"one"_s)}));
        const auto record = bench.result();
        QCOMPARE(record.state, LaneState::Cancelled);
        QCOMPARE(bench.signalsAfterEnd, 0);
    }

    void deletionInsideAnySlotIsLegal_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addRow("stateChanged") << 0;
        QTest::addRow("streamed") << 1;
        QTest::addRow("finished") << 2;
    }
    void deletionInsideAnySlotIsLegal()
    {
        QFETCH(int, signal);
        Bench bench;
        bench.transport.enqueue(streamAnswer(chatStream({u"a"_s, u"b"_s})));
        bench.make();
        auto* lane = bench.lane.release();
        bool deleted = false;
        const auto die = [&] {
            deleted = true;
            delete lane;
        };
        if (signal == 0)
            connect(bench.told.get(), &LaneSignals::stateChanged, this, die, Qt::SingleShotConnection);
        else if (signal == 1)
            connect(bench.told.get(), &LaneSignals::streamed, this, die, Qt::SingleShotConnection);
        else
            connect(bench.told.get(), &LaneSignals::finished, this, die, Qt::SingleShotConnection);
        lane->start(laneSpec({chatEndpoint(u"one"_s)}));
        QTRY_VERIFY(deleted);
        QTest::qWait(10);
        QCOMPARE(bench.transport.openCalls(), 0);
    }

    void aLateFirstTokenEndsTheAttempt()
    {
        Bench bench;
        bench.timeouts.firstToken = 30ms;
        auto answer = streamAnswer(chatStream({u"late"_s}));
        answer.holdBefore = 2;
        bench.transport.enqueue(answer);
        bench.run(laneSpec({chatEndpoint(u"one"_s)}));
        const auto record = bench.result();
        QCOMPARE(record.state, LaneState::Failed);
        QCOMPARE(record.error->kind, ErrorKind::Timeout);
        QCOMPARE(record.error->providerCode, u"first_token"_s);
    }

    void latencyIsMeasuredByTheClockFromTheStartOfTheAttempt()
    {
        Bench bench;
        auto answer = streamAnswer(chatStream({u"a"_s}));
        answer.holdBefore = 2;
        bench.transport.enqueue(answer);
        bench.run(laneSpec({chatEndpoint(u"one"_s)}));
        QTRY_VERIFY(bench.states.contains(LaneState::Waiting));
        QTest::qWait(5);
        bench.clock.advance(250ms);
        bench.transport.release();
        const auto record = bench.result();
        QCOMPARE(record.timing.firstToken, 250'000us);
        QCOMPARE(record.timing.total, 250'000us);
    }
};

QTEST_GUILESS_MAIN(TestLane)
#include "tst_lane.moc"
