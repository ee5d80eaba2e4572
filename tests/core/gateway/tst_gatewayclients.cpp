// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/gateway/gatewayfixture.h"
#include "tests/support/packed.h"

#include <QJsonArray>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kChat = R"({"model":"sandbox/swift","messages":[{"role":"user","content":"Explain RAID levels"}]})";

QByteArray chunk(const QByteArray& bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

QList<QJsonObject> lines(const QByteArray& body)
{
    QList<QJsonObject> out;
    for (const auto& line : body.split('\n')) {
        if (!line.trimmed().isEmpty())
            out.append(QJsonDocument::fromJson(line).object());
    }
    return out;
}

} // namespace

/// What clients do that the official SDKs do not: odd ways of HTTP, and the small questions of local model servers.
class TestGatewayClients : public QObject, private GatewayScene
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { m_gateway.reset(); }

    void optionsAndHeadAreAnswered()
    {
        const auto options = m_gateway->send("OPTIONS", "/v1/chat/completions", {}, {});
        QCOMPARE(options.head.status, 200);
        QVERIFY(options.head.header("allow").contains("POST"));
        QVERIFY(options.head.header("access-control-allow-origin").isEmpty());
        // A web page's preflight is not.
        const auto preflight = m_gateway->send("OPTIONS", "/v1/chat/completions", {},
            "origin: https://evil.example\r\naccess-control-request-method: POST\r\n");
        QCOMPARE(preflight.head.status, 403);
        RawClient head(m_gateway->port);
        head.write(m_gateway->request("HEAD", "/", {}, {}));
        const auto seen = head.waitForBytes(20);
        QVERIFY2(seen.startsWith("HTTP/1.1 200"), seen.constData());
        QVERIFY(seen.endsWith("\r\n\r\n")); // no body
        QCOMPARE(m_gateway->send("PUT", "/v1/chat/completions", kChat, m_gateway->auth()).head.status, 405);
    }

    void aClientMayAskBeforeItSendsItsBody()
    {
        RawClient client(m_gateway->port);
        client.write("POST /v1/chat/completions HTTP/1.1\r\n" + m_gateway->host() + m_gateway->auth()
            + "content-type: application/json\r\nexpect: 100-continue\r\ncontent-length: "
            + QByteArray::number(kChat.size()) + "\r\n\r\n");
        const auto leave = client.waitForBytes(25);
        QVERIFY2(leave.startsWith("HTTP/1.1 100 "), leave.constData());
        client.write(kChat);
        const auto answer = client.waitForBytes(leave.size() + 600);
        QVERIFY2(answer.contains("HTTP/1.1 200 OK") && answer.contains("RAID 10"), answer.constData());
    }

    void bodiesMayComeInChunks()
    {
        RawClient client(m_gateway->port);
        client.write("POST /v1/chat/completions HTTP/1.1\r\n" + m_gateway->host() + m_gateway->auth()
            + "content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n" + chunk(kChat.first(7)));
        client.write(chunk(kChat.sliced(7, 1)) + chunk(kChat.sliced(8)) + "0\r\n\r\n");
        const auto reply = client.reply();
        QCOMPARE(reply.head.status, 200);
        QVERIFY(reply.body.contains("RAID 10"));
    }

    void packedBodies_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("coding");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("gzip") << "/v1/chat/completions"_ba << "gzip"_ba << gzip(kChat);
        QTest::newRow("deflate") << "/v1/messages"_ba << "deflate"_ba << zlib(kChat);
        const QByteArray noModel = QByteArray(kChat).replace(R"("model":"sandbox/swift",)", "");
        QTest::newRow("model in the address")
            << "/openai/deployments/sandbox/swift/chat/completions"_ba << "gzip"_ba << gzip(noModel);
        QTest::newRow("not packed") << "/v1/chat/completions"_ba << "identity"_ba << kChat;
    }
    void packedBodies()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, coding);
        QFETCH(QByteArray, body);
        const auto send = [&](const QByteArray& content, const QByteArray& auth) {
            return m_gateway->send("POST", path, content, auth + "content-encoding: " + coding + "\r\n");
        };
        const auto reply = send(body, m_gateway->auth());
        QVERIFY2(reply.head.status == 200, reply.body.constData());
        QVERIFY2(reply.body.contains("RAID 10"), reply.body.constData());
        QCOMPARE(m_gateway->records().last().prompt, u"Explain RAID levels"_s);
        QCOMPARE(send(body.first(body.size() - 5), m_gateway->auth()).head.status, 400);
        QCOMPARE(send(body, "authorization: Bearer sk-assay-wrong\r\n").head.status, 401);
    }

    void packedBodiesThatAreRefused()
    {
        const auto send = [this](const QByteArray& coding, const QByteArray& body) {
            return m_gateway->send(
                "POST", "/v1/messages", body, m_gateway->auth() + "content-encoding: " + coding + "\r\n");
        };
        const auto reply = send("compress", kChat);
        QCOMPARE(reply.head.status, 415);
        QCOMPARE(reply.head.header("accept-encoding"), "gzip, deflate, br, zstd"_ba);
        QVERIFY(reply.json()["error"_L1]["message"_L1].toString().contains("compress"_L1));
        QCOMPARE(reply.json()["type"_L1].toString(), u"error"_s); // as a client of this format reads it
        QCOMPARE(send("gzip\r\ncontent-encoding: gzip", gzip(kChat)).head.status, 415);
        QCOMPARE(send("gzip", gzip(QByteArray(20 << 20, ' '))).head.status, 413);
        HttpLimits limits;
        limits.request.bodyBytes = 64 * 1024;
        use(limits);
        QCOMPARE(send("gzip", gzip(QByteArray(100 << 10, ' ') + kChat)).head.status, 413);
        QCOMPARE(send("gzip", gzip(QByteArray(10 << 10, ' ') + kChat)).head.status, 200);
        QCOMPARE(m_gateway->records().size(), 1);
    }

    void requestsMayComeBeforeTheAnswers()
    {
        RawClient client(m_gateway->port);
        const auto list = m_gateway->request("GET", "/v1/models", {}, m_gateway->auth());
        client.write(list + m_gateway->request("POST", "/v1/chat/completions", kChat, m_gateway->auth()) + list);
        const auto all = client.waitForBytes(2000);
        QTRY_COMPARE(m_gateway->records().size(), 1);
        QVERIFY(all.count("HTTP/1.1 200") >= 2);
        QVERIFY(all.indexOf("\"object\":\"list\"") < all.indexOf("RAID 10"));
    }

    void usageComesInTheStream()
    {
        QByteArray body = kChat;
        body.insert(1, R"("stream":true,"stream_options":{"include_usage":true},)");
        const auto reply = m_gateway->post("/v1/chat/completions", body);
        QCOMPARE(reply.head.status, 200);
        QVERIFY2(reply.body.contains("\"usage\":{") && reply.body.contains("\"prompt_tokens\":"),
            reply.body.right(600).constData());
        QVERIFY(reply.body.endsWith("data: [DONE]\n\n"));
    }

    void aModelIsFoundByItsEncodedName()
    {
        for (const QByteArray path : {"/v1/models/sandbox/swift", "/v1/models/sandbox%2Fswift",
                 "/models/sandbox%2fswift", "/api/v1/models/sandbox/swift"}) {
            const auto reply = m_gateway->get(path);
            QCOMPARE(reply.head.status, 200);
            QVERIFY2(reply.body.contains("sandbox/swift"), path.constData());
        }
        QCOMPARE(m_gateway->get("/v1/models/sandbox%2Fnone").head.status, 404);
    }

    void storedAnswersAreRefusedClearly()
    {
        const auto before = m_gateway->post(
            "/v1/responses", R"({"model":"sandbox/swift","input":"And then?","previous_response_id":"resp_1"})");
        QCOMPARE(before.head.status, 400);
        QVERIFY(before.json()["error"_L1]["message"_L1].toString().contains("previous_response_id"_L1));
        for (const QByteArray method : {"GET", "DELETE"}) {
            const auto stored = m_gateway->send(method, "/v1/responses/resp_1", {}, m_gateway->auth());
            QCOMPARE(stored.head.status, 404);
            QVERIFY2(
                stored.json()["error"_L1]["message"_L1].toString().contains("no answer"_L1), stored.body.constData());
        }
        QCOMPARE(m_gateway->post("/v1/responses/resp_1/cancel", "{}").head.status, 404);
        const auto referring = [&](const QByteArray& id) {
            return m_gateway->post("/v1/responses",
                R"({"model":"sandbox/swift","input":[{"type":"item_reference","id":")" + id
                    + R"("},{"role":"user","content":"And then?"}]})");
        };
        QCOMPARE(referring("rs_1").head.status, 200); // reasoning may be missing
        const auto said = referring("msg_1");
        QCOMPARE(said.head.status, 400);
        QVERIFY(said.json()["error"_L1]["message"_L1].toString().contains("store: false"_L1));
    }

    void ollamaGenerates()
    {
        const QByteArray body = R"({"model":"sandbox/swift","prompt":"Explain RAID levels","system":"Be brief")";
        const auto whole = m_gateway->post("/api/generate", body + R"(,"stream":false})");
        QCOMPARE(whole.head.status, 200);
        QVERIFY(whole.json()["response"_L1].toString().contains("RAID 10"_L1));
        QCOMPARE(whole.json()["done"_L1].toBool(), true);
        QVERIFY(whole.json()["eval_count"_L1].toInt() > 0);
        QCOMPARE(m_gateway->records().last().clientFormat, u"ollama"_s);
        QCOMPARE(m_gateway->records().last().system, u"Be brief"_s);
        const auto streamed = m_gateway->post("/api/generate", body + R"(,"context":[1,2]})");
        QCOMPARE(streamed.head.header("content-type"), "application/x-ndjson"_ba);
        QVERIFY(streamed.head.header("x-assay-warning").contains("context"));
        QString text;
        for (const auto& line : lines(streamed.body))
            text += line["response"_L1].toString();
        QCOMPARE(text, whole.json()["response"_L1].toString());
        QCOMPARE(lines(streamed.body).last()["done"_L1].toBool(), true);
        QCOMPARE(m_gateway->post("/api/generate", body + R"(,"suffix":"end"})").head.status, 400);
        QVERIFY(m_gateway->post("/api/generate", R"({"model":"none/x","prompt":"Hi"})")
                .json()["error"_L1]
                .toString()
                .contains("model"_L1));
    }

    void ollamaLoadsNothing()
    {
        for (const auto& [path, body] :
            {std::pair<QByteArray, QByteArray>{"/api/generate", R"({"model":"sandbox/swift"})"},
                {"/api/generate", R"({"model":"sandbox/swift","prompt":"","keep_alive":"5m"})"},
                {"/api/chat", R"({"model":"sandbox/swift","messages":[]})"}}) {
            const auto reply = m_gateway->post(path, body);
            QCOMPARE(reply.head.status, 200);
            QCOMPARE(reply.json()["done_reason"_L1].toString(), u"load"_s);
            QCOMPARE(reply.json()["model"_L1].toString(), u"sandbox/swift"_s);
        }
        QVERIFY(m_gateway->records().isEmpty()); // nothing was asked
    }

    void localServersSmallQuestions()
    {
        QVERIFY(!m_gateway->get("/api/version").json()["version"_L1].toString().isEmpty());
        QVERIFY(m_gateway->get("/api/ps").json()["models"_L1].isArray());
        QCOMPARE(m_gateway->get("/api/tags").json()["models"_L1][0]["name"_L1].toString(), u"sandbox/swift"_s);
        const auto shown = m_gateway->post("/api/show", R"({"model":"sandbox/swift"})");
        QCOMPARE(shown.head.status, 200);
        QCOMPARE(shown.json()["capabilities"_L1][0].toString(), u"completion"_s);
        QCOMPARE(m_gateway->post("/api/show", R"({"name":"sandbox/swift"})").head.status, 200);
        const auto none = m_gateway->post("/api/show", R"({"model":"none"})");
        QCOMPARE(none.head.status, 404);
        QVERIFY(none.json()["error"_L1].isString());
        const auto studio = m_gateway->get("/api/v0/models");
        QCOMPARE(studio.json()["data"_L1][0]["id"_L1].toString(), u"sandbox/swift"_s);
        QCOMPARE(studio.json()["data"_L1][0]["state"_L1].toString(), u"loaded"_s);
        QCOMPARE(m_gateway->get("/api/v0/models/sandbox/swift").json()["type"_L1].toString(), u"llm"_s);
        QCOMPARE(m_gateway->post("/api/v0/chat/completions", kChat).head.status, 200);
        QCOMPARE(m_gateway->post("/openai/v1/chat/completions", kChat).head.status, 200); // Groq's client
        // Models are not managed here, and that is an answer in the client's own format.
        QVERIFY(m_gateway->post("/api/pull", R"({"model":"x"})").json()["error"_L1].isString());
    }

    void ollamaEmbeds()
    {
        const QByteArray vectors
            = R"({"data":[{"embedding":[0.5,-1]},{"embedding":[0.25,1]}],"usage":{"prompt_tokens":7}})";
        LoopbackServer upstream;
        upstream.enqueue({step::ReadRequest{}, step::Send{okAnswer(vectors)}, step::Repeat{}});
        m_gateway->routes->upstreamPort = upstream.port();
        const auto many
            = m_gateway->post("/api/embed", R"({"model":"up/e","input":["one","two"],"keep_alive":0,"truncate":true})");
        QCOMPARE(many.head.status, 200);
        QCOMPARE(many.json()["embeddings"_L1].toArray(), (QJsonArray{QJsonArray{0.5, -1}, QJsonArray{0.25, 1}}));
        QCOMPARE(many.json()["prompt_eval_count"_L1].toInt(), 7);
        const auto sent = QJsonDocument::fromJson(upstream.requests().last().body).object();
        QCOMPARE(sent["model"_L1].toString(), u"e"_s);
        QVERIFY(!sent.contains("keep_alive"_L1) && !sent.contains("truncate"_L1));
        const auto one = m_gateway->post("/api/embeddings", R"({"model":"up/e","prompt":"one"})");
        QCOMPARE(one.json()["embedding"_L1].toArray(), (QJsonArray{0.5, -1}));
        QCOMPARE(QJsonDocument::fromJson(upstream.requests().last().body)["input"_L1].toString(), u"one"_s);
        QVERIFY(m_gateway->post("/api/embed", R"({"model":"none/e","input":"x"})").json()["error"_L1].isString());
    }

    void ollamaHearsOfFailedEmbeddings()
    {
        LoopbackServer upstream;
        const QByteArray said = R"({"error":{"message":"too long"}})";
        upstream.enqueue({step::ReadRequest{},
            step::Send{"HTTP/1.1 400 X\r\ncontent-type: application/json\r\ncontent-length: "
                + QByteArray::number(said.size()) + "\r\n\r\n" + said}});
        m_gateway->routes->upstreamPort = upstream.port();
        const auto reply = m_gateway->post("/api/embed", R"({"model":"up/e","input":"x"})");
        QCOMPARE(reply.head.status, 400);
        QCOMPARE(reply.json()["error"_L1].toString(), u"too long"_s);
    }
};

QTEST_GUILESS_MAIN(TestGatewayClients)
#include "tst_gatewayclients.moc"
