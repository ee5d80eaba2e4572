// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/filterchoice.h"
#include "core/history/historystore.h"
#include "core/history/runmarks.h"
#include "core/support/clock.h"
#include "core/support/ids.h"
#include "tests/support/program.h"
#include "tests/support/records.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

/// `history list`, `spend` and `insights` with the same flags and the same smart folders.
class TestFilters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QCOMPARE(assay({u"spend"_s}).code, 0); // makes the profile
        const auto store = HistoryStore::open(m_folder.filePath(u"assay.db"_s), std::make_shared<SystemClock>());
        QVERIFY(store);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        // A comparison of two models, of which one failed; another model alone; an old one.
        auto pair = simpleRun(newId(), 3'000'000'000'000, now.addSecs(-60));
        pair.prompt = u"about Zwetschken"_s;
        auto other = pair.lanes[0];
        other.index = 1;
        other.model = {u"anthropic"_s, u"claude-x"_s};
        other.servedBy = u"anthropic"_s;
        other.cost.amount = Money::fromPico(500'000'000'000);
        other.state = LaneState::Truncated;
        pair.lanes.append(other);
        auto alone = simpleRun(newId(), 20'000'000'000, now.addSecs(-120));
        alone.project = u"Shop"_s;
        auto old = simpleRun(newId(), 7'000'000'000'000, now.addDays(-3));
        m_pair = pair.id;
        m_alone = alone.id;
        for (const auto& run : {pair, alone, old})
            QVERIFY((*store)->append(run).result());
        QVERIFY(RunKeeper(**store).mark({m_alone}, {.starred = true, .addTags = {u"later"_s}}).result());
        QVERIFY((*store)
                ->addVote({.id = newId(),
                    .first = {.run = m_pair, .lane = 0, .model = pair.lanes[0].model},
                    .second = {.run = m_pair, .lane = 1, .model = pair.lanes[1].model},
                    .verdict = Verdict::Second})
                .result());
        QVERIFY(writeSmartFolders(m_folder.path(),
            {{.name = u"Cut off"_s,
                 .choice = {.filter = {.state = LaneState::Truncated}, .period = FilterPeriod::Hour}},
                {.name = u"Plums"_s, .choice = {.filter = {.words = u"zwetsch*"_s}}}}));
    }

    void theSameFlagsMeanTheSame_data()
    {
        QTest::addColumn<QStringList>("flags");
        QTest::addColumn<int>("runs");
        QTest::addColumn<int>("lanes");
        QTest::addColumn<qint64>("pico");
        constexpr qint64 kCent = 10'000'000'000;
        QTest::newRow("model") << QStringList{u"-m"_s, u"anthropic/claude-x"_s} << 1 << 1 << 50 * kCent;
        QTest::newRow("provider") << QStringList{u"--provider"_s, u"anthropic"_s} << 1 << 1 << 50 * kCent;
        QTest::newRow("state") << QStringList{u"--state"_s, u"truncated"_s} << 1 << 1 << 50 * kCent;
        QTest::newRow("better") << QStringList{u"--vote"_s, u"better"_s} << 1 << 1 << 50 * kCent;
        QTest::newRow("worse") << QStringList{u"--vote"_s, u"worse"_s} << 1 << 1 << 300 * kCent;
        QTest::newRow("both bad") << QStringList{u"--vote"_s, u"both_bad"_s} << 0 << 0 << 0 * kCent;
        QTest::newRow("starred") << QStringList{u"--starred"_s} << 1 << 1 << 2 * kCent;
        QTest::newRow("tag") << QStringList{u"--tag"_s, u"later"_s} << 1 << 1 << 2 * kCent;
        QTest::newRow("project") << QStringList{u"--project"_s, u"Shop"_s} << 1 << 1 << 2 * kCent;
        QTest::newRow("cost") << QStringList{u"--cost-min"_s, u"0.10"_s, u"--cost-max"_s, u"1"_s} << 1 << 1
                              << 50 * kCent;
        QTest::newRow("real") << QStringList{u"--real"_s} << 2 << 3 << 352 * kCent;
        QTest::newRow("folder") << QStringList{u"--folder"_s, u"cut OFF"_s} << 1 << 1 << 50 * kCent;
        QTest::newRow("folder of words") << QStringList{u"--folder"_s, u"Plums"_s} << 1 << 2 << 350 * kCent;
        QTest::newRow("folder and more") << QStringList{u"--folder"_s, u"Plums"_s, u"--provider"_s, u"anthropic"_s} << 1
                                         << 1 << 50 * kCent;
    }
    void theSameFlagsMeanTheSame()
    {
        QFETCH(QStringList, flags);
        QFETCH(int, runs);
        QFETCH(int, lanes);
        QFETCH(qint64, pico);
        const bool dated = flags.contains(u"cut OFF"_s); // this one says when itself
        const QStringList when = dated ? QStringList() : QStringList{u"--since"_s, u"1h"_s};
        const auto listed = assay(QStringList{u"history"_s, u"list"_s, u"--json"_s} + flags + when);
        QVERIFY2(listed.code == 0, listed.err.constData());
        QCOMPARE(listed.json()["runs"_L1].toArray().size(), runs);
        const auto spent = assay(QStringList{u"spend"_s, u"--json"_s} + flags
            + (dated ? QStringList() : QStringList{u"--since"_s, u"yesterday"_s}));
        QVERIFY2(spent.code == 0, spent.err.constData());
        QCOMPARE(spent.json()["total"_L1]["pico_usd"_L1].toInteger(), pico);
        QCOMPARE(spent.json()["total"_L1]["calls"_L1].toInt(), lanes);
        const auto insights = assay(QStringList{u"insights"_s, u"--json"_s} + flags + when);
        QVERIFY2(insights.code == 0, insights.err.constData());
        int calls = 0;
        for (const auto& row : insights.json()["rows"_L1].toArray())
            calls += row["calls"_L1].toInt();
        QCOMPARE(calls, lanes);
    }

    void aFolderThatIsNot()
    {
        for (const QStringList& verb :
            {QStringList{u"history"_s, u"list"_s}, QStringList{u"spend"_s}, QStringList{u"insights"_s}}) {
            const auto done = assay(verb + QStringList{u"--folder"_s, u"Nowhere"_s});
            QCOMPARE(done.code, 2);
            QVERIFY2(done.err.contains("There are 'Cut off', 'Plums'"), done.err.constData());
        }
        QCOMPARE(assay({u"spend"_s, u"--cost-min"_s, u"much"_s}).code, 2);
        QVERIFY(assay({u"spend"_s, u"--real"_s, u"--simulated-only"_s}).code != 0);
    }

    // In words too, so that nobody takes a part for the whole.
    void spendSaysWhatItLeavesOut()
    {
        const auto done = assay({u"spend"_s, u"--state"_s, u"truncated"_s, u"--since"_s, u"yesterday"_s});
        QVERIFY2(done.out.contains("Only: truncated."), done.out.constData());
        QVERIFY2(done.out.contains("Total $0.5000 for 1 calls"), done.out.constData());
    }

private:
    Outcome assay(const QStringList& arguments)
    {
        return runProgram(m_folder.path(), arguments, {}, {{u"TZ"_s, u"UTC"_s}, {u"LC_ALL"_s, u"C.UTF-8"_s}});
    }

    QTemporaryDir m_folder;
    QString m_pair;
    QString m_alone;
};

QTEST_GUILESS_MAIN(TestFilters)
#include "tst_filters.moc"
