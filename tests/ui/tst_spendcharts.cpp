// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/stackedbars.h"
#include "ui/spend/spendchartdata.h"
#include "ui/spend/spendperiod.h"
#include "ui/theme/icons.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

StackedBar bar(const QString& name, const QList<qint64>& values)
{
    return {.label = name, .name = name, .note = {}, .values = values};
}

} // namespace

/// What the charts of the Spend page are made of.
class TestSpendCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initIcons();
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void manyBarsBecomePixelColumns()
    {
        QCOMPARE(pixelColumns(0, 100).size(), 0);
        QCOMPARE(pixelColumns(5, 100).size(), 5);
        const auto columns = pixelColumns(100'000, 300);
        QCOMPARE(columns.size(), 300);
        qsizetype next = 0;
        for (const auto& column : columns) {
            QCOMPARE(column.first, next);
            QVERIFY(column.end > column.first);
            next = column.end;
        }
        QCOMPARE(next, 100'000);
        StackedBars chart;
        chart.resize(640, 300);
        QList<StackedBar> many;
        for (int i = 0; i < 100'000; ++i)
            many.append(bar(QString::number(i), {i == 77'777 ? 1'000 : i % 10}));
        chart.setBars(u"Hour"_s, {{.name = u"all"_s, .sum = {}, .slot = 0}}, many);
        QVERIFY(!chart.picture(1).isNull());
        chart.setCurrent(77'777 * 3 / 640);
        bool peak = false;
        for (int mark = 0; mark < 213; ++mark) {
            chart.setCurrent(mark);
            if (chart.current() >= 0)
                peak = peak || chart.barOf(mark) == 77'777; // a peak is never averaged away
        }
        QVERIFY(peak);
    }

    void axisTicksAreRound()
    {
        QCOMPARE(axisTicks(0, 4), QList<qint64>{0});
        QCOMPARE(axisTicks(6, 3), (QList<qint64>{0, 2, 4, 6}));
        QCOMPARE(axisTicks(598, 4), (QList<qint64>{0, 200, 400, 600}));
        const auto ticks = axisTicks(9'000'000'000'000'000'000, 4);
        QVERIFY(ticks.size() >= 2 && ticks.last() > 0);
        QCOMPARE(quarterSteps({5, 1, 2, 3, 4, 0, 0}), (QList<qint64>{2, 3, 4}));
    }

    void aModelKeepsItsColour()
    {
        SpendReport report;
        report.cells = {{QDate(2026, 11, 1), u"a"_s, {.known = Money::fromPico(10), .calls = 1}},
            {QDate(2026, 11, 1), u"b"_s, {.known = Money::fromPico(5), .calls = 1}}};
        const auto first = SpendChartData::slotsFor(report, {});
        QCOMPARE(first.value(u"a"_s), 0);
        report.cells.append({QDate(2026, 11, 2), u"b"_s, {.known = Money::fromPico(50), .calls = 1}});
        report.cells.append({QDate(2026, 11, 2), u"c"_s, {.known = Money::fromPico(500), .calls = 1}});
        const auto second = SpendChartData::slotsFor(report, first);
        QCOMPARE(second.value(u"a"_s), 0);
        QCOMPARE(second.value(u"b"_s), 1);
        QCOMPARE(second.value(u"c"_s), 2);
        QCOMPARE(SpendChartData::series(report, second).first().name, u"c"_s);
    }

    void periods()
    {
        const SpendPeriod month{.unit = PeriodUnit::Month, .day = QDate(2026, 2, 17)};
        QCOMPARE(month.to(), QDate(2026, 3, 1));
        QCOMPARE(month.stepped(-2).from(), QDate(2025, 12, 1));
        QCOMPARE(month.title(), u"February 2026"_s);
        const SpendPeriod quarter{.unit = PeriodUnit::Quarter, .day = QDate(2026, 11, 30)};
        QCOMPARE(quarter.from(), QDate(2026, 10, 1));
        QCOMPARE(quarter.title(), u"Quarter 4, 2026"_s);
        const SpendPeriod week{.unit = PeriodUnit::Week, .day = QDate(2026, 11, 20)};
        QCOMPARE(week.from().daysTo(week.to()), 7);
        QVERIFY(week.from() <= week.day && week.day < week.to());
    }
};

QTEST_MAIN(TestSpendCharts)
#include "tst_spendcharts.moc"
