// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/reservation.h"
#include "core/domain/run.h"
#include "core/history/budgets/budgetqueries.h"
#include "core/history/connection.h"
#include "core/history/statement.h"

#include <QHash>

#include <memory>
#include <utility>

namespace assay {

/// Budgets and reservations on the writing connection. Everything happens inside the transactions of the writer, which
/// take the write lock of the file first: of all processes only one decides at a time, so together they never let
/// through more than a budget holds.
class BudgetBook
{
public:
    static Result<std::unique_ptr<BudgetBook>> prepare(const Connection& connection);

    /// First in every transaction: reads what other processes may have changed since the last.
    Result<void> begin();

    Result<ReservationOutcome> reserve(const ReservationRequest& request, qint64 now);
    /// Nothing happens if nothing is open for the run.
    Result<void> release(const QString& runId, qint64 now);
    /// After the run was appended: adds its cost to the budgets, closes its reservations, notes crossed thresholds.
    /// `at` is the moment by which the run belongs to a period.
    Result<void> settle(const RunRecord& run, qint64 at, qint64 now);

    /// The budget as stored; an InvalidRequest is the caller's and leaves everything as it was.
    Result<Result<Budget>> set(const Budget& budget, qint64 now);
    /// Whether there was one.
    Result<bool> remove(const QString& id);

    /// Thresholds crossed since the last call, for when the transaction has been committed.
    QList<BudgetAlert> takeAlerts() { return std::exchange(m_alerts, {}); }

private:
    struct Sum {
        qint64 pico = 0;
        qint64 calls = 0;
        qint64 unpriced = 0;
    };
    using Side = std::pair<qsizetype, bool>; // place in m_budgets, simulated

    explicit BudgetBook(const Connection& connection)
        : m_connection(connection)
    {
    }
    Result<BudgetStanding*> standing(qsizetype budget, bool simulated, const QString& runId, qint64 now);
    Result<std::optional<Error>> refusal(const LaneClaim& lane, const ReservationRequest& request, qint64 now);
    /// False if something is held for this lane already.
    Result<bool> hold(const LaneClaim& lane, const ReservationRequest& request, qint64 now);
    Result<bool> expire(qint64 now);
    Result<void> ensureRow(const Budget& budget, BudgetSpan span, bool simulated);
    Result<void> addSpend(const Budget& budget, bool simulated, const Sum& sum, qint64 at, qint64 now);
    Result<void> noteAlerts(const Budget& budget, bool simulated, Money spent, qint64 from, qint64 now);
    Result<void> close(const QString& runId, QLatin1StringView state, qint64 now);

    const Connection& m_connection;
    Statement m_hold;
    Statement m_close;
    Statement m_addSpend;
    Statement m_noteAlert;
    QList<Budget> m_budgets;
    bool m_hasOpen = false;
    QHash<Side, BudgetStanding> m_standings; // of this transaction
    qint64 m_sweptAt = 0;
    QList<BudgetAlert> m_alerts;
};

} // namespace assay
