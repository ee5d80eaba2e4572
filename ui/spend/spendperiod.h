// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoreApplication>
#include <QDate>

#include <cstdint>

namespace assay {

enum class PeriodUnit : std::uint8_t { Week, Month, Quarter, Year };

/// A calendar period, named by any day in it.
struct SpendPeriod {
    Q_DECLARE_TR_FUNCTIONS(assay::SpendPeriod)

public:
    PeriodUnit unit = PeriodUnit::Month;
    QDate day;

    QDate from() const;
    QDate to() const; ///< not included
    SpendPeriod stepped(int count) const;
    QString title() const; ///< `November 2026`
    /// What one bar of its chart is: a day, in a year a month.
    bool hasMonthBars() const { return unit == PeriodUnit::Year; }
    friend bool operator==(const SpendPeriod&, const SpendPeriod&) = default;
};

} // namespace assay
