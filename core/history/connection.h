// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <cstdint>

struct sqlite3;

namespace assay {

/// Why a statement failed, as one sentence. `InvalidRequest` when the values themselves were refused (a constraint),
/// otherwise `Storage`.
Error sqlError(const QSqlError& error, const QString& path);

/// One connection to a history file, closed with the object. Queries on it must be gone before.
/// Belongs to the thread that opened it until `detach()`/`attach()` hand it over.
class Connection
{
public:
    enum class Mode : std::uint8_t {
        Write, ///< WAL, synchronous FULL, foreign keys, no checkpoint of its own; each setting is read back
        Read, ///< read-only
        Prepare, ///< may write, but leaves the journal mode as it is: for migrations
    };
    static Result<Connection> open(const QString& path, Mode mode);

    Connection(Connection&& other) noexcept;
    Connection& operator=(Connection&& other) noexcept;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    const QSqlDatabase& database() const { return m_database; }
    const QString& path() const { return m_path; }

    /// Runs one statement without parameters.
    Result<void> execute(QLatin1StringView statement) const;
    /// The first column of the first row; an invalid variant if there is none.
    Result<QVariant> value(QLatin1StringView statement) const;
    /// The first column of every row, as texts.
    Result<QStringList> texts(QLatin1StringView statement, const QVariantList& values = {}) const;
    /// A prepared, forward-only query.
    Result<QSqlQuery> prepare(QLatin1StringView statement) const;
    /// Runs a prepared query with these values in order.
    Result<void> run(QSqlQuery& query, const QVariantList& values) const;
    Error error(const QSqlQuery& query) const;

    /// For `Statement`; Qt's driver owns it.
    sqlite3* handle() const { return m_handle; }
    Error lastError() const; ///< of `handle()`

    bool detach(); ///< from this thread
    bool attach(); ///< to this thread

private:
    explicit Connection(const QString& path);
    Result<void> configure(Mode mode) const;

    QString m_path;
    QString m_name;
    QSqlDatabase m_database;
    sqlite3* m_handle = nullptr;
};

} // namespace assay
