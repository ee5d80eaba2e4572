// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/money.h"

#include "core/support/decimal.h"

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

QString Money::toDecimalString() const
{
    const bool negative = m_pico < 0;
    const quint64 magnitude = negative ? 0 - static_cast<quint64>(m_pico) : static_cast<quint64>(m_pico);
    // From the back: the decimals without the zeros behind them, the point, the dollars, the sign.
    std::array<char, 32> text{};
    auto at = text.end();
    quint64 left = magnitude;
    for (int i = 0; i < kPicoDigits; ++i, left /= 10) {
        if (left % 10 != 0 || at != text.end())
            *--at = static_cast<char>('0' + left % 10);
    }
    if (at != text.end())
        *--at = '.';
    do
        *--at = static_cast<char>('0' + left % 10);
    while ((left /= 10) != 0);
    if (negative)
        *--at = '-';
    return QString::fromLatin1(&*at, text.end() - at);
}

} // namespace assay
