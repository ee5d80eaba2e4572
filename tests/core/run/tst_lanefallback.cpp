// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a lane does when an endpoint fails before it says anything.

#include "tests/core/run/fallbackbench.h"

#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Bench = FallbackBench;

class TestLaneFallback : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEndpointIsSentItsOwnModelId()
    {
        Bench bench;
        bench.transport.enqueue(refused(404, "model_not_found"));
        bench.transport.enqueue(hello());
        const auto record = bench.run(routed({u"one"_s, u"two"_s}));
        QCOMPARE(record.state, LaneState::Complete);
        QCOMPARE(bench.asked(), (QStringList{u"one/m-one"_s, u"two/m-two"_s}));
        QVERIFY(bench.transport.requests().last().body.contains("m-two"));
        QCOMPARE(record.servedBy, u"two"_s);
        QCOMPARE(record.route.options.size(), 2);
        QCOMPARE(record.route.keys.size(), 2);
    }

    void nothingIsShownBeforeTheFirstOutput()
    {
        Bench bench;
        // The first endpoint names itself, reports usage, and dies without a word.
        bench.transport.enqueue(streamAnswer(
            {R"(data: {"id":"x","model":"first-model","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]})"
             "\n\n",
                R"(data: {"error":{"message":"overloaded","code":503}})"
                "\n\n"}));
        bench.transport.enqueue(streamAnswer({R"(data: {"error":{"message":"overloaded","code":503}})"
                                              "\n\n"}));
        bench.transport.enqueue(hello());
        const auto record = bench.run(routed({u"one"_s, u"two"_s}));
        QCOMPARE(record.state, LaneState::Complete);
        QCOMPARE(record.servedBy, u"two"_s);
        QCOMPARE(record.servedModel, u"m-served"_s);
        for (const auto& event : std::as_const(bench.shown)) {
            if (const auto* served = std::get_if<Served>(&event))
                QCOMPARE(served->model, u"m-served"_s);
        }
        QCOMPARE(record.text, u"hello"_s);
    }

    void whatIsHeldBackIsBounded_data()
    {
        QTest::addColumn<QByteArray>("piece");
        QTest::addColumn<int>("count");
        QTest::newRow("few and large") << QByteArray(": " + QByteArray(100'000, 'x') + "\n\n") << 3;
        QTest::newRow("many") << QByteArray(R"(data: {"id":"x","model":"first","choices":[{"delta":{"content":""}}]})"
                                            "\n\n")
                              << 5000;
    }
    void whatIsHeldBackIsBounded()
    {
        QFETCH(QByteArray, piece);
        QFETCH(int, count);
        Bench bench;
        bench.relays = true;
        auto silent = streamAnswer(QList<QByteArray>(count, piece));
        silent.error = Error{.kind = ErrorKind::Network};
        bench.transport.enqueue(silent);
        const auto record = bench.run(routed({u"one"_s, u"two"_s}));
        // Bound to the first endpoint: a failure no longer goes to the next.
        QCOMPARE(record.state, LaneState::Truncated);
        QCOMPARE(record.attempts.size(), 1);
        QCOMPARE(bench.relayed, piece.size() * count);
    }

    void anEndMarkAloneIsAFailureThatCounts()
    {
        Bench bench;
        bench.transport.enqueue(streamAnswer({"data: [DONE]\n\n"}));
        bench.transport.enqueue(streamAnswer({"data: [DONE]\n\n"}));
        bench.transport.enqueue(hello());
        const auto record = bench.run(routed({u"one"_s, u"two"_s}));
        QCOMPARE(record.state, LaneState::Complete);
        QCOMPARE(bench.asked(), (QStringList{u"one/m-one"_s, u"one/m-one"_s, u"two/m-two"_s}));
        QCOMPARE(record.attempts.first().error->kind, ErrorKind::Truncated);
        QCOMPARE(bench.memory.health(u"one"_s, u"m-one"_s).consecutiveFailures(), 2);
    }

    void afterTheFirstOutputThereIsNoFallback()
    {
        Bench bench;
        auto cut = streamAnswer({chatEvent(u"half"_s)});
        cut.error = Error{.kind = ErrorKind::Network};
        bench.transport.enqueue(cut);
        const auto record = bench.run(routed({u"one"_s, u"two"_s}));
        QCOMPARE(record.state, LaneState::Truncated);
        QCOMPARE(record.text, u"half"_s);
        QCOMPARE(record.attempts.size(), 1);
    }

    void aLostRequestIsNotSentElsewhere()
    {
        Bench bench;
        bench.transport.enqueue(lost(ErrorKind::Network, true));
        const auto record = bench.run(routed({u"one"_s, u"two"_s}));
        QCOMPARE(record.state, LaneState::Indeterminate);
        QCOMPARE(record.attempts.size(), 1);
        QCOMPARE(record.cost.state, CostState::Unknown);
    }

    void aRefusedKeyGivesWayToTheNextAndIsRemembered()
    {
        Bench bench;
        bench.secrets = std::make_unique<ThreeKeys>();
        bench.transport.enqueue(refused(401, "invalid_api_key"));
        bench.transport.enqueue(refused(429, "rate_limit_exceeded", "60"));
        bench.transport.enqueue(hello());
        const auto record = bench.run(routed({u"one"_s}));
        QCOMPARE(record.state, LaneState::Complete);
        QCOMPARE(bench.keysSent(), (QList<QByteArray>{"Bearer sk-1", "Bearer sk-2", "Bearer sk-3"}));
        QCOMPARE(record.route.keys, (QStringList{u"key 1"_s, u"key 2"_s, u"key 3"_s}));
        // The next lane starts with the one that worked.
        bench.transport.enqueue(hello());
        bench.run(routed({u"one"_s}));
        QCOMPARE(bench.keysSent().last(), "Bearer sk-3");
        // The limited one is back after its hint, the refused one is not.
        bench.clock.advance(61s);
        bench.transport.enqueue(hello());
        bench.run(routed({u"one"_s}));
        QCOMPARE(bench.keysSent().last(), "Bearer sk-2");
    }

    void aRefusalOfOneModelLeavesTheKeyToTheOthers()
    {
        Bench bench;
        bench.transport.enqueue(refused(403, "permission_error"));
        bench.transport.enqueue(hello());
        auto chain = routed({u"one"_s, u"two"_s});
        QCOMPARE(bench.run(chain).servedBy, u"two"_s);
        QVERIFY(!bench.memory.hasKeyMarks());
        QCOMPARE(bench.memory.health(u"one"_s, u"m-one"_s).consecutiveFailures(), 1);
        QCOMPARE(bench.memory.health(u"one"_s, u"another"_s).consecutiveFailures(), 0);
    }

    void anotherKeyGoesFirstForTheModelThatOneMayNotUse()
    {
        Bench bench;
        bench.secrets = std::make_unique<ThreeKeys>();
        bench.transport.enqueue(refused(403, "permission_error"));
        for (int i = 0; i < 3; ++i)
            bench.transport.enqueue(hello());
        auto spec = routed({u"one"_s});
        bench.run(spec);
        bench.run(spec);
        spec.targets[0].model = u"another"_s;
        bench.run(spec);
        QCOMPARE(bench.keysSent(), (QList<QByteArray>{"Bearer sk-1", "Bearer sk-2", "Bearer sk-2", "Bearer sk-1"}));
    }

    void allKeysRefusedGoesToTheNextEndpoint()
    {
        Bench bench;
        bench.secrets = std::make_unique<ThreeKeys>();
        for (int i = 0; i < 3; ++i)
            bench.transport.enqueue(refused(401, "invalid_api_key"));
        bench.transport.enqueue(hello());
        const auto record = bench.run(routed({u"one"_s, u"two"_s}));
        // A key stands for itself: the same text at another endpoint is the same key.
        QCOMPARE(record.servedBy, u"two"_s);
        QCOMPARE(record.attempts.size(), 4);
    }

    void threeFailuresOpenTheBreakerForTheNextLanes()
    {
        Bench bench;
        for (int lane = 0; lane < 2; ++lane) { // two attempts each: a retry, then the next endpoint
            bench.transport.enqueue(refused(500, "x"));
            bench.transport.enqueue(refused(500, "x"));
            bench.transport.enqueue(hello());
            bench.run(routed({u"one"_s, u"two"_s}));
        }
        bench.transport.enqueue(hello());
        const auto passed = bench.run(routed({u"one"_s, u"two"_s}));
        QCOMPARE(bench.asked(), QStringList{u"two/m-two"_s});
        QCOMPARE(passed.route.skipped, QStringList{u"one breaker_open"_s});
        // Half open: one probe, and its success closes it.
        bench.clock.advance(31s);
        bench.transport.enqueue(hello());
        bench.run(routed({u"one"_s, u"two"_s}));
        QCOMPARE(bench.asked(), QStringList{u"one/m-one"_s});
        QCOMPARE(bench.memory.health(u"one"_s, u"m-one"_s).breaker(HealthTime(bench.clock.now().toMSecsSinceEpoch())),
            BreakerState::Closed);
    }

    void aPinnedLaneIsAskedWhateverTheBreakerSays()
    {
        Bench bench;
        for (int i = 0; i < 4; ++i)
            bench.memory.note({.endpoint = u"one"_s,
                .model = u"m"_s,
                .startedAt = bench.clock.now(),
                .error = Error{.kind = ErrorKind::ServerFault}});
        bench.transport.enqueue(hello());
        QCOMPARE(bench.run(laneSpec({chatEndpoint(u"one"_s)})).state, LaneState::Complete);
    }

    void aChainThatIsOutAsAWholeIsTriedAllTheSame()
    {
        Bench bench;
        for (const auto& id : {u"one"_s, u"two"_s}) {
            for (int i = 0; i < 4; ++i)
                bench.memory.note({.endpoint = id,
                    .model = u"m-"_s + id,
                    .startedAt = bench.clock.now(),
                    .error = Error{.kind = ErrorKind::ServerFault}});
        }
        bench.transport.enqueue(hello());
        QCOMPARE(bench.run(routed({u"one"_s, u"two"_s})).state, LaneState::Complete);
        QCOMPARE(bench.asked(), QStringList{u"one/m-one"_s});
    }

    void aWrongBaseAddressDoesNotEndTheChain()
    {
        Bench bench;
        const auto page = answer(404, "<html><title>Not Found</title></html>");
        for (int lane = 0; lane < 3; ++lane) {
            bench.transport.enqueue(page);
            bench.transport.enqueue(hello());
            QCOMPARE(bench.run(routed({u"one"_s, u"two"_s})).servedBy, u"two"_s);
        }
        bench.transport.enqueue(hello());
        bench.run(routed({u"one"_s, u"two"_s}));
        QCOMPARE(bench.asked(), QStringList{u"two/m-two"_s}); // the breaker is open
        bench.transport.enqueue(page);
        const auto pinned = bench.run(laneSpec({chatEndpoint(u"one"_s)}));
        QCOMPARE(pinned.state, LaneState::Failed);
        QCOMPARE(pinned.error->kind, ErrorKind::InvalidRequest);
        QVERIFY2(pinned.error->detail.contains(u"127.0.0.1"), qPrintable(pinned.error->detail));
    }

    void aLongPromptGoesToALargerContextOnly()
    {
        Bench bench;
        auto spec = routed({u"small"_s, u"same"_s, u"large"_s});
        spec.targets[0].contextTokens = 8000;
        spec.targets[1].contextTokens = 8000;
        spec.targets[2].contextTokens = 32000;
        bench.transport.enqueue(refused(400, "context_length_exceeded"));
        bench.transport.enqueue(hello());
        const auto record = bench.run(spec);
        QCOMPARE(record.servedBy, u"large"_s);
        QCOMPARE(record.attempts.size(), 2);
    }

    void aWrongRequestIsNotSentAgain()
    {
        Bench bench;
        bench.transport.enqueue(refused(400, "invalid_request_error"));
        QCOMPARE(bench.run(routed({u"one"_s, u"two"_s})).attempts.size(), 1);
    }

    void aFilteredAnswerGoesToTheNextModelWhereThatIsWanted()
    {
        for (const bool wanted : {false, true}) {
            Bench bench;
            auto spec = routed({u"one"_s, u"twin"_s, u"other"_s});
            spec.targets[2].modelRank = 1;
            spec.fallbackOnFilter = wanted;
            bench.transport.enqueue(refused(400, "content_filter"));
            bench.transport.enqueue(hello());
            const auto record = bench.run(spec);
            QCOMPARE(record.servedBy, wanted ? u"other"_s : u"one"_s);
        }
    }

    void aTimeoutWithoutAByteGoesOnAndIsIndeterminateAtTheEnd()
    {
        Bench bench;
        bench.timeouts.firstToken = 20ms;
        ScriptedAnswer silent = hello();
        silent.holdBefore = 1; // connected, no head
        bench.transport.enqueue(silent);
        bench.transport.enqueue(hello());
        QCOMPARE(bench.run(routed({u"one"_s, u"two"_s})).servedBy, u"two"_s);
        bench.transport.enqueue(silent);
        const auto record = bench.run(laneSpec({chatEndpoint(u"one"_s)}));
        QCOMPARE(record.state, LaneState::Indeterminate);
        QCOMPARE(record.error->kind, ErrorKind::Timeout);
    }

    void aSessionStaysWhereItWasServed()
    {
        Bench bench;
        auto spec = routed({u"one"_s});
        spec.route.conversation = u"talk"_s;
        spec.route.isSession = true;
        bench.transport.enqueue(hello());
        bench.run(spec);
        const auto now = HealthTime(bench.clock.now().toMSecsSinceEpoch());
        QCOMPARE(bench.memory.servedBefore(u"talk"_s, now)->first, u"one"_s);
    }
};

QTEST_GUILESS_MAIN(TestLaneFallback)
#include "tst_lanefallback.moc"
