// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Spend over 1,000,000 attempts of a year: cost by day and model from the roll-ups, in several time zones, beside the
// scan of all lanes that they replace; and everything the Spend page asks for at once.
// bench_spend [ATTEMPTS]

#include "core/history/historystore.h"
#include "core/history/spendreport.h"
#include "core/support/ids.h"
#include "tests/support/records.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTimeZone>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

constexpr int kLanesARun = 4;
constexpr int kModels = 12;
constexpr qint64 kYear = 365LL * 86'400'000;

double medianMilliseconds(int count, const std::function<bool()>& step)
{
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        QElapsedTimer timer;
        timer.start();
        if (!step())
            return -1;
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

RunRecord sample(int i, int runs)
{
    const QDateTime start(QDate(2026, 1, 1), QTime(0, 0), QTimeZone::UTC);
    auto run = testing::simpleRun(newId(), 1'000'000 + i, start.addMSecs(kYear / runs * i));
    run.project = i % 3 == 0 ? u"alpha"_s : u"beta"_s;
    const LaneRecord lane = run.lanes.first();
    for (int j = 0; j < kLanesARun; ++j) {
        LaneRecord other = lane;
        other.index = j;
        other.model.model = u"model-%1"_s.arg((i + j) % kModels);
        if ((i + j) % 97 == 0)
            other.cost = {};
        if (j == 0)
            run.lanes[0] = other;
        else
            run.lanes.append(other);
    }
    return run;
}

bool fill(HistoryStore& store, int runs)
{
    QFuture<Result<QString>> last;
    for (int i = 0; i < runs; ++i) {
        last = store.append(sample(i, runs));
        if (i % 2'000 == 0 && !last.result()) // keeps the queue short
            return false;
    }
    return last.result().has_value() && store.settle().result().has_value();
}

bool scan(const QString& path)
{
    QSqlDatabase database = QSqlDatabase::database(u"scan"_s);
    if (!database.isOpen()) {
        database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"scan"_s);
        database.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
        database.setDatabaseName(path);
        if (!database.open())
            return false;
    }
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT r.at_us / 86400000000, l.served_by, l.model, count(*), sum(l.cost_pico) FROM run r"
                    " JOIN lane l ON l.run = r.seq GROUP BY 1, 2, 3"_s))
        return false;
    while (query.next()) { }
    return true;
}

} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    const int attempts = argc > 1 ? std::max(1'000, std::atoi(argv[1])) : 1'000'000;
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"history.db"_s);
    auto opened = HistoryStore::open(path, std::make_shared<SystemClock>());
    QElapsedTimer filling;
    filling.start();
    if (!opened || !fill(**opened, attempts / kLanesARun)) {
        std::printf("the ledger could not be filled\n");
        return 1;
    }
    const HistoryStore& store = **opened;
    std::printf("%d attempts in %d runs, filled in %.0f s\n", attempts, attempts / kLanesARun,
        static_cast<double>(filling.elapsed()) / 1e3);

    const double scanned = medianMilliseconds(3, [&] { return scan(path); });
    std::printf("cost by day and model of a year: scan of all lanes %.0f ms\n", scanned);
    for (const char* zone : {"UTC", "Europe/Berlin", "Asia/Kolkata", "America/Los_Angeles"}) {
        const SpendQuery year{.from = QDate(2026, 1, 1), .to = QDate(2027, 1, 1), .zone = QTimeZone(zone)};
        SpendQuery month = year;
        month.from = QDate(2026, 11, 1);
        month.to = QDate(2026, 12, 1);
        const double wholeYear = medianMilliseconds(9, [&] {
            return store.spendDays(year, SpendGrouping::Model)
                       .transform([](auto rows) { return rows.size(); })
                       .value_or(0)
                > 300;
        });
        const double oneMonth
            = medianMilliseconds(9, [&] { return store.spendDays(month, SpendGrouping::Model).has_value(); });
        const double sums = medianMilliseconds(9, [&] { return store.spend(year, SpendGrouping::Model).has_value(); });
        const double page = medianMilliseconds(
            5, [&] { return readSpendReport(store, {.query = month, .today = QDate(2026, 11, 20)}).has_value(); });
        const double yearPage = medianMilliseconds(
            5, [&] { return readSpendReport(store, {.query = year, .today = QDate(2026, 11, 20)}).has_value(); });
        std::printf(
            "%-20s year by day and model %6.1f ms (scan / this = %.0f), month %5.1f ms, sums of the year %5.1f ms,"
            " page of a month %5.1f ms, page of a year %5.1f ms\n",
            zone, wholeYear, scanned / wholeYear, oneMonth, sums, page, yearPage);
    }
    // What the roll-ups do not hold is read lane by lane.
    for (const auto& [name, filter] : {std::pair("a model", HistoryFilter{.model = u"openai/model-3"_s}),
             std::pair("a state", HistoryFilter{.state = LaneState::Failed}),
             std::pair("nearly all lanes", HistoryFilter{.costAtLeast = Money::fromPico(1)}),
             std::pair("a project, from the roll-ups", HistoryFilter{.project = u"alpha"_s})}) {
        const SpendQuery month{.from = QDate(2026, 11, 1), .to = QDate(2026, 12, 1), .filter = filter};
        const double page = medianMilliseconds(
            3, [&] { return readSpendReport(store, {.query = month, .today = QDate(2026, 11, 20)}).has_value(); });
        std::printf("page of a month, half a year of days beside it, of %s: %.1f ms\n", name, page);
    }
    SpendDrill day{.query = {.from = QDate(2026, 3, 3), .to = QDate(2026, 3, 4)}};
    const double oneDay = medianMilliseconds(5, [&] { return store.spendAnswers(day).has_value(); });
    day.query.from = QDate(2026, 1, 1);
    day.query.to = QDate(2027, 1, 1);
    day.grouping = SpendGrouping::Model;
    day.key = u"openai/model-3"_s;
    const double oneModel = medianMilliseconds(5, [&] { return store.spendAnswers(day).has_value(); });
    std::printf("100 answers behind a day of March %.1f ms, behind a model of the year %.1f ms\n", oneDay, oneModel);
    return 0;
}
