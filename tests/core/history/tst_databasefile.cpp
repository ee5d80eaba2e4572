// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/databasefile.h"
#include "core/history/schema.h"
#include "core/support/ids.h"
#include "tests/support/ledger.h"
#include "tests/support/records.h"

#include <QDir>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

#include <unistd.h>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

/// A connection of somebody else that stays open for a while.
class Holder
{
public:
    explicit Holder(const QString& path)
        : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, u"holder"_s))
    {
        m_database.setDatabaseName(path);
        m_database.open();
    }
    Holder(const Holder&) = delete;
    Holder& operator=(const Holder&) = delete;
    ~Holder()
    {
        m_database = {};
        QSqlDatabase::removeDatabase(u"holder"_s);
    }
    bool execute(const QString& statement) { return QSqlQuery(m_database).exec(statement); }

private:
    QSqlDatabase m_database;
};

} // namespace

// What a store refuses to open, and that it leaves such files alone.
class TestDatabaseFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"history.db"_s);
    }

    void theLedgerIsSetUpSafely()
    {
        fill(1);
        QCOMPARE(testing::sql(m_path, {u"PRAGMA journal_mode"_s}).toString(), u"wal"_s);
        QCOMPARE(testing::sql(m_path, {u"PRAGMA application_id"_s}).toUInt(), kLedgerApplicationId);
        QCOMPARE(testing::sql(m_path, {u"PRAGMA user_version"_s}).toInt(), ledgerVersion());
        // No column that could hold a floating-point number, and no table that takes any type anywhere.
        QCOMPARE(testing::sql(m_path,
                     {u"SELECT count(*) FROM sqlite_schema s, pragma_table_info(s.name) c WHERE s.type = 'table'"
                      " AND s.name NOT LIKE 'search%' AND c.type NOT IN ('INTEGER', 'TEXT', 'BLOB')"_s})
                     .toInt(),
            0);
        QCOMPARE(testing::sql(m_path,
                     {u"SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                      " AND name NOT LIKE 'sqlite%' AND strict = 0"_s})
                     .toInt(),
            0);
    }

    void theLedgerIsAppendOnly_data()
    {
        QTest::addColumn<QString>("statement");
        for (const auto& table : {u"run"_s, u"lane"_s, u"attempt"_s, u"cost_line"_s}) {
            QTest::addRow("delete %s", qPrintable(table)) << u"DELETE FROM %1"_s.arg(table);
            const QString column = table == "run"_L1 ? u"seq"_s : u"idx"_s;
            QTest::addRow("update %s", qPrintable(table)) << u"UPDATE %1 SET %2 = %2"_s.arg(table, column);
        }
    }
    void theLedgerIsAppendOnly()
    {
        QFETCH(QString, statement);
        fill(1);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"append-only"_s));
        QVERIFY(!testing::sql(m_path, {statement}).isValid());
    }

    void refusesNewerFilesUnchanged()
    {
        fill(3);
        testing::sql(m_path, {u"PRAGMA user_version=41"_s});
        const auto before = testing::bytesOf(m_path);
        const auto files = listed();
        const auto why = testing::whyNotOpen(m_path);
        QVERIFY2(why.contains(u"41"_s) && why.contains(QString::number(ledgerVersion())), qPrintable(why));
        QVERIFY2(why.contains(u"Update Assay"_s), qPrintable(why));
        QCOMPARE(testing::bytesOf(m_path), before);
        QCOMPARE(listed(), files);
    }

    // The newer program was killed: its version stands in the WAL alone.
    void refusesNewerFilesWithTheirWal()
    {
        fill(3);
        const QString copy = m_folder->filePath(u"copy.db"_s);
        {
            Holder holder(m_path);
            QVERIFY(holder.execute(u"PRAGMA wal_autocheckpoint=0"_s));
            QVERIFY(holder.execute(u"PRAGMA user_version=41"_s));
            QVERIFY(QFile::copy(m_path, copy));
            QVERIFY(QFile::copy(m_path + u"-wal"_s, copy + u"-wal"_s));
        }
        const auto before = testing::bytesOf(copy);
        const auto wal = testing::bytesOf(copy + u"-wal"_s);
        QVERIFY(!wal.isEmpty());
        QVERIFY(testing::whyNotOpen(copy).contains(u"41"_s));
        QCOMPARE(testing::bytesOf(copy), before);
        QCOMPARE(testing::bytesOf(copy + u"-wal"_s), wal);
    }

    void refusesForeignFilesUnchanged_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("text") << QByteArray("Dear diary,\n").repeated(40);
        QTest::newRow("short") << QByteArray("x");
        QTest::newRow("header alone") << QByteArray("SQLite format 3\0", 16);
        QTest::newRow("zeros") << QByteArray(8'192, '\0');
    }
    void refusesForeignFilesUnchanged()
    {
        QFETCH(QByteArray, content);
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        QVERIFY(testing::whyNotOpen(m_path).contains(u"not a history"_s));
        QCOMPARE(testing::bytesOf(m_path), content);
        QCOMPARE(listed(), QStringList{u"history.db"_s});
    }

    void refusesForeignDatabases()
    {
        QVERIFY(testing::sql(m_path, {u"PRAGMA journal_mode=WAL"_s, u"CREATE TABLE run(id)"_s}).isValid());
        const auto before = testing::bytesOf(m_path);
        QVERIFY(testing::whyNotOpen(m_path).contains(u"not a history"_s));
        QCOMPARE(testing::bytesOf(m_path), before);
        QCOMPARE(listed(), QStringList{u"history.db"_s});
    }

    void refusesDamagedFilesUnchanged_data()
    {
        QTest::addColumn<int>("page"); // -1: cut in half
        QTest::newRow("cut") << -1;
        QTest::newRow("schema page") << 0;
        QTest::newRow("page 3") << 2;
        QTest::newRow("page 9") << 8;
    }
    void refusesDamagedFilesUnchanged()
    {
        QFETCH(int, page);
        fill(200);
        auto content = testing::bytesOf(m_path);
        QVERIFY(content.size() > 100'000);
        if (page < 0)
            content.truncate(content.size() / 2);
        else
            content.replace(page * 4'096 + (page == 0 ? 100 : 0), 2'000, QByteArray(2'000, '\x5a'));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QVERIFY(file.write(content) == content.size());
        file.close();
        const auto why = testing::whyNotOpen(m_path);
        QVERIFY2(why.contains(u"damaged"_s), qPrintable(why));
        QCOMPARE(testing::bytesOf(m_path), content);
        QVERIFY(!QFile::exists(m_path + u"-wal"_s));
    }

    void refusesImpossiblePlaces()
    {
        QVERIFY(testing::whyNotOpen(m_folder->filePath(u"no/where/h.db"_s)).contains(u"does not exist"_s));
        QVERIFY(testing::whyNotOpen(m_folder->path()).contains(u"not a file"_s));
        fill(1);
        QVERIFY(testing::whyNotOpen(m_path + u"/h.db"_s).contains(u"not a folder"_s));
        const auto proc = testing::whyNotOpen(u"/proc/assay-history.db"_s); // cannot be written even by root
        QVERIFY(!proc.isEmpty());
    }

    void refusesWithoutPermission()
    {
        if (::geteuid() == 0)
            QSKIP("root may read and write everything");
        fill(1);
        const auto permissions = QFile::permissions(m_path);
        QFile::setPermissions(m_path, QFile::WriteOwner);
        QVERIFY(testing::whyNotOpen(m_path).contains(u"cannot be read"_s));
        QFile::setPermissions(m_path, QFile::ReadOwner);
        QVERIFY(testing::whyNotOpen(m_path).contains(u"cannot be written"_s));
        QFile::setPermissions(m_path, permissions);
        QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::ExeOwner);
        QVERIFY(testing::whyNotOpen(m_path).contains(u"cannot be written"_s));
        QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    void finishesAnInterruptedCreation()
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly)); // killed between making the file and its first page
        file.close();
        fill(1);
        QCOMPARE(testing::openStore(m_path)->newest(5)->size(), 1);
    }

private:
    void fill(int runs)
    {
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        const QDateTime noon(QDate(2026, 9, 22), QTime(12, 0), QTimeZone::UTC);
        for (int i = 0; i < runs; ++i)
            store->append(testing::simpleRun(newId(), i, noon));
    }
    QStringList listed() const { return QDir(m_folder->path()).entryList(QDir::Files, QDir::Name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestDatabaseFile)
#include "tst_databasefile.moc"
