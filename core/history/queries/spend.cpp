// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/spend.h"

#include "core/history/connection.h"
#include "core/history/rows.h"

#include <QSqlError>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kLaneTotals = "SELECT l.simulated, l.cost_pico IS NULL AND NOT l.local, coalesce(l.cost_pico, 0)"
                             " FROM run r JOIN lane l ON l.run = r.seq WHERE r.at_us >= ? AND r.at_us < ?"_L1;
constexpr qint64 kSlot = 900'000'000; // microseconds
constexpr auto kNoPeriod = "The period has no beginning or no end."_L1;
// A roll-up is read a day at a time: a period of centuries is a slip of the hand.
constexpr qint64 kMostDays = 40'000;

Result<void> addAmount(SpendTotal& total, Money amount)
{
    const auto known = total.known.plus(amount);
    if (!known)
        return fail(ErrorKind::Storage, u"The sum of this period is beyond nine million dollars."_s);
    total.known = *known;
    return {};
}

Result<void> addLanes(SpendTotal& total, const Connection& connection, qint64 from, qint64 to)
{
    if (from >= to)
        return {};
    auto query = connection.prepare(kLaneTotals);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, {from, to}); !done)
        return done;
    while (query->next()) {
        RowReader row(*query);
        if (row.flag()) {
            ++total.simulatedCalls;
            continue;
        }
        ++total.calls;
        total.unpriced += row.integer();
        if (auto done = addAmount(total, Money::fromPico(row.integer())); !done)
            return done;
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return {};
}

/// First slots of the days of the period and, last, its end.
Result<QList<qint64>> edgesOf(const SpendQuery& query)
{
    if (!query.from.isValid() || !query.to.isValid() || !query.zone.isValid())
        return fail(ErrorKind::InvalidRequest, kNoPeriod);
    if (query.from.daysTo(query.to) > kMostDays)
        return fail(ErrorKind::InvalidRequest, u"The period is longer than a century."_s);
    QList<qint64> edges;
    for (QDate day = query.from; day <= query.to; day = day.addDays(1)) {
        const auto at = toMicroseconds(day.startOfDay(query.zone));
        if (!at)
            return fail(ErrorKind::InvalidRequest, kNoPeriod);
        edges.append(spendSlot(*at));
    }
    return edges;
}

/// What is summed for one row of the answer.
struct RowSum {
    WideSum real;
    qint64 simulated = 0;
    void add(const WideSum& sum, bool isSimulated)
    {
        if (isSimulated)
            simulated += sum[SpendMeasure::Calls];
        else
            real.add(sum);
    }
};

Result<SpendTotal> totalOf(qint64 calls, qint64 unpriced, const WideMoney& pico, qint64 simulated)
{
    const auto known = pico.money();
    if (!known)
        return std::unexpected(known.error());
    return SpendTotal{.known = *known, .calls = calls, .unpriced = unpriced, .simulatedCalls = simulated};
}

Result<SpendRow> rowOf(const QString& key, const RowSum& sum)
{
    const WideSum& real = sum.real;
    const auto total = totalOf(real[SpendMeasure::Calls], real[SpendMeasure::Unpriced], real.pico(), sum.simulated);
    const auto retries = real.money[1].money();
    const auto saved = real.money[2].money();
    if (!total || !retries || !saved)
        return std::unexpected(!total ? total.error() : !retries ? retries.error() : saved.error());
    SpendRow row{.key = key,
        .total = *total,
        .complete = real[SpendMeasure::Complete],
        .truncated = real[SpendMeasure::Truncated],
        .refused = real[SpendMeasure::Refused],
        .failed = real[SpendMeasure::Failed],
        .cancelled = real[SpendMeasure::Cancelled],
        .indeterminate = real[SpendMeasure::Indeterminate],
        .unmeasured = real[SpendMeasure::Unmeasured],
        .reported = real[SpendMeasure::Reported],
        .computed = real[SpendMeasure::Computed],
        .estimated = real[SpendMeasure::Estimated],
        .attempts = real[SpendMeasure::Attempts],
        .retries = *retries,
        .cacheSaved = *saved,
        .unsaved = real[SpendMeasure::Unsaved],
        .tokens = {}};
    for (const auto usageClass : allUsageClasses()) {
        // The roll-up holds sums, where nothing reported adds nothing: a class that is 0 all over stays unknown.
        if (const qint64 count = real.counts[kSpendMeasures + static_cast<std::size_t>(usageClass)]; count > 0)
            row.tokens.set(usageClass, count);
    }
    return row;
}

