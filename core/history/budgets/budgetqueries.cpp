// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/budgets/budgetqueries.h"

#include "core/history/connection.h"
#include "core/history/rows.h"

#include <QSqlError>

#include <limits>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qint64 kEarliest = std::numeric_limits<qint64>::min();
constexpr qint64 kLatest = std::numeric_limits<qint64>::max();

constexpr auto kBudgets = "SELECT id, scope, subject, period, amount_pico, mode, thresholds, allow_unpriced"
                          " FROM budget ORDER BY id"_L1;
constexpr auto kAnyBudget = "SELECT EXISTS(SELECT 1 FROM budget)"_L1;
constexpr auto kKept = "SELECT pico, calls, unpriced FROM budget_spend"
                       " WHERE budget = ? AND from_us = ? AND to_us = ? AND simulated = ?"_L1;
constexpr auto kAllKept = "SELECT budget, from_us, to_us, simulated, pico, calls, unpriced FROM budget_spend"_L1;

// Sums in two parts: one alone could leave 64 bits, which SQLite makes an error.
constexpr qint64 kSplit = 1'000'000;
constexpr auto kLaneSums
    = "SELECT count(*), coalesce(sum(l.cost_pico / 1000000), 0), coalesce(sum(l.cost_pico % 1000000), 0),"
      " coalesce(sum(l.cost_pico IS NULL AND l.local = 0), 0)"
      " FROM run r JOIN lane l ON l.run = r.seq WHERE r.at_us >= ? AND r.at_us < ? AND l.simulated = ?"_L1;
constexpr auto kReservedSums = "SELECT coalesce(sum(pico / 1000000), 0), coalesce(sum(pico % 1000000), 0)"
                               " FROM reservation WHERE state = 'open' AND simulated = ?"_L1;

QLatin1StringView laneCondition(BudgetScope scope)
{
    switch (scope) {
    case BudgetScope::Provider: return " AND (CASE l.served_by WHEN '' THEN l.provider ELSE l.served_by END) = ?"_L1;
    case BudgetScope::Project: return " AND r.project = ?"_L1;
    case BudgetScope::Key: return " AND EXISTS (SELECT 1 FROM run_label b WHERE b.run = r.seq AND b.key_id = ?)"_L1;
    case BudgetScope::Global:
    case BudgetScope::Run: break;
    }
    return {};
}

QLatin1StringView reservationCondition(BudgetScope scope)
{
    switch (scope) {
    case BudgetScope::Provider: return " AND instr(providers, '|' || ? || '|') > 0"_L1;
    case BudgetScope::Project: return " AND project = ?"_L1;
    case BudgetScope::Key: return " AND key_id = ?"_L1;
    case BudgetScope::Run: return " AND run_id = ?"_L1;
    case BudgetScope::Global: break;
    }
    return {};
}

/// Money of the two parts of a sum; an amount beyond the range is the largest there is.
Money joined(qint64 high, qint64 low)
{
    qint64 sum = 0;
    if (__builtin_mul_overflow(high, kSplit, &sum) || __builtin_add_overflow(sum, low, &sum))
        return Money::fromPico(high < 0 ? kEarliest : kLatest);
    return Money::fromPico(sum);
}

Result<QSqlQuery> firstRow(const Connection& connection, const QString& statement, const QVariantList& values)
{
    const QByteArray text = statement.toLatin1();
    auto query = connection.prepare(QLatin1StringView(text));
    if (!query)
        return query;
    if (auto done = connection.run(*query, values); !done)
        return std::unexpected(done.error());
    if (!query->next() && query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return query;
}

std::optional<Budget> budgetOf(RowReader& row)
{
    Budget budget;
    budget.id = row.text();
    const auto scope = budgetScopeFromName(row.text());
    budget.subject = row.text();
    const auto period = budgetPeriodFromName(row.text());
    budget.amount = Money::fromPico(row.integer());
    const auto mode = budgetModeFromName(row.text());
    budget.thresholds.clear();
    for (const auto& percent : row.text().split(u',', Qt::SkipEmptyParts))
        budget.thresholds.append(percent.toInt());
    budget.allowUnpriced = row.flag();
    if (!scope || !period || !mode)
        return std::nullopt;
    budget.scope = *scope;
    budget.period = *period;
    budget.mode = *mode;
    return budget;
}

BudgetWindow windowOf(BudgetSpan span)
{
    return {.from = span.from == kEarliest ? QDateTime() : fromMicroseconds(span.from),
        .to = span.to == kLatest ? QDateTime() : fromMicroseconds(span.to)};
}

Result<BudgetStanding> standingNow(const Connection& connection, const Budget& budget, BudgetSpan span, bool simulated)
{
    BudgetStanding standing;
    if (budget.scope == BudgetScope::Run)
        return standing; // every run begins with nothing spent
    const auto kept = keptSpend(connection, budget, span, simulated);
    if (!kept)
        return std::unexpected(kept.error());
    auto spent = *kept ? Result<BudgetStanding>(**kept) : sumBudget(connection, budget, span, simulated);
    if (!spent)
        return spent;
    const auto reserved = reservedFor(connection, budget, simulated, {});
    if (!reserved)
        return std::unexpected(reserved.error());
    spent->reserved = *reserved;
    return spent;
}

} // namespace

