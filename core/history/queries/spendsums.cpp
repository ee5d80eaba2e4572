// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/spendsums.h"

#include "core/history/connection.h"
#include "core/history/rows.h"

#include <QSqlError>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qint64 kPicoADollar = 1'000'000'000'000;

constexpr auto kGroups = "SELECT id, provider, upstream, model, surface, project, key_id, purpose, simulated"
                         " FROM spend_group"_L1;
// Amounts are summed as dollars and the rest, because sum() fails when it leaves 64 bits.
constexpr auto kDays = "SELECT day, grp, calls, unpriced, pico / 1000000000000, pico % 1000000000000 FROM spend_day"
                       " WHERE day >= ? AND day < ? ORDER BY day"_L1;
constexpr auto kSlots = "SELECT grp, sum(calls), sum(unpriced), sum(pico / 1000000000000), sum(pico % 1000000000000)"
                        " FROM spend_slot WHERE slot >= ? AND slot < ? GROUP BY grp"_L1;
constexpr auto kTagSlots = "SELECT slot, tag, grp, calls, unpriced, pico / 1000000000000, pico % 1000000000000"
                           " FROM spend_tag WHERE slot >= ? AND slot < ?"_L1;

QByteArray allSums()
{
    QByteArray text;
    for (std::size_t i = 0; i < kSpendColumns; ++i) {
        const QByteArray name = spendColumnName(i).toByteArray();
        text += isMoneyColumn(i) ? ", sum(" + name + " / 1000000000000), sum(" + name + " % 1000000000000)"
                                 : ", sum(" + name + ")";
    }
    return text;
}

WideMoney wideMoney(RowReader& row)
{
    return {.dollars = row.integer(), .pico = row.integer()};
}

SlimSum slimSum(RowReader& row)
{
    return {.calls = row.integer(), .unpriced = row.integer(), .pico = wideMoney(row)};
}

WideSum wideSum(RowReader& row)
{
    WideSum sum;
    std::size_t money = 0;
    for (std::size_t i = 0; i < kSpendColumns; ++i) {
        if (isMoneyColumn(i))
            sum.money[money++] = wideMoney(row);
        else
            sum.counts[i] = row.integer();
    }
    return sum;
}

/// Runs a statement with a half-open range and gives each row to `take`.
template <class Take>
Result<void> eachRow(const Connection& connection, QSqlQuery& query, qint64 from, qint64 to, Take take)
{
    if (from >= to)
        return {};
    if (auto done = connection.run(query, {from, to}); !done)
        return done;
    while (query.next()) {
        RowReader row(query);
        take(row);
    }
    if (query.lastError().isValid())
        return std::unexpected(connection.error(query));
    return {};
}

template <class Take>
Result<void> eachRow(const Connection& connection, QLatin1StringView statement, qint64 from, qint64 to, Take take)
{
    auto query = connection.prepare(statement);
    if (!query)
        return std::unexpected(query.error());
    return eachRow(connection, *query, from, to, take);
}

qint64 utcDayOfSlot(qint64 slot)
{
    return slot >= 0 ? slot / kSlotsADay : -((-slot + kSlotsADay - 1) / kSlotsADay);
}

/// Which day a slot, or a UTC day among `starts`, belongs to.
qsizetype placeOf(const QList<qint64>& starts, qint64 value)
{
    return std::ranges::upper_bound(starts, value) - starts.begin() - 1;
}

} // namespace

Result<Money> WideMoney::money() const
{
    const qint64 whole = dollars + pico / kPicoADollar;
    const auto sum = Money::product(whole, Money::fromPico(kPicoADollar));
    const auto both = sum ? sum->plus(Money::fromPico(pico % kPicoADollar)) : std::nullopt;
    if (!both)
        return fail(ErrorKind::Storage, u"The sum of this period is beyond nine million dollars."_s);
    return *both;
}

void WideSum::add(const WideSum& other)
{
    std::ranges::transform(counts, other.counts, counts.begin(), std::plus());
    for (std::size_t i = 0; i < money.size(); ++i)
        money[i].add(other.money[i]);
}

void SlimSum::add(const SlimSum& other)
{
    calls += other.calls;
    unpriced += other.unpriced;
    pico.add(other.pico);
}

void SlimSum::subtract(const SlimSum& other)
{
    calls -= other.calls;
    unpriced -= other.unpriced;
    pico.subtract(other.pico);
}

Result<QHash<qint64, SpendGroup>> spendGroups(const Connection& connection)
{
    auto query = connection.prepare(kGroups);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, {}); !done)
        return std::unexpected(done.error());
    QHash<qint64, SpendGroup> groups;
    while (query->next()) {
        RowReader row(*query);
        const qint64 id = row.integer();
        groups.insert(id,
            {.provider = row.text(),
                .upstream = row.text(),
                .model = row.text(),
                .surface = row.text(),
                .project = row.text(),
                .key = row.text(),
                .purpose = row.text(),
                .simulated = row.flag()});
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return groups;
}

