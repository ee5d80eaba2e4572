// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/spendwriter.h"

#include "core/history/connection.h"
#include "core/history/rows.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kInsertGroup = "INSERT INTO spend_group(provider, upstream, model, surface, project, key_id, purpose,"
                              " simulated) VALUES(?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING"_L1;
constexpr auto kFindGroup = "SELECT id FROM spend_group WHERE provider = ? AND upstream = ? AND model = ?"
                            " AND surface = ? AND project = ? AND key_id = ? AND purpose = ? AND simulated = ?"_L1;

// The sum of two integers becomes a REAL when it leaves 64 bits: such an amount is counted as unpriced instead.
QByteArray addTo(QByteArrayView column)
{
    const QByteArray name = column.toByteArray();
    if (name.endsWith("pico"))
        return name + " = CASE typeof(" + name + " + excluded." + name + ") WHEN 'integer' THEN " + name
            + " + excluded." + name + " ELSE " + name + " END";
    if (name == "unpriced")
        return "unpriced = unpriced + excluded.unpriced + CASE typeof(pico + excluded.pico) WHEN 'integer' THEN 0"
               " ELSE excluded.calls - excluded.unpriced END";
    return name + " = " + name + " + excluded." + name;
}

QByteArray upsert(QByteArrayView table, QByteArrayView keys, int keyCount)
{
    QByteArray text = "INSERT INTO " + table.toByteArray() + "(" + keys.toByteArray() + ", " + spendColumns()
        + ") VALUES(?" + QByteArray(",?").repeated(keyCount - 1 + static_cast<int>(kSpendColumns)) + ") ON CONFLICT("
        + keys.toByteArray() + ") DO UPDATE SET ";
    for (std::size_t i = 0; i < kSpendColumns; ++i)
        text += (i == 0 ? QByteArray() : QByteArray(", ")) + addTo(spendColumnName(i));
    return text;
}

RowBuilder groupRow(const SpendGroup& group)
{
    return RowBuilder()
        .text(group.provider)
        .text(group.upstream)
        .text(group.model)
        .text(group.surface)
        .text(group.project)
        .text(group.key)
        .text(group.purpose)
        .flag(group.simulated);
}

} // namespace

Result<SpendWriter> SpendWriter::prepare(const Connection& connection)
{
    const QByteArray day = upsert("spend_day", "day, grp", 2);
    const QByteArray slot = upsert("spend_slot", "slot, grp", 2);
    const QByteArray tag = upsert("spend_tag", "slot, tag, grp", 3);
    SpendWriter writer;
    const std::pair<Statement*, QLatin1StringView> statements[] = {{&writer.m_insertGroup, kInsertGroup},
        {&writer.m_findGroup, kFindGroup}, {&writer.m_addDay, QLatin1StringView(day)},
        {&writer.m_addSlot, QLatin1StringView(slot)}, {&writer.m_addTag, QLatin1StringView(tag)}};
    for (const auto& [statement, text] : statements) {
        auto prepared = Statement::prepare(connection, text);
        if (!prepared)
            return std::unexpected(prepared.error());
        *statement = *std::move(prepared);
    }
    return writer;
}

Result<qint64> SpendWriter::idOf(const Connection& connection, const SpendGroup& group)
{
    if (const auto known = m_ids.constFind(group); known != m_ids.cend())
        return *known;
    const RowBuilder row = groupRow(group);
    if (auto done = m_insertGroup.run(connection, row); !done)
        return std::unexpected(done.error());
    const auto found = m_findGroup.first(connection, row);
    if (!found)
        return std::unexpected(found.error());
    const qint64 id = (*found)->integerAt(0);
    m_ids.insert(group, id);
    return id;
}

Result<void> SpendWriter::write(const Connection& connection, const SpendRollup& rollup)
{
    QList<qint64> ids;
    for (const auto& group : rollup.groups()) {
        const auto id = idOf(connection, group);
        if (!id)
            return std::unexpected(id.error());
        ids.append(*id);
    }
    for (const auto& [place, sum] : rollup.sums().asKeyValueRange()) {
        RowBuilder row;
        row.integer(place.time);
        if (place.table == SpendTable::Tag)
            row.text(place.tag);
        row.integer(ids[place.group]);
        for (const qint64 value : sum.values)
            row.integer(value);
        Statement& statement = place.table == SpendTable::Day ? m_addDay
            : place.table == SpendTable::Slot                 ? m_addSlot
                                                              : m_addTag;
        if (auto done = statement.run(connection, row); !done)
            return done;
    }
    return {};
}

} // namespace assay
