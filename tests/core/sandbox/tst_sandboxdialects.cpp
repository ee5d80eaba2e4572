// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/dialectregistry.h"
#include "core/sandbox/sandboxendpoints.h"
#include "core/sandbox/sandboxserver.h"
#include "rawclient.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

/// What a lane would gather from the events of one answer.
struct Gathered {
    QString text;
    QString reasoning;
    QString toolName;
    QString toolArguments;
    std::optional<FinishReason> finish;
    std::optional<UsageReport> usage;
    std::optional<Error> error;
    QString servedModel;
};

void add(Gathered& out, const QList<StreamEvent>& events)
{
    for (const StreamEvent& event : events) {
        std::visit(Overloaded{[&](const TextDelta& e) { out.text += e.text; },
                       [&](const ReasoningDelta& e) { out.reasoning += e.text; },
                       [&](const ToolCallDelta& e) {
                           out.toolName += e.name;
                           out.toolArguments += e.arguments;
                       },
                       [](const RefusalDelta&) {}, [&](const Served& e) { out.servedModel = e.model; },
                       [&](const UsageReport& e) { out.usage = e; }, [&](const Finished& e) { out.finish = e.reason; },
                       [&](const StreamFailed& e) { out.error = e.error; }},
            event);
    }
}

/// Sends what the dialect encodes and reads the answer with its decoder, in pieces of seven bytes.
Gathered converse(const Dialect& dialect, const ChatRequest& chat, const QString& model, quint16 port)
{
    const EndpointAccess access{.endpoint = *sandboxEndpointFor(model, dialect.id(), port), .key = {}};
    Gathered out;
    const auto request = dialect.encode(chat, model, access);
    if (!request) {
        out.error = request.error();
        return out;
    }
    QByteArray headers;
    for (const HttpHeader& header : request->headers)
        headers += header.name + ": " + header.value + "\r\n";
    RawClient client(port);
    client.send(
        request->method, request->url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority), request->body, headers);
    const RawReply reply = client.reply();
    if (reply.head.status != 200) {
        out.error = dialect.decodeError(reply.head, reply.body);
        return out;
    }
    const auto decoder = dialect.decoder(reply.head, access.endpoint);
    for (qsizetype at = 0; at < reply.body.size(); at += 7)
        add(out, decoder->feed(QByteArrayView(reply.body).sliced(at, std::min<qsizetype>(7, reply.body.size() - at))));
    add(out, decoder->finish());
    return out;
}

ChatRequest asking(const QString& prompt, bool stream)
{
    ChatRequest chat;
    chat.messages = {ChatMessage::text(Role::System, u"Be brief."_s), ChatMessage::text(Role::User, prompt)};
    chat.sampling.maxOutputTokens = 2000;
    chat.stream = stream;
    return chat;
}

} // namespace

