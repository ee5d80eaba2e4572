// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historystore.h"

namespace assay {

/// All runs of a conversation, oldest first. Blocks on the ledger.
Result<QList<RunRecord>> readThread(const HistoryStore& history, const QString& thread);

} // namespace assay
