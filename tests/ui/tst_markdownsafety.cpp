// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/answerprobe.h"
#include "ui/markdown/answerview.h"
#include "ui/markdown/blockwriter.h"
#include "ui/markdown/inlinewriter.h"

#include <QAbstractTextDocumentLayout>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>

using namespace assay;
using namespace Qt::StringLiterals;
using assay::testing::Probe;

/// What an answer may do to who shows it: nothing is opened or loaded by it, and no text makes it wait.
class TestMarkdownSafety : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlySafeSchemesBecomeLinks()
    {
        Probe probe;
        probe.append(u"[a](javascript:alert(1)) [b](file:///etc/passwd) [c](ftp://x/y) [d](HTTPS://example.org/)"_s);
        probe.finish();
        QStringList links;
        for (auto it = probe.begin().begin(); !it.atEnd(); ++it) {
            if (it.fragment().charFormat().isAnchor())
                links.append(it.fragment().charFormat().anchorHref());
        }
        QCOMPARE(links, QStringList{u"https://example.org/"_s});
        QVERIFY(probe.toPlainText().contains(u"b (file:///etc/passwd)"_s));
        QVERIFY(!isOpenable(QUrl(u"data:text/html,x"_s)));
    }

    void loadsNothing()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"picture.png"_s);
        QImage(4, 4, QImage::Format_RGB32).save(path);
        AnswerView view(std::make_shared<CodeHighlighter>());
        view.answer().append(u"![x](%1) ![y](file://%1)\n\n<img src=\"%1\">\n"_s.arg(path));
        view.finish();
        view.resize(400, 300);
        view.grab();
        for (const auto type :
            {QTextDocument::ImageResource, QTextDocument::HtmlResource, QTextDocument::StyleSheetResource}) {
            QVERIFY(!view.answer().resource(type, QUrl::fromLocalFile(path)).isValid());
            QVERIFY(!view.answer().resource(type, QUrl(path)).isValid());
        }
    }

    void invisibleCharactersShowInCode()
    {
        Probe probe;
        probe.append(u"`a\u202Eb`\n\n```\nx\u200By\n```\n"_s);
        probe.finish();
        const QString text = probe.toPlainText();
        QVERIFY(text.contains(u"a\u27E8U+202E\u27E9b"_s));
        QVERIFY(text.contains(u"x\u27E8U+200B\u27E9y"_s));
    }

    void hostileInputIsBounded_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("one long word") << QString(300'000, u'x');
        QTest::newRow("deep quotes") << QString(5'000, u'>') + u" x"_s;
        QTest::newRow("deep lists") << QString(u"- "_s).repeated(2'000) + u"x"_s;
        QTest::newRow("many brackets") << QString(20'000, u'[');
        QTest::newRow("many emphases") << QString(u"*a _b "_s).repeated(10'000);
        QTest::newRow("wide table") << QString(u"|a"_s).repeated(3'000) + u"|\n"_s + QString(u"|-"_s).repeated(3'000)
                + u"|\n"_s;
        QTest::newRow("nested html") << QString(u"<table><tr><td>"_s).repeated(3'000);
        QTest::newRow("long code line") << u"```js\n"_s + QString(200'000, u'a') + u"\n```\n"_s;
        QTest::newRow("ats") << QString(20'000, u'@');
        QTest::newRow("nulls") << QString(1'000, QChar(u'\0'));
        QTest::newRow("one megabyte in one line") << QString(1'000'000, u'y');
        QTest::newRow("10,000 columns") << QString(u"|a"_s).repeated(10'000) + u"|\n"_s
                + QString(u"|-"_s).repeated(10'000) + u"|\n"_s + QString(u"|b"_s).repeated(10'000) + u"|\n"_s;
        QTest::newRow("bidi") << QString(u"\u202Eabc\u2066def\u200Bx\u2069 "_s).repeated(3'000);
        // Whoever reads these waits, or reads without end.
        QTest::newRow("endless files")
            << u"![a](file:///dev/zero) ![b](/dev/zero) <img src=\"file:///dev/zero\"> [c](file:///dev/zero)\n"_s;
        QTest::newRow("fences in quotes in lists") << QString(u"> - ```\n"_s).repeated(3'000);
    }
    void hostileInputIsBounded()
    {
        QFETCH(QString, text);
        Probe probe;
        probe.setTextWidth(400);
        probe.append(text);
        probe.finish();
        QVERIFY(probe.documentLayout()->documentSize().height() > 0);
        for (QTextBlock block = probe.begin(); block.isValid(); block = block.next()) {
            QVERIFY(block.blockFormat().indent() <= 6);
            QVERIFY(block.blockFormat().leftMargin() <= 200);
            QVERIFY(block.length() <= BlockSink::kLongestBlock + 1);
            const CellPlace cell = cellPlace(block.blockFormat());
            QVERIFY(cell.columns <= 20 && (cell.row + 1) * cell.columns <= 2000);
            qsizetype run = 0;
            for (const QChar c : block.text()) {
                run = c.isSpace() ? 0 : run + 1;
                QVERIFY(run <= 2000);
            }
        }
        QVERIFY(probe.rootFrame()->childFrames().isEmpty());
    }

    void tooLongIsCutAndSaysSo()
    {
        Probe probe;
        probe.append(QString(u"word "_s).repeated(AnswerDocument::kLongestShown / 5 + 10));
        QVERIFY(probe.isShortened());
        QCOMPARE(probe.source().size(), AnswerDocument::kLongestShown);
    }
};

QTEST_MAIN(TestMarkdownSafety)
#include "tst_markdownsafety.moc"
