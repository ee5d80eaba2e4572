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

QString streamedText(const QByteArray& body)
{
    QString out;
    for (const auto& event : events(body))
        out += event["choices"_L1].toArray().first()["delta"_L1]["content"_L1].toString();
    return out;
}

QByteArray answerWith(int status, const QByteArray& body, const QByteArray& headers = {})
{
    return "HTTP/1.1 " + QByteArray::number(status) + " X\r\ncontent-type: application/json\r\n" + headers
        + "content-length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

/// The gateway as clients meet it, over real sockets.
class TestGatewayServer : public QObject, private GatewayScene
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
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
        QCOMPARE(m_gateway->get("/v1/generation").head.status, 400);
        VirtualKey wish;
        wish.name = u"other"_s;
        const NewKey other = makeVirtualKey(wish, SystemClock());
        QVERIFY(m_gateway->keys->add(other.kept));
        const QByteArray theirs = "authorization: Bearer " + other.secret.reveal().toByteArray() + "\r\n";
        QTRY_COMPARE(m_gateway->send("GET", "/v1/models", {}, theirs).head.status, 200);
        // What one key did is none of another's business.
        QCOMPARE(m_gateway->send("GET", "/v1/generation?id=" + id.toLatin1(), {}, theirs).head.status, 404);
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
        const auto reply = client.reply();
        QVERIFY(reply.complete); // the client is told (tst_chainerror has all formats)
        QVERIFY(reply.body.contains("The gateway was ended."));
    }
};

QTEST_GUILESS_MAIN(TestGatewayServer)
#include "tst_gatewayserver.moc"
