// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/importwriter.h"

#include "core/history/connection.h"
#include "core/history/queries/imports.h"
#include "core/history/rows.h"
#include "core/history/statement.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qint64 kPageBytes = 4'096;
constexpr qint64 kRowsAPage = 20;

constexpr auto kRevision = "SELECT revision FROM import_source WHERE source = ?"_L1;
constexpr auto kPutSource
    = "INSERT INTO import_source(source, revision, place, imported_us, files, bytes_read, added, changed, duplicates,"
      " bad_lines) VALUES(?,?,?,?,?,?,?,?,?,?) ON CONFLICT(source) DO UPDATE SET revision = excluded.revision,"
      " place = excluded.place, imported_us = excluded.imported_us, files = excluded.files,"
      " bytes_read = excluded.bytes_read, added = excluded.added, changed = excluded.changed,"
      " duplicates = excluded.duplicates, bad_lines = excluded.bad_lines"_L1;
constexpr auto kPutFile
    = "INSERT OR REPLACE INTO import_file(source, path, device, inode, size, modified_ns, read_to, lines, bad_lines,"
      " check_sum, state) VALUES(?,?,?,?,?,?,?,?,?,?,?)"_L1;
constexpr auto kAddGroup
    = "INSERT INTO import_group(source, id, provider, model, project, session) VALUES(?,?,?,?,?,?)"_L1;
constexpr auto kAddUsage
    = "INSERT INTO import_usage(source, slot, grp, messages, unpriced, estimated, pico, reported, reported_pico, input,"
      " cache_read, cache_write, cache_write_1h, input_audio, input_image, input_video, cache_read_audio, output,"
      " reasoning, citation, output_audio, output_image, web_search)"
      " VALUES(?,?,?, ?,?,?,?,?,?, ?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(source, slot, grp) DO UPDATE SET"
      " messages = messages + excluded.messages, unpriced = unpriced + excluded.unpriced,"
      " estimated = estimated + excluded.estimated, pico = pico + excluded.pico,"
      " reported = reported + excluded.reported, reported_pico = reported_pico + excluded.reported_pico,"
      " input = input + excluded.input, cache_read = cache_read + excluded.cache_read,"
      " cache_write = cache_write + excluded.cache_write, cache_write_1h = cache_write_1h + excluded.cache_write_1h,"
      " input_audio = input_audio + excluded.input_audio, input_image = input_image + excluded.input_image,"
      " input_video = input_video + excluded.input_video,"
      " cache_read_audio = cache_read_audio + excluded.cache_read_audio, output = output + excluded.output,"
      " reasoning = reasoning + excluded.reasoning, citation = citation + excluded.citation,"
      " output_audio = output_audio + excluded.output_audio, output_image = output_image + excluded.output_image,"
      " web_search = web_search + excluded.web_search"_L1;
constexpr auto kAddSegment = "INSERT INTO import_segment(source, bytes) VALUES(?,?)"_L1;
constexpr auto kDropSegments = "DELETE FROM import_segment WHERE source = ?"_L1;

RowBuilder fileRow(const QString& source, const ImportFile& file)
{
    RowBuilder row;
    row.text(source).text(file.path).integer(file.device).integer(file.inode).integer(file.size);
    row.integer(file.modifiedNs).integer(file.readTo).integer(file.lines).integer(file.badLines);
    row.blob(file.checkSum).blob(file.state);
    return row;
}

RowBuilder groupRow(const QString& source, const ImportGroup& group)
{
    RowBuilder row;
    row.text(source).integer(group.id).text(group.provider).text(group.model).text(group.project).text(group.session);
    return row;
}

RowBuilder usageRow(const QString& source, const ImportDelta& delta)
{
    const ImportSum& sum = delta.sum;
    RowBuilder row;
    row.text(source).integer(delta.slot).integer(delta.group).integer(sum.messages).integer(sum.unpriced);
    row.integer(sum.estimated).integer(sum.pico).integer(sum.reported).integer(sum.reportedPico);
    for (const qint64 count : sum.tokens)
        row.integer(count);
    return row;
}

RowBuilder sourceRow(const ImportBatch& batch, qint64 nowMicroseconds)
{
    const ImportOutcome& outcome = batch.outcome;
    RowBuilder row;
    row.text(batch.source).integer(batch.revision + 1).text(outcome.place).integer(nowMicroseconds);
    row.integer(outcome.files).integer(outcome.bytesRead).integer(outcome.added).integer(outcome.changed);
    row.integer(outcome.duplicates).integer(outcome.badLines);
    return row;
}

template <class Items, class MakeRow>
Result<void> insertAll(const Connection& connection, QLatin1StringView text, const Items& items, MakeRow makeRow)
{
    auto statement = Statement::prepare(connection, text);
    if (!statement)
        return std::unexpected(statement.error());
    for (const auto& item : items) {
        if (auto done = statement->run(connection, makeRow(item)); !done)
            return done;
    }
    return {};
}

Result<void> checkRevision(const Connection& connection, const ImportBatch& batch)
{
    auto query = connection.prepare(kRevision);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, {batch.source}); !done)
        return done;
    const qint64 present = query->next() ? query->value(0).toLongLong() : 0;
    if (present != batch.revision) {
        return fail(ErrorKind::InvalidRequest,
            u"Another import of %1 finished meanwhile; nothing was added. Import again."_s.arg(batch.source));
    }
    return {};
}

Result<qint64> writeSegments(const Connection& connection, const ImportBatch& batch)
{
    if (batch.replacesSegments) {
        auto query = connection.prepare(kDropSegments);
        auto done = query ? connection.run(*query, {batch.source}) : Result<void>(std::unexpected(query.error()));
        if (!done)
            return std::unexpected(done.error());
    }
    auto statement = Statement::prepare(connection, kAddSegment);
    if (!statement)
        return std::unexpected(statement.error());
    qint64 bytes = 0;
    while (const auto segment = batch.nextSegment ? batch.nextSegment() : std::nullopt) {
        if (auto done = statement->run(connection, RowBuilder().text(batch.source).blob(*segment)); !done)
            return std::unexpected(done.error());
        bytes += segment->size();
    }
    return bytes;
}

} // namespace

Result<qint64> writeImport(const Connection& connection, const ImportBatch& batch, qint64 nowMicroseconds)
{
    auto done = checkRevision(connection, batch);
    if (done) {
        done = insertAll(connection, kPutSource, QList{batch},
            [&](const ImportBatch& one) { return sourceRow(one, nowMicroseconds); });
    }
    if (done)
        done = insertAll(
            connection, kPutFile, batch.files, [&](const ImportFile& file) { return fileRow(batch.source, file); });
    if (done)
        done = insertAll(connection, kAddGroup, batch.groups,
            [&](const ImportGroup& group) { return groupRow(batch.source, group); });
    if (done)
        done = insertAll(connection, kAddUsage, batch.deltas,
            [&](const ImportDelta& delta) { return usageRow(batch.source, delta); });
    if (!done)
        return std::unexpected(done.error());
    const auto bytes = writeSegments(connection, batch);
    if (!bytes)
        return bytes;
    return *bytes / kPageBytes + (batch.files.size() + batch.deltas.size() + batch.groups.size()) / kRowsAPage + 4;
}

} // namespace assay
