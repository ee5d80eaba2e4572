// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/hostiledocuments.h"
#include "ui/markdown/answerlayout.h"
#include "ui/markdown/answerview.h"
#include "ui/markdown/inlinewriter.h"

#include <QNetworkAccessManager>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

/// Counts what the document asks for, and gives nothing.
class CountingDocument : public AnswerDocument
{
public:
    CountingDocument()
        : AnswerDocument(std::make_shared<CodeHighlighter>())
    {
        setStyle(MarkdownStyle::make(QFont(u"Sans Serif"_s, 10), Theme::light()));
    }
    int asked = 0;

protected:
    QVariant loadResource(int type, const QUrl& name) override
    {
        ++asked;
        return AnswerDocument::loadResource(type, name);
    }
};

QString offence(const QTextBlock& block)
{
    const QTextBlockFormat format = block.blockFormat();
    const CellPlace cell = cellPlace(format);
    if (format.indent() > 6 || format.leftMargin() > 200)
        return u"indented without end"_s;
    if (block.length() > BlockSink::kLongestBlock + 1)
        return u"a block of %1 characters"_s.arg(block.length());
    if (cell.columns > 20 || (cell.row + 1) * std::max(1, cell.columns) > 2000)
        return u"a table without end"_s;
    if (block.text().contains(QChar::ObjectReplacementCharacter) && format.objectIndex() >= 0)
        return u"an object"_s;
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextCharFormat text = it.fragment().charFormat();
        if (text.isImageFormat() || text.objectType() != QTextFormat::NoObject)
            return u"an image or object"_s;
        if (text.isAnchor() && !isOpenable(QUrl(text.anchorHref())))
            return u"a link to "_s + text.anchorHref();
    }
    return {};
}

QString offenceIn(const QTextDocument& document)
{
    if (!document.rootFrame()->childFrames().isEmpty())
        return u"a frame"_s;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (const QString found = offence(block); !found.isEmpty())
            return found + u" in "_s + block.text().left(80);
    }
    return {};
}

} // namespace

