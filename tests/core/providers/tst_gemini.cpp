// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/dialectregistry.h"
#include "tests/core/providers/encodetesting.h"
#include "tests/support/corpus.h"

#include <QJsonArray>
#include <QUrlQuery>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

const EndpointAccess kAccess = accessTo(u"https://generativelanguage.googleapis.com/v1beta"_s, AuthScheme::XGoogApiKey);
const QString kModel = u"gemini-3-pro-preview"_s;

EndpointAccess vertex(const QString& method)
{
    auto access = accessTo(u"https://aiplatform.googleapis.com/v1"_s, AuthScheme::Bearer);
    access.endpoint.quirks.chatPath = u"/projects/p/locations/global/publishers/google/models/{model}"_s + method;
    return access;
}

} // namespace

class TestGemini : public QObject
{
    Q_OBJECT

    DialectRegistry m_registry;
    const Dialect& m_dialect = *m_registry.find(u"gemini"_s);

    QJsonObject body(const ChatRequest& request, const QString& model = kModel) const
    {
        return bodyOf(m_dialect.encode(request, model, kAccess));
    }
    QString warned(const ChatRequest& request, const QString& model = kModel) const
    {
        return m_dialect.warnings(request, model, kAccess.endpoint).join(u'\n');
    }
    QJsonObject config(const ChatRequest& request, const QString& model = kModel) const
    {
        return body(request, model)["generationConfig"_L1].toObject();
    }

private Q_SLOTS:
    void addresses_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("model");
        QTest::addColumn<bool>("stream");
        QTest::addColumn<QString>("url");
        const QString host = u"https://generativelanguage.googleapis.com"_s;
        const QString streamed = host + u"/v1beta/models/gemini-x:streamGenerateContent?alt=sse"_s;
        QTest::newRow("bare") << host << u"gemini-x"_s << true << streamed;
        QTest::newRow("slash") << host + u'/' << u"gemini-x"_s << true << streamed;
        QTest::newRow("version") << host + u"/v1beta/"_s << u"models/gemini-x"_s << true << streamed;
        QTest::newRow("other version") << host + u"/v1"_s << u"gemini-x"_s << false
                                       << host + u"/v1/models/gemini-x:generateContent"_s;
        QTest::newRow("tuned") << host << u"tunedModels/mine"_s << false
                               << host + u"/v1beta/tunedModels/mine:generateContent"_s;
    }
    void addresses()
    {
        QFETCH(QString, base);
        QFETCH(QString, model);
        QFETCH(bool, stream);
        QFETCH(QString, url);
        auto request = asking(u"Hi"_s);
        request.stream = stream;
        const auto http = m_dialect.encode(request, model, accessTo(base, AuthScheme::XGoogApiKey));
        QCOMPARE(urlOf(http), url);
        QCOMPARE(headerOf(http, "x-goog-api-key"), "key-for-tests"_ba);
        QVERIFY(!http->url.toEncoded().contains("key-for-tests"));
    }

    void speaksToVertex()
    {
        const QString place
            = u"https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/google/models/"_s;
        auto request = asking(u"Hi"_s);
        for (const auto& method : {u""_s, u":generateContent"_s, u":streamGenerateContent?alt=sse"_s}) {
            request.stream = true;
            QCOMPARE(urlOf(m_dialect.encode(request, kModel, vertex(method))),
                place + kModel + u":streamGenerateContent?alt=sse"_s);
            request.stream = false;
            const auto whole = m_dialect.encode(request, kModel, vertex(method));
            QCOMPARE(urlOf(whole), place + kModel + u":generateContent"_s);
            QCOMPARE(headerOf(whole, "authorization"), "Bearer key-for-tests"_ba);
        }
        const auto turns = bodyOf(m_dialect.encode(toolConversation(), kModel, vertex({})))["contents"_L1].toArray();
        QVERIFY(!turns[1]["parts"_L1][1]["functionCall"_L1].toObject().contains("id"_L1));
    }

    void sendsTheLeast()
    {
        compareJson(body(asking(u"Hi"_s)), R"({"contents":[{"role":"user","parts":[{"text":"Hi"}]}]})");
        QCOMPARE(warned(asking(u"Hi"_s)), QString());
    }

    void sendsAWholeToolConversation()
    {
        compareJson(body(toolConversation()), R"({
            "systemInstruction":{"parts":[{"text":"Be brief."}]},
            "contents":[
              {"role":"user","parts":[{"text":"Look."},{"inlineData":{"mimeType":"image/png","data":"aW1n"}},
                {"inlineData":{"mimeType":"application/pdf","data":"cGRm"}}]},
              {"role":"model","parts":[{"text":"I look.","thoughtSignature":"sig"},
                {"functionCall":{"id":"c1","name":"weather","args":{"city":"Bern"}},"thoughtSignature":"csig"},
                {"functionCall":{"id":"c2","name":"clock","args":{}}}]},
              {"role":"user","parts":[{"functionResponse":{"id":"c1","name":"weather","response":{"sky":"blue"}}},
                {"functionResponse":{"id":"c2","name":"clock","response":{"error":"broken"}}},{"text":"And?"}]}],
            "tools":[{"functionDeclarations":[
              {"name":"weather","description":"Tells the sky","parametersJsonSchema":{"type":"object",
                "properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}},
              {"name":"clock"}]}]})");
        QVERIFY(warned(toolConversation()).contains(u"cache marks are not sent"_s));
    }

    // Ids that this program made up mean nothing to the provider.
    void keepsItsOwnIdsToItself()
    {
        auto request = toolConversation();
        auto& call = std::get<ToolCallPart>(request.messages[2].parts[2]);
        call.id = u"gemini-call-resp-0"_s;
        std::get<ToolResultPart>(request.messages[3].parts[0]) = {.callId = call.id, .name = {}, .text = u"grey"_s};
        const auto turns = body(request)["contents"_L1].toArray();
        compareJson(turns[1]["parts"_L1][1].toObject(),
            R"({"functionCall":{"name":"weather","args":{"city":"Bern"}},"thoughtSignature":"csig"})");
        compareJson(turns[2]["parts"_L1][0].toObject(),
            R"({"functionResponse":{"name":"weather","response":{"result":"grey"}}})");
        std::get<ToolResultPart>(request.messages[3].parts[0]).callId = u"nobody"_s;
        QCOMPARE(m_dialect.encode(request, kModel, kAccess).error().kind, ErrorKind::InvalidRequest);
    }

    void sendsASignatureThatCameLast()
    {
        ChatRequest request = asking(u"Hi"_s);
        request.messages.append(
            {.role = Role::Assistant, .parts = {TextPart{u"A"_s}, ReasoningPart{.signature = u"late"_s}}});
        compareJson(body(request)["contents"_L1][1].toObject(),
            R"({"role":"model","parts":[{"text":"A"},{"text":"","thoughtSignature":"late"}]})");
    }

    void sendsSampling()
    {
        auto request = asking(u"Hi"_s);
        request.sampling = {.temperature = 1.5,
            .topP = 0.9,
            .topK = 5,
            .presencePenalty = 0.1,
            .frequencyPenalty = 0.2,
            .seed = 7,
            .maxOutputTokens = 100,
            .stop = {u"END"_s}};
        compareJson(config(request), R"({"temperature":1.5,"topP":0.9,"topK":5,"presencePenalty":0.1,
            "frequencyPenalty":0.2,"seed":7,"maxOutputTokens":100,"stopSequences":["END"]})");
        auto access = kAccess;
        access.endpoint.quirks.unsupported = {u"seed"_s};
        QVERIFY(
            !bodyOf(m_dialect.encode(request, kModel, access))["generationConfig"_L1].toObject().contains("seed"_L1));
        QVERIFY(m_dialect.warnings(request, kModel, access.endpoint).first().startsWith(u"seed is not sent"_s));
        request.sampling.temperature = 2.5;
        QVERIFY(m_dialect.encode(request, kModel, kAccess).error().detail.startsWith(u"temperature:"_s));
        request.sampling.temperature = 1;
        request.sampling.stop = {u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s, u"6"_s};
        QVERIFY(m_dialect.encode(request, kModel, kAccess).error().detail.startsWith(u"stop:"_s));
    }

    void thinksByModel_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("effort");
        QTest::addColumn<qint64>("budget"); // -2: none
        QTest::addColumn<QByteArray>("sent");
        const qint64 none = -2;
        QTest::newRow("level") << kModel << u"low"_s << none << R"({"thinkingLevel":"low","includeThoughts":true})"_ba;
        QTest::newRow("budget") << u"gemini-2.5-flash"_s << QString() << qint64{512}
                                << R"({"thinkingBudget":512,"includeThoughts":true})"_ba;
        QTest::newRow("automatic") << u"gemini-2.5-flash"_s << QString() << qint64{-1}
                                   << R"({"thinkingBudget":-1,"includeThoughts":true})"_ba;
        QTest::newRow("off") << u"gemini-2.5-flash"_s << u"none"_s << none
                             << R"({"thinkingBudget":0,"includeThoughts":false})"_ba;
        QTest::newRow("effort as budget")
            << u"gemini-2.5-pro"_s << u"medium"_s << none << R"({"thinkingBudget":8192,"includeThoughts":true})"_ba;
        QTest::newRow("cannot be off") << kModel << u"none"_s << none
                                       << R"({"thinkingLevel":"minimal","includeThoughts":true})"_ba;
        QTest::newRow("too old") << u"gemini-2.0-flash"_s << u"high"_s << none << "{}"_ba;
    }
    void thinksByModel()
    {
        QFETCH(QString, model);
        QFETCH(QString, effort);
        QFETCH(qint64, budget);
        QFETCH(QByteArray, sent);
        auto request = asking(u"Hi"_s);
        request.reasoning.effort = effort;
        if (budget > -2)
            request.reasoning.budgetTokens = budget;
        compareJson(config(request, model)["thinkingConfig"_L1].toObject(), sent);
    }

    void sendsSchemasByModel()
    {
        auto request = toolConversation();
        request.format = OutputFormat{.schema = json(R"({"$schema":"x","type":"object","additionalProperties":false,
                "properties":{"additionalProperties":{"type":"array","items":{"type":"object","$defs":{}}}}})")};
        compareJson(config(request), R"({"responseMimeType":"application/json","responseJsonSchema":{"$schema":"x",
            "type":"object","additionalProperties":false,
            "properties":{"additionalProperties":{"type":"array","items":{"type":"object","$defs":{}}}}}})");
        compareJson(config(request, u"gemini-2.0-flash"_s), R"({"responseMimeType":"application/json",
            "responseSchema":{"type":"object",
            "properties":{"additionalProperties":{"type":"array","items":{"type":"object"}}}}})");
        compareJson(body(request, u"gemini-2.0-flash"_s)["tools"_L1][0]["functionDeclarations"_L1][0].toObject(),
            R"({"name":"weather","description":"Tells the sky","parameters":{"type":"object",
                "properties":{"city":{"type":"string"}},"required":["city"]}})");
        request.format = OutputFormat{.kind = OutputFormat::Kind::JsonObject};
        compareJson(config(request), R"({"responseMimeType":"application/json"})");
    }

    void choosesToolsAndPassesThrough()
    {
        auto request = toolConversation();
        const auto choice = [&](const ToolChoice& choice) {
            request.toolChoice = choice;
            return body(request)["toolConfig"_L1]["functionCallingConfig"_L1].toObject();
        };
        compareJson(choice({}), R"({"mode":"AUTO"})");
        compareJson(choice({.mode = ToolChoice::Mode::None}), R"({"mode":"NONE"})");
        compareJson(choice({.mode = ToolChoice::Mode::Required}), R"({"mode":"ANY"})");
        compareJson(choice({.mode = ToolChoice::Mode::Named, .name = u"clock"_s}),
            R"({"mode":"ANY","allowedFunctionNames":["clock"]})");
        request.sampling.seed = 1;
        request.passthrough = json(R"({"generationConfig":{"topK":3},"safetySettings":[]})");
        compareJson(config(request), R"({"seed":1,"topK":3})");
        QVERIFY(body(request).contains("safetySettings"_L1));
    }

    void noModelLeadsToAnotherPath()
    {
        for (const auto& model : {u"cheap/../models/other"_s, u"../../evil"_s, u"a/./b"_s}) {
            const auto http = m_dialect.encode(asking(u"Hi"_s), model, kAccess);
            QVERIFY2(!http, qPrintable(model));
            QCOMPARE(http.error().kind, ErrorKind::InvalidRequest);
        }
        QVERIFY(m_dialect.encode(asking(u"Hi"_s), u"tunedModels/..a.b.."_s, kAccess));
    }

    void listsModels()
    {
        QCOMPARE(urlOf(m_dialect.listModels(kAccess, {})),
            u"https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000"_s);
        const auto page = m_dialect.decodeModels(fixture(u"gemini/models.json"_s));
        QCOMPARE(page->models.size(), 1);
        const ModelInfo expected{.id = u"gemini-fixture-pro"_s,
            .name = u"Gemini Fixture Pro"_s,
            .contextTokens = 1'048'576,
            .maxOutputTokens = 65'536,
            .inputs = {},
            .capabilities = {u"reasoning"_s}};
        QCOMPARE(page->models.first(), expected);
        const auto next = m_dialect.listModels(kAccess, page->next);
        QCOMPARE(QUrlQuery(next->url).queryItemValue(u"pageToken"_s, QUrl::FullyDecoded), u"page/2="_s);
        QVERIFY(m_dialect.decodeModels("{}")->models.isEmpty());
        QVERIFY(!m_dialect.decodeModels("[]"));
    }
};

QTEST_GUILESS_MAIN(TestGemini)
#include "tst_gemini.moc"
