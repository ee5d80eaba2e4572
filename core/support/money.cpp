// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/money.h"

#include "core/support/decimal.h"

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
    QString digits = QString::number(magnitude).rightJustified(kPicoDigits + 1, u'0');
    digits.insert(digits.size() - kPicoDigits, u'.');
    while (digits.endsWith(u'0'))
        digits.chop(1);
    if (digits.endsWith(u'.'))
        digits.chop(1);
    return negative ? u'-' + digits : digits;
}

} // namespace assay
