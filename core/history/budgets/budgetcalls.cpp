// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/budgets/budgetqueries.h"
#include "core/history/budgets/pastanswers.h"
#include "core/history/historystore.h"
#include "core/history/historywriter.h"
#include "core/history/queries/invariants.h"
#include "core/history/readerpool.h"
#include "core/history/rows.h"
#include "core/support/asfuture.h"

// The calls of HistoryStore that have to do with budgets and estimates.

namespace assay {

namespace {

/// What a task finds inside the transaction; told when the transaction is durable.
template <class T> struct Pending {
    HistoryStore::Done<T> done;
    Result<T> outcome;

    void settle(const Result<void>& stored) const
    {
        done(stored ? outcome : Result<T>(std::unexpected(stored.error())));
    }
};

/// Hands `work` to the writer; it gives Result<Result<T>>: the outer error undoes the transaction, the inner one is the
/// caller's own.
template <class T, class Work> void handIn(HistoryWriter& writer, bool announce, HistoryStore::Done<T> done, Work work)
{
    auto pending = std::make_shared<Pending<T>>(std::move(done));
    writer.runTask({.work = [pending, work = std::move(work)](BudgetBook& book, qint64 now) -> Result<void> {
                        auto found = work(book, now);
                        if (!found)
                            return std::unexpected(found.error());
                        pending->outcome = *std::move(found);
                        return {};
                    },
        .done = [pending](const Result<void>& stored) { pending->settle(stored); },
        .announce = announce});
}

} // namespace

QFuture<Result<Budget>> HistoryStore::setBudget(const Budget& budget)
{
    return asFuture<Result<Budget>>([&](Done<Budget> done) {
        handIn<Budget>(
            *m_writer, true, std::move(done), [budget](BudgetBook& book, qint64 now) { return book.set(budget, now); });
    });
}

QFuture<Result<bool>> HistoryStore::removeBudget(const QString& id)
{
    return asFuture<Result<bool>>([&](Done<bool> done) {
        handIn<bool>(*m_writer, true, std::move(done), [id](BudgetBook& book, qint64) {
            return book.remove(id).transform([](bool was) { return Result<bool>(was); });
        });
    });
}

QFuture<Result<ReservationOutcome>> HistoryStore::reserve(const ReservationRequest& request)
{
    return asFuture<Result<ReservationOutcome>>(
        [&](Done<ReservationOutcome> done) { reserve(request, std::move(done)); });
}

void HistoryStore::reserve(const ReservationRequest& request, Done<ReservationOutcome> done)
{
    auto pending = std::make_shared<Pending<ReservationOutcome>>(std::move(done));
    // Reading is free of the writer's disk flushes, so a run without budgets waits for nothing.
    m_askers.start([this, pending, request] {
        const auto any = [this] {
            const auto reader = m_readers->borrow();
            return reader ? hasBudgets(**reader) : std::unexpected(reader.error());
        }();
        if (!any || !*any) {
            pending->settle(any.transform([](bool) { }));
            return;
        }
        m_writer->runTask({.work = [pending, request](BudgetBook& book, qint64 now) -> Result<void> {
                               pending->outcome = book.reserve(request, now);
                               return pending->outcome.transform([](const ReservationOutcome&) { });
                           },
            .done = [pending](const Result<void>& stored) { pending->settle(stored); }});
    });
}

void HistoryStore::release(const QString& runId, Done<void> done)
{
    handIn<void>(*m_writer, false, std::move(done), [runId](BudgetBook& book, qint64 now) {
        return book.release(runId, now).transform([] { return Result<void>(); });
    });
}

Result<QList<BudgetStatus>> HistoryStore::budgets() const
{
    const auto reader = m_readers->borrow();
    if (!reader)
        return std::unexpected(reader.error());
    return readBudgetStatus(**reader, toMicroseconds(m_clock->now()).value_or(0), QTimeZone::systemTimeZone());
}

Result<QList<PastAnswer>> HistoryStore::pastAnswers(
    const ModelRef& model, const QString& prompt, const QString& system, int limit) const
{
    const auto reader = m_readers->borrow();
    return reader ? readPastAnswers(**reader, model, prompt, system, limit) : std::unexpected(reader.error());
}

Result<std::optional<LedgerBreak>> HistoryStore::checkInvariants() const
{
    const auto reader = m_readers->borrow();
    return reader ? findBrokenInvariant(**reader) : std::unexpected(reader.error());
}

} // namespace assay
