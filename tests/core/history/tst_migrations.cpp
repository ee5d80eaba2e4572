// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/connection.h"
#include "core/history/migrations.h"
#include "core/support/ids.h"
#include "tests/support/ledger.h"
#include "tests/support/records.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

#include <array>
#include <vector>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QDateTime kNow(QDate(2026, 9, 22), QTime(12, 34, 56), QTimeZone::UTC);

constexpr std::array kAddNote = {
    "ALTER TABLE meta ADD COLUMN note TEXT NOT NULL DEFAULT ''"_L1,
    "INSERT INTO meta(key, value, note) VALUES('two', '2', 'added')"_L1,
};
constexpr std::array kHalfBroken = {
    "CREATE TABLE three(id INTEGER PRIMARY KEY) STRICT"_L1,
    "INSERT INTO no_such_table VALUES(1)"_L1,
};

/// Today's steps and then some that do not exist yet.
std::vector<Migration> stepsWith(std::initializer_list<Migration> more)
{
    const auto known = ledgerMigrations();
    std::vector<Migration> steps(known.begin(), known.end());
    for (auto step : more) {
        step.version = steps.back().version + 1;
        steps.push_back(step);
    }
    return steps;
}

} // namespace

class TestMigrations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"history.db"_s);
    }

    void stepsAreNumberedInOrder()
    {
        int version = 0;
        for (const auto& step : ledgerMigrations()) {
            QVERIFY(step.version > version);
            version = step.version;
        }
        QCOMPARE(ledgerVersion(), version);
    }

    // A file from before there was a version 1: ours by its id, with something of the user in it.
    void opensTheOldestFiles()
    {
        QVERIFY(testing::sql(m_path,
            {u"PRAGMA application_id=1095975257"_s, u"CREATE TABLE note(text TEXT)"_s,
                u"INSERT INTO note VALUES('kept')"_s})
                .isValid());
        {
            const auto store = testing::openStore(m_path);
            QVERIFY(store);
            QVERIFY(store->append(testing::richRun(newId())).result());
        }
        QCOMPARE(testing::sql(m_path, {u"PRAGMA user_version"_s}).toInt(), ledgerVersion());
        QCOMPARE(testing::sql(m_path, {u"SELECT text FROM note"_s}).toString(), u"kept"_s);
        const auto backups = copies();
        QCOMPARE(backups.size(), 1);
        QVERIFY(backups[0].startsWith(u"history.db.v0-"_s));
        QCOMPARE(testing::sql(m_folder->filePath(backups[0]), {u"SELECT text FROM note"_s}).toString(), u"kept"_s);
        QCOMPARE(testing::sql(m_folder->filePath(backups[0]), {u"PRAGMA user_version"_s}).toInt(), 0);
    }

    void keepsRecordsAcrossVersions()
    {
        const auto record = testing::richRun(newId());
        fill(record);
        const auto steps = stepsWith({{.statements = kAddNote}});
        {
            const auto connection = Connection::open(m_path, Connection::Mode::Prepare);
            QVERIFY(connection);
            const auto backup = migrate(*connection, ledgerVersion(), steps, kNow);
            QVERIFY2(backup, qPrintable(backup ? QString() : backup.error().detail));
            QCOMPARE(*backup, u"%1.v%2-20260922-123456.bak"_s.arg(m_path).arg(ledgerVersion()));
        }
        QCOMPARE(testing::sql(m_path, {u"PRAGMA user_version"_s}).toInt(), ledgerVersion() + 1);
        QCOMPARE(testing::sql(m_path, {u"SELECT note FROM meta WHERE key = 'two'"_s}).toString(), u"added"_s);
        // The copy is a whole history of the old version.
        const auto old = testing::openStore(m_folder->filePath(copies().value(0)));
        QVERIFY(old);
        QVERIFY(old->run(record.id) == record);
    }

    void alsoCopiesWhatIsInTheWal()
    {
        const auto record = testing::richRun(newId());
        const auto store = testing::openStore(m_path); // stays open: its rows are in the WAL alone
        QVERIFY(store);
        QVERIFY(store->append(record).result());
        {
            const auto connection = Connection::open(m_path, Connection::Mode::Prepare);
            QVERIFY(connection);
            QVERIFY(migrate(*connection, ledgerVersion(), stepsWith({{.statements = kAddNote}}), kNow));
        }
        const auto old = testing::openStore(m_folder->filePath(copies().value(0)));
        QVERIFY(old);
        QVERIFY(old->run(record.id) == record);
    }

    void failureChangesNothing()
    {
        const auto record = testing::richRun(newId());
        fill(record);
        {
            const auto connection = Connection::open(m_path, Connection::Mode::Prepare);
            QVERIFY(connection);
            const auto done = migrate(
                *connection, ledgerVersion(), stepsWith({{.statements = kAddNote}, {.statements = kHalfBroken}}), kNow);
            QVERIFY(!done);
            QCOMPARE(done.error().kind, ErrorKind::Storage);
            QVERIFY(done.error().detail.contains(u"unchanged"_s));
        }
        QCOMPARE(testing::sql(m_path, {u"PRAGMA user_version"_s}).toInt(), ledgerVersion());
        QCOMPARE(testing::sql(m_path, {u"SELECT count(*) FROM sqlite_schema WHERE name = 'three'"_s}).toInt(), 0);
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        QVERIFY(store->run(record.id) == record);
    }

    void neverOverwritesACopy()
    {
        fill(testing::bareRun(newId()));
        const auto connection = Connection::open(m_path, Connection::Mode::Prepare);
        QVERIFY(connection);
        // Something stands where the copy would go.
        const QString place = u"%1.v%2-20260922-123456.bak"_s.arg(m_path).arg(ledgerVersion());
        QVERIFY(QDir().mkpath(place));
        const auto backup = migrate(*connection, ledgerVersion(), stepsWith({{.statements = kAddNote}}), kNow);
        QVERIFY(backup);
        QCOMPARE(*backup, place.chopped(4) + u"-2.bak"_s);
    }

    void nothingToDoMakesNoCopy()
    {
        fill(testing::bareRun(newId()));
        const auto connection = Connection::open(m_path, Connection::Mode::Prepare);
        QVERIFY(connection);
        const auto backup = migrate(*connection, ledgerVersion(), ledgerMigrations(), kNow);
        QVERIFY(backup);
        QVERIFY(backup->isEmpty());
        QVERIFY(copies().isEmpty());
    }

private:
    void fill(const RunRecord& record)
    {
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        QVERIFY(store->append(record).result());
    }
    QStringList copies() const { return QDir(m_folder->path()).entryList({u"*.bak"_s}, QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
