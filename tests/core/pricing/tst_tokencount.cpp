// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pricing/tokencount.h"

#include <QRandomGenerator>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

enum class Kind { Small, Capital, Digit, Blank, LineEnd, Mark };

Kind kindOf(char16_t u)
{
    if (u >= u'a' && u <= u'z')
        return Kind::Small;
    if (u >= u'A' && u <= u'Z')
        return Kind::Capital;
    if (u >= u'0' && u <= u'9')
        return Kind::Digit;
    if (u == u' ' || u == u'\t')
        return Kind::Blank;
    return u == u'\n' || u == u'\r' ? Kind::LineEnd : Kind::Mark;
}

qint64 pieceTokens(Kind kind, qint64 length)
{
    switch (kind) {
    case Kind::Small:
    case Kind::Capital: return length <= 9 ? 1 : 1 + (length - 9 + 5) / 6;
    case Kind::Digit: return (length + 2) / 3;
    case Kind::Blank: return length == 1 ? 0 : 1 + length / 32;
    case Kind::LineEnd: return 1 + length / 16;
    case Kind::Mark: return 1 + (length - 1) / 3;
    }
    return 0;
}

/// Unit by unit, as the rule says it; ASCII.
qint64 countSlowly(const QString& text)
{
    qint64 tokens = 0;
    for (qsizetype at = 0; at < text.size();) {
        const Kind kind = kindOf(text[at].unicode());
        Kind last = kind;
        const qsizetype start = at++;
        for (; at < text.size(); ++at) {
            const Kind next = kindOf(text[at].unicode());
            if (next != last && !(last == Kind::Capital && next == Kind::Small))
                break;
            last = next;
        }
        tokens += pieceTokens(kind, at - start);
    }
    return tokens;
}

} // namespace