/// The product's own dialects against the server: what they send is understood, what they read is what was billed.
class TestSandboxDialects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyUnderstandEachOther_data()
    {
        QTest::addColumn<QString>("dialect");
        QTest::addColumn<QString>("model");
        QTest::addColumn<bool>("stream");
        for (const QString& dialect :
            {u"openai-chat"_s, u"openai-responses"_s, u"anthropic"_s, u"gemini"_s, u"ollama"_s}) {
            for (const QString& model : {u"swift"_s, u"thinker"_s}) {
                for (const bool stream : {true, false})
                    QTest::addRow("%s %s %s", qPrintable(dialect), qPrintable(model), stream ? "stream" : "whole")
                        << dialect << model << stream;
            }
        }
    }
    void theyUnderstandEachOther()
    {
        QFETCH(QString, dialect);
        QFETCH(QString, model);
        QFETCH(bool, stream);
        QTemporaryDir folder;
        SandboxServer server({.paceFactor = 0, .scenario = {}, .invoicePath = folder.filePath(u"i"_s), .limits = {}});
        const quint16 port = server.start().value();
        const DialectRegistry registry;
        const Dialect* codec = registry.find(dialect);
        QVERIFY(codec);
        const Gathered answer = converse(*codec, asking(u"Explain RAID levels"_s, stream), model, port);
        QVERIFY2(!answer.error, answer.error ? qPrintable(answer.error->detail) : "");
        QVERIFY(answer.text.contains(u"“Be brief.”"_s));
        QCOMPARE(!answer.reasoning.isEmpty(), model == "thinker"_L1);
        QCOMPARE(answer.finish, FinishReason::Stop);
        QCOMPARE(answer.servedModel, model);
        QVERIFY(answer.usage);
        QVERIFY(!answer.usage->disagrees);
        const InvoiceLine line = readInvoice(folder.filePath(u"i"_s))->first();
        QCOMPARE(answer.usage->usage.promptTokens(), line.input);
        QCOMPARE(answer.usage->usage.completionTokens(), line.output + line.reasoning);
    }

    void toolsAndErrors_data()
    {
        QTest::addColumn<QString>("dialect");
        for (const QString& dialect :
            {u"openai-chat"_s, u"openai-responses"_s, u"anthropic"_s, u"gemini"_s, u"ollama"_s})
            QTest::newRow(qPrintable(dialect)) << dialect;
    }
    void toolsAndErrors()
    {
        QFETCH(QString, dialect);
        SandboxServer server({.paceFactor = 0,
            .scenario = *Scenario::fromJson(
                R"({"rules":[{"match":{"nth":3},"do":{"status":429,"headers":{"retry-after":"2"}}},
                             {"match":{"nth":4},"do":{"errorInStream":{"afterEvent":4,"message":"it broke"}}},
                             {"match":{"nth":5},"do":{"cut":{"atFraction":0.5}}}]})"),
            .invoicePath = {},
            .limits = {}});
        const quint16 port = server.start().value();
        const DialectRegistry registry;
        const Dialect& codec = *registry.find(dialect);
        ChatRequest chat = asking(u"What is the weather in Graz?"_s, true);
        chat.tools = {{.name = u"get_weather"_s,
            .description = u"Weather"_s,
            .parameters = {{u"type"_s, u"object"_s},
                {u"properties"_s, QJsonObject{{u"city"_s, QJsonObject{{u"type"_s, u"string"_s}}}}}}}};
        for (const bool stream : {true, false}) {
            chat.stream = stream;
            const Gathered called = converse(codec, chat, u"steady"_s, port);
            QVERIFY2(!called.error, called.error ? qPrintable(called.error->detail) : "");
            QCOMPARE(called.toolName, u"get_weather"_s);
            QCOMPARE(QJsonDocument::fromJson(called.toolArguments.toUtf8()).object()["city"_L1].toString(), u"Graz"_s);
            QCOMPARE(called.finish, FinishReason::ToolCalls);
        }
        const ChatRequest plain = asking(u"Explain RAID levels"_s, true);
        const Gathered limited = converse(codec, plain, u"steady"_s, port);
        QCOMPARE(limited.error->kind, ErrorKind::RateLimited);
        QCOMPARE(limited.error->retryAfter, std::chrono::seconds(2));
        const Gathered broken = converse(codec, plain, u"steady"_s, port);
        QVERIFY2(broken.error && broken.error->detail.contains("it broke"_L1),
            broken.error ? qPrintable(broken.error->detail) : "no error");
        const Gathered cut = converse(codec, plain, u"steady"_s, port);
        QVERIFY(cut.error);
        QCOMPARE(cut.error->kind, ErrorKind::Truncated);
        QVERIFY(!cut.text.isEmpty());
    }

    void theyReadItsModelLists_data() { toolsAndErrors_data(); }
    void theyReadItsModelLists()
    {
        QFETCH(QString, dialect);
        SandboxServer server({.paceFactor = 0, .scenario = {}, .invoicePath = {}, .limits = {}});
        const quint16 port = server.start().value();
        const DialectRegistry registry;
        const Dialect& codec = *registry.find(dialect);
        const auto request = codec.listModels({.endpoint = *sandboxEndpointFor(u"swift"_s, dialect, port), .key = {}});
        QVERIFY(request);
        QByteArray headers;
        for (const HttpHeader& header : request->headers)
            headers += header.name + ": " + header.value + "\r\n";
        RawClient client(port);
        client.send("GET", request->url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority), {}, headers);
        const auto page = codec.decodeModels(client.reply().body);
        QVERIFY2(page, page ? "" : qPrintable(page.error().detail));
        QStringList ids;
        for (const ModelInfo& model : page->models)
            ids.append(model.id);
        QCOMPARE(ids, sandboxModels());
        QVERIFY(page->next.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSandboxDialects)
#include "tst_sandboxdialects.moc"
