// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/connection.h"
#include "core/history/historystore.h"
#include "core/support/ids.h"
#include "tests/support/ledger.h"
#include "tests/support/records.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimeZone>

#include <atomic>
#include <semaphore>
#include <thread>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QDateTime kNoon(QDate(2026, 9, 22), QTime(12, 0), QTimeZone::UTC);

} // namespace

class TestHistoryStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"history.db"_s);
    }

    void returnsWhatWasAppended_data()
    {
        QTest::addColumn<RunRecord>("record");
        QTest::newRow("everything present") << testing::richRun(newId());
        QTest::newRow("everything absent") << testing::bareRun(newId());
        RunRecord empty;
        empty.id = newId();
        QTest::newRow("no lanes") << empty;
        QRandomGenerator random(3);
        for (int i = 0; i < 20; ++i)
            QTest::addRow("random %d", i) << testing::randomRun(newId(), random);
    }
    void returnsWhatWasAppended()
    {
        QFETCH(RunRecord, record);
        {
            const auto store = testing::openStore(m_path);
            QVERIFY(store);
            const auto id = store->append(record).result();
            QVERIFY2(id, qPrintable(id ? QString() : id.error().detail));
            QCOMPARE(*id, record.id);
            QVERIFY(store->run(record.id) == record);
        }
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        QVERIFY(store->run(record.id) == record);
        const auto check = store->verify();
        QVERIFY(check);
        QVERIFY2(!check->firstBreak, qPrintable(check->firstBreak ? check->firstBreak->what : QString()));
        QCOMPARE(check->lanes, record.lanes.size());
    }

    void keepsWhatIsOnlyNoted()
    {
        QStringList ids;
        {
            const auto store = testing::openStore(m_path);
            QVERIFY(store);
            for (int i = 0; i < 1'500; ++i) { // more than one group
                ids.append(newId());
                store->note(testing::simpleRun(ids.last(), 1'000 + i, kNoon));
                if (i == 700)
                    QVERIFY(store->append(testing::simpleRun(newId(), 1, kNoon)).result().has_value());
                if (i == 900)
                    QTest::qWait(40); // the pause is over
            }
            QVERIFY(store->settle().result().has_value());
            QCOMPARE(store->totals(kNoon.addDays(-1), kNoon.addDays(1)).value_or(SpendTotal()).calls, 1'501);
            QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"could not be stored.*in the history already"_s));
            ids.append(newId());
            store->note(testing::simpleRun(ids.last(), 1'000, kNoon));
            store->note(testing::simpleRun(ids.last(), 1'000, kNoon)); // twice: told in the log alone
        }
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        for (const auto& id : std::as_const(ids))
            QVERIFY(store->run(id).has_value());
        const auto check = store->verify();
        QVERIFY(check && !check->firstBreak);
    }

    // Else the memory of a gateway would grow with every stall of the disk.
    void whoNotesMoreThanTheDiskTakesIsHeldUp()
    {
        constexpr int kRoom = 1'024;
        constexpr int kRuns = kRoom + 500;
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        std::binary_semaphore began(0);
        std::binary_semaphore stalled(0);
        const auto stall = store->perform([&](const Connection&, qint64) -> Result<void> {
            began.release();
            stalled.acquire();
            return {};
        });
        began.acquire();
        std::atomic<int> noted = 0;
        std::jthread client([&] {
            for (; noted < kRuns; ++noted)
                store->note(testing::simpleRun(newId(), 1'000, kNoon));
        });
        QTRY_VERIFY(noted >= kRoom);
        QTest::qWait(100);
        const int heldAt = noted;
        stalled.release();
        client.join();
        QVERIFY2(heldAt <= kRoom + 4, qPrintable(QString::number(heldAt)));
        QVERIFY(store->settle().result().has_value());
        QCOMPARE(store->totals(kNoon.addDays(-1), kNoon.addDays(1)).value_or(SpendTotal()).calls, kRuns);
    }

    void theOnlyAttemptKeepsNoLinesOfItsOwn()
    {
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        auto once = testing::simpleRun(newId(), 42'000'000, kNoon);
        auto& lane = once.lanes.first();
        lane.cost.lines = {{u"input"_s, 42, Money::fromPico(1'000'000), Money::fromPico(42'000'000)}};
        lane.attempts.first().cost = lane.cost;
        auto other = once;
        other.id = newId();
        other.lanes.first().attempts.first().cost.note = u"differs"_s;
        auto none = once;
        none.id = newId();
        none.lanes.first().attempts.first().cost = {};
        auto bare = once;
        bare.id = newId();
        bare.lanes.first().attempts.first().cost.lines.clear();
        for (const auto& run : {once, other, none, bare}) {
            QVERIFY(store->append(run).result().has_value());
            QVERIFY(store->run(run.id) == run);
        }
        const auto lines = store->read([](const Connection& connection) {
            return connection.texts("SELECT lane || ' ' || attempt FROM cost_line ORDER BY lane, attempt"_L1);
        });
        QCOMPARE(lines.value_or(QStringList()),
            QStringList({u"1 -1"_s, u"2 -1"_s, u"2 0"_s, u"3 -1"_s, u"4 -1"_s, u"4 0"_s}));
    }

    /// FTS5's secure deletion is off only inside the transaction that indexes.
    void deletesFromTheIndexSecurely()
    {
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        auto run = testing::simpleRun(newId(), 1, kNoon);
        run.prompt = u"often "_s.repeated(200);
        QVERIFY(store->append(run).result().has_value());
        QVERIFY(store->settle().result().has_value());
        const auto secure = store->read([](const Connection& connection) {
            return connection.value("SELECT v FROM search_config WHERE k = 'secure-delete'"_L1);
        });
        QVERIFY(secure.has_value());
        QCOMPARE(secure->toInt(), 1);
        QCOMPARE(store->search(u"often"_s, 5).value_or(QList<SearchHit>()).size(), 1);
    }

    void repairsBrokenText()
    {
        auto record = testing::bareRun(newId());
        record.lanes[0].text = u"before "_s + QChar(0xd83e) + u" after"_s; // half of a surrogate pair
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        QVERIFY(store->append(record).result());
        QCOMPARE(store->run(record.id)->lanes[0].text, u"before \ufffd after"_s);
        QVERIFY(!store->verify()->firstBreak);
    }

    void refusesDuplicatesAlone()
    {
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        const auto first = testing::simpleRun(newId(), 5, kNoon);
        auto second = first;
        second.prompt = u"another"_s;
        auto clash = testing::simpleRun(newId(), 7, kNoon);
        clash.lanes.append(clash.lanes.first()); // two lanes with one index
        const auto third = testing::simpleRun(newId(), 9, kNoon);
        // Handed in at once, so that they share a transaction.
        QList<QFuture<Result<QString>>> futures;
        for (const auto& record : {first, second, clash, third})
            futures.append(store->append(record));
        QVERIFY(futures[0].result());
        QCOMPARE(futures[1].result().error().kind, ErrorKind::InvalidRequest);
        QCOMPARE(futures[2].result().error().kind, ErrorKind::InvalidRequest);
        QVERIFY(futures[3].result());
        QVERIFY(store->run(first.id) == first);
        QVERIFY(!store->run(clash.id));
        QVERIFY(store->run(third.id) == third);
        QCOMPARE(store->newest(10)->size(), 2);
        QCOMPARE(store->totals(kNoon, kNoon.addDays(1))->known, Money::fromPico(14));
        QVERIFY(!store->verify()->firstBreak);
    }

    void closingKeepsEverythingHandedIn()
    {
        QStringList ids;
        {
            const auto store = testing::openStore(m_path);
            QVERIFY(store);
            for (int i = 0; i < 2'000; ++i) {
                ids.append(newId());
                store->append(testing::simpleRun(ids.last(), i, kNoon));
            }
        }
        QVERIFY(!QFile::exists(m_path + u"-wal"_s)); // the last to close cleans up
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        const auto page = store->newest(3'000);
        QVERIFY(page);
        QCOMPARE(page->size(), ids.size());
        QVERIFY(!store->verify()->firstBreak);
    }

    void listsByPages()
    {
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        QStringList ids;
        for (int i = 0; i < 25; ++i) {
            ids.prepend(newId());
            QVERIFY(store->append(testing::richRun(ids.first())).result());
        }
        QStringList seen;
        QString before;
        for (;;) {
            const auto page = store->newest(10, before);
            QVERIFY(page);
            if (page->isEmpty())
                break;
            for (const auto& run : *page)
                seen.append(run.id);
            before = seen.last();
        }
        QCOMPARE(seen, ids);
        const auto row = store->newest(1)->first();
        QCOMPARE(row.prompt, testing::richRun(u"x"_s).prompt);
        QCOMPARE(row.models.size(), 3);
        QCOMPARE(row.states.first(), LaneState::Truncated);
        QCOMPARE(row.realCost, Money::fromPico(9'000'000'000'000'000'001)); // + the local lane's zero
        QCOMPARE(row.unpricedLanes, 0);
        QVERIFY(!row.simulated);
    }

    void resolvesPrefixes()
    {
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        QVERIFY(!store->resolveId(u"last"_s));
        for (const auto& id : {u"0198-aaaa"_s, u"0198-aabb"_s, u"0199-cccc"_s})
            QVERIFY(store->append(testing::bareRun(id)).result());
        QCOMPARE(store->resolveId(u"0199"_s).value(), u"0199-cccc"_s);
        QCOMPARE(store->resolveId(u"0198-aaa"_s).value(), u"0198-aaaa"_s);
        QCOMPARE(store->resolveId(u"last"_s).value(), u"0199-cccc"_s);
        QVERIFY(store->resolveId(u"0198"_s).error().detail.startsWith(u"2 runs"_s));
        QVERIFY(!store->resolveId(u"%"_s));
        QVERIFY(!store->resolveId(u"_198"_s));
        QVERIFY(!store->resolveId(QString()));
        QVERIFY(!store->run(u"0198"_s));
    }

    void tellsOfChangesOnce()
    {
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        QSignalSpy spy(store.get(), &HistoryStore::changed);
        QList<QFuture<Result<QString>>> futures;
        for (int i = 0; i < 50; ++i)
            futures.append(store->append(testing::bareRun(newId())));
        for (auto& future : futures)
            QVERIFY(future.result());
        QVERIFY(store->settle().result().has_value()); // who waited for the last commit was told before all others
        QCOMPARE(spy.size(), 0); // nothing reaches a thread that is busy
        QVERIFY(QTest::qWaitFor([&spy] { return spy.size() == 1; }));
        QTest::qWait(50);
        QCOMPARE(spy.size(), 1);
    }

    void manyThreadsReadAndWrite()
    {
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        std::atomic<int> failures = 0;
        std::vector<std::unique_ptr<QThread>> threads;
        for (int t = 0; t < 6; ++t) {
            threads.emplace_back(QThread::create([&store, &failures] {
                for (int i = 0; i < 40; ++i) {
                    const auto record = testing::simpleRun(newId(), i, kNoon);
                    const bool good = store->append(record).result() && store->run(record.id) == record
                        && store->newest(5) && store->totals(kNoon, kNoon.addSecs(1));
                    failures += good ? 0 : 1;
                }
            }));
            threads.back()->start();
        }
        for (const auto& thread : threads)
            thread->wait();
        QCOMPARE(failures.load(), 0);
        QCOMPARE(store->totals(kNoon, kNoon.addSecs(1))->calls, 240);
    }

    void keepsDraftsOfCutAnswers()
    {
        const auto id = newId();
        {
            const auto store = testing::openStore(m_path);
            QVERIFY(store);
            for (int i = 1; i <= 200; ++i) {
                store->saveDraft({.runId = id,
                    .lane = 0,
                    .model = u"openai/gpt-small"_s,
                    .prompt = u"why?"_s,
                    .text = QString(i, u'a'),
                    .reasoning = {},
                    .savedAt = {}});
            }
            QVERIFY(QTest::qWaitFor([&store] { return store->drafts()->value(0).text.size() == 200; }));
        }
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        auto drafts = *store->drafts();
        QCOMPARE(drafts.size(), 1);
        QCOMPARE(drafts[0].runId, id);
        QCOMPARE(drafts[0].prompt, u"why?"_s);
        QVERIFY(drafts[0].savedAt.isValid());

        auto second = drafts[0];
        second.runId = newId();
        store->saveDraft(second);
        QVERIFY(store->append(testing::bareRun(second.runId)).result());
        store->saveDraft(second); // too late: the run is stored
        QVERIFY(store->settle().result());
        drafts = *store->drafts();
        QCOMPARE(drafts.size(), 1);
        store->discardDrafts(id);
        QVERIFY(store->settle().result());
        QVERIFY(store->drafts()->isEmpty());
    }

    void appendClearsDraftsOfAnEarlierProcess()
    {
        const auto id = newId();
        {
            const auto store = testing::openStore(m_path);
            store->saveDraft(
                {.runId = id, .lane = 1, .model = {}, .prompt = {}, .text = u"x"_s, .reasoning = {}, .savedAt = {}});
        }
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        QCOMPARE(store->drafts()->size(), 1);
        QVERIFY(store->append(testing::bareRun(id)).result());
        QVERIFY(store->drafts()->isEmpty());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestHistoryStore)
#include "tst_historystore.moc"
