// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/money.h"

#include "core/support/bytes.h"
#include "core/support/decimal.h"
#include "core/support/moneytext.h"

#include <array>
#include <charconv>

using namespace Qt::StringLiterals;

namespace assay {

namespace {
constexpr int kPicoDigits = 12;
} // namespace

Result<Money> Money::fromDecimalUsd(QByteArrayView text)
{
    return scaledDecimal(text, kPicoDigits).transform([](qint64 pico) { return Money(pico); });
}

std::optional<Money> Money::product(qint64 units, Money rate)
{
    qint64 out = 0;
    if (__builtin_mul_overflow(units, rate.m_pico, &out))
        return std::nullopt;
    return Money(out);
}

std::optional<Money> Money::plus(Money other) const
{
    qint64 out = 0;
    if (__builtin_add_overflow(m_pico, other.m_pico, &out))
        return std::nullopt;
    return Money(out);
}

namespace {

struct Decimal {
    std::array<char, 40> text;
    qsizetype size;

    QByteArrayView view() const { return {text.data(), size}; }
};

Decimal decimalOf(qint64 pico)
{
    constexpr quint64 kDollar = 1'000'000'000'000;
    static_assert(kPicoDigits == 12);
    const quint64 magnitude = pico < 0 ? 0 - static_cast<quint64>(pico) : static_cast<quint64>(pico);
    Decimal out;
    char* at = out.text.data();
    char* const end = at + out.text.size();
    if (pico < 0)
        *at++ = '-';
    at = std::to_chars(at, end, magnitude / kDollar).ptr;
    if (const quint64 decimals = magnitude % kDollar; decimals != 0) {
        // With a one in front, which gives its place to the point, all zeros behind it are written.
        char* const point = at;
        at = std::to_chars(at, end, kDollar + decimals).ptr;
        *point = '.';
        while (at[-1] == '0')
            --at;
    }
    out.size = at - out.text.data();
    return out;
}

} // namespace

QString Money::toDecimalString() const
{
    const Decimal decimal = decimalOf(m_pico);
    return QString::fromLatin1(decimal.view());
}

QByteArray& extendDollars(QByteArray& out, Money amount)
{
    return extend(out, decimalOf(amount.pico()).view());
}

} // namespace assay
