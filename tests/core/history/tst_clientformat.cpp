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

using namespace assay;
using namespace Qt::StringLiterals;

/// Version 10: what the clients of the gateway spoke.
class TestClientFormat : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"history.db"_s);
    }

    void callsFromBeforeHaveNone()
    {
        {
            const auto steps = ledgerMigrations();
            const auto before = std::ranges::find(steps, 10, &Migration::version);
            QVERIFY(before != steps.end());
            const auto connection = Connection::open(m_path, Connection::Mode::Prepare);
            QVERIFY(connection);
            QVERIFY(createLedger(*connection, steps.first(static_cast<std::size_t>(before - steps.begin()))));
        }
        QVERIFY(testing::sql(m_path,
            {u"INSERT INTO run(seq, id, project, surface, at_us, recorded_us, duration_us, text_sha)"
             " VALUES(1, 'old', '', 'gateway', 5, 5, 5, zeroblob(32))"_s,
                u"INSERT INTO run_text VALUES(1, '', '')"_s,
                u"INSERT INTO run_label(run, key_id, purpose, tags) VALUES(1, 'editor', 'answer', '')"_s,
                u"SELECT 1"_s})
                .isValid());
        auto fresh = testing::richRun(newId());
        fresh.clientFormat = u"anthropic"_s;
        {
            const auto store = testing::openStore(m_path);
            QVERIFY(store);
            const auto old = store->run(u"old"_s);
            QVERIFY(old);
            QCOMPARE(old->key, u"editor"_s);
            QCOMPARE(old->clientFormat, QString());
            QVERIFY(store->append(fresh).result());
            QVERIFY(store->run(fresh.id) == fresh);
        }
        QCOMPARE(testing::sql(m_path, {u"SELECT client_format IS NULL FROM run_label WHERE run = 1"_s}).toInt(), 1);
        QCOMPARE(QDir(m_folder->path()).entryList({u"*.bak"_s}, QDir::Files).size(), 1);
    }

    /// A run with nothing but a format has labels too.
    void theFormatAloneIsKept()
    {
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        auto run = testing::bareRun(newId());
        run.clientFormat = u"openai-chat"_s;
        QVERIFY(store->append(run).result());
        QVERIFY(store->run(run.id) == run);
        const auto without = testing::bareRun(newId());
        QVERIFY(store->append(without).result());
        QVERIFY(store->run(without.id) == without);
        const auto check = store->verify();
        QVERIFY(check);
        QVERIFY(!check->firstBreak);
    }

    /// It explains and counts nothing, so that hashes are what they were; what stands beside it is covered.
    void theChainDoesNotCoverIt()
    {
        auto run = testing::richRun(newId());
        run.clientFormat = u"ollama"_s;
        {
            const auto store = testing::openStore(m_path);
            QVERIFY(store);
            QVERIFY(store->append(run).result());
        }
        const auto isSound = [&] {
            const auto store = testing::openStore(m_path);
            if (!store)
                return false; // the end of the chain is looked at when a file is opened
            const auto check = store->verify();
            return check && !check->firstBreak;
        };
        const QString loose = u"DROP TRIGGER run_label_fix"_s;
        testing::sql(m_path, {loose, u"UPDATE run_label SET client_format = 'gemini'"_s});
        QVERIFY(isSound());
        testing::sql(m_path, {u"UPDATE run_label SET key_id = 'other'"_s});
        QVERIFY(!isSound());
    }
};

QTEST_GUILESS_MAIN(TestClientFormat)
#include "tst_clientformat.moc"
