// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/gateway/gatewayfixture.h"
#include "tests/core/providers/recordingcases.h"
#include "tests/support/decodeharness.h"

#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

struct Client {
    QByteArray target;
    QString dialect; ///< that reads what this client is sent
    QByteArray body;
};

const QList<Client>& clients()
{
    static const QByteArray messages = R"("stream":true,"messages":[{"role":"user","content":"x"}]})";
    static const QList<Client> all = {
        {"/v1/chat/completions", u"openai-chat"_s, R"({"model":"up/m",)" + messages},
        {"/v1/messages", u"anthropic"_s, R"({"model":"up/m","max_tokens":99,)" + messages},
        {"/v1/responses", u"openai-responses"_s, R"({"model":"up/m","stream":true,"input":"x"})"},
        {"/api/chat", u"ollama"_s, R"({"model":"up/m",)" + messages},
    };
    return all;
}

QString callsText(const QList<ToolCall>& calls)
{
    QStringList out;
    for (const auto& call : calls) {
        const auto arguments = QJsonDocument::fromJson(call.arguments.toUtf8());
        out.append(call.name + QString::fromUtf8(arguments.toJson(QJsonDocument::Compact)));
    }
    return out.join(u'\n');
}

} // namespace

/// Recorded answers of real providers behind the gateway: what a client of any format reads is what the recording
/// holds.
class TestGatewayRecordings : public QObject
{
    Q_OBJECT

private:
    DialectRegistry m_dialects;
    QList<Recording> m_recordings;

    QList<StreamEvent> read(const QString& dialect, const HttpHead& head, const QByteArray& body) const
    {
        Encoded answer;
        answer.dialect = m_dialects.find(dialect);
        answer.head = head;
        answer.body = body;
        answer.endpoint.dialect = dialect;
        return decodeWhole(answer);
    }

private Q_SLOTS:
    void initTestCase() { m_recordings = recordings(); }

    void reachesEveryClient_data()
    {
        QTest::addColumn<qsizetype>("at");
        QTest::addColumn<QString>("dialect");
        for (qsizetype at = 0; at < m_recordings.size(); ++at) {
            const auto& recording = m_recordings[at];
            const auto format = std::ranges::find(recordingFormats(), recording.api, &RecordingFormat::api);
            // Bedrock's requests are signed for a real key, which there is none of.
            if (recording.head.status < 300 && !format->dialect.startsWith("bedrock"_L1))
                QTest::newRow(qPrintable(recording.file)) << at << QString(format->dialect);
        }
        if (m_recordings.isEmpty())
            QTest::newRow("no recordings here") << qsizetype(-1) << QString();
    }
    void reachesEveryClient()
    {
        QFETCH(qsizetype, at);
        QFETCH(QString, dialect);
        if (at < 0)
            QSKIP("the shared recordings are not here");
        const Recording& recording = m_recordings[at];
        const Answer expected = collect(read(dialect, recording.head, recording.body));
        if (expected.error || !expected.finished)
            QSKIP("the recording is of a failure");
        LoopbackServer upstream;
        upstream.enqueue({step::ReadRequest{},
            step::Send{"HTTP/1.1 200 OK\r\ncontent-type: " + recording.head.header("content-type")
                + "\r\nconnection: close\r\n\r\n" + recording.body},
            step::Close{}});
        GatewayFixture gateway;
        gateway.routes->upstreamPort = upstream.port();
        gateway.routes->upstreamDialect = dialect;
        for (const auto& client : clients()) {
            const auto reply = gateway.post(client.target, client.body);
            QVERIFY2(reply.head.status == 200, reply.body.constData());
            const Answer got = collect(read(client.dialect, reply.head, reply.body));
            QVERIFY2(!got.error, qPrintable(got.error ? client.dialect + got.error->detail : QString()));
            // Two formats have no place of their own for a refusal: there it is text.
            const bool hasRefusals = client.dialect.startsWith("openai"_L1);
            QCOMPARE(got.text, hasRefusals ? expected.text : expected.text + expected.refusal);
            QCOMPARE(got.reasoning, expected.reasoning);
            QCOMPARE(callsText(got.toolCalls), callsText(expected.toolCalls));
            QVERIFY(got.finished.has_value());
            if (client.dialect == "openai-chat"_L1 && expected.finished->reason != FinishReason::Other)
                QCOMPARE(got.finished->reason, expected.finished->reason);
            if (!expected.usage)
                continue;
            const Usage& usage = expected.usage->usage;
            QCOMPARE(got.usage->usage.promptTokens().value_or(0), usage.promptTokens().value_or(0));
            QCOMPARE(got.usage->usage.completionTokens().value_or(0), usage.completionTokens().value_or(0));
        }
    }
};

QTEST_GUILESS_MAIN(TestGatewayRecordings)
#include "tst_gatewayrecordings.moc"
