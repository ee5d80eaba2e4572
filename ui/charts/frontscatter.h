// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/chart.h"
#include "ui/charts/logscale.h"
#include "ui/charts/thinning.h"

#include <QHash>
#include <QSize>

#include <functional>

namespace assay {

struct ScatterPoint {
    QString name;
    int slot = 0;
    double x = 0;
    double y = 0;
    qsizetype n = 0;
    bool isFront = false; ///< no other point is better in both
};

/// Points on two logarithmic axes, less is better on both, with the line of those that nothing beats.
class FrontScatter : public Chart
{
    Q_OBJECT

public:
    using Chart::Chart;
    using ValueText = std::function<QString(double)>;

    void setTexts(const QString& xName, ValueText xText, const QString& yName, ValueText yText);
    void setPoints(const QList<ScatterPoint>& points);

    ChartTable table() const override;
    QSize sizeHint() const override { return {520, 300}; }
    QSize minimumSizeHint() const override { return {320, 180}; }

protected:
    void draw(QPainter& painter, const QRectF& area, const Theme& theme) const override;
    int markCount() const override;
    QRectF markBox(int mark, const QRectF& area) const override;
    QString markText(int mark) const override;
    int markAt(QPointF point, const QRectF& area) const override;

private:
    /// Many points: those of the front, and cells that say how many fell in them.
    bool isDense() const;
    void fit(const QRectF& plot) const; ///< cells of this size, once for each size
    QRectF cellBox(const DensityCell& cell, const QRectF& plot) const;
    QString pointText(const ScatterPoint& point) const;
    void drawCells(QPainter& painter, const QRectF& plot, const Theme& theme) const;
    QRectF plotIn(const QRectF& area) const;
    QPointF placeOf(const ScatterPoint& point, const QRectF& plot) const;
    void drawAxes(QPainter& painter, const QRectF& area, const Theme& theme) const;
    void drawFront(QPainter& painter, const QRectF& plot, const Theme& theme) const;
    void drawNames(QPainter& painter, const QRectF& plot, const Theme& theme) const;

    QString m_xName;
    QString m_yName;
    ValueText m_xText;
    ValueText m_yText;
    QList<ScatterPoint> m_points;
    LogScale m_x;
    LogScale m_y;
    QList<DensityCell> m_fine; // of all sizes, made once for the points
    QList<qsizetype> m_unbeaten; // the front
    mutable QSize m_grid; // what the next three are for, in cells
    mutable QList<DensityCell> m_cells;
    mutable QHash<QPoint, int> m_cellAt;
    mutable QList<qsizetype> m_front; // one where several fall together; x rising
};

} // namespace assay
