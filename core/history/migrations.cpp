// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/migrations.h"

#include "core/history/connection.h"
#include "core/history/spendscan.h"
#include "core/support/logging.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// For new files. A row of the ledger is larger than what SQLite's 4 kB are made for: twice that is written by half as
// many calls, and less of it stays empty.
constexpr auto kPageSize = "PRAGMA page_size=8192"_L1;

QString backupPath(const QString& path, int version, const QDateTime& nowUtc)
{
    const QString stem = u"%1.v%2-%3"_s.arg(path).arg(version).arg(nowUtc.toUTC().toString(u"yyyyMMdd-HHmmss"));
    QString candidate = stem + u".bak"_s;
    for (int i = 2; QFile::exists(candidate); ++i)
        candidate = u"%1-%2.bak"_s.arg(stem).arg(i);
    return candidate;
}

Result<void> checkCopy(const QString& path, int version)
{
    const auto copy = Connection::open(path, Connection::Mode::Read);
    if (!copy)
        return std::unexpected(copy.error());
    const auto check = copy->value("PRAGMA integrity_check(1)"_L1);
    if (!check)
        return std::unexpected(check.error());
    const auto stored = copy->value("PRAGMA user_version"_L1);
    if (!stored)
        return std::unexpected(stored.error());
    if (check->toString() != "ok"_L1 || stored->toInt() != version)
        return fail(ErrorKind::Storage, u"The copy %1 is not sound: %2."_s.arg(path, check->toString()));
    return {};
}

// VACUUM INTO also writes what is still in the WAL, and its result has no side files.
Result<QString> backUp(const Connection& connection, int version, const QDateTime& nowUtc)
{
    const QString path = backupPath(connection.path(), version, nowUtc);
    Result<void> done;
    {
        auto query = connection.prepare("VACUUM INTO ?"_L1);
        done = query ? connection.run(*query, {path}) : Result<void>(std::unexpected(query.error()));
    }
    if (done)
        done = checkCopy(path, version);
    if (!done) {
        QFile::remove(path);
        return fail(ErrorKind::Storage,
            u"The history was not brought up to date, because no safe copy could be made: %1"_s.arg(
                done.error().detail));
    }
    return path;
}

// PRAGMA takes no bound parameters.
QString userVersionStatement(int version)
{
    return u"PRAGMA user_version=%1"_s.arg(version);
}

Result<void> apply(const Connection& connection, int from, std::span<const Migration> steps)
{
    bool sumsAnew = false;
    for (const auto& step : steps) {
        if (step.version <= from)
            continue;
        sumsAnew = sumsAnew || step.sumsAnew;
        for (const auto statement : step.statements) {
            if (auto done = connection.execute(statement); !done)
                return done;
        }
    }
    if (sumsAnew) {
        if (auto done = sumSpendAnew(connection); !done)
            return done;
    }
    const QByteArray version = userVersionStatement(steps.back().version).toLatin1();
    if (auto done = connection.execute(QLatin1StringView(version)); !done)
        return done;
    const auto broken = connection.value("PRAGMA foreign_key_check"_L1);
    if (!broken)
        return std::unexpected(broken.error());
    if (broken->isValid())
        return fail(ErrorKind::Storage, u"A row of %1 points nowhere."_s.arg(broken->toString()));
    return {};
}

Result<void> inTransaction(const Connection& connection, const Result<void>& outcome)
{
    auto done = outcome;
    if (done)
        done = connection.execute("COMMIT"_L1);
    if (!done) {
        // The first failure is what people need to know; a failed rollback changes nothing about it.
        if (const auto back = connection.execute("ROLLBACK"_L1); !back)
            qCWarning(lcHistory) << "rollback:" << back.error().detail;
    }
    return done;
}

} // namespace

Result<QString> migrate(
    const Connection& connection, int from, std::span<const Migration> steps, const QDateTime& nowUtc)
{
    if (from >= steps.back().version)
        return QString();
    auto backup = backUp(connection, from, nowUtc);
    if (!backup)
        return backup;
    if (auto begun = connection.execute("BEGIN IMMEDIATE"_L1); !begun)
        return std::unexpected(begun.error());
    if (auto done = inTransaction(connection, apply(connection, from, steps)); !done) {
        return fail(ErrorKind::Storage,
            u"The history could not be brought from version %1 to %2 and is unchanged: %3"_s.arg(from)
                .arg(steps.back().version)
                .arg(done.error().detail));
    }
    qCInfo(lcHistory) << "migrated from version" << from << "to" << steps.back().version;
    return backup;
}

Result<void> createLedger(const Connection& connection, std::span<const Migration> steps)
{
    static_assert(kLedgerApplicationId == 1095975257);
    if (auto sized = connection.execute(kPageSize); !sized)
        return sized;
    if (auto begun = connection.execute("BEGIN IMMEDIATE"_L1); !begun)
        return begun;
    auto done = connection.execute("PRAGMA application_id=1095975257"_L1);
    if (done)
        done = apply(connection, 0, steps);
    return inTransaction(connection, done);
}

} // namespace assay
