// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/dialectregistry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

Endpoint endpointAt(const QString& base)
{
    Endpoint endpoint;
    endpoint.id = u"here"_s;
    endpoint.dialect = u"openai-chat"_s;
    endpoint.baseUrl = QUrl(base);
    return endpoint;
}

ChatRequest question()
{
    ChatRequest request;
    request.messages = {ChatMessage::text(Role::System, u"Be brief."_s), ChatMessage::text(Role::User, u"Hi"_s)};
    return request;
}

QJsonObject bodyOf(const HttpRequest& request)
{
    return QJsonDocument::fromJson(request.body).object();
}

} // namespace

class TestOpenAiChat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodesEverything();
    void encodesMessages();
    void leavesOutWhatReasoningModelsRefuse();
    void obeysQuirks();
    void mergesPassthroughLast();
    void refusesWhatItCannotCarry();
    void speaksMistral();
    void speaksOpenRouter();
    void addresses_data();
    void addresses();
    void addressesAzure();
    void sendsTheKey_data();
    void sendsTheKey();
    void refusesAKeyThatBreaksHeaders();

private:
    HttpRequest encoded(const ChatRequest& request, const QString& model, const Endpoint& endpoint) const
    {
        const auto out = m_dialect.encode(request, model, {.endpoint = endpoint, .key = Secret("sk-test")});
        if (!out)
            qFatal("%s", qPrintable(out.error().detail));
        return *out;
    }
    QString refusal(const ChatRequest& request, const Endpoint& endpoint = endpointAt(u"https://a.example"_s)) const
    {
        const auto out = m_dialect.encode(request, u"m"_s, {.endpoint = endpoint, .key = {}});
        return out || out.error().kind != ErrorKind::InvalidRequest ? QString() : out.error().detail;
    }

    DialectRegistry m_dialects;
    const Dialect& m_dialect = *m_dialects.find(u"openai-chat"_s);
};

void TestOpenAiChat::encodesEverything()
{
    ChatRequest request = question();
    request.sampling = {.temperature = 0.7,
        .topP = 0.9,
        .topK = 40,
        .presencePenalty = 0.5,
        .frequencyPenalty = -0.5,
        .seed = 9007199254740993,
        .maxOutputTokens = 512,
        .stop = {u"END"_s, u"\n\n"_s}};
    request.reasoning.effort = u"low"_s;
    request.tools
        = {{.name = u"weigh"_s, .description = u"Weighs"_s, .parameters = {{u"type"_s, u"object"_s}}, .strict = true}};
    request.toolChoice = ToolChoice{.mode = ToolChoice::Mode::Named, .name = u"weigh"_s, .parallel = false};
    request.format = OutputFormat{
        .kind = OutputFormat::Kind::JsonSchema, .name = u"out"_s, .schema = {{u"type"_s, u"object"_s}}, .strict = true};
    const Endpoint endpoint = endpointAt(u"http://localhost:8000"_s);
    const HttpRequest http = encoded(request, u"local/model"_s, endpoint);
    QCOMPARE(http.method, "POST"_ba);
    QCOMPARE(http.url, QUrl(u"http://localhost:8000/v1/chat/completions"_s));
    const QJsonObject body = bodyOf(http);
    QCOMPARE(body["model"_L1].toString(), u"local/model"_s);
    QCOMPARE(body["stream"_L1], QJsonValue(true));
    QCOMPARE(body["stream_options"_L1], QJsonValue(QJsonObject{{u"include_usage"_s, true}}));
    QCOMPARE(body["temperature"_L1].toDouble(), 0.7);
    QCOMPARE(body["top_p"_L1].toDouble(), 0.9);
    QCOMPARE(body["top_k"_L1].toInteger(), 40);
    QCOMPARE(body["presence_penalty"_L1].toDouble(), 0.5);
    QCOMPARE(body["frequency_penalty"_L1].toDouble(), -0.5);
    QVERIFY(http.body.contains("\"seed\":9007199254740993")); // beyond what a double holds
    QCOMPARE(body["max_tokens"_L1].toInteger(), 512);
    QCOMPARE(body["stop"_L1].toArray(), QJsonArray({u"END"_s, u"\n\n"_s}));
    QCOMPARE(body["reasoning_effort"_L1].toString(), u"low"_s);
    QCOMPARE(body["parallel_tool_calls"_L1], QJsonValue(false));
    const QByteArray tools = QJsonDocument(body["tools"_L1].toArray()).toJson(QJsonDocument::Compact);
    QCOMPARE(tools,
        R"([{"function":{"description":"Weighs","name":"weigh","parameters":{"type":"object"},"strict":true},"type":"function"}])"_ba);
    QCOMPARE(body["tool_choice"_L1]["function"_L1]["name"_L1].toString(), u"weigh"_s);
    QCOMPARE(body["response_format"_L1]["type"_L1].toString(), u"json_schema"_s);
    QCOMPARE(body["response_format"_L1]["json_schema"_L1]["name"_L1].toString(), u"out"_s);
    QCOMPARE(body["response_format"_L1]["json_schema"_L1]["strict"_L1], QJsonValue(true));
    QVERIFY(m_dialect.warnings(request, u"local/model"_s, endpoint).isEmpty());

    request.stream = false;
    const HttpRequest whole = encoded(request, u"m"_s, endpoint);
    QCOMPARE(bodyOf(whole)["stream"_L1], QJsonValue(false));
    QVERIFY(!bodyOf(whole).contains("stream_options"_L1));

    const QJsonObject plain = bodyOf(encoded(question(), u"m"_s, endpoint));
    QCOMPARE(plain.keys(), QStringList({u"messages"_s, u"model"_s, u"stream"_s, u"stream_options"_s}));
}

