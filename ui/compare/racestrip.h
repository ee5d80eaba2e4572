// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/laneprogress.h"

#include <QWidget>

#include <vector>

namespace assay {

/// All lanes on one time axis: dots while waiting, a bar from the first token to the last, a hollow box for a failed
/// attempt, the word beside it. One widget for all lanes.
class RaceStrip : public QWidget
{
    Q_OBJECT

public:
    explicit RaceStrip(QWidget* parent = nullptr);

    /// The lanes are the page's own; they stay valid until the next call.
    void setLanes(std::vector<const LaneProgress*> lanes);
    /// Shows this moment, as soon as it looks different from the one before.
    void advance(LaneProgress::Clock::time_point now);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Axis {
        double left = 0;
        double right = 0;
        double seconds = 1;
        double step = 1;
        double at(double second) const { return left + (right - left) * second / seconds; }
    };
    struct Span {
        double first = -1; ///< seconds to the first token; negative: none yet
        double last = 0; ///< end of the bar, or of the wait
    };
    Axis axis() const;
    Span span(const LaneProgress& lane) const;
    void paintAxis(QPainter& painter, const Axis& axis) const;
    void paintLane(QPainter& painter, const Axis& axis, int lane, bool won) const;
    QString word(int lane, const Span& span) const;
    int fastest() const;
    int rowHeight() const;
    void updateDescription();
    bool isAnyRunning() const;

    std::vector<const LaneProgress*> m_lanes;
    LaneProgress::Clock::time_point m_now;
    LaneProgress::Clock::time_point m_painted;
    LaneProgress::Clock::time_point m_described;
};

} // namespace assay
