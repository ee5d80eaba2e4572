// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

namespace assay {

/// The only attempt of a lane costs what the lane does, almost always: then its lines are kept once, as the lane's.
/// Where it has none although all its figures are the lane's, a line without a class says so.
inline bool hasFiguresOfLane(const LaneRecord& lane)
{
    if (lane.attempts.size() != 1 || lane.cost.lines.isEmpty())
        return false;
    const Cost& a = lane.attempts.first().cost;
    const Cost& b = lane.cost;
    return a.state == b.state && a.amount == b.amount && a.reported == b.reported && a.priceRevision == b.priceRevision
        && a.note == b.note;
}

} // namespace assay
