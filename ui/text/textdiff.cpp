// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/textdiff.h"

#include "ui/text/tokendiff.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct Token {
    qsizetype start = 0;
    qsizetype length = 0;
    int id = 0;
};
using Tokens = std::vector<Token>;

bool isWordCharacter(QChar character)
{
    return character.isLetterOrNumber() || character.isMark() || character.isSurrogate() || character == u'_';
}

class Numbering
{
public:
    explicit Numbering(bool ignoreCase)
        : m_ignoreCase(ignoreCase)
    {
    }
    int of(QStringView text)
    {
        const QString key = m_ignoreCase ? text.toString().toCaseFolded() : text.toString();
        const auto known = m_ids.constFind(key);
        return known != m_ids.constEnd() ? *known : *m_ids.insert(key, static_cast<int>(m_ids.size()));
    }

private:
    bool m_ignoreCase;
    QHash<QString, int> m_ids;
};

Tokens wordsOf(const QString& text, Numbering& numbers)
{
    Tokens out;
    qsizetype i = 0;
    while (i < text.size()) {
        if (text.at(i).isSpace()) {
            ++i;
            continue;
        }
        qsizetype end = i + 1;
        if (isWordCharacter(text.at(i))) {
            while (end < text.size() && isWordCharacter(text.at(end)))
                ++end;
        }
        out.push_back({i, end - i, numbers.of(QStringView(text).sliced(i, end - i))});
        i = end;
    }
    return out;
}

Tokens linesOf(const QString& text, Numbering& numbers)
{
    Tokens out;
    for (qsizetype i = 0; i < text.size();) {
        const qsizetype newline = text.indexOf(u'\n', i);
        const qsizetype end = newline < 0 ? text.size() : newline + 1;
        out.push_back({i, end - i, numbers.of(QStringView(text).sliced(i, end - i))});
        i = end;
    }
    return out;
}

std::vector<int> idsOf(const Tokens& tokens)
{
    std::vector<int> ids;
    ids.reserve(tokens.size());
    for (const Token& token : tokens)
        ids.push_back(token.id);
    return ids;
}

// A short shared word between two differences reads better as part of them.
void absorbIslands(const QString& text, const Tokens& tokens, TokenMatches& matches)
{
    for (std::size_t i = 0; i < matches.size();) {
        std::size_t end = i + 1;
        while (end < matches.size() && matches[end].left == matches[end - 1].left + 1
            && matches[end].right == matches[end - 1].right + 1)
            ++end;
        qsizetype letters = 0;
        for (std::size_t k = i; k < end; ++k) {
            const Token& token = tokens[static_cast<std::size_t>(matches[k].left)];
            if (isWordCharacter(text.at(token.start)))
                letters += token.length;
        }
        const bool changedBefore
            = i > 0 && (matches[i].left > matches[i - 1].left + 1 && matches[i].right > matches[i - 1].right + 1);
        const bool changedAfter = end < matches.size()
            && (matches[end].left > matches[end - 1].left + 1 && matches[end].right > matches[end - 1].right + 1);
        if (changedBefore && changedAfter && letters <= 3 && end - i <= 2) {
            matches.erase(
                matches.begin() + static_cast<std::ptrdiff_t>(i), matches.begin() + static_cast<std::ptrdiff_t>(end));
            continue;
        }
        i = end;
    }
}

/// Builds the pieces of one side from runs of tokens.
class SideBuilder
{
public:
    SideBuilder(const QString& text, const Tokens& tokens)
        : m_tokens(tokens)
    {
        m_side.text = text;
        m_side.units = static_cast<qsizetype>(tokens.size());
    }
    // Tokens up to `end` belong to `change`; spaces before a changed run stay shared.
    void add(int end, int change)
    {
        if (end <= m_next) {
            // Nothing here for what the other side has: its place is kept.
            if (change >= 0)
                m_side.pieces.append({.start = m_at, .length = 0, .change = change});
            return;
        }
        const Token& first = m_tokens[static_cast<std::size_t>(m_next)];
        const Token& last = m_tokens[static_cast<std::size_t>(end - 1)];
        if (change >= 0) {
            m_side.only += end - m_next;
            close(first.start, -1);
        }
        close(last.start + last.length, change);
        m_next = end;
    }
    DiffSide take()
    {
        close(m_side.text.size(), -1);
        return std::move(m_side);
    }

private:
    void close(qsizetype end, int change)
    {
        if (end <= m_at)
            return;
        if (!m_side.pieces.isEmpty() && m_side.pieces.last().change == change)
            m_side.pieces.last().length += end - m_at;
        else
            m_side.pieces.append({.start = m_at, .length = end - m_at, .change = change});
        m_at = end;
    }

    const Tokens& m_tokens;
    DiffSide m_side;
    int m_next = 0;
    qsizetype m_at = 0;
};

void fill(TextDiff& diff, const QString& left, const QString& right, const Tokens& a, const Tokens& b,
    const TokenMatches& matches)
{
    SideBuilder leftSide(left, a);
    SideBuilder rightSide(right, b);
    int nextLeft = 0;
    int nextRight = 0;
    const auto change = [&](int endLeft, int endRight) {
        if (endLeft == nextLeft && endRight == nextRight)
            return;
        leftSide.add(endLeft, diff.changes);
        rightSide.add(endRight, diff.changes);
        ++diff.changes;
    };
    for (const TokenMatch& match : matches) {
        change(match.left, match.right);
        leftSide.add(match.left + 1, -1);
        rightSide.add(match.right + 1, -1);
        nextLeft = match.left + 1;
        nextRight = match.right + 1;
    }
    change(static_cast<int>(a.size()), static_cast<int>(b.size()));
    diff.left = leftSide.take();
    diff.right = rightSide.take();
}

