// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/history/threadtypes.h"
#include "core/support/result.h"

namespace assay {

class Connection;

/// Fills in `place` and each lane's `request` of a run with this row number. A run of no conversation is left alone.
Result<void> readPlace(const Connection& connection, qint64 seq, RunRecord& run);
/// Ids of the runs of a conversation, oldest first.
Result<QStringList> readThreadRuns(const Connection& connection, const QString& thread);
Result<QList<ThreadSummary>> readThreads(const Connection& connection, int limit);

Result<QList<PromptVersion>> readPromptVersions(const Connection& connection, const QString& prompt);
Result<QList<PromptSummary>> readPrompts(const Connection& connection, const QString& kind, int limit);
/// Stores `text` under `name` as the newest version of the system prompt of that name; nothing new if it is that
/// already.
Result<void> writeSystemPrompt(const Connection& connection, const QString& name, const QString& text, qint64 at);

} // namespace assay
