// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/connection.h"
#include "core/history/ledgerchain.h"
#include "core/support/ids.h"
#include "tests/support/ledger.h"
#include "tests/support/records.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace assay;
using namespace Qt::StringLiterals;

class TestLedgerChain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A fixed vector: whoever changes the bytes that are hashed breaks every ledger there is.
    void hashesTheDocumentedBytes()
    {
        const auto row = RowBuilder().null().integer(-2).text(u"ä").blob(QByteArrayView("\0x", 2));
        const QByteArray bytes = QByteArrayLiteral("L\x04"
                                                   "n"
                                                   "i\xfe\xff\xff\xff\xff\xff\xff\xff"
                                                   "t\x02\0\0\0\0\0\0\0\xc3\xa4"
                                                   "b\x02\0\0\0\0\0\0\0\0x");
        QCOMPARE(textHash(ChainRow::Lane, row), QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
        ChainHash chain("before");
        chain.add(ChainRow::Lane, row);
        QCOMPARE(chain.result(), QCryptographicHash::hash("before" + bytes, QCryptographicHash::Sha256));
    }

    void namesTheFirstChangedRow_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("change");
        QTest::newRow("lane amount, lowest bit")
            << u"lane"_s << u"UPDATE lane SET cost_pico = cost_pico + 1 WHERE seq = 12"_s;
        QTest::newRow("lane amount, high bit")
            << u"lane"_s << u"UPDATE lane SET cost_pico = cost_pico | (1 << 40) WHERE seq = 12"_s;
        QTest::newRow("amount forgotten") << u"lane"_s << u"UPDATE lane SET cost_pico = NULL WHERE seq = 12"_s;
        QTest::newRow("reported amount") << u"lane"_s << u"UPDATE lane SET reported_pico = 1 WHERE seq = 12"_s;
        QTest::newRow("simulated") << u"lane"_s << u"UPDATE lane SET simulated = 1 WHERE seq = 12"_s;
        QTest::newRow("tokens") << u"lane"_s << u"UPDATE lane SET output = 81 WHERE seq = 12"_s;
        QTest::newRow("zero for unknown") << u"lane"_s << u"UPDATE lane SET citation = 0 WHERE seq = 12"_s;
        QTest::newRow("attempt amount") << u"attempt"_s << u"UPDATE attempt SET cost_pico = 7 WHERE lane = 12"_s;
        QTest::newRow("attempt removed") << u"attempt"_s << u"DELETE FROM attempt WHERE lane = 12"_s;
        QTest::newRow("cost line amount")
            << u"cost_line"_s << u"UPDATE cost_line SET pico = 7 WHERE lane = 12 AND attempt = -1"_s;
        QTest::newRow("cost line removed")
            << u"cost_line"_s << u"DELETE FROM cost_line WHERE lane = 12 AND attempt = -1"_s;
        QTest::newRow("date of the run") << u"run"_s << u"UPDATE run SET at_us = at_us + 1 WHERE seq = 12"_s;
        QTest::newRow("the hash itself") << u"lane"_s << u"UPDATE lane SET hash = zeroblob(32) WHERE seq = 12"_s;
    }
    void namesTheFirstChangedRow()
    {
        QFETCH(QString, table);
        QFETCH(QString, change);
        fill();
        QVERIFY(
            testing::sql(m_path, {u"DROP TRIGGER %1_fix"_s.arg(table), u"DROP TRIGGER %1_keep"_s.arg(table), change})
                .isValid());
        const auto broken = brokenAt();
        QCOMPARE(broken.runId, m_ids[11]);
        QCOMPARE(broken.lane, 0);
    }

    void noticesARemovedRun()
    {
        fill();
        QVERIFY(testing::sql(m_path,
            {u"DROP TRIGGER lane_keep"_s, u"DELETE FROM lane_text WHERE lane = 12"_s, u"DELETE FROM attempt WHERE 0"_s,
                u"PRAGMA foreign_keys=OFF"_s, u"DELETE FROM lane WHERE seq = 12"_s})
                .isValid());
        QCOMPARE(brokenAt().runId, m_ids[12]); // the next one no longer follows
    }

    void noticesARemovedEnd()
    {
        fill();
        QVERIFY(testing::sql(
            m_path, {u"DROP TRIGGER lane_keep"_s, u"PRAGMA foreign_keys=OFF"_s, u"DELETE FROM lane WHERE seq = 20"_s})
                .isValid());
        const auto broken = brokenAt();
        QVERIFY2(broken.what.contains(u"roll-up"_s), qPrintable(broken.what));
    }

    void noticesChangedTexts()
    {
        fill();
        QVERIFY(testing::sql(m_path, {u"UPDATE lane_text SET text = 'something else' WHERE lane = 5"_s}).isValid());
        QCOMPARE(brokenAt().runId, m_ids[4]);
        QVERIFY(testing::sql(m_path,
            {u"UPDATE lane_text SET text = 'a plain answer' WHERE lane = 5"_s,
                u"UPDATE run_text SET prompt = 'x' WHERE run = 6"_s})
                .isValid());
        QCOMPARE(brokenAt().runId, m_ids[5]);
    }

    // Texts may be deleted; the money stays and stays provable.
    void deletedTextsAreNoFault()
    {
        fill();
        QVERIFY(
            testing::sql(m_path, {u"DELETE FROM lane_text WHERE lane < 10"_s, u"DELETE FROM run_text WHERE run < 10"_s})
                .isValid());
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        QVERIFY(!store->verify()->firstBreak);
        const auto run = store->run(m_ids[3]);
        QVERIFY(run);
        QVERIFY(run->prompt.isEmpty());
        QVERIFY(run->lanes[0].text.isEmpty());
        QCOMPARE(run->lanes[0].cost.amount, Money::fromPico(1'003));
        QCOMPARE(store->newest(50)->size(), 20);
    }

    void noticesChangedLabels_data()
    {
        QTest::addColumn<QString>("change");
        QTest::newRow("key") << u"UPDATE run_label SET key_id = 'vk_other'"_s;
        QTest::newRow("tags") << u"UPDATE run_label SET tags = ''"_s;
        QTest::newRow("removed") << u"DELETE FROM run_label"_s;
        QTest::newRow("added") << u"INSERT INTO run_label(run, key_id, purpose, tags) VALUES(1, '', 'answer', '')"_s;
    }
    void noticesChangedLabels()
    {
        QFETCH(QString, change);
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"history.db"_s);
        {
            const auto store = testing::openStore(m_path);
            QVERIFY(store);
            QVERIFY(store->append(testing::bareRun(newId())).result());
            QVERIFY(store->append(testing::richRun(newId())).result());
            QVERIFY(!store->verify()->firstBreak);
        }
        // All of it is in the tail that is checked at every start.
        QVERIFY(testing::sql(m_path, {u"DROP TRIGGER run_label_fix"_s, u"DROP TRIGGER run_label_keep"_s, change})
                .isValid());
        QVERIFY(testing::whyNotOpen(m_path).contains(u"damaged"_s));
    }

    void noticesAChangedRollup()
    {
        fill();
        QVERIFY(testing::sql(m_path, {u"UPDATE spend_day SET pico = pico - 1"_s}).isValid());
        const auto broken = brokenAt();
        QVERIFY(broken.runId.isEmpty());
        QVERIFY2(broken.what.contains(u"2026-09-22"_s), qPrintable(broken.what));
    }

    // The last rows are checked at every start.
    void aBrokenEndIsFoundWhenOpening()
    {
        fill();
        QVERIFY(testing::sql(m_path, {u"DROP TRIGGER lane_fix"_s, u"UPDATE lane SET cost_pico = 1 WHERE seq = 20"_s})
                .isValid());
        const auto why = testing::whyNotOpen(m_path);
        QVERIFY2(why.contains(u"damaged"_s) && why.contains(m_ids[19]), qPrintable(why));
    }

private:
    void fill()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"history.db"_s);
        m_ids.clear();
        const auto store = testing::openStore(m_path);
        QVERIFY(store);
        const QDateTime noon(QDate(2026, 9, 22), QTime(12, 0), QTimeZone::UTC);
        for (int i = 0; i < 20; ++i) {
            m_ids.append(newId());
            QVERIFY(store->append(testing::simpleRun(m_ids.last(), 1'000 + i, noon)).result());
        }
        const auto check = store->verify();
        QVERIFY(check);
        QVERIFY2(!check->firstBreak, qPrintable(check->firstBreak ? check->firstBreak->what : QString()));
        QCOMPARE(check->lanes, 20);
    }
    LedgerBreak brokenAt()
    {
        const auto connection = Connection::open(m_path, Connection::Mode::Read);
        const auto check = connection ? verifyLedger(*connection) : std::unexpected(connection.error());
        return check ? check->firstBreak.value_or(LedgerBreak{.what = u"nothing found"_s})
                     : LedgerBreak{.what = check.error().detail};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QStringList m_ids;
};

QTEST_GUILESS_MAIN(TestLedgerChain)
#include "tst_ledgerchain.moc"
