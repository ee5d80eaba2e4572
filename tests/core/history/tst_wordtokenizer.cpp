// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/connection.h"
#include "core/history/queries/content.h"
#include "core/history/wordtokenizer.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kInstances = "CREATE VIRTUAL TABLE places USING fts5vocab(words, 'instance')"_L1;
constexpr auto kPlaces = "SELECT term || ' ' || doc || ' ' || offset FROM places ORDER BY doc, offset"_L1;
constexpr auto kMarked = "SELECT highlight(words, 0, '[', ']') FROM words('the OR cafe OR \"\xc3\xbc\x62\x65r\" OR x1')"
                         " ORDER BY rowid"_L1;

/// A text that has every kind of neighbour often: letters, signs, marks that join, other scripts, broken bytes.
QString randomText(QRandomGenerator& random)
{
    static const QStringList pieces = {u"the"_s, u"Cafe"_s, u"caf\u00e9"_s, u"cafe\u0301"_s, u" "_s, u"  "_s, u"."_s,
        u"-"_s, u"_"_s, u"'"_s, u"\u2019"_s, u"\u2014"_s, u"\u00dcber"_s, u"x1"_s, u"7"_s, u"\u4e2d\u6587"_s,
        u"\u0301"_s, u"\n"_s, u"\t"_s, u"A"_s, u"zZ"_s, u"\U0001F600"_s, u"\u0130"_s, u"\u00df"_s, u"~"_s, u"\x7f"_s,
        u"0"_s, u"Kelvin\u212a"_s, u"\u0e44\u0e17\u0e22"_s, u"\u00b2"_s, u"\u2167"_s, u"word"_s};
    QString out;
    for (int i = random.bounded(40); i > 0; --i)
        out += pieces[random.bounded(static_cast<int>(pieces.size()))];
    return out;
}

} // namespace

/// The words that a search finds must not depend on which program, or which connection, wrote the index.
class TestWordTokenizer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheSameWordsAtTheSamePlaces_data()
    {
        QTest::addColumn<QString>("tokenizer");
        QTest::addRow("as the ledger has it") << u"unicode61 remove_diacritics 2"_s;
        QTest::addRow("without settings") << u"unicode61"_s;
        QTest::addRow("other letters") << u"unicode61 remove_diacritics 2 tokenchars ''_'' separators ''7''"_s;
    }
    void findsTheSameWordsAtTheSamePlaces()
    {
        QFETCH(QString, tokenizer);
        const QByteArray create
            = "CREATE VIRTUAL TABLE words USING fts5(text, tokenize='" + tokenizer.toLatin1() + "')";
        const QTemporaryDir folder;
        const auto plain = Connection::open(folder.filePath(u"plain.db"_s), Connection::Mode::Write);
        const auto quick = Connection::open(folder.filePath(u"quick.db"_s), Connection::Mode::Write);
        QVERIFY(plain && quick);
        QVERIFY(quickenWords(*quick).has_value());
        QRandomGenerator random(7);
        QStringList texts
            = {u""_s, u"a"_s, u" "_s, u"\u00e9"_s, u"word"_s.repeated(20'000), u"one two"_s, u"tail\u00e9"_s};
        for (int i = 0; i < 3'000; ++i)
            texts.append(randomText(random));
        for (const auto* connection : {&*plain, &*quick}) {
            QVERIFY(connection->execute(QLatin1StringView(create)).has_value());
            QVERIFY(connection->execute(kInstances).has_value());
            QVERIFY(connection->execute("BEGIN"_L1).has_value());
            for (const auto& text : std::as_const(texts))
                QVERIFY(runOnce(*connection, "INSERT INTO words(text) VALUES(?)"_L1, {text}).has_value());
            QVERIFY(connection->execute("COMMIT"_L1).has_value());
        }
        const auto expected = plain->texts(kPlaces);
        QVERIFY(expected && expected->size() > 10'000);
        QCOMPARE(quick->texts(kPlaces).value_or(QStringList()), *expected);
        const auto marked = plain->texts(kMarked);
        QVERIFY(marked && marked->size() > 500);
        QCOMPARE(quick->texts(kMarked).value_or(QStringList()), *marked);
        // The index as another connection reads it.
        const auto check = quick->execute("INSERT INTO words(words) VALUES('integrity-check')"_L1);
        QVERIFY(check.has_value());
        const auto reader = Connection::open(folder.filePath(u"quick.db"_s), Connection::Mode::Prepare);
        QVERIFY(reader.has_value());
        QVERIFY(reader->execute("INSERT INTO words(words) VALUES('integrity-check')"_L1).has_value());
    }
};

QTEST_GUILESS_MAIN(TestWordTokenizer)
#include "tst_wordtokenizer.moc"
