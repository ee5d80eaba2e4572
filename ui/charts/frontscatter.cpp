// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/frontscatter.h"

#include "ui/theme/lanemark.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr double kLeft = 70;
constexpr double kBottom = 38;
constexpr double kTop = 20;
constexpr double kMark = 13;

} // namespace

void FrontScatter::setTexts(const QString& xName, ValueText xText, const QString& yName, ValueText yText)
{
    m_xName = xName;
    m_xText = std::move(xText);
    m_yName = yName;
    m_yText = std::move(yText);
}

void FrontScatter::setPoints(const QList<ScatterPoint>& points)
{
    m_points = points;
    if (!points.isEmpty()) {
        const auto [left, right] = std::ranges::minmax(points, {}, &ScatterPoint::x);
        const auto [low, high] = std::ranges::minmax(points, {}, &ScatterPoint::y);
        m_x = LogScale(left.x, right.x);
        m_y = LogScale(low.y, high.y);
    }
    renew();
}

QRectF FrontScatter::plotIn(const QRectF& area) const
{
    return area.adjusted(kLeft, kTop, -12, -kBottom);
}

QPointF FrontScatter::placeOf(const ScatterPoint& point, const QRectF& plot) const
{
    return {plot.left() + m_x.share(point.x) * plot.width(), plot.bottom() - m_y.share(point.y) * plot.height()};
}

QRectF FrontScatter::markBox(int mark, const QRectF& area) const
{
    const QPointF place = placeOf(m_points[mark], plotIn(area));
    return {place.x() - kMark / 2, place.y() - kMark / 2, kMark, kMark};
}

QString FrontScatter::markText(int mark) const
{
    const auto& point = m_points[mark];
    return u"%1\n%2: %3\n%4: %5\n"_s.arg(point.name, m_xName, m_xText(point.x), m_yName, m_yText(point.y))
        + tr("n %1").arg(QLocale().toString(point.n))
        + (point.isFront ? u'\n' + tr("nothing is both faster and cheaper") : QString());
}

ChartTable FrontScatter::table() const
{
    ChartTable out{.header = {tr("Model"), m_xName, m_yName, tr("n"), tr("On the front")}, .rows = {}};
    for (const auto& point : m_points)
        out.rows.append({point.name, m_xText(point.x), m_yText(point.y), QString::number(point.n),
            point.isFront ? tr("yes") : tr("no")});
    return out;
}

void FrontScatter::drawAxes(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    const QRectF plot = plotIn(area);
    painter.setFont(tabular(roleFont(font(), FontRole::Caption)));
    const auto columns = m_x.ticks();
    for (const double tick : columns) {
        const double x = plot.left() + m_x.share(tick) * plot.width();
        painter.setPen(theme.line);
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        painter.setPen(theme.muted);
        painter.drawText(QRectF(x - 40, plot.bottom() + 4, 80, 16), Qt::AlignHCenter | Qt::AlignTop, m_xText(tick));
    }
    const auto rows = m_y.ticks();
    for (const double tick : rows) {
        const double y = plot.bottom() - m_y.share(tick) * plot.height();
        painter.setPen(theme.line);
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(theme.muted);
        painter.drawText(QRectF(area.left(), y - 8, kLeft - 8, 16), Qt::AlignRight | Qt::AlignVCenter, m_yText(tick));
    }
    painter.setPen(theme.muted);
    painter.drawText(
        QRectF(area.left(), area.top(), area.width(), kTop), Qt::AlignLeft | Qt::AlignTop, m_yName + u" ↑"_s);
    painter.drawText(
        QRectF(plot.left(), area.bottom() - 17, plot.width(), 16), Qt::AlignRight | Qt::AlignBottom, m_xName + u" →"_s);
}

void FrontScatter::drawFront(QPainter& painter, const QRectF& plot, const Theme& theme) const
{
    QList<QPointF> front;
    for (const auto& point : m_points) {
        if (point.isFront)
            front.append(placeOf(point, plot));
    }
    std::ranges::sort(front, {}, &QPointF::x);
    if (front.isEmpty())
        return;
    painter.setPen(QPen(theme.text, 1.2, Qt::DashLine));
    painter.drawLine(QPointF(front.first().x(), plot.top()), front.first());
    for (qsizetype i = 1; i < front.size(); ++i) {
        const QPointF corner(front[i].x(), front[i - 1].y());
        painter.drawLine(front[i - 1], corner);
        painter.drawLine(corner, front[i]);
    }
    painter.drawLine(front.last(), QPointF(plot.right(), front.last().y()));
}

void FrontScatter::drawNames(QPainter& painter, const QRectF& plot, const Theme& theme) const
{
    painter.setFont(roleFont(font(), FontRole::SmallStrong));
    QList<QRectF> taken;
    for (const auto& point : m_points) {
        const QPointF place = placeOf(point, plot);
        const double width = painter.fontMetrics().horizontalAdvance(point.name) + 4;
        const double height = painter.fontMetrics().height();
        // Beside the dashed line, which runs level to the right and up from a mark.
        for (const QPointF offset : {QPointF(kMark / 2 + 3, -height - 3), QPointF(kMark / 2 + 3, 3),
                 QPointF(-width - kMark / 2 - 3, -height - 3), QPointF(-width - kMark / 2 - 3, 3),
                 QPointF(-width / 2, kMark / 2 + 3), QPointF(-width / 2, -height - kMark / 2 - 3)}) {
            const QRectF box(place + offset, QSizeF(width, height));
            const bool isFree = plot.adjusted(-2, -2, 10, 2).contains(box)
                && std::ranges::none_of(taken, [&box](const QRectF& other) { return other.intersects(box); });
            if (!isFree)
                continue; // pointing at it names it
            taken.append(box);
            painter.setPen(theme.lane(point.slot).text);
            painter.drawText(box, Qt::AlignCenter, point.name);
            break;
        }
    }
}

void FrontScatter::draw(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    if (m_points.isEmpty())
        return;
    drawAxes(painter, area, theme);
    const QRectF plot = plotIn(area);
    drawFront(painter, plot, theme);
    for (int i = 0; i < m_points.size(); ++i)
        paintLaneMark(painter, markBox(i, area), m_points[i].slot, theme);
    drawNames(painter, plot, theme);
}

} // namespace assay
