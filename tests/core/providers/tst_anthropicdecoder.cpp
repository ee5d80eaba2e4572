// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/anthropicusage.h"
#include "tests/core/providers/decodetesting.h"

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

class TestAnthropicDecoder : public QObject
{
    Q_OBJECT

    DialectRegistry m_registry;
    const Dialect& m_dialect = *m_registry.find(u"anthropic"_s);

private Q_SLOTS:
    void cutsDoNotMatter_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"stream_tools.sse", "stream_search.sse", "stream_error.sse", "body_refusal.json"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void cutsDoNotMatter()
    {
        QFETCH(QString, name);
        const QString difference = firstDifference(answerOf(m_dialect, fixture(u"anthropic/"_s + name)));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    void readsToolsAndThinking()
    {
        const auto events = decodeWhole(answerOf(m_dialect, fixture(u"anthropic/stream_tools.sse"_s)));
        const Answer answer = collect(events);
        QCOMPARE(answer.served,
            (Served{.model = u"claude-fixture-4-6"_s, .responseId = u"msg_fixture_1"_s, .provider = {}}));
        QCOMPARE(answer.reasoning, u"Two cities – two calls."_s);
        QCOMPARE(answer.signature, u"c2lnLW9uZQ=="_s);
        QCOMPARE(answer.text, u"I look at Zürich and 東京 🌦."_s);
        const QList<ToolCall> calls{{u"toolu_a"_s, u"weather"_s, u"{\"city\": \"Zürich\", \"days\": 3}"_s},
            {u"toolu_b"_s, u"clock"_s, u"{}"_s}};
        QCOMPARE(answer.toolCalls, calls);
        QCOMPARE(answer.finished, (Finished{FinishReason::ToolCalls, u"tool_use"_s}));
        QCOMPARE(answer.terminalEvents, 1);
        QVERIFY(std::holds_alternative<Served>(events.first()));
        QVERIFY(std::holds_alternative<Finished>(events.last()));
    }

    // The placeholder of message_start is no output count; the second report replaces the first.
    void reportsUsageTwice()
    {
        const auto reports
            = only<UsageReport>(decodeWhole(answerOf(m_dialect, fixture(u"anthropic/stream_tools.sse"_s))));
        QCOMPARE(reports.size(), 2);
        const auto prompt = counts({{UsageClass::Input, 120}, {UsageClass::CacheRead, 4000},
            {UsageClass::CacheWrite, 600}, {UsageClass::CacheWrite1h, 300}});
        QCOMPARE(shown(reports[0].usage), shown(prompt));
        auto whole = prompt;
        whole.set(UsageClass::Output, 35);
        whole.set(UsageClass::Reasoning, 40);
        QCOMPARE(shown(reports[1].usage), shown(whole));
        const auto raw = QJsonDocument::fromJson(reports[1].raw);
        QCOMPARE(raw[0]["output_tokens"_L1].toInt(), 3);
        QCOMPARE(raw[1]["output_tokens"_L1].toInt(), 75);
    }

    // Tools that the provider runs are no calls of ours; the searches and the larger input of the end count.
    void readsSearches()
    {
        const auto answer = read(m_dialect, fixture(u"anthropic/stream_search.sse"_s));
        QVERIFY(answer.toolCalls.isEmpty());
        QCOMPARE(answer.text, u"It rains."_s);
        QCOMPARE(answer.signature, u"redacted:RU5DUllQVEVE"_s);
        QCOMPARE(shown(answer.usage->usage),
            shown(counts({{UsageClass::Input, 9000}, {UsageClass::CacheRead, 0}, {UsageClass::CacheWrite, 0},
                {UsageClass::Output, 60}, {UsageClass::WebSearch, 2}})));
        QCOMPARE(answer.finished, (Finished{FinishReason::Stop, u"end_turn"_s}));
    }

    void keepsTheTextBeforeAnError()
    {
        const auto answer = read(m_dialect, fixture(u"anthropic/stream_error.sse"_s));
        QCOMPARE(answer.text, u"Half an ans"_s);
        QVERIFY(!answer.finished);
        QCOMPARE(answer.error->kind, ErrorKind::Overloaded);
        QCOMPARE(answer.error->detail, u"Overloaded"_s);
        QCOMPARE(answer.error->providerCode, u"overloaded_error"_s);
        QCOMPARE(answer.error->requestId, u"req_fixture_3"_s);
        QCOMPARE(answer.terminalEvents, 1);
    }

    void readsABody()
    {
        const auto answer = read(m_dialect, fixture(u"anthropic/body_refusal.json"_s));
        QCOMPARE(answer.text, u"I will not."_s);
        QCOMPARE(answer.reasoning, u"No."_s);
        QCOMPARE(answer.signature, u"c2ln"_s);
        QCOMPARE(answer.refusal, u"Against the rules."_s);
        QCOMPARE(
            answer.toolCalls, (QList<ToolCall>{{u"toolu_c"_s, u"clock"_s, u"{\"zone\":\"UTC\",\"exact\":1.5}"_s}}));
        QCOMPARE(answer.finished, (Finished{FinishReason::ContentFilter, u"refusal"_s}));
        QCOMPARE(shown(answer.usage->usage),
            shown(counts({{UsageClass::Input, 50}, {UsageClass::CacheRead, 0}, {UsageClass::CacheWrite, 0},
                {UsageClass::CacheWrite1h, 0}, {UsageClass::Output, 12}})));
    }

    // Only message_stop ends an answer, wherever it breaks off before.
    void aCutStreamIsTruncated()
    {
        const QByteArray whole = fixture(u"anthropic/stream_tools.sse"_s);
        const qsizetype end = whole.indexOf("data: {\"type\":\"message_stop\"}");
        for (qsizetype cut = 1; cut < end; cut += 7) {
            const auto answer = read(m_dialect, whole.first(cut));
            QVERIFY2(answer.error, QByteArray::number(cut).constData());
            QCOMPARE(answer.error->kind, ErrorKind::Truncated);
            QVERIFY(!answer.finished);
        }
        QCOMPARE(read(m_dialect, {}).error->kind, ErrorKind::Truncated);
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
        QTest::newRow("refusal") << u"refusal"_s << u"content_filter"_s;
        QTest::newRow("pause") << u"pause_turn"_s << u"other"_s;
        QTest::newRow("new") << u"brand_new"_s << u"other"_s;
    }
    void mapsReasons()
    {
        QFETCH(QString, native);
        QFETCH(QString, reason);
        const QString body = u"{\"type\":\"message\",\"content\":[],\"stop_reason\":\"%1\"}"_s.arg(native);
        const auto answer = read(m_dialect, body.toUtf8());
        QCOMPARE(finishReasonName(answer.finished->reason), reason);
        QCOMPARE(answer.finished->native, native);
    }

    void countsUsage_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("usage");
        QTest::newRow("plain") << R"({"input_tokens":5,"output_tokens":7})"_ba << R"({"input":5,"output":7})"_ba;
        QTest::newRow("no split") << R"({"input_tokens":5,"cache_creation_input_tokens":9,"output_tokens":7})"_ba
                                  << R"({"cache_write":9,"input":5,"output":7})"_ba;
        QTest::newRow("rest beyond the split is for 5 minutes")
            << R"({"cache_creation_input_tokens":100,"cache_creation":{"ephemeral_5m_input_tokens":20,"ephemeral_1h_input_tokens":30}})"_ba
            << R"({"cache_write":70,"cache_write_1h":30})"_ba;
        QTest::newRow("thinking above output is on top")
            << R"({"output_tokens":7,"output_tokens_details":{"thinking_tokens":9}})"_ba
            << R"({"output":7,"reasoning":9})"_ba;
        QTest::newRow("null is unknown") << R"({"input_tokens":5,"cache_read_input_tokens":null,"output_tokens":0})"_ba
                                         << R"({"input":5,"output":0})"_ba;
        QTest::newRow("beyond a double") << R"({"input_tokens":9007199254740993})"_ba
                                         << R"({"input":9007199254740993})"_ba;
    }
    void countsUsage()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, usage);
        JsonParser parser;
        AnthropicUsage counts;
        counts.overwrite(parser.parse(json));
        QCOMPARE(shown(counts.normalised()), usage);
    }

    void readsErrors_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("retryAfter");
        QTest::addColumn<QString>("kind");
        QTest::newRow("401") << 401 << u"authentication_error"_s << false << u"authentication"_s;
        QTest::newRow("402") << 402 << u"billing_error"_s << false << u"quota_exhausted"_s;
        QTest::newRow("403") << 403 << u"permission_error"_s << false << u"permission"_s;
        QTest::newRow("404") << 404 << u"not_found_error"_s << false << u"model_not_found"_s;
        QTest::newRow("429") << 429 << u"rate_limit_error"_s << true << u"rate_limited"_s;
        // A spend limit: the same type, but waiting does not help, and the provider says so by naming no wait.
        QTest::newRow("429 without a wait") << 429 << u"rate_limit_error"_s << false << u"quota_exhausted"_s;
        QTest::newRow("500") << 500 << u"api_error"_s << false << u"server_fault"_s;
        QTest::newRow("529") << 529 << u"overloaded_error"_s << false << u"overloaded"_s;
    }
    void readsErrors()
    {
        QFETCH(int, status);
        QFETCH(QString, type);
        QFETCH(bool, retryAfter);
        QFETCH(QString, kind);
        auto head = headOf(status, {{"request-id", "req_1"}});
        if (retryAfter)
            head.headers.append({.name = "retry-after"_ba, .value = "7"_ba});
        const QString body = u"{\"type\":\"error\",\"error\":{\"type\":\"%1\",\"message\":\"Said so.\"}}"_s.arg(type);
        const Error error = m_dialect.decodeError(head, body.toUtf8());
        QCOMPARE(errorKindName(error.kind), kind);
        QCOMPARE(error.detail, u"Said so."_s);
        QCOMPARE(error.requestId, u"req_1"_s);
        QCOMPARE(error.retryAfter.has_value(), retryAfter);
    }

    void anErrorMayComeWith200()
    {
        const auto answer
            = read(m_dialect, R"({"type":"error","error":{"type":"overloaded_error","message":"Busy"}})"_ba);
        QCOMPARE(answer.error->kind, ErrorKind::Overloaded);
        QCOMPARE(read(m_dialect, R"({"hello":1})"_ba).error->kind, ErrorKind::Protocol);
    }

    void readsTheRecordedModelList()
    {
        const auto body = recordedBody(u"anthropic/anthropic_models-list_models-list.json"_s);
        if (body.isEmpty())
            QSKIP("the shared recordings are not here");
        const auto page = m_dialect.decodeModels(body);
        const auto data = QJsonDocument::fromJson(body)["data"_L1];
        QCOMPARE(page->models.size(), data.toArray().size());
        for (qsizetype i = 0; i < page->models.size(); ++i) {
            QCOMPARE(page->models[i].id, data[i]["id"_L1].toString());
            QCOMPARE(page->models[i].contextTokens, data[i]["max_input_tokens"_L1].toInteger());
            QCOMPARE(page->models[i].inputs.contains("pdf"_L1),
                data[i]["capabilities"_L1]["pdf_input"_L1]["supported"_L1].toBool());
        }
    }
};

QTEST_GUILESS_MAIN(TestAnthropicDecoder)
#include "tst_anthropicdecoder.moc"
