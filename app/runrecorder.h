// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historystore.h"
#include "core/pricing/pricebook.h"
#include "core/support/clock.h"

#include <QHash>

#include <functional>

namespace assay {

/// Hands what the engine says to the ledger: finished runs, and what unfinished ones have got so far. Used on the
/// engine's thread.
class RunRecorder
{
public:
    explicit RunRecorder(HistoryStore& history)
        : m_history(history)
    {
    }
    void journal(const RunRecord& soFar);
    void record(const RunRecord& run);

private:
    HistoryStore& m_history;
    QHash<QString, QList<qsizetype>> m_written; // by run: how much of each lane the journal was given
};

/// The price of the model that a lane asked, if there is one.
using PriceOf = std::function<std::optional<ModelPrice>(const LaneRecord&)>;

/// A run that a process which is gone left in the journal, as it goes into the ledger: lanes that had ended as they
/// were; others Truncated with their text or, where none had come, Indeterminate. Their cost is estimated, with the
/// interval it lies in, and unknown without a price.
RunRecord interruptedRun(RunRecord soFar, const PriceOf& priceOf);

/// Moves what processes that are gone left in the journal into the ledger. The ids of these runs.
Result<QStringList> recoverInterrupted(HistoryStore& history, const Clock& clock, const PriceOf& priceOf);

} // namespace assay
