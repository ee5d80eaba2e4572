// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historytypes.h"
#include "core/support/result.h"

#include <QDateTime>
#include <QString>

namespace assay {

/// What is in a history file, looked at without changing it.
struct LedgerSummary {
    QString path;
    int version = 0;
    qint64 bytes = 0;
    qint64 runs = 0;
    qint64 lanes = 0;
    QDateTime firstAt; ///< invalid: no runs
    QDateTime lastAt;
    QString lastRun;
    Money known; ///< of real lanes
    qint64 unpriced = 0;
    std::optional<QString> fault; ///< why it is not sound, one sentence
};

/// Checks pages, references, hash chain, texts and roll-ups, and counts. Storage if it cannot be opened at all.
Result<LedgerSummary> inspectLedger(const QString& path);

/// Writes a whole, checked copy of a history that may be in use to `target`, which must not exist. Storage on failure,
/// and then there is no file.
Result<LedgerSummary> backUpLedger(const QString& path, const QString& target);
/// Where a rotating copy goes: `<folder of the file>/backups/assay-<UTC time>.db`.
QString backupPathFor(const QString& path, const QDateTime& now);
/// Copies beside a history, newest first.
QStringList backupsOf(const QString& path);
/// Removes rotating copies but the newest of each of the last 7 days that have one, of the 4 last weeks, and of each
/// month. The paths removed.
QStringList rotateBackups(const QString& path);

/// What putting a copy in place would change.
struct RestorePreview {
    LedgerSummary backup;
    std::optional<LedgerSummary> current; ///< nothing: there is none, or it cannot be read
    qint64 lostRuns = 0; ///< in the current history, not in the copy
    qint64 regainedRuns = 0; ///< the other way round
};
Result<RestorePreview> previewRestore(const QString& path, const QString& backup);
/// Puts a copy in the place of the history; what was there is kept whole as `<path>.before-restore-<UTC time>`, whose
/// path is returned (empty if there was nothing). InvalidRequest if the copy is not sound. Storage if another program
/// uses the history.
Result<QString> restoreLedger(const QString& path, const QString& backup, const QDateTime& now);

/// What could be read of a damaged history.
struct SalvageReport {
    qint64 saved = 0;
    qint64 lost = 0; ///< runs of which nothing or not all could be read
    qint64 altered = 0; ///< saved, but a text does not fit its hash
    QStringList problems; ///< one sentence each, the first hundred
};
/// Reads `damaged` row by row, from a private copy, into a new history at `target`, which must not exist. `damaged` is
/// not touched. Storage if nothing can be read.
Result<SalvageReport> salvageLedger(const QString& damaged, const QString& target);

} // namespace assay
