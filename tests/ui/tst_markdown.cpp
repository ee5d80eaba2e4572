// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/corpus.h"
#include "tests/ui/answerprobe.h"
#include "ui/markdown/answerdocument.h"
#include "ui/markdown/answerview.h"
#include "ui/markdown/blockwriter.h"
#include "ui/markdown/inlinewriter.h"

#include <QAbstractTextDocumentLayout>
#include <QDirIterator>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>

using namespace assay;
using assay::testing::Probe;
using namespace Qt::StringLiterals;

namespace {

const QString kRich = uR"md(# A title with `code`

First paragraph with **bold**, *italic*, ~~gone~~ and a [link](https://example.org/a?b=c).
Second line of it.
#hashtag is no heading
***not a rule, it is bold***

- one
- two
  - nested
    1. deep
    2. deeper

  loose end
* another list
- [x] done
- [ ] open

| a | b |
|---|:-:|
| 1 | `2` |
| 3 | **4** |
after the table

> quoted
> - in a list
>
> more

```python
def f(x):
    """doc
    string"""
    return x  # comment

```
~~~
tildes ``` inside
~~~

    indented code

Setext
===

5) fifth
6) sixth

<div onclick="x()">html <b>block</b></div>

***

para then fence
````cpp
```
int main() { return 0; }
````
![alt text](file:///etc/passwd) and https://auto.example.com/x and me@example.com
Last line without an end)md"_s;

QString describe(const QTextCharFormat& format)
{
    return u"%1/%2/%3/%4/%5/%6"_s.arg(format.fontWeight())
        .arg(format.fontItalic())
        .arg(format.fontStrikeOut())
        .arg(format.foreground().color().name(), format.anchorHref())
        .arg(format.fontPointSize());
}

// Everything that can be seen of a document, as text.
QStringList dump(const QTextDocument& document)
{
    QStringList lines;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const QTextBlockFormat format = block.blockFormat();
        QString line = u"k%1 i%2 l%3 t%4 b%5 q%6 u%7"_s.arg(format.intProperty(blockproperty::kind))
                           .arg(format.indent())
                           .arg(format.leftMargin())
                           .arg(format.topMargin())
                           .arg(format.bottomMargin())
                           .arg(format.intProperty(blockproperty::quoteDepth))
                           .arg(format.intProperty(blockproperty::bullet));
        line += u" #"_s + format.stringProperty(blockproperty::number);
        if (isCell(format))
            line += u" cell %1,%2 of %3"_s.arg(cellPlace(format).row)
                        .arg(cellPlace(format).column)
                        .arg(cellPlace(format).columns);
        for (auto it = block.begin(); !it.atEnd(); ++it)
            line += u" ["_s + it.fragment().text() + u"|"_s + describe(it.fragment().charFormat()) + u"]"_s;
        lines.append(line);
    }
    return lines;
}

QStringList whole(const QString& text)
{
    Probe probe;
    probe.append(text);
    probe.render();
    return dump(probe);
}

QString difference(const QStringList& shown, const QStringList& expected)
{
    QString text;
    for (qsizetype i = 0; i < std::max(shown.size(), expected.size()); ++i) {
        if (shown.value(i) != expected.value(i))
            text += u"block %1\n  streamed %2\n  whole    %3\n"_s.arg(i).arg(shown.value(i), expected.value(i));
    }
    return text;
}

} // namespace

