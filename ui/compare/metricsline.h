// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/laneprogress.h"

#include <QWidget>

namespace assay {

/// Times, tokens and cost of a lane in one painted line: figures at the left, cost at the right. What does not fit is
/// left out from the right end of the figures; the whole text is in the accessible description and the tooltip.
class MetricsLine : public QWidget
{
    Q_OBJECT

public:
    explicit MetricsLine(QWidget* parent = nullptr);

    void setMetrics(const LaneMetrics& metrics);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    double paintCost(QPainter& painter) const;
    void paintSegments(QPainter& painter, double right) const;

    LaneMetrics m_metrics;
};

} // namespace assay