Result<QHash<qint64, WideSum>> sumsByGroup(const Connection& connection, SlotRange range)
{
    const QByteArray days = "SELECT grp" + allSums() + " FROM spend_day WHERE day >= ? AND day < ? GROUP BY grp";
    const QByteArray slots_ = "SELECT grp" + allSums() + " FROM spend_slot WHERE slot >= ? AND slot < ? GROUP BY grp";
    QHash<qint64, WideSum> sums;
    const auto take = [&sums](RowReader& row) {
        const qint64 group = row.integer();
        sums[group].add(wideSum(row));
    };
    const qint64 firstDay = utcDayOfSlot(range.from + kSlotsADay - 1); // the first that begins inside
    const qint64 endDay = utcDayOfSlot(range.to);
    Result<void> done;
    if (firstDay >= endDay) {
        done = eachRow(connection, QLatin1StringView(slots_), range.from, range.to, take);
    } else {
        done = eachRow(connection, QLatin1StringView(slots_), range.from, firstDay * kSlotsADay, take);
        if (done)
            done = eachRow(connection, QLatin1StringView(days), firstDay, endDay, take);
        if (done)
            done = eachRow(connection, QLatin1StringView(slots_), endDay * kSlotsADay, range.to, take);
    }
    if (!done)
        return std::unexpected(done.error());
    return sums;
}

Result<QHash<std::pair<QString, qint64>, WideSum>> sumsByTag(const Connection& connection, SlotRange range)
{
    const QByteArray text
        = "SELECT tag, grp" + allSums() + " FROM spend_tag WHERE slot >= ? AND slot < ? GROUP BY tag, grp";
    QHash<std::pair<QString, qint64>, WideSum> sums;
    const auto done = eachRow(connection, QLatin1StringView(text), range.from, range.to, [&sums](RowReader& row) {
        const QString tag = row.text();
        const qint64 group = row.integer();
        sums[{tag, group}].add(wideSum(row));
    });
    if (!done)
        return std::unexpected(done.error());
    return sums;
}

Result<QMap<std::pair<qsizetype, qint64>, SlimSum>> sumsByDay(const Connection& connection, const QList<qint64>& edges)
{
    QMap<std::pair<qsizetype, qint64>, SlimSum> sums;
    QList<qint64> midnights; // the UTC midnight nearest to each edge
    for (const qint64 edge : edges)
        midnights.append(utcDayOfSlot(edge + kSlotsADay / 2));
    auto done = eachRow(connection, kDays, midnights.first(), midnights.last(), [&](RowReader& row) {
        const qsizetype day = placeOf(midnights, row.integer());
        const qint64 group = row.integer();
        sums[{day, group}].add(slimSum(row));
    });
    auto query = connection.prepare(kSlots);
    if (!query)
        return std::unexpected(query.error());
    const qsizetype days = edges.size() - 1;
    for (qsizetype i = 0; done && i < edges.size(); ++i) {
        const qint64 midnight = midnights[i] * kSlotsADay;
        const bool late = edges[i] > midnight; // these slots are the day's before, and spend_day gave them to this one
        done = eachRow(connection, *query, qMin(edges[i], midnight), qMax(edges[i], midnight), [&](RowReader& row) {
            const qint64 group = row.integer();
            const SlimSum part = slimSum(row);
            const qsizetype gains = late ? i - 1 : i;
            const qsizetype loses = late ? i : i - 1;
            if (gains >= 0 && gains < days)
                sums[{gains, group}].add(part);
            if (loses >= 0 && loses < days)
                sums[{loses, group}].subtract(part);
        });
    }
    if (!done)
        return std::unexpected(done.error());
    sums.removeIf([](const auto& sum) { return sum.value().calls == 0; });
    return sums;
}

Result<QMap<std::tuple<qsizetype, QString, qint64>, SlimSum>> sumsByDayAndTag(
    const Connection& connection, const QList<qint64>& edges)
{
    QMap<std::tuple<qsizetype, QString, qint64>, SlimSum> sums;
    const auto done = eachRow(connection, kTagSlots, edges.first(), edges.last(), [&](RowReader& row) {
        const qsizetype day = placeOf(edges, row.integer());
        const QString tag = row.text();
        const qint64 group = row.integer();
        sums[{day, tag, group}].add(slimSum(row));
    });
    if (!done)
        return std::unexpected(done.error());
    return sums;
}

} // namespace assay
