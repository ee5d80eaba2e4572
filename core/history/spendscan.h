// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historytypes.h"
#include "core/support/result.h"

namespace assay {

class Connection;

/// Fills empty roll-ups from all lanes; for a migration, inside its transaction.
Result<void> sumSpendAnew(const Connection& connection);

/// Sums all lanes again and compares with the roll-ups; the first difference, or nothing.
Result<std::optional<LedgerBreak>> findRollupDifference(const Connection& connection);

} // namespace assay