// The lines in which a token begins, as ranges of tokens.
std::vector<TokenRange> lineRanges(const QString& text, const Tokens& tokens)
{
    std::vector<TokenRange> out;
    int begin = 0;
    for (int i = 1; i <= static_cast<int>(tokens.size()); ++i) {
        const auto at = [&](int index) { return tokens[static_cast<std::size_t>(index)]; };
        const bool breaks = i == static_cast<int>(tokens.size())
            || QStringView(text).sliced(at(i - 1).start, at(i).start - at(i - 1).start).contains(u'\n');
        if (!breaks)
            continue;
        out.push_back({begin, i});
        begin = i;
    }
    return out;
}

// Numbers of 16 digits and more lose digits in a double.
std::optional<QString> normalisedJson(const QString& text)
{
    static const QRegularExpression fence(
        uR"(\A\s*```[a-zA-Z]*\s*\n(.*)\n```\s*\z)"_s, QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression longNumber(u"[0-9]{16}"_s);
    const auto match = fence.match(text);
    const QString body = match.hasMatch() ? match.captured(1) : text;
    if (body.size() > 4'000'000 || body.contains(longNumber))
        return std::nullopt;
    const auto document = QJsonDocument::fromJson(body.toUtf8());
    if (document.isNull())
        return std::nullopt;
    return QString::fromUtf8(document.toJson()); // QJsonObject keeps its keys sorted
}

bool isMostlyCode(const QString& text)
{
    qsizetype all = 0;
    qsizetype code = 0;
    bool inside = false;
    for (const auto line : QStringView(text).split(u'\n')) {
        if (line.trimmed().startsWith("```"_L1) || line.trimmed().startsWith("~~~"_L1)) {
            inside = !inside;
            continue;
        }
        if (line.trimmed().isEmpty())
            continue;
        ++all;
        code += inside ? 1 : 0;
    }
    return all > 0 && code * 10 >= all * 6;
}

} // namespace

double TextDiff::sameShare() const
{
    const qsizetype all = left.units + right.units;
    return all == 0 ? 1.0 : static_cast<double>(all - left.only - right.only) / static_cast<double>(all);
}

TextDiff diffTexts(const QString& left, const QString& right, const DiffOptions& options)
{
    QString leftText = left;
    QString rightText = right;
    TextDiff diff;
    diff.unit = options.unit;
    if (options.unit == DiffUnit::Json) {
        const auto leftJson = normalisedJson(left);
        const auto rightJson = normalisedJson(right);
        if (leftJson && rightJson) {
            leftText = *leftJson;
            rightText = *rightJson;
        } else {
            diff.unit = DiffUnit::Lines;
        }
    }
    Numbering numbers(options.ignoreCase);
    const bool words = diff.unit == DiffUnit::Words;
    const Tokens a = words ? wordsOf(leftText, numbers) : linesOf(leftText, numbers);
    const Tokens b = words ? wordsOf(rightText, numbers) : linesOf(rightText, numbers);
    TokenDiff found = words ? diffTokensByLine(idsOf(a), idsOf(b), lineRanges(leftText, a), lineRanges(rightText, b))
                            : diffTokens(idsOf(a), idsOf(b));
    diff.coarse = found.coarse;
    if (words)
        absorbIslands(leftText, a, found.matches);
    fill(diff, leftText, rightText, a, b, found.matches);
    return diff;
}

DiffUnit fittingUnit(const QString& left, const QString& right)
{
    if (normalisedJson(left) && normalisedJson(right))
        return DiffUnit::Json;
    return isMostlyCode(left) && isMostlyCode(right) ? DiffUnit::Lines : DiffUnit::Words;
}

QStringList numbersOnlyIn(const QString& text, const QString& other, int most)
{
    static const QRegularExpression number(u"\\d+(?:[.,:/]\\d+)*(?:\\s?%)?"_s);
    QSet<QString> known;
    auto found = number.globalMatchView(QStringView(other).first(std::min<qsizetype>(other.size(), 400'000)));
    while (found.hasNext())
        known.insert(found.next().captured());
    QStringList out;
    found = number.globalMatchView(QStringView(text).first(std::min<qsizetype>(text.size(), 400'000)));
    while (found.hasNext() && out.size() < most) {
        const QString value = found.next().captured();
        if (!known.contains(value) && !out.contains(value))
            out.append(value);
    }
    return out;
}

QString plainDiff(const TextDiff& diff)
{
    QHash<int, DiffPiece> added;
    for (const DiffPiece& piece : diff.right.pieces) {
        if (piece.change >= 0)
            added.insert(piece.change, piece);
    }
    QString out;
    for (const DiffPiece& piece : diff.left.pieces) {
        const QString text = diff.left.text.mid(piece.start, piece.length);
        if (piece.change < 0) {
            out += text;
            continue;
        }
        const DiffPiece other = added.value(piece.change);
        const bool needsSpace
            = diff.unit == DiffUnit::Words && piece.length == 0 && !out.isEmpty() && !out.back().isSpace();
        if (needsSpace)
            out += u' ';
        if (piece.length > 0)
            out += u"[-"_s + text + u"-]"_s;
        if (other.length > 0)
            out += u"{+"_s + diff.right.text.mid(other.start, other.length) + u"+}"_s;
    }
    return out;
}

QJsonArray toJson(const DiffSide& side)
{
    QJsonArray out;
    for (const DiffPiece& piece : side.pieces)
        out.append(QJsonObject{{u"text"_s, side.text.mid(piece.start, piece.length)},
            {u"change"_s, piece.change < 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(piece.change)}});
    return out;
}

} // namespace assay
