// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/historystore.h"
#include "core/support/clock.h"
#include "core/support/ids.h"
#include "tests/support/program.h"
#include "tests/support/records.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

/// `assay spend` over a ledger with known rows, and over one made by the program itself.
class TestSpend : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_profile;

    Outcome assay(const QStringList& arguments, const QString& zone = u"UTC"_s, const QString& profile = {})
    {
        return runProgram(
            profile.isEmpty() ? m_profile : profile, arguments, {}, {{u"TZ"_s, zone}, {u"LC_ALL"_s, u"C.UTF-8"_s}});
    }

    static QString findLedger(const QString& profile) { return profile + u"/assay.db"_s; }

private Q_SLOTS:
    void initTestCase()
    {
        m_profile = m_folder.filePath(u"profile"_s);
        // The program makes its profile; then rows with known amounts are put in.
        QCOMPARE(assay({u"spend"_s}).code, 0);
        QVERIFY2(QFile::exists(findLedger(m_profile)), qPrintable(findLedger(m_profile)));
        const auto store = HistoryStore::open(findLedger(m_profile), std::make_shared<SystemClock>());
        QVERIFY(store);
        const auto at
            = [](int day, int hour) { return QDateTime(QDate(2026, 9, day), QTime(hour, 30), QTimeZone::UTC); };
        auto first = testing::simpleRun(newId(), 4'000'000'000'000, at(2, 12));
        first.project = u"=evil()"_s;
        first.tags = {u"red"_s, u"blue"_s};
        first.key = u"vk_editor"_s;
        auto late = testing::simpleRun(newId(), 120'000'000'000, at(2, 23)); // the 3rd in Berlin
        late.purpose = RunPurpose::Judge;
        auto unpriced = testing::simpleRun(newId(), 0, at(3, 8));
        unpriced.lanes[0].cost = {};
        auto simulated = testing::simpleRun(newId(), 5'000, at(3, 9));
        simulated.lanes[0].simulated = true;
        for (const auto& run : {first, late, unpriced, simulated})
            QVERIFY((*store)->append(run).result());
        for (int i = 0; i < 2; ++i) {
            unpriced.id = newId();
            QVERIFY((*store)->append(unpriced).result());
        }
    }

    void neverASilentZero()
    {
        const auto done = assay({u"spend"_s, u"--since"_s, u"2026-09-01"_s, u"--until"_s, u"2026-09-30"_s});
        QVERIFY2(done.code == 0, done.err.constData());
        QVERIFY2(done.out.contains("Total $4.12 + 3 unpriced calls for 5 calls"), done.out.constData());
        QVERIFY2(done.out.contains("1 simulated calls are counted apart"), done.out.constData());
        QVERIFY2(done.out.contains("Overhead $0.1200"), done.out.constData());
        const auto only = assay({u"spend"_s, u"--since"_s, u"2026-09-03"_s, u"--until"_s, u"2026-09-03"_s});
        QVERIFY2(only.out.contains("Total 3 unpriced calls"), only.out.constData());
        QVERIFY(!only.out.contains("$0.00"));
    }

    void localAndBillingDays()
    {
        const QStringList days{
            u"spend"_s, u"--since"_s, u"2026-09-01"_s, u"--until"_s, u"2026-09-05"_s, u"--by"_s, u"day"_s, u"--json"_s};
        const auto amountOf = [](const QJsonObject& document, const QString& day) {
            for (const auto& row : document[u"rows"].toArray()) {
                if (row[u"key"].toString() == day)
                    return row[u"pico_usd"].toInteger(-1);
            }
            return qint64{-2};
        };
        const auto berlin = assay(days, u"Europe/Berlin"_s).json();
        QCOMPARE(berlin[u"zone"].toString(), u"Europe/Berlin"_s);
        QCOMPARE(amountOf(berlin, u"2026-09-02"_s), 4'000'000'000'000);
        QCOMPARE(amountOf(berlin, u"2026-09-03"_s), 120'000'000'000);
        const auto utc = assay(days + QStringList{u"--utc"_s}, u"Europe/Berlin"_s).json();
        QCOMPARE(amountOf(utc, u"2026-09-02"_s), 4'120'000'000'000);
        QCOMPARE(amountOf(utc, u"2026-09-03"_s), -1); // null: three calls, and nobody knows what they cost
    }

    void everyGrouping()
    {
        for (const QString& by : {u"day"_s, u"model"_s, u"provider"_s, u"endpoint"_s, u"project"_s, u"key"_s, u"tag"_s,
                 u"surface"_s, u"purpose"_s}) {
            const auto done = assay({u"spend"_s, u"--since"_s, u"2026-09-01"_s, u"--until"_s, u"2026-09-30"_s,
                u"--by"_s, by, u"--json"_s, u"--include-imports"_s});
            QVERIFY2(done.code == 0, done.err.constData());
            const auto json = done.json();
            QCOMPARE(json[u"by"].toString(), by);
            QCOMPARE(json[u"total"][u"pico_usd"].toInteger(), 4'120'000'000'000);
            QCOMPARE(json[u"total"][u"unpriced_calls"].toInt(), 3);
            QCOMPARE(json[u"total"][u"simulated_calls"].toInt(), 1);
            QVERIFY(json[u"imported"].isArray());
            qint64 sum = 0;
            for (const auto& row : json[u"rows"].toArray())
                sum += row[u"pico_usd"].toInteger();
            QCOMPARE(sum, by == "tag"_L1 ? 8'000'000'000'000 : 4'120'000'000'000); // two tags: in two rows
        }
    }

    void csvCannotBeAFormula()
    {
        const auto done = assay({u"spend"_s, u"--since"_s, u"2026-09-01"_s, u"--until"_s, u"2026-09-30"_s, u"--by"_s,
            u"project"_s, u"--csv"_s});
        QCOMPARE(done.code, 0);
        QVERIFY2(done.out.startsWith("project,usd,calls,"), done.out.constData());
        QVERIFY2(done.out.contains("\r\n'=evil(),4,1,0,"), done.out.constData());
        const auto one = assay({u"spend"_s, u"--since"_s, u"2026-09-01"_s, u"--until"_s, u"2026-09-30"_s,
            u"--project"_s, u"=evil()"_s, u"--json"_s});
        QCOMPARE(one.json()[u"total"][u"calls"].toInt(), 1);
    }

    void wrongQuestionsAreToldSo()
    {
        QCOMPARE(assay({u"spend"_s, u"--since"_s, u"yesteryear"_s}).code, 2);
        QCOMPARE(assay({u"spend"_s, u"--since"_s, u"2026-09-03"_s, u"--until"_s, u"2026-09-01"_s}).code, 2);
        QCOMPARE(assay({u"spend"_s, u"--by"_s, u"colour"_s}).code, 2);
        QCOMPARE(assay({u"spend"_s, u"--json"_s, u"--csv"_s}).code, 2);
    }

    void simulatedRunsCostNothing()
    {
        const QString profile = m_folder.filePath(u"simulated"_s);
        QCOMPARE(assay({u"compare"_s, u"-m"_s, u"sandbox/swift"_s, u"-p"_s, u"hello"_s}, u"UTC"_s, profile).code, 0);
        const auto done = assay({u"spend"_s, u"--since"_s, u"7d"_s}, u"UTC"_s, profile);
        QVERIFY2(done.out.contains("simulated"), done.out.constData());
        QVERIFY2(done.out.contains("Total $0.00 for 0 calls"), done.out.constData());
        const auto json = assay({u"spend"_s, u"--since"_s, u"yesterday"_s, u"--json"_s}, u"UTC"_s, profile).json();
        QVERIFY(json[u"total"][u"pico_usd"].isNull());
        QCOMPARE(json[u"total"][u"simulated_calls"].toInt(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSpend)
#include "tst_spend.moc"
