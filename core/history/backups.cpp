// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/backups.h"

#include "core/history/connection.h"
#include "core/history/databasefile.h"
#include "core/history/databaselock.h"
#include "core/history/ledgerchain.h"
#include "core/history/rows.h"
#include "core/history/schema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr auto kFacts = "SELECT (SELECT count(*) FROM run), (SELECT count(*) FROM lane),"
                        " (SELECT min(at_us) FROM run), (SELECT max(at_us) FROM run),"
                        " (SELECT id FROM run ORDER BY id DESC LIMIT 1)"_L1;
constexpr auto kMoney = "SELECT cost_pico, local FROM lane WHERE NOT simulated"_L1;
constexpr int kKeptDays = 7;
constexpr int kKeptWeeks = 4;
const QString kStamp = u"yyyyMMdd-HHmmss"_s;

Result<std::optional<QString>> faultOf(const Connection& connection)
{
    const auto pages = connection.value("PRAGMA integrity_check(1)"_L1);
    if (!pages)
        return std::unexpected(pages.error());
    if (pages->toString() != "ok"_L1)
        return u"A page is damaged: %1."_s.arg(pages->toString().simplified());
    const auto references = connection.value("PRAGMA foreign_key_check"_L1);
    if (!references)
        return std::unexpected(references.error());
    if (references->isValid())
        return u"A row of %1 points nowhere."_s.arg(references->toString());
    const auto version = connection.value("PRAGMA user_version"_L1);
    if (!version || version->toInt() != ledgerVersion())
        return std::nullopt; // older: its chain is checked once it was brought up to date
    const auto chain = verifyLedger(connection);
    if (!chain)
        return std::unexpected(chain.error());
    if (chain->firstBreak)
        return u"%1 (run %2)"_s.arg(chain->firstBreak->what, chain->firstBreak->runId);
    return std::nullopt;
}

Result<void> addFacts(LedgerSummary& summary, const Connection& connection)
{
    auto facts = connection.prepare(kFacts);
    auto money = connection.prepare(kMoney);
    for (const auto* query : {&facts, &money}) {
        if (!*query)
            return std::unexpected(query->error());
    }
    if (auto done = connection.run(*facts, {}); !done || !facts->next())
        return done ? std::unexpected(connection.error(*facts)) : done;
    RowReader row(*facts);
    summary.runs = row.integer();
    summary.lanes = row.integer();
    summary.firstAt = row.date();
    summary.lastAt = row.date();
    summary.lastRun = row.text();
    if (auto done = connection.run(*money, {}); !done)
        return done;
    while (money->next()) {
        RowReader lane(*money);
        const auto pico = lane.maybe();
        const bool local = lane.flag();
        const auto sum = pico ? summary.known.plus(Money::fromPico(*pico)) : std::nullopt;
        if (sum)
            summary.known = *sum;
        else if (!local)
            ++summary.unpriced;
    }
    return {};
}

std::unexpected<Error> storage(const QString& sentence)
{
    return fail(ErrorKind::Storage, sentence);
}

Result<void> syncPath(const QString& path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    const bool done = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!done)
        return storage(u"%1 could not be written to the disk."_s.arg(path));
    return {};
}

} // namespace

Result<LedgerSummary> inspectLedger(const QString& path)
{
    if (!QFileInfo::exists(path))
        return fail(ErrorKind::InvalidRequest, u"There is no file %1."_s.arg(path));
    const auto connection = Connection::open(path, Connection::Mode::Read);
    if (!connection)
        return std::unexpected(connection.error());
    LedgerSummary summary;
    summary.path = path;
    summary.bytes = QFileInfo(path).size();
    const auto application = connection->value("PRAGMA application_id"_L1);
    const auto version = connection->value("PRAGMA user_version"_L1);
    if (!application || !version || application->toUInt() != kLedgerApplicationId)
        return fail(ErrorKind::InvalidRequest, u"The file %1 is not a history of Assay."_s.arg(path));
    summary.version = version->toInt();
    if (summary.version > ledgerVersion())
        return fail(ErrorKind::InvalidRequest, u"%1 was written by a newer Assay; update this one first."_s.arg(path));
    auto fault = faultOf(*connection);
    summary.fault = fault ? *fault : std::optional(fault.error().detail);
    if (auto done = addFacts(summary, *connection); !done && !summary.fault)
        summary.fault = done.error().detail;
    return summary;
}

Result<LedgerSummary> backUpLedger(const QString& path, const QString& target)
{
    if (QFileInfo::exists(target))
        return fail(ErrorKind::InvalidRequest, u"There is a file %1 already; it was left as it is."_s.arg(target));
    const QString folder = QFileInfo(target).absolutePath();
    if (!QDir().mkpath(folder))
        return storage(u"The folder %1 cannot be made."_s.arg(folder));
    const QString unfinished = target + u".unfinished"_s;
    QFile::remove(unfinished);
    {
        // Also holds what is still in the log, and has no side files. A read transaction: nobody waits.
        const auto connection = Connection::open(path, Connection::Mode::Prepare);
        if (!connection)
            return std::unexpected(connection.error());
        auto query = connection->prepare("VACUUM INTO ?"_L1);
        auto done = query ? connection->run(*query, {unfinished}) : Result<void>(std::unexpected(query.error()));
        if (!done) {
            QFile::remove(unfinished);
            return std::unexpected(done.error());
        }
    }
    auto summary = inspectLedger(unfinished);
    if (summary && summary->fault)
        summary = storage(u"The copy is not sound, because the history is not: %1"_s.arg(*summary->fault));
    if (auto synced = syncPath(unfinished); summary && !synced)
        summary = std::unexpected(synced.error());
    if (summary && !QFile::rename(unfinished, target))
        summary = storage(u"The copy could not be named %1."_s.arg(target));
    if (!summary)
        QFile::remove(unfinished);
    else
        summary->path = target;
    return summary;
}

QString backupPathFor(const QString& path, const QDateTime& now)
{
    const QString folder = QFileInfo(path).absolutePath() + u"/backups"_s;
    return folder + u"/assay-"_s + now.toUTC().toString(kStamp) + u".db"_s;
}

QStringList backupsOf(const QString& path)
{
    const QDir folder(QFileInfo(path).absolutePath() + u"/backups"_s);
    QStringList out;
    const auto files = folder.entryInfoList({u"assay-*.db"_s}, QDir::Files, QDir::Name | QDir::Reversed);
    for (const auto& file : files)
        out.append(file.filePath());
    return out;
}

QStringList rotateBackups(const QString& path)
{
    QSet<QString> days;
    QSet<QString> weeks;
    QSet<QString> months;
    QStringList removed;
    const auto backups = backupsOf(path);
    for (const auto& backup : backups) {
        const QDate day = QDate::fromString(QFileInfo(backup).fileName().sliced(6, 8), u"yyyyMMdd"_s);
        const auto isNew = [](QSet<QString>& seen, const QString& name, int most) {
            if (seen.contains(name) || (most > 0 && seen.size() >= most))
                return false;
            seen.insert(name);
            return true;
        };
        int year = 0;
        const int week = day.weekNumber(&year);
        const bool kept = isNew(days, day.toString(Qt::ISODate), kKeptDays);
        const bool ofWeek = isNew(weeks, u"%1-%2"_s.arg(year).arg(week), kKeptWeeks);
        const bool ofMonth = isNew(months, day.toString(u"yyyy-MM"_s), 0);
        if (!kept && !ofWeek && !ofMonth && QFile::remove(backup))
            removed.append(backup);
    }
    return removed;
}

} // namespace assay
