// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/budget.h"
#include "core/history/historytypes.h"
#include "core/support/result.h"

#include <QTimeZone>
#include <QVariantList>

namespace assay {

class Connection;

/// A budget's period in microseconds since 1970 UTC, half open; open ends are the ends of the integers.
struct BudgetSpan {
    qint64 from = 0;
    qint64 to = 0;
    friend bool operator==(const BudgetSpan&, const BudgetSpan&) = default;
};
BudgetSpan budgetSpan(const Budget& budget, qint64 atMicroseconds, const QTimeZone& local);

/// Runs one statement; how many rows it touched.
Result<int> changedRows(const Connection& connection, QLatin1StringView statement, const QVariantList& values);

/// All budgets, by id.
Result<QList<Budget>> readBudgets(const Connection& connection);
/// Whether there is any; the question every run asks.
Result<bool> hasBudgets(const Connection& connection);

/// The sum over the lanes of a period, `reserved` left zero: the slow way, which budget_spend saves.
Result<BudgetStanding> sumBudget(const Connection& connection, const Budget& budget, BudgetSpan span, bool simulated);
/// From budget_spend; nothing if the period has no row.
Result<std::optional<BudgetStanding>> keptSpend(
    const Connection& connection, const Budget& budget, BudgetSpan span, bool simulated);
/// The open reservations that a budget counts; with a budget of each run, those of `runId`.
Result<Money> reservedFor(const Connection& connection, const Budget& budget, bool simulated, const QString& runId);

/// Every budget with what its current period has seen.
Result<QList<BudgetStatus>> readBudgetStatus(
    const Connection& connection, qint64 nowMicroseconds, const QTimeZone& local);

/// Budgets whose kept spend is not that of their lanes; the first, or nothing.
Result<std::optional<LedgerBreak>> findBudgetDifference(const Connection& connection);

} // namespace assay
