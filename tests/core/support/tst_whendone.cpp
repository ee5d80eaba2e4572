// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/asfuture.h"
#include "core/support/whendone.h"

#include <QTest>
#include <QThread>

#include <atomic>
#include <thread>
#include <vector>

using namespace assay;

class TestWhenDone : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theResultComesLaterAlsoIfItIsThere()
    {
        QList<int> got;
        whenDone(QtFuture::makeReadyValueFuture(7), this, [&](int value) { got.append(value); });
        QVERIFY(got.isEmpty());
        QTRY_COMPARE(got, QList<int>{7});
    }

    void cancelledIsTold()
    {
        int cancelled = 0;
        int done = 0;
        QFuture<int> future;
        {
            QPromise<int> promise;
            promise.start();
            future = promise.future();
            whenDone(future, this, [&](int) { ++done; }, [&] { ++cancelled; });
            whenDone(future, this, [&](int) { ++done; });
        }
        QTRY_COMPARE(cancelled, 1);
        QCOMPARE(done, 0);
    }

    void nothingIsToldWhenTheContextIsGone()
    {
        int done = 0;
        auto context = std::make_unique<QObject>();
        QPromise<int> promise;
        promise.start();
        whenDone(promise.future(), context.get(), [&](int) { ++done; });
        promise.addResult(1);
        promise.finish();
        context.reset();
        QTest::qWait(10);
        QCOMPARE(done, 0);
    }

    void aCallbackThatGoesUncalledCancelsItsFuture()
    {
        std::function<void(const int&)> told;
        const auto future = asFuture<int>([&](std::function<void(const int&)> done) { told = std::move(done); });
        QVERIFY(!future.isFinished());
        told = {};
        QVERIFY(future.isFinished() && future.isCanceled());
        const auto kept = asFuture<int>([](const std::function<void(const int&)>& done) { done(5); });
        QCOMPARE(kept.result(), 5);
    }

    /// Another thread keeps the promises of a batch, in their order, and this one begins to wait for each just when it
    /// is kept. With then() in the place of whenDone() the program ends by SIGSEGV in some runs, not in all.
    void eachIsToldOnceWhileAnotherThreadFinishes()
    {
        constexpr int kBatches = 20;
        constexpr std::size_t kBatch = 64;
        constexpr int kOthers = 200; // who watch too: telling them keeps the other thread busy where it matters
        std::vector<QPromise<int>> promises;
        std::atomic<int> begun = 0;
        std::atomic<int> finished = 0;
        std::thread other([&] {
            for (int batch = 1; batch <= kBatches; ++batch) {
                while (begun < batch)
                    std::this_thread::yield();
                for (auto& promise : promises) {
                    promise.addResult(1);
                    promise.finish();
                }
                finished = batch;
            }
        });
        int told = 0;
        int twice = 0;
        for (int batch = 1; batch <= kBatches; ++batch) {
            promises = std::vector<QPromise<int>>(kBatch);
            QList<QFuture<int>> futures;
            std::vector<std::unique_ptr<QFutureWatcher<int>>> watchers;
            for (auto& promise : promises) {
                promise.start();
                futures.append(promise.future());
                for (int i = 0; i < kOthers; ++i) {
                    watchers.push_back(std::make_unique<QFutureWatcher<int>>());
                    watchers.back()->setFuture(promise.future());
                }
            }
            begun = batch;
            for (const auto& future : std::as_const(futures)) {
                while (!future.isFinished()) { }
                whenDone(future, this, [&told, &twice, count = std::make_shared<int>(0)](int) {
                    ++told;
                    twice += ++*count > 1 ? 1 : 0;
                });
            }
            while (finished < batch)
                std::this_thread::yield();
            QCoreApplication::processEvents();
        }
        other.join();
        QTRY_COMPARE(told, kBatches * int(kBatch));
        QTest::qWait(10);
        QCOMPARE(told, kBatches * int(kBatch));
        QCOMPARE(twice, 0);
    }
};

QTEST_GUILESS_MAIN(TestWhenDone)
#include "tst_whendone.moc"
