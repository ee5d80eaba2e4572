// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/answers.h"
#include "core/sandbox/answertopics.h"
#include "core/sandbox/sandboxendpoints.h"
#include "core/sandbox/sandboxtokens.h"

#include <QSet>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

SandboxConversation asking(const QString& prompt)
{
    return {.system = {}, .userTurns = {prompt}, .toolResults = {}, .attachments = 0};
}

} // namespace

class TestAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void demoTopicsAreAnsweredWell_data()
    {
        QTest::addColumn<QString>("prompt");
        QTest::addColumn<QString>("word"); // every answer must hold it
        QTest::newRow("raid") << u"Explain RAID levels"_s << u"backup"_s;
        QTest::newRow("webhook") << u"Our webhook is processed twice. How do I make it idempotent?"_s
                                 << u"PRIMARY KEY"_s;
        QTest::newRow("tax") << u"Compare sales tax in Austria and New York"_s << u"8.875"_s;
        QTest::newRow("vat") << u"How does Austrian VAT work for New York customers?"_s << u"8.875"_s;
        QTest::newRow("e-mail") << u"Write a quick email to move a meeting"_s << u"Subject:"_s;
        QTest::newRow("regex") << u"Explain the regex `^\\d{3}-[a-z]+$`"_s << u"a digit, exactly 3 times"_s;
        QTest::newRow("haiku") << u"Write a haiku"_s << u"> "_s;
        QTest::newRow("general") << u"Why do cats purr when they are content?"_s << u"purr"_s;
        QTest::newRow("code") << u"Write a python function that sorts invoices"_s << u"```python"_s;
        QTest::newRow("nothing to go by") << u"?"_s << u"sandbox"_s;
        QTest::newRow("place markers") << u"What do %1 and %2 mean?"_s << u"%1 and %2"_s;
    }
    void demoTopicsAreAnsweredWell()
    {
        QFETCH(QString, prompt);
        QFETCH(QString, word);
        QSet<QString> different;
        for (const QString& model : sandboxModels()) {
            const AnswerText answer = composeAnswer(model, asking(prompt), 1);
            const qint64 tokens = countSandboxTokens(answer.text);
            QVERIFY2(tokens >= 60 && tokens <= 460, qPrintable(u"%1: %2"_s.arg(model).arg(tokens)));
            QVERIFY2(answer.text.contains(word), qPrintable(answer.text));
            QVERIFY(answer.text.contains(u"Simulated answer from sandbox/%1"_s.arg(model)));
            QCOMPARE(answer.text.count("```"_L1) % 2, 0); // every code block ends
            QCOMPARE(!answer.reasoning.isEmpty(), model == "thinker"_L1);
            different.insert(answer.text);
        }
        QCOMPARE(different.size(), 4);
    }

    void steadyHasATableAndThinkerThinks()
    {
        const auto raid = composeAnswer(u"steady"_s, asking(u"RAID?"_s), 1);
        QVERIFY(raid.text.contains("|---|"_L1));
        const auto tax = composeAnswer(u"thinker"_s, asking(u"sales tax"_s), 1);
        QVERIFY(countSandboxTokens(tax.reasoning) > 60);
    }

    void wordingFollowsTheHash()
    {
        QSet<QString> wordings;
        for (quint64 hash = 0; hash < 12; ++hash) {
            const QString text = composeAnswer(u"steady"_s, asking(u"RAID?"_s), hash).text;
            QCOMPARE(composeAnswer(u"steady"_s, asking(u"RAID?"_s), hash).text, text);
            wordings.insert(text);
        }
        QCOMPARE(wordings.size(), 3);
    }

    void theConversationShowsInTheAnswer()
    {
        SandboxConversation conversation = asking(u"And which is fastest?"_s);
        conversation.userTurns.prepend(u"Explain RAID"_s);
        conversation.system = u"Speak like a pirate."_s;
        conversation.attachments = 2;
        const QString text = composeAnswer(u"swift"_s, conversation, 1).text;
        QVERIFY(text.contains(u"“Speak like a pirate.”"_s));
        QVERIFY(text.contains(u"“And which is fastest?” after “Explain RAID”"_s));
        QVERIFY(text.contains(u"2 attachments"_s));
    }

    void toolResultsAreUsed()
    {
        SandboxConversation conversation = asking(u"Weather in Graz?"_s);
        conversation.toolResults = {{.callId = u"1"_s, .name = u"get_weather"_s, .text = u"21 °C"_s, .isError = false}};
        const QString text = composeAnswer(u"steady"_s, conversation, 1).text;
        QVERIFY(text.contains(u"`get_weather` returned: 21 °C"_s));
        QVERIFY(text.contains(u"Weather in Graz?"_s));
    }

    void otherSubjectsAreNotMistakenForTopics()
    {
        for (const QString& prompt : {u"The police raided the house"_s, u"a taxi in New York"_s, u"I got an email"_s,
                 u"the irregular expression on his face"_s})
            QVERIFY2(!topicFor(prompt), qPrintable(prompt));
    }
};

QTEST_GUILESS_MAIN(TestAnswers)
#include "tst_answers.moc"
