// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/content.h"

#include "core/history/connection.h"
#include "core/history/rows.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kNumber = "SELECT seq FROM run WHERE id = ?"_L1;

// The indexes read the old text from their sources, so they lose it before the sources do.
constexpr auto kUnindex = "INSERT INTO search(search, rowid, prompt, answers) SELECT 'delete', rowid, prompt, answers"
                          " FROM search_source WHERE rowid = ? AND rowid <= (SELECT run FROM search_state)"_L1;
constexpr auto kUnindexGrams = "INSERT INTO search_grams(search_grams, rowid, body) SELECT 'delete', rowid, body"
                               " FROM gram_source WHERE rowid = ? AND rowid <= (SELECT run FROM gram_state)"_L1;
constexpr auto kUnindexNote = "INSERT INTO search_notes(search_notes, rowid, note) SELECT 'delete', rowid, note"
                              " FROM note_source WHERE rowid = ?"_L1;
constexpr auto kIndexNote
    = "INSERT INTO search_notes(rowid, note) SELECT rowid, note FROM note_source WHERE rowid = ?"_L1;

constexpr auto kEnsureMark = "INSERT INTO run_mark(run, starred, note, changed_us) VALUES(?, 0, '', ?)"
                             " ON CONFLICT(run) DO UPDATE SET changed_us = excluded.changed_us"_L1;
constexpr auto kStar = "UPDATE run_mark SET starred = ? WHERE run = ?"_L1;
constexpr auto kNote = "UPDATE run_mark SET note = ? WHERE run = ?"_L1;
constexpr auto kAddTag = "INSERT INTO run_tag(run, tag) VALUES(?, ?) ON CONFLICT DO NOTHING"_L1;
constexpr auto kRemoveTag = "DELETE FROM run_tag WHERE run = ? AND tag = ?"_L1;
constexpr auto kGone = "INSERT INTO run_gone(run, reason, gone_us) VALUES(?, ?, ?) ON CONFLICT DO NOTHING"_L1;

// In this order: what points goes before what is pointed at. Each takes the number of the run.
constexpr std::array kRemove = {
    "DELETE FROM lane_piece WHERE lane IN (SELECT seq FROM lane WHERE run = ?)"_L1,
    "DELETE FROM lane_text WHERE lane IN (SELECT seq FROM lane WHERE run = ?)"_L1,
    "DELETE FROM run_text WHERE run = ?"_L1,
    "UPDATE run_mark SET note = '' WHERE run = ?"_L1,
    "UPDATE thread_run SET variables = '', prompt_version = NULL WHERE run = ?"_L1,
    "UPDATE lane_request SET request = NULL WHERE lane IN (SELECT seq FROM lane WHERE run = ?)"_L1,
    "DELETE FROM journal WHERE run_id = (SELECT id FROM run WHERE seq = ?)"_L1,
};

// What nothing refers to any more. Named system prompts were saved on purpose.
constexpr auto kOldVersions
    = "DELETE FROM prompt_version WHERE prompt IN (SELECT seq FROM prompt WHERE kind = 'prompt')"
      " AND NOT EXISTS (SELECT 1 FROM thread_run t WHERE t.prompt_version = prompt_version.seq)"_L1;
constexpr auto kOldRequests
    = "DELETE FROM request WHERE NOT EXISTS (SELECT 1 FROM lane_request l WHERE l.request = request.seq)"_L1;
constexpr auto kOldBytes = "DELETE FROM request_bytes WHERE NOT EXISTS"
                           " (SELECT 1 FROM request WHERE instr(request.body, lower(hex(request_bytes.sha))) > 0)"_L1;
constexpr auto kOldPieces
    = "DELETE FROM sent_piece WHERE NOT EXISTS (SELECT 1 FROM lane_piece l WHERE l.piece = sent_piece.seq)"_L1;

} // namespace

Result<void> runOnce(const Connection& connection, QLatin1StringView statement, const QVariantList& values)
{
    auto query = connection.prepare(statement);
    if (!query)
        return std::unexpected(query.error());
    return connection.run(*query, values);
}

Result<qint64> runNumber(const Connection& connection, const QString& runId)
{
    auto query = connection.prepare(kNumber);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, {runId}); !done)
        return std::unexpected(done.error());
    if (!query->next())
        return fail(ErrorKind::InvalidRequest, u"There is no run %1 in the history."_s.arg(runId));
    return query->value(0).toLongLong();
}

Result<void> writeMark(const Connection& connection, qint64 run, const MarkChange& change, qint64 at)
{
    auto done = runOnce(connection, kUnindexNote, {run});
    if (done)
        done = runOnce(connection, kEnsureMark, {run, at});
    if (done && change.starred)
        done = runOnce(connection, kStar, {*change.starred ? 1 : 0, run});
    if (done && change.note)
        done = runOnce(connection, kNote, {RowBuilder().text(*change.note).values().first(), run});
    for (const auto& tag : change.addTags) {
        if (done)
            done = runOnce(connection, kAddTag, {run, tag});
    }
    for (const auto& tag : change.removeTags) {
        if (done)
            done = runOnce(connection, kRemoveTag, {run, tag});
    }
    return done ? runOnce(connection, kIndexNote, {run}) : done;
}

Result<void> removeContent(const Connection& connection, qint64 run, GoneReason reason, qint64 at)
{
    for (const auto statement : {kUnindex, kUnindexGrams, kUnindexNote}) {
        if (auto done = runOnce(connection, statement, {run}); !done)
            return done;
    }
    for (const auto statement : kRemove) {
        if (auto done = runOnce(connection, statement, {run}); !done)
            return done;
    }
    if (auto done = runOnce(connection, kIndexNote, {run}); !done)
        return done;
    return runOnce(connection, kGone, {run, QString(goneReasonName(reason)), at});
}

Result<void> removeOrphans(const Connection& connection)
{
    for (const auto statement : {kOldVersions, kOldRequests, kOldBytes, kOldPieces}) {
        if (auto done = runOnce(connection, statement, {}); !done)
            return done;
    }
    return {};
}

} // namespace assay
