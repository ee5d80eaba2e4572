// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/choicemerger.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const AnswerIdentity kWho{.id = u"gen-1"_s, .model = u"p/m"_s, .provider = u"p"_s, .created = 7};

AnswerEnd sumOf(qint64 prompt, std::optional<qint64> completion)
{
    AnswerEnd out;
    out.usage.set(UsageClass::Input, prompt);
    if (completion)
        out.usage.set(UsageClass::Output, *completion);
    return out;
}

QJsonObject parsed(const QByteArray& event)
{
    return QJsonDocument::fromJson(event.trimmed().sliced(6)).object();
}

} // namespace

/// What becomes of the events of single answers.
class TestChoiceMerger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choicesGetTheirIndex()
    {
        const auto merger = makeOpenAiChatMerger(kWho, {});
        const auto out = merger->piece(3,
            "data: {\"id\":\"gen-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a \\\"b\\\"\"},"
            "\"finish_reason\":null}],\"new\":{\"index\":0}}\n\n");
        QVERIFY(out.startsWith("data: {") && out.endsWith("}\n\n"));
        const auto chunk = parsed(out);
        QCOMPARE(chunk["choices"_L1][0]["index"_L1].toInt(), 3);
        QCOMPARE(chunk["choices"_L1][0]["delta"_L1]["content"_L1].toString(), u"a \"b\""_s);
        QCOMPARE(chunk["new"_L1]["index"_L1].toInt(-1), 0);
    }

    void whatIsSaidOfOneIsNotPassedOn_data()
    {
        QTest::addColumn<QByteArray>("event");
        QTest::newRow("end") << "data: [DONE]\n\n"_ba;
        QTest::newRow("usage") << "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1}}\n\n"_ba;
        QTest::newRow("usage with an empty choice")
            << "data: {\"choices\":[{\"index\":0,\"delta\":{ },\"finish_reason\":null}],\"usage\":{\"prompt_tokens\":1}}\n\n"_ba;
    }
    void whatIsSaidOfOneIsNotPassedOn()
    {
        QFETCH(const QByteArray, event);
        QCOMPARE(makeOpenAiChatMerger(kWho, {})->piece(1, event), QByteArray());
    }

    /// Some servers say it with the finish reason.
    void usageBesideAChoiceIsLeftOut()
    {
        const auto merger = makeOpenAiChatMerger(kWho, {});
        const auto chunk = parsed(merger->piece(1,
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
            "\"x_groq\":{\"usage\":{}},\"usage\":{\"prompt_tokens\":1}}\n\n"));
        QCOMPARE(chunk["choices"_L1][0]["finish_reason"_L1].toString(), u"stop"_s);
        QVERIFY(!chunk.contains("usage"_L1));
        QVERIFY(!chunk.contains("x_groq"_L1));
    }

    void severalEventsOfOneRead()
    {
        const auto merger = makeOpenAiCompletionMerger(kWho);
        const auto out = merger->piece(2,
            "data: {\"choices\":[{\"index\":0,\"text\":\"a\"}]}\n\ndata: {\"choices\":[\ndata: {\"text\":\"b\"}]}\n\n");
        QCOMPARE(out.count("data: "), 2);
        QCOMPARE(out.count("\"index\":2"), 2);
    }

    void usageIsToldOnce()
    {
        ClientRequest request;
        request.wantsUsageApart = true;
        request.wantsGroqUsage = true;
        const auto end = makeOpenAiChatMerger(kWho, request)->end(sumOf(4, 6));
        QVERIFY(end.endsWith("\n\ndata: [DONE]\n\n"));
        const auto chunk = parsed(end.first(end.indexOf("\n\n")));
        QCOMPARE(chunk["usage"_L1]["total_tokens"_L1].toInt(), 10);
        QVERIFY(chunk["usage"_L1]["cost"_L1].isNull());
        QCOMPARE(chunk["choices"_L1].toArray(), QJsonArray());
        QCOMPARE(chunk["x_groq"_L1]["usage"_L1]["total_tokens"_L1].toInt(), 10);
        QCOMPARE(chunk["id"_L1].toString(), kWho.id);
    }

    void usageThatIsNotKnownIsNotTold()
    {
        QCOMPARE(makeOpenAiChatMerger(kWho, {})->end(sumOf(4, {})), "data: [DONE]\n\n"_ba);
        QCOMPARE(makeOpenAiCompletionMerger(kWho)->end(sumOf(4, {})), "data: [DONE]\n\n"_ba);
        const auto whole = makeOpenAiChatMerger(kWho, {})->whole(
            {R"({"choices":[{"index":0}],"usage":{"prompt_tokens":4}})", R"({"choices":[{"index":0}]})"}, sumOf(4, {}));
        QCOMPARE(QJsonDocument::fromJson(whole).object().keys(), QStringList{u"choices"_s});
        QVERIFY(!makeGeminiMerger(2, GeminiFraming::Events)
                ->whole({R"({"candidates":[{}],"usageMetadata":{}})", R"({"candidates":[{}]})"}, sumOf(4, {}))
                .contains("usageMetadata"));
    }

    void documentsAreJoinedInOrder()
    {
        const auto whole = makeOpenAiChatMerger(kWho, {})->whole(
            {R"({"id":"gen-1","choices":[{"index":0,"message":{"content":"a"}}]})",
                R"({"id":"gen-1","choices":[{"message":{"content":"b"}}]})"},
            sumOf(1, 2));
        const auto answer = QJsonDocument::fromJson(whole).object();
        const auto choices = answer["choices"_L1].toArray();
        QCOMPARE(choices.size(), 2);
        QCOMPARE(choices[1]["index"_L1].toInt(), 1);
        QCOMPARE(choices[1]["message"_L1]["content"_L1].toString(), u"b"_s);
        QCOMPARE(answer["usage"_L1]["total_tokens"_L1].toInt(), 3);
    }

    void aFailureEndsTheStream()
    {
        const QByteArray error = "data: {\"error\":{\"message\":\"x\"},\"choices\":[{\"index\":0,\"delta\":{},"
                                 "\"finish_reason\":\"error\"}]}\n\ndata: [DONE]\n\n";
        const auto out = makeOpenAiChatMerger(kWho, {})->failed(1, error);
        QCOMPARE(out.count("[DONE]"), 1);
        QCOMPARE(parsed(out.first(out.indexOf("\n\n")))["choices"_L1][0]["index"_L1].toInt(), 1);
        const auto array = makeGeminiMerger(2, GeminiFraming::Array);
        QByteArray text = array->piece(0, "[{\"candidates\":[{\"index\":0}]}\n");
        text += array->failed(1, "[{\"error\":{\"code\":502}}\n]\n");
        const auto items = QJsonDocument::fromJson(text).array();
        QVERIFY2(items.size() == 2, text.constData());
        QCOMPARE(items[1]["error"_L1]["code"_L1].toInt(), 502);
    }
};

QTEST_GUILESS_MAIN(TestChoiceMerger)
#include "tst_choicemerger.moc"
