// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historytypes.h"
#include "core/support/result.h"

namespace assay {

class Connection;

/// What must hold in every ledger, asked as SQL: the first row that breaks it, or nothing. Scans the whole file.
///
/// - a lane costs what its attempts cost together, and is unknown exactly when one of them is;
/// - the lines of a computed cost sum to it, and each is units × rate;
/// - an estimate lies in its interval; known and unknown costs have the state that says so;
/// - states are terminal ones, every lane has a run and every line an attempt;
/// - a reservation is settled once, by a run that is there, and none is open for a run that is;
/// - the kept spend of budgets is that of their lanes.
Result<std::optional<LedgerBreak>> findBrokenInvariant(const Connection& connection);

} // namespace assay
