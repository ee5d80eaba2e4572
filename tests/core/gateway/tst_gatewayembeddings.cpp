// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/gateway/gatewayfixture.h"

#include <QJsonArray>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kVectors
    = R"({"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5,-1]},{"object":"embedding","index":1,"embedding":[0.25,1]}],"model":"e","usage":{"prompt_tokens":7,"total_tokens":7}})";
const QByteArray kAsked = R"({"model":"up/e","input":["one","two"]})";

/// Thinks until it is told to answer, and counts what it holds.
class SlowGuard final : public SpendGuard
{
public:
    void reserve(const ReservationRequest& request, Answered answered) override
    {
        const QMutexLocker lock(&m_mutex);
        m_waiting.append({request.run, std::move(answered)});
    }
    void release(const QString& runId) override
    {
        const QMutexLocker lock(&m_mutex);
        m_held.removeAll(runId);
    }
    void answer()
    {
        QList<std::pair<QString, Answered>> waiting;
        {
            const QMutexLocker lock(&m_mutex);
            waiting.swap(m_waiting);
            for (const auto& [run, answered] : std::as_const(waiting))
                m_held.append(run);
        }
        for (const auto& [run, answered] : std::as_const(waiting))
            answered(ReservationOutcome());
    }
    qsizetype waiting() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_waiting.size();
    }
    qsizetype held() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_held.size();
    }

private:
    mutable QMutex m_mutex;
    QList<std::pair<QString, Answered>> m_waiting;
    QStringList m_held;
};

} // namespace

