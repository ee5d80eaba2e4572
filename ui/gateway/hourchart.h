// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/chart.h"
#include "ui/gateway/gatewaycontrol.h"

namespace assay {

/// The requests of the last hour, a bar a minute; a small mark over the minutes in which some were refused or failed.
class HourChart : public Chart
{
    Q_OBJECT

public:
    using Chart::Chart;

    void setMinutes(const QList<GatewayMinute>& minutes);
    int highest() const; ///< requests of the busiest minute

    ChartTable table() const override; ///< of the minutes in which something came
    QSize sizeHint() const override { return {280, 118}; }
    QSize minimumSizeHint() const override { return {200, 96}; }

protected:
    void draw(QPainter& painter, const QRectF& area, const Theme& theme) const override;
    int markCount() const override { return static_cast<int>(m_minutes.size()); }
    QRectF markBox(int mark, const QRectF& area) const override;
    QString markText(int mark) const override;
    int markAt(QPointF point, const QRectF& area) const override;

private:
    QString clock(qsizetype minute) const;
    QRectF plotIn(const QRectF& area) const;

    QList<GatewayMinute> m_minutes; ///< oldest first
};

} // namespace assay
