// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/dialectregistry.h"
#include "tests/support/corpus.h"
#include "tests/support/decodeharness.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

Endpoint endpointAt(const QString& base)
{
    Endpoint endpoint;
    endpoint.id = u"here"_s;
    endpoint.dialect = u"openai-responses"_s;
    endpoint.baseUrl = QUrl(base);
    return endpoint;
}

QByteArray sent(const QByteArray& type, const QByteArray& members)
{
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + (members.isEmpty() ? "" : ",") + members + "}\n\n";
}

QByteArray closing(const QByteArray& status, const QByteArray& members = "\"output\":[]")
{
    return sent("response." + status,
        "\"response\":{\"id\":\"r1\",\"object\":\"response\",\"model\":\"m\",\"status\":\"" + status + "\"," + members
            + "}");
}

const QByteArray kText = sent("response.output_text.delta", R"("output_index":0,"content_index":0,"delta":"part")");

} // namespace

class TestOpenAiResponses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodesEverything();
    void encodesInput();
    void saysWhatItLeavesOut();
    void sendsReasoningItemsBack();
    void refusesWhatItCannotCarry();
    void readsTheWholeStream();
    void readsTheWholeBody();
    void ends_data();
    void ends();
    void fails_data();
    void fails();
    void readsArgumentsThatCameOnlyWhenDone();
    void keysOnOutputIndex();
    void readsTextThatCameOnlyAtTheEnd();
    void countsSearches();

private:
    QJsonObject body(const ChatRequest& request, const QString& model = u"gpt-4o"_s) const
    {
        const auto out = m_dialect.encode(
            request, model, {.endpoint = endpointAt(u"https://api.openai.com"_s), .key = Secret("k")});
        if (!out)
            qFatal("%s", qPrintable(out.error().detail));
        return QJsonDocument::fromJson(out->body).object();
    }
    Answer decoded(const QByteArray& bytes) const
    {
        const Encoded answer{.dialect = &m_dialect,
            .head = {.status = 200, .headers = {}},
            .body = bytes,
            .endpoint = endpointAt(u"https://a.example"_s)};
        const QString difference = firstDifference(answer);
        if (!difference.isEmpty())
            QTest::qFail(qPrintable(difference), __FILE__, __LINE__);
        return collect(decodeWhole(answer));
    }
    void checkFixture(const Answer& answer) const;

    DialectRegistry m_dialects;
    const Dialect& m_dialect = *m_dialects.find(u"openai-responses"_s);
};

void TestOpenAiResponses::encodesEverything()
{
    ChatRequest request;
    request.messages = {ChatMessage::text(Role::System, u"One."_s), ChatMessage::text(Role::System, u"Two."_s),
        ChatMessage::text(Role::User, u"Hi"_s)};
    request.sampling = {.temperature = 0.4,
        .topP = 0.8,
        .topK = {},
        .presencePenalty = {},
        .frequencyPenalty = {},
        .seed = {},
        .maxOutputTokens = 64,
        .stop = {}};
    request.reasoning.effort = u"high"_s;
    request.tools
        = {{.name = u"f"_s, .description = u"d"_s, .parameters = {{u"type"_s, u"object"_s}}, .strict = false}};
    request.toolChoice = ToolChoice{.mode = ToolChoice::Mode::Named, .name = u"f"_s, .parallel = true};
    request.format = OutputFormat{
        .kind = OutputFormat::Kind::JsonSchema, .name = u"out"_s, .schema = {{u"type"_s, u"object"_s}}, .strict = true};
    request.passthrough = {{u"store"_s, true}, {u"truncation"_s, u"auto"_s}};
    const QJsonObject expected = QJsonDocument::fromJson(R"({
        "model":"gpt-4o","instructions":"One.\n\nTwo.","input":[{"role":"user","content":[{"type":"input_text","text":"Hi"}]}],
        "temperature":0.4,"top_p":0.8,"max_output_tokens":64,"reasoning":{"effort":"high"},"stream":true,"store":true,"truncation":"auto",
        "tools":[{"type":"function","name":"f","description":"d","parameters":{"type":"object"},"strict":false}],
        "tool_choice":{"type":"function","name":"f"},"parallel_tool_calls":true,
        "text":{"format":{"type":"json_schema","name":"out","schema":{"type":"object"},"strict":true}}})")
                                     .object();
    QCOMPARE(body(request), expected);
    QCOMPARE(body({.messages = {ChatMessage::text(Role::User, u"x"_s)}})["store"_L1], QJsonValue(false));
    const auto http
        = m_dialect.encode(request, u"m"_s, {.endpoint = endpointAt(u"https://api.x.ai/v1/"_s), .key = Secret("k")});
    QVERIFY(http);
    QCOMPARE(http->url, QUrl(u"https://api.x.ai/v1/responses"_s));
    QVERIFY(http->headers.contains(HttpHeader{.name = "Authorization", .value = "Bearer k", .secret = true}));
}

