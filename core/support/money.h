// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QByteArrayView>

#include <compare>

namespace assay {

/// An amount of US dollars as a whole number of pico-dollars (10^-12 USD). Exact: never a floating-point number.
/// Holds up to about ±9.2 million dollars. 1 pico-dollar per token equals 1 micro-dollar per million tokens.
class Money
{
public:
    constexpr Money() = default;
    static constexpr Money fromPico(qint64 pico) { return Money(pico); }

    /// Reads plain decimal dollars such as `0.0000025`, `1.5e-7` or `-3`, rounding half to even at 10^-12.
    static Result<Money> fromDecimalUsd(QByteArrayView text);

    /// units × rate; nothing if the product leaves the range.
    static std::optional<Money> product(qint64 units, Money rate);

    constexpr qint64 pico() const { return m_pico; }
    constexpr bool isZero() const { return m_pico == 0; }

    /// The sum; nothing if it leaves the range.
    std::optional<Money> plus(Money other) const;

    /// Exact decimal dollars without trailing zeros, `0.0000025`; for JSON, CSV and tooltips.
    QString toDecimalString() const;

    friend constexpr auto operator<=>(Money, Money) = default;

private:
    constexpr explicit Money(qint64 pico)
        : m_pico(pico)
    {
    }

    qint64 m_pico = 0;
};

} // namespace assay
