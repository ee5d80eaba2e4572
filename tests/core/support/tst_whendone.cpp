// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/asfuture.h"
#include "core/support/whendone.h"

#include <QTest>
#include <QThread>

#include <atomic>
#include <thread>

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

    /// Another thread keeps each promise at the moment at which this one begins to wait for it. With then() in the
    /// place of whenDone() some are told twice, or the program ends.
    void eachIsToldOnceWhileAnotherThreadFinishes()
    {
        constexpr int kRounds = 20'000;
        std::atomic<QPromise<int>*> next = nullptr;
        std::atomic<bool> stops = false;
        std::thread other([&] {
            while (!stops) {
                if (auto* promise = next.exchange(nullptr)) {
                    promise->addResult(1);
                    promise->finish();
                    delete promise;
                }
            }
        });
        qint64 told = 0;
        int twice = 0;
        for (int i = 0; i < kRounds; ++i) {
            auto* promise = new QPromise<int>;
            promise->start();
            const auto future = promise->future();
            next = promise;
            const auto count = std::make_shared<int>(0);
            whenDone(future, this, [&told, &twice, count](int) {
                ++told;
                twice += ++*count > 1 ? 1 : 0;
            });
            while (next.load())
                std::this_thread::yield();
            if (i % 64 == 0)
                QCoreApplication::processEvents();
        }
        QTRY_COMPARE_WITH_TIMEOUT(told, kRounds, 30'000);
        stops = true;
        other.join();
        QTest::qWait(10);
        QCOMPARE(told, kRounds);
        QCOMPARE(twice, 0);
    }
};

QTEST_GUILESS_MAIN(TestWhenDone)
#include "tst_whendone.moc"
