// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/regexexplainer.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString escapeMeaning(QChar c)
{
    switch (c.unicode()) {
    case u'd': return u"a digit"_s;
    case u'D': return u"anything but a digit"_s;
    case u'w': return u"a letter, digit or underscore"_s;
    case u'W': return u"anything but a word character"_s;
    case u's': return u"white space"_s;
    case u'S': return u"anything but white space"_s;
    case u'b': return u"a word boundary"_s;
    case u'B': return u"not at a word boundary"_s;
    case u'n': return u"a line break"_s;
    case u't': return u"a tab"_s;
    default: return c.isDigit() ? u"again what group %1 matched"_s.arg(c) : u"the character %1 itself"_s.arg(c);
    }
}

QString quantifierMeaning(const QString& text)
{
    if (text.isEmpty())
        return {};
    const QString lazy = text.size() > 1 && text.endsWith(u'?') ? u", as few as possible"_s : QString();
    switch (text[0].unicode()) {
    case u'*': return u", any number of times"_s + lazy;
    case u'+': return u", once or more"_s + lazy;
    case u'?': return u", optional"_s + lazy;
    default: break;
    }
    const QString inner = text.mid(1, text.indexOf(u'}') - 1);
    const qsizetype comma = inner.indexOf(u',');
    if (comma < 0)
        return u", exactly %1 times"_s.arg(inner);
    if (comma == inner.size() - 1)
        return u", at least %1 times"_s.arg(inner.chopped(1)) + lazy;
    return u", %1 to %2 times"_s.arg(inner.left(comma), inner.mid(comma + 1)) + lazy;
}

qsizetype classEnd(const QString& pattern, qsizetype at)
{
    qsizetype end = at + 1;
    if (end < pattern.size() && pattern[end] == u'^')
        ++end;
    if (end < pattern.size() && pattern[end] == u']')
        ++end;
    while (end < pattern.size() && pattern[end] != u']')
        end += pattern[end] == u'\\' ? 2 : 1;
    return std::min(end + 1, pattern.size());
}

RegexPiece groupStart(const QString& pattern, qsizetype at, int& groups)
{
    static const QRegularExpression named(u"\\G\\(\\?P?<([A-Za-z_]\\w*)>"_s);
    if (const auto match = named.match(pattern, at); match.hasMatch()) {
        ++groups;
        return {match.captured(), u"starts group %1, called %2"_s.arg(groups).arg(match.captured(1))};
    }
    struct Kind {
        const char16_t* text;
        const char16_t* meaning;
    };
    static constexpr Kind kKinds[] = {{u"(?:", u"starts a group that is not captured"},
        {u"(?=", u"looks ahead: what follows must match"}, {u"(?!", u"looks ahead: what follows must not match"},
        {u"(?<=", u"looks behind: what came before must match"},
        {u"(?<!", u"looks behind: what came before must not match"}};
    for (const Kind& kind : kKinds) {
        const QString text = QString::fromUtf16(kind.text);
        if (QStringView(pattern).sliced(at).startsWith(text))
            return {text, QString::fromUtf16(kind.meaning)};
    }
    ++groups;
    return {u"("_s, u"starts group %1"_s.arg(groups)};
}

bool isSpecial(QChar c)
{
    return QStringView(u"^$.[]()|\\*+?{").contains(c);
}

/// A run of plain characters. The last one stays behind if a quantifier follows, because that belongs to it alone.
QString literalAt(const QString& pattern, qsizetype at)
{
    qsizetype end = at + 1;
    while (end < pattern.size() && !isSpecial(pattern[end]))
        ++end;
    const bool quantified = end < pattern.size() && QStringView(u"*+?{").contains(pattern[end]);
    return pattern.mid(at, quantified && end - at > 1 ? end - at - 1 : end - at);
}

RegexPiece atomAt(const QString& pattern, qsizetype at, int& groups)
{
    switch (pattern[at].unicode()) {
    case u'^': return {u"^"_s, u"start of the text or line"_s};
    case u'$': return {u"$"_s, u"end of the text or line"_s};
    case u'.': return {u"."_s, u"any character"_s};
    case u'|': return {u"|"_s, u"or"_s};
    case u')': return {u")"_s, u"ends the group"_s};
    case u'(': return groupStart(pattern, at, groups);
    case u'[': {
        const QString text = pattern.mid(at, classEnd(pattern, at) - at);
        const bool negated = text.startsWith("[^"_L1);
        const QString inside = text.mid(negated ? 2 : 1).chopped(text.endsWith(u']') ? 1 : 0);
        return {text, (negated ? u"a character that is none of %1"_s : u"one character of %1"_s).arg(inside)};
    }
    case u'\\':
        if (at + 1 < pattern.size())
            return {pattern.mid(at, 2), escapeMeaning(pattern[at + 1])};
        return {u"\\"_s, u"a lone backslash"_s};
    default: {
        const QString text = literalAt(pattern, at);
        return {text, u"the text %1"_s.arg(text)};
    }
    }
}

} // namespace

QList<RegexPiece> explainRegex(const QString& pattern)
{
    static const QRegularExpression quantifier(u"\\G(?:[*+?]|\\{\\d+(?:,\\d*)?\\})[?+]?"_s);
    QList<RegexPiece> pieces;
    int groups = 0;
    for (qsizetype at = 0; at < pattern.size();) {
        RegexPiece piece = atomAt(pattern, at, groups);
        at += piece.text.size();
        const auto match = quantifier.match(pattern, at);
        if (match.hasMatch()) {
            piece.text += match.captured();
            piece.meaning += quantifierMeaning(match.captured());
            at += match.capturedLength();
        }
        pieces.append(piece);
    }
    return pieces;
}

QString regexIn(const QString& prompt)
{
    static const QRegularExpression fenced(u"`+([^`\\n]+)`+"_s);
    if (const auto match = fenced.match(prompt); match.hasMatch())
        return match.captured(1).trimmed();
    static const QRegularExpression slashes(u"(?<![\\w/:])/((?:\\\\/|[^/\\s])+)/[a-z]*(?![\\w/])"_s);
    if (const auto match = slashes.match(prompt); match.hasMatch())
        return match.captured(1);
    static const QRegularExpression word(u"(?<!\\S)(?=\\S*[\\^$\\\\\\[{+*])\\S{4,}"_s);
    const auto match = word.match(prompt);
    return match.hasMatch() ? match.captured() : QString();
}

} // namespace assay
