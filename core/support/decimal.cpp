// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/decimal.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct Parts {
    bool negative = false;
    QByteArray digits; // all significant digits, without the point
    int pointAt = 0; // how many of them stand before the point
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::optional<Parts> split(QByteArrayView text)
{
    Parts parts;
    qsizetype i = 0;
    if (i < text.size() && (text[i] == '-' || text[i] == '+'))
        parts.negative = text[i++] == '-';
    const qsizetype firstDigit = i;
    while (i < text.size() && isDigit(text[i]))
        parts.digits.append(text[i++]);
    if (i == firstDigit)
        return std::nullopt;
    parts.pointAt = static_cast<int>(parts.digits.size());
    if (i < text.size() && text[i] == '.') {
        const qsizetype start = ++i;
        while (i < text.size() && isDigit(text[i]))
            parts.digits.append(text[i++]);
        if (i == start)
            return std::nullopt;
    }
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        bool ok = false;
        const int exponent = text.sliced(i + 1).toInt(&ok);
        if (!ok || exponent > 400 || exponent < -400)
            return std::nullopt;
        parts.pointAt += exponent;
        i = text.size();
    }
    return i == text.size() ? std::optional(parts) : std::nullopt;
}

bool roundsUp(QByteArrayView dropped, bool lastKeptIsOdd)
{
    if (dropped.isEmpty() || dropped.front() < '5')
        return false;
    if (dropped.front() > '5')
        return true;
    for (const char c : dropped.sliced(1)) {
        if (c != '0')
            return true;
    }
    return lastKeptIsOdd;
}

} // namespace

Result<qint64> scaledDecimal(QByteArrayView text, int scale)
{
    const auto parts = text.size() <= 512 ? split(text) : std::nullopt;
    if (!parts)
        return fail(ErrorKind::InvalidRequest,
            u"'%1' is not a decimal number"_s.arg(QString::fromUtf8(text.first(std::min<qsizetype>(text.size(), 40)))));

    const qsizetype keep = parts->pointAt + scale; // digits left of the rounding place
    quint64 magnitude = 0;
    for (qsizetype i = 0; i < keep; ++i) {
        const quint64 digit = i < parts->digits.size() ? static_cast<quint64>(parts->digits[i] - '0') : 0;
        if (__builtin_mul_overflow(magnitude, quint64(10), &magnitude)
            || __builtin_add_overflow(magnitude, digit, &magnitude))
            return fail(ErrorKind::InvalidRequest, u"the number %1 is too large"_s.arg(QString::fromUtf8(text)));
    }
    if (keep >= 0 && keep < parts->digits.size()
        && roundsUp(QByteArrayView(parts->digits).sliced(keep), magnitude % 2 == 1))
        ++magnitude;
    if (magnitude > static_cast<quint64>(std::numeric_limits<qint64>::max()))
        return fail(ErrorKind::InvalidRequest, u"the number %1 is too large"_s.arg(QString::fromUtf8(text)));
    const auto value = static_cast<qint64>(magnitude);
    return parts->negative ? -value : value;
}

} // namespace assay
