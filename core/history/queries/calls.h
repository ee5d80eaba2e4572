// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/history/historytypes.h"

namespace assay {

class Connection;

/// The newest attempts (at most `limit`) that began at `since` or later, oldest first; without cost lines.
Result<QList<AttemptRecord>> recentAttempts(const Connection& connection, const QDateTime& since, int limit);

/// The lanes of a half-open UTC period, oldest first, without any text.
Result<QList<LedgerCall>> callsBetween(const Connection& connection, const QDateTime& from, const QDateTime& to);

} // namespace assay
