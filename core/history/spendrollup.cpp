// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/spendrollup.h"

#include "core/history/connection.h"
#include "core/history/rows.h"

#include <QSqlError>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qint64 kMicrosecondsADay = 86'400'000'000;
// A count that no provider can mean must not make the sums of a day overflow.
constexpr qint64 kMostTokens = 1'000'000'000'000;

constexpr auto kLaneSpend
    = "SELECT r.at_us, r.surface, r.project, l.provider, l.model, l.served_by, l.simulated, l.local, l.state,"
      " l.input, l.cache_read, l.cache_write, l.cache_write_1h, l.input_audio, l.input_image, l.input_video,"
      " l.cache_read_audio, l.output, l.reasoning, l.citation, l.output_audio, l.output_image, l.web_search,"
      " l.cost_state, l.cost_pico, l.reported_pico, l.price_revision, l.cost_note"
      " FROM lane l JOIN run r ON r.seq = l.run ORDER BY l.seq"_L1;
constexpr auto kSpendDays
    = "SELECT day, provider, model, surface, project, simulated, calls, complete, truncated, refused, failed,"
      " cancelled, indeterminate, unpriced, unmeasured, pico, input, cache_read, cache_write, cache_write_1h,"
      " input_audio, input_image, input_video, cache_read_audio, output, reasoning, citation, output_audio,"
      " output_image, web_search FROM spend_day"_L1;

SpendSum sumOf(const LaneRecord& lane)
{
    SpendSum sum;
    sum.calls = 1;
    if (isTerminal(lane.state))
        sum.states[static_cast<std::size_t>(lane.state) - static_cast<std::size_t>(LaneState::Complete)] = 1;
    if (lane.cost.amount)
        sum.pico = lane.cost.amount->pico();
    else if (!lane.simulated && !lane.local)
        sum.unpriced = 1;
    sum.unmeasured = lane.usage.isEmpty() ? 1 : 0;
    for (const auto usageClass : allUsageClasses()) {
        sum.tokens[static_cast<std::size_t>(usageClass)]
            = std::clamp(lane.usage[usageClass].value_or(0), qint64{0}, kMostTokens);
    }
    return sum;
}

Result<SpendRollup> recompute(const Connection& connection)
{
    auto query = connection.prepare(kLaneSpend);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, {}); !done)
        return std::unexpected(done.error());
    SpendRollup rollup;
    while (query->next()) {
        RowReader row(*query);
        const qint64 at = row.integer();
        RunRecord run;
        run.surface = row.text();
        run.project = row.text();
        LaneRecord lane;
        lane.model.provider = row.text();
        lane.model.model = row.text();
        lane.servedBy = row.text();
        lane.simulated = row.flag();
        lane.local = row.flag();
        lane.state = row.laneState();
        lane.usage = row.usage();
        lane.cost = row.cost();
        rollup.add(run, lane, at);
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return rollup;
}

Result<SpendRollup> stored(const Connection& connection)
{
    auto query = connection.prepare(kSpendDays);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, {}); !done)
        return std::unexpected(done.error());
    SpendRollup rollup;
    while (query->next()) {
        RowReader row(*query);
        SpendKey key;
        key.day = row.integer();
        key.provider = row.text();
        key.model = row.text();
        key.surface = row.text();
        key.project = row.text();
        key.simulated = row.flag();
        SpendSum sum;
        sum.calls = row.integer();
        for (auto& count : sum.states)
            count = row.integer();
        sum.unpriced = row.integer();
        sum.unmeasured = row.integer();
        sum.pico = row.integer();
        for (auto& count : sum.tokens)
            count = row.integer();
        rollup.add(key, sum);
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return rollup;
}

bool agree(SpendSum recomputed, SpendSum kept)
{
    // Which amounts did not fit depends on the order in which they came.
    if (recomputed.isPartial) {
        recomputed.pico = kept.pico;
        recomputed.unpriced = kept.unpriced;
        recomputed.isPartial = false;
    }
    return recomputed == kept;
}

} // namespace

qint64 utcDay(qint64 microseconds)
{
    const qint64 day = microseconds / kMicrosecondsADay;
    return microseconds % kMicrosecondsADay < 0 ? day - 1 : day;
}

qint64 utcDay(QDate date)
{
    return QDate(1970, 1, 1).daysTo(date);
}

QDate dateOfUtcDay(qint64 day)
{
    return QDate(1970, 1, 1).addDays(day);
}

void SpendRollup::add(const RunRecord& run, const LaneRecord& lane, qint64 at)
{
    add(SpendKey{.day = utcDay(at),
            .provider = lane.servedBy.isEmpty() ? lane.model.provider : lane.servedBy,
            .model = lane.model.model,
            .surface = run.surface,
            .project = run.project,
            .simulated = lane.simulated},
        sumOf(lane));
}

void SpendRollup::add(const SpendKey& key, const SpendSum& sum)
{
    SpendSum& to = m_sums[key];
    to.calls += sum.calls;
    std::ranges::transform(to.states, sum.states, to.states.begin(), std::plus());
    to.unpriced += sum.unpriced;
    to.unmeasured += sum.unmeasured;
    if (const auto pico = Money::fromPico(to.pico).plus(Money::fromPico(sum.pico))) {
        to.pico = pico->pico();
    } else {
        to.isPartial = true;
        to.unpriced += sum.calls - sum.unpriced;
    }
    std::ranges::transform(to.tokens, sum.tokens, to.tokens.begin(), std::plus());
}

QList<QVariantList> SpendRollup::rows() const
{
    QList<QVariantList> rows;
    for (const auto& [key, sum] : m_sums.asKeyValueRange()) {
        RowBuilder row;
        row.integer(key.day).text(key.provider).text(key.model).text(key.surface).text(key.project);
        row.flag(key.simulated).integer(sum.calls);
        for (const qint64 count : sum.states)
            row.integer(count);
        row.integer(sum.unpriced).integer(sum.unmeasured).integer(sum.pico);
        for (const qint64 count : sum.tokens)
            row.integer(count);
        rows.append(row.values());
    }
    return rows;
}

Result<std::optional<LedgerBreak>> findRollupDifference(const Connection& connection)
{
    const auto expected = recompute(connection);
    if (!expected)
        return std::unexpected(expected.error());
    const auto kept = stored(connection);
    if (!kept)
        return std::unexpected(kept.error());
    const auto broken = [](const SpendKey& key) {
        return LedgerBreak{.runId = {},
            .lane = 0,
            .what = u"The spend roll-up of %1, %2/%3 does not match its runs."_s.arg(
                dateOfUtcDay(key.day).toString(Qt::ISODate), key.provider, key.model)};
    };
    for (const auto& [key, sum] : expected->sums().asKeyValueRange()) {
        if (!agree(sum, kept->sums().value(key)))
            return broken(key);
    }
    for (const auto& [key, sum] : kept->sums().asKeyValueRange()) {
        if (!expected->sums().contains(key))
            return broken(key);
    }
    return std::nullopt;
}

} // namespace assay
