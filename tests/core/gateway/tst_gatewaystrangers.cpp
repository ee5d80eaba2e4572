// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/gateway/gatewayfixture.h"

#include <QJsonArray>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kMessages = R"("messages":[{"role":"user","content":"Explain RAID levels"}])";
const QByteArray kChat = R"({"model":"sandbox/swift",)" + kMessages + '}';
const QByteArray kContents = R"({"contents":[{"role":"user","parts":[{"text":"Explain RAID levels"}]}]})";
const QByteArray kWeather
    = R"({"name":"get_weather","description":"Weather","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}})";

QString message(const RawReply& reply)
{
    return reply.json()["error"_L1]["message"_L1].toString();
}

} // namespace

/// Clients that were made for somebody else's server: their addresses, their forms and the fields nobody sends any
/// more.
class TestGatewayStrangers : public QObject, private GatewayScene
{
    Q_OBJECT

private:
    RawReply typed(const QByteArray& type, const QByteArray& body)
    {
        RawClient client(m_gateway->port);
        client.write("POST /v1/chat/completions HTTP/1.1\r\n" + m_gateway->host() + m_gateway->auth()
            + "content-type: " + type + "\r\ncontent-length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        return client.reply();
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { m_gateway.reset(); }

    void otherAddressesOfTheSame_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        const QByteArray noModel = '{' + kMessages + '}';
        QTest::newRow("doubled slash") << "//v1//chat/completions"_ba << kChat;
        QTest::newRow("slash at the end") << "/v1/chat/completions/"_ba << kChat;
        QTest::newRow("version twice") << "/v1/v1/chat/completions"_ba << kChat;
        QTest::newRow("Groq") << "/openai/v1/chat/completions"_ba << kChat;
        QTest::newRow("Google for OpenAI") << "/v1beta/openai/chat/completions"_ba << kChat;
        QTest::newRow("Azure") << "/openai/deployments/sandbox/swift/chat/completions?api-version=2024-10-21"_ba
                               << noModel;
        QTest::newRow("Azure, encoded") << "/openai/deployments/sandbox%2Fswift/chat/completions"_ba << noModel;
        QTest::newRow("Azure, its own name") << "/openai/deployments/sandbox/swift/chat/completions"_ba
                                             << QByteArray(R"({"model":"gpt-4o",)" + kMessages + '}');
        QTest::newRow("Azure completions")
            << "/openai/deployments/sandbox/swift/completions"_ba << QByteArray(R"({"prompt":"Explain RAID levels"})");
        QTest::newRow("Azure responses") << "/openai/responses?api-version=preview"_ba
                                         << QByteArray(R"({"model":"sandbox/swift","input":"Explain RAID levels"})");
        QTest::newRow("Google") << "/v1beta/models/sandbox/swift:generateContent"_ba << kContents;
        QTest::newRow("Google, slash in the name") << "/v1beta/sandbox/swift:generateContent"_ba << kContents;
        QTest::newRow("Google below a version") << "/v1/v1beta/models/sandbox/swift:generateContent"_ba << kContents;
        QTest::newRow("Ollama below a version")
            << "/v1/api/generate"_ba
            << QByteArray(R"({"model":"sandbox/swift","prompt":"Explain RAID levels","stream":false})");
    }
    void otherAddressesOfTheSame()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        const auto reply = m_gateway->post(path, body);
        QVERIFY2(reply.head.status == 200, reply.body.constData());
        QVERIFY2(reply.body.contains("RAID 10"), reply.body.constData());
    }

    void nothingElseIsServedByLikeness()
    {
        for (const QByteArray path : {"/openai/deployments/sandbox/swift/images/generations", "/v1/v1/", "/v1beta/x:y",
                 "/v1/realtime", "/chat/completions/extra"})
            QCOMPARE(m_gateway->post(path, kChat).head.status, 404);
        QCOMPARE(m_gateway->post("/openai/deployments/sandbox/none/chat/completions", kChat).head.status, 404);
        QCOMPARE(m_gateway->post("/openai/deployments/sandbox/swift/chat/completions", "[]").head.status, 400);
    }

