// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/gateway/choicesfixture.h"
#include "tests/support/budgetcases.h"
#include "tests/support/storeguard.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// How several answers to one request end: failures, clients that leave, budgets, and being told again.
class TestGatewayChoicesEnds : public QObject, private ChoicesScene
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { m_gateway.reset(); }

    void oneFailureBeforeTheFirstWordFailsAll_data()
    {
        QTest::addColumn<bool>("stream");
        QTest::newRow("whole") << false;
        QTest::newRow("stream") << true;
    }
    void oneFailureBeforeTheFirstWordFailsAll()
    {
        QFETCH(bool, stream);
        m_upstream->enqueue({step::ReadRequest{}, step::Hold{}});
        m_upstream->enqueue({step::ReadRequest{}, step::Delay{100ms}, step::Send{kRefusal}});
        m_upstream->enqueue({step::ReadRequest{}, step::Hold{}});
        const auto reply = post(asking(3, "up/m", stream));
        QCOMPARE(reply.head.status, 400);
        QVERIFY(reply.json()["error"_L1]["message"_L1].toString().contains("It does not fit"_L1));
        QTRY_COMPARE(m_gateway->records().size(), 1);
        const auto lanes = m_gateway->records().first().lanes;
        QCOMPARE(std::ranges::count(lanes, LaneState::Failed, &LaneRecord::state), 1);
        QCOMPARE(std::ranges::count(lanes, LaneState::Cancelled, &LaneRecord::state), 2);
        QTRY_VERIFY(m_upstream->openConnections() <= 1); // the one that was answered may be used again
    }

    void oneFailureInTheStreamEndsIt()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Send{kStreamHead + chunked(kPiece)}, step::Hold{}});
        m_upstream->enqueue({step::ReadRequest{}, step::Delay{200ms}, step::Send{kStreamHead + chunked(kPiece)},
            step::Delay{100ms}, step::Reset{}});
        const auto reply = post(asking(2, "up/m", true));
        QCOMPARE(reply.head.status, 200);
        QVERIFY(reply.complete && reply.body.endsWith("data: [DONE]\n\n"));
        const auto told = readStream(reply.body);
        QCOMPARE(told.dones, 1);
        QCOMPARE(told.texts.values(), QStringList({u"word "_s, u"word "_s}));
        const auto last = events(reply.body).last();
        QVERIFY(!last["error"_L1]["message"_L1].toString().isEmpty());
        QCOMPARE(last["choices"_L1][0]["finish_reason"_L1].toString(), u"error"_s);
        QTRY_COMPARE(m_upstream->openConnections(), 0);
        QTRY_COMPARE(m_gateway->records().size(), 1);
        const auto lanes = m_gateway->records().first().lanes;
        QCOMPARE(lanes.size(), 2);
        QCOMPARE(std::ranges::count(lanes, LaneState::Truncated, &LaneRecord::state), 1);
        QCOMPARE(std::ranges::count(lanes, LaneState::Cancelled, &LaneRecord::state), 1);
        for (const auto& lane : lanes)
            QVERIFY(lane.cost.amount && *lane.cost.amount > Money()); // what was spent stays
        const auto failed = std::ranges::find(lanes, LaneState::Truncated, &LaneRecord::state);
        QCOMPARE(last["choices"_L1][0]["index"_L1].toInt(-1), failed->index);
    }

    void aClientThatLeavesCancelsAll_data()
    {
        QTest::addColumn<bool>("begins");
        QTest::newRow("before output") << false;
        QTest::newRow("in the stream") << true;
    }
    void aClientThatLeavesCancelsAll()
    {
        QFETCH(bool, begins);
        const QByteArray first = begins ? kStreamHead + chunked(kPiece) : QByteArray();
        m_upstream->enqueue({step::ReadRequest{}, step::Send{first}, step::Hold{}});
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("POST", "/v1/chat/completions", asking(3, "up/m", true), m_gateway->auth()));
        QTRY_COMPARE(m_upstream->requests().size(), 3);
        if (begins)
            QVERIFY(client.waitForBytes(600).contains("word "));
        QCOMPARE(m_upstream->openConnections(), 3);
        client.close();
        QTRY_COMPARE(m_upstream->openConnections(), 0);
        QTRY_COMPARE(m_gateway->records().size(), 1);
        for (const auto& lane : m_gateway->records().first().lanes)
            QCOMPARE(lane.state, LaneState::Cancelled);
    }

    void aSlowClientHoldsAllBack()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Send{kStreamHead}, step::Flood{chunked(kPiece.repeated(64))}});
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("POST", "/v1/chat/completions", asking(4, "up/m", true), m_gateway->auth()));
        QVERIFY(client.waitForBytes(1000).size() >= 1000);
        qint64 before = -1;
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                const qint64 now = m_upstream->bytesSent();
                const bool stands = now == before;
                before = now;
                QTest::qWait(200);
                return stands;
            }(),
            30'000);
        QVERIFY2(before < 80LL << 20, qPrintable(QString::number(before)));
        QVERIFY(client.waitForBytes(8 << 20).size() >= 8 << 20);
        QTRY_VERIFY(m_upstream->bytesSent() > before);
        client.close();
        QTRY_COMPARE(m_upstream->openConnections(), 0);
    }

    /// Each choice has its own chain of endpoints.
    void aChoiceFallsBackByItself()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Send{answerOf("from the first", kUsage)}});
        m_upstream->enqueue({step::ReadRequest{},
            step::Send{"HTTP/1.1 404 X\r\ncontent-length: 2\r\ncontent-type: application/json\r\n\r\n{}"}});
        QByteArray body = asking(2, "up/m", false);
        body.insert(1, R"("models":["up/m","sandbox/swift"],)");
        const auto reply = post(body);
        QVERIFY2(reply.head.status == 200, reply.body.constData());
        const auto choices = reply.json()["choices"_L1].toArray();
        QCOMPARE(choices.size(), 2);
        QTRY_COMPARE(m_gateway->records().size(), 1);
        const auto lanes = m_gateway->records().first().lanes;
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(choices[i]["index"_L1].toInt(), i);
            const auto text = choices[i]["message"_L1]["content"_L1].toString();
            QCOMPARE(text, lanes[i].text);
            QVERIFY(lanes[i].servedBy == "up"_L1 ? text == "from the first"_L1 : text.contains("RAID 10"_L1));
        }
        QCOMPARE(reply.head.header("x-assay-attempts"), "3"_ba);
    }

    void theBudgetHoldsAllOrNone()
    {
        QTemporaryDir folder;
        const auto store = openStore(folder.filePath(u"ledger.db"_s));
        QVERIFY(store);
        QVERIFY(store->setBudget(dailyBudget(1'000'000'000)).result()); // between two and sixteen worst cases
        const auto guard = std::make_shared<StoreGuard>(*store);
        m_gateway = std::make_unique<GatewayFixture>(HttpLimits{}, 10s, [&](GatewayServices& services) {
            services.guard = guard;
            services.record = [&store](const RunRecord& run) { store->append(run); };
        });
        m_gateway->routes->upstreamPort = m_upstream->port();
        m_upstream->enqueue({step::ReadRequest{}, step::Send{answerOf("x", kUsage)}, step::Repeat{}});
        for (const bool stream : {false, true}) {
            const auto refused = post(asking(16, "up/m", stream, R"(,"max_tokens":60)"));
            QVERIFY2(refused.head.status == 402, refused.body.constData());
        }
        QCOMPARE(m_upstream->posts(), 0);
        QVERIFY(store->settle().result().has_value()); // what fitted is held until the refused call is recorded
        const auto taken = post(asking(2, "up/m", false, R"(,"max_tokens":60)"));
        QVERIFY2(taken.head.status == 200, taken.body.constData());
        QCOMPARE(m_upstream->posts(), 2);
        QVERIFY(store->settle().result().has_value());
        const auto budgets = store->budgets();
        QVERIFY(budgets && budgets->size() == 1);
        QCOMPARE(budgets->first().real.reserved, Money());
        // Ten tokens at 1 and five at 2 micro-dollars, twice.
        QCOMPARE(budgets->first().real.spent, Money::fromPico(2 * (10 * 1'000'000 + 5 * 2'000'000)));
    }

    void itIsBilledOnceAndToldAgain_data()
    {
        QTest::addColumn<bool>("stream");
        QTest::newRow("whole") << false;
        QTest::newRow("stream") << true;
    }
    void itIsBilledOnceAndToldAgain()
    {
        QFETCH(bool, stream);
        const auto textsOf = [&](const RawReply& reply) {
            QStringList out;
            if (stream)
                return readStream(reply.body).texts.values();
            for (const auto& choice : reply.json()["choices"_L1].toArray())
                out.append(choice["message"_L1]["content"_L1].toString());
            return out;
        };
        const QByteArray body = asking(2, "sandbox/swift", stream);
        const QByteArray key = "Idempotency-Key: order-1\r\n";
        const auto first = post(body, key);
        const auto again = post(body, key);
        QVERIFY2(again.head.status == 200, again.body.constData());
        QCOMPARE(again.head.header("idempotent-replayed"), "true"_ba);
        QCOMPARE(textsOf(first).size(), 2);
        QCOMPARE(textsOf(again), textsOf(first));
        QCOMPARE(again.head.header("x-generation-id"), first.head.header("x-generation-id"));
        QCOMPARE(m_gateway->records().size(), 1);
        QCOMPARE(post(asking(3, "sandbox/swift", stream), key).head.status, 422);

        const QByteArray wish = "X-OpenRouter-Cache: true\r\n";
        QCOMPARE(post(body, wish).head.header("x-openrouter-cache-status"), "MISS"_ba);
        const auto hit = post(body, wish);
        QCOMPARE(hit.head.header("x-openrouter-cache-status"), "HIT"_ba);
        QCOMPARE(textsOf(hit), textsOf(first));
        QVERIFY(hit.body.contains("\"total_tokens\":0"));
        QTRY_COMPARE(m_gateway->records().size(), 3);
        const auto run = m_gateway->records().last();
        QCOMPARE(run.tags, QStringList{u"cache-hit"_s});
        QCOMPARE(run.lanes.size(), 2);
        QCOMPARE(run.lanes.last().index, 1);
    }

    void theUserStopsAllOfThem()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Hold{}});
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("POST", "/v1/chat/completions", asking(2, "up/m", false), m_gateway->auth()));
        QTRY_COMPARE(m_upstream->requests().size(), 2);
        const auto running = m_gateway->server->inspect().result().running;
        QCOMPARE(running.size(), 1);
        QVERIFY(m_gateway->server->stopCall(running.first().id).result());
        const auto reply = client.reply();
        QVERIFY(reply.head.status >= 400);
        QVERIFY(reply.body.contains("Stopped by the user of the gateway."));
        QTRY_COMPARE(m_upstream->openConnections(), 0);
        for (const auto& lane : m_gateway->records().first().lanes)
            QCOMPARE(lane.error.value().providerCode, kStoppedHere);
    }

    /// The same request again and again, with clients that leave at any time.
    void nothingIsLeftBehind()
    {
        for (int i = 0; i < 60; ++i) {
            RawClient client(m_gateway->port);
            client.write(m_gateway->request(
                "POST", "/v1/chat/completions", asking(4, "sandbox/swift", i % 2 == 0), m_gateway->auth()));
            if (i % 3 > 0)
                client.waitForBytes(i * 40);
        }
        QTRY_COMPARE(m_gateway->records().size(), 60);
        QVERIFY(m_gateway->server->inspect().result().running.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestGatewayChoicesEnds)
#include "tst_gatewaychoicesends.moc"
