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

/// A stream of chunks, each given as its choice 0.
QByteArray stream(const QByteArrayList& choices, const QByteArray& end = "data: [DONE]\n\n")
{
    QByteArray out;
    for (const QByteArray& choice : choices)
        out += "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[" + choice
            + "]}\n\n";
    return out + end;
}

QByteArray delta(const QByteArray& members, const QByteArray& finish = "null")
{
    return "{\"index\":0,\"delta\":{" + members + "},\"finish_reason\":" + finish + "}";
}

} // namespace

class TestOpenAiChatDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void fails_data();
    void fails();
    void keepsEncryptedReasoning();
    void readsTruncatedBodies();

private:
    /// Decodes in every cutting and fails the test if they differ.
    Answer decoded(const QByteArray& body) const
    {
        const Encoded answer{
            .dialect = &m_dialect, .head = {.status = 200, .headers = {}}, .body = body, .endpoint = {}};
        const QString difference = firstDifference(answer);
        if (!difference.isEmpty())
            QTest::qFail(qPrintable(difference), __FILE__, __LINE__);
        return collect(decodeWhole(answer));
    }

    DialectRegistry m_dialects;
    const Dialect& m_dialect = *m_dialects.find(u"openai-chat"_s);
};

void TestOpenAiChatDecoder::decodes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reasoning");
    QTest::addColumn<QString>("calls");
    QTest::addColumn<FinishReason>("finish");
    const auto row = [](const char* name, const QByteArray& body, const QString& text, const QString& reasoning,
                         const QString& calls,
                         FinishReason finish) { QTest::newRow(name) << body << text << reasoning << calls << finish; };
    using enum FinishReason;
    row("split UTF-8 and comments", fixture(u"openai-chat/answer-text.sse"_s), u"Grüße aus 東京 🗼"_s, u"Hm, easy."_s,
        {}, Stop);
    row("CRLF, no DONE", fixture(u"openai-chat/answer-crlf.sse"_s), u"one two"_s, {}, {}, Length);
    row("calls out of order", fixture(u"openai-chat/answer-tools.sse"_s), {}, {},
        u"call_a first {\"x\":1}|call_b second {\"y\":[1,2]}"_s, ToolCalls);
    row("blank lines before a body", fixture(u"openai-chat/answer-body.json"_s), u"All of it."_s, {}, {}, Stop);
    row("CR alone", stream({delta(R"("content":"a")"), delta(R"("content":"b")", R"("stop")")}).replace('\n', '\r'),
        u"ab"_s, {}, {}, Stop);
    row("several data lines",
        "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\ndata: "
        "\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}\n\n",
        u"x"_s, {}, {}, Stop);
    row("content on the finish chunk", stream({delta(R"("content":"x")", R"("eos")")}), u"x"_s, {}, {}, Stop);
    row("no blank line at the end",
        stream(
            {delta(R"("content":"x")")}, "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}"),
        u"x"_s, {}, {}, Stop);
    row("azure's first chunk",
        "data: {\"id\":\"\",\"model\":\"\",\"choices\":[],\"prompt_filter_results\":[{}]}\n\n"
            + stream({delta(R"("content":"x")", R"("stop")")}),
        u"x"_s, {}, {}, Stop);
    row("other choices are left out",
        stream({R"({"index":1,"delta":{"content":"no"},"finish_reason":"stop"})",
            delta(R"("content":"yes")", R"("length")")}),
        u"yes"_s, {}, {}, Length);
    row("reasoning_content null beside content",
        stream({delta(R"("reasoning_content":"r","content":null)"),
            delta(R"("reasoning_content":null,"content":"c")", R"("stop")")}),
        u"c"_s, u"r"_s, {}, Stop);
    row("the same reasoning twice is one",
        stream({delta(R"("reasoning":"r","reasoning_details":[{"type":"reasoning.text","text":"r","index":0}])"),
            delta("", R"("stop")")}),
        {}, u"r"_s, {}, Stop);
    row("reasoning in details only",
        stream({delta(R"("reasoning_details":[{"type":"reasoning.summary","summary":"s"}])"), delta("", R"("stop")")}),
        {}, u"s"_s, {}, Stop);
    row("content as a list",
        stream({delta(R"("content":[{"type":"thinking","thinking":[{"type":"text","text":"t"}]}])"),
            delta(R"("content":"x")", R"("stop")")}),
        u"x"_s, u"t"_s, {}, Stop);
    row("index missing",
        stream({delta(R"("tool_calls":[{"id":"a","function":{"name":"f","arguments":"{"}}])"),
            delta(R"("tool_calls":[{"function":{"arguments":"}"}}])"),
            delta(R"("tool_calls":[{"id":"b","function":{"name":"g","arguments":"{}"}}])", R"("tool_calls")")}),
        {}, {}, u"a f {}|b g {}"_s, ToolCalls);
    row("index 0 for all",
        stream({delta(
            R"("tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}},{"index":0,"id":"b","function":{"name":"g","arguments":"{}"}}])",
            R"("tool_calls")")}),
        {}, {}, u"a f {}|b g {}"_s, ToolCalls);
    row("id and name repeated",
        stream({delta(R"("tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{"}}])"),
            delta(
                R"("tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"}"}}])", R"("tool_calls")")}),
        {}, {}, u"a f {}"_s, ToolCalls);
    row("null name, null arguments",
        stream({delta(R"("tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":null}}])"),
            delta(R"("tool_calls":[{"index":0,"function":{"name":null,"arguments":"{}"}}])", R"("tool_calls")")}),
        {}, {}, u"a f {}"_s, ToolCalls);
    row("arguments as an object, as written",
        stream({delta(R"("tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":{"p": 1.10}}}])",
            R"("tool_calls")")}),
        {}, {}, u"a f {\"p\": 1.10}"_s, ToolCalls);
    row("old function_call",
        stream({delta(R"("function_call":{"name":"f","arguments":"{"})"),
            delta(R"("function_call":{"arguments":"}"})", R"("function_call")")}),
        {}, {}, u" f {}"_s, ToolCalls);
    row("empty tool_calls is none", stream({delta(R"("content":"x","tool_calls":[])", R"("stop")")}), u"x"_s, {}, {},
        Stop);
    row("finish after every call",
        stream({delta(R"("tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}])",
                    R"("tool_calls")"),
            delta(
                R"("tool_calls":[{"index":1,"id":"b","function":{"name":"g","arguments":"{}"}}])", R"("tool_calls")")}),
        {}, {}, u"a f {}|b g {}"_s, ToolCalls);
    row("filtered", stream({delta("", R"("content_filter")")}), {}, {}, {}, ContentFilter);
    row("unknown reason", stream({delta("", R"("abacus")")}), {}, {}, {}, Other);
    row("half surrogates", stream({delta(R"("content":"a\ud83d")"), delta(R"("content":"b")", R"("stop")")}),
        u"a\uFFFDb"_s, {}, {}, Stop);
    row("escapes", stream({delta(R"("content":"\u00fc\n\"\\")"), delta(R"("content":"\ud83d\ude00")", R"("stop")")}),
        u"ü\n\"\\😀"_s, {}, {}, Stop);
    row("huge seed",
        stream({R"({"index":0,"seed":150925112700731580001,"delta":{"content":"x"},"finish_reason":"stop"})"}), u"x"_s,
        {}, {}, Stop);
}

void TestOpenAiChatDecoder::decodes()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, text);
    QFETCH(QString, reasoning);
    QFETCH(QString, calls);
    QFETCH(FinishReason, finish);
    const Answer answer = decoded(body);
    QCOMPARE(answer.text, text);
    QCOMPARE(answer.reasoning, reasoning);
    QStringList names;
    for (const ToolCall& call : answer.toolCalls)
        names.append(call.id + u' ' + call.name + u' ' + call.arguments);
    QCOMPARE(names.join(u'|'), calls);
    QVERIFY2(!answer.error, qPrintable(answer.error ? answer.error->detail : QString()));
    QVERIFY(answer.finished);
    QCOMPARE(finishReasonName(answer.finished->reason), finishReasonName(finish));
    QCOMPARE(answer.terminalEvents, 1);
    QVERIFY(!answer.hasOutputAfterEnd);
}

