// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/search.h"
#include "core/support/ids.h"
#include "tests/support/ledger.h"
#include "tests/support/records.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace assay;
using namespace Qt::StringLiterals;

class TestSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"history.db"_s);
        m_store = testing::openStore(m_path);
        QVERIFY(m_store);
        m_ids.clear();
    }
    void cleanup() { m_store.reset(); }

    void quotesEverything_data()
    {
        QTest::addColumn<QString>("terms");
        QTest::addColumn<QString>("expression");
        QTest::newRow("words") << u"blue sky"_s << u"\"blue\" \"sky\""_s;
        QTest::newRow("phrase") << u"\"blue sky\" deep"_s << u"\"blue sky\" \"deep\""_s;
        QTest::newRow("open phrase") << u"a \"blue sky"_s << u"\"a\" \"blue sky\""_s;
        QTest::newRow("beginning") << u"blu*"_s << u"\"blu\"*"_s;
        QTest::newRow("operators are words")
            << u"blue OR NOT NEAR(sky)"_s << u"\"blue\" \"OR\" \"NOT\" \"NEAR(sky)\""_s;
        QTest::newRow("column filter") << u"prompt:blue ^x"_s << u"\"prompt:blue\" \"^x\""_s;
        QTest::newRow("injection") << u"a'; DROP TABLE run; --"_s << u"\"a';\" \"DROP\" \"TABLE\" \"run;\""_s;
        QTest::newRow("nothing to find") << u" -- * \" ' ( 🦀 "_s << QString();
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("quotes alone") << u"\"\"\"\""_s << QString();
    }
    void quotesEverything()
    {
        QFETCH(QString, terms);
        QFETCH(QString, expression);
        QCOMPARE(searchExpression(terms), expression);
        const auto hits = m_store->search(terms, 10);
        QVERIFY2(hits, qPrintable(hits ? QString() : hits.error().detail));
    }

    void findsPromptsAndAnswersNewestFirst()
    {
        add(u"Why is the sky blue?"_s, {u"Rayleigh scattering."_s});
        add(u"Name a colour"_s, {u"red"_s, u"Blue, of course"_s});
        add(u"unrelated"_s, {u"words"_s});
        QCOMPARE(found(u"BLUE"_s), (QStringList{m_ids[1], m_ids[0]}));
        QCOMPARE(found(u"blue sky"_s), QStringList{m_ids[0]});
        QCOMPARE(found(u"\"sky is\""_s), QStringList());
        QCOMPARE(found(u"\"the sky\""_s), QStringList{m_ids[0]});
        QCOMPARE(found(u"scatter*"_s), QStringList{m_ids[0]});
        QCOMPARE(found(u"scatter"_s), QStringList());
        QCOMPARE(found(u"colour course"_s), QStringList{m_ids[1]}); // one word in the prompt, one in an answer
        QCOMPARE(m_store->search(u"blue"_s, 1)->size(), 1);
        QCOMPARE(m_store->search(u"blue"_s, 1)->first().id, m_ids[1]);
    }

    /// Found in the newest runs themselves where they are common, in the index where they are rare: the same runs.
    void shortBeginnings()
    {
        add(u"zebra crossing"_s, {u"stripes"_s});
        add(u"Äpfel"_s, {u"and quinces"_s});
        for (int i = 0; i < 6; ++i)
            add(u"apple %1"_s.arg(i), {u"answer"_s});
        const auto ids = [&](const QString& terms, int limit) {
            QStringList out;
            for (const auto& hit : m_store->search(terms, limit).value_or(QList<SearchHit>()))
                out.append(hit.id);
            return out;
        };
        QVERIFY(m_store->settle().result().has_value());
        const QStringList newest{m_ids[7], m_ids[6], m_ids[5]};
        QCOMPARE(ids(u"a*"_s, 3), newest);
        QCOMPARE(ids(u"ap*"_s, 50).size(), 7); // Äpfel, too
        QCOMPARE(ids(u"ap* q*"_s, 1), QStringList{m_ids[1]});
        QCOMPARE(ids(u"z*"_s, 50), QStringList{m_ids[0]});
        QCOMPARE(ids(u"z*"_s, 1), QStringList{m_ids[0]});
        const auto hit = m_store->search(u"ap*"_s, 1)->first();
        QVERIFY(!hit.matches.isEmpty());
        QVERIFY(hit.snippet.sliced(hit.matches.first().start).startsWith("apple"_L1));
    }

    void ignoresAccentsAndKnowsOtherScripts()
    {
        add(u"Grüße aus Köln"_s, {u"Привет мир"_s});
        QCOMPARE(found(u"grusse"_s), QStringList()); // ß is a letter of its own
        QCOMPARE(found(u"koln"_s), m_ids);
        QCOMPARE(found(u"ПРИВЕТ"_s), m_ids);
    }

    void marksTheMatchesInASnippet()
    {
        add(u"short"_s,
            {QString(u"filler "_s).repeated(200) + u"the needle here"_s + QString(u" filler"_s).repeated(200)});
        QVERIFY(m_store->settle().result());
        const auto hits = *m_store->search(u"needle"_s, 5);
        QCOMPARE(hits.size(), 1);
        const auto& hit = hits[0];
        QVERIFY(hit.snippet.size() < 400);
        QCOMPARE(hit.matches.size(), 1);
        QCOMPARE(hit.snippet.sliced(hit.matches[0].start, hit.matches[0].length), u"needle"_s);
        QVERIFY(hit.snippet.startsWith(u'…'));
        QVERIFY(hit.startedAt.isValid());
    }

    void indexesManyRunsAndGoesOnAfterAStop()
    {
        QList<QFuture<Result<QString>>> futures;
        for (int i = 0; i < 1'500; ++i) {
            auto run = testing::bareRun(newId());
            run.prompt = u"common number%1"_s.arg(i);
            futures.append(m_store->append(run));
        }
        m_store.reset(); // closes at once, perhaps before the index is complete
        m_store = testing::openStore(m_path);
        QVERIFY(m_store);
        QVERIFY(m_store->settle().result());
        QCOMPARE(m_store->search(u"common"_s, 5'000)->size(), 1'500);
        for (const auto& word : {u"number0"_s, u"number255"_s, u"number256"_s, u"number1499"_s})
            QCOMPARE(m_store->search(word, 5)->size(), 1);
        m_store.reset();
        QVERIFY(testing::sql(m_path, {u"INSERT INTO search(search, rank) VALUES('integrity-check', 1)"_s}).isValid());
    }

    void indexesByItselfWhenIdle()
    {
        add(u"lonely"_s, {u"words"_s});
        QVERIFY(QTest::qWaitFor([this] { return m_store->search(u"lonely"_s, 5)->size() == 1; }));
    }

private:
    void add(const QString& prompt, const QStringList& answers)
    {
        auto run = testing::bareRun(newId());
        run.prompt = prompt;
        run.startedAt = QDateTime(QDate(2026, 9, 22), QTime(12, 0), QTimeZone::UTC);
        const auto lane = run.lanes.first();
        run.lanes.clear();
        for (const auto& answer : answers) {
            run.lanes.append(lane);
            run.lanes.last().index = static_cast<int>(run.lanes.size() - 1);
            run.lanes.last().text = answer;
        }
        m_ids.append(run.id);
        QVERIFY(m_store->append(run).result());
    }
    QStringList found(const QString& terms)
    {
        QStringList ids;
        if (!m_store->settle().result())
            return {u"not settled"_s};
        const auto hits = m_store->search(terms, 50);
        if (!hits)
            return {hits.error().detail};
        for (const auto& hit : *hits)
            ids.append(hit.id);
        return ids;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryStore> m_store;
    QString m_path;
    QStringList m_ids;
};

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
