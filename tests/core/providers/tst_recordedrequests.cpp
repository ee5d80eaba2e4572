// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/providers/decodetesting.h"
#include "tests/core/providers/encodetesting.h"

#include <QJsonArray>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

/// A tool of an OpenAI-shaped list, or of a list with the schema under `schemaName`.
ToolSpec toolOf(const QJsonObject& json, QLatin1StringView schemaName)
{
    return {.name = json["name"_L1].toString(),
        .description = json["description"_L1].toString(),
        .parameters = json[schemaName].toObject()};
}

} // namespace

/// The same question as in a recorded exchange gives the same body as the client that was recorded, save for the
/// differences each test names.
class TestRecordedRequests : public QObject
{
    Q_OBJECT

    DialectRegistry m_registry;

    QJsonObject body(const QString& dialect, const ChatRequest& request, const QString& model) const
    {
        const auto access = accessTo(u"https://bedrock-runtime.us-east-1.amazonaws.com"_s, AuthScheme::Bearer);
        return bodyOf(m_registry.find(dialect)->encode(request, model, access));
    }
    static QByteArray text(const QJsonObject& json) { return QJsonDocument(json).toJson(QJsonDocument::Compact); }

private Q_SLOTS:
    void init()
    {
        if (corpusFolder().isEmpty() && qstrcmp(QTest::currentTestFunction(), "encodesTheSameEveryTime") != 0)
            QSKIP("the shared recordings are not here");
    }

    // What is sent depends on the arguments alone: no clock, no counter.
    void encodesTheSameEveryTime()
    {
        auto request = asking(u"Hi"_s);
        request.tools = toolConversation().tools;
        for (const auto& id : {u"anthropic"_s, u"gemini"_s, u"ollama"_s, u"cohere"_s, u"bedrock"_s}) {
            const auto access = accessTo(u"https://bedrock-runtime.us-east-1.amazonaws.com"_s, AuthScheme::Bearer);
            const auto first = m_registry.find(id)->encode(request, u"m"_s, access);
            const auto second = m_registry.find(id)->encode(request, u"m"_s, access);
            QVERIFY2(first && second, qPrintable(id));
            QCOMPARE(first->body, second->body);
            QCOMPARE(first->headers, second->headers);
            QCOMPARE(first->method, "POST"_ba);
        }
    }

    void anthropicThinksAndCalls()
    {
        const auto recorded = recordedRequest(
            u"anthropic/anthropic_messages_reasoning-tool-call_stream_claude-haiku-4-5-20251001.json"_s);
        auto request = asking(recorded["messages"_L1][0]["content"_L1][0]["text"_L1].toString());
        request.sampling.temperature = recorded["temperature"_L1].toDouble();
        request.sampling.maxOutputTokens = recorded["max_tokens"_L1].toInteger();
        request.reasoning.budgetTokens = recorded["thinking"_L1]["budget_tokens"_L1].toInteger();
        request.passthrough = json(R"({"thinking":{"display":"summarized"}})");
        request.tools = {toolOf(recorded["tools"_L1][0].toObject(), "input_schema"_L1)};
        compareJson(body(u"anthropic"_s, request, recorded["model"_L1].toString()), text(recorded));
    }

    void anthropicOnVertex()
    {
        const auto recorded
            = recordedRequest(u"vertex/vertex_anthropic-on-vertex_tool-call_stream_claude-3-7-sonnet-20250219.json"_s);
        ChatRequest request;
        request.messages = {ChatMessage::text(Role::System, recorded["system"_L1][0]["text"_L1].toString()),
            ChatMessage::text(Role::User, recorded["messages"_L1][0]["content"_L1][0]["text"_L1].toString())};
        request.sampling.maxOutputTokens = 4000;
        request.tools = {toolOf(recorded["tools"_L1][0].toObject(), "input_schema"_L1)};
        request.toolChoice = ToolChoice{.parallel = true};
        auto access = accessTo(u"https://us-east5-aiplatform.googleapis.com"_s, AuthScheme::Bearer);
        access.endpoint.quirks.chatPath = u"/v1/projects/p/models/{model}:rawPredict"_s;
        compareJson(bodyOf(m_registry.find(u"anthropic"_s)->encode(request, u"claude-3-7-sonnet@20250219"_s, access)),
            text(recorded));
    }

