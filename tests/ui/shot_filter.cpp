// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pictures of History, Insights and Spend under one filter, over a ledger of made-up calls:
// shot_filter PREFIX light|dark WxH [none]; writes PREFIX-history.png and so on
#include "core/history/lanesamples.h"
#include "core/support/clock.h"
#include "spendledger.h"
#include "ui/filter/sharedfilter.h"
#include "ui/history/historyservice.h"
#include "ui/insights/insightsservice.h"
#include "ui/shell/mainwindow.h"
#include "ui/text/translations.h"
#include "ui/widgets/actionregistry.h"

#include <QAction>
#include <QApplication>
#include <QTemporaryDir>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QDate kToday(2026, 11, 20);

QDateTime noon()
{
    return {kToday, QTime(21, 0), QTimeZone::UTC};
}

class LedgerHistory final : public HistoryService
{
public:
    explicit LedgerHistory(const HistoryStore& store)
        : m_store(store)
    {
    }
    QDateTime now() const override { return noon(); }
    void find(const RunQuestion& question) override
    {
        const auto runs = RunFinder(m_store).find(question);
        const auto count = RunFinder(m_store).count(question, 10'000);
        if (runs && count)
            Q_EMIT found({.question = question, .runs = *runs, .count = *count, .isMore = false, .milliseconds = 3});
    }
    void open(const QString& runId) override
    {
        if (const auto run = m_store.run(runId))
            Q_EMIT opened({.run = *run, .marks = {}, .votes = {}});
    }
    void count() override
    {
        if (const auto counts = RunFinder(m_store).counts())
            Q_EMIT counted(*counts);
    }
    void mark(const QString&, const MarkChange&) override { }
    void deleteContent(const QString&) override { }
    void exportRuns(const QStringList&, const QString&) override { }
    QList<SmartFolder> folders() const override
    {
        return {{.name = u"Cut-off answers"_s, .choice = {.filter = {.state = LaneState::Truncated}}},
            {.name = u"Over five cents"_s, .choice = {.filter = {.costAtLeast = Money::fromPico(50'000'000'000)}}}};
    }
    void setFolders(const QList<SmartFolder>&) override { }

private:
    const HistoryStore& m_store;
};

class LedgerInsights final : public InsightsService
{
public:
    explicit LedgerInsights(const HistoryStore& store)
        : m_store(store)
    {
    }
    QDateTime now() const override { return noon(); }
    void ask(const HistoryFilter& filter, SpeedGrouping grouping) override
    {
        const auto set = readLaneSamples(m_store, filter);
        if (set)
            Q_EMIT answered({.rows = speedReport(set->samples, grouping), .runs = set->runs, .every = set->every});
    }
    void readNewestRun(const HistoryFilter& filter) override
    {
        const auto newest = RunFinder(m_store).find({.terms = {}, .filter = filter, .limit = 1, .beforeId = {}});
        const auto run = newest && !newest->isEmpty() ? m_store.run(newest->first().run.id)
                                                      : fail(ErrorKind::InvalidRequest, QString());
        if (run)
            Q_EMIT runRead(*run);
    }

private:
    const HistoryStore& m_store;
};

/// Calls of the last weeks with the times they took.
bool seedTimes(HistoryStore& store)
{
    QRandomGenerator random(7);
    QFuture<Result<QString>> last;
    for (int i = 0; i < 900; ++i) {
        const auto models = testing::seedModels();
        const auto& model = models[random.bounded(4)];
        RunRecord run;
        run.id = newId();
        run.project = i % 3 == 0 ? u"Newsletter"_s : u"Shop support"_s;
        run.surface = u"compare"_s;
        run.startedAt = noon().addSecs(-random.bounded(20 * 86'400));
        run.prompt = u"Ticket %1: one of two mugs arrived broken. Write our reply."_s.arg(4'000 + i);
        auto lane = testing::seedLane(model, random);
        const auto first = std::chrono::microseconds(random.bounded(300'000, 900'000) + random.bounded(900'000));
        lane.timing.firstByte = first - std::chrono::milliseconds(20);
        lane.timing.firstToken = first;
        lane.timing.firstText = first;
        lane.timing.lastToken = first + std::chrono::microseconds(random.bounded(2'000'000, 9'000'000));
        lane.timing.total = lane.timing.lastToken;
        for (auto& attempt : lane.attempts)
            attempt.timing = lane.timing;
        run.lanes.append(lane);
        last = store.append(run);
    }
    return last.result().has_value();
}

} // namespace

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    const Translations translations(QLocale::system().uiLanguages());
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 4)
        return 2;
    const QTemporaryDir folder;
    const auto store = HistoryStore::open(folder.filePath(u"history.db"_s), std::make_shared<SystemClock>());
    if (!store || !testing::seedLedger(**store, kToday, 60) || !seedTimes(**store))
        return 1;
    testing::LedgerSpend spend(**store, kToday);
    LedgerHistory history(**store);
    LedgerInsights insights(**store);
    WindowServices services;
    services.project = u"Shop support"_s;
    services.theme = arguments.at(2) == u"dark" ? ThemeChoice::Dark : ThemeChoice::Light;
    services.spend = &spend;
    services.history = &history;
    services.insights = &insights;
    const auto window = makeMainWindow(services);
    const QStringList size = arguments.at(3).split(u'x');
    window->resize(size.at(0).toInt(), size.at(1).toInt());
    window->show();
    if (arguments.value(4) != "none"_L1)
        window->findChild<SharedFilter*>()->setChoice(
            {.filter = {.project = u"Shop support"_s, .state = LaneState::Complete}, .period = FilterPeriod::Days30});
    const QStringList pages{u"history"_s, u"insights"_s, u"spend"_s};
    int page = 0;
    QTimer next;
    QObject::connect(&next, &QTimer::timeout, window.get(), [&] {
        if (page > 0 && !saveScreenshot(window.get(), u"%1-%2.png"_s.arg(arguments.at(1), pages[page - 1])))
            return QApplication::exit(1);
        if (page == pages.size())
            return QApplication::exit(0);
        window->actions()->find(u"page."_s + pages[page++])->trigger();
    });
    next.start(1'200);
    return QApplication::exec();
}
