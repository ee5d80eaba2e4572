// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/theme.h"

#include <QtTypes>

#include <cstdint>

namespace assay {

/// How lanes are arranged. `Auto` takes columns while they are wide enough, then a grid. Focus and Tabs show one lane.
enum class LaneArrangement : std::uint8_t { Auto, Columns, Grid, Focus, Tabs };

struct LaneLayout {
    int rows = 1;
    int columns = 1;
    qsizetype cells() const { return static_cast<qsizetype>(rows) * columns; }
    friend bool operator==(const LaneLayout&, const LaneLayout&) = default;
};

/// Up to three lanes stay side by side a little below the minimum width: a grid would waste a cell on them.
inline constexpr int kNarrowLaneWidth = 340;
/// In a grid a lane may be a little narrower than in columns, so that three fit beside each other in 1280 pixels.
inline constexpr int kGridLaneWidth = 390;

/// Rows and columns for `lanes` lanes in `width` pixels. Pure. A grid has as few rows as the minimum lane width allows
/// and its columns are filled evenly.
LaneLayout chooseLayout(int lanes, int width, LaneArrangement arrangement, int minimumWidth = space::laneMinimumWidth);

} // namespace assay
