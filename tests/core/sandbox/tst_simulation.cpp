// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/sandboxtokens.h"
#include "core/sandbox/simulation.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

SandboxCall asking(const QString& prompt, const QString& model = u"swift"_s)
{
    SandboxCall call;
    call.model = model;
    call.chat.messages = {ChatMessage::text(Role::User, prompt)};
    return call;
}

ToolSpec tool(const QString& name)
{
    return {.name = name,
        .description = u"A tool"_s,
        .parameters = QJsonDocument::fromJson(R"({"type":"object","properties":{"city":{"type":"string"}}})").object()};
}

QString textOf(const SandboxAnswer& answer)
{
    return answer.text.join(QString());
}

} // namespace

class TestSimulation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheSeed()
    {
        const SandboxCall call = asking(u"Explain RAID"_s, u"steady"_s);
        QSet<QString> texts;
        for (quint64 seed = 1; seed < 20; ++seed) {
            QCOMPARE(textOf(simulateAnswer(call, seed)), textOf(simulateAnswer(call, seed)));
            texts.insert(textOf(simulateAnswer(call, seed)));
        }
        QCOMPARE(texts.size(), 3);
        SandboxCall seeded = call;
        seeded.chat.sampling.seed = 4;
        QCOMPARE(textOf(simulateAnswer(seeded, 99)), textOf(simulateAnswer(call, 4)));
    }

    void schemasInWords()
    {
        const auto answer = [](const QString& system, std::optional<OutputFormat> format = {}) {
            SandboxCall call = asking(u"Is RAID a backup?"_s, u"steady"_s);
            call.chat.messages.prepend(ChatMessage::text(Role::System, system));
            call.chat.format = std::move(format);
            return QJsonDocument::fromJson(textOf(simulateAnswer(call, 1)).toUtf8()).object();
        };
        const QString schema
            = u"Return JSON that conforms to the following schema: {\"type\":\"object\",\"properties\":{\"sure\":{\"type\":\"boolean\"},\"a}\":{\"type\":\"string\"}},\"required\":[\"sure\"]}"_s;
        QVERIFY(answer(schema)["sure"_L1].isBool());
        QVERIFY(answer(schema, OutputFormat{.kind = OutputFormat::Kind::JsonObject})["sure"_L1].isBool());
        QVERIFY(answer(u"Answer with one JSON object and nothing else."_s)["simulated"_L1].toBool());
        QVERIFY(answer(u"Be brief. {\"properties\":{}}"_s).isEmpty()); // nobody asks for it
        QVERIFY(answer(schema + QString(9000, u' ')).isEmpty()); // the manual of an agent
    }

    void stopsAtTheLimit()
    {
        SandboxCall call = asking(u"Explain RAID"_s, u"thinker"_s);
        call.chat.sampling.maxOutputTokens = 5;
        SandboxAnswer answer = simulateAnswer(call, 1);
        QCOMPARE(answer.finish, FinishReason::Length);
        QCOMPARE(answer.reasoningTokens(), 5); // the limit covers reasoning
        QCOMPARE(answer.outputTokens(), 0);
        call.thinking = false;
        answer = simulateAnswer(call, 1);
        QCOMPARE(answer.reasoningTokens(), 0);
        QCOMPARE(answer.outputTokens(), 5);
        call.chat.sampling.maxOutputTokens = 5000;
        QCOMPARE(simulateAnswer(call, 1).finish, FinishReason::Stop);
    }

    void stopsAtTheEarliestStopSequence()
    {
        SandboxCall call = asking(u"Explain RAID"_s);
        const QString whole = textOf(simulateAnswer(call, 1));
        call.chat.sampling.stop = {u"RAID 10"_s, u"RAID 5"_s, u"no such text"_s};
        const SandboxAnswer answer = simulateAnswer(call, 1);
        QCOMPARE(answer.stopSequence, u"RAID 5"_s);
        QCOMPARE(textOf(answer), whole.left(whole.indexOf("RAID 5"_L1)));
        QCOMPARE(answer.finish, FinishReason::Stop);
    }

    void callsToolsWhenItShould_data()
    {
        using Mode = ToolChoice::Mode;
        QTest::addColumn<QString>("prompt");
        QTest::addColumn<int>("mode");
        QTest::addColumn<QStringList>("called");
        QTest::newRow("not asked for") << u"Hello there"_s << int(Mode::Auto) << QStringList();
        QTest::newRow("by subject") << u"What is the weather in Graz?"_s << int(Mode::Auto)
                                    << QStringList{u"get_weather"_s};
        QTest::newRow("by name") << u"please getStockPrice now"_s << int(Mode::Auto) << QStringList{u"getStockPrice"_s};
        QTest::newRow("by order") << u"Use the tool."_s << int(Mode::Auto) << QStringList{u"get_weather"_s};
        QTest::newRow("both") << u"weather and stock"_s << int(Mode::Auto)
                              << QStringList{u"get_weather"_s, u"getStockPrice"_s};
        QTest::newRow("forbidden") << u"weather"_s << int(Mode::None) << QStringList();
        QTest::newRow("required") << u"Hello"_s << int(Mode::Required) << QStringList{u"get_weather"_s};
        QTest::newRow("named") << u"Hello"_s << int(Mode::Named) << QStringList{u"getStockPrice"_s};
    }
    void callsToolsWhenItShould()
    {
        QFETCH(QString, prompt);
        QFETCH(int, mode);
        QFETCH(QStringList, called);
        SandboxCall call = asking(prompt);
        call.chat.tools = {tool(u"get_weather"_s), tool(u"getStockPrice"_s)};
        call.chat.toolChoice = ToolChoice{.mode = ToolChoice::Mode(mode), .name = u"getStockPrice"_s, .parallel = {}};
        const SandboxAnswer answer = simulateAnswer(call, 1);
        QStringList names;
        for (const ToolCall& each : answer.toolCalls) {
            names.append(each.name);
            QCOMPARE(each.id.size(), 9);
            QVERIFY(QJsonDocument::fromJson(each.arguments.toUtf8()).object().contains("city"_L1));
        }
        QCOMPARE(names, called);
        QCOMPARE(answer.finish, called.isEmpty() ? FinishReason::Stop : FinishReason::ToolCalls);
        QCOMPARE(answer.text.isEmpty(), !called.isEmpty());
        QVERIFY(answer.outputTokens() > 0);
    }

    void answersWithTheToolsResult()
    {
        SandboxCall call = asking(u"What is the weather in Graz?"_s);
        call.chat.tools = {tool(u"get_weather"_s)};
        call.chat.messages.append(
            {.role = Role::Assistant, .parts = {ToolCallPart{.id = u"1"_s, .name = u"get_weather"_s}}});
        call.chat.messages.append(
            {.role = Role::Tool, .parts = {ToolResultPart{.callId = u"1"_s, .text = u"21 degrees"_s}}});
        const SandboxAnswer answer = simulateAnswer(call, 1);
        QVERIFY(answer.toolCalls.isEmpty());
        QVERIFY(textOf(answer).contains("21 degrees"_L1));
    }

    void writesJson()
    {
        SandboxCall call = asking(u"Rate 7 of 10"_s);
        call.chat.format = OutputFormat{.kind = OutputFormat::Kind::JsonObject};
        QVERIFY(QJsonDocument::fromJson(textOf(simulateAnswer(call, 1)).toUtf8()).isObject());
        call.chat.format = OutputFormat{.kind = OutputFormat::Kind::JsonSchema,
            .schema
            = QJsonDocument::fromJson(R"({"type":"object","properties":{"score":{"type":"integer"}}})").object()};
        QCOMPARE(textOf(simulateAnswer(call, 1)), uR"({"score":7})"_s);
    }
};

QTEST_GUILESS_MAIN(TestSimulation)
#include "tst_simulation.moc"
