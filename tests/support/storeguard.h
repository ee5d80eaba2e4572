// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historystore.h"
#include "core/run/reservation.h"

#include <atomic>

namespace assay::testing {

/// The budgets of a ledger, as the program has them; and how many were asked and answered.
class StoreGuard final : public SpendGuard
{
public:
    explicit StoreGuard(HistoryStore& store)
        : m_store(store)
    {
    }
    void reserve(const ReservationRequest& request, Answered answered) override
    {
        ++asked;
        m_store.reserve(request, [this, answered = std::move(answered)](const Result<ReservationOutcome>& outcome) {
            answered(outcome.value_or(ReservationOutcome()));
            ++told;
        });
    }
    void release(const QString& runId) override
    {
        ++released;
        m_store.release(runId, [](const Result<void>&) { });
    }

    std::atomic<int> asked = 0;
    std::atomic<int> told = 0;
    std::atomic<int> released = 0;

private:
    HistoryStore& m_store;
};

} // namespace assay::testing
