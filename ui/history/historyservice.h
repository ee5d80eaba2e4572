// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/filterchoice.h"
#include "core/history/runfinder.h"
#include "core/history/runmarks.h"
#include "ui/compare/runfork.h"
#include "ui/text/rundrift.h"

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

/// One time a run was replayed.
struct RunReplay {
    QString runId;
    QDateTime at;
    QList<LaneDrift> lanes;
};

/// One run with all there is.
struct OpenedRun {
    RunRecord run;
    RunMarks marks;
    QList<Vote> votes; ///< that count
    QList<RunReplay> replays; ///< oldest first; of the run that this one repeats, where it repeats one
};

/// What a replay would send of one lane.
struct ReplayPreview {
    int lane = 0;
    QString model;
    bool isRepeated = false; ///< false: it cannot be sent; `notes` say why
    bool isExact = false; ///< byte by byte
    QStringList notes; ///< what is not as it was
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
    /// What a replay of the run, or of one of its lanes, would send now. Nothing is sent.
    virtual QList<ReplayPreview> previewReplay(const OpenedRun& run, std::optional<int> lane) = 0;
    /// Sends it. `replayed` follows once the new run is kept.
    virtual void replay(const OpenedRun& run, std::optional<int> lane) = 0;
    /// Gathers what Compare needs to take the run up; `forked` follows.
    virtual void fork(const OpenedRun& run, std::optional<int> lane) = 0;
    virtual QList<SmartFolder> folders() const = 0;
    virtual void setFolders(const QList<SmartFolder>& folders) = 0;

Q_SIGNALS:
    void found(const assay::HistoryPageOfRuns& page);
    void opened(const assay::OpenedRun& run);
    void counted(const assay::RunCounts& counts);
    void replayed(const QString& runId); ///< the run whose requests were sent again
    void forked(const assay::RunFork& fork);
    void changed(); ///< runs were added, or what is known of them is different
    void told(const QString& sentence); ///< what was done, or why not
};

} // namespace assay