/// Embeddings: given again from the cache, and their reservations.
class TestGatewayEmbeddings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mistralsClientsGetAnId()
    {
        LoopbackServer upstream;
        upstream.enqueue({step::ReadRequest{}, step::Send{okAnswer(kVectors)}, step::Repeat{}});
        GatewayFixture gateway;
        gateway.routes->upstreamPort = upstream.port();
        const auto reply = gateway.send(
            "POST", "/v1/embeddings", kAsked, gateway.auth() + "user-agent: mistral-client-typescript/2.7.0\r\n");
        QVERIFY(reply.json()["id"_L1].toString().startsWith("gen-"_L1));
        QCOMPARE(reply.json()["data"_L1].toArray().size(), 2);
        QCOMPARE(gateway.send("POST", "/v1/embeddings", kAsked, gateway.auth()).body, kVectors);
    }

    void theSecondAnswerComesFromTheCache()
    {
        LoopbackServer upstream;
        upstream.enqueue({step::ReadRequest{}, step::Send{okAnswer(kVectors)}, step::Repeat{}});
        GatewayFixture gateway;
        gateway.routes->upstreamPort = upstream.port();
        const auto ask = [&](const QByteArray& headers) {
            return gateway.send("POST", "/v1/embeddings", kAsked, gateway.auth() + headers);
        };
        const QByteArray wish = "X-OpenRouter-Cache: true\r\n";
        const auto first = ask(wish);
        QCOMPARE(first.head.status, 200);
        QCOMPARE(first.head.header("x-openrouter-cache-status"), "MISS"_ba);
        QCOMPARE(first.body, kVectors);
        const auto second = ask(wish);
        QCOMPARE(second.head.status, 200);
        QCOMPARE(second.head.header("x-openrouter-cache-status"), "HIT"_ba);
        QCOMPARE(second.head.header("x-openrouter-cache-source-id"), first.head.header("x-generation-id"));
        QCOMPARE(second.json()["data"_L1], first.json()["data"_L1]);
        QCOMPARE(second.json()["usage"_L1]["total_tokens"_L1].toInt(-1), 0);
        QCOMPARE(upstream.posts(), 1);
        const auto hit = gateway.records().last();
        QCOMPARE(hit.tags, QStringList{u"cache-hit"_s});
        QCOMPARE(hit.lanes.first().cost.amount, Money());
        QCOMPARE(hit.clientFormat, u"openai-embeddings"_s);
        // Not without the wish, not after it was cleared.
        QVERIFY(ask({}).head.header("x-openrouter-cache-status").isEmpty());
        QCOMPARE(ask(wish + "X-OpenRouter-Cache-Clear: true\r\n").head.header("x-openrouter-cache-status"), "MISS"_ba);
        QCOMPARE(upstream.posts(), 3);
    }

    void failuresAreNotKept()
    {
        LoopbackServer upstream;
        upstream.enqueue({step::ReadRequest{},
            step::Send{"HTTP/1.1 500 X\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}"},
            step::Repeat{}});
        GatewayFixture gateway;
        gateway.routes->upstreamPort = upstream.port();
        qsizetype before = 0;
        for (int i = 1; i <= 2; ++i) {
            const auto reply
                = gateway.send("POST", "/v1/embeddings", kAsked, gateway.auth() + "X-OpenRouter-Cache: true\r\n");
            QVERIFY(reply.head.status >= 500);
            QVERIFY(upstream.posts() > before); // it is tried again as a chat is
            before = upstream.posts();
        }
    }

    void theNextEndpointAnswersWhenOneFails()
    {
        LoopbackServer upstream;
        const QByteArray body = R"({"error":{"message":"gone","code":"model_not_found"}})";
        upstream.enqueue({step::ReadRequest{},
            step::Send{"HTTP/1.1 404 X\r\ncontent-type: application/json\r\ncontent-length: "
                + QByteArray::number(body.size()) + "\r\n\r\n" + body},
            step::ReadRequest{}, step::Send{okAnswer(kVectors)}});
        GatewayFixture gateway;
        gateway.routes->upstreamPort = upstream.port();
        const auto reply = gateway.post(
            "/v1/embeddings", R"({"models":["up/first","up/second"],"input":"one","session_id":"s","provider":{}})");
        QCOMPARE(reply.head.status, 200);
        QCOMPARE(reply.body, kVectors);
        QCOMPARE(reply.head.header("x-assay-attempts"), "2"_ba);
        QCOMPARE(reply.head.header("x-assay-cost"), "0.000007"_ba);
        const auto lane = gateway.records().first().lanes.first();
        QCOMPARE(lane.attempts.size(), 2);
        QCOMPARE(lane.attempts.first().model, u"first"_s);
        QCOMPARE(lane.attempts.first().httpStatus, 404);
        QCOMPARE(lane.attempts.last().model, u"second"_s);
        QCOMPARE(lane.state, LaneState::Complete);
        QCOMPARE(lane.cost.amount, Money::fromPico(7'000'000));
        const auto sent = QJsonDocument::fromJson(upstream.requests().last().body).object();
        QCOMPARE(sent.keys(), (QStringList{u"input"_s, u"model"_s})); // nothing of ours
    }

    void aLimitedEndpointIsRememberedAndAskedAgainAfterItsHint()
    {
        LoopbackServer upstream;
        upstream.enqueue({step::ReadRequest{},
            step::Send{"HTTP/1.1 429 X\r\nretry-after-ms: 50\r\ncontent-type: application/json\r\ncontent-length: "
                       "2\r\n\r\n{}"},
            step::ReadRequest{}, step::Send{okAnswer(kVectors)}});
        GatewayFixture gateway;
        gateway.routes->upstreamPort = upstream.port();
        QCOMPARE(gateway.post("/v1/embeddings", kAsked).head.status, 200);
        const auto lane = gateway.records().first().lanes.first();
        QCOMPARE(lane.attempts.size(), 2);
        QCOMPARE(lane.attempts.first().error->kind, ErrorKind::RateLimited);
    }

    void whoLeavesWhileItWaitsIsNotAskedForAgain()
    {
        LoopbackServer upstream;
        upstream.enqueue({step::ReadRequest{},
            step::Send{
                "HTTP/1.1 429 X\r\nretry-after: 5\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}"},
            step::Repeat{}});
        GatewayFixture gateway;
        gateway.routes->upstreamPort = upstream.port();
        RawClient client(gateway.port);
        client.write(gateway.request("POST", "/v1/embeddings", kAsked, gateway.auth()));
        QTRY_COMPARE(upstream.posts(), 1);
        QTest::qWait(50);
        client.close();
        QTRY_COMPARE(gateway.records().size(), 1);
        QCOMPARE(gateway.records().first().lanes.first().state, LaneState::Cancelled);
        QCOMPARE(upstream.posts(), 1);
    }

    void aSentTwiceRequestIsBilledOnce()
    {
        LoopbackServer upstream;
        upstream.enqueue({step::ReadRequest{}, step::Send{okAnswer(kVectors)}, step::Repeat{}});
        GatewayFixture gateway;
        gateway.routes->upstreamPort = upstream.port();
        const auto ask = [&](const QByteArray& body) {
            return gateway.send("POST", "/v1/embeddings", body, gateway.auth() + "Idempotency-Key: one\r\n");
        };
        const auto first = ask(kAsked);
        const auto again = ask(kAsked);
        QCOMPARE(again.head.status, 200);
        QCOMPARE(again.head.header("idempotent-replayed"), "true"_ba);
        QCOMPARE(again.head.header("x-generation-id"), first.head.header("x-generation-id"));
        QCOMPARE(again.body, first.body);
        const auto other = ask(QByteArray(kAsked).replace("two", "three"));
        QCOMPARE(other.head.status, 422);
        QCOMPARE(other.head.header("x-should-retry"), "false"_ba);
        QCOMPARE(upstream.posts(), 1);
        QCOMPARE(gateway.records().size(), 1);
    }

    void whatNeverLeftMayBeSentAgain()
    {
        LoopbackServer upstream;
        upstream.enqueue({step::ReadRequest{}, step::Send{okAnswer(kVectors)}, step::Repeat{}});
        GatewayFixture gateway;
        gateway.routes->upstreamPort = upstream.port();
        const auto ask = [&](const QByteArray& model) {
            return gateway.send("POST", "/v1/embeddings", QByteArray(kAsked).replace("up/e", model),
                gateway.auth() + "Idempotency-Key: one\r\n");
        };
        QCOMPARE(ask("nobody/e").head.status, 404);
        QCOMPARE(ask("up/e").head.status, 200);
    }

    /// The endpoint repeats the key in what it says: to the client, in the ledger and where the call is listed it must
    /// not be.
    void aKeyThatComesBackIsHidden_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("status");
        const QByteArray said = R"({"error":{"message":"The key sk-upstream-0123456789 is wrong","code":"x"}})";
        QTest::newRow("a refusal") << QByteArray("HTTP/1.1 401 X\r\nx-request-id: sk-upstream-0123456789\r\n"
                                                 "content-type: application/json\r\ncontent-length: "
            + QByteArray::number(said.size()) + "\r\n\r\n" + said)
                                   << 502;
        QTest::newRow("an answer") << okAnswer(QByteArray(kVectors).replace("\"e\"", "\"sk-upstream-0123456789\""))
                                   << 200;
    }
    void aKeyThatComesBackIsHidden()
    {
        QFETCH(QByteArray, answer);
        QFETCH(int, status);
        LoopbackServer upstream;
        upstream.enqueue({step::ReadRequest{}, step::Send{answer}, step::Repeat{}});
        GatewayFixture gateway({}, 10s, [](GatewayServices& services) {
            services.secrets = std::make_shared<FixedSecrets>("sk-upstream-0123456789");
        });
        gateway.routes->upstreamPort = upstream.port();
        const auto reply = gateway.send("POST", "/v1/embeddings", kAsked, gateway.auth());
        QCOMPARE(reply.head.status, status);
        QVERIFY(reply.body.contains("[key hidden]"));
        QVERIFY(!reply.body.contains("0123456789"));
        const auto lane = gateway.records().first().lanes.first();
        QVERIFY(!lane.attempts.first().requestId.contains(u"0123456789"_s));
        if (status != 200)
            QVERIFY(lane.error->detail.contains(u"[key hidden]"_s));
    }

    void anAnswerThatNeverCameIsIndeterminate()
    {
        LoopbackServer upstream;
        upstream.enqueue({step::ReadRequest{}, step::Close{}});
        GatewayFixture gateway;
        gateway.routes->upstreamPort = upstream.port();
        const auto reply = gateway.send("POST", "/v1/embeddings", kAsked, gateway.auth());
        QCOMPARE(reply.head.status, 502);
        QCOMPARE(reply.head.header("x-should-retry"), "false"_ba);
        QCOMPARE(gateway.records().first().lanes.first().state, LaneState::Indeterminate);
        QCOMPARE(upstream.posts(), 1);
    }

    void redirectsAreAnError()
    {
        LoopbackServer upstream;
        upstream.enqueue({step::ReadRequest{},
            step::Send{"HTTP/1.1 302 X\r\nlocation: http://example.org/\r\ncontent-length: 0\r\n\r\n"},
            step::Repeat{}});
        GatewayFixture gateway;
        gateway.routes->upstreamPort = upstream.port();
        QCOMPARE(gateway.send("POST", "/v1/embeddings", kAsked, gateway.auth()).head.status, 502);
        const auto lane = gateway.records().first().lanes.first();
        QCOMPARE(lane.state, LaneState::Failed);
        QVERIFY(lane.error && lane.error->detail.contains(u"example.org"_s));
    }

    void stoppingGivesAReservationBack_data()
    {
        QTest::addColumn<bool>("answersFirst");
        QTest::newRow("the budgets answer after the end") << false;
        QTest::newRow("the budgets answer before the end") << true;
    }
    void stoppingGivesAReservationBack()
    {
        QFETCH(bool, answersFirst);
        LoopbackServer upstream;
        upstream.enqueue({step::ReadRequest{}, step::Hold{}});
        const auto guard = std::make_shared<SlowGuard>();
        GatewayFixture gateway({}, 10s, [&](GatewayServices& services) { services.guard = guard; });
        gateway.routes->upstreamPort = upstream.port();
        RawClient client(gateway.port);
        client.write(gateway.request("POST", "/v1/embeddings", kAsked, gateway.auth()));
        QTRY_COMPARE(guard->waiting(), 1);
        if (answersFirst) {
            guard->answer();
            QTRY_COMPARE(upstream.posts(), 1);
            gateway.server->stop();
            QCOMPARE(gateway.records().size(), 1); // its record settles the reservation
            return;
        }
        gateway.server->stop();
        QCOMPARE(guard->held(), 0);
        guard->answer();
        QCOMPARE(guard->held(), 0);
        QCOMPARE(upstream.posts(), 0);
        QVERIFY(gateway.records().isEmpty());
    }

    void aClientThatLeavesGivesItBackToo()
    {
        const auto guard = std::make_shared<SlowGuard>();
        GatewayFixture gateway({}, 10s, [&](GatewayServices& services) { services.guard = guard; });
        {
            RawClient client(gateway.port);
            client.write(gateway.request("POST", "/v1/embeddings", kAsked, gateway.auth()));
            QTRY_COMPARE(guard->waiting(), 1);
        }
        QTest::qWait(300); // the gateway has most likely seen it go
        guard->answer();
        // If it has not, the call was sent, and its record settles what was held.
        QTRY_VERIFY(guard->held() == 0 || gateway.records().size() == 1);
    }
};

QTEST_GUILESS_MAIN(TestGatewayEmbeddings)
#include "tst_gatewayembeddings.moc"