class TestMarkdown : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// CommonMark would take the backslashes away.
    void formulasAreShownAsWritten()
    {
        const auto shown = [](const QString& text) {
            Probe probe;
            probe.append(text);
            probe.finish();
            return probe.toPlainText();
        };
        QCOMPARE(shown(u"So \\(a^2 + b^2\\) is \\[c^2\\]."_s), u"So \\(a^2 + b^2\\) is \\[c^2\\]."_s);
        QCOMPARE(shown(u"`\\(code\\)` and \\*star\\*"_s), u"\\(code\\) and *star*"_s);
        QCOMPARE(shown(u"\\\\(no formula)"_s), u"\\(no formula)"_s); // a backslash that was escaped
        QVERIFY(shown(u"```tex\n\\(x\\)\n```\n"_s).contains(u"\\(x\\)"_s));
        QVERIFY(!shown(u"\\[no link\\](https://example.org)"_s).contains(u"no link ("_s));
        QVERIFY(shown(u"[a](https://example.org/\\(1\\))"_s).contains(u"https://example.org/(1)"_s));
    }

    void buildsStructure()
    {
        Probe probe;
        probe.append(kRich);
        probe.finish();
        const QString text = probe.toPlainText();
        QVERIFY(text.contains(u"A title with code"_s));
        QVERIFY2(text.contains(u"link (https://example.org/a?b=c)"_s), "a link shows its target");
        QVERIFY2(text.contains(u"<div onclick=\"x()\">html <b>block</b></div>"_s), "HTML stays text");
        QVERIFY(text.contains(u"alt text [image, not loaded: file:///etc/passwd]"_s));
        int tables = 0;
        int headers = 0;
        int code = 0;
        QStringList links;
        for (QTextBlock block = probe.begin(); block.isValid(); block = block.next()) {
            tables += isCell(block.blockFormat()) && cellPlace(block.blockFormat()).row == 0
                && cellPlace(block.blockFormat()).column == 0;
            headers += blockKind(block.blockFormat()) == BlockKind::CodeHeader;
            code += blockKind(block.blockFormat()) == BlockKind::CodeLine;
            for (auto it = block.begin(); !it.atEnd(); ++it) {
                if (it.fragment().charFormat().isAnchor())
                    links.append(it.fragment().charFormat().anchorHref());
            }
        }
        QCOMPARE(tables, 1);
        QCOMPARE(headers, 4);
        QCOMPARE(code, 5 + 1 + 1 + 2);
        QVERIFY(links.contains(u"https://example.org/a?b=c"_s));
        QVERIFY(links.contains(u"https://auto.example.com/x"_s));
        QVERIFY(links.contains(u"mailto:me@example.com"_s));
        QVERIFY2(!text.contains(QChar::ObjectReplacementCharacter), "no images");
    }

    void codeKnowsItsText()
    {
        Probe probe;
        probe.append(u"```sh\necho \"a\"\n\n  b\n```\ntext"_s);
        probe.finish();
        QCOMPARE(AnswerDocument::codeAt(probe.begin()), u"echo \"a\"\n\n  b"_s);
        QCOMPARE(probe.begin().text(), u"sh"_s);
    }

    void streamingEqualsWholeAtEveryCut()
    {
        Probe streaming;
        for (qsizetype end = 1; end <= kRich.size(); ++end) {
            streaming.append(kRich.mid(end - 1, 1));
            streaming.render();
            const QStringList expected = whole(kRich.left(end));
            const QStringList shown = dump(streaming);
            QVERIFY2(shown == expected, qPrintable(difference(shown, expected)));
        }
    }

    void streamingEqualsWholeInRandomPieces()
    {
        QRandomGenerator random(7);
        const QStringList pieces{u"- a\n"_s, u"\n"_s, u"```\n"_s, u"```"_s, u"> q\n"_s, u"text "_s, u"|a|b|\n"_s,
            u"|-|-|\n"_s, u"    x\n"_s, u"***\n"_s, u"1. n\n"_s, u"~~~py\n"_s, u"#"_s, u" "_s, u"\r\n"_s, u"`c`"_s,
            u"<b>"_s, u"---\n"_s, u"  "_s, u"\t"_s, u"**"_s, u"\uFEFF"_s};
        for (int round = 0; round < 400; ++round) {
            Probe streaming;
            QString all;
            for (int i = 0; i < 25; ++i) {
                const QString piece = pieces.at(random.bounded(static_cast<int>(pieces.size())));
                all += piece;
                streaming.append(piece);
                if (random.bounded(2) == 0)
                    streaming.render();
            }
            streaming.render();
            const QStringList shown = dump(streaming);
            const QStringList expected = whole(all);
            QVERIFY2(
                shown == expected, qPrintable(u"round %1: "_s.arg(round) + all + u'\n' + difference(shown, expected)));
        }
    }

    // Items and rows that are frozen are written as the whole list or table would be.
    void longListsAndTablesEqualTheWhole_data()
    {
        QTest::addColumn<QStringList>("pieces");
        QTest::newRow("tight list") << QStringList{u"- a\n"_s, u"- b **c**\n"_s, u"  more\n"_s, u"  - in\n"_s};
        QTest::newRow("numbers") << QStringList{u"7. a\n"_s, u"1. b\n"_s, u"3) c\n"_s, u"   d\n"_s};
        QTest::newRow("becomes loose") << QStringList{
            u"- a\n"_s, u"- b\n"_s, u"- c\n"_s, u"- d\n"_s, u"- e\n"_s, u"\n"_s, u"- [x] f\n"_s};
        QTest::newRow("list, then others") << QStringList{
            u"- a\n"_s, u"- b\n"_s, u"- c\n"_s, u"\n"_s, u"text\n"_s, u"-"_s, u"---\n"_s, u"> - q\n"_s, u"* e\n"_s};
        QTest::newRow("code in items") << QStringList{
            u"1. a\n"_s, u"   ```\n"_s, u"   x\n"_s, u"- b\n"_s, u"1. c\n"_s, u"    y\n"_s, u"\n"_s};
        QTest::newRow("table") << QStringList{
            u"|a|b|\n|-|:-:|\n"_s, u"|1|2|\n"_s, u"|`3`|\n"_s, u"x\n"_s, u"|4|5|6|\n"_s, u"|"_s};
        QTest::newRow("table, then others") << QStringList{u"|a|b|\n|-|-|\n"_s, u"|1|2|\n"_s, u"|3|4|\n"_s, u"\n"_s,
            u"- x\n"_s, u"text\n"_s, u"#"_s, u" h\n"_s, u"```\n"_s};
    }
    void longListsAndTablesEqualTheWhole()
    {
        QFETCH(QStringList, pieces);
        QRandomGenerator random(11);
        for (int round = 0; round < 120; ++round) {
            Probe streaming;
            QString all = pieces.first();
            streaming.append(all);
            for (int i = 0; i < 30; ++i) {
                // Runs of one piece, so that lists and tables grow long.
                const QString piece = pieces.at(std::min<qsizetype>(random.bounded(static_cast<int>(2 * pieces.size()))
                        % (1 + random.bounded(static_cast<int>(pieces.size()))),
                    pieces.size() - 1));
                const qsizetype cut = random.bounded(static_cast<int>(piece.size()) + 1);
                all += piece;
                streaming.append(piece.first(cut));
                streaming.render();
                streaming.append(piece.sliced(cut));
                streaming.render();
            }
            const QStringList shown = dump(streaming);
            const QStringList expected = whole(all);
            QVERIFY2(
                shown == expected, qPrintable(u"round %1: "_s.arg(round) + all + u'\n' + difference(shown, expected)));
        }
    }

    void longTablesAreCutWithANote()
    {
        Probe streaming;
        QString all = u"|a|b|c|\n|-|-|-|\n"_s;
        streaming.append(all);
        for (int i = 0; i < 800; ++i) {
            const QString row = u"|%1|x|y|\n"_s.arg(i);
            all += row;
            streaming.append(row);
            streaming.render();
        }
        QCOMPARE(dump(streaming), whole(all));
        QVERIFY(streaming.lastBlock().text().contains(u"801"_s));
        QCOMPARE(streaming.blockCount(), 3 * (BlockWriter::kMaximumCells / 3) + 1);
    }

    void onlyTheEndOfAListIsWritten()
    {
        Probe probe;
        for (int i = 0; i < 500; ++i) {
            probe.append(u"- item %1\n"_s.arg(i));
            probe.render();
        }
        QSignalSpy changes(&probe, &QTextDocument::contentsChange);
        const int before = probe.characterCount();
        probe.append(u"- last"_s);
        probe.render();
        QCOMPARE(changes.size(), 1);
        QVERIFY(changes.first().at(0).toInt() >= before - 1);
    }

    void linkDefinitionsTakeEffectAtTheEnd()
    {
        Probe probe;
        probe.append(u"See [the manual][m].\n\nMore.\n\n"_s);
        probe.render();
        probe.append(u"[m]: https://example.org/manual\n"_s);
        probe.finish();
        QVERIFY(probe.toPlainText().contains(u"the manual (https://example.org/manual)"_s));
    }

    // What providers really sent, as if a model had answered it, cut at any place.
    void recordingsCutAnywhere()
    {
        const QString corpus = testing::corpusFolder();
        if (corpus.isEmpty())
            QSKIP("the shared recordings are not here");
        QRandomGenerator random(17);
        QDirIterator files(corpus + u"/recordings"_s, {u"*.json"_s, u"*.sse"_s, u"*.jsonl"_s}, QDir::Files,
            QDirIterator::Subdirectories);
        int seen = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.read(20'000));
            if (++seen % 4 != 0 || text.isEmpty())
                continue;
            const qsizetype cut = random.bounded(static_cast<int>(text.size()));
            Probe pieces;
            pieces.append(text.first(cut));
            pieces.render();
            pieces.append(text.sliced(cut));
            pieces.finish();
            Probe whole;
            whole.append(text);
            whole.finish();
            QVERIFY2(pieces.toPlainText() == whole.toPlainText(), qPrintable(file.fileName()));
        }
        QVERIFY(seen > 50);
    }

    void openCodeGrowsWithoutTouchingItsLines()
    {
        Probe probe;
        probe.append(u"```cpp\nint a;\n"_s);
        probe.render();
        for (int i = 0; i < 2'000; ++i)
            probe.append(u"int b%1 = %1;\n"_s.arg(i));
        probe.renderAll();
        QSignalSpy changes(&probe, &QTextDocument::contentsChange);
        const int before = probe.characterCount();
        probe.append(u"int last;"_s);
        probe.render();
        int earliest = before;
        for (const QList<QVariant>& change : changes)
            earliest = std::min(earliest, change.at(0).toInt());
        QVERIFY2(earliest > before - 60, "only the end changes");
        QCOMPARE(probe.blockCount(), 1 + 1 + 2'000 + 1);
    }

    void staysWhereTheReaderIs()
    {
        AnswerView view(std::make_shared<CodeHighlighter>());
        view.resize(400, 200);
        view.show();
        QString paragraphs;
        for (int i = 0; i < 60; ++i)
            paragraphs += u"Paragraph %1 of the answer.\n\n"_s.arg(i);
        view.answer().append(paragraphs);
        QVERIFY(view.renderFrame());
        auto* bar = view.verticalScrollBar();
        QCOMPARE(bar->value(), bar->maximum());
        QVERIFY(view.isFollowing());
        bar->setValue(100);
        QVERIFY(!view.isFollowing());
        view.answer().append(paragraphs);
        QVERIFY(QTest::qWaitFor([&] { return view.renderFrame(); }));
        QCOMPARE(bar->value(), 100);
        view.follow();
        QCOMPARE(bar->value(), bar->maximum());
    }
};

QTEST_MAIN(TestMarkdown)
#include "tst_markdown.moc"
