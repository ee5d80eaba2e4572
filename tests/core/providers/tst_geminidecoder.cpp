// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/geminiusage.h"
#include "tests/core/providers/decodetesting.h"

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

class TestGeminiDecoder : public QObject
{
    Q_OBJECT

    DialectRegistry m_registry;
    const Dialect& m_dialect = *m_registry.find(u"gemini"_s);

private Q_SLOTS:
    void cutsDoNotMatter_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"stream_tools.sse", "stream_error.sse", "array.json", "blocked.json", "grounded.json"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void cutsDoNotMatter()
    {
        QFETCH(QString, name);
        const QString difference = firstDifference(answerOf(m_dialect, fixture(u"gemini/"_s + name)));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    // The same chunks as server-sent events and, without alt=sse, as one array.
    void readsStreamsInBothForms_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("events") << u"stream_tools.sse"_s;
        QTest::newRow("array") << u"array.json"_s;
    }
    void readsStreamsInBothForms()
    {
        QFETCH(QString, name);
        const auto events = decodeWhole(answerOf(m_dialect, fixture(u"gemini/"_s + name)));
        const Answer answer = collect(events);
        QCOMPARE(
            answer.served, (Served{.model = u"gemini-3-fixture"_s, .responseId = u"resp-fixture"_s, .provider = {}}));
        QCOMPARE(answer.reasoning, u"Thinking of Zürich."_s);
        QCOMPARE(answer.signature, u"c2lnLXRleHQ="_s);
        QCOMPARE(answer.text, u"Warm 東京 🌦"_s);
        const QList<ToolCall> calls{
            {u"gemini-call-resp-fixture-0"_s, u"weather"_s, u"{\"city\":\"Zürich\",\"days\":3}"_s},
            {u"call-7"_s, u"clock"_s, u"{}"_s}};
        QCOMPARE(answer.toolCalls, calls);
        QCOMPARE(only<ToolCallDelta>(events).first().signature, u"c2lnLWNhbGw="_s);
        QCOMPARE(answer.finished, (Finished{FinishReason::ToolCalls, u"STOP"_s}));
        QCOMPARE(only<UsageReport>(events).size(), 5);
        // 200 prompt (80 cached, 50 audio of which 20 cached) and 50 for the provider's own tools.
        QCOMPARE(shown(answer.usage->usage),
            shown(counts({{UsageClass::Input, 140}, {UsageClass::CacheRead, 60}, {UsageClass::CacheReadAudio, 20},
                {UsageClass::InputAudio, 30}, {UsageClass::Output, 22}, {UsageClass::Reasoning, 30}})));
        QVERIFY(!answer.usage->disagrees);
    }

    void readsABlockedPrompt()
    {
        const auto answer = read(m_dialect, fixture(u"gemini/blocked.json"_s));
        QCOMPARE(answer.refusal, u"Not allowed."_s);
        QCOMPARE(answer.finished, (Finished{FinishReason::ContentFilter, u"PROHIBITED_CONTENT"_s}));
        QCOMPARE(shown(answer.usage->usage), shown(counts({{UsageClass::Input, 9}, {UsageClass::Output, 0}})));
    }

    void countsSearches()
    {
        const QByteArray body = fixture(u"gemini/grounded.json"_s);
        QCOMPARE(read(m_dialect, body).usage->usage[UsageClass::WebSearch], 2);
        const auto older = QByteArray(body).replace("gemini-3-fixture", "gemini-2.5-fixture");
        QCOMPARE(read(m_dialect, older).usage->usage[UsageClass::WebSearch], 1);
    }

    void keepsTheTextBeforeAnError()
    {
        const auto answer = read(m_dialect, fixture(u"gemini/stream_error.sse"_s));
        QCOMPARE(answer.text, u"Warm "_s);
        QCOMPARE(answer.error->kind, ErrorKind::Overloaded);
        QCOMPARE(answer.error->httpStatus, 503);
        QVERIFY(answer.error->detail.contains(u"overloaded"_s));
    }

    void aCutStreamIsTruncated()
    {
        const QByteArray whole = fixture(u"gemini/stream_tools.sse"_s);
        const qsizetype end = whole.lastIndexOf("data: ");
        for (qsizetype cut = 1; cut <= end; cut += 5) {
            const auto answer = read(m_dialect, whole.first(cut));
            QVERIFY2(answer.error, QByteArray::number(cut).constData());
            QCOMPARE(answer.error->kind, ErrorKind::Truncated);
        }
        const QByteArray array = fixture(u"gemini/array.json"_s);
        QCOMPARE(read(m_dialect, array.chopped(3)).error->kind, ErrorKind::Truncated);
    }

