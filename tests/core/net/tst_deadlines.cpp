// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/deadlines.h"

#include "tests/support/manualclock.h"

#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestDeadlines : public QObject
{
    Q_OBJECT

    static constexpr Timeouts kLimits{.connect = 10ms, .firstByte = 50ms, .idle = 20ms, .total = 200ms};

private Q_SLOTS:
    void eachPhaseHasItsLimit()
    {
        ManualClock clock;
        const auto start = clock.steady();
        Deadlines deadlines(kLimits, start);
        QCOMPARE(deadlines.next()->name, "connect"_L1);
        QVERIFY(deadlines.next()->at == start + 10ms);
        clock.advance(5ms);
        deadlines.connected(clock.steady());
        QCOMPARE(deadlines.next()->name, "first_byte"_L1);
        QVERIFY(deadlines.next()->at == start + 55ms);
        clock.advance(5ms);
        deadlines.firstByte(clock.steady());
        QCOMPARE(deadlines.next()->name, "idle"_L1);
        QVERIFY(deadlines.next()->at == start + 30ms);
        clock.advance(15ms);
        deadlines.bodyBytes(clock.steady());
        QVERIFY(deadlines.next()->at == start + 45ms);
        QVERIFY(deadlines.next()->limit == 20ms);
        deadlines.ended(clock.steady());
        QCOMPARE(deadlines.next()->name, "total"_L1);
        QVERIFY(deadlines.next()->at == start + 200ms);
    }

    void totalWinsWhereItIsNearer()
    {
        ManualClock clock;
        Deadlines deadlines(kLimits, clock.steady());
        clock.advance(190ms);
        deadlines.firstByte(clock.steady());
        QCOMPARE(deadlines.next()->name, "total"_L1);
    }

    void aPauseRestsTheIdleLimitOnly()
    {
        ManualClock clock;
        Deadlines deadlines(kLimits, clock.steady());
        deadlines.firstByte(clock.steady());
        deadlines.paused();
        QCOMPARE(deadlines.next()->name, "total"_L1);
        clock.advance(100ms);
        deadlines.resumed(clock.steady());
        QCOMPARE(deadlines.next()->name, "idle"_L1);
        QVERIFY(deadlines.next()->at == clock.steady() + 20ms);
    }

    void zeroIsNoLimit()
    {
        ManualClock clock;
        Deadlines deadlines({.connect = 0ms, .firstByte = 0ms, .idle = 0ms, .total = 0ms}, clock.steady());
        QVERIFY(!deadlines.next());
        deadlines.connected(clock.steady());
        QVERIFY(!deadlines.next());
        deadlines.firstByte(clock.steady());
        QVERIFY(!deadlines.next());
    }
};

QTEST_GUILESS_MAIN(TestDeadlines)
#include "tst_deadlines.moc"
