// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historytypes.h"
#include "core/history/queries/spendsource.h"
#include "core/history/spendrollup.h"
#include "core/support/result.h"

namespace assay {

class Connection;

/// Totals of a half-open period. Whole quarters of an hour come from the roll-ups, the rest at its ends from the lanes.
Result<SpendTotal> spendTotal(const Connection& connection, const QDateTime& fromUtc, const QDateTime& toUtc);

/// Spend of whole days, which the source covers. Simulated calls only ever raise `simulatedCalls`.
Result<QList<SpendRow>> spendBy(const SpendSource& source, const SpendQuery& query, SpendGrouping grouping);
Result<QList<SpendCell>> spendByDay(const SpendSource& source, const SpendQuery& query, SpendGrouping grouping);

/// The key of a group in a grouping; not for Day and Tag.
QString spendKey(SpendGrouping grouping, const SpendGroup& group);

} // namespace assay
