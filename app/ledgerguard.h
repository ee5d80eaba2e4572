// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historystore.h"
#include "core/run/reservation.h"

namespace assay {

/// The engine's guard over the budgets of the ledger. If the ledger cannot be asked, nothing that costs is sent.
class LedgerGuard final : public SpendGuard
{
public:
    explicit LedgerGuard(HistoryStore& history)
        : m_history(history)
    {
    }
    void reserve(const ReservationRequest& request, Answered answered) override;
    void release(const QString& runId) override;

private:
    HistoryStore& m_history;
};

} // namespace assay
