// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/spendscan.h"

#include "core/history/connection.h"
#include "core/history/rows.h"
#include "core/history/spendlane.h"
#include "core/history/spendwriter.h"

#include <QSqlError>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kAttempts = "SELECT lane, cost_pico FROM attempt ORDER BY lane, idx"_L1;
constexpr auto kLines = "SELECT lane, class, units, per_unit_pico, pico FROM cost_line WHERE attempt = -1"
                        " ORDER BY lane, idx"_L1;

Result<QSqlQuery> started(const Connection& connection, QLatin1StringView statement)
{
    auto query = connection.prepare(statement);
    if (!query)
        return query;
    if (auto done = connection.run(*query, {}); !done)
        return std::unexpected(done.error());
    return query;
}

/// Reads all lanes with what their spend depends on, in their order.
class LaneScan
{
public:
    static Result<SpendRollup> sum(const Connection& connection);

private:
    LaneScan(QSqlQuery lanes, QSqlQuery attempts, QSqlQuery lines)
        : m_lanes(std::move(lanes))
        , m_attempts(std::move(attempts))
        , m_lines(std::move(lines))
        , m_anyAttempt(m_attempts.next())
        , m_anyLine(m_lines.next())
    {
    }
    void readLane(SpendRollup& rollup);
    void readParts(LaneRecord& lane, qint64 seq);

    QSqlQuery m_lanes;
    QSqlQuery m_attempts;
    QSqlQuery m_lines;
    bool m_anyAttempt;
    bool m_anyLine;
};

void LaneScan::readParts(LaneRecord& lane, qint64 seq)
{
    for (; m_anyAttempt && m_attempts.value(0).toLongLong() == seq; m_anyAttempt = m_attempts.next()) {
        AttemptRecord attempt;
        if (!m_attempts.isNull(1))
            attempt.cost.amount = Money::fromPico(m_attempts.value(1).toLongLong());
        lane.attempts.append(attempt);
    }
    for (; m_anyLine && m_lines.value(0).toLongLong() == seq; m_anyLine = m_lines.next()) {
        RowReader row(m_lines, 1);
        lane.cost.lines.append({.usageClass = row.text(),
            .units = row.integer(),
            .perUnit = Money::fromPico(row.integer()),
            .amount = Money::fromPico(row.integer())});
    }
}

void LaneScan::readLane(SpendRollup& rollup)
{
    RowReader row(m_lanes);
    SpendLane read = readSpendLane(row);
    readParts(read.lane, read.seq);
    rollup.add(read.run, read.lane, read.at);
}

Result<SpendRollup> LaneScan::sum(const Connection& connection)
{
    const QByteArray text = u"SELECT %1 FROM lane l JOIN run r ON r.seq = l.run LEFT JOIN run_label b ON b.run = r.seq"
                            " ORDER BY l.seq"_s.arg(spendLaneColumns())
                                .toLatin1();
    auto lanes = started(connection, QLatin1StringView(text));
    auto attempts = started(connection, kAttempts);
    auto lines = started(connection, kLines);
    for (const auto* query : {&lanes, &attempts, &lines}) {
        if (!*query)
            return std::unexpected(query->error());
    }
    LaneScan scan(*std::move(lanes), *std::move(attempts), *std::move(lines));
    SpendRollup rollup;
    while (scan.m_lanes.next())
        scan.readLane(rollup);
    for (const auto* query : {&scan.m_lanes, &scan.m_attempts, &scan.m_lines}) {
        if (query->lastError().isValid())
            return std::unexpected(connection.error(*query));
    }
    return rollup;
}

Result<void> readStored(const Connection& connection, SpendTable table, SpendRollup& rollup)
{
    const QByteArray tag = table == SpendTable::Tag ? "s.tag" : "''";
    const QByteArray from = table == SpendTable::Day ? "s.day, '', " : "s.slot, " + tag + ", ";
    const QByteArray text = "SELECT " + from
        + "g.provider, g.upstream, g.model, g.surface, g.project, g.key_id, g.purpose, g.simulated, "
        + spendColumns("s.") + " FROM "
        + (table == SpendTable::Day        ? "spend_day"
                : table == SpendTable::Tag ? "spend_tag"
                                           : "spend_slot")
        + " s JOIN spend_group g ON g.id = s.grp";
    auto query = started(connection, QLatin1StringView(text));
    if (!query)
        return std::unexpected(query.error());
    while (query->next()) {
        RowReader row(*query);
        SpendRollup::Place place{.table = table, .time = row.integer(), .tag = row.text()};
        place.group = rollup.groupIndex({.provider = row.text(),
            .upstream = row.text(),
            .model = row.text(),
            .surface = row.text(),
            .project = row.text(),
            .key = row.text(),
            .purpose = row.text(),
            .simulated = row.flag()});
        SpendSum sum;
        for (auto& value : sum.values)
            value = row.integer();
        rollup.add(place, sum);
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return {};
}

bool agree(SpendSum recomputed, const SpendSum& kept)
{
    // Which amounts did not fit depends on the order in which they came.
    if (recomputed.isPartial) {
        for (const auto measure :
            {SpendMeasure::Pico, SpendMeasure::RetryPico, SpendMeasure::SavedPico, SpendMeasure::Unpriced})
            recomputed[measure] = kept[measure];
        recomputed.isPartial = false;
    }
    return recomputed == kept;
}

LedgerBreak broken(const SpendRollup::Place& place, const SpendGroup& group)
{
    const qint64 day = place.table == SpendTable::Day ? place.time : utcDay(place.time * 900'000'000);
    return {.runId = {},
        .lane = 0,
        .what = u"The spend roll-up of %1, %2/%3 does not match its runs."_s.arg(
            dateOfUtcDay(day).toString(Qt::ISODate), group.provider, group.model)};
}

} // namespace

Result<void> sumSpendAnew(const Connection& connection)
{
    auto writer = SpendWriter::prepare(connection);
    if (!writer)
        return std::unexpected(writer.error());
    const auto rollup = LaneScan::sum(connection);
    return rollup ? writer->write(connection, *rollup) : std::unexpected(rollup.error());
}

Result<std::optional<LedgerBreak>> findRollupDifference(const Connection& connection)
{
    const auto expected = LaneScan::sum(connection);
    if (!expected)
        return std::unexpected(expected.error());
    SpendRollup kept;
    for (const auto& group : expected->groups())
        kept.groupIndex(group); // the same numbers in both
    for (const auto table : {SpendTable::Day, SpendTable::Slot, SpendTable::Tag}) {
        if (auto done = readStored(connection, table, kept); !done)
            return std::unexpected(done.error());
    }
    for (const auto& [place, sum] : expected->sums().asKeyValueRange()) {
        if (!agree(sum, kept.sums().value(place)))
            return broken(place, expected->groups()[place.group]);
    }
    for (const auto& [place, sum] : kept.sums().asKeyValueRange()) {
        if (!expected->sums().contains(place))
            return broken(place, kept.groups()[place.group]);
    }
    return std::nullopt;
}

} // namespace assay
