// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historytypes.h"
#include "core/support/result.h"

namespace assay {

class HistoryStore;

/// What a page or a document about spend asks for.
struct SpendRequest {
    SpendQuery query;
    SpendGrouping grouping = SpendGrouping::Model;
    QDate today; ///< in the zone of the query: where days end and a projection begins
    friend bool operator==(const SpendRequest&, const SpendRequest&) = default;
};

/// Figures that are no plain sum of one grouping.
struct SpendFigures {
    SpendTotal total;
    Money judging; ///< calls made to judge, to name and to test
    Money retries; ///< of answers: attempts before the last one of their call
    Money overhead; ///< both
    Money cacheSaved;
    qint64 unsaved = 0; ///< calls that read from a cache, with no price that tells what it saved
    qint64 answers = 0; ///< calls for an answer that completed
    std::optional<Money> perAnswer; ///< all money ÷ answers, rounded down; nothing without an answer
    friend bool operator==(const SpendFigures&, const SpendFigures&) = default;
};

/// Usage of another tool's logs or of a provider's export: shown beside own spend, never part of it.
struct ImportedSpend {
    QString source;
    Money known;
    qint64 calls = 0;
    qint64 unpriced = 0;
    friend bool operator==(const ImportedSpend&, const ImportedSpend&) = default;
};

/// Everything about one period, read at one time.
struct SpendReport {
    SpendRequest request;
    QList<SpendRow> rows; ///< by the grouping; days rising, otherwise dearest first
    QList<SpendCell> cells; ///< the same by day; by model when the grouping is by day
    QList<SpendRow> projects;
    QList<SpendCell> calendar; ///< the days of about half a year up to the end of the period, key empty
    QList<Money> fullDays; ///< the four weeks before today, oldest first; fewer when the ledger is younger
    Money today;
    SpendFigures figures;
    QList<ImportedSpend> imported;
    bool isScanned = false; ///< the filter asks for what the roll-ups do not hold: lanes were read one by one
};

/// Weeks that the calendar shows.
inline constexpr int kCalendarWeeks = 26;

/// From the rows by purpose.
SpendFigures spendFigures(const QList<SpendRow>& byPurpose);
/// Reads it all from one state of the ledger: from the roll-ups, or lane by lane where the filter asks for what they do
/// not hold. Blocks: use a worker.
Result<SpendReport> readSpendReport(const HistoryStore& history, const SpendRequest& request);

} // namespace assay
