// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QString>

namespace assay {

class RowReader;

/// A lane with what its spend depends on, but for attempts and cost lines.
struct SpendLane {
    qint64 seq = 0;
    qint64 at = 0; ///< microseconds since 1970 that decide its day
    RunRecord run;
    LaneRecord lane;
};

/// The columns of such a lane, over `lane l JOIN run r LEFT JOIN run_label b`.
QString spendLaneColumns();
SpendLane readSpendLane(RowReader& row);

} // namespace assay
