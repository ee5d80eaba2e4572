// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/layoutchooser.h"

#include <algorithm>

namespace assay {

namespace {

constexpr int kFewLanes = 3;

LaneLayout grid(int lanes, int width, int minimumWidth)
{
    const int fitting = std::clamp(width / std::max(minimumWidth, 1), 1, lanes);
    const int rows = (lanes + fitting - 1) / fitting;
    return {.rows = rows, .columns = (lanes + rows - 1) / rows};
}

} // namespace

LaneLayout chooseLayout(int lanes, int width, LaneArrangement arrangement, int minimumWidth)
{
    const int count = std::max(lanes, 1);
    const LaneLayout columns{.rows = 1, .columns = count};
    if (arrangement == LaneArrangement::Columns)
        return columns;
    if (arrangement == LaneArrangement::Grid) {
        const LaneLayout layout = grid(count, width, minimumWidth);
        // Asked for a grid, two or more lanes get one even where columns would fit.
        return layout.rows > 1 || count < 2 ? layout : LaneLayout{.rows = 2, .columns = (count + 1) / 2};
    }
    const int tolerated = count <= kFewLanes ? std::min(minimumWidth, kNarrowLaneWidth) : minimumWidth;
    return count * tolerated <= width ? columns : grid(count, width, minimumWidth);
}

} // namespace assay
