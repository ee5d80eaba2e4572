// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/sandboxendpoints.h"
#include "core/sandbox/sandboxserver.h"
#include "rawclient.h"
#include "sandboxreading.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

const QStringList kFormats{u"openai-chat"_s, u"openai-responses"_s, u"anthropic"_s, u"gemini"_s, u"ollama"_s};
const QString kPrompt = u"Explain RAID levels"_s;

/// Without flaky's nature, as fast as possible.
SandboxOptions calm(const QString& invoice = {})
{
    SandboxOptions options;
    options.paceFactor = 0;
    options.scenario = *Scenario::fromJson(R"({"rules": [{"match": {"model": "flaky"}, "do": {}}]})");
    options.invoicePath = invoice;
    return options;
}

RawReply ask(quint16 port, const ChatPost& post)
{
    RawClient client(port);
    return client.post(post.path, post.bytes());
}

} // namespace

class TestSandboxServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyModelSpeaksEveryFormat_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("model");
        for (const QString& format : kFormats) {
            for (const QString& model : sandboxModels())
                QTest::newRow(qPrintable(format + u' ' + model)) << format << model;
        }
    }
    void everyModelSpeaksEveryFormat()
    {
        QFETCH(QString, format);
        QFETCH(QString, model);
        QTemporaryDir folder;
        const QString invoice = folder.filePath(u"invoice.jsonl"_s);
        SandboxServer server(calm(invoice));
        const quint16 port = server.start().value();
        const RawReply streamed = ask(port, chatPost(format, model, kPrompt, true));
        const RawReply whole = ask(port, chatPost(format, model, kPrompt, false));
        QVERIFY(streamed.complete && whole.complete);
        QCOMPARE(streamed.head.status, 200);
        QCOMPARE(streamed.head.header("x-assay-simulated"), "true"_ba);
        QCOMPARE(whole.head.header("content-type"), "application/json"_ba);
        QCOMPARE(streamed.head.header("content-type")
                     .startsWith(format == "ollama"_L1 ? "application/x-ndjson" : "text/event-stream"),
            true);
        const ReadAnswer a = readAnswer(format, streamed.body);
        const ReadAnswer b = readAnswer(format, whole.body);
        QVERIFY(a.text.contains(u"Simulated answer from sandbox/"_s + model));
        QCOMPARE(b.text, a.text);
        QCOMPARE(b.reasoning, a.reasoning);
        QCOMPARE(!a.reasoning.isEmpty(), model == "thinker"_L1);
        QCOMPARE(a.model, model);
        QVERIFY2(QStringList({u"stop"_s, u"completed"_s, u"end_turn"_s, u"STOP"_s}).contains(a.finish),
            qPrintable(a.finish));
        QCOMPARE(b.finish, a.finish);

        // What usage says is what is billed.
        const auto lines = readInvoice(invoice);
        QVERIFY(lines);
        QCOMPARE(lines->size(), 2);
        for (const InvoiceLine& line : *lines) {
            QCOMPARE(line.state, InvoiceState::Complete);
            QCOMPARE(line.format, format);
            QCOMPARE(line.input, a.input);
            const qint64 visible = format == "ollama"_L1 ? a.output - line.reasoning : a.output;
            QCOMPARE(line.output, visible);
            QCOMPARE(line.reasoning, format == "ollama"_L1 ? a.output - line.output : a.reasoningTokens);
            QCOMPARE(line.tokensSent, line.output + line.reasoning);
            QVERIFY(line.amount.pico() > 0);
        }
        QCOMPARE(b.input, a.input);
        QCOMPARE(b.output, a.output);
        QCOMPARE(streamed.head.header(format == "anthropic"_L1 ? "request-id" : "x-request-id"),
            lines->first().id.toLatin1());
    }

    void aSeedDecides()
    {
        const auto text = [](quint64 seed) {
            SandboxOptions options = calm();
            options.seed = seed;
            SandboxServer server(options);
            QString texts;
            const quint16 port = server.start().value();
            for (int i = 0; i < 6; ++i) {
                const auto post = chatPost(u"anthropic"_s, u"steady"_s, u"RAID question %1"_s.arg(i), true);
                texts += readAnswer(u"anthropic"_s, ask(port, post).body).text;
            }
            return texts;
        };
        const QString one = text(1);
        QCOMPARE(text(1), one);
        QVERIFY(text(2) != one);
    }

    void honoursTheRequest_data()
    {
        QTest::addColumn<QString>("format");
        for (const QString& format : kFormats)
            QTest::newRow(qPrintable(format)) << format;
    }
    void honoursTheRequest()
    {
        QFETCH(QString, format);
        SandboxServer server(calm());
        const quint16 port = server.start().value();
        const auto sent = [&](const QByteArray& fixtureName, bool stream) {
            const QString file = QStringLiteral(ASSAY_FIXTURES "/sandbox/requests.json");
            QFile requests(file);
            if (!requests.open(QIODevice::ReadOnly))
                return ReadAnswer();
            const QJsonValue extra
                = QJsonDocument::fromJson(requests.readAll())[format][QString::fromLatin1(fixtureName)];
            ChatPost post = chatPost(format, u"steady"_s, u"What is the weather in Graz?"_s, stream);
            const QJsonObject fields = extra.toObject();
            for (auto it = fields.begin(); it != fields.end(); ++it)
                post.body.insert(it.key(), *it);
            return readAnswer(format, ask(port, post).body);
        };
        for (const bool stream : {true, false}) {
            const ReadAnswer limited = sent("limit", stream);
            QCOMPARE(limited.output, 7);
            QVERIFY2(
                QStringList({u"length"_s, u"incomplete"_s, u"max_tokens"_s, u"MAX_TOKENS"_s}).contains(limited.finish),
                qPrintable(limited.finish));
            if (format != "openai-responses"_L1) {
                const ReadAnswer stopped = sent("stop", stream);
                QVERIFY(!stopped.text.isEmpty());
                QVERIFY(!stopped.text.contains("weather"_L1));
            }
            const ReadAnswer tool = sent("tool", stream);
            QCOMPARE(tool.toolName, u"get_weather"_s);
            QCOMPARE(
                QJsonDocument::fromJson(tool.toolArguments.toUtf8()).object(), (QJsonObject{{u"city"_s, u"Graz"_s}}));
            QVERIFY(tool.text.isEmpty());
            const ReadAnswer json = sent("schema", stream);
            QCOMPARE(QJsonDocument::fromJson(json.text.toUtf8()).object(), (QJsonObject{{u"city"_s, u"Graz"_s}}));
            const ReadAnswer turns = sent("turns", stream);
            QVERIFY2(turns.text.contains(u"“Speak like a pirate.”"_s), qPrintable(turns.text));
            QVERIFY(turns.text.contains(u"“And the next one?” after “Tell me about tides”"_s));
            const ReadAnswer result = sent("result", stream);
            QVERIFY2(result.text.contains(u"21 degrees"_s), qPrintable(result.text));
        }
    }

    void reportsACachedPrefix_data() { honoursTheRequest_data(); }
    void reportsACachedPrefix()
    {
        QFETCH(QString, format);
        QTemporaryDir folder;
        SandboxServer server(calm(folder.filePath(u"i"_s)));
        const quint16 port = server.start().value();
        const QString prompt = u"The quick brown fox jumps over the lazy dog. "_s.repeated(200);
        const ReadAnswer first = readAnswer(format, ask(port, chatPost(format, u"swift"_s, prompt, true)).body);
        const ReadAnswer second = readAnswer(format, ask(port, chatPost(format, u"swift"_s, prompt, true)).body);
        QCOMPARE(first.cached, 0);
        QCOMPARE(second.input + second.cached, first.input);
        const auto lines = readInvoice(folder.filePath(u"i"_s));
        QCOMPARE(lines->last().cacheRead, second.cached);
        QCOMPARE(lines->last().input, second.input);
        if (format == "ollama"_L1) {
            QCOMPARE(second.cached, 0); // this format cannot say it
            return;
        }
        QVERIFY(second.cached >= 1024);
        QVERIFY(lines->last().amount < lines->first().amount);
    }

    void listsItsModels()
    {
        SandboxServer server(calm());
        RawClient client(server.start().value());
        const auto names = [](const QJsonArray& list, QLatin1StringView key) {
            QStringList names;
            for (const QJsonValue& entry : list)
                names.append(entry[key].toString());
            return names;
        };
        QCOMPARE(names(client.get("/v1/models").json()["data"_L1].toArray(), "id"_L1), sandboxModels());
        const QJsonObject anthropic = client.get("/v1/models?limit=1000", "anthropic-version: 2023-06-01\r\n").json();
        QCOMPARE(names(anthropic["data"_L1].toArray(), "id"_L1), sandboxModels());
        QCOMPARE(anthropic["last_id"_L1].toString(), u"flaky"_s);
        QVERIFY(anthropic["data"_L1][0]["display_name"_L1].toString().contains("simulated"_L1));
        QCOMPARE(
            names(client.get("/v1beta/models?pageSize=1000").json()["models"_L1].toArray(), "displayName"_L1).first(),
            u"swift (simulated)"_s);
        QCOMPARE(names(client.get("/api/tags").json()["models"_L1].toArray(), "name"_L1), sandboxModels());
        QVERIFY(client.get("/api/version").json().contains("version"_L1));
        QCOMPARE(client.get("/v1/models/swift").json()["id"_L1].toString(), u"swift"_s);
        QCOMPARE(client.get("/v1/models/gpt").head.status, 404);
        QVERIFY(client.get("/").body.contains("simulated"));
    }

    void failsInEachFormatsOwnWords_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("message");
        const QByteArray none
            = R"({"messages":[{"role":"user","content":"x"}],"max_tokens":5,"input":"x","contents":[]})";
        const QByteArray unknown
            = R"({"model":"gpt","messages":[{"role":"user","content":"x"}],"max_tokens":5,"input":"x"})";
        QTest::newRow("chat json") << u"openai-chat"_s << "{"_ba << 400 << u"We could not parse"_s;
        QTest::newRow("chat no model") << u"openai-chat"_s << none << 400 << u"you must provide a model"_s;
        QTest::newRow("chat unknown") << u"openai-chat"_s << unknown << 404 << u"The model `gpt` does not exist"_s;
        QTest::newRow("chat no messages")
            << u"openai-chat"_s << R"({"model":"swift"})"_ba << 400 << u"Invalid 'messages'"_s;
        QTest::newRow("responses unknown") << u"openai-responses"_s << unknown << 400 << u"The requested model"_s;
        QTest::newRow("responses no model") << u"openai-responses"_s << none << 400 << u"Missing required parameter"_s;
        QTest::newRow("anthropic json") << u"anthropic"_s << "[]"_ba << 400 << u"We could not parse"_s;
        QTest::newRow("anthropic no model") << u"anthropic"_s << none << 400 << u"model: Field required"_s;
        QTest::newRow("anthropic unknown") << u"anthropic"_s << unknown << 404 << u"model: gpt"_s;
        QTest::newRow("anthropic no limit")
            << u"anthropic"_s << R"({"model":"swift","messages":[{"role":"user","content":"x"}]})"_ba << 400
            << u"max_tokens: Field required"_s;
        QTest::newRow("gemini json") << u"gemini"_s << "nope"_ba << 400 << u"We could not parse"_s;
        QTest::newRow("gemini no contents") << u"gemini"_s << none << 400 << u"* GenerateContentRequest.contents"_s;
        QTest::newRow("ollama unknown") << u"ollama"_s << unknown << 404 << u"model 'gpt' not found"_s;
        QTest::newRow("ollama no model") << u"ollama"_s << none << 400 << u"model is required"_s;
    }
    void failsInEachFormatsOwnWords()
    {
        QFETCH(QString, format);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QString, message);
        QTemporaryDir folder;
        SandboxServer server(calm(folder.filePath(u"i"_s)));
        RawClient client(server.start().value());
        const RawReply reply = client.post(chatPost(format, u"swift"_s, {}, false).path, body);
        QVERIFY(reply.complete);
        QCOMPARE(reply.head.status, status);
        const QJsonValue error = reply.json()["error"_L1];
        const QString said = format == "ollama"_L1 ? error.toString() : error["message"_L1].toString();
        QVERIFY2(said.startsWith(message), reply.body.constData());
        if (format == "anthropic"_L1) {
            QCOMPARE(reply.json()["type"_L1].toString(), u"error"_s);
            QCOMPARE(reply.json()["request_id"_L1].toString().toLatin1(), reply.head.header("request-id"));
        }
        if (format == "gemini"_L1)
            QCOMPARE(error["status"_L1].toString(), u"INVALID_ARGUMENT"_s);
        const auto lines = readInvoice(folder.filePath(u"i"_s));
        QCOMPARE(lines->size(), 1);
        QCOMPARE(lines->first().state, InvoiceState::Error);
        QVERIFY(!lines->first().billed);
        QCOMPARE(lines->first().amount.pico(), 0);
    }

    void geminiStreamsAListWithoutSse()
    {
        SandboxServer server(calm());
        RawClient client(server.start().value());
        const ChatPost post = chatPost(u"gemini"_s, u"swift"_s, kPrompt, true);
        const RawReply reply = client.post("/v1beta/models/swift:streamGenerateContent", post.bytes());
        const QJsonArray list = QJsonDocument::fromJson(reply.body).array();
        QVERIFY(list.size() > 5);
        QCOMPARE(list.last()["candidates"_L1][0]["finishReason"_L1].toString(), u"STOP"_s);
        const RawReply unknown = client.post("/v1beta/models/gpt:generateContent", post.bytes());
        QCOMPARE(unknown.head.status, 404);
        QVERIFY(unknown.body.contains("models/gpt is not found"));
    }

    void countsTokens()
    {
        SandboxServer server(calm());
        RawClient client(server.start().value());
        const ChatPost post = chatPost(u"anthropic"_s, u"swift"_s, kPrompt, false);
        const qint64 counted
            = client.post("/v1/messages/count_tokens", post.bytes()).json()["input_tokens"_L1].toInteger();
        QCOMPARE(counted, readAnswer(u"anthropic"_s, client.post(post.path, post.bytes()).body).input);
    }

    void endpointsPointAtIt()
    {
        QCOMPARE(sandboxEndpoint(u"steady"_s, 1234)->dialect, u"anthropic"_s);
        QCOMPARE(sandboxEndpoint(u"swift"_s, 1234)->baseUrl, QUrl(u"http://127.0.0.1:1234/v1"_s));
        QVERIFY(sandboxEndpoint(u"thinker"_s, 1)->simulated);
        QCOMPARE(sandboxEndpoint(u"flaky"_s, 1)->id, u"sandbox"_s);
        QVERIFY(!sandboxEndpoint(u"gpt"_s, 1));
        QVERIFY(!sandboxEndpointFor(u"swift"_s, u"cohere"_s, 1));
        QCOMPARE(sandboxEndpointFor(u"swift"_s, u"gemini"_s, 7)->baseUrl, QUrl(u"http://127.0.0.1:7/v1beta"_s));
    }

    void startsStopsAndSaysWhyNot()
    {
        SandboxServer server(calm());
        QVERIFY(!server.port());
        const quint16 port = server.start().value();
        QCOMPARE(server.start().value(), port);
        SandboxOptions same = calm();
        same.port = port;
        SandboxServer second(same);
        QCOMPARE(second.start().error().kind, ErrorKind::Network);
        server.stop();
        QVERIFY(!server.port());
        QVERIFY(!RawClient(port).isConnected());
        QVERIFY(second.start());
        SandboxServer noInvoice(calm(u"/no/such/folder/invoice"_s));
        QCOMPARE(noInvoice.start().error().kind, ErrorKind::Storage);
    }
};

QTEST_GUILESS_MAIN(TestSandboxServer)
#include "tst_sandboxserver.moc"