    void longPathsOfPrefixesEndSoon()
    {
        const auto of = [](qsizetype times) { return QByteArray("/v1").repeated(times) + "/models"; };
        QCOMPARE(m_gateway->get(of(3)).head.status, 200);
        QCOMPARE(m_gateway->get(of(8'000)).head.status, 404);
        QCOMPARE(m_gateway->get(QByteArray(24'000, '/') + "v1/models").head.status, 200);
    }

    /// `curl -d` and `fetch` do not say JSON unless they are told.
    void jsonByAnotherName()
    {
        for (const QByteArray type :
            {"application/x-www-form-urlencoded", "text/plain;charset=UTF-8", "APPLICATION/JSON; charset=utf-8"})
            QCOMPARE(typed(type, kChat).head.status, 200);
        QCOMPARE(typed("application/x-www-form-urlencoded", "model=a&prompt=b").head.status, 415);
        QCOMPARE(typed("multipart/form-data; boundary=x", kChat).head.status, 415);
    }

    void olderFunctions_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::newRow("same format") << "sandbox/swift"_ba;
        QTest::newRow("Messages") << "sandbox/swift@anthropic"_ba;
        QTest::newRow("Gemini") << "sandbox/swift@gemini"_ba;
    }
    void olderFunctions()
    {
        QFETCH(QByteArray, model);
        const QByteArray body = "{\"model\":\"" + model + "\",\"functions\":[" + kWeather
            + R"(],"function_call":{"name":"get_weather"},"messages":[{"role":"user","content":"Weather in Bremen?"})";
        const auto whole = m_gateway->post("/v1/chat/completions", body + "]}");
        QVERIFY2(whole.head.status == 200, whole.body.constData());
        const auto choice = whole.json()["choices"_L1][0];
        QCOMPARE(choice["finish_reason"_L1].toString(), u"function_call"_s);
        const auto call = choice["message"_L1]["function_call"_L1].toObject();
        QCOMPARE(call["name"_L1].toString(), u"get_weather"_s);
        QVERIFY(QJsonDocument::fromJson(call["arguments"_L1].toString().toUtf8()).isObject());
        QVERIFY(!choice["message"_L1].toObject().contains("tool_calls"_L1));

        QString arguments;
        QString reason;
        const auto streamed = m_gateway->post("/v1/chat/completions", body + R"(],"stream":true})");
        for (const auto& event : events(streamed.body)) {
            const auto part = event["choices"_L1][0];
            QVERIFY(part["delta"_L1]["tool_calls"_L1].isUndefined());
            arguments += part["delta"_L1]["function_call"_L1]["arguments"_L1].toString();
            if (part["finish_reason"_L1].isString())
                reason = part["finish_reason"_L1].toString();
        }
        QCOMPARE(arguments, call["arguments"_L1].toString());
        QCOMPARE(reason, u"function_call"_s);

        // What the function gave goes back by its name.
        const QByteArray said = QJsonDocument(choice["message"_L1].toObject()).toJson(QJsonDocument::Compact);
        const auto second = m_gateway->post("/v1/chat/completions",
            QByteArray(body).replace(R"("function_call":{"name":"get_weather"},)", R"("function_call":"none",)") + ','
                + said + R"(,{"role":"function","name":"get_weather","content":"21 degrees"}]})");
        QVERIFY2(second.head.status == 200, second.body.constData());
        QCOMPARE(second.json()["choices"_L1][0]["finish_reason"_L1].toString(), u"stop"_s);
    }

    /// A chunk without a choice is for those who asked for it: Mistral's client falls over one.
    void usageHasAChoiceUnlessAskedFor_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::newRow("relayed") << "sandbox/swift"_ba;
        QTest::newRow("written") << "sandbox/swift@anthropic"_ba;
    }
    void usageHasAChoiceUnlessAskedFor()
    {
        QFETCH(QByteArray, model);
        const QByteArray body = "{\"model\":\"" + model + "\",\"stream\":true," + kMessages;
        const auto last = [&](const QByteArray& more) {
            return events(m_gateway->post("/v1/chat/completions", body + more + '}').body).last();
        };
        const auto plain = last({});
        QVERIFY(plain["usage"_L1]["completion_tokens"_L1].toInt() > 0);
        QCOMPARE(plain["choices"_L1].toArray().size(), 1);
        QVERIFY(plain["choices"_L1][0]["delta"_L1].toObject().isEmpty());
        const auto asked = last(R"(,"stream_options":{"include_usage":true})");
        QVERIFY(asked["usage"_L1]["completion_tokens"_L1].toInt() > 0);
        QCOMPARE(asked["choices"_L1].toArray().size(), 0);
    }

    void anyJsonOfThoseWhoWantASchema()
    {
        const QByteArray end = R"(,)" + kMessages + '}';
        const auto reply = m_gateway->post("/v1/chat/completions",
            R"({"model":"sandbox/swift@anthropic","response_format":{"type":"json_object"})" + end);
        QVERIFY2(reply.head.status == 200, reply.body.constData());
        QVERIFY(reply.head.header("x-assay-warning").contains("response_format"));
        // A schema beside this type, as Together and llama.cpp take it.
        const auto schema = m_gateway->post("/v1/chat/completions",
            R"({"model":"sandbox/swift@anthropic","response_format":{"type":"json_object","schema":{"type":"object","properties":{"sure":{"type":"boolean"}},"required":["sure"],"additionalProperties":false}})"
                + end);
        QCOMPARE(schema.head.status, 200);
        const auto text = schema.json()["choices"_L1][0]["message"_L1]["content"_L1].toString();
        QVERIFY2(QJsonDocument::fromJson(text.toUtf8())["sure"_L1].isBool(), qPrintable(text));
    }

    /// What is read over in silence gives another answer than was asked for.
    void fieldsOfTheWrongKind()
    {
        for (const QByteArray field : {R"("max_tokens":"100")", R"("temperature":"0.5")", R"("stream":"true")"}) {
            const auto reply = m_gateway->post("/v1/chat/completions", QByteArray(kChat).insert(1, field + ','));
            QCOMPARE(reply.head.status, 400);
            QVERIFY2(message(reply).contains("is expected"_L1), reply.body.constData());
        }
        QCOMPARE(
            m_gateway->post("/v1/chat/completions", QByteArray(kChat).insert(1, R"("max_tokens":null,)")).head.status,
            200);
    }

    void whatIsLostBetweenFormatsIsNamed_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("named");
        const QByteArray chat = R"({"model":"sandbox/swift@anthropic",)" + kMessages;
        const QByteArray responses = R"({"model":"sandbox/swift@anthropic","input":"Explain RAID levels")";
        QTest::newRow("custom tool") << "/v1/chat/completions"_ba
                                     << QByteArray(chat + R"(,"tools":[{"type":"custom"}]})") << "tools.custom"_ba;
        QTest::newRow("web search") << "/v1/responses"_ba
                                    << QByteArray(responses + R"(,"tools":[{"type":"web_search"}]})")
                                    << "tools.web_search"_ba;
        QTest::newRow("verbosity") << "/v1/responses"_ba << QByteArray(responses + R"(,"text":{"verbosity":"low"}})")
                                   << "text.verbosity"_ba;
        QTest::newRow("Gemini's settings")
            << "/v1beta/models/sandbox/swift:generateContent"_ba
            << QByteArray(kContents).insert(1, R"("generationConfig":{"responseModalities":["IMAGE"]},)")
            << "generationConfig.responseModalities"_ba;
    }
    void whatIsLostBetweenFormatsIsNamed()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, named);
        const auto reply = m_gateway->post(path, body);
        QCOMPARE(reply.head.status, 200);
        QVERIFY2(
            reply.head.header("x-assay-warning").contains(named), reply.head.header("x-assay-warning").constData());
        if (path.startsWith("/v1/")) { // nothing is lost where the format is the same
            const auto same = m_gateway->post(
                path, QByteArray(body).replace("@anthropic", path.endsWith("responses") ? "@openai-responses" : ""));
            QVERIFY(!same.head.header("x-assay-warning").contains(named));
        }
    }

    void listsInEveryForm()
    {
        const auto asAnthropic = m_gateway->auth() + "anthropic-version: 2023-06-01\r\n";
        const auto anthropic = m_gateway->send("GET", "/v1/models", {}, asAnthropic).json();
        QCOMPARE(anthropic["data"_L1][0]["type"_L1].toString(), u"model"_s);
        QCOMPARE(anthropic["data"_L1][0]["display_name"_L1].toString(), u"S"_s);
        QCOMPARE(anthropic["first_id"_L1].toString(), u"sandbox/swift"_s);
        QCOMPARE(m_gateway->send("GET", "/v1/models/sandbox/swift", {}, asAnthropic).json()["id"_L1].toString(),
            u"sandbox/swift"_s);
        const auto missing = m_gateway->send("GET", "/v1/models/none", {}, asAnthropic);
        QCOMPARE(missing.head.status, 404);
        QCOMPARE(missing.json()["type"_L1].toString(), u"error"_s);

        const QByteArray asGoogle = "x-goog-api-key: " + m_gateway->key + "\r\n";
        for (const QByteArray path : {"/v1beta/models", "/v1/models", "/v1beta/models?pageSize=5"}) {
            const auto list = m_gateway->send("GET", path, {}, asGoogle).json();
            QCOMPARE(list["models"_L1][0]["name"_L1].toString(), u"models/sandbox/swift"_s);
        }
        const auto one = m_gateway->send("GET", "/v1beta/models/sandbox/swift", {}, asGoogle).json();
        QVERIFY(one["supportedGenerationMethods"_L1].toArray().contains(u"countTokens"_s));
        const auto none = m_gateway->send("GET", "/v1beta/models/none", {}, asGoogle);
        QCOMPARE(none.json()["error"_L1]["status"_L1].toString(), u"NOT_FOUND"_s);

        const auto openAi = m_gateway->get("/v1/models").json()["data"_L1][0];
        QVERIFY(openAi["capabilities"_L1]["completion_chat"_L1].toBool()); // without it Mistral's client takes none
        QVERIFY(openAi["type"_L1].isUndefined());
    }

    void countsInEveryForm()
    {
        const auto anthropic = m_gateway->post("/v1/messages/count_tokens", kChat).json()["input_tokens"_L1].toInt();
        QVERIFY(anthropic > 0);
        const auto responses = m_gateway->post(
            "/v1/responses/input_tokens", R"({"model":"sandbox/swift","input":"Explain RAID levels"})");
        QCOMPARE(responses.json()["object"_L1].toString(), u"response.input_tokens"_s);
        QCOMPARE(responses.json()["input_tokens"_L1].toInt(), anthropic);
        const auto google = m_gateway->post("/v1beta/models/sandbox/swift:countTokens", kContents);
        QCOMPARE(google.json()["totalTokens"_L1].toInt(), anthropic);
        const auto wrapped = m_gateway->post(
            "/v1beta/models/sandbox/swift:countTokens", R"({"generateContentRequest":)" + kContents + '}');
        QCOMPARE(wrapped.json()["totalTokens"_L1].toInt(), anthropic);
        QCOMPARE(m_gateway->post("/v1beta/models/sandbox/swift:countTokens", "[]").head.status, 400);
        QVERIFY(m_gateway->records().isEmpty()); // nobody was asked
    }

    void googleEmbeds()
    {
        const QByteArray vectors
            = R"({"data":[{"embedding":[0.5,-1]},{"embedding":[0.25,1]}],"usage":{"prompt_tokens":7}})";
        LoopbackServer upstream;
        upstream.enqueue({step::ReadRequest{}, step::Send{okAnswer(vectors)}, step::Repeat{}});
        m_gateway->routes->upstreamPort = upstream.port();
        const QByteArray content = R"({"content":{"parts":[{"text":"one"}]},"outputDimensionality":2})";
        const auto one = m_gateway->post("/v1beta/models/up/e:embedContent", content);
        QCOMPARE(one.json()["embedding"_L1]["values"_L1].toArray(), (QJsonArray{0.5, -1}));
        const auto sent = QJsonDocument::fromJson(upstream.requests().last().body).object();
        QCOMPARE(sent["model"_L1].toString(), u"e"_s);
        QCOMPARE(sent["input"_L1].toArray(), QJsonArray{u"one"_s});
        QCOMPARE(sent["dimensions"_L1].toInt(), 2);
        const auto many = m_gateway->post(
            "/v1beta/models/up/e:batchEmbedContents", R"({"requests":[)" + content + ',' + content + "]}");
        QCOMPARE(many.json()["embeddings"_L1][1]["values"_L1].toArray(), (QJsonArray{0.25, 1}));
        QCOMPARE(m_gateway->records().last().clientFormat, u"openai-embeddings"_s);
        const auto image = m_gateway->post(
            "/v1beta/models/up/e:embedContent", R"({"content":{"parts":[{"inlineData":{"data":"AA=="}}]}})");
        QCOMPARE(image.head.status, 400);
        QCOMPARE(image.json()["error"_L1]["status"_L1].toString(), u"INVALID_ARGUMENT"_s);
    }

    void failedEmbeddingsInOpenAisShape_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::addColumn<QString>("words");
        QTest::newRow("OpenAI") << R"({"error":{"message":"too long","code":"ctx"}})"_ba << u"too long"_s;
        QTest::newRow("FastAPI") << R"({"detail":"no such model here"})"_ba << u"no such model here"_s;
        QTest::newRow("vLLM") << R"({"object":"error","message":"dimensions are fixed","code":400})"_ba
                              << u"dimensions are fixed"_s;
        QTest::newRow("Ollama") << R"({"error":"pull it first"})"_ba << u"pull it first"_s;
    }
    void failedEmbeddingsInOpenAisShape()
    {
        QFETCH(QByteArray, said);
        QFETCH(QString, words);
        LoopbackServer upstream;
        upstream.enqueue({step::ReadRequest{},
            step::Send{"HTTP/1.1 400 X\r\ncontent-type: application/json\r\ncontent-length: "
                + QByteArray::number(said.size()) + "\r\n\r\n" + said}});
        m_gateway->routes->upstreamPort = upstream.port();
        const auto reply = m_gateway->post("/v1/embeddings", R"({"model":"up/e","input":"x"})");
        QCOMPARE(reply.head.status, 400);
        QVERIFY2(message(reply).contains(words), reply.body.constData());
        QCOMPARE(reply.json()["error"_L1]["metadata"_L1]["provider_name"_L1].toString(), u"up"_s);
        QCOMPARE(m_gateway->records().last().lanes.first().state, LaneState::Failed);
    }

    void keysOfBasicAuthorization()
    {
        const auto basic = [&](const QByteArray& pair) {
            return m_gateway->send("GET", "/api/tags", {}, "authorization: Basic " + pair.toBase64() + "\r\n")
                .head.status;
        };
        QCOMPARE(basic("anybody:" + m_gateway->key), 200);
        QCOMPARE(basic(':' + m_gateway->key), 200);
        QCOMPARE(basic("anybody:sk-assay-wrong"), 401);
        QCOMPARE(basic(":"), 401);
    }
};

QTEST_GUILESS_MAIN(TestGatewayStrangers)
#include "tst_gatewaystrangers.moc"
