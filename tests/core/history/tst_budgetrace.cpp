// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/support/ids.h"
#include "tests/support/budgetcases.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>
#include <cstdio>
#include <vector>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kClaim = 1'000'003;
constexpr int kFit = 700;
constexpr auto kWorkerFile = "ASSAY_BUDGET_WORKER_FILE";

/// Reserves as often as asked from several threads of this process; how many were let through.
int race(HistoryStore& store, const QString& prefix, int threads, int each)
{
    std::atomic<int> through = 0;
    std::vector<std::unique_ptr<QThread>> workers;
    for (int t = 0; t < threads; ++t) {
        workers.emplace_back(QThread::create([&, t] {
            // Some wait for each answer, some hand in many at once.
            QList<QFuture<Result<ReservationOutcome>>> waiting;
            for (int i = 0; i < each; ++i) {
                waiting.append(store.reserve(asking(u"%1-%2-%3"_s.arg(prefix).arg(t).arg(i), kClaim)));
                if (waiting.size() < (t % 2 == 0 ? 1 : 32) && i + 1 < each)
                    continue;
                for (auto& future : waiting) {
                    const auto outcome = future.result();
                    if (outcome && outcome->held && outcome->refused.isEmpty())
                        ++through;
                }
                waiting.clear();
            }
        }));
        workers.back()->start();
    }
    for (const auto& worker : workers)
        worker->wait();
    return through;
}

} // namespace

/// Budgets between processes: this program starts itself again as their workers.
class TestBudgetRace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"ledger.db"_s);
        m_store = openStore(m_path);
        QVERIFY(m_store);
    }

    void cleanup() { m_store.reset(); }

    /// 10,000 reservations from threads of four processes into a budget that holds 700 of them.
    void tenThousandRacingReservationsOvershootByNothing()
    {
        QVERIFY(m_store->setBudget(dailyBudget(kFit * kClaim + kClaim - 1)).result());
        constexpr int kOthers = 3;
        std::vector<std::unique_ptr<QProcess>> others;
        for (int i = 0; i < kOthers; ++i) {
            auto process = std::make_unique<QProcess>();
            auto environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QString::fromLatin1(kWorkerFile), m_path);
            process->setProcessEnvironment(environment);
            process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
            process->start(QCoreApplication::applicationFilePath(), {u"worker-%1"_s.arg(i)});
            QVERIFY(process->waitForStarted());
            others.push_back(std::move(process));
        }
        for (const auto& process : others) {
            QVERIFY(QTest::qWaitFor([&] { return process->canReadLine(); }, 60'000));
            QCOMPARE(process->readLine().trimmed(), "ready");
        }
        for (const auto& process : others) {
            process->write("go\n");
            QVERIFY(process->waitForBytesWritten());
        }
        // Fewer than fit: on a quiet machine one process would take them all before the others have begun.
        int through = race(*m_store, u"main"_s, 5, 80);
        const int own = through;
        for (const auto& process : others) {
            QVERIFY(QTest::qWaitFor([&] { return process->canReadLine(); }, 300'000));
            through += process->readLine().trimmed().toInt();
        }
        // All of them live still, so nothing has expired: exactly what fits was let through.
        QCOMPARE(m_store->budgets()->first().real.reserved, Money::fromPico(kFit * kClaim));
        QCOMPARE(through, kFit);
        qInfo("%d of 10000 let through, %d of them by this process, overshoot 0", through, own);
        QVERIFY(own < through);
        for (const auto& process : others) {
            process->closeWriteChannel();
            QVERIFY(process->waitForFinished(60'000));
            QCOMPARE(process->exitCode(), 0);
        }
        // Three of four processes are gone: what they held makes room again.
        const auto more = asking(u"after"_s, kClaim);
        QVERIFY(reserved(*m_store, more).held);
        m_store.reset();
        QCOMPARE(sql(m_path, {u"SELECT count(*) FROM reservation"_s}).toInt(), kFit + 1);
        QVERIFY(sql(m_path, {u"SELECT count(*) FROM reservation WHERE state = 'expired'"_s}).toInt() > 0);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<HistoryStore> m_store;
};

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    const QString worker = qEnvironmentVariable(kWorkerFile);
    if (!worker.isEmpty()) {
        const auto store = openStore(worker);
        if (!store)
            return 1;
        std::puts("ready");
        std::fflush(stdout);
        while (std::getchar() != '\n') { }
        std::printf("%d\n", race(*store, application.arguments().last(), 5, 640));
        std::fflush(stdout);
        while (std::getchar() != EOF) { }
        return 0;
    }
    TestBudgetRace test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_budgetrace.moc"
