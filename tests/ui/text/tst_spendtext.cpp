// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/csv.h"
#include "ui/text/spendtext.h"

#include <QJsonArray>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

class TestSpendText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void totals()
    {
        QCOMPARE(SpendText::total({.known = Money::fromPico(4'120'000'000'000), .calls = 9, .unpriced = 3}),
            u"$4.12 + 3 unpriced calls"_s);
        QCOMPARE(SpendText::total({.known = Money::fromPico(4'120'000'000'000), .calls = 9, .unpriced = 1}),
            u"$4.12 + 1 unpriced call"_s);
        QCOMPARE(SpendText::total({.known = {}, .calls = 3, .unpriced = 3}), u"3 unpriced calls"_s); // no $0.00 at all
        QCOMPARE(SpendText::total({.known = {}, .calls = 4, .unpriced = 0}), u"$0.00"_s);
    }

    void formulasAreDefused_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("written");
        QTest::newRow("formula") << u"=HYPERLINK(\"http://x\")"_s << u"\"'=HYPERLINK(\"\"http://x\"\")\""_s;
        QTest::newRow("plus") << u"+1+1"_s << u"'+1+1"_s;
        QTest::newRow("minus") << u"-cmd"_s << u"'-cmd"_s;
        QTest::newRow("at") << u"@SUM(A1)"_s << u"'@SUM(A1)"_s;
        QTest::newRow("tab") << u"\t=1"_s << u"'\t=1"_s;
        QTest::newRow("return") << u"\r=1"_s << u"\"'\r=1\""_s;
        QTest::newRow("number") << u"-0.0137"_s << u"-0.0137"_s;
        QTest::newRow("two points") << u"-1.2.3"_s << u"'-1.2.3"_s;
        QTest::newRow("comma") << u"a,b"_s << u"\"a,b\""_s;
        QTest::newRow("plain") << u"openai/gpt"_s << u"openai/gpt"_s;
        QTest::newRow("empty") << QString() << QString();
    }
    void formulasAreDefused()
    {
        QFETCH(QString, cell);
        QFETCH(QString, written);
        QCOMPARE(csvLine({cell}), written);
    }

    void unknownIsNoZero()
    {
        SpendReport report;
        report.request.query = {.from = QDate(2026, 11, 1), .to = QDate(2026, 12, 1)};
        report.request.today = QDate(2026, 11, 20);
        report.rows = {{.key = u"=lab/x"_s, .total = {.known = {}, .calls = 2, .unpriced = 2}},
            {.key = u"openai/a"_s, .total = {.known = Money::fromPico(13'700'000'001), .calls = 1}, .complete = 1}};
        report.figures.total = {.known = Money::fromPico(13'700'000'001), .calls = 3, .unpriced = 2};
        const QStringList lines = SpendText::csv(report).split(u"\r\n"_s);
        QVERIFY2(lines[1].startsWith(u"'=lab/x,,2,2,0,"_s), qPrintable(lines[1]));
        QVERIFY2(lines[2].startsWith(u"openai/a,0.013700000001,1,0,"_s), qPrintable(lines[2]));
        const QJsonObject json = SpendText::json(report, true);
        const auto rows = json[u"rows"].toArray();
        QVERIFY(rows[0][u"pico_usd"].isNull());
        QCOMPARE(rows[0][u"unpriced_calls"].toInt(), 2);
        QCOMPARE(rows[1][u"pico_usd"].toInteger(), 13'700'000'001);
        QCOMPARE(json[u"until"].toString(), u"2026-11-30"_s);
        QVERIFY(json[u"projection"].isNull()); // no days to rest on
        QVERIFY(json[u"imported"].toArray().isEmpty());
    }

    void figures()
    {
        const auto figures = spendFigures({{.key = u"answer"_s,
                                               .total = {.known = Money::fromPico(1'000), .calls = 5, .unpriced = 1},
                                               .complete = 3,
                                               .retries = Money::fromPico(100),
                                               .cacheSaved = Money::fromPico(40),
                                               .unsaved = 1},
            {.key = u"judge"_s,
                .total = {.known = Money::fromPico(300), .calls = 2},
                .complete = 2,
                .retries = Money::fromPico(50)},
            {.key = u"title"_s, .total = {.known = Money::fromPico(20), .calls = 1}, .complete = 1}});
        QCOMPARE(figures.total.known.pico(), 1'320);
        QCOMPARE(figures.judging.pico(), 320);
        QCOMPARE(figures.retries.pico(), 100); // a judge's retry is in judging already
        QCOMPARE(figures.overhead.pico(), 420);
        QCOMPARE(figures.answers, 3);
        QCOMPARE(figures.perAnswer->pico(), 440);
        QCOMPARE(figures.unsaved, 1);
        QVERIFY(!spendFigures({}).perAnswer);
    }
};

QTEST_GUILESS_MAIN(TestSpendText)
#include "tst_spendtext.moc"
