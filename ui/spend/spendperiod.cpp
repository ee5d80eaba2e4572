// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/spend/spendperiod.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace assay {

QDate SpendPeriod::from() const
{
    switch (unit) {
    case PeriodUnit::Week: return day.addDays(-((day.dayOfWeek() - QLocale().firstDayOfWeek() + 7) % 7));
    case PeriodUnit::Month: return {day.year(), day.month(), 1};
    case PeriodUnit::Quarter: return {day.year(), (day.month() - 1) / 3 * 3 + 1, 1};
    case PeriodUnit::Year: break;
    }
    return {day.year(), 1, 1};
}

QDate SpendPeriod::to() const
{
    switch (unit) {
    case PeriodUnit::Week: return from().addDays(7);
    case PeriodUnit::Month: return from().addMonths(1);
    case PeriodUnit::Quarter: return from().addMonths(3);
    case PeriodUnit::Year: break;
    }
    return from().addYears(1);
}

SpendPeriod SpendPeriod::stepped(int count) const
{
    const QDate start = from();
    switch (unit) {
    case PeriodUnit::Week: return {.unit = unit, .day = start.addDays(7 * count)};
    case PeriodUnit::Month: return {.unit = unit, .day = start.addMonths(count)};
    case PeriodUnit::Quarter: return {.unit = unit, .day = start.addMonths(3 * count)};
    case PeriodUnit::Year: break;
    }
    return {.unit = unit, .day = start.addYears(count)};
}

QString SpendPeriod::title() const
{
    const QLocale locale;
    const QString year = locale.toString(from(), u"yyyy"_s);
    switch (unit) {
    case PeriodUnit::Week:
        return tr("%1 – %2").arg(
            locale.toString(from(), tr("d MMM")), locale.toString(to().addDays(-1), tr("d MMM yyyy")));
    case PeriodUnit::Month: return locale.standaloneMonthName(from().month()) + u' ' + year;
    case PeriodUnit::Quarter: return tr("Quarter %1, %2").arg((from().month() + 2) / 3).arg(year);
    case PeriodUnit::Year: break;
    }
    return year;
}

} // namespace assay