using RowSums = std::map<QString, RowSum>;

Result<RowSums> sumRows(const SpendSource& source, const SpendQuery& query, SpendGrouping grouping, SlotRange range)
{
    const auto groups = source.groups();
    if (!groups)
        return std::unexpected(groups.error());
    RowSums rows;
    if (grouping == SpendGrouping::Tag) {
        const auto sums = source.byTag(range);
        if (!sums)
            return std::unexpected(sums.error());
        for (const auto& [place, sum] : sums->asKeyValueRange()) {
            const SpendGroup group = groups->value(place.second);
            if (isWanted(query.filter, group))
                rows[place.first].add(sum, group.simulated);
        }
        return rows;
    }
    const auto sums = source.byGroup(range);
    if (!sums)
        return std::unexpected(sums.error());
    for (const auto& [id, sum] : sums->asKeyValueRange()) {
        const SpendGroup group = groups->value(id);
        if (isWanted(query.filter, group))
            rows[spendKey(grouping, group)].add(sum, group.simulated);
    }
    return rows;
}

struct CellSum {
    SlimSum real;
    qint64 simulated = 0;
};
using CellSums = std::map<std::pair<qsizetype, QString>, CellSum>;

void addTo(CellSum& cell, const SlimSum& sum, bool isSimulated)
{
    if (isSimulated)
        cell.simulated += sum.calls;
    else
        cell.real.add(sum);
}

Result<CellSums> sumCells(
    const SpendSource& source, const SpendQuery& query, SpendGrouping grouping, const QList<qint64>& edges)
{
    const auto groups = source.groups();
    if (!groups)
        return std::unexpected(groups.error());
    CellSums cells;
    if (grouping == SpendGrouping::Tag) {
        const auto sums = source.byDayAndTag(edges);
        if (!sums)
            return std::unexpected(sums.error());
        for (const auto& [place, sum] : sums->asKeyValueRange()) {
            const SpendGroup group = groups->value(std::get<2>(place));
            if (isWanted(query.filter, group))
                addTo(cells[{std::get<0>(place), std::get<1>(place)}], sum, group.simulated);
        }
        return cells;
    }
    QHash<qint64, QString> keys;
    for (const auto& [id, group] : groups->asKeyValueRange()) {
        if (isWanted(query.filter, group))
            keys.insert(id, grouping == SpendGrouping::Day ? QString() : spendKey(grouping, group));
    }
    const auto sums = source.byDay(edges);
    if (!sums)
        return std::unexpected(sums.error());
    for (const auto& [place, sum] : sums->asKeyValueRange()) {
        const auto key = keys.constFind(place.second);
        if (key != keys.cend())
            addTo(cells[{place.first, *key}], sum, groups->value(place.second).simulated);
    }
    return cells;
}

/// A row for each day holds all that a row holds, so each is summed on its own.
Result<QList<SpendRow>> daysOf(const SpendSource& source, const SpendQuery& query, const QList<qint64>& edges)
{
    QList<SpendRow> rows;
    for (qsizetype i = 0; i + 1 < edges.size(); ++i) {
        const auto sums = sumRows(source, query, SpendGrouping::Day, {.from = edges[i], .to = edges[i + 1]});
        if (!sums)
            return std::unexpected(sums.error());
        for (const auto& [key, sum] : *sums) {
            auto row = rowOf(query.from.addDays(i).toString(Qt::ISODate), sum);
            if (!row)
                return std::unexpected(row.error());
            rows.append(*std::move(row));
        }
    }
    return rows;
}

} // namespace

