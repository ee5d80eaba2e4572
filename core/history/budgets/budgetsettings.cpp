// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/budgets/budgetbook.h"
#include "core/history/rows.h"

using namespace Qt::StringLiterals;

// The part of BudgetBook that changes the budgets themselves.

namespace assay {

namespace {

constexpr auto kSetBudget
    = "INSERT INTO budget(id, scope, subject, period, amount_pico, mode, thresholds, allow_unpriced, set_us)"
      " VALUES(?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET scope = excluded.scope, subject = excluded.subject,"
      " period = excluded.period, amount_pico = excluded.amount_pico, mode = excluded.mode,"
      " thresholds = excluded.thresholds, allow_unpriced = excluded.allow_unpriced, set_us = excluded.set_us"_L1;
constexpr auto kForgetSpend = "DELETE FROM budget_spend WHERE budget = ?"_L1;
constexpr auto kForgetAlerts = "DELETE FROM budget_alert WHERE budget = ?"_L1;
constexpr auto kRemove = "DELETE FROM budget WHERE id = ?"_L1;

QString joined(const QList<int>& thresholds)
{
    QStringList out;
    for (const int percent : thresholds)
        out.append(QString::number(percent));
    return out.join(u',');
}

} // namespace

Result<Result<Budget>> BudgetBook::set(const Budget& budget, qint64 now)
{
    auto others = m_budgets;
    const QString id = budget.id.isEmpty() ? budgetId(budget.scope, budget.subject, budget.period) : budget.id;
    others.removeIf([&](const Budget& other) { return other.id == id; });
    const auto checked = checkedBudget(budget, others);
    if (!checked)
        return Result<Budget>(std::unexpected(checked.error()));
    RowBuilder row;
    row.text(checked->id).text(budgetScopeName(checked->scope)).text(checked->subject);
    row.text(budgetPeriodName(checked->period)).integer(checked->amount.pico()).text(budgetModeName(checked->mode));
    row.text(joined(checked->thresholds)).flag(checked->allowUnpriced).integer(now);
    auto done = changedRows(m_connection, kSetBudget, row.values());
    if (done && !m_budgets.contains(*checked))
        done = changedRows(m_connection, kForgetAlerts, {checked->id}); // other thresholds: tell again
    if (done)
        done = changedRows(m_connection, kForgetSpend, {checked->id});
    if (!done)
        return std::unexpected(done.error());
    for (const bool simulated : {false, true}) {
        if (checked->scope == BudgetScope::Run)
            break;
        const auto span = budgetSpan(*checked, now, QTimeZone::systemTimeZone());
        if (auto kept = ensureRow(*checked, span, simulated); !kept)
            return std::unexpected(kept.error());
    }
    if (auto again = begin(); !again)
        return std::unexpected(again.error());
    return Result<Budget>(*checked);
}

Result<bool> BudgetBook::remove(const QString& id)
{
    const auto removed = changedRows(m_connection, kRemove, {id});
    if (!removed)
        return std::unexpected(removed.error());
    if (auto again = begin(); !again)
        return std::unexpected(again.error());
    return *removed > 0;
}

} // namespace assay