BudgetSpan budgetSpan(const Budget& budget, qint64 atMicroseconds, const QTimeZone& local)
{
    const auto window = budgetWindow(budget, fromMicroseconds(atMicroseconds), local);
    return {.from = toMicroseconds(window.from).value_or(kEarliest), .to = toMicroseconds(window.to).value_or(kLatest)};
}

Result<int> changedRows(const Connection& connection, QLatin1StringView statement, const QVariantList& values)
{
    auto query = connection.prepare(statement);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, values); !done)
        return std::unexpected(done.error());
    return query->numRowsAffected();
}

Result<QList<Budget>> readBudgets(const Connection& connection)
{
    auto query = connection.prepare(kBudgets);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, {}); !done)
        return std::unexpected(done.error());
    QList<Budget> budgets;
    while (query->next()) {
        RowReader row(*query);
        auto budget = budgetOf(row);
        if (!budget)
            return fail(ErrorKind::Storage, u"A budget in the history file %1 is damaged."_s.arg(connection.path()));
        budgets.append(*std::move(budget));
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return budgets;
}

Result<bool> hasBudgets(const Connection& connection)
{
    return connection.value(kAnyBudget).transform([](const QVariant& value) { return value.toBool(); });
}

Result<BudgetStanding> sumBudget(const Connection& connection, const Budget& budget, BudgetSpan span, bool simulated)
{
    QVariantList values{span.from, span.to, qint64{simulated}};
    const auto condition = laneCondition(budget.scope);
    if (!condition.isEmpty())
        values.append(budget.subject);
    const auto query = firstRow(connection, kLaneSums + condition, values);
    if (!query)
        return std::unexpected(query.error());
    RowReader row(*query);
    BudgetStanding standing;
    standing.calls = row.integer();
    const qint64 high = row.integer();
    standing.spent = joined(high, row.integer());
    standing.unpriced = row.integer();
    return standing;
}

Result<std::optional<BudgetStanding>> keptSpend(
    const Connection& connection, const Budget& budget, BudgetSpan span, bool simulated)
{
    auto query = firstRow(connection, kKept, {budget.id, span.from, span.to, qint64{simulated}});
    if (!query)
        return std::unexpected(query.error());
    if (!query->isValid())
        return std::nullopt;
    RowReader row(*query);
    BudgetStanding standing;
    standing.spent = Money::fromPico(row.integer());
    standing.calls = row.integer();
    standing.unpriced = row.integer();
    return standing;
}

Result<Money> reservedFor(const Connection& connection, const Budget& budget, bool simulated, const QString& runId)
{
    QVariantList values{qint64{simulated}};
    const auto condition = reservationCondition(budget.scope);
    if (!condition.isEmpty())
        values.append(budget.scope == BudgetScope::Run ? runId : budget.subject);
    const auto query = firstRow(connection, kReservedSums + condition, values);
    if (!query)
        return std::unexpected(query.error());
    RowReader row(*query);
    const qint64 high = row.integer();
    return joined(high, row.integer());
}

Result<QList<BudgetStatus>> readBudgetStatus(
    const Connection& connection, qint64 nowMicroseconds, const QTimeZone& local)
{
    const auto budgets = readBudgets(connection);
    if (!budgets)
        return std::unexpected(budgets.error());
    QList<BudgetStatus> out;
    for (const auto& budget : *budgets) {
        const auto span = budgetSpan(budget, nowMicroseconds, local);
        const auto real = standingNow(connection, budget, span, false);
        const auto simulated = real ? standingNow(connection, budget, span, true) : real;
        if (!simulated)
            return std::unexpected(simulated.error());
        out.append({.budget = budget, .window = windowOf(span), .real = *real, .simulated = *simulated});
    }
    return out;
}

Result<std::optional<LedgerBreak>> findBudgetDifference(const Connection& connection)
{
    const auto budgets = readBudgets(connection);
    if (!budgets)
        return std::unexpected(budgets.error());
    auto query = connection.prepare(kAllKept);
    if (!query)
        return std::unexpected(query.error());
    if (auto done = connection.run(*query, {}); !done)
        return std::unexpected(done.error());
    while (query->next()) {
        RowReader row(*query);
        const QString id = row.text();
        const qint64 from = row.integer();
        const BudgetSpan span{.from = from, .to = row.integer()};
        const bool simulated = row.flag();
        BudgetStanding kept;
        kept.spent = Money::fromPico(row.integer());
        kept.calls = row.integer();
        kept.unpriced = row.integer();
        const auto budget = std::ranges::find(*budgets, id, &Budget::id);
        const auto summed = budget == budgets->end() ? Result<BudgetStanding>(BudgetStanding{.calls = -1})
                                                     : sumBudget(connection, *budget, span, simulated);
        if (!summed)
            return std::unexpected(summed.error());
        if (*summed != kept)
            return LedgerBreak{
                .runId = {}, .lane = 0, .what = u"The kept spend of the budget %1 does not match its runs."_s.arg(id)};
    }
    if (query->lastError().isValid())
        return std::unexpected(connection.error(*query));
    return std::nullopt;
}

} // namespace assay