void TestOpenAiChatDecoder::fails_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("text");
    QTest::addColumn<ErrorKind>("kind");
    const auto row = [](const char* name, const QByteArray& body, const QString& text, ErrorKind kind) {
        QTest::newRow(name) << body << text << kind;
    };
    using enum ErrorKind;
    const QByteArray role = delta(R"("role":"assistant","content":"")");
    const QByteArray part = delta(R"("content":"part")");
    row("error before content", stream({role}, "data: {\"error\":{\"message\":\"x\",\"code\":429}}\n\n"), {},
        RateLimited);
    row("numeric code after content",
        stream({part},
            "data: "
            "{\"id\":\"c1\",\"error\":{\"code\":502,\"message\":\"x\"},\"choices\":[{\"index\":0,\"delta\":{"
            "\"content\":\"\"},\"finish_reason\":\"error\"}]}\n\n"),
        u"part"_s, ServerFault);
    row("text code after content",
        stream({part},
            "data: "
            "{\"error\":{\"code\":\"server_error\",\"message\":\"x\"},\"choices\":[{\"index\":0,\"delta\":{\"content\":"
            "\" more\"},\"finish_reason\":\"error\"}]}\n\n"),
        u"part more"_s, ServerFault);
    row("finish_reason error alone", stream({part, delta("", R"("error")")}), u"part"_s, ServerFault);
    row("groq event",
        stream({part},
            "event: error\ndata: {\"error\":{\"message\":\"x\",\"code\":\"tool_use_failed\",\"status_code\":400}}\n\n"),
        u"part"_s, InvalidRequest);
    row("groq x_groq.error", stream({part}, "data: {\"x_groq\":{\"error\":\"over capacity\"},\"choices\":[]}\n\n"),
        u"part"_s, ServerFault);
    row("minimax base_resp", R"({"id":"x","base_resp":{"status_code":1008,"status_msg":"insufficient balance"}})", {},
        QuotaExhausted);
    row("vllm object error", stream({part}, "data: {\"object\":\"error\",\"message\":\"bad\",\"code\":400}\n\n"),
        u"part"_s, InvalidRequest);
    row("end without DONE or reason", stream({part}, ""), u"part"_s, Truncated);
    row("DONE without reason", stream({part}), u"part"_s, Truncated);
    row("nothing at all", "", {}, Truncated);
    row("comments only", ": wait\n\n: wait\n\n", {}, Truncated);
    row("cut in the middle of an event", stream({part}, "data: {\"choices\":[{\"ind"), u"part"_s, Truncated);
    row("not JSON", stream({part}, "data: oops\n\ndata: [DONE]\n\n"), u"part"_s, Protocol);
    row("200 with an error body", R"({"error":{"code":503,"message":"late"}})", {}, Overloaded);
    row("200 with blanks and an error body", "\n \n{\"error\":{\"message\":\"Quota\",\"code\":\"insufficient_quota\"}}",
        {}, QuotaExhausted);
    row("error inside the choice",
        R"({"id":"g","choices":[{"index":0,"message":{"content":"partial"},"finish_reason":"error","error":{"code":502,"message":"x"}}]})",
        u"partial"_s, ServerFault);
    row("a web page", "<html><head><title>Sign in</title></head></html>", {}, Protocol);
    row("cut body", R"({"id":"g","choices":[{"index":0,"message":{"content":"par)", {}, Truncated);
    row("body without choices", R"({"id":"g"})", {}, Protocol);
}

