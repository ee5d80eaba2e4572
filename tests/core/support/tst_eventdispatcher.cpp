// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/eventdispatcher.h"

#include <QAbstractEventDispatcher>
#include <QBasicTimer>
#include <QSemaphore>
#include <QSocketNotifier>
#include <QTest>
#include <QThread>
#include <QTimer>
#include <QTimerEvent>

#include <array>
#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include <sys/socket.h>
#include <unistd.h>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Two connected sockets, closed at the end.
struct SocketPair {
    SocketPair()
    {
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()) != 0)
            qFatal("no sockets");
    }
    ~SocketPair()
    {
        for (const int end : ends) {
            if (end >= 0)
                ::close(end);
        }
    }
    void close(std::size_t end) { ::close(std::exchange(ends[end], -1)); }
    std::array<int, 2> ends = {-1, -1};
};

/// A timer that does something at every tick.
class Ticker : public QObject
{
public:
    explicit Ticker(std::function<void(Ticker&)> onTick)
        : m_onTick(std::move(onTick))
    {
    }
    QBasicTimer timer;

protected:
    void timerEvent(QTimerEvent*) override { m_onTick(*this); }

private:
    std::function<void(Ticker&)> m_onTick;
};

} // namespace

class TestEventDispatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_thread = std::make_unique<QThread>();
        useEpoll(*m_thread);
#ifdef Q_OS_LINUX
        QVERIFY(m_thread->eventDispatcher());
        QCOMPARE(QByteArray(m_thread->eventDispatcher()->metaObject()->className()),
            "QAbstractEventDispatcherV2"_ba); // neither Qt's own for Unix nor GLib's
