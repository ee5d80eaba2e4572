// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/imports.h"

#include "core/history/connection.h"
#include "core/history/rows.h"
#include "core/history/spendrollup.h"

#include <QSqlError>

#include <limits>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kState = "SELECT revision, (SELECT count(*) FROM import_segment s WHERE s.source = i.source)"
                        " FROM import_source i WHERE source = ?"_L1;
constexpr auto kFiles = "SELECT path, device, inode, size, modified_ns, read_to, lines, bad_lines, check_sum, state"
                        " FROM import_file WHERE source = ?"_L1;
constexpr auto kGroups = "SELECT id, provider, model, project, session FROM import_group WHERE source = ?"_L1;
constexpr auto kSegments = "SELECT bytes FROM import_segment WHERE source = ? ORDER BY id"_L1;

#define ASSAY_IMPORT_SUMS                                                                                              \
    " coalesce(sum(u.messages), 0), coalesce(sum(u.unpriced), 0), coalesce(sum(u.estimated), 0), "                     \
    "coalesce(sum(u.pico), 0), coalesce(sum(u.reported), 0), coalesce(sum(u.reported_pico), 0),"                       \
    " coalesce(sum(u.input), 0), coalesce(sum(u.cache_read), 0), coalesce(sum(u.cache_write), 0), "                    \
    "coalesce(sum(u.cache_write_1h), 0), coalesce(sum(u.input_audio), 0),"                                             \
    " coalesce(sum(u.input_image), 0), coalesce(sum(u.input_video), 0), coalesce(sum(u.cache_read_audio), 0), "        \
    "coalesce(sum(u.output), 0), coalesce(sum(u.reasoning), 0),"                                                       \
    " coalesce(sum(u.citation), 0), coalesce(sum(u.output_audio), 0), coalesce(sum(u.output_image), 0), "              \
    "coalesce(sum(u.web_search), 0)"

constexpr auto kSources = "SELECT i.source, i.imported_us, i.place, i.files, i.bytes_read, i.added, i.changed,"
                          " i.duplicates, i.bad_lines," ASSAY_IMPORT_SUMS
                          " FROM import_source i LEFT JOIN import_usage u ON u.source = i.source"
                          " GROUP BY i.source ORDER BY i.source"_L1;

/// The columns that make the key: source, slot, provider, model, one more text.
QString keyColumns(ImportGrouping grouping)
{
    switch (grouping) {
    case ImportGrouping::Slot: return u"'', u.slot, '', '', ''"_s;
    case ImportGrouping::Day: return u"'', u.slot / 96, '', '', ''"_s;
    case ImportGrouping::Source: return u"u.source, 0, '', '', ''"_s;
    case ImportGrouping::Provider: return u"'', 0, g.provider, '', ''"_s;
    case ImportGrouping::Model: return u"'', 0, g.provider, g.model, ''"_s;
    case ImportGrouping::Project: return u"'', 0, '', '', g.project"_s;
    case ImportGrouping::Session: return u"'', 0, '', '', g.session"_s;
    case ImportGrouping::DayAndModel: return u"'', u.slot / 96, g.provider, g.model, ''"_s;
    }
    std::unreachable();
}

ImportSum readSum(RowReader& row)
{
    ImportSum sum;
    sum.messages = row.integer();
    sum.unpriced = row.integer();
    sum.estimated = row.integer();
    sum.pico = row.integer();
    sum.reported = row.integer();
    sum.reportedPico = row.integer();
    for (auto& count : sum.tokens)
        count = row.integer();
    return sum;
}

template <class Take>
Result<void> each(const Connection& connection, QLatin1StringView statement, const QVariantList& values, Take take)
{
    auto query = connection.prepare(statement);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, values); !done)
        return done;
    while (query->next()) {
        RowReader row(*query);
        take(row);
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return {};
}

bool isByDay(ImportGrouping grouping)
{
    return grouping == ImportGrouping::Day || grouping == ImportGrouping::DayAndModel;
}

} // namespace

