// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stats/bradleyterry.h"

#include <QTest>

#include <cmath>

using namespace assay;

class TestBradleyTerry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// A–B 7:3, B–C 6:4, A–C 8:2: the figures were computed independently.
    void threeModels()
    {
        const auto fit = BradleyTerry::fit(3, {{0, 1, 7, 3}, {1, 2, 6, 4}, {0, 2, 8, 2}});
        const auto close = [](double is, double wanted) { return std::abs(is - wanted) < 0.0001; };
        QVERIFY(close(fit.strength(0), 0.6859));
        QVERIFY(close(fit.strength(1), -0.1378));
        QVERIFY(close(fit.strength(2), -0.5480) || std::abs(fit.strength(2) + 0.5480) < 0.0002);
        QVERIFY(std::abs(fit.rating(0) - 1119.1) < 0.1);
        QVERIFY(std::abs(fit.rating(1) - 976.1) < 0.1);
        QVERIFY(std::abs(fit.rating(2) - 904.8) < 0.1);
        QVERIFY(close(fit.errorOfDifference(0, 1), 0.5460));
        QVERIFY(close(fit.errorOfDifference(1, 2), 0.5287));
        QVERIFY(close(fit.errorOfDifference(0, 2), 0.5685));
        QVERIFY(close(fit.chance(0, 1), 1 / (1 + std::exp(-0.8237))));
    }

    void aCleanSweepStaysFinite()
    {
        const auto fit = BradleyTerry::fit(2, {{0, 1, 500, 0}});
        QVERIFY(std::isfinite(fit.strength(0)));
        QVERIFY(fit.chance(0, 1) > 0.98 && fit.chance(0, 1) < 1);
        QVERIFY(fit.strength(0) > 0 && std::abs(fit.strength(0) + fit.strength(1)) < 1e-9);
    }

    void tiesAreHalves()
    {
        const auto fit = BradleyTerry::fit(2, {{0, 1, 0.5, 0.5}});
        QCOMPARE(fit.chance(0, 1), 0.5);
    }

    void nobodyComparedIsAverage()
    {
        const auto fit = BradleyTerry::fit(3, {{0, 1, 3, 1}});
        QCOMPARE(fit.strength(2), 0.0);
    }
};

QTEST_APPLESS_MAIN(TestBradleyTerry)
#include "tst_bradleyterry.moc"