void TestOpenAiChat::encodesMessages()
{
    ChatRequest request;
    request.messages = {ChatMessage::text(Role::System, u"S"_s),
        {.role = Role::User,
            .parts = {TextPart{u"Look"_s}, ImagePart{.data = "PNG", .mediaType = u"image/png"_s, .url = {}},
                ImagePart{.data = {}, .mediaType = {}, .url = u"https://x.example/a.png"_s},
                DocumentPart{.data = "PDF", .mediaType = u"application/pdf"_s, .fileName = u"a.pdf"_s}}},
        {.role = Role::Assistant,
            .parts = {ToolCallPart{.id = u"c1"_s, .name = u"f"_s, .arguments = u"{\"x\": 1}"_s, .signature = {}},
                ToolCallPart{.id = u"c2"_s, .name = u"g"_s, .arguments = {}, .signature = {}}}},
        {.role = Role::Tool,
            .parts = {ToolResultPart{.callId = u"c1"_s, .name = u"f"_s, .text = u"one"_s},
                ToolResultPart{.callId = u"c2"_s, .name = u"g"_s, .text = u"two"_s}}},
        ChatMessage::text(Role::Assistant, u"Done"_s)};
    const QJsonArray messages
        = bodyOf(encoded(request, u"m"_s, endpointAt(u"https://a.example/v1"_s)))["messages"_L1].toArray();
    const QJsonArray expected = QJsonDocument::fromJson(R"([
        {"role":"system","content":"S"},
        {"role":"user","content":[{"type":"text","text":"Look"},
            {"type":"image_url","image_url":{"url":"data:image/png;base64,UE5H"}},
            {"type":"image_url","image_url":{"url":"https://x.example/a.png"}},
            {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,UERG"}}]},
        {"role":"assistant","content":null,"tool_calls":[
            {"id":"c1","type":"function","function":{"name":"f","arguments":"{\"x\": 1}"}},
            {"id":"c2","type":"function","function":{"name":"g","arguments":"{}"}}]},
        {"role":"tool","tool_call_id":"c1","content":"one"},
        {"role":"tool","tool_call_id":"c2","content":"two"},
        {"role":"assistant","content":"Done"}])")
                                    .array();
    QCOMPARE(messages, expected);
}

void TestOpenAiChat::leavesOutWhatReasoningModelsRefuse()
{
    ChatRequest request = question();
    request.sampling = {.temperature = 0.2,
        .topP = 0.5,
        .topK = {},
        .presencePenalty = 1.0,
        .frequencyPenalty = 1.0,
        .seed = 3,
        .maxOutputTokens = 99,
        .stop = {u"x"_s}};
    const Endpoint openAi = endpointAt(u"https://api.openai.com/v1"_s);
    for (const QString& model :
        {u"o3"_s, u"o4-mini-2025-04-16"_s, u"gpt-5"_s, u"gpt-5.4-mini"_s, u"openai/gpt-5-nano"_s, u"o1"_s}) {
        const QJsonObject body = bodyOf(encoded(request, model, openAi));
        for (const auto field :
            {"temperature"_L1, "top_p"_L1, "presence_penalty"_L1, "frequency_penalty"_L1, "stop"_L1, "max_tokens"_L1})
            QVERIFY2(!body.contains(field), qPrintable(model + field));
        QCOMPARE(body["max_completion_tokens"_L1].toInteger(), 99);
        QCOMPARE(body["seed"_L1].toInteger(), 3);
        const QString warnings = m_dialect.warnings(request, model, openAi).join(u'|');
        for (const auto field :
            {"temperature"_L1, "top_p"_L1, "presence_penalty"_L1, "frequency_penalty"_L1, "stop"_L1})
            QVERIFY2(warnings.contains(field), qPrintable(warnings));
    }
    for (const QString& model : {u"gpt-4o"_s, u"gpt-5-chat-latest"_s, u"o1x"_s, u"gpt-oss-120b"_s, u"gpt-50"_s}) {
        QVERIFY2(bodyOf(encoded(request, model, openAi)).contains("temperature"_L1), qPrintable(model));
        QVERIFY(m_dialect.warnings(request, model, openAi).isEmpty());
    }
    request.sampling.temperature = 1.0; // the one value they take
    QVERIFY(bodyOf(encoded(request, u"o3"_s, openAi)).contains("temperature"_L1));
}

void TestOpenAiChat::obeysQuirks()
{
    ChatRequest request = question();
    request.sampling = {.temperature = {},
        .topP = {},
        .topK = 3,
        .presencePenalty = {},
        .frequencyPenalty = {},
        .seed = 5,
        .maxOutputTokens = 7,
        .stop = {}};
    Endpoint endpoint = endpointAt(u"https://a.example"_s);
    endpoint.quirks.maxTokensField = u"max_completion_tokens"_s;
    endpoint.quirks.streamUsageOption = false;
    endpoint.quirks.unsupported = {u"seed"_s, u"top_k"_s};
    endpoint.quirks.headers = {{"X-Title", "Assay"}};
    const HttpRequest http = encoded(request, u"m"_s, endpoint);
    const QJsonObject body = bodyOf(http);
    QCOMPARE(body["max_completion_tokens"_L1].toInteger(), 7);
    QVERIFY(!body.contains("stream_options"_L1) && !body.contains("seed"_L1) && !body.contains("top_k"_L1));
    QCOMPARE(m_dialect.warnings(request, u"m"_s, endpoint).size(), 2);
    QVERIFY(http.headers.contains(HttpHeader{.name = "X-Title", .value = "Assay", .secret = false}));
}

void TestOpenAiChat::mergesPassthroughLast()
{
    ChatRequest request = question();
    request.sampling.temperature = 0.1;
    request.passthrough = {{u"temperature"_s, 0.9}, {u"provider"_s, QJsonObject{{u"order"_s, QJsonArray{u"a"_s}}}}};
    const QJsonObject body = bodyOf(encoded(request, u"m"_s, endpointAt(u"https://a.example"_s)));
    QCOMPARE(body["temperature"_L1].toDouble(), 0.9);
    QCOMPARE(body["provider"_L1]["order"_L1][0].toString(), u"a"_s);
}

void TestOpenAiChat::refusesWhatItCannotCarry()
{
    ChatRequest request = question();
    request.messages.append(
        {.role = Role::System, .parts = {ImagePart{.data = "x", .mediaType = u"image/png"_s, .url = {}}}});
    QVERIFY(refusal(request).startsWith("messages"_L1));
    request = question();
    request.messages.append({.role = Role::User, .parts = {ImagePart{}}});
    QVERIFY(refusal(request).startsWith("messages"_L1));
    request = question();
    request.messages.append({.role = Role::Tool, .parts = {TextPart{u"x"_s}}});
    QVERIFY(refusal(request).startsWith("messages"_L1));
    QVERIFY(refusal(ChatRequest{}).startsWith("messages"_L1));
    request = question();
    request.tools = {{.name = u"f"_s}};
    Endpoint endpoint = endpointAt(u"https://a.example"_s);
    endpoint.quirks.unsupported = {u"tools"_s, u"response_format"_s};
    QVERIFY(refusal(request, endpoint).startsWith("tools"_L1));
    request = question();
    request.format = OutputFormat{};
    QVERIFY(refusal(request, endpoint).startsWith("response_format"_L1));
    QVERIFY(refusal(question(), endpointAt(u"ftp://a.example"_s)).startsWith("base_url"_L1));
    QVERIFY(refusal(question(), endpointAt(QString())).startsWith("base_url"_L1));
}

void TestOpenAiChat::speaksMistral()
{
    ChatRequest request = question();
    request.sampling.seed = 11;
    request.messages.append({.role = Role::Assistant,
        .parts = {ToolCallPart{.id = u"call_foreign_1"_s, .name = u"f"_s, .arguments = u"{}"_s, .signature = {}}}});
    request.messages.append(
        {.role = Role::Tool, .parts = {ToolResultPart{.callId = u"call_foreign_1"_s, .name = u"f"_s, .text = u"r"_s}}});
    const QJsonObject body = bodyOf(encoded(request, u"mistral-small"_s, endpointAt(u"https://api.mistral.ai"_s)));
    QCOMPARE(body["random_seed"_L1].toInteger(), 11);
    const QString id = body["messages"_L1][2]["tool_calls"_L1][0]["id"_L1].toString();
    QCOMPARE(id.size(), 9);
    QCOMPARE(body["messages"_L1][3]["tool_call_id"_L1].toString(), id);
}

void TestOpenAiChat::speaksOpenRouter()
{
    ChatRequest request = question();
    request.messages[0].cacheMark = true;
    request.reasoning.budgetTokens = 2000;
    const QString details = uR"([{"type":"reasoning.encrypted","data":"opaque"}])"_s;
    request.messages.append({.role = Role::Assistant,
        .parts = {ReasoningPart{.text = u"t"_s, .signature = details, .redacted = {}}, TextPart{u"a"_s}}});
    const Endpoint openRouter = endpointAt(u"https://openrouter.ai/api/v1/"_s);
    const HttpRequest http = encoded(request, u"a/b:free"_s, openRouter);
    QCOMPARE(http.url, QUrl(u"https://openrouter.ai/api/v1/chat/completions"_s));
    const QJsonObject body = bodyOf(http);
    QCOMPARE(body["messages"_L1][0]["content"_L1][0]["cache_control"_L1]["type"_L1].toString(), u"ephemeral"_s);
    QCOMPARE(body["reasoning"_L1]["max_tokens"_L1].toInteger(), 2000);
    QCOMPARE(body["messages"_L1][2]["reasoning_details"_L1][0]["data"_L1].toString(), u"opaque"_s);
    QVERIFY(m_dialect.warnings(request, u"a/b"_s, openRouter).isEmpty());
    QCOMPARE(m_dialect.warnings(request, u"a/b"_s, endpointAt(u"https://a.example"_s)).size(), 3);
}

void TestOpenAiChat::addresses_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("url");
    const auto row = [](const QString& base, const QString& path, const QString& url) {
        QTest::newRow(qPrintable(base + u' ' + path)) << base << path << url;
    };
    row(u"https://api.openai.com"_s, {}, u"https://api.openai.com/v1/chat/completions"_s);
    row(u"https://api.openai.com/"_s, {}, u"https://api.openai.com/v1/chat/completions"_s);
    row(u"https://api.openai.com/v1"_s, {}, u"https://api.openai.com/v1/chat/completions"_s);
    row(u"https://api.openai.com/v1/"_s, {}, u"https://api.openai.com/v1/chat/completions"_s);
    row(u"https://api.openai.com/v1/chat/completions"_s, {}, u"https://api.openai.com/v1/chat/completions"_s);
    row(u"https://api.groq.com/openai"_s, {}, u"https://api.groq.com/openai/v1/chat/completions"_s);
    row(u"https://api.groq.com/openai/v1"_s, {}, u"https://api.groq.com/openai/v1/chat/completions"_s);
    row(u"https://generativelanguage.googleapis.com/v1beta/openai/"_s, {},
        u"https://generativelanguage.googleapis.com/v1beta/openai/chat/completions"_s);
    row(u"https://api.z.ai/api/paas/v4"_s, {}, u"https://api.z.ai/api/paas/v4/chat/completions"_s);
    row(u"https://x.services.ai.azure.com/models"_s, {}, u"https://x.services.ai.azure.com/models/chat/completions"_s);
    row(u"http://proxy.example//llm//"_s, {}, u"http://proxy.example/llm/chat/completions"_s);
    row(u"https://api.perplexity.ai"_s, u"/chat/completions"_s, u"https://api.perplexity.ai/chat/completions"_s);
    row(u"https://a.example/v1"_s, u"/v1/chat/completions"_s, u"https://a.example/v1/chat/completions"_s);
    row(u"https://a.example"_s, u"deploy/{model}/run"_s, u"https://a.example/deploy/vendor%2Fmodel/run"_s);
}

void TestOpenAiChat::addresses()
{
    QFETCH(QString, base);
    QFETCH(QString, path);
    QFETCH(QString, url);
    Endpoint endpoint = endpointAt(base);
    endpoint.quirks.chatPath = path;
    QCOMPARE(encoded(question(), u"vendor/model"_s, endpoint).url.toString(QUrl::FullyEncoded), url);
}

void TestOpenAiChat::addressesAzure()
{
    Endpoint endpoint = endpointAt(u"https://res.openai.azure.com//"_s);
    endpoint.auth = AuthScheme::ApiKey;
    endpoint.quirks.chatPath = u"/openai/deployments/{model}/chat/completions"_s;
    endpoint.quirks.query = {{u"api-version"_s, u"2024-10-21"_s}};
    const HttpRequest http = encoded(question(), u"my-gpt"_s, endpoint);
    QCOMPARE(http.url.toString(),
        u"https://res.openai.azure.com/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21"_s);
    QVERIFY(http.headers.contains(HttpHeader{.name = "api-key", .value = "sk-test", .secret = true}));
}

void TestOpenAiChat::sendsTheKey_data()
{
    QTest::addColumn<AuthScheme>("scheme");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("bearer") << AuthScheme::Bearer << "Authorization"_ba << "Bearer sk-test"_ba;
    QTest::newRow("x-api-key") << AuthScheme::XApiKey << "x-api-key"_ba << "sk-test"_ba;
    QTest::newRow("google") << AuthScheme::XGoogApiKey << "x-goog-api-key"_ba << "sk-test"_ba;
    QTest::newRow("azure") << AuthScheme::ApiKey << "api-key"_ba << "sk-test"_ba;
    QTest::newRow("none") << AuthScheme::None << QByteArray() << QByteArray();
}

void TestOpenAiChat::sendsTheKey()
{
    QFETCH(AuthScheme, scheme);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    Endpoint endpoint = endpointAt(u"https://a.example"_s);
    endpoint.auth = scheme;
    const HttpRequest http = encoded(question(), u"m"_s, endpoint);
    QList<HttpHeader> secret;
    for (const HttpHeader& header : http.headers) {
        if (header.secret)
            secret.append(header);
        else
            QVERIFY(!header.value.contains("sk-test"));
    }
    QCOMPARE(secret.size(), scheme == AuthScheme::None ? 0 : 1);
    if (!secret.isEmpty()) {
        QCOMPARE(secret[0].name, name);
        QCOMPARE(secret[0].value, value);
    }
    QVERIFY(!http.url.toString().contains("sk-test"_L1) && !http.body.contains("sk-test"));
    QVERIFY(http.headers.contains(HttpHeader{.name = "Content-Type", .value = "application/json", .secret = false}));
}

void TestOpenAiChat::refusesAKeyThatBreaksHeaders()
{
    const auto out = m_dialect.encode(
        question(), u"m"_s, {.endpoint = endpointAt(u"https://a.example"_s), .key = Secret("a\r\nX-Evil: 1")});
    QVERIFY(!out);
    QCOMPARE(out.error().kind, ErrorKind::Secret);
    QVERIFY(!out.error().detail.contains("Evil"_L1));
}

QTEST_GUILESS_MAIN(TestOpenAiChat)
#include "tst_openaichat.moc"
