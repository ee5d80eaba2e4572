// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/searchindex.h"

#include "core/history/connection.h"
#include "core/history/queries/content.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kBegin = "BEGIN IMMEDIATE"_L1;
constexpr auto kCommit = "COMMIT"_L1;
constexpr auto kRollback = "ROLLBACK"_L1;
constexpr auto kLast = "SELECT coalesce(max(run), 0) FROM run_text"_L1;

/// One index over the texts, and how far it has come.
struct TextIndex {
    QLatin1StringView indexed;
    QLatin1StringView add;
    QLatin1StringView remember;
};
constexpr TextIndex kWords{
    .indexed = "SELECT run FROM search_state WHERE id = 1"_L1,
    .add = "INSERT INTO search(rowid, prompt, answers) SELECT rowid, prompt, answers FROM search_source"
           " WHERE rowid > ? AND rowid <= ?"_L1,
    .remember = "UPDATE search_state SET run = ? WHERE id = 1"_L1,
};
constexpr TextIndex kGrams{
    .indexed = "SELECT run FROM gram_state WHERE id = 1"_L1,
    // gram_source looks at every character twice; most texts are seen not to belong there for a tenth of that.
    .add = "INSERT INTO search_grams(rowid, body) SELECT g.rowid, g.body FROM (SELECT rowid AS id FROM search_source"
           " WHERE rowid > ? AND rowid <= ? AND (instr(prompt, '_') OR instr(answers, '_') OR instr(prompt, '`')"
           " OR instr(answers, '`') OR octet_length(prompt) <> length(prompt)"
           " OR octet_length(answers) <> length(answers))) AS c CROSS JOIN gram_source g ON g.rowid = c.id"_L1,
    .remember = "UPDATE gram_state SET run = ? WHERE id = 1"_L1,
};

Result<qint64> addTo(const TextIndex& index, const Connection& connection, qint64 last, qint64 batch)
{
    const auto indexed = connection.value(index.indexed);
    if (!indexed)
        return std::unexpected(indexed.error());
    const qint64 from = indexed->toLongLong();
    const qint64 to = std::min(from + batch, last);
    if (to <= from)
        return 0;
    if (auto done = runOnce(connection, index.add, {from, to}); !done)
        return std::unexpected(done.error());
    if (auto done = runOnce(connection, index.remember, {to}); !done)
        return std::unexpected(done.error());
    return last - to;
}

Result<qint64> addNext(const Connection& connection, qint64 batch)
{
    const auto last = connection.value(kLast);
    if (!last)
        return std::unexpected(last.error());
    const auto words = addTo(kWords, connection, last->toLongLong(), batch);
    if (!words)
        return words;
    const auto grams = addTo(kGrams, connection, last->toLongLong(), batch);
    return grams.transform([&words](qint64 left) { return std::max(*words, left); });
}

} // namespace

Result<qint64> indexNextRuns(const Connection& connection, qint64 batch)
{
    if (auto begun = connection.execute(kBegin); !begun)
        return std::unexpected(begun.error());
    auto left = addNext(connection, batch);
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
