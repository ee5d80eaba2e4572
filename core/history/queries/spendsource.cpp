// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/spendsource.h"

#include "core/history/connection.h"
#include "core/history/queries/scannedsums.h"
#include "core/history/queries/search.h"
#include "core/history/rows.h"
#include "core/history/spendlane.h"

#include <QSqlError>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kAttempts = "SELECT cost_pico FROM attempt WHERE lane = ? ORDER BY idx"_L1;
constexpr auto kLines = "SELECT class, units, per_unit_pico, pico FROM cost_line WHERE lane = ? AND attempt = -1"
                        " ORDER BY idx"_L1;

/// Reads what a few lanes need besides their row: amounts of several attempts, lines where a cache was read.
class LaneParts
{
public:
    static Result<LaneParts> prepare(const Connection& connection)
    {
        auto attempts = connection.prepare(kAttempts);
        auto lines = connection.prepare(kLines);
        if (!attempts || !lines)
            return std::unexpected(!attempts ? attempts.error() : lines.error());
        return LaneParts(connection, *std::move(attempts), *std::move(lines));
    }

    Result<void> complete(LaneRecord& lane, qint64 seq, qint64 attempts)
    {
        if (attempts > 1) {
            if (auto done = m_connection->run(m_attempts, {seq}); !done)
                return done;
            while (m_attempts.next()) {
                AttemptRecord attempt;
                if (!m_attempts.isNull(0))
                    attempt.cost.amount = Money::fromPico(m_attempts.value(0).toLongLong());
                lane.attempts.append(attempt);
            }
        } else if (attempts == 1) {
            lane.attempts.append(AttemptRecord()); // what the last attempt cost is no matter of retries
        }
        const bool fromCache = lane.usage[UsageClass::CacheRead].value_or(0) > 0
            || lane.usage[UsageClass::CacheReadAudio].value_or(0) > 0;
        return fromCache ? addLines(lane, seq) : Result<void>();
    }

private:
    LaneParts(const Connection& connection, QSqlQuery attempts, QSqlQuery lines)
        : m_connection(&connection)
        , m_attempts(std::move(attempts))
        , m_lines(std::move(lines))
    {
    }

    Result<void> addLines(LaneRecord& lane, qint64 seq)
    {
        if (auto done = m_connection->run(m_lines, {seq}); !done)
            return done;
        while (m_lines.next()) {
            RowReader row(m_lines);
            lane.cost.lines.append({.usageClass = row.text(),
                .units = row.integer(),
                .perUnit = Money::fromPico(row.integer()),
                .amount = Money::fromPico(row.integer())});
        }
        return {};
    }

    const Connection* m_connection;
    QSqlQuery m_attempts;
    QSqlQuery m_lines;
};

/// Sums the lanes of these days that the filter means, whatever their project.
Result<std::shared_ptr<const SpendRollup>> scanned(const Connection& connection, const SpendQuery& query)
{
    const auto from = toMicroseconds(query.from.startOfDay(query.zone));
    const auto to = toMicroseconds(query.to.startOfDay(query.zone));
    if (!from || !to)
        return fail(ErrorKind::InvalidRequest, u"The period has no beginning or no end."_s);
    HistoryFilter filter = query.filter;
    filter.project.reset();
    const auto words = wordsCondition(connection, filter.words);
    if (!words)
        return std::unexpected(words.error());
    auto condition = laneConditionOf(filter);
    condition.text += words->text;
    condition.values += words->values;
    const QByteArray text = u"SELECT (SELECT count(*) FROM attempt a WHERE a.lane = l.seq), %1 FROM run r CROSS JOIN "
                            u"lane l ON l.run = r.seq"
                            " LEFT JOIN run_label b ON b.run = r.seq WHERE r.at_us >= ? AND r.at_us < ?%2"_s
                                .arg(spendLaneColumns(), condition.text)
                                .toLatin1();
    auto lanes = connection.prepare(QLatin1StringView(text));
    auto parts = LaneParts::prepare(connection);
    if (!lanes || !parts)
        return std::unexpected(!lanes ? lanes.error() : parts.error());
    if (auto done = connection.run(*lanes, QVariantList{*from, *to} + condition.values); !done)
        return std::unexpected(done.error());
    auto rollup = std::make_shared<SpendRollup>();
    while (lanes->next()) {
        RowReader row(*lanes);
        const qint64 attempts = row.integer();
        SpendLane read = readSpendLane(row);
        if (auto done = parts->complete(read.lane, read.seq, attempts); !done)
            return std::unexpected(done.error());
        rollup->add(read.run, read.lane, read.at);
    }
    if (lanes->lastError().isValid())
        return std::unexpected(connection.error(*lanes));
    return rollup;
}

} // namespace

bool rollupsAnswer(const HistoryFilter& filter)
{
    HistoryFilter rest = filter;
    rest.project.reset();
    rest.provider.clear();
    rest.surface.clear();
    rest.origin = AnswerOrigin::Any;
    return rest.isEmpty();
}

bool isWanted(const HistoryFilter& filter, const SpendGroup& group)
{
    if (filter.origin != AnswerOrigin::Any && group.simulated != (filter.origin == AnswerOrigin::Simulated))
        return false;
    return (!filter.project || *filter.project == group.project)
        && (filter.provider.isEmpty() || filter.provider == group.provider)
        && (filter.surface.isEmpty() || filter.surface == group.surface);
}

Result<SpendSource> SpendSource::open(const Connection& connection, const SpendQuery& query)
{
    SpendSource source(connection);
    if (rollupsAnswer(query.filter))
        return source;
    auto read = scanned(connection, query);
    if (!read)
        return std::unexpected(read.error());
    source.m_scanned = *std::move(read);
    return source;
}

Result<QHash<qint64, SpendGroup>> SpendSource::groups() const
{
    return m_scanned ? scannedGroups(*m_scanned) : spendGroups(*m_connection);
}

Result<QHash<qint64, WideSum>> SpendSource::byGroup(SlotRange range) const
{
    return m_scanned ? scannedByGroup(*m_scanned, range) : sumsByGroup(*m_connection, range);
}

Result<QHash<std::pair<QString, qint64>, WideSum>> SpendSource::byTag(SlotRange range) const
{
    return m_scanned ? scannedByTag(*m_scanned, range) : sumsByTag(*m_connection, range);
}

Result<QMap<std::pair<qsizetype, qint64>, SlimSum>> SpendSource::byDay(const QList<qint64>& edges) const
{
    return m_scanned ? scannedByDay(*m_scanned, edges) : sumsByDay(*m_connection, edges);
}

Result<QMap<std::tuple<qsizetype, QString, qint64>, SlimSum>> SpendSource::byDayAndTag(const QList<qint64>& edges) const
{
    return m_scanned ? scannedByDayAndTag(*m_scanned, edges) : sumsByDayAndTag(*m_connection, edges);
}

} // namespace assay
