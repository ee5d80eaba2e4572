// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/spendreport.h"
#include "ui/charts/calendarheatmap.h"
#include "ui/charts/coursechart.h"
#include "ui/charts/stackedbars.h"
#include "ui/spend/spendperiod.h"

#include <QCoreApplication>
#include <QHash>

namespace assay {

/// What the charts of the page draw, made from a report. Pure.
class SpendChartData
{
    Q_DECLARE_TR_FUNCTIONS(assay::SpendChartData)

public:
    static constexpr int kNamedSeries = 7; ///< the dearest; the rest is "others"

    /// Colours for the dearest keys of the report. A key that has one keeps it.
    static QHash<QString, int> slotsFor(const SpendReport& report, const QHash<QString, int>& before);
    /// How the bars are split: the grouping of the report, by model when that is the day.
    static SpendGrouping split(const SpendReport& report);
    static QList<BarSeries> series(const SpendReport& report, const QHash<QString, int>& slotOfKey);
    /// A bar a day, in a year a bar a month; values in the order of `series`.
    static QList<StackedBar> bars(
        const SpendReport& report, const SpendPeriod& period, const QHash<QString, int>& slotOfKey);
    /// The day (or first day of the month) of a bar.
    static QDate dateOfBar(const SpendPeriod& period, int bar);
    /// The sum from day to day, and where it will end if that can be said.
    static Course course(const SpendReport& report, const SpendPeriod& period);
    static QMap<QDate, CalendarDay> calendar(const SpendReport& report);
    /// `Busiest: 12 Nov, $5.98, 263 calls`; empty without a call.
    static QString busiest(const SpendReport& report);
};

} // namespace assay