/// Answers meant to stop, slow or fool whoever shows them: all are shown, none loads anything, none leaves the shape
/// that keeps layout fast. How long it takes is measured by `./dev bench panes`.
class TestHostileDocuments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shows_data()
    {
        QTest::addColumn<QString>("text");
        for (const HostileDocument& document : hostileDocuments())
            QTest::newRow(qPrintable(document.name)) << document.text;
    }
    void shows()
    {
        QFETCH(QString, text);
        CountingDocument document;
        document.setPageSize(QSizeF(400, INT_MAX));
        // As it streams: in pieces, with a render after each.
        const qsizetype piece = std::max<qsizetype>(1, text.size() / 20);
        for (qsizetype at = 0; at < text.size(); at += piece) {
            document.append(text.mid(at, piece));
            document.render();
        }
        document.finish();
        QCOMPARE(offenceIn(document), QString());
        while (document.answerLayout().layMore(50'000'000)) { }
        QVERIFY(document.answerLayout().documentSize().height() > 0);
        QCOMPARE(document.asked, 0);
    }

    void isSeenWithoutLoadingAnything()
    {
        AnswerView view(std::make_shared<CodeHighlighter>());
        view.resize(400, 300);
        view.show();
        for (const HostileDocument& document : hostileDocuments()) {
            view.clearAnswer();
            view.answer().append(document.text.left(50'000));
            view.finish();
            view.catchUp();
            view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
            QVERIFY2(!view.grab().isNull(), qPrintable(document.name));
            view.selectAll();
            view.copy();
        }
        QVERIFY(view.findChildren<QNetworkAccessManager*>().isEmpty());
        for (const QString& address : {u"file:///dev/zero"_s, u"/dev/zero"_s, u":/i18n"_s, u"http://127.0.0.1:9/"_s})
            QVERIFY(!view.answer().resource(QTextDocument::ImageResource, QUrl(address)).isValid());
    }

    void recordingsCutAnywhere()
    {
        const QList<HostileDocument> answers = recordedAnswers();
        if (answers.isEmpty())
            QSKIP("the shared recordings are not here");
        QRandomGenerator random(23);
        for (const HostileDocument& answer : answers) {
            if (answer.text.isEmpty())
                continue;
            CountingDocument cut;
            for (qsizetype at = 0; at < answer.text.size();) {
                const qsizetype length = 1 + random.bounded(static_cast<int>(answer.text.size()));
                cut.append(answer.text.mid(at, length));
                cut.render();
                at += length;
            }
            cut.finish();
            CountingDocument whole;
            whole.append(answer.text);
            whole.finish();
            QVERIFY2(cut.toPlainText() == whole.toPlainText(), qPrintable(answer.name));
            QCOMPARE(offenceIn(cut), QString());
            QCOMPARE(cut.asked, 0);
        }
    }

    // Very long answers are shown over several frames, and whole in the end.
    void longAnswersComeOverSeveralFrames()
    {
        AnswerView view(std::make_shared<CodeHighlighter>());
        view.resize(400, 300);
        view.show();
        view.answer().append(u"word\n\n"_s.repeated(30'000));
        view.answer().append(u"the end [here][x]\n\n[x]: https://example.org/\n"_s);
        view.finish();
        QVERIFY(view.answer().hasPending());
        QVERIFY(
            QTest::qWaitFor([&] { return !view.answer().hasPending() && view.answer().answerLayout().isComplete(); }));
        QVERIFY(view.document()->lastBlock().text().contains(u"the end here (https://example.org/)"_s));
        QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
        view.answer().append(u"more"_s);
        QCOMPARE(view.occurrences(u"more"_s, 10).size(), 1);
    }

    // The text before the reader's eyes stays there while rows above get their real heights.
    void widthMayChangeAnywhere()
    {
        AnswerView view(std::make_shared<CodeHighlighter>());
        view.resize(600, 300);
        view.show();
        QString text;
        for (int i = 0; i < 400; ++i)
            text
                += u"Paragraph %1 has words enough that it wraps over more lines in a narrower pane than it does in a wide one.\n\n"_s
                       .arg(i);
        view.answer().append(text);
        view.finish();
        view.catchUp();
        QVERIFY(QTest::qWaitFor([&] { return view.answer().answerLayout().isComplete(); }));
        QScrollBar* bar = view.verticalScrollBar();
        bar->setValue(bar->maximum() / 2);
        AnswerLayout& layout = view.answer().answerLayout();
        const QString seen = layout.blockAt(bar->value()).text();
        view.resize(260, 300);
        QCOMPARE(layout.blockAt(bar->value()).text(), seen);
        QVERIFY(QTest::qWaitFor([&] { return layout.isComplete(); }));
        QCOMPARE(layout.blockAt(bar->value()).text(), seen);
        view.follow();
        view.resize(500, 300);
        QVERIFY(QTest::qWaitFor([&] { return layout.isComplete(); }));
        QCOMPARE(bar->value(), bar->maximum());
        QCOMPARE(layout.blockAt(bar->value() + 280).text(), view.document()->lastBlock().text());
    }

    // What is laid out piece by piece stands where a layout of the whole puts it.
    void layoutInPiecesEqualsTheWhole()
    {
        const QString text = hostileDocuments().last().text.left(3'000)
            + u"\n\n| a | b |\n|---|--:|\n| one | 2 |\n| a longer cell that wraps over lines | 3 |\n\n```py\nx = 1\n```\nend\n"_s;
        CountingDocument pieces;
        pieces.setPageSize(QSizeF(300, INT_MAX));
        for (const QChar c : text) {
            pieces.append(QString(c));
            pieces.render();
        }
        CountingDocument whole;
        whole.setPageSize(QSizeF(300, INT_MAX));
        whole.append(text);
        whole.render();
        while (whole.answerLayout().layMore(50'000'000) || pieces.answerLayout().layMore(50'000'000)) { }
        QCOMPARE(pieces.blockCount(), whole.blockCount());
        for (QTextBlock a = pieces.begin(), b = whole.begin(); a.isValid(); a = a.next(), b = b.next())
            QCOMPARE(pieces.answerLayout().blockBoundingRect(a), whole.answerLayout().blockBoundingRect(b));
        QCOMPARE(pieces.answerLayout().documentSize(), whole.answerLayout().documentSize());
    }

    void everyPlaceIsHit()
    {
        CountingDocument document;
        document.setPageSize(QSizeF(300, INT_MAX));
        document.append(
            u"# Title\n\nSome words that wrap over more than one line of a narrow page.\n\n| a | b |\n|---|---|\n| c | d |\n\n- item\n"_s);
        document.finish();
        AnswerLayout& layout = document.answerLayout();
        for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
            const QRectF rect = layout.blockBoundingRect(block);
            const QTextLine line = block.layout()->lineAt(0);
            for (int offset = 0; offset + 1 < line.textLength(); ++offset) {
                const QPointF point(block.layout()->position().x() + line.cursorToX(offset) + 1, rect.top() + 4);
                QCOMPARE(layout.hitTest(point, Qt::FuzzyHit), block.position() + offset);
            }
        }
        QCOMPARE(layout.hitTest(QPointF(10, 1e6), Qt::FuzzyHit), document.characterCount() - 1);
        QCOMPARE(layout.hitTest(QPointF(10, 1e6), Qt::ExactHit), -1);
    }

    void copiesAsOneWouldWriteIt()
    {
        CountingDocument document;
        document.append(
            u"3. three\n4. four\n\n- [x] done\n- plain\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n\nmore\n```\n"_s);
        document.finish();
        QTextCursor all(&document);
        all.select(QTextCursor::Document);
        QCOMPARE(AnswerDocument::plainText(all),
            u"3. three\n4. four\n\u2611 done\n\u2022 plain\na\tb\n1\t2\n\ncode\n\nmore"_s);
    }
};

QTEST_MAIN(TestHostileDocuments)
#include "tst_hostiledocuments.moc"
