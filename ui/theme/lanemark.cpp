// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/lanemark.h"

#include "ui/theme/theme.h"

#include <QPainter>

#include <array>
#include <cmath>
#include <numbers>

namespace assay {

namespace {

constexpr int kShapes = 8;

QPainterPath polygon(const QRectF& box, int corners, double startDegrees, double stretch = 1.0)
{
    QPainterPath path;
    const double radius = box.width() / 2 * stretch;
    for (int i = 0; i < corners; ++i) {
        const double angle = (startDegrees + i * 360.0 / corners) * std::numbers::pi / 180.0;
        const QPointF point = box.center() + QPointF(std::cos(angle), std::sin(angle)) * radius;
        if (i == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    path.closeSubpath();
    return path;
}

QPainterPath triangle(const QRectF& box, bool pointsUp)
{
    const double base = pointsUp ? box.bottom() - box.height() * 0.04 : box.top() + box.height() * 0.04;
    const double tip = pointsUp ? box.top() + box.height() * 0.04 : box.bottom() - box.height() * 0.04;
    QPainterPath path;
    path.moveTo(box.left(), base);
    path.lineTo(box.center().x(), tip);
    path.lineTo(box.right(), base);
    path.closeSubpath();
    return path;
}

QPainterPath plus(const QRectF& box)
{
    const double arm = box.width() * 0.36;
    QPainterPath path;
    path.addRect(QRectF(box.center().x() - arm / 2, box.top(), arm, box.height()));
    QPainterPath across;
    across.addRect(QRectF(box.left(), box.center().y() - arm / 2, box.width(), arm));
    return path.united(across);
}

QPainterPath cross(const QRectF& box)
{
    QTransform turn;
    turn.translate(box.center().x(), box.center().y()).rotate(45).translate(-box.center().x(), -box.center().y());
    return turn.map(plus(box.adjusted(-0.5, -0.5, 0.5, 0.5)));
}

} // namespace

QPainterPath laneShape(int lane, const QRectF& box)
{
    QPainterPath path;
    switch (lane % kShapes) {
    case 0: path.addEllipse(box); return path;
    case 1: path.addRect(box.adjusted(0.5, 0.5, -0.5, -0.5)); return path;
    case 2: return triangle(box, true);
    case 3: return polygon(box, 4, -90, 1.15);
    case 4: return triangle(box, false);
    case 5: return plus(box);
    case 6: return polygon(box, 5, -90, 1.05);
    default: return cross(box);
    }
}

void paintLaneMark(QPainter& painter, const QRectF& box, int lane, const Theme& theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = theme.lane(lane).mark;
    if (lane < kShapes)
        painter.fillPath(laneShape(lane, box), colour);
    else
        painter.strokePath(laneShape(lane, box.adjusted(1, 1, -1, -1)), QPen(colour, 1.75));
    painter.restore();
}

QBrush laneBrush(int lane, const Theme& theme)
{
    static constexpr std::array patterns{Qt::SolidPattern, Qt::BDiagPattern, Qt::Dense4Pattern, Qt::HorPattern,
        Qt::FDiagPattern, Qt::VerPattern, Qt::CrossPattern, Qt::DiagCrossPattern};
    return {theme.lane(lane).mark, patterns[static_cast<std::size_t>(lane % kShapes)]};
}

} // namespace assay
