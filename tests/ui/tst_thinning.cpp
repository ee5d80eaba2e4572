// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stats/front.h"
#include "ui/charts/frontscatter.h"
#include "ui/charts/thinning.h"
#include "ui/theme/icons.h"

#include <QImage>
#include <QMouseEvent>
#include <QRandomGenerator>
#include <QSet>
#include <QSize>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace assay;
using namespace Qt::StringLiterals;

class TestThinning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initIcons(); }

    void fewValuesAreAllThere()
    {
        const QList<double> values{3, 1, 2, 5};
        QCOMPARE(thinnedLine(values, 100), (QList<qsizetype>{0, 1, 2, 3}));
        QCOMPARE(thinnedLine(QList<double>(), 100), QList<qsizetype>());
        QCOMPARE(thinnedLine(QList<double>{7}, 1), QList<qsizetype>{0});
    }

    // Every column keeps its ends and its extremes, whatever the values.
    void noExtremeIsDropped()
    {
        QRandomGenerator random(5);
        for (const qsizetype count : {50, 999, 20'000}) {
            QList<qint64> values;
            for (qsizetype i = 0; i < count; ++i)
                values.append(random.bounded(1'000'000));
            values[count / 3] = 90'000'000; // one spike up, one down
            values[count / 2] = -90'000'000;
            for (const int columns : {1, 7, 300}) {
                const auto line = thinnedLine(values, columns);
                QVERIFY(line.size() <= 4 * columns);
                QVERIFY(std::ranges::is_sorted(line));
                const QSet<qsizetype> kept(line.begin(), line.end());
                QCOMPARE(kept.size(), line.size());
                QVERIFY(kept.contains(count / 3) && kept.contains(count / 2));
                for (const auto& range : pixelColumns(count, columns)) {
                    const auto [low, high]
                        = std::minmax_element(values.begin() + range.first, values.begin() + range.end);
                    const auto holds = [&](qint64 value) {
                        return std::ranges::any_of(line, [&](qsizetype index) {
                            return index >= range.first && index < range.end && values[index] == value;
                        });
                    };
                    QVERIFY(holds(*low) && holds(*high));
                    QVERIFY(kept.contains(range.first) && kept.contains(range.end - 1));
                }
            }
        }
    }

    void cellsCountEveryPoint()
    {
        QRandomGenerator random(6);
        QList<QPointF> shares;
        for (int i = 0; i < 30'000; ++i)
            shares.append({random.generateDouble(), random.generateDouble() * random.generateDouble()});
        shares.append({1.0, 1.0}); // the very corners are inside
        shares.append({0.0, 0.0});
        const auto fine = densityCells(shares, 256, 256);
        const auto coarse = coarser(fine, {256, 256}, {100, 33});
        QVERIFY(coarse.size() < fine.size());
        for (const auto& cells : {fine, coarse}) {
            qsizetype sum = 0;
            for (const auto& cell : cells)
                sum += cell.count;
            QCOMPARE(sum, shares.size());
            QCOMPARE(cells.first().column, 0);
            QCOMPARE(cells.first().row, 0);
        }
        QCOMPARE(coarse.last().column, 99);
        QCOMPARE(coarse.last().row, 32);
        for (const auto& cell : fine) {
            QCOMPARE(static_cast<int>(std::min(shares[cell.sample].x() * 256, 255.0)), cell.column);
            QCOMPARE(static_cast<int>(std::min(shares[cell.sample].y() * 256, 255.0)), cell.row);
        }
        QCOMPARE(coarser(fine, {256, 256}, {256, 256}), fine);
    }

    void sharesKeepBothEnds()
    {
        QRandomGenerator random(7);
        QList<double> shares;
        for (int i = 0; i < 10'000; ++i)
            shares.append(0.2 + 0.6 * random.generateDouble());
        const auto kept = thinnedShares(shares, 64);
        QVERIFY(kept.size() <= 65);
        const auto [least, most] = std::ranges::minmax(shares);
        QCOMPARE(shares[kept.first()], least);
        QCOMPARE(shares[kept.last()], most);
        QVERIFY(std::ranges::is_sorted(kept, {}, [&](qsizetype index) { return shares[index]; }));
        QCOMPARE(thinnedShares({}, 64), QList<qsizetype>());
    }

    // Of very many points those that nothing beats are still drawn and named, each where it is.
    void theFrontSurvives()
    {
        QRandomGenerator random(8);
        QList<ScatterPoint> points;
        QList<FrontPoint> places;
        for (int i = 0; i < 20'000; ++i) {
            points.append({.name = u"point %1"_s.arg(i),
                .slot = 0,
                .x = std::exp(random.generateDouble() * 6),
                .y = std::exp(random.generateDouble() * 6),
                .n = 1});
            places.append({.x = points.last().x, .y = points.last().y});
        }
        points.append({.name = u"best"_s, .slot = 1, .x = 0.4, .y = 0.4, .n = 1}); // alone, far from all
        places.append({.x = 0.4, .y = 0.4});
        for (const auto index : paretoFront(places))
            points[index].isFront = true;
        FrontScatter chart;
        const auto text = [](double value) { return QString::number(value); };
        chart.setTexts(u"time"_s, text, u"cost"_s, text);
        chart.resize(700, 300);
        chart.setPoints(points);
        QCOMPARE(chart.table().rows.size(), points.size()); // the table has all
        QImage image(chart.size(), QImage::Format_ARGB32_Premultiplied);
        chart.render(&image);
        chart.setCurrent(0); // marks begin with the front
        QVERIFY2(chart.accessibleDescription().startsWith(u"best"), qPrintable(chart.accessibleDescription()));
        QVERIFY(chart.accessibleDescription().contains(u"nothing is both faster and cheaper"));
        chart.setCurrent(2); // the first cell holds the best one again
        QVERIFY2(chart.accessibleDescription().contains(u"point"), qPrintable(chart.accessibleDescription()));
    }
};

QTEST_MAIN(TestThinning)
#include "tst_thinning.moc"
