// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/dialectregistry.h"
#include "tests/core/providers/encodetesting.h"
#include "tests/support/corpus.h"

#include <QJsonArray>
#include <QTimeZone>
#include <QUrlQuery>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

const EndpointAccess kAccess = accessTo(u"https://bedrock-runtime.eu-central-1.amazonaws.com"_s, AuthScheme::Bearer);
const QString kModel = u"us.anthropic.claude-sonnet-4-5-20250929-v1:0"_s;
const QString kNova = u"us.amazon.nova-2-lite-v1:0"_s;

EndpointAccess signing()
{
    auto access = kAccess;
    access.endpoint.auth = AuthScheme::AwsSigV4;
    access.key = Secret("AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY:TOKEN:WITH:COLONS"_ba);
    access.now = QDateTime(QDate(2026, 8, 1), QTime(0, 0), QTimeZone::UTC);
    return access;
}

} // namespace

class TestBedrock : public QObject
{
    Q_OBJECT

    DialectRegistry m_registry;
    const Dialect& m_dialect = *m_registry.find(u"bedrock"_s);

    QJsonObject body(const ChatRequest& request, const QString& model = kModel) const
    {
        return bodyOf(m_dialect.encode(request, model, kAccess));
    }
    QString warned(const ChatRequest& request, const QString& model = kModel) const
    {
        return m_dialect.warnings(request, model, kAccess.endpoint).join(u'\n');
    }
    QString refusal(const ChatRequest& request) const
    {
        const auto result = m_dialect.encode(request, kModel, kAccess);
        return result ? QString() : result.error().detail;
    }

private Q_SLOTS:
    void addresses()
    {
        auto request = asking(u"Hi"_s);
        const auto streamed = m_dialect.encode(request, kModel, kAccess);
        QCOMPARE(urlOf(streamed),
            u"https://bedrock-runtime.eu-central-1.amazonaws.com/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse-stream"_s);
        QCOMPARE(headerOf(streamed, "authorization"), "Bearer key-for-tests"_ba);
        request.stream = false;
        QVERIFY(urlOf(m_dialect.encode(request, kModel, kAccess)).endsWith(u"v1%3A0/converse"_s));
        QVERIFY(!m_dialect.encode(request, u".."_s, kAccess)); // another path of the host
    }

    void signs()
    {
        const auto http = m_dialect.encode(asking(u"Hi"_s), kModel, signing());
        QVERIFY(http);
        QCOMPARE(headerOf(http, "x-amz-date"), "20260801T000000Z"_ba);
        QCOMPARE(headerOf(http, "x-amz-security-token"), "TOKEN:WITH:COLONS"_ba);
        const QByteArray authorization = headerOf(http, "authorization");
        QVERIFY(authorization.startsWith(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260801/eu-central-1/bedrock/aws4_request, "
            "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, Signature="));
        for (const auto& header : http->headers)
            QVERIFY(!header.value.contains("wJalrXUtnFEMI"));
        QCOMPARE(headerOf(m_dialect.encode(asking(u"Hi"_s), kModel, signing()), "authorization"), authorization);
        auto later = signing();
        later.now = later.now.addSecs(1);
        QVERIFY(headerOf(m_dialect.encode(asking(u"Hi"_s), kModel, later), "authorization") != authorization);
        QVERIFY(headerOf(m_dialect.encode(asking(u"Ho"_s), kModel, signing()), "authorization") != authorization);
    }

    void refusesToSignBlindly()
    {
        auto access = signing();
        access.endpoint.baseUrl = QUrl(u"https://proxy.example"_s);
        QCOMPARE(m_dialect.encode(asking(u"Hi"_s), kModel, access).error().kind, ErrorKind::InvalidRequest);
        access = signing();
        access.now = {};
        QVERIFY(!m_dialect.encode(asking(u"Hi"_s), kModel, access));
        access = signing();
        access.key = Secret("only-an-id"_ba);
        QCOMPARE(m_dialect.encode(asking(u"Hi"_s), kModel, access).error().kind, ErrorKind::Authentication);
    }

