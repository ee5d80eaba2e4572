// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

namespace assay {

/// What there is to know before a copy is made by itself.
struct BackupOutlook {
    qint64 ledgerBytes = 0;
    qint64 freeBytes = 0; ///< on the disk of the profile
    QDateTime newest; ///< time of the newest rotating copy; invalid: there is none
};

/// Why no copy is made now, one sentence; empty if one is due: a day after the last, and only while a fifth of the free
/// disk is more than the history.
QString whyNoBackup(const BackupOutlook& outlook, const QDateTime& now);

/// The oldest of the copies (sizes, newest first) that go, so that all together take at most a fifth of what would be
/// free without them; two stay in any case. How many go.
qsizetype copiesBeyond(const QList<qint64>& sizes, qint64 freeBytes);

} // namespace assay
