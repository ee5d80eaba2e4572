// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/layoutchooser.h"

#include <QTest>

using namespace assay;

class TestLayoutChooser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chooses_data()
    {
        QTest::addColumn<int>("lanes");
        QTest::addColumn<int>("width");
        QTest::addColumn<LaneArrangement>("arrangement");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::newRow("one") << 1 << 400 << LaneArrangement::Auto << 1 << 1;
        QTest::newRow("one as a grid") << 1 << 400 << LaneArrangement::Grid << 1 << 1;
        QTest::newRow("three in a wide window") << 3 << 1352 << LaneArrangement::Auto << 1 << 3;
        QTest::newRow("three a little narrow stay beside each other") << 3 << 1192 << LaneArrangement::Auto << 1 << 3;
        QTest::newRow("three far too narrow") << 3 << 1000 << LaneArrangement::Auto << 2 << 2;
        QTest::newRow("four at 1280") << 4 << 1192 << LaneArrangement::Auto << 2 << 2;
        QTest::newRow("four exactly wide enough") << 4 << 1680 << LaneArrangement::Auto << 1 << 4;
        QTest::newRow("four one pixel short") << 4 << 1679 << LaneArrangement::Auto << 2 << 2;
        QTest::newRow("eight at 1440") << 8 << 1352 << LaneArrangement::Auto << 3 << 3;
        QTest::newRow("eight, four fit: even rows") << 8 << 2000 << LaneArrangement::Auto << 2 << 4;
        QTest::newRow("five, four fit: three and two") << 5 << 1700 << LaneArrangement::Auto << 2 << 3;
        QTest::newRow("twenty-four") << 24 << 1352 << LaneArrangement::Auto << 8 << 3;
        QTest::newRow("narrower than one lane") << 5 << 200 << LaneArrangement::Auto << 5 << 1;
        QTest::newRow("columns by wish") << 8 << 1352 << LaneArrangement::Columns << 1 << 8;
        QTest::newRow("grid by wish") << 3 << 1352 << LaneArrangement::Grid << 2 << 2;
        QTest::newRow("no lanes") << 0 << 1352 << LaneArrangement::Auto << 1 << 1;
    }
    void chooses()
    {
        QFETCH(int, lanes);
        QFETCH(int, width);
        QFETCH(LaneArrangement, arrangement);
        QFETCH(int, rows);
        QFETCH(int, columns);
        const LaneLayout layout = chooseLayout(lanes, width, arrangement);
        QCOMPARE(layout.rows, rows);
        QCOMPARE(layout.columns, columns);
    }

    void everyLaneHasACell()
    {
        for (int lanes = 1; lanes <= 24; ++lanes) {
            for (int width = 100; width < 4000; width += 37) {
                for (const auto arrangement :
                    {LaneArrangement::Auto, LaneArrangement::Columns, LaneArrangement::Grid}) {
                    const LaneLayout layout = chooseLayout(lanes, width, arrangement);
                    QVERIFY(layout.rows * layout.columns >= lanes);
                    QVERIFY2((layout.rows - 1) * layout.columns < lanes, "no row is empty");
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestLayoutChooser)
#include "tst_layoutchooser.moc"
