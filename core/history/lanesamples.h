// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/lanemeasurement.h"
#include "core/history/historyfilter.h"
#include "core/history/historystore.h"

namespace assay {

struct SampleSet {
    QList<LaneMeasurement> samples; ///< oldest first
    qint64 runs = 0; ///< in the period, whatever the filter, before thinning
    qint64 every = 1; ///< one run in so many was taken, evenly over the period
};

/// Lanes of a filter for statistics: those that it means, not the others of their runs. More than `mostRuns` runs are
/// thinned evenly before anything else is read, so that a million costs no more than some ten thousand. Blocks its
/// thread.
Result<SampleSet> readLaneSamples(const HistoryStore& history, const HistoryFilter& filter, qint64 mostRuns = 20'000);

/// All lanes of a filter, counted by what reliability asks about; none is left out. Reads each lane once: a microsecond
/// or two each. Blocks its thread.
Result<QList<LaneCount>> readLaneCounts(const HistoryStore& history, const HistoryFilter& filter);

} // namespace assay
