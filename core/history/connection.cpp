// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/connection.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QThread>

#include <sqlite3.h>

#include <array>
#include <atomic>
#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// Primary result codes, https://www.sqlite.org/rescode.html
enum SqliteCode : int {
    Busy = 5,
    Locked = 6,
    ReadOnly = 8,
    IoError = 10,
    Corrupt = 11,
    Full = 13,
    CantOpen = 14,
    TooBig = 18,
    Constraint = 19,
    Mismatch = 20,
    NotADatabase = 26,
};

int primaryCode(int code)
{
    return code & 0xff; // extended codes carry the primary one in the low byte
}

QString sentence(int code)
{
    switch (code) {
    case Busy:
    case Locked: return u"The history file %1 is locked by another program."_s;
    case ReadOnly: return u"The history file %1 cannot be written."_s;
    case IoError: return u"The disk failed while the history file %1 was in use; nothing was saved."_s;
    case Corrupt: return u"The history file %1 is damaged."_s;
    case Full: return u"The disk is full; nothing was saved to the history file %1."_s;
    case CantOpen: return u"The history file %1 cannot be opened."_s;
    case NotADatabase: return u"The file %1 is not a history file."_s;
    case TooBig:
    case Constraint:
    case Mismatch: return u"The history file %1 refused the record."_s;
    default: return u"The history file %1 could not be used."_s;
    }
}

struct Setting {
    QLatin1StringView set;
    QLatin1StringView get;
    QLatin1StringView expected;
};

// Read back one by one, because SQLite ignores what it cannot do without a word.
constexpr std::array kCommon = {
    Setting{"PRAGMA foreign_keys=ON"_L1, "PRAGMA foreign_keys"_L1, "1"_L1},
    Setting{"PRAGMA trusted_schema=OFF"_L1, "PRAGMA trusted_schema"_L1, "0"_L1},
    Setting{"PRAGMA cell_size_check=ON"_L1, "PRAGMA cell_size_check"_L1, "1"_L1},
    Setting{"PRAGMA temp_store=MEMORY"_L1, "PRAGMA temp_store"_L1, "2"_L1},
};
constexpr std::array kReading = {
    Setting{"PRAGMA query_only=ON"_L1, "PRAGMA query_only"_L1, "1"_L1},
};
// Another process may hold the file for the moment of a commit; only this writer, by hand, checkpoints.
constexpr std::array kWriting = {
    Setting{"PRAGMA journal_mode=WAL"_L1, "PRAGMA journal_mode"_L1, "wal"_L1},
    Setting{"PRAGMA synchronous=FULL"_L1, "PRAGMA synchronous"_L1, "2"_L1},
    Setting{"PRAGMA wal_autocheckpoint=0"_L1, "PRAGMA wal_autocheckpoint"_L1, "0"_L1},
    Setting{"PRAGMA journal_size_limit=67108864"_L1, "PRAGMA journal_size_limit"_L1, "67108864"_L1},
    Setting{"PRAGMA cache_size=-2048"_L1, "PRAGMA cache_size"_L1, "-2048"_L1},
    // What is removed is overwritten: drafts of answers, and texts that the user deletes.
    Setting{"PRAGMA secure_delete=ON"_L1, "PRAGMA secure_delete"_L1, "1"_L1},
};
constexpr std::array kPreparing = {
    Setting{"PRAGMA synchronous=FULL"_L1, "PRAGMA synchronous"_L1, "2"_L1},
    Setting{"PRAGMA wal_autocheckpoint=0"_L1, "PRAGMA wal_autocheckpoint"_L1, "0"_L1},
};

std::span<const Setting> settings(Connection::Mode mode)
{
    switch (mode) {
    case Connection::Mode::Write: return kWriting;
    case Connection::Mode::Read: return kReading;
    case Connection::Mode::Prepare: return kPreparing;
    }
    std::unreachable();
}

QString nextName()
{
    static std::atomic<quint64> counter{0};
    return u"assay-history-%1"_s.arg(counter.fetch_add(1));
}

} // namespace

