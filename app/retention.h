// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historystore.h"

namespace assay {

/// Removes content that was kept as long as its project wants. How many runs lost theirs. Blocks its thread.
Result<qint64> applyRetention(HistoryStore& history, const QDateTime& now);

} // namespace assay
