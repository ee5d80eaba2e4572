// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historystore.h"
#include "core/pricing/pricebook.h"
#include "core/support/clock.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QMutex>
#include <QSet>

#include <functional>

namespace assay {

/// Hands what the engine says to the ledger: finished runs, and what unfinished ones have got so far. Used on the
/// engine's thread where nothing else is said.
class RunRecorder
{
public:
    explicit RunRecorder(HistoryStore& history)
        : m_history(history)
    {
    }
    ~RunRecorder(); ///< tries a last time to store what could not be stored; the engine must be gone
    Q_DISABLE_COPY_MOVE(RunRecorder)

    /// Told when a run could not be stored (a full disk): it is kept in memory and tried again with the next ones.
    /// From any thread.
    void setFailureListener(std::function<void(const QString&)> listener);
    void journal(const RunRecord& soFar);
    void record(const RunRecord& run);
    /// From now on nothing of what this run asks or answers is written: only what it cost, when and how it ended. Call
    /// it before the run starts; from any thread.
    void keepPrivate(const QString& runId);

private:
    bool isPrivate(const QString& runId);
    void store(const RunRecord& run);
    void onFailed(const RunRecord& run, const Error& error); ///< on the writer's thread
    void retry();

    HistoryStore& m_history;
    QMutex m_mutex;
    QSet<QString> m_private; // guarded by m_mutex, as the next ones
    QList<RunRecord> m_unsaved;
    std::function<void(const QString&)> m_listener;
    QList<QFuture<void>> m_storing;
    QDeadlineTimer m_retryPause;
    QHash<QString, QList<qsizetype>> m_written; // by run: how much of each lane the journal was given
};

/// The run without anything that was asked or answered.
RunRecord withoutContent(RunRecord run);

/// The price of the model that a lane asked, if there is one.
using PriceOf = std::function<std::optional<ModelPrice>(const LaneRecord&)>;

/// A run that a process which is gone left in the journal, as it goes into the ledger: lanes that had ended as they
/// were; others Truncated with their text or, where none had come, Indeterminate. Their cost is estimated, with the
/// interval it lies in, and unknown without a price.
RunRecord interruptedRun(RunRecord soFar, const PriceOf& priceOf);

/// Moves what processes that are gone left in the journal into the ledger. The ids of these runs.
Result<QStringList> recoverInterrupted(HistoryStore& history, const Clock& clock, const PriceOf& priceOf);

} // namespace assay