#endif
        m_inside = new QObject;
        m_inside->moveToThread(m_thread.get());
        m_thread->start();
    }
    void cleanup()
    {
        run([this] { delete m_inside; });
        m_thread->quit();
        QVERIFY(m_thread->wait(10'000));
    }

    void eventsOfOtherThreadsArrive()
    {
        constexpr int kThreads = 4;
        constexpr int kEach = 5'000;
        std::atomic<int> count = 0;
        QSemaphore all;
        std::vector<std::jthread> posters;
        for (int i = 0; i < kThreads; ++i) {
            posters.emplace_back([&] {
                for (int each = 0; each < kEach; ++each) {
                    QMetaObject::invokeMethod(
                        m_inside,
                        [&] {
                            if (++count == kThreads * kEach)
                                all.release();
                        },
                        Qt::QueuedConnection);
                }
            });
        }
        QVERIFY(all.tryAcquire(1, 30s));
    }

    // The loop must not fall asleep over what its own thread posted, however often.
    void eventsThatPostEventsAllRun()
    {
        QSemaphore done;
        int left = 1'000;
        std::function<void()> step = [&] {
            if (--left == 0)
                done.release();
            else
                QMetaObject::invokeMethod(m_inside, step, Qt::QueuedConnection);
        };
        QMetaObject::invokeMethod(m_inside, step, Qt::QueuedConnection);
        QVERIFY(done.tryAcquire(1, 30s));
    }

    void timersComeInTheirOrderAndAgain()
    {
        QStringList order;
        QSemaphore done;
        run([&] {
            QTimer::singleShot(30ms, Qt::PreciseTimer, m_inside, [&] { order.append(u"late"_s); });
            QTimer::singleShot(10ms, Qt::PreciseTimer, m_inside, [&] { order.append(u"early"_s); });
            QTimer::singleShot(0, m_inside, [&] { order.append(u"at once"_s); });
            auto* ticker = new Ticker([&, ticks = 0](Ticker& self) mutable {
                if (++ticks == 3) {
                    self.timer.stop();
                    order.append(u"third tick"_s);
                    done.release();
                }
            });
            ticker->setParent(m_inside);
            ticker->timer.start(25ms, Qt::PreciseTimer, ticker);
        });
        QVERIFY(done.tryAcquire(1, 30s));
        run([&] { QCOMPARE(order, (QStringList{u"at once"_s, u"early"_s, u"late"_s, u"third tick"_s})); });
    }

    void aStoppedTimerIsStill()
    {
        int ticks = 0;
        QSemaphore done;
        run([&] {
            auto* victim = new Ticker([&](Ticker&) { ++ticks; });
            auto* killer = new Ticker([victim](Ticker& self) {
                self.timer.stop();
                delete victim;
            });
            victim->setParent(m_inside);
            killer->setParent(m_inside);
            // Both are due in the same turn, the one that deletes first.
            killer->timer.start(5ms, Qt::PreciseTimer, killer);
            victim->timer.start(5ms, Qt::PreciseTimer, victim);
            QTimer::singleShot(50ms, m_inside, [&] { done.release(); });
            QThread::msleep(20);
        });
        QVERIFY(done.tryAcquire(1, 30s));
        QCOMPARE(ticks, 0);
    }

    void remainingTimeAndListAreKnown()
    {
        run([&] {
            QTimer timer;
            timer.setInterval(1h);
            timer.start();
            QVERIFY(timer.remainingTimeAsDuration() > 50min);
            QCOMPARE(QThread::currentThread()->eventDispatcher()->timersForObject(&timer).size(), 1);
            timer.stop();
            QCOMPARE(QThread::currentThread()->eventDispatcher()->timersForObject(&timer).size(), 0);
        });
    }

    void socketsTellWhatIsReady()
    {
        SocketPair pair;
        QSemaphore writable;
        QSemaphore readable;
        run([&] {
            auto* writing = new QSocketNotifier(pair.ends[0], QSocketNotifier::Write, m_inside);
            connect(writing, &QSocketNotifier::activated, m_inside, [&, writing] {
                writing->setEnabled(false);
                writable.release();
            });
            auto* reading = new QSocketNotifier(pair.ends[0], QSocketNotifier::Read, m_inside);
            connect(reading, &QSocketNotifier::activated, m_inside, [&] {
                char byte = 0;
                QCOMPARE(read(pair.ends[0], &byte, 1), 1);
                readable.release();
            });
        });
        QVERIFY(writable.tryAcquire(1, 30s));
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(write(pair.ends[1], "x", 1), 1);
            QVERIFY(readable.tryAcquire(1, 30s));
        }
        QCOMPARE(readable.available(), 0);
        removeNotifiers();
    }

    // A closed socket's number comes back as another socket, within one turn: the kernel has forgotten the first.
    void aNumberThatComesBackIsWatched()
    {
        auto pair = std::make_unique<SocketPair>();
        QSemaphore readable;
        run([&] {
            const int number = pair->ends[0];
            auto* first = new QSocketNotifier(number, QSocketNotifier::Read, m_inside);
            QTimer::singleShot(5ms, m_inside, [&, first, number] {
                delete first;
                pair = nullptr;
                pair = std::make_unique<SocketPair>();
                QVERIFY(pair->ends[0] == number || pair->ends[1] == number);
                auto* second = new QSocketNotifier(number, QSocketNotifier::Read, m_inside);
                connect(second, &QSocketNotifier::activated, m_inside, [&, second] {
                    second->setEnabled(false);
                    readable.release();
                });
                QCOMPARE(write(pair->ends[pair->ends[0] == number ? 1 : 0], "x", 1), 1);
            });
        });
        QVERIFY(readable.tryAcquire(1, 30s));
        removeNotifiers();
    }

    void aNotifierDeletedByItsNeighbourIsNotCalled()
    {
        SocketPair one;
        SocketPair two;
        std::atomic<int> calls = 0;
        QSemaphore done;
        QCOMPARE(write(one.ends[1], "x", 1), 1);
        QCOMPARE(write(two.ends[1], "x", 1), 1);
        run([&] {
            auto* first = new QSocketNotifier(one.ends[0], QSocketNotifier::Read, m_inside);
            auto* second = new QSocketNotifier(two.ends[0], QSocketNotifier::Read, m_inside);
            const auto onCalled = [&](QSocketNotifier* self, QSocketNotifier* other) {
                ++calls;
                delete other;
                self->setEnabled(false);
                QTimer::singleShot(30ms, m_inside, [&] { done.release(); });
            };
            connect(first, &QSocketNotifier::activated, m_inside, [=] { onCalled(first, second); });
            connect(second, &QSocketNotifier::activated, m_inside, [=] { onCalled(second, first); });
        });
        QVERIFY(done.tryAcquire(1, 30s));
        QCOMPARE(calls.load(), 1);
        removeNotifiers();
    }

    void aHangUpIsRead()
    {
        SocketPair pair;
        QSemaphore ended;
        run([&] {
            auto* reading = new QSocketNotifier(pair.ends[0], QSocketNotifier::Read, m_inside);
            connect(reading, &QSocketNotifier::activated, m_inside, [&, reading] {
                char byte = 0;
                if (read(pair.ends[0], &byte, 1) == 0) {
                    reading->setEnabled(false);
                    ended.release();
                }
            });
        });
        pair.close(1);
        QVERIFY(ended.tryAcquire(1, 30s));
        removeNotifiers();
    }

private:
    /// Runs something on the thread and waits for it.
    void run(const std::function<void()>& what)
    {
        QMetaObject::invokeMethod(m_inside, what, Qt::BlockingQueuedConnection);
    }
    void removeNotifiers()
    {
        run([this] { qDeleteAll(m_inside->findChildren<QSocketNotifier*>()); });
    }

    std::unique_ptr<QThread> m_thread;
    QObject* m_inside = nullptr;
};

QTEST_GUILESS_MAIN(TestEventDispatcher)
#include "tst_eventdispatcher.moc"
