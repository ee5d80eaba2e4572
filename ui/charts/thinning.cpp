// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/thinning.h"

#include <algorithm>
#include <vector>

namespace assay {

namespace {

int stepOf(double share, int steps)
{
    return std::clamp(static_cast<int>(share * steps), 0, steps - 1);
}

/// Counts by cell, in the order of the grid.
class Grid
{
public:
    Grid(int columns, int rows)
        : m_columns(std::max(1, columns))
        , m_rows(std::max(1, rows))
        , m_cells(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows))
    {
    }

    int columns() const { return m_columns; }
    int rows() const { return m_rows; }
    void add(int column, int row, qsizetype count, qsizetype sample)
    {
        auto& cell = m_cells[static_cast<std::size_t>(row) * static_cast<std::size_t>(m_columns)
            + static_cast<std::size_t>(column)];
        if (cell.count == 0 || sample < cell.sample)
            cell.sample = sample;
        cell.count += count;
    }

    QList<DensityCell> filled() const
    {
        QList<DensityCell> cells;
        for (std::size_t i = 0; i < m_cells.size(); ++i) {
            if (m_cells[i].count > 0)
                cells.append({.column = static_cast<int>(i % static_cast<std::size_t>(m_columns)),
                    .row = static_cast<int>(i / static_cast<std::size_t>(m_columns)),
                    .count = m_cells[i].count,
                    .sample = m_cells[i].sample});
        }
        return cells;
    }

private:
    struct Cell {
        qsizetype count = 0;
        qsizetype sample = 0;
    };
    int m_columns;
    int m_rows;
    std::vector<Cell> m_cells;
};

} // namespace

QList<DensityCell> densityCells(const QList<QPointF>& shares, int columns, int rows)
{
    Grid grid(columns, rows);
    for (qsizetype i = 0; i < shares.size(); ++i)
        grid.add(stepOf(shares[i].x(), grid.columns()), stepOf(shares[i].y(), grid.rows()), 1, i);
    return grid.filled();
}

QList<DensityCell> coarser(const QList<DensityCell>& cells, QSize from, QSize to)
{
    Grid grid(std::min(from.width(), to.width()), std::min(from.height(), to.height()));
    for (const auto& cell : cells) {
        const int column = static_cast<int>(qint64{cell.column} * grid.columns() / std::max(1, from.width()));
        const int row = static_cast<int>(qint64{cell.row} * grid.rows() / std::max(1, from.height()));
        grid.add(column, row, cell.count, cell.sample);
    }
    return grid.filled();
}

QList<qsizetype> thinnedShares(const QList<double>& shares, int steps)
{
    if (shares.isEmpty())
        return {};
    std::vector<qsizetype> kept(static_cast<std::size_t>(std::max(1, steps)), -1);
    qsizetype least = 0;
    qsizetype most = 0;
    for (qsizetype i = 0; i < shares.size(); ++i) {
        least = shares[i] < shares[least] ? i : least;
        most = shares[i] > shares[most] ? i : most;
        auto& place = kept[static_cast<std::size_t>(stepOf(shares[i], std::max(1, steps)))];
        place = place < 0 ? i : place;
    }
    kept[static_cast<std::size_t>(stepOf(shares[least], std::max(1, steps)))] = least;
    QList<qsizetype> out;
    for (const qsizetype index : kept) {
        if (index >= 0)
            out.append(index);
    }
    if (out.last() != most)
        out.append(most);
    return out;
}

} // namespace assay
