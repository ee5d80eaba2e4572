// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/filterchoice.h"
#include "core/history/runfinder.h"
#include "core/history/runmarks.h"

#include <QObject>

namespace assay {

/// What a question found.
struct HistoryPageOfRuns {
    RunQuestion question;
    QList<FoundRun> runs;
    qint64 count = 0; ///< of all that the question means
    bool isMore = false; ///< there are more than `count`
    qint64 milliseconds = 0;
};

/// One run with all there is.
struct OpenedRun {
    RunRecord run;
    RunMarks marks;
    QList<Vote> votes; ///< that count
};

/// The history as the page sees it; built by the composition root. Lives on the window's thread; no call blocks,
/// answers come as signals.
class HistoryService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QDateTime now() const = 0;
    /// `found` follows, unless a later question overtakes it.
    virtual void find(const RunQuestion& question) = 0;
    virtual void open(const QString& runId) = 0; ///< `opened` follows, of the last one asked for
    virtual void count() = 0; ///< `counted` follows
    virtual void mark(const QString& runId, const MarkChange& change) = 0;
    virtual void deleteContent(const QString& runId) = 0;
    /// JSON Lines, or CSV where the path ends so. `told` follows.
    virtual void exportRuns(const QStringList& runIds, const QString& path) = 0;
    virtual QList<SmartFolder> folders() const = 0;
    virtual void setFolders(const QList<SmartFolder>& folders) = 0;

Q_SIGNALS:
    void found(const assay::HistoryPageOfRuns& page);
    void opened(const assay::OpenedRun& run);
    void counted(const assay::RunCounts& counts);
    void changed(); ///< runs were added, or what is known of them is different
    void told(const QString& sentence); ///< what was done, or why not
};

} // namespace assay
