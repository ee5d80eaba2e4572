// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historyfilter.h"
#include "core/history/historystore.h"

namespace assay {

/// What the user wrote on a run, and whether its content is still there.
struct RunMarks {
    bool starred = false;
    QStringList tags; ///< rising
    QString note;
    QString gone; ///< `deleted`, `private`, `retention`: why there is no content; empty: there is
    int votes = 0;
    friend bool operator==(const RunMarks&, const RunMarks&) = default;
};

/// A run in a list, with its marks and, of a search, the words around its best match.
struct FoundRun {
    qint64 seq = 0; ///< order of recording
    RunSummary run;
    RunMarks marks;
    QString snippet;
    QList<TextRange> matches; ///< in `snippet`
    bool inNote = false; ///< the snippet is of the note
};

enum class SearchOrder : std::uint8_t { Newest, Best };

struct RunQuestion {
    QString terms; ///< as of HistoryStore::search; empty: the words of the filter, and without them all runs
    HistoryFilter filter;
    SearchOrder order = SearchOrder::Newest;
    int limit = 50;
    QString beforeId; ///< of Newest: the page goes on after this run; empty: from the newest
};

/// How many runs there are of each kind, for the side of the page.
struct RunCounts {
    qint64 all = 0;
    qint64 starred = 0;
    qint64 voted = 0;
    QList<std::pair<QString, qint64>> surfaces; ///< lanes
    QStringList projects;
    QStringList providers; ///< who served, most used first
    QStringList tags;
    QStringList models; ///< `provider/model`, most used first
};

/// Finds runs. Every call blocks its thread for an indexed query: never on the window's thread.
class RunFinder
{
public:
    explicit RunFinder(const HistoryStore& history)
        : m_history(history)
    {
    }
    /// Newest: by the time they were made. Best: of the newest few hundred matches those first that say the words most
    /// often for their length, so that a common word costs no more than a rare one.
    Result<QList<FoundRun>> find(const RunQuestion& question) const;
    /// How many runs there are, at most `most`: counting a million takes longer than anybody waits.
    Result<qint64> count(const RunQuestion& question, qint64 most) const;
    Result<RunMarks> marks(const QString& runId) const;
    Result<RunCounts> counts() const;

private:
    const HistoryStore& m_history;
};

/// Where the words of a search stand in any text, as the index would find them; for marking hits in whole answers.
QList<TextRange> matchesIn(const QString& text, const QString& terms);

} // namespace assay
