// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/support/result.h"

namespace assay {

class Connection;

/// A whole record as it was appended. InvalidRequest if there is no such run, Storage if it cannot be read.
/// Texts that were deleted from the ledger come back empty.
Result<RunRecord> readRun(const Connection& connection, const QString& id);

} // namespace assay
