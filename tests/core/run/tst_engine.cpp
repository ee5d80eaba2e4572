// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/choosingtransport.h"
#include "core/run/engine.h"
#include "core/support/ids.h"
#include "tests/support/lanefixture.h"
#include "tests/support/loopbackserver.h"

#include <QFutureWatcher>
#include <QTest>
#include <QThread>

#include <mutex>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray kStreamHead = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";

Script wholeAnswer(const QStringList& pieces)
{
    return {step::ReadRequest{}, step::Send{kStreamHead + chatStream(pieces).join()}, step::Close{}};
}

/// An engine over real sockets that remembers what it recorded.
struct Bench {
    std::mutex mutex;
    QList<RunRecord> recorded;
    LaneTimeouts timeouts;
    std::unique_ptr<Engine> engine;
    std::unique_ptr<RunHandle> handle;
    std::optional<RunRecord> finished;
    QList<LaneRecord> lanes;
    QHash<int, QString> streamed;
    int batches = 0;

    void begin(const QList<Endpoint>& endpoints)
    {
        if (!engine) {
            engine = std::make_unique<Engine>(Engine::Services{
                .makeTransport = [] { return std::make_unique<ChoosingTransport>(); },
                .dialects = std::make_shared<DialectRegistry>(),
                .secrets = std::make_shared<FixedSecrets>(),
                .clock = std::make_shared<SystemClock>(),
                .prices = std::make_shared<FlatPrices>(),
                .timeouts = timeouts,
                .record =
                    [this](const RunRecord& run) {
                        const std::scoped_lock lock(mutex);
                        recorded.append(run);
                    },
            });
        }
        RunSpec run{.id = newId(), .project = {}, .surface = u"test"_s, .lanes = {}};
        for (const auto& endpoint : endpoints)
            run.lanes.append(laneSpec({endpoint}));
        handle = engine->start(run);
        QObject::connect(handle.get(), &RunHandle::streamed, handle.get(), [this](const auto& events) {
            ++batches;
            for (const auto& [lane, event] : events) {
                if (const auto* delta = std::get_if<TextDelta>(&event))
                    streamed[lane] += delta->text;
            }
        });
        QObject::connect(handle.get(), &RunHandle::laneFinished, handle.get(),
            [this](const LaneRecord& lane) { lanes.append(lane); });
        QObject::connect(
            handle.get(), &RunHandle::finished, handle.get(), [this](const RunRecord& run) { finished = run; });
    }
    bool wait()
    {
        return QTest::qWaitFor([this] { return finished.has_value(); }, 10'000);
    }
};

} // namespace

class TestEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachLaneEndsInItsOwnStateAndOnePostArrivesEach()
    {
        LoopbackServer whole;
        whole.enqueue(wholeAnswer({u"fine"_s}));
        LoopbackServer killed; // dies in the middle of the stream
        killed.enqueue(
            {step::ReadRequest{}, step::Send{kStreamHead + chatEvent(u"half"_s)}, step::Delay{20ms}, step::Reset{}});
        LoopbackServer reset; // reads the request and resets
        reset.enqueue({step::ReadRequest{}, step::Reset{}});
        LoopbackServer garbage; // answers what is no HTTP
        garbage.enqueue({step::ReadRequest{}, step::Send{"\x01\x02 nonsense\r\n\r\n"}, step::Close{}});

        Bench bench;
        bench.begin({chatEndpoint(u"whole"_s, whole.port()), chatEndpoint(u"killed"_s, killed.port()),
            chatEndpoint(u"reset"_s, reset.port()), chatEndpoint(u"garbage"_s, garbage.port())});
        QVERIFY(bench.wait());
        const auto& lanes = bench.finished->lanes;
        QCOMPARE(lanes[0].state, LaneState::Complete);
        QCOMPARE(lanes[0].text, u"fine"_s);
        QCOMPARE(lanes[1].state, LaneState::Truncated);
        QCOMPARE(lanes[1].text, u"half"_s);
        QCOMPARE(bench.streamed[1], u"half"_s);
        QCOMPARE(lanes[2].state, LaneState::Indeterminate);
        QCOMPARE(lanes[3].state, LaneState::Failed);
        QCOMPARE(lanes[3].error->kind, ErrorKind::Protocol);
        QCOMPARE(whole.posts(), 1);
        QCOMPARE(killed.posts(), 1);
        QCOMPARE(reset.posts(), 1);
        QCOMPARE(bench.lanes.size(), 4);
        QCOMPARE(bench.recorded.size(), 1);
        QCOMPARE(bench.recorded.first(), *bench.finished);
    }

    void aBlockedWindowMovesNoMeasuredLatency()
    {
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Send{kStreamHead + chatEvent(u"first"_s)}, step::Delay{5ms},
            step::Send{chatStream({u"rest"_s}).join()}, step::Close{}});
        Bench bench;
        bench.begin({chatEndpoint(u"one"_s, server.port())});
        // The whole answer arrives while this thread, the window's, is blocked. Its total is therefore over before the
        // block is: were any of it measured here, it would be longer.
        const auto begin = std::chrono::steady_clock::now();
        QTest::qSleep(100);
        while (true) {
            const std::scoped_lock lock(bench.mutex);
            if (!bench.recorded.isEmpty() || std::chrono::steady_clock::now() - begin > 10s)
                break;
        }
        const auto blocked
            = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
        QVERIFY(bench.batches == 0); // nothing was delivered to this thread yet
        QVERIFY(bench.wait());
        const auto& timing = bench.finished->lanes.first().timing;
        QVERIFY(timing.firstToken && timing.total);
        QVERIFY(*timing.total < blocked);
        QVERIFY(*timing.firstToken < *timing.total);
    }

    void textIsJoinedToOneDeltaABatch()
    {
        LoopbackServer server;
        QStringList pieces;
        for (int i = 0; i < 500; ++i)
            pieces.append(u"%1 "_s.arg(i));
        server.enqueue(wholeAnswer(pieces));
        Bench bench;
        bench.begin({chatEndpoint(u"one"_s, server.port())});
        QTest::qSleep(100);
        QVERIFY(bench.wait());
        QCOMPARE(bench.finished->lanes.first().text, pieces.join(QString()));
        QCOMPARE(bench.streamed[0], pieces.join(QString()));
        QVERIFY(bench.batches < 50);
    }

    void cancelledLanesKeepTheirTextAndTheOthersFinish()
    {
        LoopbackServer slow;
        slow.enqueue({step::ReadRequest{}, step::Send{kStreamHead + chatEvent(u"begun"_s)}, step::Hold{}});
        LoopbackServer whole;
        whole.enqueue({step::ReadRequest{}, step::Hold{}, step::Send{kStreamHead + chatStream({u"done"_s}).join()},
            step::Close{}});
        Bench bench;
        bench.begin({chatEndpoint(u"slow"_s, slow.port()), chatEndpoint(u"whole"_s, whole.port())});
        QTRY_COMPARE(bench.streamed[0], u"begun"_s);
        bench.handle->cancel(0);
        QTRY_COMPARE(bench.lanes.size(), 1);
        QCOMPARE(bench.lanes.first().state, LaneState::Cancelled);
        whole.release();
        QVERIFY(bench.wait());
        QCOMPARE(bench.finished->lanes[0].text, u"begun"_s);
        QCOMPARE(bench.finished->lanes[1].state, LaneState::Complete);
    }

    void aDroppedHandleCancelsAndIsStillRecorded()
    {
        LoopbackServer slow;
        slow.enqueue({step::ReadRequest{}, step::Send{kStreamHead + chatEvent(u"begun"_s)}, step::Hold{}});
        Bench bench;
        bench.begin({chatEndpoint(u"slow"_s, slow.port())});
        QTRY_COMPARE(bench.streamed[0], u"begun"_s);
        bench.handle.reset();
        QTRY_COMPARE(bench.recorded.size(), 1);
        QCOMPARE(bench.recorded.first().lanes.first().state, LaneState::Cancelled);
        QCOMPARE(bench.recorded.first().lanes.first().text, u"begun"_s);
        QTRY_COMPARE(slow.openConnections(), 0);
    }

    void anEngineThatEndsRecordsWhatRan()
    {
        LoopbackServer slow;
        slow.enqueue({step::ReadRequest{}, step::Send{kStreamHead + chatEvent(u"begun"_s)}, step::Hold{}});
        Bench bench;
        bench.begin({chatEndpoint(u"slow"_s, slow.port())});
        QTRY_COMPARE(bench.streamed[0], u"begun"_s);
        bench.handle.reset();
        bench.engine.reset();
        QCOMPARE(bench.recorded.size(), 1);
    }

    void theHandleMayBeDeletedInItsOwnSlot()
    {
        LoopbackServer server;
        server.enqueue(wholeAnswer({u"a"_s, u"b"_s}));
        Bench bench;
        bench.begin({chatEndpoint(u"one"_s, server.port())});
        auto* handle = bench.handle.release();
        connect(handle, &RunHandle::streamed, this, [handle] { delete handle; });
        QTRY_COMPARE(bench.recorded.size(), 1);
        QTest::qWait(40);
        QVERIFY(!bench.finished);
    }

    void aRunWithoutLanesEndsToo()
    {
        Bench bench;
        bench.begin({});
        QVERIFY(bench.wait());
        QVERIFY(bench.finished->lanes.isEmpty());
    }

    void fetchGivesHeadBodyAndPhases()
    {
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Send{okAnswer("{\"data\":[]}")}, step::Close{}});
        Bench bench;
        bench.begin({});
        const auto fetched
            = bench.engine->fetch({.method = "GET", .url = server.url(u"/v1/models"_s), .headers = {}, .body = {}}, {})
                  .result();
        QVERIFY(!fetched.outcome.error);
        QCOMPARE(fetched.head.status, 200);
        QCOMPARE(fetched.body, QByteArray("{\"data\":[]}"));
        QVERIFY(fetched.outcome.timings.firstByte.has_value());
    }
};

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
