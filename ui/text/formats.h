// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/history/historystore.h"
#include "core/support/money.h"

#include <QCoreApplication>
#include <QLocale>
#include <QString>

#include <chrono>
#include <optional>

namespace assay {

/// Numbers as people read them. Pure; the locale decides decimal and group marks. A thin space stands before a unit.
class Formats
{
    Q_DECLARE_TR_FUNCTIONS(assay::Formats)

public:
    explicit Formats(QLocale locale = QLocale());

    /// One call: four decimals below one dollar, two from there; `<$0.0001` below half of the last place.
    QString cost(Money amount) const;
    /// A sum: `$0.00` for nothing, otherwise like `cost`.
    QString sum(Money amount) const;
    /// A price in dollars for a million, without the sign: at least two decimals, and as many as it has: `2.00`,
    /// `0.003`.
    QString perMillion(Money amount) const;
    /// All digits, for tooltips: `$0.00123456`.
    QString exactMoney(Money amount) const;
    /// `$31.27`, with `+ 3 unpriced` when some calls have no known cost.
    QString spend(const SpendTotal& total) const;
    /// Figure of a cost, or the words for one that is not known; never 0 for unknown.
    QString cost(const Cost& cost) const;
    /// The word beside the figure: reported, computed, estimated, simulated, local. Empty when there is no figure.
    QString costWord(const LaneRecord& record) const;

    /// `0.4 ms`, `51 ms`, `0.92 s`, `2 min 05 s`.
    QString duration(std::chrono::microseconds time) const;
    /// `402 tok`, `12.3k tok`, `1.22M tok`.
    QString tokens(qint64 count) const;
    /// The figure of `tokens` without its unit.
    QString tokenCount(qint64 count) const;
    QString exactCount(qint64 count) const;
    /// Tokens a second without its unit: `83`, `9.4`.
    QString speed(double tokensPerSecond) const;

private:
    QString dollars(qint64 pico, int decimals) const;
    QString fixed(double value, int decimals) const;

    QLocale m_locale;
};

/// Visible tokens ÷ (last − first token); nothing if either is unknown or the answer came at once.
std::optional<double> tokensPerSecond(const LaneRecord& record);

/// Letter of a lane: A, B, … X. After 26 lanes: AA, AB, …
QString laneLetter(int lane);

/// Space before units.
inline constexpr char16_t kThinSpace = u'\u2009';

} // namespace assay
