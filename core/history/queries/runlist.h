// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historytypes.h"
#include "core/support/result.h"

namespace assay {

class Connection;

/// A page of runs, newest first; ids are UUIDv7 and sort by the time they were made.
Result<QList<RunSummary>> newestRuns(const Connection& connection, int limit, const QString& beforeId);

/// The full id that a unique prefix (or `last`) names.
Result<QString> resolveRunId(const Connection& connection, const QString& prefix);

} // namespace assay
