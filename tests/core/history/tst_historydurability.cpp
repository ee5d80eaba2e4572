// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/historystore.h"
#include "core/support/ids.h"
#include "tests/support/ledger.h"
#include "tests/support/records.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimeZone>

#include <csignal>
#include <cstdio>
#include <memory>
#include <vector>

#include <sys/resource.h>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QDateTime kNoon(QDate(2026, 9, 22), QTime(12, 0), QTimeZone::UTC);

/// A second process: appends `count` runs (0: until it is killed) and prints each id once the store says it is safe.
int appendInChild(const QString& path, int count)
{
    const auto store = testing::openStore(path);
    if (!store)
        return 3;
    for (int i = 0; count == 0 || i < count; i += 4) {
        QList<QFuture<Result<QString>>> group;
        for (int k = 0; k < 4; ++k)
            group.append(store->append(testing::simpleRun(newId(), 1'000 + i, kNoon)));
        for (auto& future : group) {
            const auto id = future.result();
            if (!id) {
                std::fprintf(stderr, "%s\n", qPrintable(id.error().detail));
                return 4;
            }
            std::printf("%s\n", qPrintable(*id));
        }
        std::fflush(stdout);
    }
    return 0;
}

void startChild(QProcess& process, const QString& path, int count)
{
    process.start(
        QCoreApplication::applicationFilePath(), {u"--append-to"_s, path, QString::number(count)}, QProcess::ReadOnly);
}

QStringList acknowledged(QProcess& process)
{
    const QString out = QString::fromUtf8(process.readAllStandardOutput());
    // A line without its end was cut by the kill.
    return out.first(out.lastIndexOf(u'\n') + 1).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace

// What was acknowledged stays, whatever happens to the process, its neighbours or the disk.
class TestHistoryDurability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"history.db"_s);
    }

    void processesShareOneFile()
    {
        constexpr int kEach = 400;
        QProcess first;
        QProcess second;
        startChild(first, m_path, kEach); // all three create the file at once
        startChild(second, m_path, kEach);
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        const auto sibling = testing::openStore(m_path); // and a second store in this process
        QVERIFY(sibling);
        QStringList ids;
        for (int i = 0; i < kEach; ++i) {
            const auto& mine = i % 2 == 0 ? store : sibling;
            const auto id = mine->append(testing::simpleRun(newId(), i, kNoon)).result();
            QVERIFY2(id, qPrintable(id ? QString() : id.error().detail));
            ids.append(*id);
        }
        for (auto* process : {&first, &second}) {
            QVERIFY(process->waitForFinished(120'000));
            QVERIFY2(process->exitCode() == 0, process->readAllStandardError().constData());
            const auto theirs = acknowledged(*process);
            QCOMPARE(theirs.size(), kEach);
            ids += theirs;
        }
        for (const auto& id : std::as_const(ids))
            QVERIFY(store->run(id));
        QCOMPARE(store->newest(5'000)->size(), 3 * kEach);
        const auto check = store->verify();
        QVERIFY(check);
        QVERIFY2(!check->firstBreak, qPrintable(check->firstBreak ? check->firstBreak->what : QString()));
        QCOMPARE(check->lanes, 3 * kEach);
    }

    void fiveProcessesWriteAtOnce()
    {
        // Two windows and three command lines; ASSAY_WRITERS_RUNS=3000 keeps them busy for about a minute.
        const int wanted = qEnvironmentVariableIntValue("ASSAY_WRITERS_RUNS");
        const int each = wanted > 0 ? wanted : 80;
        std::vector<std::unique_ptr<QProcess>> writers;
        for (int i = 0; i < 5; ++i) {
            writers.push_back(std::make_unique<QProcess>());
            startChild(*writers.back(), m_path, each);
        }
        QStringList ids;
        for (const auto& writer : writers) {
            QVERIFY(writer->waitForFinished(600'000));
            const auto said = writer->readAllStandardError();
            QVERIFY2(writer->exitCode() == 0 && said.isEmpty(), said.constData()); // no lock shows through
            const auto theirs = acknowledged(*writer);
            QCOMPARE(theirs.size(), each);
            ids += theirs;
        }
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        for (const auto& id : std::as_const(ids))
            QVERIFY(store->run(id));
        QCOMPARE(store->totals(kNoon, kNoon.addSecs(1))->calls, ids.size());
        QVERIFY(!store->verify()->firstBreak);
    }

    void survivesKills()
    {
        QStringList ids;
        for (int round = 0; round < 6; ++round) {
            QProcess child;
            startChild(child, m_path, 0);
            QVERIFY(child.waitForReadyRead(30'000));
            QThread::msleep(static_cast<unsigned long>(20 + 37 * round));
            child.kill();
            QVERIFY(child.waitForFinished());
            QCOMPARE(child.exitStatus(), QProcess::CrashExit);
            const auto theirs = acknowledged(child);
            QVERIFY(!theirs.isEmpty());
            ids += theirs;
            const auto store = testing::openStore(m_path);
            QVERIFY(store);
            for (const auto& id : std::as_const(ids))
                QVERIFY2(store->run(id), qPrintable(u"lost in round %1: %2"_s.arg(round).arg(id)));
            const auto check = store->verify();
            QVERIFY(check);
            QVERIFY2(!check->firstBreak, qPrintable(check->firstBreak ? check->firstBreak->what : QString()));
        }
    }

    void survivesAFailingDisk()
    {
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        const auto before = testing::simpleRun(newId(), 1, kNoon);
        QVERIFY(store->append(before).result());
        auto large = testing::simpleRun(newId(), 2, kNoon);
        large.lanes[0].text = QString(3'000'000, u'x');

        // Writes past this size fail with EFBIG, as on a disk that runs into its end.
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit limit{};
        ::getrlimit(RLIMIT_FSIZE, &limit);
        rlimit small = limit;
        small.rlim_cur = 1'000'000;
        ::setrlimit(RLIMIT_FSIZE, &small);
        const auto failed = store->append(large).result();
        const auto meanwhile = store->run(before.id);
        const auto other = testing::simpleRun(newId(), 3, kNoon);
        const auto fits = store->append(other).result();
        ::setrlimit(RLIMIT_FSIZE, &limit);

        QVERIFY(!failed);
        QCOMPARE(failed.error().kind, ErrorKind::Storage);
        QVERIFY(meanwhile == before);
        QVERIFY2(fits, qPrintable(fits ? QString() : fits.error().detail)); // the store is usable again at once
        QVERIFY(!store->run(large.id));
        QVERIFY(store->append(large).result());
        QVERIFY(store->run(large.id) == large);
        QVERIFY(!store->verify()->firstBreak);
        QCOMPARE(store->totals(kNoon, kNoon.addSecs(1))->known, Money::fromPico(6));
    }

    void noticesThatTheFileIsGone()
    {
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        QVERIFY(store->append(testing::bareRun(newId())).result());
        QVERIFY(QFile::rename(m_path, m_path + u".moved"_s));
        const auto lost = store->append(testing::bareRun(newId())).result();
        QVERIFY(!lost);
        QVERIFY(lost.error().detail.contains(u"moved"_s));
        QVERIFY(QFile::rename(m_path + u".moved"_s, m_path));
        QVERIFY(store->append(testing::bareRun(newId())).result());
    }

    void whatWasNotedIsTriedAgain()
    {
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        QVERIFY(store->append(testing::bareRun(newId())).result());
        const auto kept = testing::simpleRun(newId(), 1, kNoon);
        const auto last = testing::simpleRun(newId(), 2, kNoon);
        QVERIFY(QFile::rename(m_path, m_path + u".moved"_s));
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"could not be stored"_s));
        store->note(kept);
        QVERIFY(!store->append(last).result()); // the writer has been at both
        QVERIFY(QFile::rename(m_path + u".moved"_s, m_path));
        QTRY_VERIFY_WITH_TIMEOUT(store->run(kept.id).has_value(), 30'000);
        QVERIFY(store->run(kept.id) == kept);
        QCOMPARE(store->totals(kNoon, kNoon.addSecs(1))->known, Money::fromPico(1));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == "--append-to"_L1)
        return appendInChild(arguments[2], arguments[3].toInt());
    TestHistoryDurability test;
    return QTest::qExec(&test, arguments);
}
#include "tst_historydurability.moc"
