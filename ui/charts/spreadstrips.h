// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/chart.h"
#include "ui/charts/logscale.h"

#include <functional>
#include <optional>

namespace assay {

/// How one thing spreads: few values themselves, many by their quantiles.
struct SpreadStrip {
    QString name;
    int slot = 0; ///< colour and shape
    qsizetype n = 0;
    QList<double> values; ///< where there are few
    std::optional<double> median;
    std::optional<double> low; ///< 95 % interval of the median
    std::optional<double> high;
    std::optional<double> p90;
    std::optional<double> p99;
};

/// Strips on a logarithmic axis: the mark at the median with its interval, a bar to the 90 % point, a line to the 99 %
/// point; dots where there are too few values for either.
class SpreadStrips : public Chart
{
    Q_OBJECT

public:
    using Chart::Chart;
    using ValueText = std::function<QString(double)>;

    void setTexts(const QString& subject, ValueText text);
    void setStrips(const QList<SpreadStrip>& strips);

    ChartTable table() const override;
    QSize sizeHint() const override { return {560, 300}; }
    QSize minimumSizeHint() const override { return {360, 140}; }

protected:
    void draw(QPainter& painter, const QRectF& area, const Theme& theme) const override;
    int markCount() const override;
    QRectF markBox(int mark, const QRectF& area) const override;
    QString markText(int mark) const override;

private:
    QList<double> apart(const QList<double>& values) const; ///< those that can be told apart on the axis
    QRectF plotIn(const QRectF& area) const;
    double rowHeight(const QRectF& area) const;
    int shown(const QRectF& area) const;
    void drawAxis(QPainter& painter, const QRectF& area, const Theme& theme) const;
    void drawStrip(QPainter& painter, const QRectF& row, const QRectF& plot, qsizetype index, const Theme& theme) const;

    QString m_subject;
    ValueText m_text;
    QList<SpreadStrip> m_strips;
    QList<QList<double>> m_dots; ///< of each strip the values that are drawn
    LogScale m_scale;
};

} // namespace assay
