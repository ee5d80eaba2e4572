// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/chart.h"
#include "ui/charts/chartscale.h"
#include "ui/charts/logscale.h"

#include <QPolygonF>

#include <functional>

namespace assay {

/// Measurements of the same thing in the order of time, with what is usual and which are not.
struct ControlSeries {
    QList<double> values;
    QStringList names; ///< of each value: its time
    double centre = 0; ///< 0: too few values to say what is usual
    double low = 0;
    double high = 0;
    QList<qsizetype> flagged;
};

/// The series on a logarithmic axis with its limits. With more values than pixels each column shows the span of its
/// values; what is flagged is always drawn.
class ControlPlot : public Chart
{
    Q_OBJECT

public:
    using Chart::Chart;
    using ValueText = std::function<QString(double)>;

    void setSeries(const ControlSeries& series, ValueText text);

    ChartTable table() const override;
    QSize sizeHint() const override { return {420, 220}; }
    QSize minimumSizeHint() const override { return {280, 120}; }

protected:
    void draw(QPainter& painter, const QRectF& area, const Theme& theme) const override;
    int markCount() const override { return static_cast<int>(m_series.values.size()); }
    QRectF markBox(int mark, const QRectF& area) const override;
    QString markText(int mark) const override;
    int markAt(QPointF point, const QRectF& area) const override;

private:
    QRectF plotIn(const QRectF& area) const;
    QPointF placeOf(qsizetype index, const QRectF& plot) const;
    void fit(const QRectF& plot) const; ///< what is drawn, once for each size
    void drawLine(QPainter& painter, const Theme& theme) const;
    QList<qsizetype> shownFlags(int columns) const;
    double heightOf(double value, const QRectF& plot) const;
    void drawLimits(QPainter& painter, const QRectF& area, const Theme& theme) const;

    ControlSeries m_series;
    mutable QRectF m_fitted; // the plot that the next two are for
    mutable QPolygonF m_line;
    mutable QList<QPointF> m_flags; // of very many the ends of each column
    ValueText m_text;
    LogScale m_scale;
};

} // namespace assay
