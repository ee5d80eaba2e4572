// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/runfinder.h"

#include <QIODevice>

namespace assay {

enum class ExchangeFormat : std::uint8_t { JsonLines, Csv };

/// Writes the runs of a filter, oldest first. JSON Lines holds all there is (docs/data-dictionary.md) and can be
/// imported; CSV has one row a lane, for spreadsheets, and no cell that one would take for a formula. How many runs.
Result<qint64> exportHistory(
    const HistoryStore& history, const HistoryFilter& filter, ExchangeFormat format, QIODevice& out);
/// These runs only, in this order.
Result<qint64> exportRuns(const HistoryStore& history, const QStringList& ids, ExchangeFormat format, QIODevice& out);

struct ImportReport {
    qint64 added = 0;
    qint64 known = 0; ///< in the history already: left as they are
    QStringList problems; ///< one sentence each, the first hundred
    qint64 refused = 0;
};
/// Reads JSON Lines as exportHistory writes them. Importing twice changes nothing.
Result<ImportReport> importHistory(HistoryStore& history, QIODevice& in);
/// Adds runs that came from elsewhere; their ids decide what is known.
Result<ImportReport> addRuns(HistoryStore& history, const QList<RunRecord>& runs);

} // namespace assay
