// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ledgerguard.h"

#include "core/support/logging.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

ReservationOutcome refusedAll(const ReservationRequest& request, const Error& cause)
{
    Error error = cause;
    error.kind = ErrorKind::BudgetExceeded;
    error.detail = u"Not sent: whether it fits the budgets could not be found out. %1"_s.arg(cause.detail);
    ReservationOutcome outcome;
    for (const auto& claim : request.lanes) {
        if (!claim.free)
            outcome.refused.insert(claim.lane, error);
    }
    return outcome;
}

} // namespace

void LedgerGuard::reserve(const ReservationRequest& request, Answered answered)
{
    m_history.reserve(request, [request, answered = std::move(answered)](const Result<ReservationOutcome>& outcome) {
        answered(outcome ? *outcome : refusedAll(request, outcome.error()));
    });
}

void LedgerGuard::release(const QString& runId)
{
    m_history.release(runId, [](const Result<void>& released) {
        if (!released)
            qCWarning(lcHistory, "a reservation was not released: %s", qPrintable(released.error().detail));
    });
}

} // namespace assay
