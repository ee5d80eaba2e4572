// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/support/clock.h"
#include "core/support/result.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace assay {

class HistoryWriter;

/// One row of a list of runs.
struct RunSummary {
    QString id;
    QDateTime startedAt;
    QString prompt; ///< first 200 characters
    QString surface;
    QStringList models;
    QList<LaneState> states;
    std::optional<Money> realCost; ///< known cost of lanes that are not simulated
    int unpricedLanes = 0; ///< real lanes whose cost is unknown
    bool simulated = false; ///< every lane is simulated
};

struct SpendTotal {
    Money known; ///< real calls with a known cost
    qint64 calls = 0; ///< real lanes
    qint64 unpriced = 0; ///< real lanes without a known cost
    qint64 simulatedCalls = 0; ///< counted apart, never part of the others
};

/// The ledger: every run, lane and attempt, in one SQLite file (WAL, synchronous FULL, foreign keys).
/// One writer thread owns all writes and groups what waits into one commit; readers have their own connections.
class HistoryStore : public QObject
{
    Q_OBJECT

public:
    /// Opens or creates the file, and migrates it (after copying it) if it is older. Fails with Storage and one clear
    /// sentence when it cannot be read, is not ours, or was written by a newer version; nothing is changed then.
    static Result<std::unique_ptr<HistoryStore>> open(const QString& path, std::shared_ptr<const Clock> clock);
    ~HistoryStore() override; ///< waits until everything handed in is on disk

    /// Resolves once the run is durable. Appending the same run id again is an error and changes nothing.
    QFuture<Result<QString>> append(const RunRecord& record);

    // Reads. They block their thread for one indexed query: never call them on the window's thread, use a worker.
    Result<QList<RunSummary>> newest(int limit, const QString& beforeId = {}) const;
    Result<RunRecord> run(const QString& id) const;
    /// Real and simulated totals of a half-open UTC period.
    Result<SpendTotal> totals(const QDateTime& fromUtc, const QDateTime& toUtc) const;
    /// The id that a unique prefix names; `last` names the newest run.
    Result<QString> resolveId(const QString& prefix) const;

    QString path() const { return m_path; }

Q_SIGNALS:
    void changed(); ///< something was committed; coalesced

private:
    HistoryStore(QString path, std::unique_ptr<HistoryWriter> writer);

    QString m_path;
    std::unique_ptr<HistoryWriter> m_writer;
};

} // namespace assay
