// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/jsonrepair.h"

#include <QString>

#include <charconv>
#include <cmath>
#include <system_error>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr double kLargestWhole = 9223372036854775807.0; // larger ones may not fit 64 bits

bool isWordByte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '-'
        || c == '.';
}

/// The code unit of `\uXXXX` at `at`, or -1.
int escapedUnit(QByteArrayView text, qsizetype at)
{
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
        return -1;
    bool ok = false;
    const int unit = text.sliced(at + 2, 4).toInt(&ok, 16);
    return ok ? unit : -1;
}

bool isHighSurrogate(int unit)
{
    return unit >= 0xD800 && unit <= 0xDBFF;
}

bool isLowSurrogate(int unit)
{
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

/// One piece of a repaired text, and where the text goes on.
struct Piece {
    QByteArray text;
    qsizetype next = 0;
};

/// The string that starts with the quote at `at`.
Piece repairedString(QByteArrayView text, qsizetype at)
{
    QByteArray out("\"");
    ++at;
    while (at < text.size()) {
        if (text[at] == '"')
            return {out + '"', at + 1};
        if (text[at] != '\\' || at + 1 >= text.size()) {
            out.append(text[at++]);
            continue;
        }
        const int unit = escapedUnit(text, at);
        const bool isPair = isHighSurrogate(unit) && isLowSurrogate(escapedUnit(text, at + 6));
        const bool isHalf = !isPair && (isHighSurrogate(unit) || isLowSurrogate(unit));
        const qsizetype length = isPair ? 12 : isHalf ? 6 : 2;
        out.append(isHalf ? QByteArrayView("\\uFFFD") : text.sliced(at, length));
        at += length;
    }
    return {out, at};
}

QByteArray repairedWord(QByteArrayView word)
{
    if (word == "NaN" || word == "Infinity" || word == "-Infinity")
        return "null"_ba;
    if (word.front() != '-' && (word.front() < '0' || word.front() > '9'))
        return word.toByteArray();
    double real = 0;
    const auto [end, error] = std::from_chars(word.begin(), word.end(), real);
    const bool isNumber = end == word.end();
    const bool isTooSmall = error == std::errc::result_out_of_range && word.contains("e-");
    const bool isWhole = !word.contains('.') && !word.contains('e') && !word.contains('E');
    const bool isTooLarge = isNumber && !isTooSmall
        && (error == std::errc::result_out_of_range || (isWhole && std::abs(real) >= kLargestWhole));
    return isTooLarge ? '"' + word.toByteArray() + '"' : word.toByteArray();
}

} // namespace

QByteArray repairedJson(QByteArrayView text)
{
    const QByteArray valid = QString::fromUtf8(text).toUtf8();
    QByteArray out;
    out.reserve(valid.size() + 64);
    const QByteArrayView in = valid;
    for (qsizetype at = 0; at < in.size();) {
        if (in[at] == '"') {
            const Piece string = repairedString(in, at);
            out.append(string.text);
            at = string.next;
            continue;
        }
        const qsizetype start = at;
        while (at < in.size() && isWordByte(in[at]))
            ++at;
        if (at > start)
            out.append(repairedWord(in.sliced(start, at - start)));
        else
            out.append(in[at++]);
    }
    return out;
}

} // namespace assay
