// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/databasefile.h"

#include "core/history/connection.h"
#include "core/history/schema.h"

#include <QFile>
#include <QFileInfo>
#include <QMap>
#include <QMutex>
#include <QtEndian>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// Files up to this size are checked whole at every start; larger ones would cost more than a start may take.
constexpr qint64 kFullCheckLimit = 8'000'000;

QMutex claimsMutex;
QMap<FileIdentity, int>& claims()
{
    static QMap<FileIdentity, int> map;
    return map;
}

bool isClaimed(const QString& path)
{
    const auto identity = fileIdentity(path);
    const QMutexLocker locker(&claimsMutex);
    return identity && claims().contains(*identity);
}

bool accessible(const QString& path, int mode)
{
    return ::access(QFile::encodeName(path).constData(), mode) == 0;
}

std::unexpected<Error> storage(const QString& sentence)
{
    return fail(ErrorKind::Storage, sentence);
}

Result<void> checkPlace(const QFileInfo& file)
{
    const QString path = file.filePath();
    const QFileInfo folder(file.absolutePath());
    if (!folder.exists())
        return storage(u"The folder %1 for the history does not exist."_s.arg(folder.filePath()));
    if (!folder.isDir())
        return storage(u"%1 is not a folder, so the history %2 cannot be kept there."_s.arg(folder.filePath(), path));
    if (!accessible(folder.filePath(), W_OK | X_OK))
        return storage(u"The folder %1 of the history cannot be written."_s.arg(folder.filePath()));
    if (!file.exists())
        return {};
    if (!file.isFile())
        return storage(u"%1 is not a file, so it cannot hold the history."_s.arg(path));
    if (!accessible(path, R_OK))
        return storage(u"The history file %1 cannot be read: permission denied."_s.arg(path));
    if (!accessible(path, W_OK))
        return storage(u"The history file %1 cannot be written: permission denied."_s.arg(path));
    return {};
}

std::unexpected<Error> notOurs(const QString& path)
{
    return storage(u"The file %1 is not a history of Assay; it was left as it is. Choose another place."_s.arg(path));
}

std::unexpected<Error> unreadable(const Error& error)
{
    return storage(error.detail + u" It was left as it is."_s);
}

// The header of a file is 100 bytes: https://www.sqlite.org/fileformat2.html#the_database_header
Result<void> checkHeader(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return storage(u"The history file %1 cannot be read: %2."_s.arg(path, file.errorString()));
    const QByteArray header = file.read(100);
    if (header.size() < 100 || !header.startsWith(QByteArrayView("SQLite format 3\0", 16)))
        return notOurs(path);
    if (qFromBigEndian<quint32>(header.constData() + 68) != kLedgerApplicationId)
        return notOurs(path);
    return {};
}

Result<int> checkContents(const Connection& connection, int newestVersion)
{
    const QString path = connection.path();
    const auto application = connection.value("PRAGMA application_id"_L1);
    const auto version = connection.value("PRAGMA user_version"_L1);
    const auto tables = connection.value("SELECT count(*) FROM sqlite_schema"_L1);
    for (const auto* read : {&application, &version, &tables}) {
        if (!*read)
            return unreadable(read->error());
    }
    if (application->toUInt() != kLedgerApplicationId)
        return notOurs(path);
    if (version->toInt() > newestVersion) {
        return storage(u"The history file %1 was written by a newer Assay (its version is %2, this program knows %3); "
                       "it was left as it is. Update Assay to open it."_s.arg(path)
                           .arg(version->toInt())
                           .arg(newestVersion));
    }
    if (QFileInfo(path).size() > kFullCheckLimit)
        return version->toInt();
    const auto check = connection.value("PRAGMA quick_check(1)"_L1);
    if (!check)
        return unreadable(check.error());
    if (check->toString() != "ok"_L1)
        return storage(u"The history file %1 is damaged (%2); it was left as it is. Restore a backup."_s.arg(
            path, check->toString().simplified()));
    return version->toInt();
}

// A read-only connection to a WAL file makes -wal and -shm and cannot remove them.
class SideFiles
{
public:
    explicit SideFiles(const QString& path)
        : m_wal(path + u"-wal"_s)
        , m_shm(path + u"-shm"_s)
        , m_existed(QFile::exists(m_wal) || QFile::exists(m_shm))
    {
    }
    void tidy() const
    {
        if (m_existed || QFileInfo(m_wal).size() > 0)
            return;
        QFile::remove(m_wal);
        QFile::remove(m_shm);
    }

private:
    QString m_wal;
    QString m_shm;
    bool m_existed;
};

Result<int> readContents(const QString& path, int newestVersion)
{
    // A creation that was killed left a journal, which only a writing connection can roll back.
    const bool unfinished = QFile::exists(path + u"-journal"_s);
    const auto connection = Connection::open(path, unfinished ? Connection::Mode::Prepare : Connection::Mode::Read);
    if (!connection)
        return unreadable(connection.error());
    return checkContents(*connection, newestVersion);
}

} // namespace

std::optional<FileIdentity> fileIdentity(const QString& path)
{
    struct stat status = {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return std::nullopt;
    return FileIdentity{.device = static_cast<quint64>(status.st_dev), .inode = static_cast<quint64>(status.st_ino)};
}

Result<DatabaseFile> inspectDatabase(const QString& path, int newestVersion)
{
    const QFileInfo file(path);
    if (auto place = checkPlace(file); !place)
        return std::unexpected(place.error());
    if (!file.exists() || file.size() == 0)
        return DatabaseFile{.isNew = true, .version = 0};
    if (!isClaimed(path)) {
        if (auto header = checkHeader(path); !header)
            return std::unexpected(header.error());
    }
    const SideFiles sideFiles(path);
    const auto version = readContents(path, newestVersion);
    // A creation that was killed has been rolled back to nothing.
    if (QFileInfo(path).size() == 0)
        return DatabaseFile{.isNew = true, .version = 0};
    if (!version) {
        sideFiles.tidy();
        return std::unexpected(version.error());
    }
    return DatabaseFile{.isNew = false, .version = *version};
}

FileClaim::FileClaim(const QString& path)
    : m_identity(fileIdentity(path))
{
    const QMutexLocker locker(&claimsMutex);
    if (m_identity)
        ++claims()[*m_identity];
}

FileClaim::~FileClaim()
{
    if (!m_identity)
        return;
    const QMutexLocker locker(&claimsMutex);
    if (--claims()[*m_identity] == 0)
        claims().remove(*m_identity);
}

} // namespace assay
