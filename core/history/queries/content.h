// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/runmarks.h"

namespace assay {

class Connection;

// Changes in an open transaction of the writer.

/// The number of a run; InvalidRequest if there is none.
Result<qint64> runNumber(const Connection& connection, const QString& runId);
Result<void> writeMark(const Connection& connection, qint64 run, const MarkChange& change, qint64 at);
/// A run whose content is gone already is left as it is.
Result<void> removeContent(const Connection& connection, qint64 run, GoneReason reason, qint64 at);

/// Requests, attachments and prompt versions that no run refers to any more.
Result<void> removeOrphans(const Connection& connection);

/// Runs a statement with these values.
Result<void> runOnce(const Connection& connection, QLatin1StringView statement, const QVariantList& values);

} // namespace assay
