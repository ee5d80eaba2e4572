// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/spend/spendchartdata.h"

#include "ui/text/formats.h"
#include "ui/text/spendtext.h"
#include "ui/text/visiblecharacters.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct KeySum {
    QString key;
    qint64 pico = 0;
};

/// Keys by what they cost in the period, dearest first.
QList<KeySum> dearest(const SpendReport& report)
{
    QHash<QString, qint64> sums;
    for (const auto& cell : report.cells)
        sums[cell.key] += cell.total.known.pico();
    QList<KeySum> keys;
    for (const auto& [key, pico] : sums.asKeyValueRange()) {
        if (pico > 0)
            keys.append({.key = key, .pico = pico});
    }
    std::ranges::sort(keys, [](const KeySum& left, const KeySum& right) {
        return left.pico != right.pico ? left.pico > right.pico : left.key < right.key;
    });
    return keys;
}

QStringList namedKeys(const SpendReport& report, const QHash<QString, int>& slotOfKey)
{
    QStringList keys;
    const auto sums = dearest(report);
    for (const auto& sum : sums) {
        if (slotOfKey.contains(sum.key) && keys.size() < SpendChartData::kNamedSeries)
            keys.append(sum.key);
    }
    return keys;
}

/// A model without its provider, where that names one alone.
QString shortName(SpendGrouping grouping, const QString& key, const QStringList& named)
{
    const QString model = key.section(u'/', 1);
    const auto isSame = [&model](const QString& other) { return other.section(u'/', 1) == model; };
    if (grouping == SpendGrouping::Model && !model.isEmpty() && std::ranges::count_if(named, isSame) == 1)
        return model;
    return SpendText::label(grouping, key);
}

int freeSlot(const QHash<QString, int>& taken)
{
    for (int slot = 0;; ++slot) {
        if (!taken.values().contains(slot))
            return slot;
    }
}

QString callsNote(const SpendTotal& total)
{
    const Formats formats;
    QStringList parts{SpendChartData::tr("%1 calls").arg(formats.exactCount(total.calls))};
    if (total.unpriced > 0)
        parts.append(SpendChartData::tr("%1 of them without a price").arg(formats.exactCount(total.unpriced)));
    if (total.simulatedCalls > 0)
        parts.append(SpendChartData::tr("%1 simulated").arg(formats.exactCount(total.simulatedCalls)));
    return parts.join(u", "_s);
}

int barOf(const SpendPeriod& period, QDate day)
{
    return period.hasMonthBars() ? day.month() - 1 : static_cast<int>(period.from().daysTo(day));
}

QString barLabel(const SpendPeriod& period, QDate day, QDate today)
{
    const QLocale locale;
    if (period.hasMonthBars())
        return locale.standaloneMonthName(day.month(), QLocale::ShortFormat);
    if (day == today)
        return SpendChartData::tr("today");
    if (period.unit == PeriodUnit::Week)
        return locale.toString(day, SpendChartData::tr("ddd d"));
    if (day.day() == 1)
        return locale.toString(day, SpendChartData::tr("d MMM"));
    return day.day() % 5 == 0 ? QString::number(day.day()) : QString();
}

StackedBar emptyBar(const SpendPeriod& period, int index, QDate today, qsizetype series)
{
    const QDate day = SpendChartData::dateOfBar(period, index);
    const QDate end = period.hasMonthBars() ? day.addMonths(1) : day.addDays(1);
    return {.label = barLabel(period, day, today),
        .name = period.hasMonthBars() ? QLocale().toString(day, u"MMMM yyyy"_s)
                                      : QLocale().toString(day, QLocale::LongFormat),
        .note = {},
        .values = QList<qint64>(series),
        .isFuture = day > today,
        .isNow = day <= today && today < end};
}

} // namespace

QHash<QString, int> SpendChartData::slotsFor(const SpendReport& report, const QHash<QString, int>& before)
{
    QHash<QString, int> taken;
    auto top = dearest(report);
    // One more than there are names is shown by itself rather than as "1 other".
    top.resize(std::min<qsizetype>(top.size(), kNamedSeries));
    for (const auto& sum : std::as_const(top)) {
        const int slot = before.value(sum.key, -1);
        if (slot >= 0 && !taken.values().contains(slot))
            taken.insert(sum.key, slot);
    }
    for (const auto& sum : std::as_const(top)) {
        if (!taken.contains(sum.key))
            taken.insert(sum.key, freeSlot(taken));
    }
    return taken;
}

SpendGrouping SpendChartData::split(const SpendReport& report)
{
    return report.request.grouping == SpendGrouping::Day ? SpendGrouping::Model : report.request.grouping;
}

