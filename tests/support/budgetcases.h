// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/asfuture.h"
#include "tests/support/ledger.h"

#include <QDebug>

namespace assay::testing {

inline Budget dailyBudget(qint64 pico)
{
    Budget budget;
    budget.period = BudgetPeriod::Day;
    budget.amount = Money::fromPico(pico);
    return budget;
}

inline ReservationRequest asking(const QString& run, std::optional<qint64> pico)
{
    ReservationRequest request;
    request.run = run;
    request.project = QStringLiteral("p");
    LaneClaim claim;
    claim.model = QStringLiteral("openai/gpt-small");
    claim.providers = {QStringLiteral("openai")};
    claim.worst.amount = pico.transform(&Money::fromPico);
    claim.worst.unknown = QStringLiteral("no price");
    request.lanes = {claim};
    return request;
}

inline ReservationOutcome reserved(HistoryStore& store, const ReservationRequest& request)
{
    const auto outcome = store.reserve(request).result();
    if (!outcome)
        qWarning() << outcome.error().detail;
    return outcome.value_or(ReservationOutcome{.refused = {{-1, Error()}}});
}

inline Result<void> released(HistoryStore& store, const QString& run)
{
    return asFuture<Result<void>>([&](const HistoryStore::Done<void>& done) { store.release(run, done); }).result();
}

} // namespace assay::testing
