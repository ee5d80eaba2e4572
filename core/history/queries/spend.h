// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historytypes.h"
#include "core/support/result.h"

namespace assay {

class Connection;

/// Totals of a half-open period. Whole UTC days come from the roll-up, the parts of days at its ends from the lanes.
Result<SpendTotal> spendTotal(const Connection& connection, const QDateTime& fromUtc, const QDateTime& toUtc);

/// Spend of whole UTC days, from the roll-up alone. Simulated calls only ever raise `simulatedCalls`.
Result<QList<SpendRow>> spendBy(const Connection& connection, QDate from, QDate to, SpendGrouping grouping);

} // namespace assay
