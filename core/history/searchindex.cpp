// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/searchindex.h"

#include "core/history/connection.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kBegin = "BEGIN IMMEDIATE"_L1;
constexpr auto kCommit = "COMMIT"_L1;
constexpr auto kRollback = "ROLLBACK"_L1;
constexpr auto kIndexed = "SELECT run FROM search_state WHERE id = 1"_L1;
constexpr auto kLast = "SELECT coalesce(max(run), 0) FROM run_text"_L1;
constexpr auto kIndex = "INSERT INTO search(rowid, prompt, answers) SELECT rowid, prompt, answers FROM search_source"
                        " WHERE rowid > ? AND rowid <= ?"_L1;
constexpr auto kRemember = "UPDATE search_state SET run = ? WHERE id = 1"_L1;

Result<void> runOnce(const Connection& connection, QLatin1StringView statement, const QVariantList& values)
{
    auto query = connection.prepare(statement);
    if (!query)
        return std::unexpected(query.error());
    return connection.run(*query, values);
}

Result<qint64> index(const Connection& connection, qint64 batch)
{
    const auto indexed = connection.value(kIndexed);
    const auto last = connection.value(kLast);
    for (const auto* value : {&indexed, &last}) {
        if (!*value)
            return std::unexpected(value->error());
    }
    const qint64 from = indexed->toLongLong();
    const qint64 to = std::min(from + batch, last->toLongLong());
    if (to <= from)
        return 0;
    if (auto done = runOnce(connection, kIndex, {from, to}); !done)
        return std::unexpected(done.error());
    if (auto done = runOnce(connection, kRemember, {to}); !done)
        return std::unexpected(done.error());
    return last->toLongLong() - to;
}

} // namespace

Result<qint64> indexNextRuns(const Connection& connection, qint64 batch)
{
    if (auto begun = connection.execute(kBegin); !begun)
        return std::unexpected(begun.error());
    auto left = index(connection, batch);
    if (left) {
        if (auto committed = connection.execute(kCommit); !committed)
            left = std::unexpected(committed.error());
    }
    if (!left) {
        // Fails only where SQLite has rolled back by itself.
        [[maybe_unused]] const auto back = connection.execute(kRollback);
    }
    return left;
}

} // namespace assay
