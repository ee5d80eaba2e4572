// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/chart.h"

namespace assay {

struct RowBar {
    QString name;
    qint64 value = 0;
    QString text; ///< beside the bar
    QString exact; ///< when pointed at
};

/// Horizontal bars of one series, dearest first as given; those that do not fit are left out and counted.
class RowBars : public Chart
{
    Q_OBJECT

public:
    using Chart::Chart;

    void setBars(const QString& axisName, const QList<RowBar>& bars);

    ChartTable table() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {200, 60}; }

protected:
    void draw(QPainter& painter, const QRectF& area, const Theme& theme) const override;
    int markCount() const override;
    QRectF markBox(int mark, const QRectF& area) const override;
    QString markText(int mark) const override;

private:
    int rowHeight() const;
    int shown(const QRectF& area) const;
    double barShare(int mark) const;

    QString m_axisName;
    QList<RowBar> m_bars;
};

} // namespace assay
