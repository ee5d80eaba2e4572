// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/threadpost.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

using namespace assay;
using namespace std::chrono_literals;

namespace {

/// Runs `work` on some threads at once, and waits for them.
template <class Work> void onThreads(int count, Work work)
{
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i)
        threads.emplace_back([&work, i] { work(i); });
    for (auto& thread : threads)
        thread.join();
}

} // namespace

class TestThreadPost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatOthersPostRunsHereInOrder()
    {
        QList<int> ran;
        const auto post = ThreadPost::ofThisThread();
        onThreads(1, [&](int) {
            for (int i = 0; i < 100; ++i) {
                post.post([&ran, i] {
                    if (QThread::currentThread() == qApp->thread())
                        ran.append(i);
                });
            }
        });
        QVERIFY(ran.isEmpty());
        QTRY_COMPARE(ran.size(), 100);
        QVERIFY(std::ranges::is_sorted(ran));
    }

    void postedHereItIsLaterToo()
    {
        bool ran = false;
        QObject object;
        const auto call = calledLater<int>(&object, [&](int) { ran = true; });
        call(1);
        QVERIFY(!ran);
        QCoreApplication::processEvents();
        QVERIFY(ran);
    }

    void anObjectThatIsGoneIsNotCalled()
    {
        int called = 0;
        auto object = std::make_unique<QObject>();
        const auto call = calledLater<int>(object.get(), [&](int value) { called += value; });
        call(1);
        QCoreApplication::processEvents();
        QCOMPARE(called, 1);
        call(10); // on its way while the object goes
        object.reset();
        call(100);
        QCoreApplication::processEvents();
        QCOMPARE(called, 1);
    }

    void aThreadThatEndedDropsWhatWaits()
    {
        const auto kept = std::make_shared<int>();
        std::optional<ThreadPost> post;
        onThreads(1, [&](int) { // without an event loop
            post = ThreadPost::ofThisThread();
            post->post([kept] { });
        });
        QCOMPARE(kept.use_count(), 1);
        bool ran = false;
        post->post([kept, &ran] { ran = true; });
        QCoreApplication::processEvents();
        QVERIFY(!ran);
        QCOMPARE(kept.use_count(), 1);
    }

    /// Objects come and go here while four threads tell them things: each value is told once or, where its object went
    /// first, not at all.
    void objectsMayGoWhileOthersCall()
    {
        struct Slot {
            std::mutex mutex;
            std::function<void(const int&)> call;
        };
        constexpr int kThreads = 4;
        std::array<Slot, kThreads> slots;
        std::array<int, kThreads> sent{};
        std::array<int, kThreads> last{};
        std::atomic<bool> stops = false;
        int called = 0;
        bool inOrder = true;
        bool onlyAlive = true;
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < kThreads; ++i) {
            threads.emplace_back([&, i] {
                while (!stops) {
                    std::function<void(const int&)> call;
                    {
                        const std::scoped_lock lock(slots[i].mutex);
                        call = slots[i].call;
                    }
                    if (call)
                        call(++sent[i]);
                    std::this_thread::sleep_for(10us); // or this thread would never come to an end of its events
                }
            });
        }
        for (int round = 0; round < 2'000; ++round) {
            for (std::size_t i = 0; i < kThreads; ++i) {
                auto object = std::make_unique<QObject>();
                const auto isAlive = std::make_shared<bool>(true);
                {
                    const std::scoped_lock lock(slots[i].mutex);
                    slots[i].call = calledLater<int>(object.get(), [&, i, isAlive](int value) {
                        onlyAlive = onlyAlive && *isAlive;
                        inOrder = inOrder && value > last[i];
                        last[i] = value;
                        ++called;
                    });
                }
                QCoreApplication::processEvents();
                *isAlive = false;
            }
        }
        stops = true;
        for (auto& thread : threads)
            thread.join();
        QCoreApplication::processEvents();
        QVERIFY(inOrder);
        QVERIFY(onlyAlive);
        QVERIFY(called > 0);
    }
};

QTEST_GUILESS_MAIN(TestThreadPost)
#include "tst_threadpost.moc"
