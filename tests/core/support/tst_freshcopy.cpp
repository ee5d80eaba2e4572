// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/freshcopy.h"
#include "tests/support/manualclock.h"

#include <QTest>

#include <latch>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr FreshReader::Pace kQuick{.pause = 2ms, .roundsUnasked = 5};
constexpr FreshReader::Pace kNever{.pause = 1h, .roundsUnasked = 1};

/// Something to read, that counts who reads it.
struct Shelf {
    std::atomic<int> value = 1;
    std::atomic<int> here = 0; ///< readings on the thread that made it
    std::atomic<int> elsewhere = 0;
    std::atomic<bool> isBroken = false;
    std::thread::id home = std::this_thread::get_id();

    Result<int> read()
    {
        ++(std::this_thread::get_id() == home ? here : elsewhere);
        if (isBroken)
            return fail(ErrorKind::Storage, u"broken"_s);
        return value.load();
    }
};

} // namespace

class TestFreshCopy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadOnceWhileFresh()
    {
        Shelf shelf;
        const auto clock = std::make_shared<ManualClock>();
        FreshCopy<int> copy(std::make_shared<FreshReader>(kNever), clock, [&] { return shelf.read(); }, 1s);
        QCOMPARE(copy.get(), 1);
        shelf.value = 2;
        clock->advance(999ms);
        QCOMPARE(copy.get(), 1);
        QCOMPARE(shelf.here, 1);
        clock->advance(1ms);
        QCOMPARE(copy.get(), 2);
        QCOMPARE(shelf.here, 2);
    }

    void whoAsksOftenDoesNotReadAnyMore()
    {
        Shelf shelf;
        FreshCopy<int> copy(
            std::make_shared<FreshReader>(kQuick), std::make_shared<SystemClock>(), [&] { return shelf.read(); }, 1h);
        QCOMPARE(copy.get(), 1);
        shelf.value = 2;
        QTRY_COMPARE(copy.get(), 2);
        QCOMPARE(shelf.here, 1);
    }

    void nobodyReadsWhenNobodyAsks()
    {
        Shelf shelf;
        FreshCopy<int> copy(
            std::make_shared<FreshReader>(kQuick), std::make_shared<SystemClock>(), [&] { return shelf.read(); }, 1h);
        QTest::qWait(30);
        QCOMPARE(shelf.elsewhere, 0);
        QCOMPARE(copy.get(), 1);
        QTRY_COMPARE(shelf.elsewhere, kQuick.roundsUnasked);
        QTest::qWait(30);
        QCOMPARE(shelf.elsewhere, kQuick.roundsUnasked);
        shelf.value = 2;
        QTRY_COMPARE(copy.get(), 2); // it woke up again
        QCOMPARE(shelf.here, 1);
    }

    void whatWasChangedIsReadAtOnce()
    {
        Shelf shelf;
        FreshCopy<int> copy(
            std::make_shared<FreshReader>(kNever), std::make_shared<SystemClock>(), [&] { return shelf.read(); }, 1h);
        QCOMPARE(copy.get(), 1);
        shelf.value = 2;
        copy.forget();
        QCOMPARE(copy.get(), 2);
        shelf.value = 3;
        QCOMPARE(copy.readNow(), 3);
        QCOMPARE(copy.get(), 3);
    }

    void aReadingFromBeforeTheChangeIsNotKept()
    {
        std::latch begun(1);
        std::latch changed(1);
        std::atomic<int> value = 1;
        std::atomic<int> readings = 0;
        FreshCopy<int> copy(
            std::make_shared<FreshReader>(kQuick), std::make_shared<SystemClock>(),
            [&]() -> Result<int> {
                const int now = value;
                if (++readings == 2) { // the first one of the other thread
                    begun.count_down();
                    changed.wait();
                }
                return now;
            },
            1h);
        QCOMPARE(copy.get(), 1);
        begun.wait();
        value = 2;
        copy.forget();
        changed.count_down();
        QCOMPARE(copy.get(), 2);
        QTRY_VERIFY(readings > 4);
        QCOMPARE(copy.get(), 2);
    }

    void aFailureIsNotKept()
    {
        Shelf shelf;
        shelf.isBroken = true;
        const auto clock = std::make_shared<ManualClock>();
        FreshCopy<int> copy(std::make_shared<FreshReader>(kQuick), clock, [&] { return shelf.read(); }, 1s);
        QCOMPARE(copy.get().error().kind, ErrorKind::Storage);
        shelf.isBroken = false;
        QCOMPARE(copy.get(), 1);
        shelf.isBroken = true;
        const int before = shelf.elsewhere;
        QTRY_VERIFY(shelf.elsewhere > before);
        QCOMPARE(copy.get(), 1); // not older than it may be
        clock->advance(1s);
        QCOMPARE(copy.get().error().kind, ErrorKind::Storage);
    }

    void itMayGoWhileItIsRead()
    {
        const auto reader = std::make_shared<FreshReader>(kQuick);
        for (int i = 0; i < 50; ++i) {
            Shelf shelf;
            FreshCopy<int> copy(reader, std::make_shared<SystemClock>(), [&] { return shelf.read(); }, 1h);
            QCOMPARE(copy.get(), 1);
            QTRY_VERIFY(shelf.elsewhere > 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestFreshCopy)
#include "tst_freshcopy.moc"
