// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/providers/decodetesting.h"

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

class TestCohereDecoder : public QObject
{
    Q_OBJECT

    DialectRegistry m_registry;
    const Dialect& m_dialect = *m_registry.find(u"cohere"_s);

private Q_SLOTS:
    void cutsDoNotMatter_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"stream_tools.sse", "stream_error.sse", "body.json"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void cutsDoNotMatter()
    {
        QFETCH(QString, name);
        const QString difference = firstDifference(answerOf(m_dialect, fixture(u"cohere/"_s + name)));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    void readsToolsAndThinking()
    {
        const auto answer = read(m_dialect, fixture(u"cohere/stream_tools.sse"_s));
        QCOMPARE(answer.served->responseId, u"cohere-fixture"_s);
        QCOMPARE(answer.reasoning, u"Two cities."_s);
        QCOMPARE(answer.text, u"I look at Zürich 🌦."_s); // the tool plan
        const QList<ToolCall> calls{
            {u"weather_a"_s, u"weather"_s, u"{\"city\": \"Zürich\"}"_s}, {u"clock_b"_s, u"clock"_s, u"{}"_s}};
        QCOMPARE(answer.toolCalls, calls);
        QCOMPARE(answer.finished, (Finished{FinishReason::ToolCalls, u"TOOL_CALL"_s}));
        // What is billed, not the 1496 and 56 that the model saw and wrote.
        QCOMPARE(shown(answer.usage->usage),
            shown(counts({{UsageClass::Input, 60}, {UsageClass::Output, 18}, {UsageClass::Reasoning, 12}})));
        QVERIFY(!answer.usage->disagrees);
        QVERIFY(fixture(u"cohere/stream_tools.sse"_s).contains(answer.usage->raw));
    }

    void readsABody()
    {
        const auto answer = read(m_dialect, fixture(u"cohere/body.json"_s));
        QCOMPARE(answer.text, u"Sixteen."_s);
        QCOMPARE(answer.reasoning, u"Easy."_s);
        QCOMPARE(answer.finished, (Finished{FinishReason::Length, u"MAX_TOKENS"_s}));
        // Without billed units the counts are an upper bound, and say so.
        QCOMPARE(shown(answer.usage->usage), shown(counts({{UsageClass::Input, 500}, {UsageClass::Output, 9}})));
        QVERIFY(answer.usage->disagrees);
    }

    void keepsTheTextBeforeAnError()
    {
        const auto answer = read(m_dialect, fixture(u"cohere/stream_error.sse"_s));
        QCOMPARE(answer.text, u"I look at Zürich 🌦."_s);
        QCOMPARE(answer.error->kind, ErrorKind::ServerFault);
        QCOMPARE(answer.error->detail, u"generation failed upstream"_s);
        QCOMPARE(answer.error->providerCode, u"ERROR"_s);
        QCOMPARE(answer.usage->usage[UsageClass::Output], 4);
    }

    void aCutStreamIsTruncated()
    {
        const QByteArray whole = fixture(u"cohere/stream_tools.sse"_s);
        const qsizetype end = whole.indexOf("data: {\"type\":\"message-end\"");
        for (qsizetype cut = 1; cut < end; cut += 5) {
            const auto answer = read(m_dialect, whole.first(cut));
            QVERIFY2(answer.error, QByteArray::number(cut).constData());
            QCOMPARE(answer.error->kind, ErrorKind::Truncated);
        }
    }

    void mapsReasons_data()
    {
        QTest::addColumn<QString>("native");
        QTest::addColumn<QString>("reason");
        QTest::newRow("complete") << u"COMPLETE"_s << u"stop"_s;
        QTest::newRow("stop") << u"STOP_SEQUENCE"_s << u"stop"_s;
        QTest::newRow("length") << u"MAX_TOKENS"_s << u"length"_s;
        QTest::newRow("tools") << u"TOOL_CALL"_s << u"tool_calls"_s;
        QTest::newRow("new") << u"BRAND_NEW"_s << u"other"_s;
    }
    void mapsReasons()
    {
        QFETCH(QString, native);
        QFETCH(QString, reason);
        const QString body = u"{\"message\":{\"content\":[]},\"finish_reason\":\"%1\"}"_s.arg(native);
        const auto answer = read(m_dialect, body.toUtf8());
        QCOMPARE(finishReasonName(answer.finished->reason), reason);
        QCOMPARE(answer.finished->native, native);
    }

    void readsErrors()
    {
        const Error tooLong = m_dialect.decodeError(
            headOf(400), R"({"error_type":"TOO_MANY_TOKENS","id":"x","message":"too many tokens"})");
        QCOMPARE(tooLong.kind, ErrorKind::ContextTooLong);
        QCOMPARE(tooLong.providerCode, u"TOO_MANY_TOKENS"_s);
        const Error missing = m_dialect.decodeError(headOf(404), R"({"id":"x","message":"model 'y' not found"})");
        QCOMPARE(missing.kind, ErrorKind::ModelNotFound);
        QCOMPARE(missing.detail, u"model 'y' not found"_s);
        QCOMPARE(m_dialect.decodeError(headOf(401), R"({"id":"x","message":"invalid api token"})").kind,
            ErrorKind::Authentication);
        QCOMPARE(read(m_dialect, R"({"id":"x","message":"model 'y' not found"})"_ba).error->detail, missing.detail);
    }
};

QTEST_GUILESS_MAIN(TestCohereDecoder)
#include "tst_coheredecoder.moc"
