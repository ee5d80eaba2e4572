// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/searchindex.h"

#include "core/support/ascii.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kBegin = "BEGIN IMMEDIATE"_L1;
constexpr auto kCommit = "COMMIT"_L1;
constexpr auto kRollback = "ROLLBACK"_L1;
constexpr auto kState = "SELECT (SELECT run FROM search_state WHERE id = 1), (SELECT run FROM gram_state WHERE id = 1),"
                        " (SELECT coalesce(max(run), 0) FROM run_text)"_L1;
constexpr auto kSource
    = "SELECT rowid, prompt, answers FROM search_source WHERE rowid > ? AND rowid <= ? ORDER BY rowid"_L1;
constexpr auto kAddWords = "INSERT INTO search(rowid, prompt, answers) VALUES(?,?,?)"_L1;
// With it FTS5 (3.46) takes a word that stands in a run some sixty times for one to be deleted, and looks through all
// of the index for it: a prompt of 16 kB costs three times as much. Only what is deleted needs it.
constexpr auto kSecure = "INSERT INTO search(search, rank) VALUES('secure-delete', ?)"_L1;
// FTS5 writes out what it has gathered.
constexpr auto kFlush = "SAVEPOINT words"_L1;
constexpr auto kFlushed = "RELEASE words"_L1;
constexpr auto kAddGrams
    = "INSERT INTO search_grams(rowid, body) SELECT rowid, body FROM gram_source WHERE rowid = ?"_L1;
constexpr auto kRememberWords = "UPDATE search_state SET run = ? WHERE id = 1"_L1;
constexpr auto kRememberGrams = "UPDATE gram_state SET run = ? WHERE id = 1"_L1;

/// Has it a letter of the scripts of gram_source? In UTF-8 all others are below U+0800 or in U+2000…2FFF.
bool hasScript(QByteArrayView text)
{
    return std::ranges::any_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte == 0xe0 || byte == 0xe1 || byte >= 0xe3;
    });
}

/// gram_source looks at every character twice; that most texts do not belong there is seen for a fraction of that.
bool mayHaveGrams(QByteArrayView text)
{
    // SQLite takes a text to end at a zero.
    return text.contains('_') || text.contains('`') || text.contains('\0') || (!isAscii(text) && hasScript(text));
}

} // namespace

Result<std::unique_ptr<SearchIndex>> SearchIndex::prepare(const Connection& connection)
{
    std::unique_ptr<SearchIndex> index(new SearchIndex(connection));
    const std::pair<Statement*, QLatin1StringView> statements[]
        = {{&index->m_state, kState}, {&index->m_source, kSource}, {&index->m_addWords, kAddWords},
            {&index->m_secure, kSecure}, {&index->m_addGrams, kAddGrams}, {&index->m_rememberWords, kRememberWords},
            {&index->m_rememberGrams, kRememberGrams}};
    for (const auto& [statement, text] : statements) {
        auto prepared = Statement::prepare(connection, text);
        if (!prepared)
            return std::unexpected(prepared.error());
        *statement = *std::move(prepared);
    }
    return index;
}

Result<qint64> SearchIndex::next(qint64 batch)
{
    if (auto begun = m_connection.execute(kBegin); !begun)
        return std::unexpected(begun.error());
    auto left = add(batch);
    if (left) {
        if (auto committed = m_connection.execute(kCommit); !committed)
            left = std::unexpected(committed.error());
    }
    if (!left) {
        // Fails only where SQLite has rolled back by itself.
        [[maybe_unused]] const auto back = m_connection.execute(kRollback);
    }
    return left;
}

Result<qint64> SearchIndex::add(qint64 batch)
{
    const auto state = m_state.first(m_connection);
    if (!state)
        return std::unexpected(state.error());
    const qint64 words = (*state)->integerAt(0);
    const qint64 grams = (*state)->integerAt(1); // behind only in files that are older than this index
    const qint64 last = (*state)->integerAt(2);
    const qint64 from = std::min(words, grams);
    const qint64 to = std::min(from + batch, last);
    if (to <= from)
        return 0;
    if (auto set = m_secure.run(m_connection, RowBuilder().integer(0)); !set)
        return std::unexpected(set.error());
    const auto done = m_source.each(
        m_connection, RowBuilder().integer(from).integer(to), [&](const Statement::Row& run) -> Result<void> {
            const qint64 number = run.integer(0);
            RowBuilder row;
            row.integer(number).utf8(run.bytes(1)).utf8(run.bytes(2));
            if (number > words) {
                if (auto added = m_addWords.run(m_connection, row); !added)
                    return added;
            }
            if (number <= grams || !(mayHaveGrams(run.bytes(1)) || mayHaveGrams(run.bytes(2))))
                return {};
            return m_addGrams.run(m_connection, RowBuilder().integer(number));
        });
    if (!done)
        return std::unexpected(done.error());
    for (const auto statement : {kFlush, kFlushed}) {
        if (auto flushed = m_connection.execute(statement); !flushed)
            return std::unexpected(flushed.error());
    }
    if (auto set = m_secure.run(m_connection, RowBuilder().integer(1)); !set)
        return std::unexpected(set.error());
    for (auto* remember : {&m_rememberWords, &m_rememberGrams}) {
        const qint64 reached = std::max(to, remember == &m_rememberWords ? words : grams);
        if (auto kept = remember->run(m_connection, RowBuilder().integer(reached)); !kept)
            return std::unexpected(kept.error());
    }
    return last - to;
}

} // namespace assay
