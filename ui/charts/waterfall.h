// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "ui/charts/chart.h"

namespace assay {

/// One attempt of a lane: when, and how long each phase took. Microseconds since the run began.
struct WaterfallRow {
    int lane = 0;
    QString name; ///< of the lane; empty on further attempts
    QString detail; ///< endpoint, attempt
    QString status; ///< HTTP status, or what went wrong
    qint64 start = 0;
    qint64 handshake = 0; ///< DNS, connect, TLS
    qint64 wait = 0; ///< to the first token
    qint64 stream = 0;
    bool failed = false;
    QString figures; ///< total and cost
};
QList<WaterfallRow> waterfallOf(const RunRecord& run);

/// Every attempt of a run with its phases on one axis of time.
class Waterfall : public Chart
{
    Q_OBJECT

public:
    using Chart::Chart;

    void setRows(const QList<WaterfallRow>& rows);

    ChartTable table() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {420, 90}; }

protected:
    void draw(QPainter& painter, const QRectF& area, const Theme& theme) const override;
    int markCount() const override { return static_cast<int>(m_rows.size()); }
    QRectF markBox(int mark, const QRectF& area) const override;
    QString markText(int mark) const override;

private:
    QRectF plotIn(const QRectF& area) const;
    double rowHeight(const QRectF& area) const;
    void drawAxis(QPainter& painter, const QRectF& area, const Theme& theme) const;
    void drawRow(QPainter& painter, const QRectF& row, const QRectF& plot, int index, const Theme& theme) const;

    QList<WaterfallRow> m_rows;
    qint64 m_end = 1;
};

} // namespace assay
