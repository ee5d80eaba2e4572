// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/tableshape.h"

#include <QTest>

#include <numeric>

using namespace assay;

class TestTableShape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roomIsSharedByNeed()
    {
        const auto widths = columnWidths({{.least = 50, .natural = 100}, {.least = 50, .natural = 300}}, 800);
        QCOMPARE(widths, (std::vector<double>{200, 600}));
    }

    // A long word of a cell gives way before a short one and before the word of a head.
    void wordsOfHeadsStayWhole()
    {
        const std::vector<ColumnNeed> needs{{.least = 45, .natural = 60, .head = 45},
            {.least = 140, .natural = 400, .head = 130}, {.least = 160, .natural = 900, .head = 60}};
        const auto widths = columnWidths(needs, 300);
        QVERIFY(widths[0] >= 45);
        QVERIFY(widths[1] >= 130);
        QVERIFY(widths[2] >= 100);
        QVERIFY(std::reduce(widths.begin(), widths.end()) <= 300);
    }

    void whatDoesNotFitIsWider()
    {
        const std::vector<ColumnNeed> needs(6, {.least = 150, .natural = 200, .head = 90});
        const auto widths = columnWidths(needs, 300);
        for (const double width : widths)
            QVERIFY(width >= 90);
        QVERIFY(std::reduce(widths.begin(), widths.end()) > 300);
    }
};

QTEST_APPLESS_MAIN(TestTableShape)
#include "tst_tableshape.moc"
