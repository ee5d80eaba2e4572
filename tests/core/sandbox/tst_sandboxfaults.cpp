// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/sandboxserver.h"
#include "rawclient.h"
#include "sandboxreading.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

/// A server whose every request meets the one fault, and what came of one question to it.
class FaultyServer
{
public:
    explicit FaultyServer(const QByteArray& action)
        : m_server(options(action, invoicePath()))
        , m_port(m_server.start().value())
    {
    }

    RawReply ask(const QString& format, const QString& model, bool stream = true)
    {
        const ChatPost post = chatPost(format, model, u"Explain RAID levels"_s, stream);
        RawClient client(m_port);
        return client.post(post.path, post.bytes());
    }
    quint16 port() const { return m_port; }
    QList<InvoiceLine> invoice() const { return readInvoice(invoicePath()).value_or(QList<InvoiceLine>()); }
    QString invoicePath() const { return m_folder.filePath(u"invoice.jsonl"_s); }
    void stop() { m_server.stop(); }

private:
    static SandboxOptions options(const QByteArray& action, const QString& invoice)
    {
        SandboxOptions options;
        options.paceFactor = 0;
        options.invoicePath = invoice;
        if (!action.isEmpty())
            options.scenario = Scenario::fromJson("{\"rules\":[{\"do\":" + action + "}]}").value();
        return options;
    }

    QTemporaryDir m_folder;
    SandboxServer m_server;
    quint16 m_port;
};

} // namespace

class TestSandboxFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statusInEachFormatsShape_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QByteArray>("path"); // of the word that tells the kind
        QTest::newRow("openai-chat") << u"openai-chat"_s << "rate_limit_exceeded"_ba;
        QTest::newRow("openai-responses") << u"openai-responses"_s << "rate_limit_exceeded"_ba;
        QTest::newRow("anthropic") << u"anthropic"_s << "rate_limit_error"_ba;
        QTest::newRow("gemini") << u"gemini"_s << "RESOURCE_EXHAUSTED"_ba;
        QTest::newRow("ollama") << u"ollama"_s << "slow down"_ba;
    }
    void statusInEachFormatsShape()
    {
        QFETCH(QString, format);
        QFETCH(QByteArray, path);
        FaultyServer server(R"({"status":429,"message":"slow down","headers":{"retry-after":"3"}})");
        const RawReply reply = server.ask(format, u"swift"_s);
        QVERIFY(reply.complete);
        QCOMPARE(reply.head.status, 429);
        QCOMPARE(reply.head.header("retry-after"), "3"_ba);
        QVERIFY(reply.body.contains("slow down"));
        QVERIFY2(reply.body.contains(path), reply.body.constData());
        QVERIFY(!reply.head.header(format == "anthropic"_L1 ? "request-id" : "x-request-id").isEmpty());
        QCOMPARE(server.invoice().first().state, InvoiceState::Error);
        QCOMPARE(server.invoice().first().amount.pico(), 0);
    }

    void otherAnswers()
    {
        FaultyServer own(R"({"status":418,"body":{"odd":true}})");
        QCOMPARE(own.ask(u"ollama"_s, u"swift"_s).body, R"({"odd":true})"_ba);
        FaultyServer html(R"({"html":502})");
        const RawReply page = html.ask(u"openai-chat"_s, u"swift"_s);
        QCOMPARE(page.head.status, 502);
        QCOMPARE(page.head.header("content-type"), "text/html"_ba);
        QVERIFY(page.body.startsWith("<html>"));
        FaultyServer redirect(R"({"redirect":"http:\/\/127.0.0.1:9\/x"})");
        const RawReply moved = redirect.ask(u"openai-chat"_s, u"swift"_s);
        QCOMPARE(moved.head.status, 307);
        QCOMPARE(moved.head.header("location"),
            QByteArray("http:/"
                       "/127.0.0.1:9/x"));
    }

    void resetAfterTheRequest()
    {
        FaultyServer server(R"({"reset":true})");
        RawReply reply = server.ask(u"openai-chat"_s, u"swift"_s);
        QVERIFY(reply.closed && reply.reset);
        QCOMPARE(reply.head.status, 0);
        QVERIFY(!server.invoice().first().billed);
        FaultyServer billed(R"({"reset":true,"billed":true})");
        reply = billed.ask(u"openai-chat"_s, u"swift"_s);
        QVERIFY(reply.reset);
        QVERIFY(billed.invoice().first().billed);
        QVERIFY(billed.invoice().first().input > 0);
        QVERIFY(billed.invoice().first().amount.pico() > 0);
    }

    void cutsAreSeenAndBilledAsFarAsTheyCame_data()
    {
        QTest::addColumn<QByteArray>("action");
        QTest::addColumn<bool>("reset");
        QTest::newRow("event") << R"({"cut":{"atEvent":5}})"_ba << false;
        QTest::newRow("event, reset") << R"({"cut":{"atEvent":5,"how":"reset"}})"_ba << true;
        QTest::newRow("byte") << R"({"cut":{"atByte":1500}})"_ba << false;
        QTest::newRow("byte, reset") << R"({"cut":{"atByte":1500,"how":"reset"}})"_ba << true;
        QTest::newRow("share") << R"({"cut":{"atFraction":0.5}})"_ba << false;
    }
    void cutsAreSeenAndBilledAsFarAsTheyCame()
    {
        QFETCH(QByteArray, action);
        QFETCH(bool, reset);
        for (const QString& format : {u"openai-chat"_s, u"anthropic"_s, u"gemini"_s, u"ollama"_s}) {
            FaultyServer server(action);
            const RawReply reply = server.ask(format, u"swift"_s);
            QVERIFY(!reply.complete);
            QVERIFY(reply.closed);
            QCOMPARE(reply.reset, reset);
            if (action.contains("atByte"))
                QCOMPARE(reply.body.size(), 1500);
            const InvoiceLine line = server.invoice().first();
            QCOMPARE(line.state, InvoiceState::Cut);
            QVERIFY(line.billed);
            QVERIFY(line.tokensSent <= line.output);
            QVERIFY(line.tokensSent > 0);
            // The text that arrived in whole events is what was sent.
            const QString text = readAnswer(format, reply.body).text;
            QVERIFY(!text.isEmpty());
            const FaultyServer untouched("{}");
            RawClient client(untouched.port());
            const ChatPost post = chatPost(format, u"swift"_s, u"Explain RAID levels"_s, true);
            const QString whole = readAnswer(format, client.post(post.path, post.bytes()).body).text;
            QVERIFY(whole.startsWith(text) && whole != text);
        }
    }

    void aWholeAnswerIsCutShortOfItsLength()
    {
        FaultyServer server(R"({"cut":{"atFraction":0.55}})");
        const RawReply reply = server.ask(u"openai-chat"_s, u"swift"_s, false);
        QVERIFY(!reply.complete && reply.closed);
        QVERIFY(reply.body.size() < reply.head.header("content-length").toLongLong());
        QCOMPARE(server.invoice().first().tokensSent, 0);
        QVERIFY(server.invoice().first().output > 0);
    }

    void flakyDropsUnlessToldOtherwise()
    {
        FaultyServer natural({});
        for (const QString& format : {u"ollama"_s, u"anthropic"_s}) {
            for (const bool stream : {true, false}) {
                const RawReply reply = natural.ask(format, u"flaky"_s, stream);
                QVERIFY(reply.closed && !reply.complete && !reply.reset);
            }
        }
        const QString half = readAnswer(u"ollama"_s, natural.ask(u"ollama"_s, u"flaky"_s).body).text;
        FaultyServer calm("{}");
        const RawReply reply = calm.ask(u"ollama"_s, u"flaky"_s);
        QVERIFY(reply.complete);
        const QString whole = readAnswer(u"ollama"_s, reply.body).text;
        QVERIFY(whole.startsWith(half));
        QVERIFY(half.size() > whole.size() * 4 / 10 && half.size() < whole.size() * 7 / 10);
    }

    void malformedEvents()
    {
        FaultyServer server(R"({"malformed":{"atEvent":4}})");
        const RawReply reply = server.ask(u"openai-chat"_s, u"swift"_s);
        QVERIFY(reply.complete);
        const QByteArray event = reply.body.split('\n').value(6);
        QVERIFY(event.startsWith("data: {") && !event.endsWith('}'));
        QCOMPARE(streamObjects(reply.body).count(QJsonObject()), 1);
        QCOMPARE(server.invoice().first().state, InvoiceState::Complete);
    }

    void errorsInsideTheStream()
    {
        for (const QString& format :
            {u"openai-chat"_s, u"openai-responses"_s, u"anthropic"_s, u"gemini"_s, u"ollama"_s}) {
            FaultyServer server(R"({"errorInStream":{"afterEvent":4,"message":"it broke"}})");
            const RawReply reply = server.ask(format, u"swift"_s);
            QVERIFY(reply.complete);
            QCOMPARE(reply.head.status, 200);
            const QList<QJsonObject> objects = streamObjects(reply.body);
            QCOMPARE(objects.size(), 5);
            QVERIFY2(reply.body.trimmed().split('\n').last().contains("it broke"), reply.body.constData());
            QVERIFY(!server.invoice().first().billed);
            const RawReply whole = server.ask(format, u"swift"_s, false);
            QCOMPARE(whole.head.status, 200);
            QVERIFY(whole.complete && whole.body.contains("it broke"));
        }
    }

    void noUsageAndWrongContentType()
    {
        FaultyServer server(R"({"noUsage":true,"contentType":"text/plain"})");
        for (const QString& format :
            {u"openai-chat"_s, u"openai-responses"_s, u"anthropic"_s, u"gemini"_s, u"ollama"_s}) {
            for (const bool stream : {true, false}) {
                const RawReply reply = server.ask(format, u"thinker"_s, stream);
                QCOMPARE(reply.head.header("content-type"), "text/plain"_ba);
                const ReadAnswer answer = readAnswer(format, reply.body);
                QVERIFY(!answer.text.isEmpty());
                QCOMPARE(answer.input, -1);
                QCOMPARE(answer.output, -1);
            }
        }
        QVERIFY(server.invoice().first().output > 0);
    }

    void dripsAndDelaysLoseNothing()
    {
        FaultyServer dripping(R"({"slowDrip":{"bytes":700,"everyMs":1},"delayMs":5,"firstEventDelayMs":5})");
        FaultyServer plain("{}");
        const RawReply slow = dripping.ask(u"anthropic"_s, u"swift"_s);
        QVERIFY(slow.complete);
        QCOMPARE(readAnswer(u"anthropic"_s, slow.body).text,
            readAnswer(u"anthropic"_s, plain.ask(u"anthropic"_s, u"swift"_s).body).text);
        QCOMPARE(dripping.invoice().first().tokensSent, plain.invoice().first().tokensSent);
    }

    void aStallLastsUntilTheClientLeaves()
    {
        FaultyServer server(R"({"stall":{"afterEvent":6}})");
        const ChatPost post = chatPost(u"openai-chat"_s, u"swift"_s, u"Explain RAID levels"_s, true);
        {
            RawClient client(server.port());
            client.send("POST", post.path, post.bytes());
            QVERIFY(client.waitForBytes(800).size() >= 800);
            QVERIFY(server.invoice().isEmpty());
        }
        QVERIFY(QTest::qWaitFor([&] { return server.invoice().size() == 1; }));
        const InvoiceLine line = server.invoice().first();
        QCOMPARE(line.state, InvoiceState::CancelledByClient);
        QCOMPARE(line.output, 5); // the first event carries the role
        QVERIFY(line.billed);
    }

    void aStallForATimeGoesOn()
    {
        FaultyServer server(R"({"stall":{"afterEvent":6,"ms":30}})");
        QVERIFY(server.ask(u"gemini"_s, u"swift"_s).complete);
    }

    void stoppingTheServerBillsWhatRuns()
    {
        FaultyServer server(R"({"stall":{"afterEvent":6}})");
        const ChatPost post = chatPost(u"openai-chat"_s, u"swift"_s, u"Explain RAID levels"_s, true);
        RawClient client(server.port());
        client.send("POST", post.path, post.bytes());
        QVERIFY(client.waitForBytes(800).size() >= 800);
        server.stop();
        QCOMPARE(server.invoice().size(), 1);
        QCOMPARE(server.invoice().first().state, InvoiceState::Cut);
        QVERIFY(client.reply().closed);
    }

    void faultsReachModelListsToo()
    {
        FaultyServer server(R"({"status":401})");
        RawClient client(server.port());
        const RawReply reply = client.get("/v1/models");
        QCOMPARE(reply.head.status, 401);
        QCOMPARE(reply.json()["error"_L1]["code"_L1].toString(), u"invalid_api_key"_s);
        QVERIFY(server.invoice().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSandboxFaults)
#include "tst_sandboxfaults.moc"
