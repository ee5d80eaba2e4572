// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/vote.h"
#include "core/history/filterchoice.h"
#include "core/history/lanesamples.h"
#include "core/history/runfinder.h"
#include "core/history/runmarks.h"
#include "core/history/spendreport.h"
#include "core/stats/speedreport.h"
#include "core/support/ids.h"
#include "tests/support/ledger.h"
#include "tests/support/records.h"

#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

#include <algorithm>
#include <functional>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

QDateTime utc(int day, QTime time = QTime(0, 0))
{
    return {QDate(2026, 9, day), time, QTimeZone::UTC};
}

struct Sum {
    SpendTotal total;
    qint64 retries = 0;
    qint64 attempts = 0;
    qint64 output = 0;
    qint64 saved = 0;
};

using Wanted = std::function<bool(const RunRecord&, const LaneRecord&)>;

/// Counted here without any of the code under test.
Sum plainSum(const QList<RunRecord>& runs, const Wanted& wanted)
{
    Sum sum;
    for (const auto& run : runs) {
        for (const auto& lane : run.lanes) {
            if (!wanted(run, lane))
                continue;
            if (lane.simulated) {
                ++sum.total.simulatedCalls;
                continue;
            }
            ++sum.total.calls;
            if (lane.cost.amount)
                sum.total.known = Money::fromPico(sum.total.known.pico() + lane.cost.amount->pico());
            else if (!lane.local)
                ++sum.total.unpriced;
            sum.attempts += lane.attempts.size();
            for (const auto& attempt : lane.attempts.first(lane.attempts.size() - 1))
                sum.retries += attempt.cost.amount->pico();
            sum.output += lane.usage[UsageClass::Output].value_or(0);
            if (lane.cost.lines.size() == 2)
                sum.saved
                    += lane.usage[UsageClass::CacheRead].value_or(0) * 2'700; // the input rate less the cached one
        }
    }
    return sum;
}

QString served(const LaneRecord& lane)
{
    return lane.servedBy.isEmpty() ? lane.model.provider : lane.servedBy;
}

bool isOf(SpendGrouping grouping, const QString& key, const RunRecord& run, const LaneRecord& lane)
{
    switch (grouping) {
    case SpendGrouping::Day: return run.startedAt.toString(u"yyyy-MM-dd"_s) == key;
    case SpendGrouping::Model: return served(lane) + u'/' + lane.model.model == key;
    case SpendGrouping::Project: return run.project == key;
    case SpendGrouping::Tag: return run.tags.contains(key);
    default: return false;
    }
}

} // namespace

