// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/anthropicmodel.h"
#include "core/providers/dialectregistry.h"
#include "tests/core/providers/encodetesting.h"
#include "tests/support/corpus.h"

#include <QJsonArray>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

const EndpointAccess kAccess = accessTo(u"https://api.anthropic.com"_s, AuthScheme::XApiKey);
const QString kModel = u"claude-opus-4-6"_s;

} // namespace

class TestAnthropic : public QObject
{
    Q_OBJECT

    DialectRegistry m_registry;
    const Dialect& m_dialect = *m_registry.find(u"anthropic"_s);

    QJsonObject body(const ChatRequest& request, const QString& model = kModel) const
    {
        return bodyOf(m_dialect.encode(request, model, kAccess));
    }
    QString refusal(const ChatRequest& request, const QString& model = kModel) const
    {
        const auto result = m_dialect.encode(request, model, kAccess);
        return result || result.error().kind != ErrorKind::InvalidRequest ? QString() : result.error().detail;
    }
    QString warned(const ChatRequest& request, const QString& model = kModel) const
    {
        return m_dialect.warnings(request, model, kAccess.endpoint).join(u'\n');
    }

private Q_SLOTS:
    void addressesEveryBase_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("url");
        const QString official = u"https://api.anthropic.com/v1/messages"_s;
        QTest::newRow("bare") << u"https://api.anthropic.com"_s << official;
        QTest::newRow("slash") << u"https://api.anthropic.com/"_s << official;
        QTest::newRow("version") << u"https://api.anthropic.com/v1"_s << official;
        QTest::newRow("version and slash") << u"https://api.anthropic.com/v1/"_s << official;
        QTest::newRow("whole") << u"https://api.anthropic.com/v1/messages"_s << official;
        QTest::newRow("proxy") << u"https://proxy.example/anthropic"_s
                               << u"https://proxy.example/anthropic/v1/messages"_s;
    }
    void addressesEveryBase()
    {
        QFETCH(QString, base);
        QFETCH(QString, url);
        QCOMPARE(urlOf(m_dialect.encode(asking(u"Hi"_s), kModel, accessTo(base, AuthScheme::XApiKey))), url);
    }

    void authenticates()
    {
        const auto key = m_dialect.encode(asking(u"Hi"_s), kModel, kAccess);
        QCOMPARE(headerOf(key, "x-api-key"), "key-for-tests"_ba);
        QCOMPARE(headerOf(key, "authorization"), QByteArray());
        QCOMPARE(headerOf(key, "anthropic-version"), "2023-06-01"_ba);
        QCOMPARE(headerOf(key, "content-type"), "application/json"_ba);
        for (const auto& header : key->headers)
            QCOMPARE(header.secret, header.value.contains("key-for-tests"));
        const auto bearer
            = m_dialect.encode(asking(u"Hi"_s), kModel, accessTo(u"https://x.example"_s, AuthScheme::Bearer));
        QCOMPARE(headerOf(bearer, "authorization"), "Bearer key-for-tests"_ba);
        QCOMPARE(headerOf(bearer, "x-api-key"), QByteArray());
    }

    void sendsTheLeast()
    {
        compareJson(body(asking(u"Hi"_s)), R"({"model":"claude-opus-4-6","max_tokens":32000,"stream":true,
            "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]})");
        QVERIFY(warned(asking(u"Hi"_s)).contains(u"max_tokens was not set: 32000 is sent"_s));
    }

    void sendsAWholeToolConversation()
    {
        compareJson(body(toolConversation()), R"({"model":"claude-opus-4-6","max_tokens":32000,"stream":true,
            "system":[{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral"}}],
            "messages":[
              {"role":"user","content":[{"type":"text","text":"Look."},
                {"type":"image","source":{"type":"base64","media_type":"image/png","data":"aW1n"}},
                {"type":"document","title":"a_b.pdf","source":{"type":"base64","media_type":"application/pdf","data":"cGRm"}}]},
              {"role":"assistant","content":[{"type":"thinking","thinking":"Hm.","signature":"sig"},
                {"type":"text","text":"I look."},
                {"type":"tool_use","id":"c1","name":"weather","input":{"city":"Bern"}},
                {"type":"tool_use","id":"c2","name":"clock","input":{}}]},
              {"role":"user","content":[
                {"type":"tool_result","tool_use_id":"c1","content":"{\u0022sky\u0022:\u0022blue\u0022}"},
                {"type":"tool_result","tool_use_id":"c2","content":"broken","is_error":true},
                {"type":"text","text":"And?"}]}],
            "tools":[
              {"name":"weather","description":"Tells the sky","input_schema":{"type":"object",
                "properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}},
              {"name":"clock","input_schema":{"type":"object"}}]})");
    }

    void sendsOtherParts()
    {
        ChatRequest request;
        request.messages
            = {ChatMessage{.role = Role::User,
                   .parts = {ImagePart{.url = u"https://x.example/a.png"_s},
                       DocumentPart{.data = "plain"_ba, .mediaType = u"text/markdown"_s}, TextPart{u"  "_s}}},
                ChatMessage{.role = Role::Assistant,
                    .parts = {ReasoningPart{.redacted = u"ENC1"_s}, ReasoningPart{.signature = u"redacted:ENC2"_s},
                        ReasoningPart{.text = u"foreign"_s}, TextPart{u"Ok"_s}}},
                ChatMessage::text(Role::User, u"Go on"_s)};
        compareJson(QJsonObject({{u"messages"_s, body(request)["messages"_L1]}}), R"({"messages":[
            {"role":"user","content":[{"type":"image","source":{"type":"url","url":"https:\/\/x.example/a.png"}},
              {"type":"document","source":{"type":"text","media_type":"text/plain","data":"plain"}}]},
            {"role":"assistant","content":[{"type":"redacted_thinking","data":"ENC1"},
              {"type":"redacted_thinking","data":"ENC2"},{"type":"text","text":"Ok"}]},
            {"role":"user","content":[{"type":"text","text":"Go on"}]}]})");
        QVERIFY(warned(request).contains(u"without a signature is not sent"_s));
    }

    void refusesWhatItCannotCarry()
    {
        auto request = asking(u"Hi"_s);
        request.sampling.temperature = 1.5;
        QVERIFY(refusal(request).startsWith(u"temperature:"_s));
        request = asking(u"Hi"_s);
        request.format = OutputFormat{.kind = OutputFormat::Kind::JsonObject};
        QVERIFY(refusal(request).startsWith(u"format:"_s));
        request = asking(u"Hi"_s);
        request.messages.first().parts.append(DocumentPart{.data = "x"_ba, .mediaType = u"application/zip"_s});
        QVERIFY(refusal(request).startsWith(u"document:"_s));
        request = asking(u"Hi"_s);
        request.messages.append(
            {.role = Role::Assistant, .parts = {ToolCallPart{.id = u"c"_s, .name = u"f"_s, .arguments = u"[1]"_s}}});
        QVERIFY(refusal(request).contains(u"arguments"_s));
        QVERIFY(refusal(asking(u" "_s)).startsWith(u"messages:"_s));
        request = asking(u"Hi"_s);
        request.reasoning.budgetTokens = 1000;
        QVERIFY(refusal(request).startsWith(u"reasoning.budgetTokens:"_s));
        request.reasoning.budgetTokens = 4096;
        request.sampling.maxOutputTokens = 4096;
        QVERIFY(refusal(request).startsWith(u"reasoning.budgetTokens:"_s));
    }

    void sendsSamplingByModel()
    {
        auto request = asking(u"Hi"_s);
        request.sampling = {.temperature = 0.5,
            .topP = 0.9,
            .topK = 5,
            .presencePenalty = 1,
            .frequencyPenalty = 1,
            .seed = 7,
            .maxOutputTokens = 100,
            .stop = {u"END"_s}};
        const auto old = body(request);
        QCOMPARE(old["temperature"_L1], 0.5);
        QVERIFY(!old.contains("top_p"_L1)); // not beside a temperature
        QCOMPARE(old["top_k"_L1], 5);
        QCOMPARE(old["max_tokens"_L1], 100);
        QCOMPARE(old["stop_sequences"_L1], QJsonArray{u"END"_s});
        for (const auto& absent : {"seed"_L1, "presence_penalty"_L1, "frequency_penalty"_L1}) {
            QVERIFY(!old.contains(absent));
            QVERIFY(warned(request).contains(absent + " is not sent"_L1));
        }
        for (const auto& model : {u"claude-opus-4-7"_s, u"claude-sonnet-5"_s, u"claude-fable-5-2"_s}) {
            const auto fixed = body(request, model);
            for (const auto& absent : {"temperature"_L1, "top_p"_L1, "top_k"_L1}) {
                QVERIFY2(!fixed.contains(absent), qPrintable(model));
                QVERIFY(warned(request, model).contains(absent + " is not sent"_L1));
            }
        }
        request.sampling.temperature.reset();
        QCOMPARE(body(request)["top_p"_L1], 0.9);
    }

    void readsGenerations_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<int>("major");
        QTest::addColumn<int>("minor");
        QTest::newRow("new") << u"claude-opus-4-6"_s << 4 << 6;
        QTest::newRow("dated") << u"claude-haiku-4-5-20251001"_s << 4 << 5;
        QTest::newRow("dated without minor") << u"claude-sonnet-4-20250514"_s << 4 << 0;
        QTest::newRow("major only") << u"claude-sonnet-5"_s << 5 << 0;
        QTest::newRow("vertex") << u"claude-3-7-sonnet@20250219"_s << 3 << 7;
        QTest::newRow("bedrock") << u"us.anthropic.claude-opus-4-1-20250805-v1:0"_s << 4 << 1;
        QTest::newRow("old") << u"claude-3-haiku-20240307"_s << 3 << 0;
        QTest::newRow("dots") << u"anthropic/claude-sonnet-4.5"_s << 4 << 5;
        QTest::newRow("other") << u"MiniMax-M2"_s << 0 << 0;
    }
    void readsGenerations()
    {
        QFETCH(QString, model);
        QFETCH(int, major);
        QFETCH(int, minor);
        const auto generation = ClaudeGeneration::of(model);
        QCOMPARE(generation.major, major);
        QCOMPARE(generation.minor, minor);
    }

    void thinksByModel_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("effort");
        QTest::addColumn<qint64>("budget"); // -1: none
        QTest::addColumn<QByteArray>("sent");
        const auto none = qint64{-1};
        QTest::newRow("budget") << u"claude-sonnet-4-5"_s << QString() << qint64{2048}
                                << R"({"thinking":{"type":"enabled","budget_tokens":2048}})"_ba;
        QTest::newRow("budget becomes adaptive") << u"claude-opus-4-7"_s << QString() << qint64{2048}
                                                 << R"({"thinking":{"type":"adaptive","display":"summarized"}})"_ba;
        QTest::newRow("effort") << u"claude-opus-4-6"_s << u"max"_s << none
                                << R"({"thinking":{"type":"adaptive","display":"summarized"},
                                       "output_config":{"effort":"max"}})"_ba;
        QTest::newRow("effort as budget") << u"claude-sonnet-4-5"_s << u"low"_s << none
                                          << R"({"thinking":{"type":"enabled","budget_tokens":6400}})"_ba;
        QTest::newRow("effort and budget")
            << u"claude-opus-4-5"_s << u"low"_s << none << R"({"thinking":{"type":"enabled","budget_tokens":6400},
                                                  "output_config":{"effort":"low"}})"_ba;
        QTest::newRow("off") << u"claude-sonnet-4-5"_s << u"none"_s << none << R"({"thinking":{"type":"disabled"}})"_ba;
        QTest::newRow("cannot") << u"claude-3-5-haiku-latest"_s << u"high"_s << none << "{}"_ba;
        QTest::newRow("default") << u"claude-opus-4-6"_s << QString() << none << "{}"_ba;
    }
    void thinksByModel()
    {
        QFETCH(QString, model);
        QFETCH(QString, effort);
        QFETCH(qint64, budget);
        QFETCH(QByteArray, sent);
        auto request = asking(u"Hi"_s);
        request.reasoning.effort = effort;
        if (budget >= 0)
            request.reasoning.budgetTokens = budget;
        const auto whole = body(request, model);
        QJsonObject part;
        for (const auto& name : {u"thinking"_s, u"output_config"_s}) {
            if (whole.contains(name))
                part.insert(name, whole[name]);
        }
        compareJson(part, sent);
    }

    /// A wish is no reason to refuse a short answer.
    void effortThatDoesNotFit()
    {
        auto request = asking(u"Hi"_s);
        request.reasoning.effort = u"low"_s;
        request.sampling.maxOutputTokens = 500;
        QVERIFY(!body(request, u"claude-sonnet-4-5"_s).contains("thinking"_L1));
    }

    void choosesTools()
    {
        auto request = toolConversation();
        const auto choice = [&](const ToolChoice& choice) {
            request.toolChoice = choice;
            return body(request)["tool_choice"_L1].toObject();
        };
        compareJson(choice({.parallel = false}), R"({"type":"auto","disable_parallel_tool_use":true})");
        compareJson(choice({.mode = ToolChoice::Mode::None, .parallel = true}), R"({"type":"none"})");
        compareJson(choice({.mode = ToolChoice::Mode::Required}), R"({"type":"any"})");
        compareJson(choice({.mode = ToolChoice::Mode::Named, .name = u"clock"_s}), R"({"type":"tool","name":"clock"})");
    }

    void sendsSchemaAndPassthrough()
    {
        auto request = asking(u"Hi"_s);
        request.stream = false;
        request.reasoning.effort = u"low"_s;
        request.format = OutputFormat{.name = u"x"_s, .schema = json(R"({"type":"object"})")};
        request.passthrough = json(R"({"service_tier":"standard_only","output_config":{"extra":1},"max_tokens":9})");
        const auto sent = body(request);
        QCOMPARE(sent["stream"_L1], false);
        QCOMPARE(sent["service_tier"_L1], u"standard_only"_s);
        QCOMPARE(sent["max_tokens"_L1], 9);
        compareJson(sent["output_config"_L1].toObject(),
            R"({"effort":"low","extra":1,"format":{"type":"json_schema","schema":{"type":"object"}}})");
    }

    void keepsTheLastFourCacheMarks()
    {
        ChatRequest request;
        for (int i = 0; i < 6; ++i) {
            auto message = ChatMessage::text(i % 2 == 0 ? Role::User : Role::Assistant, QString::number(i));
            message.cacheMark = true;
            request.messages.append(message);
        }
        QStringList marked;
        for (const auto& message : body(request)["messages"_L1].toArray()) {
            const auto block = message["content"_L1].toArray().first();
            if (block.toObject().contains("cache_control"_L1))
                marked.append(block["text"_L1].toString());
        }
        QCOMPARE(marked, (QStringList{u"2"_s, u"3"_s, u"4"_s, u"5"_s}));
        QVERIFY(warned(request).contains(u"cache marks"_s));
    }

    void speaksToVertex()
    {
        auto access = accessTo(u"https://us-east5-aiplatform.googleapis.com"_s, AuthScheme::Bearer);
        access.endpoint.quirks.chatPath
            = u"/v1/projects/p/locations/us-east5/publishers/anthropic/models/{model}:rawPredict"_s;
        auto request = asking(u"Hi"_s);
        const auto streamed = m_dialect.encode(request, u"claude-3-7-sonnet"_s, access);
        QCOMPARE(streamed->url.path(),
            u"/v1/projects/p/locations/us-east5/publishers/anthropic/models/claude-3-7-sonnet:streamRawPredict"_s);
        QCOMPARE(headerOf(streamed, "anthropic-version"), QByteArray());
        QCOMPARE(bodyOf(streamed)["anthropic_version"_L1], u"vertex-2023-10-16"_s);
        QVERIFY(!bodyOf(streamed).contains("model"_L1));
        request.stream = false;
        QVERIFY(urlOf(m_dialect.encode(request, u"claude-3-7-sonnet"_s, access)).endsWith(u":rawPredict"_s));
    }

    void listsModels()
    {
        const auto first = m_dialect.listModels(kAccess, {});
        QCOMPARE(first->method, "GET"_ba);
        QVERIFY(first->body.isEmpty());
        QCOMPARE(urlOf(first), u"https://api.anthropic.com/v1/models?limit=1000"_s);
        QCOMPARE(headerOf(first, "anthropic-version"), "2023-06-01"_ba);
        const auto page = m_dialect.decodeModels(fixture(u"anthropic/models_page.json"_s));
        QVERIFY(page);
        QCOMPARE(page->models.size(), 2);
        const ModelInfo expected{.id = u"claude-fixture-5"_s,
            .name = u"Claude Fixture 5"_s,
            .contextTokens = 1'000'000,
            .maxOutputTokens = 128'000,
            .inputs = {u"text"_s, u"image"_s},
            .capabilities = {u"tools"_s, u"structured_output"_s, u"reasoning"_s}};
        QCOMPARE(page->models[0], expected);
        QCOMPARE(page->models[1].id, u"claude-fixture-1"_s);
        QVERIFY(!page->models[1].contextTokens);
        QCOMPARE(urlOf(m_dialect.listModels(kAccess, page->next)),
            u"https://api.anthropic.com/v1/models?limit=1000&after_id=claude-fixture-1"_s);
        QVERIFY(!m_dialect.decodeModels("{}"));
        auto without = kAccess;
        without.endpoint.quirks.modelsPath = u"-"_s;
        QVERIFY(!m_dialect.listModels(without, {}));
    }
};

QTEST_GUILESS_MAIN(TestAnthropic)
#include "tst_anthropic.moc"
