// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/gateway/gatewayfixture.h"

#include <QJsonArray>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray kAnswer
    = R"({"id":"up-1","object":"chat.completion","created":5,"model":"m-2026","choices":[{"index":0,"message":)"
      R"({"role":"assistant","content":"Hi","annotations":[{"type":"url_citation"}],"reasoning_content":"Hm"},)"
      R"("logprobs":{"content":[{"token":"Hi","logprob":-0.5}]},"finish_reason":"stop"}],)"
      R"("usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9,"queue_time":0.25},"service_tier":"flex"})";

const QByteArrayList kChunks{
    R"({"id":"up-1","model":"m-2026","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]})",
    R"({"id":"up-1","model":"m-2026","choices":[{"index":0,"delta":{"reasoning_content":"Hm"}}]})",
    R"({"id":"up-1","model":"m-2026","choices":[{"index":0,"delta":{"content":"Hi"},"logprobs":{"content":[{"token":"Hi"}]}}],"usage":null})",
    R"({"id":"up-1","model":"m-2026","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})",
    R"({"id":"up-1","model":"m-2026","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"queue_time":0.25}})",
};

QByteArray sse(const QByteArrayList& data)
{
    QByteArray out;
    for (const auto& each : data)
        out += "data: " + each + "\n\n";
    return out;
}

QByteArray answer(const QByteArray& type, const QByteArray& body)
{
    return "HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\nconnection: close\r\n\r\n" + body;
}

QByteArray asked(bool stream)
{
    return R"({"model":"up/m","messages":[{"role":"user","content":"Hello"}],"logprobs":true,"stream":)"
        + QByteArray(stream ? "true}" : "false}");
}

} // namespace

/// Answers of the client's own format keep what the gateway does not know.
class TestGatewayRelay : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<GatewayFixture> m_gateway;
    std::unique_ptr<LoopbackServer> m_upstream;

    RawReply reply(const QByteArray& target, const QByteArray& request, const QByteArray& answered)
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Send{answered}, step::Close{}});
        return m_gateway->post(target, request);
    }