void TestOpenAiChatDecoder::fails()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, text);
    QFETCH(ErrorKind, kind);
    const Answer answer = decoded(body);
    QCOMPARE(answer.text, text);
    QVERIFY(answer.error);
    QCOMPARE(errorKindName(answer.error->kind), errorKindName(kind));
    QVERIFY(!answer.finished);
    QCOMPARE(answer.terminalEvents, 1);
    QVERIFY(!answer.hasOutputAfterEnd);
}

void TestOpenAiChatDecoder::keepsEncryptedReasoning()
{
    const Answer answer = decoded(
        stream({delta(R"("reasoning":"ab","reasoning_details":[{"type":"reasoning.text","text":"ab","index":0}])"),
            delta(
                R"("reasoning":"cd","reasoning_details":[{"type":"reasoning.text","text":"cd","signature":"SIG","index":0}])"),
            delta(R"("content":"x","reasoning_details":[{"type":"reasoning.encrypted","data":"OPAQUE","index":1}])"),
            delta("", R"("stop")")}));
    QCOMPARE(answer.reasoning, u"abcd"_s);
    const QJsonArray details = QJsonDocument::fromJson(answer.signature.toUtf8()).array();
    QCOMPARE(details.size(), 2);
    QCOMPARE(details[0]["text"_L1].toString(), u"abcd"_s);
    QCOMPARE(details[0]["signature"_L1].toString(), u"SIG"_s);
    QCOMPARE(details[1]["data"_L1].toString(), u"OPAQUE"_s);
}

void TestOpenAiChatDecoder::readsTruncatedBodies()
{
    const Answer answer = decoded(
        R"({"id":"c","model":"served","provider":"Up","choices":[{"index":0,"message":{"content":"x","refusal":"no"},"finish_reason":"length","native_finish_reason":"MAX"}]})");
    QCOMPARE(answer.refusal, u"no"_s);
    QCOMPARE(*answer.served, (Served{.model = u"served"_s, .responseId = u"c"_s, .provider = u"Up"_s}));
    QCOMPARE(*answer.finished, (Finished{FinishReason::Length, u"MAX"_s}));
}

QTEST_GUILESS_MAIN(TestOpenAiChatDecoder)
#include "tst_openaichatdecoder.moc"
