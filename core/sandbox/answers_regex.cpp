// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/answertopics.h"
#include "core/sandbox/regexexplainer.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kLongestPattern = 200;
constexpr qsizetype kMostRows = 24;

QString asCode(const QString& text)
{
    return text.contains(u'`') ? u"``"_s + text + u"``"_s : u'`' + text + u'`';
}

QString tableRow(const RegexPiece& piece)
{
    QString text = asCode(piece.text);
    QString meaning = piece.meaning;
    // A bar would end the table cell, even between back-ticks.
    return u"| %1 | %2 |"_s.arg(text.replace(u'|', "\\|"_L1), meaning.replace(u'|', "\\|"_L1));
}

QString bullets(const QList<RegexPiece>& pieces)
{
    QStringList lines;
    for (const RegexPiece& piece : pieces)
        lines.append(u"- %1 – %2"_s.arg(asCode(piece.text), piece.meaning));
    return lines.join(u'\n');
}

QString table(const QList<RegexPiece>& pieces)
{
    QStringList lines{u"| Piece | Meaning |"_s, u"|---|---|"_s};
    for (const RegexPiece& piece : pieces)
        lines.append(tableRow(piece));
    return lines.join(u'\n');
}

/// An alternation outside all groups divides the whole pattern, anchors included.
bool hasOuterAlternation(const QList<RegexPiece>& pieces)
{
    int depth = 0;
    for (const RegexPiece& piece : pieces) {
        depth += piece.text.startsWith(u'(') ? 1 : piece.text.startsWith(u')') ? -1 : 0;
        if (depth == 0 && piece.text == "|"_L1)
            return true;
    }
    return false;
}

/// What deserves a warning in this pattern.
QStringList cautions(const QString& pattern)
{
    QStringList list;
    if (hasOuterAlternation(explainRegex(pattern)))
        list.append(u"The `|` divides the *whole* pattern: each anchor belongs to one side only."_s);
    if (!pattern.startsWith(u'^') || !pattern.endsWith(u'$'))
        list.append(u"It is not anchored at both ends, so it also matches *inside* a longer text."_s);
    if (pattern.contains(".*"_L1) && !pattern.contains(".*?"_L1))
        list.append(u"`.*` is greedy: it runs to the end and comes back only as far as it must."_s);
    if (pattern.contains("+)+"_L1) || pattern.contains("*)*"_L1) || pattern.contains("+)*"_L1))
        list.append(u"A repeated group around a repetition can take exponential time on text that does not match."_s);
    if (pattern.contains("\\d"_L1))
        list.append(u"In Python and .NET `\\d` also accepts digits of other scripts; write `[0-9]` if that matters."_s);
    if (list.isEmpty())
        list.append(u"It checks the shape only, not whether the value makes sense."_s);
    return list;
}

QString pythonUse(const QString& pattern)
{
    return u"```python\nimport re\n\npattern = re.compile(r'%1')\nmatch = pattern.search(line)\nif match:\n    print(match.group(0), match.groups())\n```"_s
        .arg(QString(pattern).replace(u'\'', "\\'"_L1));
}

} // namespace

TopicTexts regexTexts(const QString& prompt)
{
    const QString found = regexIn(prompt).left(kLongestPattern);
    const QString pattern = found.isEmpty() ? u"^(\\d{4})-(\\d{2})-(\\d{2})$"_s : found;
    QList<RegexPiece> pieces = explainRegex(pattern);
    if (pieces.size() > kMostRows) {
        pieces.resize(kMostRows);
        pieces.append({u"…"_s, u"and so on"_s});
    }
    const QString intro = found.isEmpty()
        ? u"You named no pattern, so take %1, a date such as `2026-01-15`."_s.arg(asCode(pattern))
        : u"The pattern is %1."_s.arg(asCode(pattern));
    const QStringList warnings = cautions(pattern);
    TopicTexts texts;
    texts.swift
        = u"%1 Read it from left to right:\n\n%2\n\n**Mind:** %3"_s.arg(intro, bullets(pieces), warnings.first());
    texts.steady = u"## What the regular expression does\n\n%1\n\n%2\n\n### In use\n\n%3\n\n### Mind\n\n- %4"_s.arg(
        intro, table(pieces), pythonUse(pattern), warnings.join("\n- "_L1));
    texts.thoughts
        = u"Let me read %2 slowly. It has %1 pieces. I go from left to right, note each quantifier with what it applies to, and then ask three questions: is it anchored, can it backtrack badly, and does it accept more than its author meant?"_s
              .arg(QString::number(pieces.size()), asCode(pattern));
    texts.thinker
        = u"%1 I read it from left to right and then asked what it lets through.\n\n%2\n\n**What to watch**\n\n- %3\n\nTest it with one text that should match, one that almost does, and an empty one:\n\n%4"_s
              .arg(intro, table(pieces), warnings.join("\n- "_L1), pythonUse(pattern));
    return texts;
}

} // namespace assay
