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

QByteArray chat(const QByteArray& model, bool stream, const QByteArray& more = {})
{
    return R"({"model":")" + model + R"(","stream":)" + (stream ? "true" : "false")
        + R"(,"messages":[{"role":"user","content":"Explain RAID levels"}])" + more + "}";
}

/// The JSON of every `data:` line that holds some.
QList<QJsonObject> events(const QByteArray& body)
{
    QList<QJsonObject> out;
    for (const auto& line : body.split('\n')) {
        const auto object = QJsonDocument::fromJson(line.mid(6)).object();
        if (line.startsWith("data: {"))
            out.append(object);
    }
    return out;
}

QString streamedText(const QByteArray& body)
{
    QString out;
    for (const auto& event : events(body))
        out += event["choices"_L1].toArray().first()["delta"_L1]["content"_L1].toString();
    return out;
}

QByteArray chunked(const QByteArray& bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

const QByteArray kStreamHead
    = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
const QByteArray kPiece = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"}}]}\n\n";

QByteArray answerWith(int status, const QByteArray& body, const QByteArray& headers = {})
{
    return "HTTP/1.1 " + QByteArray::number(status) + " X\r\ncontent-type: application/json\r\n" + headers
        + "content-length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

/// The gateway as clients meet it, over real sockets.
class TestGatewayServer : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<SandboxServer> m_sandbox;
    std::unique_ptr<GatewayFixture> m_gateway;
    std::unique_ptr<LoopbackServer> m_upstream;

    void use(HttpLimits limits = {}, std::chrono::milliseconds keepAlive = 10s)
    {
        m_gateway = std::make_unique<GatewayFixture>(limits, keepAlive);
        m_gateway->routes->sandboxPort = m_sandbox->start().value();
        m_gateway->routes->upstreamPort = m_upstream->port();
    }

private Q_SLOTS:
    void init()
    {
        m_upstream = std::make_unique<LoopbackServer>();
        m_sandbox = std::make_unique<SandboxServer>(SandboxOptions{.paceFactor = 0});
        use();
    }
    void cleanup() { m_gateway.reset(); }

    void everyFormatReachesEveryDialect_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("dialect");
        for (const char* target : {"/v1/chat/completions", "/v1/messages", "/v1/responses", "/api/chat"}) {
            for (const char* dialect : {"openai-chat", "openai-responses", "anthropic", "gemini", "ollama"})
                QTest::addRow("%s to %s", target, dialect) << QByteArray(target) << QByteArray(dialect);
        }
    }
    void everyFormatReachesEveryDialect()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, dialect);
        const QByteArray model = "sandbox/swift@" + dialect;
        QByteArray whole = chat(model, false, R"(,"max_tokens":4000)");
        if (target == "/v1/responses")
            whole.replace("\"messages\"", "\"input\"").replace("\"max_tokens\"", "\"max_output_tokens\"");
        const auto reply = m_gateway->post(target, whole);
        QVERIFY2(reply.head.status == 200, reply.body.constData());
        QVERIFY(reply.body.contains("RAID 10"));
        const auto streamed = m_gateway->post(target, QByteArray(whole).replace("false", "true"));
        QCOMPARE(streamed.head.status, 200);
        QVERIFY(streamed.complete);
        QTRY_COMPARE(m_gateway->records().size(), 2);
        const auto records = m_gateway->records();
        for (const auto& record : records) {
            QCOMPARE(record.surface, u"gateway"_s);
            QCOMPARE(record.lanes.first().state, LaneState::Complete);
            QCOMPARE(record.prompt, u"Explain RAID levels"_s);
            QVERIFY(record.lanes.first().usage.completionTokens().value_or(0) > 0);
        }
        QCOMPARE(records[0].lanes.first().text, records[1].lanes.first().text);
    }

    void aStreamSaysWhatTheWholeAnswerSays()
    {
        const auto whole = m_gateway->post("/v1/chat/completions", chat("sandbox/thinker", false)).json();
        const auto streamed = m_gateway->post("/v1/chat/completions", chat("sandbox/thinker", true));
        const QJsonValue message = whole["choices"_L1].toArray().first()["message"_L1];
        QCOMPARE(streamedText(streamed.body), message["content"_L1].toString());
        QString reasoning;
        for (const auto& event : events(streamed.body))
            reasoning += event["choices"_L1].toArray().first()["delta"_L1]["reasoning"_L1].toString();
        QVERIFY(!reasoning.isEmpty());
        QCOMPARE(reasoning, message["reasoning"_L1].toString());
        QVERIFY(streamed.body.endsWith("data: [DONE]\n\n"));
        const QJsonValue usage = events(streamed.body).last()["usage"_L1];
        QCOMPARE(usage["completion_tokens"_L1], whole["usage"_L1]["completion_tokens"_L1]);
        QCOMPARE(usage["cost"_L1], whole["usage"_L1]["cost"_L1]);
    }

    void reasoningCanBeLeftOut()
    {
        const auto reply = m_gateway->post(
            "/v1/chat/completions", chat("sandbox/thinker", true, R"(,"reasoning":{"exclude":true})"));
        QVERIFY(!reply.body.contains("\"reasoning\":"));
        QVERIFY(streamedText(reply.body).contains("RAID"_L1));
    }

    void fieldsOfOtherFormatsAreNamedInAWarning()
    {
        const auto crossed = m_gateway->post(
            "/v1/chat/completions", chat("sandbox/steady", false, R"(,"logit_bias":{"1":2},"max_tokens":500)"));
        QVERIFY(crossed.head.header("x-assay-warning").contains("logit_bias"));
        const auto same
            = m_gateway->post("/v1/chat/completions", chat("sandbox/swift", false, R"(,"logit_bias":{"1":2})"));
        QVERIFY(same.head.header("x-assay-warning").isEmpty());
    }

    void unknownFieldsReachAServerOfTheSameFormat()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Send{answerWith(500, "{}")}, step::Repeat{}});
        m_gateway->post("/v1/chat/completions",
            chat("up/m", false, R"(,"new_field":{"a":[1,2.5]},"provider":{"order":["x"]},"session_id":"s")"));
        const auto body = QJsonDocument::fromJson(m_upstream->requests().first().body).object();
        QCOMPARE(body["new_field"_L1].toObject(), (QJsonObject{{u"a"_s, QJsonArray{1, 2.5}}}));
        QCOMPARE(body["model"_L1].toString(), u"m"_s);
        QVERIFY(!body.contains("provider"_L1));
        QVERIFY(!body.contains("session_id"_L1));
    }

    void noFieldMovesTheAddressOrTheKey_data()
    {
        QTest::addColumn<QByteArray>("field");
        for (const char* field : {"api_base", "base_url", "api_key", "extra_headers", "headers", "proxy", "host"})
            QTest::newRow(field) << QByteArray(field);
    }
    void noFieldMovesTheAddressOrTheKey()
    {
        QFETCH(QByteArray, field);
        for (const char* target : {"/v1/chat/completions", "/v1/messages", "/v1/responses", "/api/chat"}) {
            const auto reply
                = m_gateway->post(target, chat("up/m", false, ",\"" + field + "\":\"http://127.0.0.1:1\""));
            QCOMPARE(reply.head.status, 400);
            QVERIFY(reply.body.contains(field));
        }
        QCOMPARE(m_upstream->connections(), 0);
    }

    void theProvidersKeyIsSentAndNotTheClients()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Send{answerWith(500, "{}")}, step::Repeat{}});
        m_gateway->post("/v1/chat/completions", chat("up/m", false));
        const QByteArray head = m_upstream->requests().first().head;
        QVERIFY(head.toLower().contains("authorization: bearer sk-test"));
        QVERIFY(!head.contains(m_gateway->key));
    }

    void aFailureBeforeOutputHasItsStatus_data()
    {
        QTest::addColumn<int>("upstream");
        QTest::addColumn<int>("told");
        QTest::addColumn<QString>("type");
        QTest::newRow("429") << 429 << 429 << u"rate_limit_exceeded"_s;
        QTest::newRow("400") << 400 << 400 << u"invalid_request"_s;
        QTest::newRow("401") << 401 << 502 << u"authentication"_s;
        QTest::newRow("404") << 404 << 404 << u"not_found"_s;
    }
    void aFailureBeforeOutputHasItsStatus()
    {
        QFETCH(int, upstream);
        QFETCH(int, told);
        QFETCH(QString, type);
        m_upstream->enqueue({step::ReadRequest{},
            step::Send{answerWith(upstream, R"({"error":{"message":"no way"}})", "retry-after: 30\r\n")},
            step::Repeat{}});
        for (const bool stream : {false, true}) {
            const auto reply = m_gateway->post("/v1/chat/completions", chat("up/m", stream));
            QCOMPARE(reply.head.status, told);
            const QJsonValue error = reply.json()["error"_L1];
            QCOMPARE(error["code"_L1].toInt(), told);
            QCOMPARE(error["metadata"_L1]["error_type"_L1].toString(), type);
            QVERIFY(error["message"_L1].toString().contains("no way"_L1));
            QCOMPARE(error["metadata"_L1]["previous_errors"_L1].toArray().size(), 1);
        }
        const auto messages = m_gateway->post("/v1/messages", chat("up/m", true));
        QCOMPARE(messages.json()["type"_L1].toString(), u"error"_s);
        QVERIFY(m_gateway->post("/api/chat", chat("up/m", true)).json()["error"_L1].isString());
    }

    void aFailureAfterOutputIsToldInTheStream()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Send{kStreamHead + chunked(kPiece)}, step::Reset{}});
        const auto reply = m_gateway->post("/v1/chat/completions", chat("up/m", true));
        QCOMPARE(reply.head.status, 200);
        QVERIFY(reply.complete);
        QCOMPARE(streamedText(reply.body), u"word "_s);
        const auto last = events(reply.body).last();
        QVERIFY(last["error"_L1]["code"_L1].toInt() >= 500);
        QCOMPARE(last["choices"_L1].toArray().first()["finish_reason"_L1].toString(), u"error"_s);
        QTRY_COMPARE(m_gateway->records().size(), 1);
        QCOMPARE(m_gateway->records().first().lanes.first().state, LaneState::Truncated);
    }

    void theNextModelServesWhenOneCannot()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Send{answerWith(404, R"({"error":{"message":"gone"}})")}});
        const auto reply
            = m_gateway->send("POST", "/v1/chat/completions", chat("up/m", true, R"(,"models":["sandbox/swift"])"),
                m_gateway->auth() + "X-OpenRouter-Metadata: enabled\r\n");
        QCOMPARE(reply.head.status, 200);
        QVERIFY(streamedText(reply.body).contains("RAID"_L1));
        const QJsonValue metadata = events(reply.body).last()["openrouter_metadata"_L1];
        QCOMPARE(metadata["requested"_L1].toString(), u"up/m"_s);
        QCOMPARE(metadata["strategy"_L1].toString(), u"fallback"_s);
        QTRY_COMPARE(m_gateway->records().size(), 1);
        const auto lane = m_gateway->records().first().lanes.first();
        QCOMPARE(lane.attempts.size(), 2);
        QCOMPARE(lane.attempts.first().httpStatus, 404);
        QCOMPARE(lane.servedBy, u"sandbox"_s);
    }

    void aClientThatLeavesCancelsTheProvider()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Send{kStreamHead + chunked(kPiece)}, step::Hold{}});
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("POST", "/v1/chat/completions", chat("up/m", true), m_gateway->auth()));
        QVERIFY(client.waitForBytes(300).contains("word "));
        QCOMPARE(m_upstream->openConnections(), 1);
        client.close();
        QTRY_COMPARE(m_upstream->openConnections(), 0);
        QTRY_COMPARE(m_gateway->records().size(), 1);
        QCOMPARE(m_gateway->records().first().lanes.first().state, LaneState::Cancelled);
        QCOMPARE(m_gateway->records().first().lanes.first().text, u"word "_s);
    }

    void aClientThatLeavesBeforeOutputCancelsTheProvider()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Hold{}});
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("POST", "/v1/chat/completions", chat("up/m", false), m_gateway->auth()));
        QTRY_COMPARE(m_upstream->requests().size(), 1);
        client.close();
        QTRY_COMPARE(m_upstream->openConnections(), 0);
        QTRY_COMPARE(m_gateway->records().size(), 1);
    }

    void aSlowClientHoldsTheProviderBack()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Send{kStreamHead}, step::Flood{chunked(kPiece.repeated(64))}});
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("POST", "/v1/chat/completions", chat("up/m", true), m_gateway->auth()));
        QVERIFY(client.waitForBytes(1000).size() >= 1000);
        // Kernel buffers and our high-water mark fill; then the provider must stand still.
        qint64 before = -1;
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                const qint64 now = m_upstream->bytesSent();
                const bool stands = now == before;
                before = now;
                QTest::qWait(300);
                return stands;
            }(),
            30'000);
        QVERIFY(before < 64 * 1024 * 1024);
        const qint64 stood = before;
        for (int i = 0; i < 200; ++i) {
            client.waitForBytes(256 * 1024);
            client.forget(256 * 1024);
        }
        QTRY_VERIFY(m_upstream->bytesSent() > stood);
    }

    void longWaitsGiveSignsOfLife()
    {
        use({}, 100ms);
        m_upstream->enqueue(
            {step::ReadRequest{}, step::Hold{}, step::Send{kStreamHead + chunked(kPiece)}, step::Reset{}});
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("POST", "/v1/chat/completions", chat("up/m", true), m_gateway->auth()));
        QByteArray seen;
        QTRY_VERIFY((seen = client.waitForBytes(seen.size() + 1)).contains(": ASSAY PROCESSING"));
        QVERIFY(seen.startsWith("HTTP/1.1 200"));
        m_upstream->release();
        const auto reply = client.reply();
        QVERIFY(reply.complete);
        QVERIFY(reply.body.contains("word "));
    }

    void capsAreKept()
    {
        HttpLimits limits;
        limits.request = {.headBytes = 2048, .bodyBytes = 4096};
        use(limits);
        QCOMPARE(m_gateway->post("/v1/chat/completions", chat("up/m", false, ",\"x\":\"" + QByteArray(8192, 'x') + '"'))
                     .head.status,
            413);
        QCOMPARE(m_gateway->send("GET", "/v1/models", {}, "x: " + QByteArray(4096, 'x') + "\r\n").head.status, 431);
        QCOMPARE(m_gateway->get("/v1/models").head.status, 200);
    }

    void malformedRequestsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("no request") << "hello\r\n\r\n"_ba << 400;
        QTest::newRow("two lengths")
            << "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab"_ba << 400;
        QTest::newRow("length and chunked")
            << "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"_ba
            << 400;
        QTest::newRow("folded") << "GET / HTTP/1.1\r\nhost: x\r\n folded\r\n\r\n"_ba << 400;
        QTest::newRow("version") << "GET / HTTP/3.0\r\nhost: x\r\n\r\n"_ba << 505;
    }
    void malformedRequestsAreRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        RawClient client(m_gateway->port);
        client.write(bytes);
        QCOMPARE(client.reply().head.status, status);
        QVERIFY(client.reply().closed);
    }

    void slowHeadsEndAndOthersAreServedMeanwhile()
    {
        HttpLimits limits;
        limits.connections = 20;
        limits.head = 700ms;
        use(limits);
        std::vector<std::unique_ptr<RawClient>> slow;
        for (int i = 0; i < 60; ++i) {
            slow.push_back(std::make_unique<RawClient>(m_gateway->port));
            slow.back()->write("GET /v1/models HTT");
        }
        QCOMPARE(m_gateway->get("/v1/models").head.status, 200);
        const auto ended = slow.back()->reply();
        QCOMPARE(ended.head.status, 408);
    }

    void requestsOfOneConnectionAreServedInTurn()
    {
        RawClient client(m_gateway->port);
        const auto one = m_gateway->request("GET", "/v1/models", {}, m_gateway->auth());
        const auto two
            = m_gateway->request("POST", "/v1/chat/completions", chat("sandbox/swift", true), m_gateway->auth());
        client.write(one + two + one);
        QCOMPARE(client.reply().head.status, 200);
        const auto streamed = client.reply();
        QVERIFY(streamed.body.endsWith("data: [DONE]\n\n"));
        const auto last = client.reply();
        QCOMPARE(last.head.status, 200);
        QVERIFY(last.complete);
    }

    void webFormsAreRefused()
    {
        RawClient client(m_gateway->port);
        const QByteArray body = "model=sandbox%2Fswift&prompt=hello";
        client.write("POST /v1/chat/completions HTTP/1.1\r\n" + m_gateway->host() + m_gateway->auth()
            + "content-type: application/x-www-form-urlencoded\r\ncontent-length: " + QByteArray::number(body.size())
            + "\r\n\r\n" + body);
        QCOMPARE(client.reply().head.status, 415);
    }

    void listsKeysAndGenerations()
    {
        QCOMPARE(m_gateway->get("/v1/models").json()["data"_L1].toArray().size(), 1);
        QCOMPARE(m_gateway->get("/api/tags").json()["models"_L1].toArray().size(), 1);
        QCOMPARE(m_gateway->get("/v1/models/sandbox/swift").json()["id"_L1].toString(), u"sandbox/swift"_s);
        QCOMPARE(m_gateway->get("/v1/models/none").head.status, 404);
        QCOMPARE(m_gateway->get("/v1/key").json()["data"_L1]["name"_L1].toString(), u"test"_s);
        QCOMPARE(m_gateway->get("/v1/nothing").head.status, 404);
        const auto answer = m_gateway->post("/v1/chat/completions", chat("sandbox/swift", false));
        const auto id = answer.json()["id"_L1].toString();
        QCOMPARE(answer.head.header("x-generation-id"), id.toLatin1());
        const QJsonValue told = m_gateway->get("/v1/generation?id=" + id.toLatin1()).json()["data"_L1];
        QCOMPARE(told["id"_L1].toString(), id);
        QCOMPARE(told["model"_L1].toString(), u"sandbox/swift"_s);
        QCOMPARE(m_gateway->get("/v1/generation?id=gen-x").head.status, 404);
    }

    void tokensAreCountedWithoutAsking()
    {
        const auto reply = m_gateway->post("/v1/messages/count_tokens", chat("up/m", false));
        QCOMPARE(reply.head.status, 200);
        QVERIFY(reply.json()["input_tokens"_L1].toInt() > 2);
        QCOMPARE(m_upstream->connections(), 0);
    }

    void embeddingsAreRelayed()
    {
        const QByteArray vectors = R"({"data":[{"embedding":[0.5]}],"usage":{"prompt_tokens":7,"total_tokens":7}})";
        m_upstream->enqueue({step::ReadRequest{}, step::Send{answerWith(200, vectors)}});
        const auto reply = m_gateway->post("/v1/embeddings", R"({"model":"up/e","input":"text"})");
        QCOMPARE(reply.head.status, 200);
        QCOMPARE(reply.body, vectors);
        QCOMPARE(QJsonDocument::fromJson(m_upstream->requests().first().body)["model"_L1].toString(), u"e"_s);
        QTRY_COMPARE(m_gateway->records().size(), 1);
        const auto lane = m_gateway->records().first().lanes.first();
        QCOMPARE(lane.usage[UsageClass::Input], 7);
        QCOMPARE(lane.cost.amount, Money::fromPico(7'000'000)); // $1 per million
    }

    void stoppingEndsWhatRunsAndRecordsIt()
    {
        m_upstream->enqueue({step::ReadRequest{}, step::Send{kStreamHead + chunked(kPiece)}, step::Hold{}});
        RawClient client(m_gateway->port);
        client.write(m_gateway->request("POST", "/v1/chat/completions", chat("up/m", true), m_gateway->auth()));
        QVERIFY(client.waitForBytes(300).contains("word "));
        m_gateway->server->stop();
        QCOMPARE(m_gateway->records().size(), 1);
        QCOMPARE(m_gateway->records().first().lanes.first().state, LaneState::Cancelled);
        QVERIFY(client.reply().closed);
    }
};

QTEST_GUILESS_MAIN(TestGatewayServer)
#include "tst_gatewayserver.moc"
