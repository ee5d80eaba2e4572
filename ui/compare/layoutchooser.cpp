// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/layoutchooser.h"

#include <algorithm>

namespace assay {

namespace {

constexpr int kFewLanes = 3;

// At least two rows: asked for, or because columns are too narrow.
LaneLayout grid(int lanes, int width, int minimumWidth)
{
    const int fitting = std::clamp(width / std::max(std::min(minimumWidth, kGridLaneWidth), 1), 1, lanes);
    const int rows = std::min(lanes, std::max(2, (lanes + fitting - 1) / fitting));
    return {.rows = rows, .columns = (lanes + rows - 1) / rows};
}

} // namespace

LaneLayout chooseLayout(int lanes, int width, LaneArrangement arrangement, int minimumWidth)
{
    const int count = std::max(lanes, 1);
    const LaneLayout columns{.rows = 1, .columns = count};
    if (arrangement == LaneArrangement::Columns)
        return columns;
    if (arrangement == LaneArrangement::Focus || arrangement == LaneArrangement::Tabs)
        return {.rows = 1, .columns = 1};
    if (arrangement == LaneArrangement::Grid)
        return grid(count, width, minimumWidth);
    const int tolerated = count <= kFewLanes ? std::min(minimumWidth, kNarrowLaneWidth) : minimumWidth;
    return count * tolerated <= width ? columns : grid(count, width, minimumWidth);
}

} // namespace assay
