// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/crashcampaign.h"

#include "core/history/connection.h"
#include "core/history/migrations.h"
#include "core/history/runfinder.h"
#include "core/history/runmarks.h"
#include "core/support/ids.h"
#include "tests/support/ledger.h"
#include "tests/support/records.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTimeZone>

#include <array>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace assay::testing {

namespace {

constexpr std::array kModes = {"kill", "tear", "kill", "eio", "enospc", "edquot", "full"};
constexpr int kRuns = 6;
constexpr auto kFlag = "--crash-writer"_L1;

const QDateTime& noon()
{
    static const QDateTime time(QDate(2026, 9, 22), QTime(12, 0), QTimeZone::UTC);
    return time;
}

qint64 amountOf(int i)
{
    return 1'000'003 + 7 * i;
}

/// Says that a run is safe.
void acknowledge(const QString& id, qint64 pico)
{
    std::printf("%s %lld\n", qPrintable(id), static_cast<long long>(pico));
    std::fflush(stdout);
}

void appendSome(HistoryStore& store, int count)
{
    for (int i = 0; i < count; ++i) {
        auto run = simpleRun(newId(), amountOf(i), noon());
        run.prompt = u"prompt %1 `code`"_s.arg(i);
        store.saveDraft({.runId = run.id,
            .lane = 0,
            .model = {},
            .prompt = run.prompt,
            .text = u"half"_s,
            .reasoning = {},
            .savedAt = {},
            .record = {},
            .owner = {}});
        if (const auto id = store.append(run).result())
            acknowledge(*id, amountOf(i));
    }
    [[maybe_unused]] const auto settled = store.settle().result();
}

/// A history in which `Use` and `Migrate` begin; what it holds counts as acknowledged.
QStringList prepared(const QString& path, Journey journey)
{
    QStringList lines;
    if (journey == Journey::Migrate) {
        const auto connection = Connection::open(path, Connection::Mode::Prepare);
        if (!connection || !createLedger(*connection, ledgerMigrations().first(1)))
            return {};
        [[maybe_unused]] const auto wal = connection->execute("PRAGMA journal_mode=WAL"_L1);
        return lines;
    }
    const auto store = openStore(path);
    for (int i = 0; store && i < kRuns; ++i) {
        const auto run = simpleRun(newId(), amountOf(100 + i), noon());
        if (const auto id = store->append(run).result())
            lines.append(u"%1 %2"_s.arg(*id).arg(amountOf(100 + i)));
    }
    return lines;
}

struct Point {
    Journey journey;
    QByteArray mode;
    long at = 0;
};

struct Ended {
    QStringList acknowledged;
    bool crashed = false;
    int code = 0;
    QByteArray said;
    long calls = 0;
};

Ended runWriter(const QString& shim, const QString& folder, const Point& point)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LD_PRELOAD"_s, shim);
    environment.insert(u"ASSAY_CRASH_PATH"_s, folder);
    environment.insert(u"ASSAY_CRASH_MODE"_s, QString::fromLatin1(point.mode));
    environment.insert(u"ASSAY_CRASH_AT"_s, QString::number(point.at));
    const QString counter = folder + u".count"_s;
    environment.insert(u"ASSAY_CRASH_COUNT"_s, counter);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QCoreApplication::applicationFilePath(),
        {kFlag, folder + u"/history.db"_s, QString::number(static_cast<int>(point.journey))});
    if (!process.waitForFinished(120'000))
        process.kill();
    Ended ended;
    const QString out = QString::fromUtf8(process.readAllStandardOutput());
    ended.acknowledged = out.first(out.lastIndexOf(u'\n') + 1).split(u'\n', Qt::SkipEmptyParts);
    ended.crashed = process.exitStatus() == QProcess::CrashExit;
    ended.code = process.exitCode();
    ended.said = process.readAllStandardError();
    QFile count(counter);
    if (count.open(QIODevice::ReadOnly))
        ended.calls = count.readAll().trimmed().toLong();
    count.remove();
    return ended;
}

/// Why the history does not keep its promise; empty if it does.
QString faultOf(const QString& path, const QStringList& acknowledged)
{
    const auto store = HistoryStore::open(path, std::make_shared<SystemClock>());
    if (!store)
        return u"it does not open: "_s + store.error().detail;
    for (const auto& line : acknowledged) {
        const auto run = (*store)->run(line.section(u' ', 0, 0));
        if (!run)
            return u"an acknowledged run is lost: "_s + line;
        const auto& amount = run->lanes.value(0).cost.amount;
        if (!amount || amount->pico() != line.section(u' ', 1).toLongLong())
            return u"an amount is wrong: "_s + line;
    }
    const auto check = (*store)->verify();
    if (!check || check->firstBreak)
        return u"it is not sound: "_s + (check ? check->firstBreak->what : check.error().detail);
    const auto runs = (*store)->newest(10'000);
    const auto totals = (*store)->totals(noon(), noon().addDays(1));
    if (!runs || !totals)
        return u"it cannot be read"_s;
    qint64 sum = 0;
    for (const auto& run : *runs)
        sum += run.realCost ? run.realCost->pico() : 0;
    if (sum != totals->known.pico() || totals->calls != runs->size())
        return u"the books do not balance"_s;
    const auto after = simpleRun(newId(), 1, noon());
    const auto stored = (*store)->append(after).result();
    return stored ? QString() : u"it takes no more runs: "_s + stored.error().detail;
}

void look(CampaignResult& result, const Point& point, const Ended& ended, const QString& path, QStringList before)
{
    const bool killing = point.mode == "kill" || point.mode == "tear";
    ++result.points;
    (killing ? result.kills : result.errors) += 1;
    before += ended.acknowledged;
    result.acknowledged += before.size();
    QString fault = faultOf(path, before);
    if (!killing && ended.crashed)
        fault = u"an error of the disk ended the program: "_s + QString::fromUtf8(ended.said);
    if (!fault.isEmpty()) {
        result.faults.append(u"journey %1, %2 at %3: %4"_s.arg(static_cast<int>(point.journey))
                .arg(QString::fromLatin1(point.mode))
                .arg(point.at)
                .arg(fault));
    }
}

} // namespace

CampaignResult crashCampaign(const QString& shim, int points, quint32 seed)
{
    CampaignResult result;
    QRandomGenerator random(seed);
    const QTemporaryDir root;
    std::array<long, 3> calls{};
    int folder = 0;
    for (int i = -3; i < points; ++i) {
        Point point{.journey = static_cast<Journey>((i + 3) % 3), .mode = "none", .at = 0};
        const auto index = static_cast<std::size_t>(point.journey);
        if (i >= 0) {
            if (calls[index] == 0) {
                result.faults.append(u"journey %1 wrote nothing"_s.arg(index));
                return result;
            }
            point.mode = kModes[static_cast<std::size_t>(i / 3) % kModes.size()];
            point.at = 1 + random.bounded(static_cast<int>(calls[index]));
        }
        const QString place = root.filePath(u"p%1"_s.arg(folder++));
        if (!QDir().mkpath(place))
            break;
        const QString path = place + u"/history.db"_s;
        const auto before = point.journey == Journey::Create ? QStringList() : prepared(path, point.journey);
        const auto ended = runWriter(shim, place, point);
        if (i < 0)
            calls[index] = ended.calls;
        else
            look(result, point, ended, path, before);
        QDir(place).removeRecursively();
    }
    return result;
}

bool isCrashWriter(const QStringList& arguments)
{
    return arguments.size() == 4 && arguments[1] == kFlag;
}

int crashWriter(const QStringList& arguments)
{
    const auto journey = static_cast<Journey>(arguments[3].toInt());
    const auto store = HistoryStore::open(arguments[2], std::make_shared<SystemClock>());
    if (!store) {
        std::fprintf(stderr, "%s\n", qPrintable(store.error().detail));
        return 3; // said so, and nothing is lost
    }
    appendSome(**store, kRuns);
    if (journey != Journey::Use)
        return 0;
    RunKeeper keeper(**store);
    const auto runs = (*store)->newest(kRuns);
    if (!runs || runs->size() < 3)
        return 0;
    [[maybe_unused]] const auto marked
        = keeper.mark({runs->at(0).id}, {.starred = true, .note = u"note"_s, .addTags = {u"tag"_s}, .removeTags = {}})
              .result();
    [[maybe_unused]] const auto removed = keeper.deleteContent({runs->at(1).id}).result();
    appendSome(**store, 2);
    return 0;
}

} // namespace assay::testing
