// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/queries/spend.h"

#include "core/history/connection.h"
#include "core/history/rows.h"
#include "core/history/spendrollup.h"

#include <QMap>
#include <QSqlError>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kDays
    = "SELECT day, provider, model, surface, project, simulated, calls, unpriced, pico, complete, truncated, refused,"
      " failed, cancelled, indeterminate, unmeasured, input, cache_read, cache_write, cache_write_1h, input_audio,"
      " input_image, input_video, cache_read_audio, output, reasoning, citation, output_audio, output_image,"
      " web_search FROM spend_day WHERE day >= ? AND day < ? ORDER BY day"_L1;
constexpr auto kDayTotals = "SELECT simulated, calls, unpriced, pico FROM spend_day WHERE day >= ? AND day < ?"_L1;
constexpr auto kLaneTotals = "SELECT l.simulated, 1, l.cost_pico IS NULL AND NOT l.local, coalesce(l.cost_pico, 0)"
                             " FROM run r JOIN lane l ON l.run = r.seq WHERE r.at_us >= ? AND r.at_us < ?"_L1;

constexpr qint64 kDay = 86'400'000'000;

// No sum() in SQL: it fails on overflow without saying where, and would mix simulated rows in by one forgotten word.
Result<void> add(SpendTotal& total, RowReader& row)
{
    const bool simulated = row.flag();
    const qint64 calls = row.integer();
    const qint64 unpriced = row.integer();
    const auto amount = Money::fromPico(row.integer());
    if (simulated) {
        total.simulatedCalls += calls;
        return {};
    }
    total.calls += calls;
    total.unpriced += unpriced;
    const auto known = total.known.plus(amount);
    if (!known)
        return fail(ErrorKind::Storage, u"The sum of this period is beyond nine million dollars."_s);
    total.known = *known;
    return {};
}

Result<void> addRows(
    SpendTotal& total, const Connection& connection, QLatin1StringView statement, qint64 from, qint64 to)
{
    if (from >= to)
        return {};
    auto query = connection.prepare(statement);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, {from, to}); !done)
        return done;
    while (query->next()) {
        RowReader row(*query);
        if (auto done = add(total, row); !done)
            return done;
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return {};
}

QString keyOf(SpendGrouping grouping, const SpendKey& key)
{
    switch (grouping) {
    case SpendGrouping::Day: return dateOfUtcDay(key.day).toString(Qt::ISODate);
    case SpendGrouping::Provider: return key.provider;
    case SpendGrouping::Model: return key.provider + u'/' + key.model;
    case SpendGrouping::Project: return key.project;
    case SpendGrouping::Surface: return key.surface;
    }
    std::unreachable();
}

SpendKey readKey(RowReader& row)
{
    SpendKey key;
    key.day = row.integer();
    key.provider = row.text();
    key.model = row.text();
    key.surface = row.text();
    key.project = row.text();
    return key;
}

void addDetails(SpendRow& to, RowReader& row)
{
    for (qint64* count :
        {&to.complete, &to.truncated, &to.refused, &to.failed, &to.cancelled, &to.indeterminate, &to.unmeasured})
        *count += row.integer();
    const Usage tokens = row.usage();
    for (const auto usageClass : allUsageClasses()) {
        // The roll-up holds sums, where nothing reported adds nothing: a class that is 0 all over stays unknown.
        if (const qint64 count = tokens[usageClass].value_or(0); count > 0)
            to.tokens.set(usageClass, to.tokens[usageClass].value_or(0) + count);
    }
}

} // namespace

Result<SpendTotal> spendTotal(const Connection& connection, const QDateTime& fromUtc, const QDateTime& toUtc)
{
    const auto from = toMicroseconds(fromUtc);
    const auto to = toMicroseconds(toUtc);
    if (!from || !to)
        return fail(ErrorKind::InvalidRequest, u"The period has no beginning or no end."_s);
    SpendTotal total;
    const qint64 firstDay = utcDay(*from + kDay - 1); // the first that begins inside
    const qint64 endDay = utcDay(*to);
    if (firstDay >= endDay) {
        if (auto done = addRows(total, connection, kLaneTotals, *from, *to); !done)
            return std::unexpected(done.error());
        return total;
    }
    auto done = addRows(total, connection, kLaneTotals, *from, firstDay * kDay);
    if (done)
        done = addRows(total, connection, kDayTotals, firstDay, endDay);
    if (done)
        done = addRows(total, connection, kLaneTotals, endDay * kDay, *to);
    if (!done)
        return std::unexpected(done.error());
    return total;
}

Result<QList<SpendRow>> spendBy(const Connection& connection, QDate from, QDate to, SpendGrouping grouping)
{
    if (!from.isValid() || !to.isValid())
        return fail(ErrorKind::InvalidRequest, u"The period has no beginning or no end."_s);
    auto query = connection.prepare(kDays);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, {utcDay(from), utcDay(to)}); !done)
        return std::unexpected(done.error());
    QMap<QString, SpendRow> groups;
    while (query->next()) {
        RowReader row(*query);
        const QString key = keyOf(grouping, readKey(row));
        SpendRow& group = groups[key];
        group.key = key;
        const qint64 simulatedBefore = group.total.simulatedCalls;
        if (auto done = add(group.total, row); !done)
            return std::unexpected(done.error());
        if (group.total.simulatedCalls == simulatedBefore)
            addDetails(group, row);
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    QList<SpendRow> rows = groups.values();
    if (grouping != SpendGrouping::Day) {
        std::ranges::stable_sort(
            rows, std::ranges::greater(), [](const SpendRow& row) { return row.total.known.pico(); });
    }
    return rows;
}

} // namespace assay
