// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/money.h"

#include "core/support/bytes.h"
#include "core/support/decimal.h"
#include "core/support/moneytext.h"

#include <array>

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

/// Filled from the back.
struct Decimal {
    std::array<char, 32> text;
    char* begin;

    QByteArrayView view() const { return {begin, text.data() + text.size()}; }
};

void write(Decimal& out, qint64 pico)
{
    quint64 left = pico < 0 ? 0 - static_cast<quint64>(pico) : static_cast<quint64>(pico);
    char* const end = out.text.data() + out.text.size();
    char* at = end;
    // From the back: the decimals without the zeros behind them, the point, the dollars, the sign.
    for (int i = 0; i < kPicoDigits; ++i, left /= 10) {
        if (left % 10 != 0 || at != end)
            *--at = static_cast<char>('0' + left % 10);
    }
    if (at != end)
        *--at = '.';
    do
        *--at = static_cast<char>('0' + left % 10);
    while ((left /= 10) != 0);
    if (pico < 0)
        *--at = '-';
    out.begin = at;
}

} // namespace

QString Money::toDecimalString() const
{
    Decimal decimal;
    write(decimal, m_pico);
    return QString::fromLatin1(decimal.view());
}

QByteArray& extendDollars(QByteArray& out, Money amount)
{
    Decimal decimal;
    write(decimal, amount.pico());
    return extend(out, decimal.view());
}

} // namespace assay