void TestOpenAiResponses::encodesInput()
{
    ChatRequest request;
    request.messages = {
        {.role = Role::User,
            .parts = {TextPart{u"Look"_s}, ImagePart{.data = "PNG", .mediaType = u"image/png"_s, .url = {}},
                DocumentPart{.data = "PDF", .mediaType = u"application/pdf"_s, .fileName = u"a.pdf"_s}}},
        {.role = Role::Assistant,
            .parts = {TextPart{u"Wait."_s},
                ToolCallPart{.id = u"c1"_s, .name = u"f"_s, .arguments = {}, .signature = {}}, TextPart{u"Then."_s}}},
        {.role = Role::Tool, .parts = {ToolResultPart{.callId = u"c1"_s, .name = u"f"_s, .text = u"r"_s}}},
        ChatMessage::text(Role::System, u"Late."_s)};
    const QJsonArray expected = QJsonDocument::fromJson(R"([
        {"role":"user","content":[{"type":"input_text","text":"Look"},{"type":"input_image","image_url":"data:image/png;base64,UE5H"},
            {"type":"input_file","filename":"a.pdf","file_data":"data:application/pdf;base64,UERG"}]},
        {"role":"assistant","content":[{"type":"output_text","text":"Wait."}]},
        {"type":"function_call","call_id":"c1","name":"f","arguments":"{}"},
        {"role":"assistant","content":[{"type":"output_text","text":"Then."}]},
        {"type":"function_call_output","call_id":"c1","output":"r"},
        {"role":"developer","content":[{"type":"input_text","text":"Late."}]}])")
                                    .array();
    QCOMPARE(body(request)["input"_L1].toArray(), expected);
}

void TestOpenAiResponses::saysWhatItLeavesOut()
{
    ChatRequest request;
    request.messages = {ChatMessage::text(Role::User, u"x"_s)};
    request.sampling = {.temperature = 0.1,
        .topP = 0.1,
        .topK = 1,
        .presencePenalty = 1.0,
        .frequencyPenalty = 1.0,
        .seed = 1,
        .maxOutputTokens = {},
        .stop = {u"s"_s}};
    const QJsonObject plain = body(request);
    QCOMPARE(
        plain.keys(), QStringList({u"input"_s, u"model"_s, u"store"_s, u"stream"_s, u"temperature"_s, u"top_p"_s}));
    QCOMPARE(m_dialect.warnings(request, u"gpt-4o"_s, endpointAt(u"https://a.example"_s)).size(), 5);
    const QJsonObject reasoning = body(request, u"gpt-5-nano"_s);
    QVERIFY(!reasoning.contains("temperature"_L1) && !reasoning.contains("top_p"_L1));
    QCOMPARE(reasoning["include"_L1].toArray(), QJsonArray({u"reasoning.encrypted_content"_s}));
    QCOMPARE(m_dialect.warnings(request, u"gpt-5-nano"_s, endpointAt(u"https://a.example"_s)).size(), 7);
}

void TestOpenAiResponses::sendsReasoningItemsBack()
{
    const Answer answer = decoded(fixture(u"openai-responses/answer-stream.sse"_s));
    ChatRequest request;
    request.messages = {ChatMessage::text(Role::User, u"x"_s),
        {.role = Role::Assistant,
            .parts = {ReasoningPart{.text = answer.reasoning, .signature = answer.signature, .redacted = {}},
                ToolCallPart{.id = u"call_9"_s, .name = u"weigh"_s, .arguments = u"{}"_s, .signature = {}}}}};
    const QJsonArray input = body(request)["input"_L1].toArray();
    QCOMPARE(input[1]["type"_L1].toString(), u"reasoning"_s);
    QCOMPARE(input[1]["id"_L1].toString(), u"rs_1"_s);
    QCOMPARE(input[1]["encrypted_content"_L1].toString(), u"b3BhcXVl"_s);
    QCOMPARE(input[2]["type"_L1].toString(), u"function_call"_s);
    QVERIFY(m_dialect.warnings(request, u"m"_s, endpointAt(u"https://a.example"_s)).isEmpty());
}