private Q_SLOTS:
    void aBrokenEventEndsWhatIsPassedOn()
    {
        QByteArrayList chunks = kChunks;
        chunks.insert(3, R"({"id": )");
        const auto got = reply("/v1/chat/completions", asked(true), answer("text/event-stream", sse(chunks)));
        QVERIFY(got.body.contains(R"("content":"Hi")"));
        QVERIFY(!got.body.contains(R"({"id": )") && !got.body.contains(R"("finish_reason":"stop")"));
        QVERIFY(got.body.contains(R"("error":{)"));
        QCOMPARE(m_gateway->records().first().lanes.first().state, LaneState::Failed);
    }

    void init()
    {
        m_upstream = std::make_unique<LoopbackServer>();
        m_gateway = std::make_unique<GatewayFixture>();
        m_gateway->routes->upstreamPort = m_upstream->port();
    }
    void cleanup() { m_gateway.reset(); }

    void aWholeChatAnswerIsPassedOn()
    {
        const auto got = reply("/v1/chat/completions", asked(false), answer("application/json", kAnswer));
        QCOMPARE(got.head.status, 200);
        const auto body = QJsonDocument::fromJson(got.body).object();
        const QJsonValue choice = body["choices"_L1].toArray().first();
        QCOMPARE(choice["logprobs"_L1]["content"_L1].toArray().first()["logprob"_L1].toDouble(), -0.5);
        QCOMPARE(choice["message"_L1]["annotations"_L1].toArray().size(), 1);
        QCOMPARE(choice["message"_L1]["reasoning_content"_L1].toString(), u"Hm"_s);
        QCOMPARE(choice["message"_L1]["reasoning"_L1].toString(), u"Hm"_s);
        QCOMPARE(body["service_tier"_L1].toString(), u"flex"_s);
        QCOMPARE(body["usage"_L1]["queue_time"_L1].toDouble(), 0.25);
        QCOMPARE(body["usage"_L1]["prompt_tokens"_L1].toInt(), 7);
        QVERIFY(body["usage"_L1].toObject().contains("cost"_L1));
        QVERIFY(body["id"_L1].toString().startsWith("gen-"_L1));
        QCOMPARE(body["model"_L1].toString(), u"up/m"_s);
        QCOMPARE(body["provider"_L1].toString(), u"up"_s);
        QTRY_COMPARE(m_gateway->records().size(), 1);
        QCOMPARE(m_gateway->records().first().lanes.first().text, u"Hi"_s);
    }

    void aStreamIsPassedOn()
    {
        const auto got = reply(
            "/v1/chat/completions", asked(true), answer("text/event-stream", sse(kChunks + QByteArrayList{"[DONE]"})));
        QCOMPARE(got.head.status, 200);
        QVERIFY(got.complete);
        const auto all = events(got.body);
        QCOMPARE(all.size(), kChunks.size());
        QCOMPARE(got.body.count("[DONE]"), 1);
        for (const auto& event : all)
            QVERIFY(event["id"_L1].toString().startsWith("gen-"_L1));
        const auto delta = [&](int at) { return all[at]["choices"_L1].toArray().first()["delta"_L1]; };
        QCOMPARE(delta(1)["reasoning"_L1].toString(), u"Hm"_s);
        QCOMPARE(delta(2)["content"_L1].toString(), u"Hi"_s);
        QVERIFY(!all[2].contains("usage"_L1)); // null is an error to some clients
        QVERIFY(all[2]["choices"_L1].toArray().first()["logprobs"_L1].isObject());
        QCOMPARE(all.last()["usage"_L1]["queue_time"_L1].toDouble(), 0.25);
        QVERIFY(all.last()["usage"_L1].toObject().contains("cost_state"_L1));
    }

    void anErrorInsideAStreamIsToldOnce()
    {
        const QByteArrayList chunks{kChunks[2], R"({"error":{"message":"overloaded","code":529}})"};
        const auto got = reply("/v1/chat/completions", asked(true), answer("text/event-stream", sse(chunks)));
        const auto all = events(got.body);
        QCOMPARE(all.size(), 2);
        QVERIFY(all.last()["error"_L1].isObject());
        QCOMPARE(all.last()["choices"_L1].toArray().first()["finish_reason"_L1].toString(), u"error"_s);
    }

    void aDocumentForAClientThatStreamsIsToldInPieces()
    {
        const auto got = reply("/v1/chat/completions", asked(true), answer("application/json", kAnswer));
        const auto all = events(got.body);
        QVERIFY(all.size() >= 3);
        QVERIFY(got.body.contains("\"content\":\"Hi\""));
        QVERIFY(got.body.contains("[DONE]"));
    }

    void aStreamForAClientThatDoesNotIsPutTogether()
    {
        const auto got = reply("/v1/chat/completions", asked(false), answer("text/event-stream", sse(kChunks)));
        const auto body = QJsonDocument::fromJson(got.body).object();
        QCOMPARE(body["choices"_L1].toArray().first()["message"_L1]["content"_L1].toString(), u"Hi"_s);
    }

    void anotherModelMayAnswerInItsPlace()
    {
        m_upstream->enqueue({step::ReadRequest{},
            step::Send{answer("text/event-stream", sse({kChunks[0], R"({"error":{"message":"gone","code":404}})"}))},
            step::Close{}});
        m_upstream->enqueue(
            {step::ReadRequest{}, step::Send{answer("text/event-stream", sse(kChunks))}, step::Close{}});
        const auto got = m_gateway->post("/v1/chat/completions",
            R"({"model":"up/a","models":["up/b"],"stream":true,"messages":[{"role":"user","content":"Hello"}]})");
        const auto all = events(got.body);
        QCOMPARE(all.size(), kChunks.size()); // nothing of the first answer
        QCOMPARE(all.first()["model"_L1].toString(), u"up/b"_s);
    }

    void theClientHearsAtOnceThatAnAnswerBegan_data()
    {
        QTest::addColumn<QByteArray>("rest");
        QTest::addColumn<QByteArray>("told");
        QTest::addRow("answered") << sse({kChunks[1], kChunks[2], "[DONE]"}) << QByteArray("[DONE]");
        QTest::addRow("failed") << sse({R"({"error":{"message":"overloaded","code":404}})"})
                                << QByteArray("overloaded");
    }
    void theClientHearsAtOnceThatAnAnswerBegan()
    {
        QFETCH(QByteArray, rest);
        QFETCH(QByteArray, told);
        const QByteArray head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
        m_upstream->enqueue(
            {step::ReadRequest{}, step::Send{head + sse({kChunks[0]})}, step::Hold{}, step::Send{rest}, step::Close{}});
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("POST", "/v1/chat/completions", asked(true), m_gateway->auth()));
        QByteArray early;
        while (!early.contains(": ASSAY PROCESSING")) {
            const QByteArray more = client.waitForBytes(early.size() + 1);
            QVERIFY2(more.size() > early.size(), more.constData()); // it must not wait for the upstream's next words
            early = more;
        }
        QVERIFY(early.startsWith("HTTP/1.1 200"));
        QVERIFY(!early.contains("data:")); // of the answer nothing before its first output
        m_upstream->release();
        const auto got = client.reply();
        QVERIFY(got.complete);
        QVERIFY2(got.body.contains(told), got.body.constData());
    }

    void nothingIsSaidWhileAnotherModelMayAnswer()
    {
        m_upstream->enqueue({step::ReadRequest{},
            step::SendInPieces{answer("text/event-stream", sse({kChunks[0]})), 40}, step::Delay{50ms}, step::Reset{}});
        m_upstream->enqueue(
            {step::ReadRequest{}, step::Send{"HTTP/1.1 400 Bad Request\r\ncontent-length: 2\r\n\r\n{}"}});
        const auto got = m_gateway->post("/v1/chat/completions",
            R"({"model":"up/a","models":["up/b"],"stream":true,"messages":[{"role":"user","content":"Hello"}]})");
        QCOMPARE(got.head.status, 400); // a status of its own was still possible
    }

    void messagesArePassedOnAsTheyAre()
    {
        m_gateway->routes->upstreamDialect = u"anthropic"_s;
        const QByteArray body
            = R"({"id":"msg_1","type":"message","role":"assistant","model":"c","content":[{"type":"text","text":"Hi","citations":[{"cited_text":"x"}]}],)"
              R"("stop_reason":"end_turn","stop_sequence":null,"container":null,"usage":{"input_tokens":3,"output_tokens":1}})";
        const auto got = reply("/v1/messages",
            R"({"model":"up/c","max_tokens":50,"messages":[{"role":"user","content":"Hello"}]})",
            answer("application/json", body));
        QCOMPARE(got.body, body);
    }
};

QTEST_GUILESS_MAIN(TestGatewayRelay)
#include "tst_gatewayrelay.moc"
