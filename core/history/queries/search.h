// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historyfilter.h"
#include "core/history/historytypes.h"
#include "core/history/queries/searchterms.h"
#include "core/support/result.h"

namespace assay {

class Connection;

/// A run that a search found.
struct SearchMatch {
    qint64 run = 0; ///< run.seq
    QString snippet;
    QList<TextRange> matches; ///< in `snippet`
    bool inNote = false;
};

struct SearchBounds {
    HistoryFilter filter;
    qint64 beforeRun = 0; ///< only runs recorded before this one; 0: all
    int limit = 50;
    bool withSnippets = true;
};

/// Newest recorded first. Words of prompts, answers, notes and tags; and, where the words are written without spaces or
/// are found nowhere, pieces of texts (gramsearch.h).
Result<QList<SearchMatch>> newestMatches(
    const Connection& connection, const QString& terms, const SearchBounds& bounds);

/// The best of the newest few hundred matches, best first.
Result<QList<SearchMatch>> bestMatches(const Connection& connection, const QString& terms, const SearchBounds& bounds);

/// ` AND r.seq IN (…)`: every run that a search for these words finds; nothing where there are no words.
Result<SqlCondition> wordsCondition(const Connection& connection, const QString& words);

Result<QList<SearchHit>> searchRuns(const Connection& connection, const QString& terms, int limit);

} // namespace assay
