// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/chart.h"
#include "ui/charts/chartscale.h"

#include <functional>

namespace assay {

struct BarSeries {
    QString name;
    QString sum; ///< shown under the name
    int slot = 0; ///< colour and pattern; negative: others
};

struct StackedBar {
    QString label; ///< under the axis
    QString name; ///< when pointed at
    QString note; ///< further lines when pointed at
    QList<qint64> values; ///< one for each series
    bool isFuture = false; ///< a faint stub
    bool isNow = false;
    bool isMarked = false; ///< something is missing in it
};

/// Bars of several series on top of each other. With more bars than the width holds, each pixel column shows the
/// highest of its bars, and pointing at it names that one.
class StackedBars : public Chart
{
    Q_OBJECT

public:
    explicit StackedBars(QWidget* parent = nullptr);

    using ValueText = std::function<QString(qint64)>;
    /// `axisText` labels ticks, `sumText` the highest bar, `exactText` values that are pointed at.
    void setTexts(ValueText axisText, ValueText sumText, ValueText exactText);
    void setBars(const QString& axisName, const QList<BarSeries>& series, const QList<StackedBar>& bars);

    ChartTable table() const override;
    QSize sizeHint() const override { return {640, 280}; }
    QSize minimumSizeHint() const override { return {320, 160}; }
    int barOf(int mark) const; ///< which bar a mark shows

protected:
    void draw(QPainter& painter, const QRectF& area, const Theme& theme) const override;
    int markCount() const override;
    QRectF markBox(int mark, const QRectF& area) const override;
    QString markText(int mark) const override;
    int markAt(QPointF point, const QRectF& area) const override;

private:
    struct Plot {
        QRectF box;
        QList<ChartRange> columns;
        double columnWidth = 0;
        QList<qint64> ticks;
    };
    Plot plotIn(const QRectF& area) const;
    qint64 total(qsizetype bar) const;
    qsizetype highest(const ChartRange& range) const;
    void drawAxis(QPainter& painter, const Plot& plot, const Theme& theme) const;
    void drawBar(QPainter& painter, const Plot& plot, qsizetype column, const Theme& theme) const;
    void drawLabels(QPainter& painter, const Plot& plot, const Theme& theme) const;
    void drawNames(QPainter& painter, const QRectF& area, const Plot& plot, const Theme& theme) const;
    void drawPeak(QPainter& painter, const Plot& plot, const Theme& theme) const;

    QString m_axisName;
    QList<BarSeries> m_series;
    QList<StackedBar> m_bars;
    ValueText m_axisText;
    ValueText m_sumText;
    ValueText m_exactText;
};

} // namespace assay
