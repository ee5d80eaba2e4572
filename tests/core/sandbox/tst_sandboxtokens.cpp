// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/promptcache.h"
#include "core/sandbox/sandboxtokens.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

class TestSandboxTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutsText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("tokens");
        QTest::newRow("empty") << QString() << QStringList();
        QTest::newRow("words") << u"The quick fox"_s << QStringList{u"The"_s, u" quick"_s, u" fox"_s};
        QTest::newRow("long word") << u"extraordinary"_s << QStringList{u"extraor"_s, u"dinary"_s};
        QTest::newRow("number") << u"12345.6"_s << QStringList{u"123"_s, u"45"_s, u"."_s, u"6"_s};
        QTest::newRow("space") << u"a\n\n  b"_s << QStringList{u"a"_s, u"\n\n  "_s, u"b"_s};
        QTest::newRow("emoji stays whole") << u"a 😀!"_s << QStringList{u"a"_s, u" 😀"_s, u"!"_s};
        QTest::newRow("no blanks between words") << u"日本"_s << QStringList{u"日"_s, u"本"_s};
    }
    void cutsText()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, tokens);
        QCOMPARE(sandboxTokens(text), tokens);
        QCOMPARE(sandboxTokens(text).join(QString()), text);
        QCOMPARE(countSandboxTokens(text), tokens.size());
    }

    void aTokenIsAboutFourCharacters()
    {
        const QString text = u"Webhooks are delivered at least once. You cannot prevent duplicates; you can make the "
                             "second one harmless, and that is what the unique key of the event is for."_s;
        const double each = double(text.size()) / double(countSandboxTokens(text));
        QVERIFY2(each > 3.5 && each < 5.5, qPrintable(QString::number(each)));
    }

    void countsAWholePrompt()
    {
        ChatRequest request;
        request.messages
            = {ChatMessage::text(Role::System, u"Be kind"_s), ChatMessage::text(Role::User, u"Hello there"_s)};
        QCOMPARE(promptTokenHashes(request).size(), 6U); // two roles, four words
        request.messages.last().parts.append(ImagePart{.data = "x", .mediaType = {}, .url = {}});
        QCOMPARE(promptTokenHashes(request).size(), 6U + kImageTokens);
        request.tools = {{.name = u"tool"_s, .description = {}, .parameters = {}}};
        QVERIFY(promptTokenHashes(request).size() > 6U + kImageTokens);
    }

    void theCacheKnowsARepeatedBeginning()
    {
        std::vector<quint64> prompt(2000);
        for (std::size_t i = 0; i < prompt.size(); ++i)
            prompt[i] = i * 7919;
        PromptCache cache;
        QCOMPARE(cache.cachedTokens(u"swift", prompt), 0);
        QCOMPARE(cache.cachedTokens(u"swift", prompt), 1920); // whole blocks of 128
        QCOMPARE(cache.cachedTokens(u"steady", prompt), 0); // per model
        auto longer = prompt;
        longer.insert(longer.end(), 500, 3);
        QCOMPARE(cache.cachedTokens(u"swift", longer), 1920);
        auto other = prompt;
        other[1100] = 1;
        QCOMPARE(cache.cachedTokens(u"swift", other), 1024);
        other[1000] = 1;
        QCOMPARE(cache.cachedTokens(u"swift", other), 0); // less than the smallest
        other = prompt;
        other[0] = 1;
        QCOMPARE(cache.cachedTokens(u"swift", other), 0);
    }

    void theHashIsTheSameEverywhere()
    {
        QCOMPARE(stableHash(u""), 14695981039346656037ULL);
        QCOMPARE(stableHash(u"a"), stableHash(u"a"));
        QVERIFY(stableHash(u"a") != stableHash(u"a", 1));
    }
};

QTEST_GUILESS_MAIN(TestSandboxTokens)
#include "tst_sandboxtokens.moc"
