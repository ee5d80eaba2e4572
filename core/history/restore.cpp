// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/backups.h"
#include "core/history/connection.h"
#include "core/history/databaselock.h"

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

std::unexpected<Error> storage(const QString& sentence)
{
    return fail(ErrorKind::Storage, sentence);
}

Result<QSet<QString>> runIdsOf(const QString& path)
{
    const auto connection = Connection::open(path, Connection::Mode::Read);
    if (!connection)
        return std::unexpected(connection.error());
    auto query = connection->prepare("SELECT id FROM run"_L1);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection->run(*query, {}); !done)
        return std::unexpected(done.error());
    QSet<QString> ids;
    while (query->next())
        ids.insert(query->value(0).toString());
    return ids;
}

/// Moves all of the log into a sound file, so that the file alone is the whole history. Fails if somebody uses it.
Result<void> gather(const QString& path)
{
    const auto connection = Connection::open(path, Connection::Mode::Prepare);
    if (!connection)
        return std::unexpected(connection.error());
    const auto busy = connection->value("PRAGMA wal_checkpoint(TRUNCATE)"_L1);
    if (!busy)
        return std::unexpected(busy.error());
    if (busy->toInt() != 0)
        return storage(u"Another program uses the history; close it and try again."_s);
    return {};
}

bool renamed(const QString& from, const QString& to)
{
    return std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0;
}

/// Keeps what is at `path` under the name `kept` as well; its log, if it could not be gathered, under the same name.
Result<void> keep(const QString& path, const QString& kept)
{
    for (const auto& side : {u"-wal"_s, u"-shm"_s}) {
        if (QFile::exists(path + side) && !renamed(path + side, kept + side))
            return storage(u"%1 could not be put aside."_s.arg(path + side));
    }
    if (::link(QFile::encodeName(path).constData(), QFile::encodeName(kept).constData()) != 0)
        return storage(u"%1 could not be put aside."_s.arg(path));
    return {};
}

Result<void> copyTo(const QString& from, const QString& to)
{
    QFile::remove(to);
    if (!QFile::copy(from, to))
        return storage(u"%1 could not be copied to %2."_s.arg(from, to));
    QFile::setPermissions(to, QFile::ReadOwner | QFile::WriteOwner);
    const int descriptor = ::open(QFile::encodeName(to).constData(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!synced)
        return storage(u"%1 could not be written to the disk."_s.arg(to));
    return {};
}

} // namespace

Result<RestorePreview> previewRestore(const QString& path, const QString& backup)
{
    auto found = inspectLedger(backup);
    if (!found)
        return std::unexpected(found.error());
    RestorePreview preview;
    preview.backup = *std::move(found);
    const auto kept = runIdsOf(backup);
    if (!kept)
        return std::unexpected(kept.error());
    if (auto current = inspectLedger(path))
        preview.current = *std::move(current);
    const auto present = runIdsOf(path);
    const auto current = present.value_or(QSet<QString>());
    preview.lostRuns = (current - *kept).size();
    preview.regainedRuns = (*kept - current).size();
    return preview;
}

Result<QString> restoreLedger(const QString& path, const QString& backup, const QDateTime& now)
{
    const auto found = inspectLedger(backup);
    if (!found)
        return std::unexpected(found.error());
    if (found->fault)
        return fail(ErrorKind::InvalidRequest, u"The copy %1 is not sound: %2"_s.arg(backup, *found->fault));
    // Whole and on the disk before anything is touched, so that one rename puts it in place.
    const QString ready = path + u".restoring"_s;
    if (auto copied = copyTo(backup, ready); !copied)
        return std::unexpected(copied.error());
    const auto lock = DatabaseLock::open(path);
    if (!lock)
        return std::unexpected(lock.error());
    const auto hold = lock->exclusive(5s);
    if (!hold)
        return std::unexpected(hold.error());
    QString kept;
    if (QFile::exists(path)) {
        kept = path + u".before-restore-"_s + now.toUTC().toString(u"yyyyMMdd-HHmmss-zzz"_s);
        const auto current = inspectLedger(path);
        if (current && !current->fault) {
            if (auto gathered = gather(path); !gathered)
                return std::unexpected(gathered.error());
        }
        if (auto done = keep(path, kept); !done)
            return std::unexpected(done.error());
    }
    if (!renamed(ready, path))
        return storage(u"The copy could not be put in place of %1, which was left as it is."_s.arg(path));
    return kept;
}

} // namespace assay
