// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/chartscale.h"

#include <QList>
#include <QPointF>
#include <QSize>

#include <algorithm>

namespace assay {

// What of very many values can be told apart in so many pixels. Pure functions; charts keep what they give until data
// or size change.

/// Indexes, rising, of the values that a line through all of them is drawn by at so many columns: of each column the
/// first, the last, the lowest and the highest (M4; Jugel, Jerzak, Hackenbroich, Markl: M4, VLDB 2014). No extreme is
/// dropped. Values that are few are all there.
template <class T> QList<qsizetype> thinnedLine(const QList<T>& values, int columns)
{
    QList<qsizetype> line;
    const auto ranges = pixelColumns(values.size(), columns);
    line.reserve(4 * ranges.size());
    for (const auto& range : ranges) {
        qsizetype low = range.first;
        qsizetype high = range.first;
        for (qsizetype i = range.first + 1; i < range.end; ++i) {
            low = values[i] < values[low] ? i : low;
            high = values[high] < values[i] ? i : high;
        }
        for (const qsizetype index : {range.first, std::min(low, high), std::max(low, high), range.end - 1}) {
            if (line.isEmpty() || index > line.last())
                line.append(index);
        }
    }
    return line;
}

/// A cell of a grid in which points fell.
struct DensityCell {
    int column = 0;
    int row = 0; ///< from the bottom
    qsizetype count = 0;
    qsizetype sample = 0; ///< index of one of the points, the first
    friend bool operator==(const DensityCell&, const DensityCell&) = default;
};

/// Counts points by cell; places are shares of the axes in [0, 1]. Cells by row and column, empty ones left out.
QList<DensityCell> densityCells(const QList<QPointF>& shares, int columns, int rows);
/// The same counts on a coarser grid, without a look at the points.
QList<DensityCell> coarser(const QList<DensityCell>& cells, QSize from, QSize to);

/// At most one value for each step of a scale from 0 to 1, and always the least and the most; rising.
QList<qsizetype> thinnedShares(const QList<double>& shares, int steps);

} // namespace assay
