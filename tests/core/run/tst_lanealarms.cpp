// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/lanealarms.h"

#include <QTest>

#include <functional>
#include <memory>

using namespace assay;
using namespace std::chrono_literals;

namespace {

/// Has one alarm, and counts how often it rang.
struct Sleeper final : LaneAlarmUser {
    explicit Sleeper(LaneAlarms& alarms)
        : alarm(alarms, *this)
    {
    }
    void timeHasCome(const LaneAlarm& rang) override
    {
        ++rings;
        rightOne = &rang == &alarm;
        if (const auto react = reaction) // a copy: this may be deleted inside
            react();
    }

    LaneAlarm alarm;
    int rings = 0;
    bool rightOne = false;
    std::function<void()> reaction;
};

} // namespace

class TestLaneAlarms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ringOnceFromTheEventLoop()
    {
        LaneAlarms alarms;
        Sleeper now(alarms);
        Sleeper later(alarms);
        later.alarm.start(10min);
        now.alarm.start(0ms);
        QCOMPARE(now.rings, 0);
        QTRY_COMPARE(now.rings, 1);
        QVERIFY(now.rightOne);
        QTest::qWait(20);
        QCOMPARE(now.rings, 1);
        QCOMPARE(later.rings, 0);
    }

    void whatWasStoppedOrPutOffDoesNotRing()
    {
        LaneAlarms alarms;
        Sleeper stopped(alarms);
        Sleeper putOff(alarms);
        Sleeper last(alarms);
        auto gone = std::make_unique<Sleeper>(alarms);
        for (auto* each : {&stopped, &putOff, gone.get()})
            each->alarm.start(1ms);
        last.alarm.start(20ms);
        stopped.alarm.stop();
        stopped.alarm.stop();
        putOff.alarm.start(10min);
        gone.reset();
        QTRY_COMPARE(last.rings, 1);
        QCOMPARE(stopped.rings, 0);
        QCOMPARE(putOff.rings, 0);
    }

    void theEarlierRingsFirst()
    {
        LaneAlarms alarms;
        Sleeper second(alarms);
        Sleeper first(alarms);
        QList<int> order;
        second.reaction = [&] { order.append(2); };
        first.reaction = [&] { order.append(1); };
        second.alarm.start(6ms);
        first.alarm.start(3ms);
        QTest::qSleep(10); // both are due by the time the loop looks
        QTRY_COMPARE(order.size(), 2);
        QCOMPARE(order, (QList<int>{1, 2}));
    }

    void startingAgainInsideIsLegal()
    {
        LaneAlarms alarms;
        Sleeper sleeper(alarms);
        sleeper.reaction = [&] {
            if (sleeper.rings < 3)
                sleeper.alarm.start(0ms);
        };
        sleeper.alarm.start(0ms);
        QTRY_COMPARE(sleeper.rings, 3);
        QTest::qWait(10);
        QCOMPARE(sleeper.rings, 3);
    }

    void deletionInsideIsLegal()
    {
        auto alarms = std::make_unique<LaneAlarms>();
        auto one = std::make_unique<Sleeper>(*alarms);
        auto other = std::make_unique<Sleeper>(*alarms);
        int rings = 0;
        const auto die = [&] {
            ++rings;
            one.reset();
            other.reset();
            alarms.reset();
        };
        one->reaction = die;
        other->reaction = die;
        one->alarm.start(0ms);
        other->alarm.start(0ms);
        QTRY_COMPARE(rings, 1);
        QTest::qWait(10);
        QCOMPARE(rings, 1);
    }
};

QTEST_GUILESS_MAIN(TestLaneAlarms)
#include "tst_lanealarms.moc"