    void sendsTheLeast()
    {
        compareJson(body(asking(u"Hi"_s)), R"({"messages":[{"role":"user","content":[{"text":"Hi"}]}]})");
        QCOMPARE(body(asking(u"Hi"_s), kNova), body(asking(u"Hi"_s)));
    }

    void sendsAWholeToolConversation()
    {
        compareJson(body(toolConversation()), R"({
            "system":[{"text":"Be brief."},{"cachePoint":{"type":"default"}}],
            "messages":[
              {"role":"user","content":[{"text":"Look."},{"image":{"format":"png","source":{"bytes":"aW1n"}}},
                {"document":{"format":"pdf","name":"a b pdf","source":{"bytes":"cGRm"}}}]},
              {"role":"assistant","content":[{"reasoningContent":{"reasoningText":{"text":"Hm.","signature":"sig"}}},
                {"text":"I look."},
                {"toolUse":{"toolUseId":"c1","name":"weather","input":{"city":"Bern"}}},
                {"toolUse":{"toolUseId":"c2","name":"clock","input":{}}}]},
              {"role":"user","content":[
                {"toolResult":{"toolUseId":"c1","status":"success","content":[{"text":"{\u0022sky\u0022:\u0022blue\u0022}"}]}},
                {"toolResult":{"toolUseId":"c2","status":"error","content":[{"text":"broken"}]}},
                {"text":"And?"}]}],
            "toolConfig":{"tools":[
              {"toolSpec":{"name":"weather","description":"Tells the sky","inputSchema":{"json":{"type":"object",
                "properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}}}},
              {"toolSpec":{"name":"clock","inputSchema":{"json":{"type":"object"}}}}]}})");
    }

    void sendsSamplingByModel()
    {
        auto request = asking(u"Hi"_s);
        request.sampling = {.temperature = 0.5, .topK = 5, .seed = 7, .maxOutputTokens = 100, .stop = {u"END"_s}};
        compareJson(body(request)["inferenceConfig"_L1].toObject(),
            R"({"temperature":0.5,"maxTokens":100,"stopSequences":["END"]})");
        compareJson(body(request)["additionalModelRequestFields"_L1].toObject(), R"({"top_k":5})");
        compareJson(
            body(request, kNova)["additionalModelRequestFields"_L1].toObject(), R"({"inferenceConfig":{"topK":5}})");
        QVERIFY(!body(request, u"deepseek.v3-v1:0"_s).contains("additionalModelRequestFields"_L1));
        QVERIFY(warned(request, u"deepseek.v3-v1:0"_s).contains(u"top_k is not sent"_s));
        QVERIFY(warned(request).contains(u"seed is not sent"_s));
        QVERIFY(
            !body(request, u"anthropic.claude-opus-4-7"_s)["inferenceConfig"_L1].toObject().contains("temperature"_L1));
        request.sampling.temperature = 1.2;
        QVERIFY(refusal(request).startsWith(u"temperature:"_s));
    }

    void thinksByModel()
    {
        auto request = asking(u"Hi"_s);
        request.reasoning.budgetTokens = 2048;
        compareJson(body(request), R"({"messages":[{"role":"user","content":[{"text":"Hi"}]}],
            "inferenceConfig":{"maxTokens":32000},
            "additionalModelRequestFields":{"thinking":{"type":"enabled","budget_tokens":2048}}})");
        QVERIFY(warned(request, u"deepseek.r1-v1:0"_s).contains(u"reasoning is not sent"_s));
        request.reasoning = {.effort = u"low"_s};
        compareJson(body(request, u"openai.gpt-oss-120b-1:0"_s)["additionalModelRequestFields"_L1].toObject(),
            R"({"reasoning_effort":"low"})");
        compareJson(body(request, kNova)["additionalModelRequestFields"_L1].toObject(),
            R"({"reasoningConfig":{"type":"enabled","maxReasoningEffort":"low"}})");
    }

    void sendsFormatAndPassthrough()
    {
        auto request = asking(u"Hi"_s);
        request.format = OutputFormat{.name = u"city"_s, .schema = json(R"({"type":"object"})")};
        request.passthrough = json(R"({"serviceTier":{"type":"flex"}})");
        compareJson(body(request), R"({"messages":[{"role":"user","content":[{"text":"Hi"}]}],
            "serviceTier":{"type":"flex"},
            "outputConfig":{"textFormat":{"type":"json_schema",
              "structure":{"jsonSchema":{"name":"city","schema":"{\u0022type\u0022:\u0022object\u0022}"}}}}})");
        request.format->kind = OutputFormat::Kind::JsonObject;
        QVERIFY(refusal(request).startsWith(u"format:"_s));
    }

    void choosesTools()
    {
        auto request = toolConversation();
        const auto choice = [&](const ToolChoice& choice) {
            request.toolChoice = choice;
            return body(request)["toolConfig"_L1]["toolChoice"_L1].toObject();
        };
        compareJson(choice({}), R"({"auto":{}})");
        compareJson(choice({.mode = ToolChoice::Mode::Required}), R"({"any":{}})");
        compareJson(choice({.mode = ToolChoice::Mode::Named, .name = u"clock"_s}), R"({"tool":{"name":"clock"}})");
        // Earlier calls demand the tool list, so "none" cannot be kept.
        compareJson(choice({.mode = ToolChoice::Mode::None}), R"({"auto":{}})");
        QVERIFY(warned(request).contains(u"tool_choice none is not sent"_s));
        request.messages = asking(u"Hi"_s).messages;
        QVERIFY(!body(request).contains("toolConfig"_L1));
    }

    void refusesWhatItCannotCarry()
    {
        auto request = asking(u"Hi"_s);
        request.messages.first().parts = {DocumentPart{.data = "x"_ba, .mediaType = u"application/pdf"_s}};
        QVERIFY(refusal(request).contains(u"text beside it"_s));
        request.messages.first().parts = {ImagePart{.url = u"https://x.example/a.png"_s}};
        QVERIFY(refusal(request).startsWith(u"image:"_s));
        request.messages.first().parts = {ImagePart{.data = "x"_ba, .mediaType = u"image/tiff"_s}};
        QVERIFY(refusal(request).startsWith(u"image:"_s));
    }

    void listsModelsAndProfiles()
    {
        const auto first = m_dialect.listModels(kAccess, {});
        QCOMPARE(urlOf(first), u"https://bedrock.eu-central-1.amazonaws.com/foundation-models"_s);
        const auto models = m_dialect.decodeModels(fixture(u"bedrock/foundation_models.json"_s));
        const ModelInfo expected{.id = u"amazon.fixture-v1:0"_s,
            .name = u"Fixture"_s,
            .contextTokens = {},
            .maxOutputTokens = {},
            .inputs = {u"text"_s, u"image"_s},
            .capabilities = {}};
        QCOMPARE(models->models, QList{expected});
        const auto second = m_dialect.listModels(signing(), models->next);
        QCOMPARE(urlOf(second), u"https://bedrock.eu-central-1.amazonaws.com/inference-profiles?maxResults=1000"_s);
        QVERIFY(headerOf(second, "authorization").contains("/eu-central-1/bedrock/"));
        const auto profiles = m_dialect.decodeModels(fixture(u"bedrock/inference_profiles.json"_s));
        QCOMPARE(profiles->models.first().id, u"us.anthropic.fixture-v1:0"_s);
        const auto third = m_dialect.listModels(kAccess, profiles->next);
        QCOMPARE(QUrlQuery(third->url).queryItemValue(u"nextToken"_s, QUrl::FullyDecoded), u"a/b="_s);
        QVERIFY(m_dialect.decodeModels(R"({"inferenceProfileSummaries":[]})")->next.isEmpty());
        QVERIFY(!m_dialect.decodeModels("{}"));
    }
};

QTEST_GUILESS_MAIN(TestBedrock)
#include "tst_bedrock.moc"
