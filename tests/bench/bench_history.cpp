// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How many runs a second the ledger takes, beside what SQLite itself does with one plain row a run (about 0.8 kB of
// text) in the same folder: the C library where it can be loaded, and Qt Sql. All with WAL and synchronous FULL.

#include "core/history/historystore.h"
#include "core/support/ids.h"
#include "tests/support/records.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QLibrary>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTimeZone>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <optional>
#include <vector>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

constexpr int kSingles = 1'000;
constexpr int kGrouped = 30'000;
constexpr int kGroup = 500;
// run, run_text, lane, lane_text, attempt, and a cost line of the lane and of the attempt for each of two classes.
constexpr int kRowsARun = 9;

struct Rate {
    double perSecond = 0;
    double medianMicroseconds = 0;
    double cpuMicroseconds = 0; ///< of the whole process, a step: comparable on a busy machine too
};

double cpuSince(std::clock_t start)
{
    return 1e6 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

Rate measure(int count, const std::function<bool(int)>& step)
{
    std::vector<double> times;
    const auto cpu = std::clock();
    QElapsedTimer whole;
    whole.start();
    for (int i = 0; i < count; ++i) {
        QElapsedTimer one;
        one.start();
        if (!step(i)) {
            std::printf("  a step failed\n");
            return {};
        }
        times.push_back(static_cast<double>(one.nsecsElapsed()) / 1e3);
    }
    const double seconds = static_cast<double>(whole.nsecsElapsed()) / 1e9;
    std::ranges::sort(times);
    return {.perSecond = count / seconds,
        .medianMicroseconds = times[times.size() / 2],
        .cpuMicroseconds = cpuSince(cpu) / count};
}

RunRecord sample(int i)
{
    auto run = testing::simpleRun(newId(), 1'000 + i, QDateTime(QDate(2026, 9, 22), QTime(12, 0), QTimeZone::UTC));
    run.prompt = u"Explain why number %1 matters. "_s.arg(i).repeated(5);
    auto& lane = run.lanes.first();
    lane.text = u"Number %1 matters because of words. "_s.arg(i).repeated(17);
    lane.timing = {.dns = std::chrono::microseconds(0),
        .connect = std::chrono::microseconds(90),
        .tls = std::chrono::microseconds(0),
        .firstByte = std::chrono::microseconds(400),
        .firstToken = std::chrono::microseconds(900),
        .firstText = std::chrono::microseconds(900),
        .lastToken = std::chrono::microseconds(50'000),
        .total = std::chrono::microseconds(51'000)};
    lane.rawUsage = R"({"prompt_tokens":12,"completion_tokens":80,"total_tokens":92})";
    lane.cost.lines.append({u"input"_s, 12, Money::fromPico(150'000), Money::fromPico(1'800'000)});
    lane.attempts.first().timing = lane.timing;
    lane.attempts.first().cost = lane.cost;
    return run;
}

const char* const kTable = "CREATE TABLE run(id INTEGER PRIMARY KEY, at INTEGER, tokens INTEGER, pico INTEGER,"
                           " prompt TEXT, answer TEXT)";
const char* const kInsert = "INSERT INTO run(at, tokens, pico, prompt, answer) VALUES(?,?,?,?,?)";

/// Plain rows through Qt Sql.
class QtTable
{
public:
    explicit QtTable(const QString& path)
        : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, u"bench"_s))
    {
        m_database.setDatabaseName(path);
        m_database.open();
        QSqlQuery query(m_database);
        for (const auto& statement :
            {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=FULL"_s, QString::fromLatin1(kTable)})
            query.exec(statement);
        m_insert = QSqlQuery(m_database);
        m_insert.prepare(QString::fromLatin1(kInsert));
    }
    QtTable(const QtTable&) = delete;
    QtTable& operator=(const QtTable&) = delete;
    ~QtTable()
    {
        m_insert = QSqlQuery();
        m_database = {};
        QSqlDatabase::removeDatabase(u"bench"_s);
    }
    bool add(const RunRecord& run, int count)
    {
        QSqlQuery query(m_database);
        bool good = query.exec(u"BEGIN IMMEDIATE"_s);
        for (int i = 0; i < count; ++i) {
            m_insert.bindValue(0, qint64{1});
            m_insert.bindValue(1, qint64{92});
            m_insert.bindValue(2, qint64{1'000});
            m_insert.bindValue(3, run.prompt);
            m_insert.bindValue(4, run.lanes.first().text);
            good = m_insert.exec() && good;
        }
        return query.exec(u"COMMIT"_s) && good;
    }

private:
    QSqlDatabase m_database;
    QSqlQuery m_insert;
};

/// The few functions of SQLite's C interface that plain rows need, without its headers.
class CTable
{
public:
    static std::optional<CTable> open(const QString& path)
    {
        CTable table;
        if (!table.load() || table.m_open(path.toUtf8().constData(), &table.m_database) != 0)
            return std::nullopt;
        for (const char* statement : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", kTable})
            table.m_exec(table.m_database, statement, nullptr, nullptr, nullptr);
        table.m_prepare(table.m_database, kInsert, -1, &table.m_statement, nullptr);
        return table;
    }
    bool add(const QByteArray& prompt, const QByteArray& answer, int count)
    {
        m_exec(m_database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
        bool good = true;
        for (int i = 0; i < count; ++i) {
            m_bindInteger(m_statement, 1, 1);
            m_bindInteger(m_statement, 2, 92);
            m_bindInteger(m_statement, 3, 1'000);
            m_bindText(m_statement, 4, prompt.constData(), static_cast<int>(prompt.size()), nullptr);
            m_bindText(m_statement, 5, answer.constData(), static_cast<int>(answer.size()), nullptr);
            good = m_step(m_statement) == 101 && good; // SQLITE_DONE
            m_reset(m_statement);
        }
        return m_exec(m_database, "COMMIT", nullptr, nullptr, nullptr) == 0 && good;
    }

private:
    bool load()
    {
        QLibrary library(u"sqlite3"_s, 0);
        if (!library.load())
            return false;
        return resolve(library, "sqlite3_open", m_open) && resolve(library, "sqlite3_exec", m_exec)
            && resolve(library, "sqlite3_prepare_v2", m_prepare)
            && resolve(library, "sqlite3_bind_int64", m_bindInteger)
            && resolve(library, "sqlite3_bind_text", m_bindText) && resolve(library, "sqlite3_step", m_step)
            && resolve(library, "sqlite3_reset", m_reset);
    }
    template <class Function> static bool resolve(QLibrary& library, const char* name, Function& function)
    {
        function = reinterpret_cast<Function>(library.resolve(name));
        return function != nullptr;
    }

    int (*m_open)(const char*, void**) = nullptr;
    int (*m_exec)(void*, const char*, void*, void*, char**) = nullptr;
    int (*m_prepare)(void*, const char*, int, void**, const char**) = nullptr;
    int (*m_bindInteger)(void*, int, long long) = nullptr;
    int (*m_bindText)(void*, int, const char*, int, void (*)(void*)) = nullptr;
    int (*m_step)(void*) = nullptr;
    int (*m_reset)(void*) = nullptr;
    void* m_database = nullptr;
    void* m_statement = nullptr;
};

void print(const char* what, const Rate& rate, double each, const Rate& beside)
{
    std::printf("  %-44s %9.0f /s   p50 %8.1f us   CPU %6.1f us each   %5.2f x the plain rows\n", what,
        rate.perSecond * each, rate.medianMicroseconds, rate.cpuMicroseconds / each,
        beside.perSecond > 0 ? rate.perSecond / beside.perSecond : 0.0);
}

Rate ledgerSingles(HistoryStore& store)
{
    return measure(kSingles, [&store](int i) { return store.append(sample(i)).result().has_value(); });
}

/// One step is the whole load.
Rate ledgerGrouped(HistoryStore& store, int count)
{
    QList<RunRecord> runs;
    for (int i = 0; i < count; ++i)
        runs.append(sample(i));
    return measure(1, [&](int) {
        QList<QFuture<Result<QString>>> futures;
        futures.reserve(count);
        for (const auto& run : std::as_const(runs))
            futures.append(store.append(run));
        return std::ranges::all_of(futures, [](auto& future) { return future.result().has_value(); });
    });
}

void readBack(HistoryStore& store)
{
    const auto page = store.newest(100);
    if (!page || page->isEmpty())
        return;
    const auto newest = measure(50, [&store](int) { return store.newest(100).has_value(); });
    const auto whole = measure(500, [&](int i) { return store.run(page->at(i % page->size()).id).has_value(); });
    const auto spend = measure(200,
        [&store](int) { return store.spend(QDate(2026, 1, 1), QDate(2027, 1, 1), SpendGrouping::Model).has_value(); });
    QElapsedTimer timer;
    timer.start();
    const bool settled = store.settle().result().has_value();
    const auto indexed = timer.elapsed();
    const auto search = measure(50, [&store](int) { return store.search(u"matters 17*"_s, 50).has_value(); });
    timer.restart();
    const auto check = store.verify();
    std::printf("reads: newest 100 %.0f us, one run %.0f us, spend of a year %.0f us, search newest 50 %.0f us\n",
        newest.medianMicroseconds, whole.medianMicroseconds, spend.medianMicroseconds, search.medianMicroseconds);
    std::printf("index: %s in %lld ms; verify: %lld lanes in %lld ms, %s\n", settled ? "complete" : "failed",
        static_cast<long long>(indexed), static_cast<long long>(check ? check->lanes : 0),
        static_cast<long long>(timer.elapsed()), check && !check->firstBreak ? "sound" : "BROKEN");
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const auto run = sample(1);
    const auto prompt = run.prompt.toUtf8();
    const auto answer = run.lanes.first().text.toUtf8();
    std::printf("%lld bytes of text a run, WAL, synchronous FULL, in %s\n",
        static_cast<long long>(prompt.size() + answer.size()), qPrintable(folder.path()));

    Rate plainSingle;
    Rate plainGroup;
    if (auto table = CTable::open(folder.filePath(u"c.db"_s))) {
        plainSingle = measure(kSingles, [&](int) { return table->add(prompt, answer, 1); });
        plainGroup = measure(kGrouped / kGroup, [&](int) { return table->add(prompt, answer, kGroup); });
        print("C library, one row a transaction", plainSingle, 1, plainSingle);
        print("C library, groups of 500, rows", plainGroup, kGroup, plainGroup);
    }
    {
        QtTable table(folder.filePath(u"qt.db"_s));
        const auto single = measure(kSingles, [&](int) { return table.add(run, 1); });
        const auto group = measure(kGrouped / kGroup, [&](int) { return table.add(run, kGroup); });
        print("Qt Sql, one row a transaction", single, 1, plainSingle);
        print("Qt Sql, groups of 500, rows", group, kGroup, plainGroup);
    }
    auto store = HistoryStore::open(folder.filePath(u"ledger.db"_s), std::make_shared<SystemClock>());
    if (!store) {
        std::printf("%s\n", qPrintable(store.error().detail));
        return 1;
    }
    print("ledger, one run after another, runs", ledgerSingles(**store), 1, plainSingle);
    const int count = argc > 1 ? std::atoi(argv[1]) : kGrouped;
    const auto grouped = ledgerGrouped(**store, count);
    const double rows = grouped.perSecond * count * kRowsARun;
    std::printf("  %-44s %9.0f /s   = %.0f rows/s (%d rows a run)   CPU %.1f us a run   %.2f x the plain rows\n",
        "ledger, grouped, runs", grouped.perSecond * count, rows, kRowsARun, grouped.cpuMicroseconds / count,
        plainGroup.perSecond > 0 ? rows / (plainGroup.perSecond * kGroup) : 0.0);
    readBack(**store);
    return 0;
}
