// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "ui/charts/charttable.h"

#include <QCoreApplication>

namespace assay {

/// Why a call cost what it did: tokens × rate of each class, from which price list and of which day.
class CostExplanation
{
    Q_DECLARE_TR_FUNCTIONS(assay::CostExplanation)

public:
    /// `Why $0.0137?`
    static QString question(const LaneRecord& lane);
    /// Class, count, rate, amount; the sum last. No rows when there are no cost lines.
    static ChartTable lines(const LaneRecord& lane);
    /// Sentences on where the figure comes from: price list, provider's own figure, attempts, why it is unknown.
    static QString sentences(const RunRecord& run, const LaneRecord& lane);
};

} // namespace assay