Result<ImportState> readImportState(const Connection& connection, const QString& source)
{
    ImportState state;
    auto done = each(connection, kState, {source}, [&state](RowReader& row) {
        state.revision = row.integer();
        state.segments = row.integer();
    });
    if (!done)
        return std::unexpected(done.error());
    done = each(connection, kFiles, {source}, [&state](RowReader& row) {
        ImportFile file;
        file.path = row.text();
        file.device = row.integer();
        file.inode = row.integer();
        file.size = row.integer();
        file.modifiedNs = row.integer();
        file.readTo = row.integer();
        file.lines = row.integer();
        file.badLines = row.integer();
        file.checkSum = row.blob();
        file.state = row.blob();
        state.files.append(std::move(file));
    });
    if (!done)
        return std::unexpected(done.error());
    return state;
}

Result<QList<ImportGroup>> readImportGroups(const Connection& connection, const QString& source)
{
    QList<ImportGroup> groups;
    auto done = each(connection, kGroups, {source}, [&groups](RowReader& row) {
        ImportGroup group;
        group.id = row.integer();
        group.provider = row.text();
        group.model = row.text();
        group.project = row.text();
        group.session = row.text();
        groups.append(std::move(group));
    });
    if (!done)
        return std::unexpected(done.error());
    return groups;
}

Result<void> readImportSegments(
    const Connection& connection, const QString& source, const std::function<void(const QByteArray&)>& take)
{
    return each(connection, kSegments, {source}, [&take](RowReader& row) { take(row.blob()); });
}

Result<QList<ImportSource>> readImportSources(const Connection& connection)
{
    QList<ImportSource> sources;
    auto done = each(connection, kSources, {}, [&sources](RowReader& row) {
        ImportSource source;
        source.source = row.text();
        source.importedAt = fromMicroseconds(row.integer());
        source.last.place = row.text();
        source.last.files = row.integer();
        source.last.bytesRead = row.integer();
        source.last.added = row.integer();
        source.last.changed = row.integer();
        source.last.duplicates = row.integer();
        source.last.badLines = row.integer();
        source.total = readSum(row);
        sources.append(std::move(source));
    });
    if (!done)
        return std::unexpected(done.error());
    return sources;
}

Result<QList<ImportedRow>> readImported(
    const Connection& connection, const ImportFilter& filter, ImportGrouping grouping)
{
    // Only words of this file go into the statement; values are bound.
    const QString columns = keyColumns(grouping);
    const QByteArray statement
        = u"SELECT %1,%2 FROM import_usage u JOIN import_group g"
          " ON g.source = u.source AND g.id = u.grp"
          " WHERE u.slot >= ? AND u.slot < ? AND (? = '' OR u.source = ?)"
          " GROUP BY 1, 2, 3, 4, 5 ORDER BY 2, 1, 3, 4, 5"_s.arg(columns, QString(QLatin1StringView(ASSAY_IMPORT_SUMS)))
              .toLatin1();
    const QString source = filter.source.isEmpty() ? u""_s : filter.source; // a null text would be bound as NULL
    const QVariantList values = {filter.fromSlot.value_or(std::numeric_limits<qint64>::min()),
        filter.toSlot.value_or(std::numeric_limits<qint64>::max()), source, source};
    QList<ImportedRow> rows;
    auto done = each(connection, QLatin1StringView(statement), values, [&](RowReader& row) {
        ImportedRow imported;
        imported.source = row.text();
        const qint64 when = row.integer();
        if (isByDay(grouping))
            imported.day = dateOfUtcDay(when);
        else
            imported.slot = when;
        imported.provider = row.text();
        imported.model = row.text();
        imported.key = row.text();
        imported.sum = readSum(row);
        rows.append(std::move(imported));
    });
    if (!done)
        return std::unexpected(done.error());
    return rows;
}

} // namespace assay