class TestTokenCount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A long text is counted from samples of it.
    void longTextsAreCountedAsTheirParts()
    {
        const QStringList words = {u"the"_s, u"answer"_s, u"getUserName()"_s, u"4711"_s, u"incomprehensibilities"_s,
            u"- "_s, u"天空为什么"_s, u"Straße"_s, u"\n\n"_s};
        QString text;
        quint32 random = 7;
        while (text.size() < 300'000) {
            random = random * 1664525 + 1013904223;
            text += words[(random >> 8) % words.size()] + u' ';
        }
        qint64 whole = 0;
        for (qsizetype at = 0; at < text.size(); at += 8'000)
            whole += countTextTokens(QStringView(text).mid(at, 8'000));
        QVERIFY(whole > 50'000);
        const qint64 sampled = countTextTokens(text);
        QVERIFY2(qAbs(sampled - whole) * 50 < whole, qPrintable(u"%1 against %2"_s.arg(sampled).arg(whole)));
    }

    void text_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("tokens"); // of o200k, as published tools count them
        QTest::newRow("nothing") << QString() << qint64{0};
        QTest::newRow("words") << u"Hello world"_s << qint64{2};
        QTest::newRow("sentence") << u"The quick brown fox jumps over the lazy dog."_s << qint64{10};
        QTest::newRow("digits in threes") << u"1234567"_s << qint64{3};
        QTest::newRow("camel case") << u"getUserName"_s << qint64{3};
    }

    void text()
    {
        QFETCH(QString, text);
        QFETCH(qint64, tokens);
        QCOMPARE(countTextTokens(text), tokens);
    }

    // Runs of small letters are read four at a time; where they end must not matter.
    void wordsOfEveryLength()
    {
        const auto word = [](qsizetype letters) { return letters <= 9 ? 1 : 1 + (letters - 9 + 5) / 6; };
        for (qsizetype letters = 1; letters <= 40; ++letters) {
            const QString text = QString(letters, u'z');
            QCOMPARE(countTextTokens(text), word(letters));
            QCOMPARE(countTextTokens(text + u" b"_s), word(letters) + 1);
            QCOMPARE(countTextTokens(text + u"\u00e9"_s), word(letters + 1)); // one word with its accent
            QCOMPARE(countTextTokens(text + u'B' + text), 2 * word(letters) + (word(letters + 1) - word(letters)));
            QCOMPARE(countTextTokens(text + u"  a"_s), word(letters) + 2); // two blanks are a piece of their own
            QCOMPARE(countTextTokens(text + u" \u00a0a"_s), word(letters) + 2);
            QCOMPARE(countTextTokens(text + u"{ "_s), word(letters) + 1);
            QCOMPARE(countTextTokens(text + u"\uff41"_s), word(letters) + 1); // another script's letter
        }
    }

    // Text is read 64 units at a time, and where pieces lie in those must not matter.
    void piecesOfEveryLengthAnywhere()
    {
        const QList<QString> units{u"a"_s, u"Z"_s, u"7"_s, u" "_s, u"\n"_s, u"."_s, u"\t"_s, u"\0"_s};
        QRandomGenerator random(11);
        for (int i = 0; i < 20'000; ++i) {
            const int longest = i % 3 == 0 ? 80 : i % 3 == 1 ? 12 : 3;
            QString text;
            while (text.size() < random.bounded(1, 200))
                text += units[random.bounded(units.size())].repeated(random.bounded(1, longest + 1));
            QVERIFY2(countTextTokens(text) == countSlowly(text), qPrintable(text));
            // Another script's letter ends what stands before it, and is one piece.
            const QString both = text + u"\uff41 x"_s + text;
            QVERIFY2(countTextTokens(both) == countSlowly(text) + 1 + countSlowly(u'x' + text), qPrintable(text));
        }
    }

    void otherScriptsAreNotCountedAsWords()
    {
        const qint64 chinese = countTextTokens(u"天空为什么是蓝色的"); // nine signs
        QVERIFY(chinese >= 5 && chinese <= 9);
        QVERIFY(countTextTokens(u"Почему небо голубое?") >= 4);
        QVERIFY(countTextTokens(u"🦀🦀") >= 2);
    }

    void neverMoreThanBytesAndNeverNegative()
    {
        QRandomGenerator random(7);
        for (int i = 0; i < 500; ++i) {
            QString text;
            const int length = random.bounded(80);
            for (int c = 0; c < length; ++c)
                text += QChar(static_cast<char16_t>(
                    random.bounded(2) == 0 ? random.bounded(32, 127) : random.bounded(32, 0xd000)));
            const auto guess = guessText(text, u"gpt-5"_s);
            QVERIFY(guess.atLeast <= guess.expected && guess.expected <= guess.atMost);
            QVERIFY2(guess.expected <= qMax(qint64{1}, qint64{text.toUtf8().size()}), qPrintable(text));
        }
    }

    void families_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("family");
        const QList<std::pair<QString, QString>> rows = {{u"gpt-4-turbo"_s, u"cl100k"_s}, {u"gpt-5-mini"_s, u"o200k"_s},
            {u"openai/gpt-4o"_s, u"o200k"_s}, {u"o3-mini"_s, u"o200k"_s}, {u"claude-sonnet-5"_s, u"claude-4.7+"_s},
            {u"anthropic/claude-opus-4.7"_s, u"claude-4.7+"_s}, {u"claude-3-5-haiku-20241022"_s, u"claude-3..4.6"_s},
            {u"gemini-3-pro"_s, u"gemini"_s}, {u"meta-llama/llama-3.3-70b"_s, u"llama3"_s},
            {u"qwen3-32b"_s, u"qwen3"_s}, {u"deepseek-chat"_s, u"deepseek"_s}, {u"mistral-large"_s, u"mistral"_s},
            {u"grok-4"_s, u"grok"_s}, {u"swift"_s, u"other"_s}};
        for (const auto& [model, family] : rows)
            QTest::newRow(qPrintable(model)) << model << family;
    }

    void families()
    {
        QFETCH(QString, model);
        QFETCH(QString, family);
        QCOMPARE(QString(tokenFamily(model).id), family);
    }

    void promptsCarryTheirOverhead()
    {
        ChatRequest request;
        request.messages
            = {ChatMessage::text(Role::System, u"Be brief."_s), ChatMessage::text(Role::User, u"Hello world"_s)};
        const auto count = countPrompt(request);
        QCOMPARE(count.messages, 2);
        QCOMPARE(count.textTokens, countTextTokens(u"Be brief.") + 2);
        const TokenFamily family = tokenFamily(u"gpt-5"_s);
        const auto guess = guessPrompt(count, u"gpt-5"_s);
        QCOMPARE(guess.expected, count.textTokens + family.perRequest + 2 * family.perMessage);
        QVERIFY(!guess.hasAttachments);
        QVERIFY(guess.atLeast <= count.textTokens);
        QVERIFY(guess.atMost >= count.textBytes);
        QCOMPARE(guessPrompt(count, u"gpt-5"_s, 2000).expected, 2 * guess.expected);
        request.tools = {ToolSpec{.name = u"weather"_s, .description = u"The weather of a city"_s}};
        QVERIFY(guessPrompt(countPrompt(request), u"gpt-5"_s).expected > guess.expected + family.withTools);
    }

    void attachmentsAreSaidToBeGuessed()
    {
        ChatRequest request;
        request.messages = {ChatMessage::text(Role::User, u"What is this?"_s)};
        const auto without = guessPrompt(countPrompt(request), u"gpt-5"_s);
        request.messages.first().parts.append(ImagePart{.data = "x", .mediaType = u"image/png"_s});
        const auto with = guessPrompt(countPrompt(request), u"gpt-5"_s);
        QVERIFY(with.hasAttachments);
        QVERIFY(with.expected > without.expected);
        QVERIFY(with.atMost >= without.atMost + 5000);
    }

    void whatTheBodyHoldsBeyondThemCountsAtWorst()
    {
        ChatRequest request;
        request.messages = {ChatMessage::text(Role::User, QString(100'000, u'é'))};
        request.messages.first().parts.append(ImagePart{.data = QByteArray(300'000, 'x'), .mediaType = u"image/png"_s});
        const auto plain = guessPrompt(countPrompt(request), u"gpt-5"_s);
        // As a client sends it: letters as \uXXXX, the picture as base64, and a frame.
        request.native = {.dialect = u"openai-chat"_s, .body = QByteArray(600'000 + 400'000 + 500, 'x')};
        QCOMPARE(guessPrompt(countPrompt(request), u"gpt-5"_s), plain);
        request.native.body = QByteArray(2'000'000, 'x'); // documents, or a prediction
        QVERIFY(guessPrompt(countPrompt(request), u"gpt-5"_s).atMost >= plain.atMost + 900'000);
    }
};

QTEST_GUILESS_MAIN(TestTokenCount)
#include "tst_tokencount.moc"
