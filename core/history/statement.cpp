// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/statement.h"

#include "core/history/connection.h"

#include <sqlite3.h>

namespace assay {

namespace {

RowBuilder rowOf(sqlite3_stmt* statement)
{
    RowBuilder row;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const int type = sqlite3_column_type(statement, i);
        if (type == SQLITE_INTEGER) {
            row.integer(sqlite3_column_int64(statement, i));
            continue;
        }
        if (type == SQLITE_NULL) {
            row.null();
            continue;
        }
        // Of a text its UTF-8.
        const auto* begin = static_cast<const char*>(sqlite3_column_blob(statement, i));
        const QByteArrayView bytes(begin, sqlite3_column_bytes(statement, i));
        if (type == SQLITE_BLOB)
            row.blob(bytes);
        else
            row.text(QString::fromUtf8(bytes));
    }
    return row;
}

} // namespace

void Statement::Finalizer::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

Result<Statement> Statement::prepare(const Connection& connection, QLatin1StringView text)
{
    sqlite3_stmt* made = nullptr;
    const int code = sqlite3_prepare_v3(
        connection.handle(), text.data(), static_cast<int>(text.size()), SQLITE_PREPARE_PERSISTENT, &made, nullptr);
    Statement statement;
    statement.m_statement.reset(made);
    if (code != SQLITE_OK)
        return std::unexpected(connection.lastError());
    return statement;
}

// What is bound is only looked at before the row is gone: every run binds all placeholders anew, and one that could not
// does not run.
int Statement::bind(const RowBuilder& row)
{
    sqlite3_stmt* statement = m_statement.get();
    Q_ASSERT(static_cast<int>(row.size()) == sqlite3_bind_parameter_count(statement));
    int code = SQLITE_OK;
    for (std::size_t i = 0; i < row.size() && code == SQLITE_OK; ++i) {
        const int place = static_cast<int>(i) + 1;
        switch (row.type(i)) {
        case RowBuilder::Type::Null: code = sqlite3_bind_null(statement, place); break;
        case RowBuilder::Type::Integer: code = sqlite3_bind_int64(statement, place, row.integerAt(i)); break;
        case RowBuilder::Type::Blob: {
            const auto bytes = row.bytesAt(i);
            code = sqlite3_bind_blob64(
                statement, place, bytes.data(), static_cast<sqlite3_uint64>(bytes.size()), SQLITE_STATIC);
            break;
        }
        case RowBuilder::Type::Text:
        case RowBuilder::Type::Foreign: {
            const auto bytes = row.bytesAt(i);
            code = sqlite3_bind_text64(
                statement, place, bytes.data(), static_cast<sqlite3_uint64>(bytes.size()), SQLITE_STATIC, SQLITE_UTF8);
            break;
        }
        }
    }
    return code;
}

/// Up to the first row, if there is one.
int Statement::step(const RowBuilder& row)
{
    const int code = bind(row);
    return code == SQLITE_OK ? sqlite3_step(m_statement.get()) : code;
}

Result<void> Statement::run(const Connection& connection, const RowBuilder& row)
{
    int code = step(row);
    while (code == SQLITE_ROW)
        code = sqlite3_step(m_statement.get());
    Result<void> done;
    if (code != SQLITE_DONE)
        done = std::unexpected(connection.lastError());
    sqlite3_reset(m_statement.get());
    return done;
}

int Statement::changes(const Connection& connection)
{
    return sqlite3_changes(connection.handle());
}

qint64 Statement::Row::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QByteArrayView Statement::Row::bytes(int column) const
{
    const auto* begin = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    return {begin, sqlite3_column_bytes(m_statement, column)};
}

Result<void> Statement::each(
    const Connection& connection, const RowBuilder& row, const std::function<Result<void>(const Row&)>& take)
{
    Result<void> done;
    int code = step(row);
    while (code == SQLITE_ROW && done) {
        done = take(Row(m_statement.get()));
        if (done)
            code = sqlite3_step(m_statement.get());
    }
    if (done && code != SQLITE_DONE)
        done = std::unexpected(connection.lastError());
    sqlite3_reset(m_statement.get());
    return done;
}

Result<std::optional<RowBuilder>> Statement::first(const Connection& connection, const RowBuilder& row)
{
    Result<std::optional<RowBuilder>> found;
    const int code = step(row);
    if (code == SQLITE_ROW)
        found = rowOf(m_statement.get());
    else if (code != SQLITE_DONE)
        found = std::unexpected(connection.lastError());
    sqlite3_reset(m_statement.get());
    return found;
}

} // namespace assay
