// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/bedrockusage.h"
#include "core/providers/toolarguments.h"
#include "tests/core/providers/decodetesting.h"

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

class TestBedrockDecoder : public QObject
{
    Q_OBJECT

    DialectRegistry m_registry;
    const Dialect& m_dialect = *m_registry.find(u"bedrock"_s);

private Q_SLOTS:
    void cutsDoNotMatter_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"stream_tools.bin", "stream_exception.bin", "body.json"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void cutsDoNotMatter()
    {
        QFETCH(QString, name);
        const QString difference = firstDifference(answerOf(m_dialect, fixture(u"bedrock/"_s + name)));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    void readsToolsAndThinking()
    {
        auto encoded = answerOf(m_dialect, fixture(u"bedrock/stream_tools.bin"_s));
        encoded.head = headOf(200, {{"x-amzn-RequestId", "req-1"}});
        const auto events = decodeWhole(encoded);
        const Answer answer = collect(events);
        QCOMPARE(answer.served->responseId, u"req-1"_s);
        QCOMPARE(answer.reasoning, u"Two cities – two calls."_s);
        QCOMPARE(answer.signature, u"c2ln"_s);
        QCOMPARE(answer.text, u"Zürich 東京 🌦"_s);
        const QList<ToolCall> calls{
            {u"tooluse_a"_s, u"weather"_s, u"{\"city\": \"Zürich\"}"_s}, {u"tooluse_b"_s, u"clock"_s, u"{}"_s}};
        QCOMPARE(answer.toolCalls, calls);
        QCOMPARE(answer.finished, (Finished{FinishReason::ToolCalls, u"tool_use"_s}));
        // The usage comes behind the end mark.
        QVERIFY(std::holds_alternative<UsageReport>(events.last()));
        QVERIFY(!answer.hasOutputAfterEnd);
        QCOMPARE(shown(answer.usage->usage),
            shown(counts({{UsageClass::Input, 10}, {UsageClass::CacheRead, 7000}, {UsageClass::CacheWrite, 200},
                {UsageClass::CacheWrite1h, 100}, {UsageClass::Output, 44}})));
        QVERIFY(!answer.usage->disagrees);
        QVERIFY(encoded.body.contains(answer.usage->raw));
    }

    void readsABody()
    {
        const auto answer = read(m_dialect, fixture(u"bedrock/body.json"_s));
        QCOMPARE(answer.reasoning, u"Hm."_s);
        QCOMPARE(answer.signature, u"c2ln"_s);
        QCOMPARE(answer.text, u"Done."_s);
        QCOMPARE(answer.toolCalls, (QList<ToolCall>{{u"tooluse_c"_s, u"clock"_s, u"{\"zone\":\"UTC\"}"_s}}));
        QCOMPARE(answer.finished, (Finished{FinishReason::Length, u"max_tokens"_s}));
        QVERIFY(answer.usage->disagrees); // 5 + 7 is not 13
    }

    void anExceptionFrameIsAnError()
    {
        const auto answer = read(m_dialect, fixture(u"bedrock/stream_exception.bin"_s));
        QCOMPARE(answer.text, u"Zürich "_s);
        QCOMPARE(answer.error->kind, ErrorKind::RateLimited);
        QCOMPARE(answer.error->providerCode, u"throttlingException"_s);
        QVERIFY(answer.error->detail.startsWith(u"Too many tokens"_s));
        QCOMPARE(answer.terminalEvents, 1);
    }

    void aBrokenFrameKeepsTheTextBefore()
    {
        QByteArray bytes = fixture(u"bedrock/stream_tools.bin"_s);
        const qsizetype at = bytes.indexOf("messageStop");
        bytes[at] = 'M';
        const auto answer = read(m_dialect, bytes);
        QCOMPARE(answer.text, u"Zürich 東京 🌦"_s);
        QCOMPARE(answer.error->kind, ErrorKind::Protocol);
    }

    void aCutStreamIsTruncated()
    {
        const QByteArray whole = fixture(u"bedrock/stream_tools.bin"_s);
        const qsizetype end = whole.indexOf("tool_use\"}");
        for (qsizetype cut = 1; cut < end; cut += 11) {
            const auto answer = read(m_dialect, whole.first(cut));
            QVERIFY2(answer.error, QByteArray::number(cut).constData());
            QCOMPARE(answer.error->kind, ErrorKind::Truncated);
        }
        QCOMPARE(read(m_dialect, fixture(u"bedrock/body.json"_s).chopped(9)).error->kind, ErrorKind::Truncated);
        QCOMPARE(read(m_dialect, "<html>"_ba).error->kind, ErrorKind::Protocol);
    }

    void mapsReasons_data()
    {
        QTest::addColumn<QString>("native");
        QTest::addColumn<QString>("reason");
        QTest::newRow("end_turn") << u"end_turn"_s << u"stop"_s;
        QTest::newRow("stop_sequence") << u"stop_sequence"_s << u"stop"_s;
        QTest::newRow("max_tokens") << u"max_tokens"_s << u"length"_s;
        QTest::newRow("window") << u"model_context_window_exceeded"_s << u"length"_s;
        QTest::newRow("tool_use") << u"tool_use"_s << u"tool_calls"_s;
        QTest::newRow("filter") << u"content_filtered"_s << u"content_filter"_s;
        QTest::newRow("guardrail") << u"guardrail_intervened"_s << u"content_filter"_s;
        QTest::newRow("malformed output") << u"malformed_model_output"_s << u"error"_s;
        QTest::newRow("malformed call") << u"malformed_tool_use"_s << u"error"_s;
        QTest::newRow("new") << u"brand_new"_s << u"other"_s;
    }
    void mapsReasons()
    {
        QFETCH(QString, native);
        QFETCH(QString, reason);
        const QString body = u"{\"output\":{\"message\":{\"content\":[]}},\"stopReason\":\"%1\"}"_s.arg(native);
        const auto answer = read(m_dialect, body.toUtf8());
        QCOMPARE(finishReasonName(answer.finished->reason), reason);
        QCOMPARE(answer.finished->native, native);
    }

    void countsUsage_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("usage");
        QTest::addColumn<bool>("disagrees");
        QTest::newRow("second names")
            << R"({"inputTokens":5,"outputTokens":7,"cacheReadInputTokenCount":3,"cacheWriteInputTokenCount":2,"totalTokens":17})"_ba
            << R"({"cache_read":3,"cache_write":2,"input":5,"output":7})"_ba << false;
        QTest::newRow("cache left out of the total")
            << R"({"inputTokens":5,"outputTokens":7,"cacheReadInputTokens":3,"totalTokens":12})"_ba
            << R"({"cache_read":3,"input":5,"output":7})"_ba << true;
        QTest::newRow("no input count") << R"({"outputTokens":7,"totalTokens":12})"_ba << R"({"output":7})"_ba << false;
    }
    void countsUsage()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, usage);
        QFETCH(bool, disagrees);
        JsonParser parser;
        const UsageReport report = bedrockUsage(parser.parse(json));
        QCOMPARE(shown(report.usage), usage);
        QCOMPARE(report.disagrees, disagrees);
    }

    void readsErrors_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("kind");
        QTest::newRow("validation") << 400 << "ValidationException:http://internal.amazon.com/"_ba
                                    << R"({"message":"Bad field"})"_ba << u"invalid_request"_s;
        QTest::newRow("too long")
            << 400 << "ValidationException"_ba
            << R"({"message":"Input Tokens Exceeded: Number of input tokens exceeds maximum length"})"_ba
            << u"context_too_long"_s;
        QTest::newRow("expired") << 403 << "ExpiredTokenException"_ba << R"({"message":"The token is expired"})"_ba
                                 << u"authentication"_s;
        QTest::newRow("signature") << 403 << "InvalidSignatureException"_ba << R"({"message":"Signature expired"})"_ba
                                   << u"authentication"_s;
        QTest::newRow("denied") << 403 << "AccessDeniedException"_ba << R"({"Message":"No access"})"_ba
                                << u"permission"_s;
        QTest::newRow("throttled") << 429 << "ThrottlingException"_ba << R"({"message":"Slow"})"_ba
                                   << u"rate_limited"_s;
        QTest::newRow("unavailable") << 503 << "ServiceUnavailableException"_ba << R"({"message":"Busy"})"_ba
                                     << u"overloaded"_s;
    }
    void readsErrors()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(QString, kind);
        const auto head = headOf(status, {{"x-amzn-errortype", type}, {"x-amzn-requestid", "req-2"}});
        const Error error = m_dialect.decodeError(head, body);
        QCOMPARE(errorKindName(error.kind), kind);
        QCOMPARE(error.requestId, u"req-2"_s);
        QCOMPARE(error.providerCode, QString::fromLatin1(type.split(':').first()));
    }

    // Arguments that came as an object keep their order and their digits.
    void compactsArguments()
    {
        QCOMPARE(toolArguments("{ \"b\" : [ 1.50, 2 ],\n \"a b\" : \" x \\\" y \" }"),
            u"{\"b\":[1.50,2],\"a b\":\" x \\\" y \"}"_s);
        QCOMPARE(toolArguments({}), u"{}"_s);
    }
};

QTEST_GUILESS_MAIN(TestBedrockDecoder)
#include "tst_bedrockdecoder.moc"