    // Ours names the level of the API and not the client's snake-case alias, and sends JSON Schema as it is.
    void geminiAsksForASchema()
    {
        const auto recorded = recordedRequest(u"gemini/gemini_generate_structured_gemini-3-pro-preview.json"_s);
        auto request = asking(recorded["contents"_L1][0]["parts"_L1][0]["text"_L1].toString());
        request.stream = false;
        request.reasoning.budgetTokens = 6400;
        const auto config = recorded["generationConfig"_L1].toObject();
        request.format = OutputFormat{.schema = config["responseSchema"_L1].toObject()};
        auto expected = recorded;
        auto expectedConfig = config;
        expectedConfig["responseJsonSchema"_L1] = expectedConfig.take("responseSchema"_L1);
        expectedConfig["thinkingConfig"_L1] = json(R"({"includeThoughts":true,"thinkingBudget":6400})");
        expected["generationConfig"_L1] = expectedConfig;
        compareJson(body(u"gemini"_s, request, u"gemini-3-pro-preview"_s), text(expected));
    }

    void ollamaCallsATool()
    {
        const auto recorded = recordedRequest(u"ollama/ollama_chat_tool-call_qwen3-4b.json"_s);
        ChatRequest request;
        request.stream = false;
        request.messages = {ChatMessage::text(Role::System, recorded["messages"_L1][0]["content"_L1].toString()),
            ChatMessage::text(Role::User, recorded["messages"_L1][1]["content"_L1].toString())};
        request.reasoning.effort = u"none"_s;
        request.tools = {toolOf(recorded["tools"_L1][0]["function"_L1].toObject(), "parameters"_L1)};
        auto expected = recorded;
        expected.remove("options"_L1); // empty
        compareJson(body(u"ollama"_s, request, recorded["model"_L1].toString()), text(expected));
    }

    void cohereContinuesAConversation()
    {
        const auto recorded = recordedRequest(u"cohere/cohere_v2-chat_reasoning_command-a-reasoning-08-2025.json"_s);
        ChatRequest request;
        request.stream = false;
        for (const auto& message : recorded["messages"_L1].toArray()) {
            request.messages.append(ChatMessage::text(message["role"_L1] == "user"_L1 ? Role::User : Role::Assistant,
                message["content"_L1][0]["text"_L1].toString()));
        }
        request.reasoning.effort = u"high"_s;
        compareJson(body(u"cohere"_s, request, recorded["model"_L1].toString()), text(recorded));
    }

    // An empty inferenceConfig is left out; the order of members inside the schema text is free.
    void bedrockAsksForASchema()
    {
        const auto recorded
            = recordedRequest(u"bedrock/bedrock_converse_structured_us-anthropic-claude-haiku-4-5-20.json"_s);
        auto request = asking(recorded["messages"_L1][0]["content"_L1][0]["text"_L1].toString());
        request.stream = false;
        const auto written = recorded["outputConfig"_L1]["textFormat"_L1]["structure"_L1]["jsonSchema"_L1].toObject();
        request.format = OutputFormat{
            .name = written["name"_L1].toString(), .schema = json(written["schema"_L1].toString().toUtf8())};
        const auto sent = body(u"bedrock"_s, request, u"us.anthropic.claude-haiku-4-5-20251001-v1:0"_s);
        const auto schema = sent["outputConfig"_L1]["textFormat"_L1]["structure"_L1]["jsonSchema"_L1].toObject();
        compareJson(json(schema["schema"_L1].toString().toUtf8()), written["schema"_L1].toString().toUtf8());
        QCOMPARE(schema["name"_L1], written["name"_L1]);
        QCOMPARE(sent["messages"_L1], recorded["messages"_L1]);
        QCOMPARE(sent["outputConfig"_L1]["textFormat"_L1]["type"_L1], u"json_schema"_s);
        QCOMPARE(sent.keys(), (QStringList{u"messages"_s, u"outputConfig"_s}));
    }
};

QTEST_GUILESS_MAIN(TestRecordedRequests)
#include "tst_recordedrequests.moc"
