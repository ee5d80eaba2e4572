// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/scannedsums.h"

#include <algorithm>

namespace assay {

namespace {

constexpr qint64 kPicoADollar = 1'000'000'000'000;

WideMoney wideMoney(qint64 pico)
{
    return {.dollars = pico / kPicoADollar, .pico = pico % kPicoADollar};
}

WideSum wideSum(const SpendSum& sum)
{
    WideSum out;
    std::size_t money = 0;
    for (std::size_t i = 0; i < kSpendColumns; ++i) {
        if (isMoneyColumn(i))
            out.money[money++] = wideMoney(sum.values[i]);
        else
            out.counts[i] = sum.values[i];
    }
    return out;
}

SlimSum slimSum(const SpendSum& sum)
{
    return {.calls = sum[SpendMeasure::Calls],
        .unpriced = sum[SpendMeasure::Unpriced],
        .pico = wideMoney(sum[SpendMeasure::Pico])};
}

/// Calls `take` for every place of a table in the range.
template <class Take> void eachPlace(const SpendRollup& rollup, SpendTable table, SlotRange range, Take take)
{
    const auto& sums = rollup.sums();
    for (auto it = sums.lowerBound({.table = table, .time = range.from, .tag = {}, .group = 0});
        it != sums.cend() && it.key().table == table && it.key().time < range.to; ++it)
        take(it.key(), it.value());
}

qsizetype dayOf(const QList<qint64>& edges, qint64 slot)
{
    return std::ranges::upper_bound(edges, slot) - edges.begin() - 1;
}

} // namespace

QHash<qint64, SpendGroup> scannedGroups(const SpendRollup& rollup)
{
    QHash<qint64, SpendGroup> groups;
    for (qsizetype i = 0; i < rollup.groups().size(); ++i)
        groups.insert(i, rollup.groups()[i]);
    return groups;
}

QHash<qint64, WideSum> scannedByGroup(const SpendRollup& rollup, SlotRange range)
{
    QHash<qint64, WideSum> sums;
    eachPlace(rollup, SpendTable::Slot, range,
        [&sums](const SpendRollup::Place& place, const SpendSum& sum) { sums[place.group].add(wideSum(sum)); });
    return sums;
}

QHash<std::pair<QString, qint64>, WideSum> scannedByTag(const SpendRollup& rollup, SlotRange range)
{
    QHash<std::pair<QString, qint64>, WideSum> sums;
    eachPlace(rollup, SpendTable::Tag, range, [&sums](const SpendRollup::Place& place, const SpendSum& sum) {
        sums[{place.tag, place.group}].add(wideSum(sum));
    });
    return sums;
}

QMap<std::pair<qsizetype, qint64>, SlimSum> scannedByDay(const SpendRollup& rollup, const QList<qint64>& edges)
{
    QMap<std::pair<qsizetype, qint64>, SlimSum> sums;
    eachPlace(rollup, SpendTable::Slot, {.from = edges.first(), .to = edges.last()},
        [&](const SpendRollup::Place& place, const SpendSum& sum) {
            sums[{dayOf(edges, place.time), place.group}].add(slimSum(sum));
        });
    return sums;
}

QMap<std::tuple<qsizetype, QString, qint64>, SlimSum> scannedByDayAndTag(
    const SpendRollup& rollup, const QList<qint64>& edges)
{
    QMap<std::tuple<qsizetype, QString, qint64>, SlimSum> sums;
    eachPlace(rollup, SpendTable::Tag, {.from = edges.first(), .to = edges.last()},
        [&](const SpendRollup::Place& place, const SpendSum& sum) {
            sums[{dayOf(edges, place.time), place.tag, place.group}].add(slimSum(sum));
        });
    return sums;
}

} // namespace assay
