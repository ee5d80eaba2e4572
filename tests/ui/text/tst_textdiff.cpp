// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/textdiff.h"
#include "ui/text/tokendiff.h"

#include <QRandomGenerator>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

QString joined(const DiffSide& side)
{
    QString out;
    for (const DiffPiece& piece : side.pieces)
        out += side.text.mid(piece.start, piece.length);
    return out;
}

QStringList changesOf(const DiffSide& side)
{
    QStringList out;
    for (const DiffPiece& piece : side.pieces) {
        if (piece.change >= 0 && piece.length > 0)
            out.append(side.text.mid(piece.start, piece.length));
    }
    return out;
}

// Longest common subsequence by the table, to check against.
int lcs(const std::vector<int>& a, const std::vector<int>& b)
{
    std::vector<std::vector<int>> table(a.size() + 1, std::vector<int>(b.size() + 1, 0));
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t k = 1; k <= b.size(); ++k)
            table[i][k] = a[i - 1] == b[k - 1] ? table[i - 1][k - 1] + 1 : std::max(table[i - 1][k], table[i][k - 1]);
    }
    return table[a.size()][b.size()];
}

} // namespace

class TestTextDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsChangedWords()
    {
        const auto diff
            = diffTexts(u"It will be gone in three working days."_s, u"It will  be gone in five\nworking days."_s);
        QCOMPARE(changesOf(diff.left), QStringList{u"three"_s});
        QCOMPARE(changesOf(diff.right), QStringList{u"five"_s});
        QCOMPARE(diff.changes, 1);
        QCOMPARE(diff.left.only, 1);
        QCOMPARE(plainDiff(diff), u"It will be gone in [-three-]{+five+} working days."_s);
    }

    void findsAddedAndRemovedWords()
    {
        const auto diff = diffTexts(u"one two four five"_s, u"one two three four"_s);
        QCOMPARE(plainDiff(diff), u"one two {+three+} four [-five-]"_s);
        QCOMPARE(diff.changes, 2);
    }

    void extremes()
    {
        QCOMPARE(diffTexts({}, {}).changes, 0);
        QCOMPARE(diffTexts({}, {}).sameShare(), 1.0);
        QCOMPARE(diffTexts(u"a b"_s, u"a b"_s).changes, 0);
        QCOMPARE(diffTexts({}, u"all new"_s).changes, 1);
        QCOMPARE(diffTexts(u"all old"_s, {}).sameShare(), 0.0);
        QCOMPARE(diffTexts(u"Same Case"_s, u"same case"_s, {.ignoreCase = true}).changes, 0);
        QCOMPARE(diffTexts(u"Same Case"_s, u"same case"_s).changes, 1);
    }

    void jsonIsComparedByMeaning()
    {
        const QString left = u"{\"b\": 1, \"a\": [1, 2]}"_s;
        const QString right = u"```json\n{ \"a\": [1,2],\n \"b\": 2 }\n```"_s;
        QCOMPARE(fittingUnit(left, right), DiffUnit::Json);
        const auto diff = diffTexts(left, right, {.unit = DiffUnit::Json});
        QCOMPARE(changesOf(diff.left), QStringList{u"    \"b\": 1\n"_s});
        QCOMPARE(changesOf(diff.right), QStringList{u"    \"b\": 2\n"_s});
        // Digits that a double would lose are compared as text.
        const auto longNumbers
            = diffTexts(u"{\"id\": 12345678901234567}"_s, u"{\"id\": 12345678901234568}"_s, {.unit = DiffUnit::Json});
        QCOMPARE(longNumbers.unit, DiffUnit::Lines);
        QCOMPARE(longNumbers.changes, 1);
    }

    void codeIsComparedByLine()
    {
        const QString left = u"Here:\n```c\nint a;\nint b;\nint c;\n```\n"_s;
        const QString right = u"Here:\n```c\nint a;\nint x;\nint c;\n```\n"_s;
        QCOMPARE(fittingUnit(left, right), DiffUnit::Lines);
        QCOMPARE(fittingUnit(left, u"Only words here."_s), DiffUnit::Words);
        const auto diff = diffTexts(left, right, {.unit = DiffUnit::Lines});
        QCOMPARE(changesOf(diff.left), QStringList{u"int b;\n"_s});
    }

    void isShortestAndWhole()
    {
        QRandomGenerator random(11);
        for (int round = 0; round < 300; ++round) {
            std::vector<int> a;
            std::vector<int> b;
            for (int i = random.bounded(14); i > 0; --i)
                a.push_back(random.bounded(4));
            for (int i = random.bounded(14); i > 0; --i)
                b.push_back(random.bounded(4));
            const TokenDiff diff = diffTokens(a, b);
            QCOMPARE(static_cast<int>(diff.matches.size()), lcs(a, b));
            int left = -1;
            int right = -1;
            for (const TokenMatch& match : diff.matches) {
                QVERIFY(match.left > left && match.right > right);
                QCOMPARE(a[static_cast<std::size_t>(match.left)], b[static_cast<std::size_t>(match.right)]);
                left = match.left;
                right = match.right;
            }
        }
    }

    void piecesMakeTheWholeText()
    {
        QRandomGenerator random(5);
        for (int round = 0; round < 200; ++round) {
            const auto text = [&] {
                QString out;
                for (int i = random.bounded(30); i > 0; --i)
                    out += QString(random.bounded(3), u'a') + QString(u" \n,x"_s).at(random.bounded(4));
                return out;
            };
            const QString left = text();
            const QString right = text();
            for (const DiffUnit unit : {DiffUnit::Words, DiffUnit::Lines}) {
                const auto diff = diffTexts(left, right, {.unit = unit});
                QCOMPARE(joined(diff.left), left);
                QCOMPARE(joined(diff.right), right);
                QCOMPARE(diff.changes == 0, changesOf(diff.left).isEmpty() && changesOf(diff.right).isEmpty());
            }
        }
    }

    // A million characters with nothing in common and with little in common: bounded work, no crash.
    void hugeTextsAreBounded()
    {
        QString left;
        QString right;
        for (int i = 0; i < 100'000; ++i) {
            left += u"w%1 "_s.arg(i);
            right += u"v%1 "_s.arg(i);
            if (i % 50 == 0) {
                left += u'\n';
                right += u"\nshared line of words\n"_s;
            }
        }
        const auto diff = diffTexts(left, right);
        QVERIFY(diff.coarse);
        QCOMPARE(joined(diff.left), left);
        QString edited = left;
        edited.replace(u"w777 "_s, u"changed "_s).replace(u"w99990 "_s, QString());
        const auto small = diffTexts(left, edited);
        QVERIFY(!small.coarse);
        QCOMPARE(small.changes, 2);
    }

    void numbersThatDiffer()
    {
        QCOMPARE(numbersOnlyIn(u"In 48 hours, at 10:47, 5 days, 48"_s, u"24 hours at 10:47"_s),
            (QStringList{u"48"_s, u"5"_s}));
    }
};

QTEST_GUILESS_MAIN(TestTextDiff)
#include "tst_textdiff.moc"
