// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>

namespace assay {

struct FrontPoint {
    double x = 0;
    double y = 0;
};

/// Indexes of the points that no other point beats in both, where less is better; x rising. Of equal points all are in.
QList<qsizetype> paretoFront(const QList<FrontPoint>& points);

/// A run of measurements of the same thing, as an individuals chart (Shewhart; limits from the mean moving range of the
/// first values, 2.66 times it on each side), on logarithms because times are skewed.
struct ControlChart {
    double centre = 0;
    double low = 0;
    double high = 0;
    qsizetype baseline = 0; ///< so many first values made the limits
    QList<qsizetype> flagged; ///< beyond a limit, or the end of eight in a row on one side of the centre
};
/// Nothing below 12 values above zero: too few to say what is usual.
inline constexpr qsizetype kFewestForControl = 12;
ControlChart controlChart(const QList<double>& values);

} // namespace assay