void TestOpenAiResponses::refusesWhatItCannotCarry()
{
    const auto refused = [&](const ChatMessage& message) {
        ChatRequest request;
        request.messages = {message};
        const auto out = m_dialect.encode(request, u"m"_s, {.endpoint = endpointAt(u"https://a.example"_s), .key = {}});
        return !out && out.error().kind == ErrorKind::InvalidRequest;
    };
    QVERIFY(refused({.role = Role::System, .parts = {ImagePart{.data = "x", .mediaType = u"image/png"_s, .url = {}}}}));
    QVERIFY(refused({.role = Role::User, .parts = {ImagePart{}}}));
    QVERIFY(refused({.role = Role::Tool, .parts = {TextPart{u"x"_s}}}));
    QVERIFY(refused({.role = Role::Assistant, .parts = {DocumentPart{.data = "x", .mediaType = {}, .fileName = {}}}}));
    QVERIFY(refused(ChatMessage::text(Role::System, u"only this"_s)));
}

void TestOpenAiResponses::checkFixture(const Answer& answer) const
{
    QCOMPARE(answer.text, u"Zwölf Äpfel"_s);
    QCOMPARE(answer.reasoning, u"First part.\n\nSecond part."_s);
    QVERIFY(answer.signature.contains("b3BhcXVl"_L1));
    QCOMPARE(
        answer.toolCalls, QList<ToolCall>({{.id = u"call_9"_s, .name = u"weigh"_s, .arguments = u"{\"n\":12}"_s}}));
    QCOMPARE(*answer.served, (Served{.model = u"fixture-1"_s, .responseId = u"resp_fixture1"_s, .provider = {}}));
    QCOMPARE(*answer.finished, (Finished{FinishReason::ToolCalls, u"completed"_s}));
    QCOMPARE(QJsonDocument(answer.usage->usage.toJson()).toJson(QJsonDocument::Compact),
        R"({"cache_read":128,"input":72,"output":15,"reasoning":25})"_ba);
    QVERIFY(!answer.usage->disagrees);
}

void TestOpenAiResponses::readsTheWholeStream()
{
    checkFixture(decoded(fixture(u"openai-responses/answer-stream.sse"_s)));
}

void TestOpenAiResponses::readsTheWholeBody()
{
    checkFixture(decoded(fixture(u"openai-responses/answer-body.json"_s)));
}

void TestOpenAiResponses::ends_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<FinishReason>("reason");
    QTest::addColumn<QString>("native");
    QTest::newRow("completed") << kText + closing("completed") << FinishReason::Stop << u"completed"_s;
    QTest::newRow("with DONE behind it") << kText + closing("completed") + "data: [DONE]\n\n"
                                         << FinishReason::Stop << u"completed"_s;
    QTest::newRow("output limit") << kText
            + closing("incomplete", R"("incomplete_details":{"reason":"max_output_tokens"},"output":[])")
                                  << FinishReason::Length << u"max_output_tokens"_s;
    QTest::newRow("filter") << kText + closing("incomplete", R"("incomplete_details":{"reason":"content_filter"})")
                            << FinishReason::ContentFilter << u"content_filter"_s;
    QTest::newRow("refusal") << sent("response.refusal.delta", R"("output_index":0,"delta":"No.")")
            + closing("completed")
                             << FinishReason::ContentFilter << u"completed"_s;
    QTest::newRow("unnamed events")
        << QByteArray(kText + closing("completed")).replace("event: response.output_text.delta\n", "")
        << FinishReason::Stop << u"completed"_s;
    QTest::newRow("keepalive") << sent("keepalive", "") + kText + closing("completed") << FinishReason::Stop
                               << u"completed"_s;
}

void TestOpenAiResponses::ends()
{
    QFETCH(QByteArray, body);
    QFETCH(FinishReason, reason);
    QFETCH(QString, native);
    const Answer answer = decoded(body);
    QVERIFY2(!answer.error, qPrintable(answer.error ? answer.error->detail : QString()));
    QCOMPARE(*answer.finished, (Finished{reason, native}));
    QCOMPARE(answer.terminalEvents, 1);
}

void TestOpenAiResponses::fails_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("detail");
    QTest::newRow("error event") << kText
            + sent("error", R"("code":"rate_limit_exceeded","message":"Slow","param":null,"sequence_number":4)")
                                 << ErrorKind::RateLimited << u"Slow"_s;
    QTest::newRow("nested error event") << kText
            + sent("error", R"("error":{"type":"server_error","message":"Broken"})")
                                        << ErrorKind::ServerFault << u"Broken"_s;
    QTest::newRow("failed") << kText
            + closing("failed", R"("error":{"code":"server_error","message":"Broken"},"output":[])")
                            << ErrorKind::ServerFault << u"Broken"_s;
    QTest::newRow("failed by a limit") << kText
            + closing("failed", R"("error":{"code":"rate_limit_exceeded","message":"Slow"})")
                                       << ErrorKind::RateLimited << u"Slow"_s;
    QTest::newRow("the connection ends") << kText << ErrorKind::Truncated << QString();
    QTest::newRow("DONE is no end") << kText + "data: [DONE]\n\n" << ErrorKind::Truncated << QString();
    QTest::newRow("not JSON") << kText + "data: {]\n\n" << ErrorKind::Protocol << QString();
    QTest::newRow("error body") << R"({"error":{"message":"Gone","code":"insufficient_quota"}})"_ba
                                << ErrorKind::QuotaExhausted << u"Gone"_s;
    QTest::newRow("failed body")
        << R"({"object":"response","status":"failed","model":"m","output":[],"error":{"code":"server_error","message":"Broken"}})"_ba
        << ErrorKind::ServerFault << u"Broken"_s;
    QTest::newRow("some other body") << R"({"object":"list"})"_ba << ErrorKind::Protocol << QString();
}

