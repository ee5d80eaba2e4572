// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/dialectregistry.h"
#include "tests/support/decodeharness.h"

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

class TestOpenAiUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesUsageApart_data();
    void takesUsageApart();
    void tellsNoCostFromCostZero();

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

void TestOpenAiUsage::takesUsageApart_data()
{
    QTest::addColumn<QByteArray>("usage");
    QTest::addColumn<QByteArray>("classes");
    QTest::addColumn<QString>("cost");
    QTest::addColumn<bool>("disagrees");
    const auto row = [](const char* name, const QByteArray& usage, const QByteArray& classes, const QString& cost = {},
                         bool disagrees = false) { QTest::newRow(name) << usage << classes << cost << disagrees; };
    row("plain", R"({"prompt_tokens":10,"completion_tokens":4,"total_tokens":14})", R"({"input":10,"output":4})");
    row("openai",
        R"({"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,"prompt_tokens_details":{"cached_tokens":60,"cache_write_tokens":10,"audio_tokens":5},"completion_tokens_details":{"reasoning_tokens":20,"audio_tokens":3}})",
        R"({"cache_read":60,"cache_write":10,"input":25,"input_audio":5,"output":27,"output_audio":3,"reasoning":20})");
    row("deepseek",
        R"({"prompt_tokens":100,"completion_tokens":5,"total_tokens":105,"prompt_cache_hit_tokens":64,"prompt_cache_miss_tokens":36})",
        R"({"cache_read":64,"input":36,"output":5})");
    row("xai chat, reasoning on top",
        R"({"prompt_tokens":165,"completion_tokens":2,"total_tokens":296,"prompt_tokens_details":{"cached_tokens":164},"completion_tokens_details":{"reasoning_tokens":129},"cost_in_usd_ticks":739000})",
        R"({"cache_read":164,"input":1,"output":2,"reasoning":129})", u"0.0000739"_s);
    row("xai grok-4.3 to the last digit",
        R"({"prompt_tokens":425,"completion_tokens":322,"total_tokens":747,"cost_in_usd_ticks":11346500})",
        R"({"input":425,"output":322})", u"0.00113465"_s);
    row("azure grok, cache on top",
        R"({"prompt_tokens":10,"completion_tokens":4,"total_tokens":14,"prompt_tokens_details":{"cached_tokens":180}})",
        R"({"cache_read":180,"input":10,"output":4})");
    row("azure grok by its mark",
        R"({"prompt_tokens":241,"completion_tokens":56,"total_tokens":297,"audio_prompt_tokens":0,"prompt_tokens_details":{"cached_tokens":178}})",
        R"({"cache_read":178,"input":241,"output":56})");
    row("more reasoning than completion",
        R"({"prompt_tokens":5,"completion_tokens":10,"total_tokens":15,"completion_tokens_details":{"reasoning_tokens":11}})",
        R"({"input":5,"output":10,"reasoning":11})", {}, true);
    row("mistral audio on top",
        R"({"prompt_tokens":20,"completion_tokens":7,"total_tokens":402,"prompt_tokens_details":{"audio_tokens":375}})",
        R"({"input":20,"input_audio":375,"output":7})");
    row("together's cached", R"({"prompt_tokens":20,"completion_tokens":7,"total_tokens":27,"cached_tokens":16})",
        R"({"cache_read":16,"input":4,"output":7})");
    row("perplexity",
        R"({"prompt_tokens":33,"completion_tokens":7163,"total_tokens":7196,"citation_tokens":190,"num_search_queries":18,"reasoning_tokens":72757,"cost":{"input_tokens_cost":0.0,"request_cost":0.005,"total_cost":0.40511}})",
        R"({"citation":190,"input":33,"output":7163,"reasoning":72757,"searches":18})", u"0.40511"_s);
    row("perplexity, early chunk",
        R"({"prompt_tokens":8,"completion_tokens":1,"total_tokens":9,"search_context_size":"low","cost":{"total_cost":0.0}})",
        R"({"input":8,"output":1})");
    row("openrouter", R"({"prompt_tokens":13,"completion_tokens":9,"total_tokens":22,"cost":0.000735,"is_byok":false})",
        R"({"input":13,"output":9})", u"0.000735"_s);
    row("openrouter, finest price", R"({"prompt_tokens":1,"completion_tokens":1,"total_tokens":2,"cost":1.13e-05})",
        R"({"input":1,"output":1})", u"0.0000113"_s);
    row("openrouter with an own key",
        R"({"prompt_tokens":1,"completion_tokens":1,"total_tokens":2,"cost":0.95,"is_byok":true,"cost_details":{"upstream_inference_cost":19}})",
        R"({"input":1,"output":1})", u"19.95"_s);
    row("a total that no rule explains", R"({"prompt_tokens":35,"completion_tokens":12,"total_tokens":109})",
        R"({"input":35,"output":12})", {}, true);
    row("only the prompt", R"({"prompt_tokens":35})", R"({"input":35})");
}

void TestOpenAiUsage::takesUsageApart()
{
    QFETCH(QByteArray, usage);
    QFETCH(QByteArray, classes);
    QFETCH(QString, cost);
    QFETCH(bool, disagrees);
    const QByteArray last = "data: {\"id\":\"c1\",\"choices\":[],\"usage\":" + usage + "}\n\ndata: [DONE]\n\n";
    const Answer answer = decoded(stream({delta(R"("content":"x")"), delta("", R"("stop")")}, last));
    QVERIFY(answer.usage);
    QCOMPARE(QJsonDocument(answer.usage->usage.toJson()).toJson(QJsonDocument::Compact), classes);
    QCOMPARE(answer.usage->reportedCost ? answer.usage->reportedCost->toDecimalString() : QString(), cost);
    QCOMPARE(answer.usage->disagrees, disagrees);
    QCOMPARE(answer.usage->raw, usage);
    QVERIFY(answer.finished);
}

void TestOpenAiUsage::tellsNoCostFromCostZero()
{
    const auto usage = [&](const QByteArray& cost) {
        return decoded(
            R"({"id":"c","choices":[{"index":0,"message":{"content":"x"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1)"
            + cost + "}}")
            .usage;
    };
    QCOMPARE(usage(R"(,"cost":0)")->reportedCost, Money());
    QVERIFY(!usage(R"(,"cost":null)")->reportedCost);
    QVERIFY(!usage("")->reportedCost);
    QVERIFY(!decoded(R"({"id":"c","choices":[{"index":0,"message":{"content":"x"},"finish_reason":"stop"}]})").usage);
    QVERIFY(
        !decoded(R"({"id":"c","choices":[{"index":0,"message":{"content":"x"},"finish_reason":"stop"}],"usage":null})")
            .usage);
}

QTEST_GUILESS_MAIN(TestOpenAiUsage)
#include "tst_openaiusage.moc"
