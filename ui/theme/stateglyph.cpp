// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/stateglyph.h"

#include <QPainter>
#include <QPainterPath>

namespace assay {

namespace {

// All drawn on a grid of 24, with round ends.
class Pencil
{
public:
    explicit Pencil(QPainter& painter)
        : m_painter(painter)
    {
    }
    void ring(double radius = 9) { m_painter.drawEllipse(QPointF(12, 12), radius, radius); }
    void line(double x1, double y1, double x2, double y2) { m_painter.drawLine(QPointF(x1, y1), QPointF(x2, y2)); }
    void dot(double x, double y, double radius)
    {
        QPainterPath path;
        path.addEllipse(QPointF(x, y), radius, radius);
        m_painter.fillPath(path, m_painter.pen().color());
    }
    void arc(double radius, int from, int span)
    {
        m_painter.drawArc(QRectF(12 - radius, 12 - radius, 2 * radius, 2 * radius), from * 16, span * 16);
    }
    void shape(std::initializer_list<QPointF> points)
    {
        m_painter.drawPolyline(points.begin(), static_cast<int>(points.size()));
    }

private:
    QPainter& m_painter;
};

void drawWaves(Pencil& pencil)
{
    pencil.dot(12, 12, 2.2);
    for (const int side : {0, 180}) {
        pencil.arc(5.5, side - 45, 90);
        pencil.arc(9.5, side - 45, 90);
    }
}

void drawHourglass(Pencil& pencil)
{
    pencil.line(6, 3, 18, 3);
    pencil.line(6, 21, 18, 21);
    pencil.shape({{7.5, 3}, {7.5, 7}, {16.5, 17}, {16.5, 21}});
    pencil.shape({{16.5, 3}, {16.5, 7}, {7.5, 17}, {7.5, 21}});
}

void drawScissors(Pencil& pencil, QPainter& painter)
{
    painter.drawEllipse(QPointF(6, 6), 3, 3);
    painter.drawEllipse(QPointF(6, 18), 3, 3);
    pencil.line(8.2, 8.2, 20, 20);
    pencil.line(8.2, 15.8, 20, 4);
}

void drawQuestion(Pencil& pencil, QPainter& painter)
{
    pencil.ring();
    QPainterPath hook;
    hook.moveTo(9.2, 9.2);
    hook.cubicTo(9.8, 6.2, 15, 6.6, 14.8, 9.8);
    hook.cubicTo(14.7, 11.6, 12, 12, 12, 13.8);
    painter.drawPath(hook);
    pencil.dot(12, 17, 1.2);
}

void drawPlug(Pencil& pencil, QPainter& painter)
{
    pencil.line(9, 3, 9, 8);
    pencil.line(15, 3, 15, 8);
    QPainterPath body;
    body.moveTo(6, 8);
    body.lineTo(18, 8);
    body.lineTo(18, 11);
    body.cubicTo(18, 18, 6, 18, 6, 11);
    body.closeSubpath();
    painter.drawPath(body);
    pencil.line(12, 16.5, 12, 21);
}

void drawTestTube(Pencil& pencil, QPainter& painter)
{
    pencil.line(7, 3, 17, 3);
    QPainterPath tube;
    tube.moveTo(9, 3);
    tube.lineTo(9, 18);
    tube.cubicTo(9, 22, 15, 22, 15, 18);
    tube.lineTo(15, 3);
    painter.drawPath(tube);
    pencil.line(9, 13, 15, 13);
}

void draw(Pencil& pencil, QPainter& painter, Glyph glyph)
{
    switch (glyph) {
    case Glyph::Clock:
        pencil.ring();
        pencil.shape({{12, 7}, {12, 12}, {15.5, 14}});
        return;
    case Glyph::Timer:
        painter.drawEllipse(QPointF(12, 14), 7.5, 7.5);
        pencil.line(9.5, 2.5, 14.5, 2.5);
        pencil.line(12, 14, 14.5, 11);
        return;
    case Glyph::Ticked:
        pencil.ring();
        pencil.shape({{8, 12.4}, {11, 15.2}, {16, 9.4}});
        return;
    case Glyph::Crossed:
        pencil.ring();
        pencil.line(9, 9, 15, 15);
        pencil.line(15, 9, 9, 15);
        return;
    case Glyph::NoEntry:
        pencil.ring();
        pencil.line(5.8, 5.8, 18.2, 18.2);
        return;
    case Glyph::Stopped:
        pencil.ring();
        painter.drawRect(QRectF(9.2, 9.2, 5.6, 5.6));
        return;
    case Glyph::Dots:
        for (const double x : {5.0, 12.0, 19.0})
            pencil.dot(x, 12, 1.9);
        return;
    case Glyph::Plug: drawPlug(pencil, painter); return;
    case Glyph::Waves: drawWaves(pencil); return;
    case Glyph::Hourglass: drawHourglass(pencil); return;
    case Glyph::Scissors: drawScissors(pencil, painter); return;
    case Glyph::Question: drawQuestion(pencil, painter); return;
    case Glyph::TestTube: drawTestTube(pencil, painter); return;
    }
}

} // namespace

void paintGlyph(QPainter& painter, const QRectF& box, Glyph glyph, const QColor& colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / 24.0, box.height() / 24.0);
    painter.setPen(QPen(colour, 2.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    Pencil pencil(painter);
    draw(pencil, painter, glyph);
    painter.restore();
}

} // namespace assay
