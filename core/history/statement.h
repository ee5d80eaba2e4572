// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/rows.h"
#include "core/support/result.h"

#include <functional>
#include <memory>

struct sqlite3_stmt;

namespace assay {

class Connection;

/// A statement that is prepared once and run often, through SQLite's own interface: the ledger is written with each
/// call of the gateway, and binding a value through Qt Sql costs more than SQLite needs to store it.
/// It must be gone before its connection.
class Statement
{
public:
    static Result<Statement> prepare(const Connection& connection, QLatin1StringView text);
    /// Not prepared: only to be assigned to.
    Statement() = default;

    /// Runs it to its end. `row` holds a value for every placeholder.
    Result<void> run(const Connection& connection, const RowBuilder& row = {});
    /// Rows that the last run() inserted, updated or deleted.
    static int changes(const Connection& connection);

    /// A row where SQLite holds it: views are good until `take` returns.
    class Row
    {
    public:
        qint64 integer(int column) const;
        QByteArrayView bytes(int column) const; ///< of a text its UTF-8

    private:
        friend class Statement;
        explicit Row(sqlite3_stmt* statement)
            : m_statement(statement)
        {
        }
        sqlite3_stmt* m_statement;
    };
    /// Each row that it selects, until `take` fails.
    Result<void> each(
        const Connection& connection, const RowBuilder& row, const std::function<Result<void>(const Row&)>& take);

    /// The first row of what it selects, as far as `row` gets them; nothing if there is none.
    Result<std::optional<RowBuilder>> first(const Connection& connection, const RowBuilder& row = {});

private:
    struct Finalizer {
        void operator()(sqlite3_stmt* statement) const;
    };
    int bind(const RowBuilder& row);
    int step(const RowBuilder& row);

    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
};

} // namespace assay
