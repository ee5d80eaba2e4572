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

const EndpointAccess kAccess = accessTo(u"https://api.cohere.com"_s, AuthScheme::Bearer);
const QString kModel = u"command-a-03-2025"_s;

/// With a text in place of the PDF, which this format does not know.
ChatRequest plainToolConversation()
{
    auto request = toolConversation();
    request.messages[1].parts.last()
        = DocumentPart{.data = "facts"_ba, .mediaType = u"text/plain"_s, .fileName = u"a.txt"_s};
    return request;
}

} // namespace

class TestCohere : public QObject
{
    Q_OBJECT

    DialectRegistry m_registry;
    const Dialect& m_dialect = *m_registry.find(u"cohere"_s);

    QJsonObject body(const ChatRequest& request) const { return bodyOf(m_dialect.encode(request, kModel, kAccess)); }
    QString warned(const ChatRequest& request) const
    {
        return m_dialect.warnings(request, kModel, kAccess.endpoint).join(u'\n');
    }
    QString refusal(const ChatRequest& request) const
    {
        const auto result = m_dialect.encode(request, kModel, kAccess);
        return result ? QString() : result.error().detail;
    }

private Q_SLOTS:
    void addresses()
    {
        for (const auto& base :
            {u"https://api.cohere.com"_s, u"https://api.cohere.com/v2/"_s, u"https://api.cohere.com/v1"_s}) {
            const auto http = m_dialect.encode(asking(u"Hi"_s), kModel, accessTo(base, AuthScheme::Bearer));
            QCOMPARE(urlOf(http), u"https://api.cohere.com/v2/chat"_s);
            QCOMPARE(headerOf(http, "authorization"), "Bearer key-for-tests"_ba);
        }
    }

    void sendsTheLeast()
    {
        compareJson(body(asking(u"Hi"_s)), R"({"model":"command-a-03-2025","stream":true,
            "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]})");
    }

    void sendsAWholeToolConversation()
    {
        compareJson(body(plainToolConversation()), R"({"model":"command-a-03-2025","stream":true,
            "documents":[{"data":{"title":"a.txt","text":"facts"}}],
            "messages":[
            {"role":"system","content":[{"type":"text","text":"Be brief."}]},
            {"role":"user","content":[{"type":"text","text":"Look."},
              {"type":"image_url","image_url":{"url":"data:image\/png;base64,aW1n"}}]},
            {"role":"assistant","content":[{"type":"thinking","thinking":"Hm."},{"type":"text","text":"I look."}],
              "tool_calls":[
              {"id":"c1","type":"function","function":{"name":"weather","arguments":"{\u0022city\u0022:\u0022Bern\u0022}"}},
              {"id":"c2","type":"function","function":{"name":"clock","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"c1","content":"{\u0022sky\u0022:\u0022blue\u0022}"},
            {"role":"tool","tool_call_id":"c2","content":"broken"},
            {"role":"user","content":[{"type":"text","text":"And?"}]}],
            "tools":[{"type":"function","function":{"name":"weather","description":"Tells the sky","parameters":{
              "type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}}},
              {"type":"function","function":{"name":"clock","parameters":{}}}]})");
    }

    void sendsSamplingAndFormat()
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
        request.format = OutputFormat{.schema = json(R"({"type":"object"})")};
        request.passthrough = json(R"({"safety_mode":"NONE"})");
        compareJson(body(request), R"({"model":"command-a-03-2025","stream":false,"safety_mode":"NONE",
            "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}],
            "temperature":0.5,"p":0.9,"k":5,"presence_penalty":0.1,"frequency_penalty":0.2,"seed":7,"max_tokens":100,
            "stop_sequences":["END"],"response_format":{"type":"json_object","json_schema":{"type":"object"}}})");
        request.sampling.temperature = 1.1;
        QVERIFY(refusal(request).startsWith(u"temperature:"_s));
        request.sampling.temperature = 1;
        request.sampling.stop = {u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s, u"6"_s};
        QVERIFY(refusal(request).startsWith(u"stop:"_s));
        QVERIFY(refusal(toolConversation()).startsWith(u"document:"_s));
    }

    void thinks()
    {
        const auto thinking = [&](const QString& effort, std::optional<qint64> budget) {
            auto request = asking(u"Hi"_s);
            request.reasoning = {.effort = effort, .budgetTokens = budget};
            return body(request)["thinking"_L1].toObject();
        };
        QVERIFY(thinking({}, {}).isEmpty());
        compareJson(thinking(u"high"_s, {}), R"({"type":"enabled"})");
        compareJson(thinking({}, 512), R"({"type":"enabled","token_budget":512})");
        compareJson(thinking(u"none"_s, {}), R"({"type":"disabled"})");
        compareJson(thinking({}, 0), R"({"type":"disabled"})");
    }

    void choosesTools()
    {
        auto request = plainToolConversation();
        const auto with = [&](const ToolChoice& choice) {
            request.toolChoice = choice;
            return body(request);
        };
        QVERIFY(!with({}).contains("tool_choice"_L1));
        QCOMPARE(with({.mode = ToolChoice::Mode::Required})["tool_choice"_L1], u"REQUIRED"_s);
        QCOMPARE(with({.mode = ToolChoice::Mode::None})["tool_choice"_L1], u"NONE"_s);
        const auto named = with({.mode = ToolChoice::Mode::Named, .name = u"clock"_s});
        QCOMPARE(named["tool_choice"_L1], u"REQUIRED"_s);
        QCOMPARE(named["tools"_L1].toArray().size(), 1);
        QCOMPARE(named["tools"_L1][0]["function"_L1]["name"_L1], u"clock"_s);
        QVERIFY(warned(request).contains(u"only the tool clock is sent"_s));
        request.toolChoice->name = u"nobody"_s;
        QVERIFY(refusal(request).startsWith(u"toolChoice:"_s));
        request.toolChoice.reset();
        for (auto& tool : request.tools)
            tool.strict = true;
        QCOMPARE(body(request)["strict_tools"_L1], true);
    }

    void listsModels()
    {
        QCOMPARE(urlOf(m_dialect.listModels(kAccess, {})),
            u"https://api.cohere.com/v1/models?endpoint=chat&page_size=1000"_s);
        const auto page = m_dialect.decodeModels(fixture(u"cohere/models.json"_s));
        const ModelInfo expected{.id = u"command-fixture"_s,
            .name = u"command-fixture"_s,
            .contextTokens = 288'000,
            .maxOutputTokens = {},
            .inputs = {u"text"_s, u"image"_s},
            .capabilities = {u"structured_output"_s, u"tools"_s}};
        QCOMPARE(page->models, QList{expected});
        QVERIFY(urlOf(m_dialect.listModels(kAccess, page->next)).endsWith(u"&page_token=tok%2B1"_s));
        QVERIFY(!m_dialect.decodeModels("{}"));
    }
};

QTEST_GUILESS_MAIN(TestCohere)
#include "tst_cohere.moc"
