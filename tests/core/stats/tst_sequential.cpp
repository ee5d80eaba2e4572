// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stats/sequential.h"

#include <QRandomGenerator>
#include <QTest>

using namespace assay;

class TestSequential : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evidenceAndBounds_data()
    {
        QTest::addColumn<int>("wins");
        QTest::addColumn<int>("losses");
        QTest::addColumn<double>("e");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        // Recomputed from the formula with arbitrary precision.
        QTest::newRow("15:5") << 15 << 5 << 2.4045 << .4111 << .9527;
        QTest::newRow("9:1") << 9 << 1 << 9.4961 << .4560 << .9995;
        QTest::newRow("12:3") << 12 << 3 << 3.6274 << .4174 << .9809;
        QTest::newRow("7:7") << 7 << 7 << .2095 << .1541 << .8459;
        QTest::newRow("6:0") << 6 << 0 << 14.4375 << .4736 << 1.0;
    }
    void evidenceAndBounds()
    {
        QFETCH(int, wins);
        QFETCH(int, losses);
        QFETCH(double, e);
        QFETCH(double, low);
        QFETCH(double, high);
        QVERIFY2(
            std::abs(evidence(wins, losses) - e) < 5e-5, qPrintable(QString::number(evidence(wins, losses), 'g', 9)));
        QCOMPARE(evidence(wins, losses), evidence(losses, wins));
        const ShareBounds bounds = confidenceSequence(wins, losses);
        QVERIFY2(std::abs(bounds.low - low) < 6e-5, qPrintable(QString::number(bounds.low, 'g', 9)));
        QVERIFY2(std::abs(bounds.high - high) < 6e-5, qPrintable(QString::number(bounds.high, 'g', 9)));
        const ShareBounds mirrored = confidenceSequence(losses, wins);
        QVERIFY(std::abs(mirrored.low - (1 - bounds.high)) < 1e-9);
    }

    void nothingIsKnownWithoutVotes()
    {
        QCOMPARE(evidence(0, 0), 1.0);
        QCOMPARE(confidenceSequence(0, 0).low, 0.0);
        QCOMPARE(confidenceSequence(0, 0).high, 1.0);
        QCOMPARE(votesToDecide(0, 0), -1);
        QCOMPARE(votesToDecide(5, 5), -1);
    }

    void decidesAtTheKnownCounts()
    {
        QVERIFY(std::abs(evidence(7, 0) - 26.8125) < 1e-4);
        const QList<std::pair<int, int>> first{{7, 0}, {11, 1}, {14, 2}, {16, 3}, {18, 4}, {21, 5}, {25, 7}, {30, 10}};
        for (const auto& [wins, losses] : first) {
            QVERIFY(evidence(wins, losses) >= 20);
            QVERIFY(evidence(wins - 1, losses) < 20);
        }
        QCOMPARE(votesToDecide(7, 0), 0);
        QCOMPARE(votesToDecide(6, 0), 1);
    }

    void survivesManyVotes()
    {
        QVERIFY(std::isfinite(confidenceSequence(100'000, 90'000).low));
        QVERIFY(confidenceSequence(100'000, 90'000).low > 0.5);
    }

    // Peeking after each of 200 votes between equals must call a winner in at most 5 % of the cases.
    void peekingIsSafe()
    {
        QRandomGenerator random(7);
        constexpr int kSittings = 1500;
        int wrong = 0;
        for (int i = 0; i < kSittings; ++i) {
            int wins = 0;
            for (int n = 1; n <= 200; ++n) {
                wins += static_cast<int>(random.bounded(2));
                if (evidence(wins, n - wins) >= 20) {
                    ++wrong;
                    break;
                }
            }
        }
        QVERIFY2(wrong > 0 && wrong < kSittings * 5 / 100, qPrintable(QString::number(wrong)));
    }
};

QTEST_GUILESS_MAIN(TestSequential)
#include "tst_sequential.moc"