class TestFilteredSpend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_store = testing::openStore(m_folder.filePath(u"history.db"_s));
        QVERIFY(m_store);
        QRandomGenerator random(77);
        QFuture<Result<QString>> last;
        for (int i = 0; i < 500; ++i) {
            m_runs.append(testing::randomRun(newId(), random));
            if (i % 10 == 0)
                m_runs.last().prompt += u" Zwetschke"_s;
            last = m_store->append(m_runs.last());
        }
        QVERIFY(last.result());
        RunKeeper keeper(*m_store);
        QStringList starred;
        QStringList later;
        for (int i = 0; i < m_runs.size(); ++i) {
            if (i % 7 == 0)
                starred.append(m_runs[i].id);
            if (i % 11 == 0)
                later.append(m_runs[i].id);
        }
        QVERIFY(keeper.mark(starred, {.starred = true}).result());
        QVERIFY(keeper.mark(later, {.addTags = {u"red"_s}}).result());
        m_starred = QSet<QString>(starred.begin(), starred.end());
        m_red = QSet<QString>(later.begin(), later.end());
        QList<RunRecord> judged; // two that the sums below cover
        for (const auto& run : std::as_const(m_runs)) {
            if (judged.size() < 2 && run.startedAt >= utc(3) && run.startedAt < utc(11) && !run.lanes.isEmpty())
                judged.append(run);
        }
        QCOMPARE(judged.size(), 2);
        m_voted = {judged[0].id, judged[1].id};
        Vote vote{.id = newId(),
            .first = {.run = judged[0].id, .lane = 0, .model = judged[0].lanes[0].model},
            .second = {.run = judged[1].id, .lane = 0, .model = judged[1].lanes[0].model},
            .verdict = Verdict::First};
        QVERIFY(m_store->addVote(vote).result());
        m_better = judged[0].id;
        m_worse = judged[1].id;
        vote.id = newId(); // the opposite was said too, but withdrawn
        vote.verdict = Verdict::Second;
        QVERIFY(m_store->addVote(vote).result());
        QVERIFY(m_store->withdrawVote(vote.id).result());
        for (const auto& run : std::as_const(m_runs)) {
            if (run.tags.contains(u"red"_s))
                m_red.insert(run.id);
        }
        QVERIFY(waitForIndex());
    }

    void sumsEqualTheRecords_data()
    {
        QTest::addColumn<HistoryFilter>("filter");
        QTest::addColumn<Wanted>("wanted");
        QTest::addColumn<bool>("scanned");
        const auto row = [](const char* name, const HistoryFilter& filter, bool scanned, const Wanted& wanted) {
            QTest::newRow(name) << filter << wanted << scanned;
        };
        row("nothing", {}, false, [](const RunRecord&, const LaneRecord&) { return true; });
        row("project", {.project = u"alpha"_s}, false,
            [](const RunRecord& run, const LaneRecord&) { return run.project == "alpha"_L1; });
        row("no project", {.project = u""_s}, false,
            [](const RunRecord& run, const LaneRecord&) { return run.project.isEmpty(); });
        row("provider", {.provider = u"other"_s}, false,
            [](const RunRecord&, const LaneRecord& lane) { return served(lane) == "other"_L1; });
        row("surface", {.surface = u"cli"_s}, false,
            [](const RunRecord& run, const LaneRecord&) { return run.surface == "cli"_L1; });
        row("real", {.origin = AnswerOrigin::Real}, false,
            [](const RunRecord&, const LaneRecord& lane) { return !lane.simulated; });
        row("simulated", {.origin = AnswerOrigin::Simulated}, false,
            [](const RunRecord&, const LaneRecord& lane) { return lane.simulated; });
        row("model", {.model = u"openai/a"_s}, true, [](const RunRecord&, const LaneRecord& lane) {
            return lane.model.model == "a"_L1 && (lane.model.provider == "openai"_L1 || lane.servedBy == "openai"_L1);
        });
        row("model of who served it", {.model = u"other/a"_s}, true, [](const RunRecord&, const LaneRecord& lane) {
            return lane.model.model == "a"_L1 && lane.servedBy == "other"_L1;
        });
        row("part of a model", {.model = u"B/"_s}, true,
            [](const RunRecord&, const LaneRecord& lane) { return lane.model.model == "b/c"_L1; });
        row("state", {.state = LaneState::Failed}, true,
            [](const RunRecord&, const LaneRecord& lane) { return lane.state == LaneState::Failed; });
        row("tag, also one given later", {.tag = u"red"_s}, true,
            [this](const RunRecord& run, const LaneRecord&) { return m_red.contains(run.id); });
        row("starred", {.starred = true}, true,
            [this](const RunRecord& run, const LaneRecord&) { return m_starred.contains(run.id); });
        row("voted", {.voted = true}, true,
            [this](const RunRecord& run, const LaneRecord&) { return m_voted.contains(run.id); });
        row("better", {.votedAs = VotedAs::Better}, true,
            [this](const RunRecord& run, const LaneRecord& lane) { return run.id == m_better && lane.index == 0; });
        row("worse", {.votedAs = VotedAs::Worse}, true,
            [this](const RunRecord& run, const LaneRecord& lane) { return run.id == m_worse && lane.index == 0; });
        row("words", {.words = u"zwetsch*"_s}, true,
            [](const RunRecord& run, const LaneRecord&) { return run.prompt.contains(u"Zwetschke"); });
        row("dates inside days", {.since = utc(4, {7, 13}), .until = utc(8, {21, 0, 1})}, true,
            [](const RunRecord& run, const LaneRecord&) {
                return run.startedAt >= utc(4, {7, 13}) && run.startedAt < utc(8, {21, 0, 1});
            });
        const Money least = Money::fromPico(400'000'000);
        const Money most = Money::fromPico(1'200'000'000);
        row("cost between two", {.costAtLeast = least, .costAtMost = most}, true,
            [least, most](const RunRecord&, const LaneRecord& lane) {
                return !lane.simulated && lane.cost.amount && *lane.cost.amount >= least && *lane.cost.amount <= most;
            });
        row("several, of one and the same lane",
            {.provider = u"other"_s, .project = u"beta"_s, .state = LaneState::Complete, .origin = AnswerOrigin::Real},
            true, [](const RunRecord& run, const LaneRecord& lane) {
                return served(lane) == "other"_L1 && run.project == "beta"_L1 && lane.state == LaneState::Complete
                    && !lane.simulated;
            });
    }
    void sumsEqualTheRecords()
    {
        QFETCH(HistoryFilter, filter);
        QFETCH(Wanted, wanted);
        QFETCH(bool, scanned);
        const SpendQuery query{.from = QDate(2026, 9, 2), .to = QDate(2026, 9, 12), .filter = filter};
        const auto inPeriod = [&](const RunRecord& run, const LaneRecord& lane) {
            return run.startedAt >= utc(2) && run.startedAt < utc(12) && wanted(run, lane);
        };
        const Sum all = plainSum(m_runs, inPeriod);
        QVERIFY(all.total.calls + all.total.simulatedCalls > 0); // the case says something
        const auto report = readSpendReport(
            *m_store, {.query = query, .grouping = SpendGrouping::Model, .today = QDate(2026, 9, 11)});
        QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
        QCOMPARE(report->isScanned, scanned);
        QCOMPARE(report->figures.total.known.pico(), all.total.known.pico());
        QCOMPARE(report->figures.total.calls, all.total.calls);
        QCOMPARE(report->figures.total.unpriced, all.total.unpriced);
        QCOMPARE(report->figures.total.simulatedCalls, all.total.simulatedCalls);
        for (const auto grouping :
            {SpendGrouping::Model, SpendGrouping::Day, SpendGrouping::Project, SpendGrouping::Tag}) {
            const auto rows = m_store->spend(query, grouping);
            QVERIFY(rows);
            qint64 lanes = 0;
            for (const auto& row : *rows) {
                const Sum sum = plainSum(m_runs, [&](const RunRecord& run, const LaneRecord& lane) {
                    return inPeriod(run, lane) && isOf(grouping, row.key, run, lane);
                });
                QVERIFY2(row.total == sum.total, qPrintable(row.key));
                QCOMPARE(row.retries.pico(), sum.retries);
                QCOMPARE(row.attempts, sum.attempts);
                QCOMPARE(row.tokens[UsageClass::Output].value_or(0), sum.output);
                QCOMPARE(row.cacheSaved.pico(), sum.saved);
                lanes += row.total.calls + row.total.simulatedCalls;
            }
            if (grouping != SpendGrouping::Tag)
                QCOMPARE(lanes, all.total.calls + all.total.simulatedCalls);
        }
        // The answers behind the sum are those lanes.
        const auto answers = m_store->spendAnswers({.query = query, .key = {}, .limit = 10'000});
        QVERIFY(answers);
        QCOMPARE(answers->size(), all.total.calls + all.total.simulatedCalls);
        // Other projects are shown for comparison, under the rest of the filter.
        const auto named = std::ranges::find(report->projects, u"beta"_s, &SpendRow::key);
        if (filter.project == u"alpha"_s) {
            QVERIFY(named != report->projects.end());
            QVERIFY(named->total.calls > 0);
        }
    }

    // A beginning before all records changes nothing but the way the sums are read.
    void bothWaysAgree_data()
    {
        QTest::addColumn<QByteArray>("zone");
        for (const char* zone : {"UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns"})
            QTest::newRow(zone) << QByteArray(zone);
    }
    void bothWaysAgree()
    {
        QFETCH(QByteArray, zone);
        for (const auto& filter :
            {HistoryFilter{}, HistoryFilter{.project = u"beta"_s}, HistoryFilter{.provider = u"other"_s},
                HistoryFilter{.surface = u"gateway"_s, .origin = AnswerOrigin::Real}}) {
            SpendRequest rolled{.query
                = {.from = QDate(2026, 9, 3), .to = QDate(2026, 9, 11), .zone = QTimeZone(zone), .filter = filter},
                .today = QDate(2026, 9, 10)};
            SpendRequest read = rolled;
            read.query.filter.since = QDateTime(QDate(2000, 1, 1), QTime(0, 0), QTimeZone::UTC);
            for (int i = 0; i <= static_cast<int>(SpendGrouping::Purpose); ++i) {
                rolled.grouping = read.grouping = static_cast<SpendGrouping>(i);
                const auto left = readSpendReport(*m_store, rolled);
                const auto right = readSpendReport(*m_store, read);
                QVERIFY(left && right);
                QVERIFY(!left->isScanned && right->isScanned);
                QVERIFY(!left->rows.isEmpty());
                QCOMPARE(left->figures, right->figures);
                QCOMPARE(sorted(left->rows), sorted(right->rows));
                QCOMPARE(sorted(left->projects), sorted(right->projects));
                QCOMPARE(left->cells, right->cells);
                QCOMPARE(left->calendar, right->calendar);
                QCOMPARE(left->fullDays, right->fullDays);
                QCOMPARE(left->today, right->today);
            }
        }
    }

    // What Insights reads are the lanes that are meant, not their neighbours in a comparison.
    void samplesAreOfTheFilter()
    {
        const auto set = readLaneSamples(*m_store, {.model = u"openai/a"_s, .origin = AnswerOrigin::Real});
        QVERIFY(set);
        const Sum sum = plainSum(m_runs, [](const RunRecord&, const LaneRecord& lane) {
            return !lane.simulated && lane.model.model == "a"_L1
                && (lane.model.provider == "openai"_L1 || lane.servedBy == "openai"_L1);
        });
        QCOMPARE(set->samples.size(), sum.total.calls);
        for (const auto& sample : set->samples)
            QCOMPARE(sample.model, u"a"_s);
    }

    // A rare thing is not thinned away by the many that are not meant.
    void aRareFilterIsNotThinned()
    {
        const HistoryFilter rare{.voted = true};
        const auto all = readLaneSamples(*m_store, rare);
        const auto thinned = readLaneSamples(*m_store, rare, 20);
        QVERIFY(all && thinned);
        QCOMPARE(thinned->samples.size(), all->samples.size());
        QCOMPARE(thinned->every, 1);
        const auto many = readLaneSamples(*m_store, {}, 20);
        QVERIFY(many && many->every > 1);
        // What is counted is counted whole, however few are measured.
        const auto whole = readLaneSamples(*m_store, {});
        const auto counts = readLaneCounts(*m_store, {});
        QVERIFY(whole && counts);
        for (const auto grouping : {SpeedGrouping::Endpoint, SpeedGrouping::Model}) {
            const auto expected = speedReport(whole->samples, grouping);
            const auto rows = withCounts(speedReport(many->samples, grouping), *counts, grouping);
            QCOMPARE(rows.size(), expected.size());
            for (qsizetype i = 0; i < rows.size(); ++i) {
                QCOMPARE(rows[i].key, expected[i].key);
                QCOMPARE(rows[i].calls, expected[i].calls);
                QCOMPARE(rows[i].cancelled, expected[i].cancelled);
                QCOMPARE(rows[i].cached, expected[i].cached);
                QCOMPARE(rows[i].up.k, expected[i].up.k);
                QCOMPARE(rows[i].up.n, expected[i].up.n);
                QCOMPARE(rows[i].errors, expected[i].errors);
                QVERIFY(rows[i].firstToken.n <= expected[i].firstToken.n);
            }
        }
    }

    void namedPeriodsMoveOn()
    {
        const QDateTime now = utc(10, {12, 0});
        const FilterChoice choice{.filter = {.tag = u"t"_s}, .period = FilterPeriod::Days7};
        QCOMPARE(choice.at(now).since, utc(3, {12, 0}));
        QCOMPARE(choice.at(now.addDays(1)).since, utc(4, {12, 0}));
        QCOMPARE(choice.at(now).tag, u"t"_s);
        QVERIFY(!choice.at(now).until.isValid());
        const FilterChoice month{.filter = {}, .period = FilterPeriod::ThisMonth};
        QCOMPARE(month.at(now).since, QDate(2026, 9, 1).startOfDay().toUTC());
        QCOMPARE(filterChoiceFromJson(toJson(choice)), choice);
        for (const auto period : kNamedPeriods)
            QCOMPARE(filterPeriodFromName(QString(filterPeriodName(period))), period);
    }

    void foldersAreKept()
    {
        const QList<SmartFolder> folders{
            {.name = u"A"_s,
                .choice
                = {.filter = {.words = u"tea"_s, .costAtMost = Money::fromPico(7), .origin = AnswerOrigin::Simulated},
                    .period = FilterPeriod::Hour}},
            {.name = u"B"_s, .choice = {.filter = {.since = utc(3), .until = utc(4)}}}};
        QVERIFY(writeSmartFolders(m_folder.path(), folders));
        QCOMPARE(readSmartFolders(m_folder.path()), folders);
        QFile file(m_folder.filePath(u"smart-folders.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"([{"name":"old","terms":"rain","filter":{"model":"x","real_only":true}}])"); // as it was before
        file.close();
        const auto old = readSmartFolders(m_folder.path());
        QCOMPARE(old.size(), 1);
        QCOMPARE(old.first().choice.filter.words, u"rain"_s);
        QCOMPARE(old.first().choice.filter.origin, AnswerOrigin::Real);
        QVERIFY(readSmartFolders(m_folder.filePath(u"nowhere"_s)).isEmpty());
    }

private:
    static QList<SpendRow> sorted(QList<SpendRow> rows) // where two cost the same, either may be first
    {
        std::ranges::sort(rows, {}, &SpendRow::key);
        return rows;
    }
    bool waitForIndex()
    {
        return QTest::qWaitFor([this] {
            const auto found = RunFinder(*m_store).find({.terms = u"zwetsch*"_s, .filter = {}, .limit = 1'000});
            return found && found->size() == 50;
        });
    }

    QTemporaryDir m_folder;
    std::unique_ptr<HistoryStore> m_store;
    QList<RunRecord> m_runs;
    QSet<QString> m_starred;
    QSet<QString> m_red;
    QSet<QString> m_voted;
    QString m_better;
    QString m_worse;
};

QTEST_GUILESS_MAIN(TestFilteredSpend)
#include "tst_filteredspend.moc"
