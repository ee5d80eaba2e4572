// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/sandboxserver.h"
#include "rawclient.h"
#include "sandboxreading.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <vector>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

const QString kPrompt = u"Explain RAID levels"_s;

SandboxOptions fast(const QString& invoice = {})
{
    SandboxOptions options;
    options.paceFactor = 0;
    options.invoicePath = invoice;
    return options;
}

} // namespace

class TestSandboxConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesPipelinedRequestsInOrder()
    {
        SandboxServer server(fast());
        RawClient client(server.start().value());
        const ChatPost chat = chatPost(u"openai-chat"_s, u"swift"_s, kPrompt, true);
        client.send("POST", chat.path, chat.bytes());
        client.send("GET", "/api/tags");
        client.send("POST", chat.path, "broken");
        client.send("GET", "/nowhere");
        QVERIFY(client.reply().body.endsWith("data: [DONE]\n\n"));
        QVERIFY(client.reply().json().contains("models"_L1));
        QCOMPARE(client.reply().head.status, 400);
        QCOMPARE(client.reply().head.status, 404);
    }

    void readsARequestThatComesByteByByte()
    {
        SandboxServer server(fast());
        RawClient client(server.start().value());
        for (const char byte : "GET /api/version HTTP/1.1\r\nhost: x\r\n\r\n"_ba)
            client.write(QByteArray(1, byte));
        QVERIFY(client.reply().complete);
    }

    void readsChunkedBodiesAndAsksForThem()
    {
        SandboxServer server(fast());
        RawClient client(server.start().value());
        const QByteArray body = chatPost(u"ollama"_s, u"swift"_s, kPrompt, false).bytes();
        client.write("POST /api/chat HTTP/1.1\r\nexpect: 100-continue\r\ntransfer-encoding: chunked\r\n\r\n");
        QVERIFY(client.waitForBytes(25).startsWith("HTTP/1.1 100 Continue\r\n\r\n"));
        client.write(QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n");
        client.forget(25);
        QCOMPARE(client.reply().head.status, 200);
    }

    void closesWhenAskedAndForOldClients()
    {
        SandboxServer server(fast());
        const quint16 port = server.start().value();
        RawClient closing(port);
        const RawReply reply = closing.get("/api/tags", "connection: close\r\n");
        QVERIFY(reply.complete);
        QVERIFY(closing.reply().closed);
        RawClient old(port);
        const QByteArray body = chatPost(u"openai-chat"_s, u"swift"_s, kPrompt, true).bytes();
        old.write("POST /v1/chat/completions HTTP/1.0\r\ncontent-length: " + QByteArray::number(body.size())
            + "\r\n\r\n" + body);
        const RawReply whole = old.reply();
        QVERIFY(whole.closed);
        QVERIFY(whole.head.header("transfer-encoding").isEmpty());
        QVERIFY(whole.body.endsWith("data: [DONE]\n\n"));
    }

    void refusesUnreadableAndHugeRequests()
    {
        SandboxOptions options = fast();
        options.limits = {.headBytes = 1000, .bodyBytes = 1000};
        SandboxServer server(options);
        const quint16 port = server.start().value();
        RawClient noise(port);
        noise.write("what is this\r\n\r\n");
        QCOMPARE(noise.reply().head.status, 400);
        QVERIFY(noise.reply().closed);
        RawClient large(port);
        QCOMPARE(large.post("/v1/messages", QByteArray(1001, 'x')).head.status, 413);
        RawClient head(port);
        QCOMPARE(head.get("/", "a: " + QByteArray(2000, 'x') + "\r\n").head.status, 431);
    }

    void aClientThatLeavesStopsItsBill()
    {
        QTemporaryDir folder;
        const QString invoice = folder.filePath(u"i"_s);
        SandboxOptions options = fast(invoice);
        options.paceFactor = 1; // 120 tokens a second: far from done when the client leaves
        SandboxServer server(options);
        const quint16 port = server.start().value();
        const ChatPost chat = chatPost(u"openai-chat"_s, u"swift"_s, kPrompt, true);
        {
            RawClient client(port);
            client.send("POST", chat.path, chat.bytes());
            QVERIFY(client.waitForBytes(2000).size() >= 2000);
        }
        QVERIFY(QTest::qWaitFor([&] { return readInvoice(invoice).value().size() == 1; }));
        const InvoiceLine line = readInvoice(invoice)->first();
        QCOMPARE(line.state, InvoiceState::CancelledByClient);
        QVERIFY(line.output > 0 && line.output < 100);
        QCOMPARE(line.amount.pico(), line.input * 100'000 + line.output * 400'000);
    }

    void aSlowReaderGetsEverything()
    {
        QTemporaryDir folder;
        SandboxServer server(fast(folder.filePath(u"i"_s)));
        RawClient client(server.start().value());
        // Answers far beyond what the kernel buffers for a client that does not read yet.
        const ChatPost chat = chatPost(u"openai-responses"_s, u"thinker"_s, kPrompt, true);
        constexpr int kRequests = 120;
        for (int i = 0; i < kRequests; ++i)
            client.send("POST", chat.path, chat.bytes());
        for (int i = 0; i < kRequests; ++i)
            QVERIFY(client.reply().complete);
        QCOMPARE(readInvoice(folder.filePath(u"i"_s))->size(), kRequests);
    }

    void servesManyClientsAtOnce_data()
    {
        QTest::addColumn<int>("clients");
        QTest::newRow("64") << 64;
        QTest::newRow("256") << 256;
    }
    void servesManyClientsAtOnce()
    {
        QFETCH(int, clients);
        QTemporaryDir folder;
        const QString invoice = folder.filePath(u"i"_s);
        SandboxOptions options = fast(invoice);
        options.paceFactor = 0.2; // streams overlap for certain
        SandboxServer server(options);
        const quint16 port = server.start().value();
        const QStringList formats{u"openai-chat"_s, u"anthropic"_s, u"gemini"_s, u"ollama"_s};
        const QStringList models{u"swift"_s, u"steady"_s, u"thinker"_s};
        std::vector<std::unique_ptr<RawClient>> open;
        for (int i = 0; i < clients; ++i) {
            const ChatPost post = chatPost(formats[i % 4], models[i % 3], kPrompt + QString::number(i), true);
            open.push_back(std::make_unique<RawClient>(port));
            QVERIFY(open.back()->isConnected());
            open.back()->send("POST", post.path, post.bytes());
        }
        qint64 input = 0;
        qint64 output = 0;
        for (int i = 0; i < clients; ++i) {
            const RawReply reply = open[size_t(i)]->reply();
            QVERIFY2(reply.complete, qPrintable(QString::number(i)));
            const ReadAnswer answer = readAnswer(formats[i % 4], reply.body);
            QVERIFY(answer.text.contains(u"sandbox/"_s + models[i % 3]));
            input += answer.input;
            output += answer.output + answer.reasoningTokens;
        }
        const auto totals = readInvoice(invoice).and_then(sumInvoice);
        QVERIFY(totals);
        QCOMPARE(totals->lines, clients);
        QCOMPARE(totals->input, input);
        QCOMPARE(totals->output + totals->reasoning, output);
    }
};

QTEST_GUILESS_MAIN(TestSandboxConnection)
#include "tst_sandboxconnection.moc"