    void mapsReasons_data()
    {
        QTest::addColumn<QString>("native");
        QTest::addColumn<QString>("reason");
        QTest::newRow("stop") << u"STOP"_s << u"stop"_s;
        QTest::newRow("length") << u"MAX_TOKENS"_s << u"length"_s;
        for (const char* word : {"SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII",
                 "IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT", "MODEL_ARMOR"})
            QTest::newRow(word) << QString::fromLatin1(word) << u"content_filter"_s;
        for (const char* word : {"MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS", "OTHER"})
            QTest::newRow(word) << QString::fromLatin1(word) << u"error"_s;
        QTest::newRow("pause") << u"CONTINUATION"_s << u"other"_s;
    }
    void mapsReasons()
    {
        QFETCH(QString, native);
        QFETCH(QString, reason);
        const QString body = u"{\"candidates\":[{\"finishReason\":\"%1\",\"finishMessage\":\"Why\"}]}"_s.arg(native);
        const auto answer = read(m_dialect, body.toUtf8());
        QCOMPARE(finishReasonName(answer.finished->reason), reason);
        QCOMPARE(answer.finished->native, native);
        QCOMPARE(answer.refusal, reason == "content_filter"_L1 ? u"Why"_s : QString());
    }

    void mapsNumbersToo()
    {
        const auto answer = read(m_dialect, R"({"candidates":[{"finishReason":2}]})"_ba);
        QCOMPARE(answer.finished, (Finished{FinishReason::Length, u"MAX_TOKENS"_s}));
        QCOMPARE(read(m_dialect, R"({"candidates":[{"finishReason":99}]})"_ba).finished,
            (Finished{FinishReason::Other, u"99"_s}));
    }

    void countsUsage_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("usage");
        QTest::addColumn<bool>("disagrees");
        QTest::newRow("plain") << R"({"promptTokenCount":5,"candidatesTokenCount":7,"totalTokenCount":12})"_ba
                               << R"({"input":5,"output":7})"_ba << false;
        QTest::newRow("thoughts on top")
            << R"({"promptTokenCount":5,"candidatesTokenCount":7,"thoughtsTokenCount":9,"totalTokenCount":21})"_ba
            << R"({"input":5,"output":7,"reasoning":9})"_ba << false;
        QTest::newRow("image answer")
            << R"({"promptTokenCount":5,"candidatesTokenCount":1518,"candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1120}]})"_ba
            << R"({"input":5,"output":398,"output_image":1120})"_ba << false;
        QTest::newRow("numbers for modalities")
            << R"({"promptTokenCount":5,"candidatesTokenCount":7,"promptTokensDetails":[{"modality":1,"tokenCount":2},{"modality":4,"tokenCount":3}]})"_ba
            << R"({"input":2,"input_audio":3,"output":7})"_ba << false;
        QTest::newRow("another total") << R"({"promptTokenCount":5,"candidatesTokenCount":7,"totalTokenCount":13})"_ba
                                       << R"({"input":5,"output":7})"_ba << true;
        QTest::newRow("empty") << "{}"_ba << "{}"_ba << false;
    }
    void countsUsage()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, usage);
        QFETCH(bool, disagrees);
        JsonParser parser;
        const UsageReport report = geminiUsage(parser.parse(json));
        QCOMPARE(shown(report.usage), usage);
        QCOMPARE(report.disagrees, disagrees);
    }

    // Without alt=sse an error is the only item of an array.
    void readsErrors()
    {
        const QByteArray object
            = R"({"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}})"_ba;
        for (const auto& body : {object, '[' + object + ']'}) {
            const Error error = m_dialect.decodeError(headOf(400, {{"content-type", "text/event-stream"}}), body);
            QCOMPARE(error.kind, ErrorKind::Authentication);
            QCOMPARE(error.detail, u"API key not valid."_s);
            QCOMPARE(read(m_dialect, body).error->kind, ErrorKind::Authentication);
        }
        const Error limited = m_dialect.decodeError(headOf(429),
            R"({"error":{"code":429,"message":"Slow down.","status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":"48s"}]}})");
        QCOMPARE(limited.kind, ErrorKind::RateLimited);
        QCOMPARE(limited.retryAfter, std::chrono::seconds(48));
        QCOMPARE(read(m_dialect, "{}"_ba).error->kind, ErrorKind::Protocol);
    }
};

QTEST_GUILESS_MAIN(TestGeminiDecoder)
#include "tst_geminidecoder.moc"