QString spendKey(SpendGrouping grouping, const SpendGroup& group)
{
    switch (grouping) {
    case SpendGrouping::Provider: return group.provider;
    case SpendGrouping::Model: return group.provider + u'/' + group.model;
    case SpendGrouping::Project: return group.project;
    case SpendGrouping::Surface: return group.surface;
    case SpendGrouping::Endpoint:
        return group.upstream.isEmpty() ? group.provider : group.provider + u" > "_s + group.upstream;
    case SpendGrouping::Key: return group.key;
    case SpendGrouping::Purpose: return group.purpose;
    case SpendGrouping::Day:
    case SpendGrouping::Tag: break;
    }
    return {};
}

Result<SpendTotal> spendTotal(const Connection& connection, const QDateTime& fromUtc, const QDateTime& toUtc)
{
    const auto from = toMicroseconds(fromUtc);
    const auto to = toMicroseconds(toUtc);
    if (!from || !to)
        return fail(ErrorKind::InvalidRequest, kNoPeriod);
    SpendTotal total;
    const SlotRange whole{.from = spendSlot(*from + kSlot - 1), .to = spendSlot(*to)};
    if (whole.from >= whole.to) {
        if (auto done = addLanes(total, connection, *from, *to); !done)
            return std::unexpected(done.error());
        return total;
    }
    const auto source = SpendSource::open(connection, {});
    if (!source)
        return std::unexpected(source.error());
    const auto sums = sumRows(*source, {}, SpendGrouping::Day, whole);
    if (!sums)
        return std::unexpected(sums.error());
    for (const auto& [key, sum] : *sums) {
        const auto row = rowOf(key, sum);
        if (!row)
            return std::unexpected(row.error());
        total = row->total; // one row: all have the same key
    }
    auto done = addLanes(total, connection, *from, whole.from * kSlot);
    if (done)
        done = addLanes(total, connection, whole.to * kSlot, *to);
    if (!done)
        return std::unexpected(done.error());
    return total;
}

Result<QList<SpendRow>> spendBy(const SpendSource& source, const SpendQuery& query, SpendGrouping grouping)
{
    const auto edges = edgesOf(query);
    if (!edges)
        return std::unexpected(edges.error());
    if (edges->size() < 2)
        return QList<SpendRow>();
    if (grouping == SpendGrouping::Day)
        return daysOf(source, query, *edges);
    const auto sums = sumRows(source, query, grouping, {.from = edges->first(), .to = edges->last()});
    if (!sums)
        return std::unexpected(sums.error());
    QList<SpendRow> rows;
    for (const auto& [key, sum] : *sums) {
        auto row = rowOf(key, sum);
        if (!row)
            return std::unexpected(row.error());
        rows.append(*std::move(row));
    }
    std::ranges::stable_sort(rows, std::ranges::greater(), [](const SpendRow& row) { return row.total.known.pico(); });
    return rows;
}

Result<QList<SpendCell>> spendByDay(const SpendSource& source, const SpendQuery& query, SpendGrouping grouping)
{
    const auto edges = edgesOf(query);
    if (!edges)
        return std::unexpected(edges.error());
    if (edges->size() < 2)
        return QList<SpendCell>();
    const auto sums = sumCells(source, query, grouping, *edges);
    if (!sums)
        return std::unexpected(sums.error());
    QList<SpendCell> cells;
    for (const auto& [place, sum] : *sums) {
        const auto total = totalOf(sum.real.calls, sum.real.unpriced, sum.real.pico, sum.simulated);
        if (!total)
            return std::unexpected(total.error());
        cells.append({.day = query.from.addDays(place.first), .key = place.second, .total = *total});
    }
    return cells;
}

} // namespace assay