void TestOpenAiResponses::fails()
{
    QFETCH(QByteArray, body);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, detail);
    const Answer answer = decoded(body);
    QVERIFY(answer.error);
    QCOMPARE(errorKindName(answer.error->kind), errorKindName(kind));
    if (!detail.isEmpty())
        QCOMPARE(answer.error->detail, detail);
    QCOMPARE(answer.text, body.startsWith("event") ? u"part"_s : QString());
    QCOMPARE(answer.terminalEvents, 1);
}

void TestOpenAiResponses::readsArgumentsThatCameOnlyWhenDone()
{
    const Answer answer = decoded(
        sent("response.output_item.added",
            R"("output_index":0,"item":{"id":"fc","type":"function_call","call_id":"c","name":"f","arguments":""})")
        + sent("response.function_call_arguments.done", R"("output_index":0,"arguments":"{\"a\":1}")")
        + sent("response.output_item.done",
            R"("output_index":0,"item":{"id":"fc","type":"function_call","call_id":"c","name":"f","arguments":"{\"a\":1}"})")
        + closing("completed"));
    QCOMPARE(answer.toolCalls, QList<ToolCall>({{.id = u"c"_s, .name = u"f"_s, .arguments = u"{\"a\":1}"_s}}));
}

void TestOpenAiResponses::keysOnOutputIndex()
{
    const auto added = [](const char* index, const char* name) {
        return sent("response.output_item.added",
            "\"output_index\":" + QByteArray(index) + ",\"item\":{\"id\":\"changes" + index + name
                + "\",\"type\":\"function_call\",\"call_id\":\"c" + index + "\",\"name\":\"" + name
                + "\",\"arguments\":\"\"}");
    };
    const auto part = [](const char* index, const char* text) {
        return sent("response.function_call_arguments.delta",
            "\"output_index\":" + QByteArray(index) + ",\"item_id\":\"x" + text + "\",\"delta\":\"" + text + "\"");
    };
    const Answer answer = decoded(added("1", "f") + added("2", "g") + part("2", "[2") + part("1", "[1") + part("2", "]")
        + part("1", "]") + closing("completed"));
    QCOMPARE(answer.toolCalls,
        QList<ToolCall>({{.id = u"c1"_s, .name = u"f"_s, .arguments = u"[1]"_s},
            {.id = u"c2"_s, .name = u"g"_s, .arguments = u"[2]"_s}}));
}

void TestOpenAiResponses::readsTextThatCameOnlyAtTheEnd()
{
    const Answer answer = decoded(closing("completed",
        R"("output":[{"type":"message","content":[{"type":"output_text","text":"all"},{"type":"refusal","refusal":"but"}]}])"));
    QCOMPARE(answer.text, u"all"_s);
    QCOMPARE(answer.refusal, u"but"_s);
}

void TestOpenAiResponses::countsSearches()
{
    const QByteArray output
        = R"("output":[{"type":"web_search_call","action":{"type":"search"}},{"type":"web_search_call","action":{"type":"open_page"}},{"type":"web_search_call"}],)";
    const QByteArray usage = R"("usage":{"input_tokens":1,"output_tokens":1,"total_tokens":2)";
    QCOMPARE(decoded(kText + closing("completed", output + usage + "}")).usage->usage[UsageClass::WebSearch], 2);
    QCOMPARE(
        decoded(kText
            + closing("completed",
                output + usage + R"(,"server_side_tool_usage_details":{"web_search_calls":5,"x_search_calls":1}})"))
            .usage->usage[UsageClass::WebSearch],
        6);
    QVERIFY(
        !decoded(kText + closing("completed", "\"output\":[]," + usage + "}")).usage->usage.has(UsageClass::WebSearch));
}

QTEST_GUILESS_MAIN(TestOpenAiResponses)
#include "tst_openairesponses.moc"