namespace {

Error storageError(int code, const QString& path, const QString& number, const QString& text)
{
    const bool refused = code == Constraint || code == Mismatch || code == TooBig;
    return {.kind = refused ? ErrorKind::InvalidRequest : ErrorKind::Storage,
        .detail = u"%1 (SQLite %2: %3)"_s.arg(sentence(code).arg(path), number, text),
        .httpStatus = 0,
        .providerCode = {},
        .requestId = {},
        .retryAfter = {}};
}

/// Qt's driver must use the same library as we do: two copies in one process would lose each other's file locks.
sqlite3* handleOf(const QSqlDatabase& database)
{
    const QVariant handle = database.driver()->handle();
    if (!handle.isValid() || qstrcmp(handle.typeName(), "sqlite3*") != 0)
        return nullptr;
    QSqlQuery query(database);
    if (!query.exec(u"SELECT sqlite_source_id()"_s) || !query.next()
        || query.value(0).toString() != QLatin1StringView(sqlite3_sourceid()))
        return nullptr;
    return *static_cast<sqlite3* const*>(handle.constData());
}

} // namespace

Error sqlError(const QSqlError& error, const QString& path)
{
    const QString text = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    // No number means that the driver itself failed.
    const QString number = error.nativeErrorCode().isEmpty() ? u"-"_s : error.nativeErrorCode();
    return storageError(primaryCode(error.nativeErrorCode().toInt()), path, number, text);
}

Connection::Connection(const QString& path)
    : m_path(path)
    , m_name(nextName())
    , m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
{
}

Connection::Connection(Connection&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_name(std::exchange(other.m_name, {}))
    , m_database(std::exchange(other.m_database, {}))
    , m_handle(std::exchange(other.m_handle, nullptr))
{
}

Connection& Connection::operator=(Connection&& other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_name, other.m_name);
    std::swap(m_database, other.m_database);
    std::swap(m_handle, other.m_handle);
    return *this;
}

Connection::~Connection()
{
    if (m_name.isEmpty())
        return;
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

Result<Connection> Connection::open(const QString& path, Mode mode)
{
    Connection connection(path);
    QSqlDatabase& database = connection.m_database;
    database.setDatabaseName(path);
    database.setConnectOptions(
        mode == Mode::Read ? u"QSQLITE_BUSY_TIMEOUT=10000;QSQLITE_OPEN_READONLY"_s : u"QSQLITE_BUSY_TIMEOUT=10000"_s);
    if (!database.open())
        return std::unexpected(sqlError(database.lastError(), path));
    connection.m_handle = handleOf(database);
    if (!connection.m_handle) {
        return fail(ErrorKind::Storage,
            u"The history file %1 cannot be used: Qt's SQLite driver was built with another copy of SQLite than this program."_s
                .arg(path));
    }
    if (auto configured = connection.configure(mode); !configured)
        return std::unexpected(configured.error());
    return connection;
}

Result<void> Connection::configure(Mode mode) const
{
    for (const auto list : {std::span<const Setting>(kCommon), settings(mode)}) {
        for (const auto& setting : list) {
            if (auto done = execute(setting.set); !done)
                return done;
            const auto now = value(setting.get);
            if (!now)
                return std::unexpected(now.error());
            if (now->toString() != setting.expected) {
                return fail(ErrorKind::Storage,
                    u"The history file %1 cannot be used safely here: '%2' did not take effect (it is '%3')."_s.arg(
                        m_path, setting.set, now->toString()));
            }
        }
    }
    return {};
}

Result<void> Connection::execute(QLatin1StringView statement) const
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(QString(statement)))
        return std::unexpected(error(query));
    return {};
}

Result<QVariant> Connection::value(QLatin1StringView statement) const
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(QString(statement)))
        return std::unexpected(error(query));
    return query.next() ? query.value(0) : QVariant();
}

Result<QStringList> Connection::texts(QLatin1StringView statement, const QVariantList& values) const
{
    auto query = prepare(statement);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = run(*query, values); !done)
        return std::unexpected(done.error());
    QStringList out;
    while (query->next())
        out.append(query->value(0).toString());
    if (query->lastError().isValid()) // a failure in the middle looks like the end
        return std::unexpected(error(*query));
    return out;
}

Result<QSqlQuery> Connection::prepare(QLatin1StringView statement) const
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(QString(statement)))
        return std::unexpected(error(query));
    return query;
}

Result<void> Connection::run(QSqlQuery& query, const QVariantList& values) const
{
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, values[i]);
    if (!query.exec())
        return std::unexpected(error(query));
    return {};
}

Error Connection::error(const QSqlQuery& query) const
{
    return sqlError(query.lastError(), m_path);
}

Error Connection::lastError() const
{
    const int code = sqlite3_extended_errcode(m_handle);
    return storageError(primaryCode(code), m_path, QString::number(code), QString::fromUtf8(sqlite3_errmsg(m_handle)));
}

bool Connection::detach()
{
    return m_database.moveToThread(nullptr);
}

bool Connection::attach()
{
    return m_database.moveToThread(QThread::currentThread());
}

} // namespace assay