QList<BarSeries> SpendChartData::series(const SpendReport& report, const QHash<QString, int>& slotOfKey)
{
    const Formats formats;
    const QStringList named = namedKeys(report, slotOfKey);
    QList<BarSeries> out;
    qint64 rest = 0;
    qsizetype others = 0;
    const auto sums = dearest(report);
    for (const auto& sum : sums) {
        if (!named.contains(sum.key)) {
            rest += sum.pico;
            ++others;
            continue;
        }
        out.append({.name = visibleCharacters(shortName(split(report), sum.key, named)),
            .sum = formats.sum(Money::fromPico(sum.pico)),
            .slot = slotOfKey.value(sum.key)});
    }
    if (others > 0)
        out.append({.name = others == 1 ? tr("1 other") : tr("%1 others").arg(others),
            .sum = formats.sum(Money::fromPico(rest)),
            .slot = -1});
    return out;
}

QList<StackedBar> SpendChartData::bars(
    const SpendReport& report, const SpendPeriod& period, const QHash<QString, int>& slotOfKey)
{
    const QStringList named = namedKeys(report, slotOfKey);
    const qsizetype count = series(report, slotOfKey).size();
    const int bars = period.hasMonthBars() ? 12 : static_cast<int>(period.from().daysTo(period.to()));
    QList<StackedBar> out;
    QList<SpendTotal> totals(bars);
    for (int i = 0; i < bars; ++i)
        out.append(emptyBar(period, i, report.request.today, count));
    for (const auto& cell : report.cells) {
        const int bar = barOf(period, cell.day);
        if (bar < 0 || bar >= bars)
            continue;
        SpendTotal& total = totals[bar];
        total.calls += cell.total.calls;
        total.unpriced += cell.total.unpriced;
        total.simulatedCalls += cell.total.simulatedCalls;
        const qsizetype place = named.indexOf(cell.key);
        const qsizetype series = place >= 0 ? place : count - 1;
        if (series >= 0 && cell.total.known.pico() > 0)
            out[bar].values[series] += cell.total.known.pico();
    }
    for (int i = 0; i < bars; ++i) {
        out[i].isMarked = totals[i].unpriced > 0;
        out[i].note = callsNote(totals[i]);
    }
    return out;
}

QDate SpendChartData::dateOfBar(const SpendPeriod& period, int bar)
{
    return period.hasMonthBars() ? period.from().addMonths(bar) : period.from().addDays(bar);
}

Course SpendChartData::course(const SpendReport& report, const SpendPeriod& period)
{
    const QLocale locale;
    const QDate last = period.to().addDays(-1);
    Course course{.names = {},
        .sums = {},
        .fan = {},
        .firstLabel = locale.toString(period.from(), tr("d MMM")),
        .lastLabel = locale.toString(last, tr("d MMM"))};
    QMap<QDate, qint64> days;
    for (const auto& cell : report.cells)
        days[cell.day] += cell.total.known.pico();
    qint64 sum = 0;
    for (QDate day = period.from(); day <= last; day = day.addDays(1)) {
        course.names.append(locale.toString(day, tr("d MMM")));
        sum += days.value(day);
        if (day <= report.request.today)
            course.sums.append(sum);
    }
    if (report.request.grouping == SpendGrouping::Tag)
        course.sums.clear(); // tags overlap: their sum is none
    const Formats formats;
    if (const auto range = projectionOf(report); range && !course.sums.isEmpty())
        course.fan = CourseFan{.low = range->low.pico(),
            .middle = range->middle.pico(),
            .high = range->high.pico(),
            .text = tr("%1 – %2").arg(formats.sum(range->low), formats.sum(range->high))};
    return course;
}

QMap<QDate, CalendarDay> SpendChartData::calendar(const SpendReport& report)
{
    QMap<QDate, CalendarDay> days;
    for (const auto& cell : report.calendar) {
        if (cell.total.calls > 0)
            days.insert(cell.day,
                {.value = cell.total.known.pico(), .note = callsNote(cell.total), .isMarked = cell.total.unpriced > 0});
    }
    return days;
}

QString SpendChartData::busiest(const SpendReport& report)
{
    const auto most = std::ranges::max_element(report.calendar,
        [](const SpendCell& left, const SpendCell& right) { return left.total.known < right.total.known; });
    if (most == report.calendar.end() || most->total.known.isZero())
        return {};
    return tr("Busiest: %1, %2, %3 calls")
        .arg(QLocale().toString(most->day, tr("ddd d MMM")), Formats().sum(most->total.known),
            Formats().exactCount(most->total.calls));
}

} // namespace assay
