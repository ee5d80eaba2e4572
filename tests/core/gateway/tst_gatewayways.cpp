// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/gateway/gatewayfixture.h"

#include <QJsonArray>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kTool
    = R"("tools":[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}}],"tool_choice":{"type":"function","function":{"name":"get_weather"}})";
const QByteArray kMistral = "user-agent: mistral-client-typescript/2.7.0\r\n";

} // namespace

/// Clients that read somebody's format in a way of their own, and those that leave the conversation to the server.
class TestGatewayWays : public QObject, private GatewayScene
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { m_gateway.reset(); }

    void wholeCallsForMistralsClients_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::newRow("same format") << "sandbox/swift"_ba;
        QTest::newRow("Messages") << "sandbox/swift@anthropic"_ba;
    }
    void wholeCallsForMistralsClients()
    {
        QFETCH(QByteArray, model);
        const auto calls = [&](const QByteArray& agent) {
            QJsonArray out;
            const auto reply = m_gateway->send(
                "POST", "/v1/chat/completions", chat(model, true, "," + kTool), m_gateway->auth() + agent);
            for (const auto& event : events(reply.body)) {
                for (const auto& call : event["choices"_L1][0]["delta"_L1]["tool_calls"_L1].toArray())
                    out.append(call);
            }
            return out;
        };
        const auto whole = calls(kMistral);
        QCOMPARE(whole.size(), 1);
        QCOMPARE(calls("user-agent: ai-sdk/xai/3.0.138 ai-sdk/provider-utils/4.0.56\r\n").size(), 1);
        QCOMPARE(whole[0]["function"_L1]["name"_L1].toString(), u"get_weather"_s);
        QVERIFY(!whole[0]["id"_L1].toString().isEmpty());
        const auto arguments = whole[0]["function"_L1]["arguments"_L1].toString();
        QVERIFY(QJsonDocument::fromJson(arguments.toUtf8())["city"_L1].isString());

        QString joined;
        const auto pieces = calls({});
        for (const auto& piece : pieces)
            joined += piece["function"_L1]["arguments"_L1].toString();
        QVERIFY(pieces.size() > 1);
        QCOMPARE(joined, arguments);
    }

    void typedModelsForMistralsClients()
    {
        const auto list = m_gateway->send("GET", "/v1/models", {}, m_gateway->auth() + kMistral).json();
        QCOMPARE(list["data"_L1][0]["type"_L1].toString(), u"base"_s);
        const auto one = m_gateway->send("GET", "/v1/models/sandbox/swift", {}, m_gateway->auth() + kMistral).json();
        QCOMPARE(one["type"_L1].toString(), u"base"_s);
    }

    void usageForGroqsClients_data() { wholeCallsForMistralsClients_data(); }
    void usageForGroqsClients()
    {
        QFETCH(QByteArray, model);
        const auto last = [&](const QByteArray& path, const QByteArray& agent) {
            return events(m_gateway->send("POST", path, chat(model, true), m_gateway->auth() + agent).body).last();
        };
        const auto byPath = last("/openai/v1/chat/completions", {});
        QVERIFY(byPath["x_groq"_L1]["usage"_L1]["completion_tokens"_L1].toInt() > 0);
        QCOMPARE(byPath["x_groq"_L1]["usage"_L1].toObject(), byPath["usage"_L1].toObject());
        QVERIFY(last("/v1/chat/completions", "user-agent: Groq/JS 1.6.0\r\n")["x_groq"_L1].isObject());
        QVERIFY(!last("/v1/chat/completions", {}).contains("x_groq"_L1));
    }

    /// Mistral's word for it, which no other server of the format knows.
    void anyToolOfMistralsClients()
    {
        const QByteArray any
            = QByteArray(kTool).replace(R"({"type":"function","function":{"name":"get_weather"}})", R"("any")");
        QVERIFY(any.endsWith(R"("any")"));
        const auto reply = m_gateway->post("/v1/chat/completions", chat("sandbox/swift", false, "," + any));
        QCOMPARE(reply.json()["choices"_L1][0]["finish_reason"_L1].toString(), u"tool_calls"_s);
    }

    void threadsOfMessages_data()
    {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<bool>("streams");
        for (const QByteArray model : {"sandbox/swift", "sandbox/swift@anthropic"}) {
            QTest::addRow("%s", model.constData()) << model << false;
            QTest::addRow("%s streams", model.constData()) << model << true;
        }
    }
    void threadsOfMessages()
    {
        QFETCH(QByteArray, model);
        QFETCH(bool, streams);
        const auto send = [&](const QJsonObject& thread, const QString& text) {
            const QJsonObject message{{u"role"_s, u"user"_s}, {u"content"_s, text}};
            const QJsonObject body{{u"model"_s, QString::fromUtf8(model)}, {u"max_tokens"_s, 900},
                {u"thread"_s, thread}, {u"stream"_s, streams}, {u"messages"_s, QJsonArray{message}}};
            return m_gateway->send("POST", "/v1/messages?beta=true", QJsonDocument(body).toJson(),
                m_gateway->auth() + "anthropic-version: 2023-06-01\r\nanthropic-beta: message-threads-2026-08-12\r\n");
        };
        const auto after = [](const QString& previous) {
            return QJsonObject{{u"type"_s, u"continue"_s}, {u"previous_message_id"_s, previous}};
        };
        const auto id = [&](const RawReply& reply) {
            const auto message = streams ? events(reply.body).value(0)["message"_L1] : QJsonValue(reply.json());
            return message["id"_L1].toString();
        };
        const auto first = send({{u"type"_s, u"create"_s}}, u"Explain RAID levels"_s);
        QCOMPARE(first.head.status, 200);
        const auto second = send(after(id(first)), u"And backups?"_s);
        QVERIFY2(second.head.status == 200, second.body.constData());
        // The endpoint heard the whole conversation.
        QTRY_COMPARE(m_gateway->records().size(), 2);
        const auto usage = [this](qsizetype at) { return m_gateway->records()[at].lanes.first().usage; };
        QVERIFY(*usage(1).promptTokens() > *usage(0).promptTokens() + 50);
        const auto lost = send(after(u"none"_s), u"So?"_s);
        QCOMPARE(lost.head.status, 404);
        QCOMPARE(lost.json()["error"_L1]["details"_L1]["error_code"_L1].toString(), u"thread_not_found"_s);
        QCOMPARE(lost.json()["error"_L1]["type"_L1].toString(), u"not_found_error"_s);
    }

    /// Whoever does not name the beta is not answered as if the conversation began anew.
    void threadsWithoutTheirHeader()
    {
        const auto reply = m_gateway->post("/v1/messages",
            R"({"model":"sandbox/swift","max_tokens":9,"thread":{"type":"continue","previous_message_id":"x"},"messages":[{"role":"user","content":"x"}]})");
        QCOMPARE(reply.head.status, 400);
        QVERIFY(reply.body.contains("anthropic-beta"));
    }
};

QTEST_GUILESS_MAIN(TestGatewayWays)
#include "tst_gatewayways.moc"
