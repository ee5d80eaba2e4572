// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/regexexplainer.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

class TestRegexExplainer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothing_data()
    {
        QTest::addColumn<QString>("pattern");
        for (const QString& pattern :
            {u"^(\\d{4})-(\\d{2})-(\\d{2})$"_s, u"[^\\]a-z]+?"_s, u"(?<year>\\w+)|(?:x)*"_s, u"a{2,}b{1,3}c{"_s,
                u"\\"_s, u"["_s, u"colou?r"_s, u"(?<!a)b(?=c)"_s, u"[]a]"_s, u"((("_s, u"[^"_s, u"[a\\"_s})
            QTest::newRow(qPrintable(pattern)) << pattern;
    }
    void losesNothing()
    {
        QFETCH(QString, pattern);
        QString joined;
        for (const RegexPiece& piece : explainRegex(pattern)) {
            QVERIFY(!piece.meaning.isEmpty());
            joined += piece.text;
        }
        QCOMPARE(joined, pattern);
    }

    void explainsPieces()
    {
        const QList<RegexPiece> expected{{u"^"_s, u"start of the text or line"_s}, {u"colo"_s, u"the text colo"_s},
            {u"u?"_s, u"the text u, optional"_s}, {u"r"_s, u"the text r"_s},
            {u"(?<n>"_s, u"starts group 1, called n"_s},
            {u"\\d{2,4}?"_s, u"a digit, 2 to 4 times, as few as possible"_s}, {u")"_s, u"ends the group"_s},
            {u"[^a-c]*"_s, u"a character that is none of a-c, any number of times"_s}};
        QCOMPARE(explainRegex(u"^colou?r(?<n>\\d{2,4}?)[^a-c]*"_s), expected);
    }

    void findsThePattern()
    {
        QCOMPARE(regexIn(u"Explain the regex `a+b` please"_s), u"a+b"_s);
        QCOMPARE(regexIn(u"what does /^x\\/y$/i match?"_s), u"^x\\/y$"_s);
        QCOMPARE(regexIn(u"regex ^\\d+$ explained"_s), u"^\\d+$"_s);
        QCOMPARE(regexIn(u"explain regular expressions, see https://a.example/b/c"_s), QString());
    }
};

QTEST_GUILESS_MAIN(TestRegexExplainer)
#include "tst_regexexplainer.moc"
