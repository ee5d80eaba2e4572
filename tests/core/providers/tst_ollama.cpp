// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/dialectregistry.h"
#include "tests/core/providers/encodetesting.h"
#include "tests/support/corpus.h"

#include <QJsonArray>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

const EndpointAccess kAccess = accessTo(u"http://localhost:11434"_s, AuthScheme::None, {});
const QString kModel = u"qwen3:4b"_s;

/// Without the document, which this format does not know.
ChatRequest plainToolConversation()
{
    auto request = toolConversation();
    request.messages[1].parts.removeLast();
    return request;
}

} // namespace

class TestOllama : public QObject
{
    Q_OBJECT

    DialectRegistry m_registry;
    const Dialect& m_dialect = *m_registry.find(u"ollama"_s);

    QJsonObject body(const ChatRequest& request) const { return bodyOf(m_dialect.encode(request, kModel, kAccess)); }
    QString warned(const ChatRequest& request) const
    {
        return m_dialect.warnings(request, kModel, kAccess.endpoint).join(u'\n');
    }

private Q_SLOTS:
    void addresses()
    {
        for (const auto& base : {u"http://localhost:11434"_s, u"http://localhost:11434/"_s,
                 u"http://localhost:11434/v1"_s, u"http://localhost:11434/api/"_s}) {
            const auto http = m_dialect.encode(asking(u"Hi"_s), kModel, accessTo(base, AuthScheme::None, {}));
            QCOMPARE(urlOf(http), u"http://localhost:11434/api/chat"_s);
            QCOMPARE(headerOf(http, "authorization"), QByteArray());
        }
        const auto cloud
            = m_dialect.encode(asking(u"Hi"_s), kModel, accessTo(u"https://ollama.com"_s, AuthScheme::Bearer));
        QCOMPARE(headerOf(cloud, "authorization"), "Bearer key-for-tests"_ba);
    }

    void sendsTheLeast()
    {
        compareJson(
            body(asking(u"Hi"_s)), R"({"model":"qwen3:4b","stream":true,"messages":[{"role":"user","content":"Hi"}]})");
        QCOMPARE(warned(asking(u"Hi"_s)), QString());
    }

    void sendsAWholeToolConversation()
    {
        compareJson(body(plainToolConversation()), R"({"model":"qwen3:4b","stream":true,"messages":[
            {"role":"system","content":"Be brief."},
            {"role":"user","content":"Look.","images":["aW1n"]},
            {"role":"assistant","content":"I look.","thinking":"Hm.","tool_calls":[
              {"id":"c1","function":{"name":"weather","arguments":{"city":"Bern"}}},
              {"id":"c2","function":{"name":"clock","arguments":{}}}]},
            {"role":"tool","tool_call_id":"c1","tool_name":"weather","content":"{\u0022sky\u0022:\u0022blue\u0022}"},
            {"role":"tool","tool_call_id":"c2","content":"broken"},
            {"role":"user","content":"And?"}],
            "tools":[{"type":"function","function":{"name":"weather","description":"Tells the sky","parameters":{
              "type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}}},
              {"type":"function","function":{"name":"clock","parameters":{}}}]})");
    }

    void sendsOptions()
    {
        auto request = asking(u"Hi"_s);
        request.stream = false;
        request.sampling = {.temperature = 0.5,
            .topP = 0.9,
            .topK = 5,
            .presencePenalty = 0.1,
            .frequencyPenalty = 0.2,
            .seed = 7,
            .maxOutputTokens = 100,
            .stop = {u"END"_s}};
        request.passthrough = json(R"({"keep_alive":"5m","options":{"num_ctx":8192,"seed":9}})");
        compareJson(body(request), R"({"model":"qwen3:4b","stream":false,"keep_alive":"5m",
            "messages":[{"role":"user","content":"Hi"}],
            "options":{"temperature":0.5,"top_p":0.9,"top_k":5,"presence_penalty":0.1,"frequency_penalty":0.2,
              "seed":9,"num_predict":100,"stop":["END"],"num_ctx":8192}})");
    }

    void thinks()
    {
        const auto think = [&](const QString& effort, std::optional<qint64> budget) {
            auto request = asking(u"Hi"_s);
            request.reasoning = {.effort = effort, .budgetTokens = budget};
            return body(request).value("think"_L1);
        };
        QVERIFY(think({}, {}).isUndefined());
        QCOMPARE(think(u"high"_s, {}), u"high"_s);
        QCOMPARE(think(u"minimal"_s, {}), u"low"_s);
        QCOMPARE(think(u"none"_s, {}), false);
        QCOMPARE(think({}, 0), false);
        QCOMPARE(think({}, 2048), true);
        auto request = asking(u"Hi"_s);
        request.reasoning.budgetTokens = 2048;
        QVERIFY(warned(request).contains(u"budget_tokens is not sent"_s));
    }

    void sendsFormats()
    {
        auto request = asking(u"Hi"_s);
        request.format = OutputFormat{.kind = OutputFormat::Kind::JsonObject};
        QCOMPARE(body(request)["format"_L1], u"json"_s);
        request.format = OutputFormat{.schema = json(R"({"type":"object"})")};
        compareJson(body(request)["format"_L1].toObject(), R"({"type":"object"})");
    }

    // There is no tool choice: "none" can be kept by sending no tools, the others cannot.
    void saysWhatItLeavesOut()
    {
        auto request = plainToolConversation();
        request.toolChoice = ToolChoice{.mode = ToolChoice::Mode::None};
        QVERIFY(!body(request).contains("tools"_L1));
        QVERIFY(!warned(request).contains(u"tool_choice"_s));
        request.toolChoice = ToolChoice{.mode = ToolChoice::Mode::Required};
        QVERIFY(body(request).contains("tools"_L1));
        QVERIFY(!body(request).contains("tool_choice"_L1));
        QVERIFY(warned(request).contains(u"tool_choice is not sent"_s));
        QVERIFY(warned(request).contains(u"cache marks are not sent"_s));
    }

    void refusesWhatItCannotCarry()
    {
        QVERIFY(m_dialect.encode(toolConversation(), kModel, kAccess).error().detail.startsWith(u"document:"_s));
        auto request = asking(u"Hi"_s);
        request.messages.first().parts.append(ImagePart{.url = u"https://x.example/a.png"_s});
        QVERIFY(m_dialect.encode(request, kModel, kAccess).error().detail.startsWith(u"image:"_s));
    }

    void listsModels()
    {
        QCOMPARE(urlOf(m_dialect.listModels(kAccess, {})), u"http://localhost:11434/api/tags"_s);
        const auto page = m_dialect.decodeModels(fixture(u"ollama/tags.json"_s));
        const ModelInfo first{.id = u"fixture:4b"_s,
            .name = u"fixture:4b"_s,
            .contextTokens = 40'960,
            .maxOutputTokens = {},
            .inputs = {u"text"_s, u"image"_s},
            .capabilities = {u"tools"_s, u"reasoning"_s}};
        const ModelInfo second{.id = u"plain:latest"_s, .name = u"plain:latest"_s};
        QCOMPARE(page->models, (QList<ModelInfo>{first, second}));
        QVERIFY(page->next.isEmpty());
        QVERIFY(!m_dialect.decodeModels("{}"));
    }
};

QTEST_GUILESS_MAIN(TestOllama)
#include "tst_ollama.moc"
