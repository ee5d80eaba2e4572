// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/frontscatter.h"

#include "ui/theme/lanemark.h"

#include <QImage>
#include <QLocale>
#include <QPainter>
#include <QSet>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr double kLeft = 70;
constexpr double kBottom = 38;
constexpr double kTop = 20;
constexpr double kMark = 13;
constexpr qsizetype kManyPoints = 500; // marks of more would hide each other
constexpr int kFine = 1'024; // cells of each axis that every size is made from
constexpr double kCell = 3; // pixels

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
    m_fine.clear();
    m_unbeaten.clear();
    m_grid = {};
    if (!points.isEmpty()) {
        const auto [left, right] = std::ranges::minmax(points, {}, &ScatterPoint::x);
        const auto [low, high] = std::ranges::minmax(points, {}, &ScatterPoint::y);
        m_x = LogScale(left.x, right.x);
        m_y = LogScale(low.y, high.y);
    }
    if (isDense()) {
        QList<QPointF> shares(points.size());
        std::ranges::transform(points, shares.begin(),
            [this](const ScatterPoint& point) { return QPointF(m_x.share(point.x), m_y.share(point.y)); });
        m_fine = densityCells(shares, kFine, kFine);
        for (qsizetype i = 0; i < points.size(); ++i) {
            if (points[i].isFront)
                m_unbeaten.append(i);
        }
    }
    renew();
}

bool FrontScatter::isDense() const
{
    return m_points.size() > kManyPoints;
}

void FrontScatter::fit(const QRectF& plot) const
{
    const QSize grid(std::clamp(static_cast<int>(plot.width() / kCell), 1, kFine),
        std::clamp(static_cast<int>(plot.height() / kCell), 1, kFine));
    if (grid == m_grid)
        return;
    m_grid = grid;
    m_cells = coarser(m_fine, {kFine, kFine}, grid);
    m_cellAt.clear();
    for (int i = 0; i < m_cells.size(); ++i)
        m_cellAt.insert({m_cells[i].column, m_cells[i].row}, i);
    m_front.clear();
    QSet<QPoint> taken;
    for (const qsizetype index : std::as_const(m_unbeaten)) {
        const QPoint cell = (placeOf(m_points[index], plot) / kCell).toPoint();
        if (!taken.contains(cell))
            m_front.append(index);
        taken.insert(cell);
    }
    std::ranges::sort(m_front, {}, [this](qsizetype index) { return m_points[index].x; });
}

int FrontScatter::markCount() const
{
    if (!isDense())
        return static_cast<int>(m_points.size());
    fit(plotIn(rect()));
    return static_cast<int>(m_front.size() + m_cells.size());
}

QRectF FrontScatter::cellBox(const DensityCell& cell, const QRectF& plot) const
{
    const double width = plot.width() / m_grid.width();
    const double height = plot.height() / m_grid.height();
    return {plot.left() + cell.column * width, plot.bottom() - (cell.row + 1) * height, width, height};
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
    const QRectF plot = plotIn(area);
    if (isDense()) {
        fit(plot);
        if (mark >= m_front.size())
            return cellBox(m_cells[mark - m_front.size()], plot);
    }
    const QPointF place = placeOf(m_points[isDense() ? m_front[mark] : mark], plot);
    return {place.x() - kMark / 2, place.y() - kMark / 2, kMark, kMark};
}

int FrontScatter::markAt(QPointF point, const QRectF& area) const
{
    if (!isDense())
        return Chart::markAt(point, area);
    const QRectF plot = plotIn(area);
    fit(plot);
    for (int i = 0; i < m_front.size(); ++i) {
        if (markBox(i, area).contains(point))
            return i;
    }
    const QPoint cell(static_cast<int>((point.x() - plot.left()) * m_grid.width() / plot.width()),
        static_cast<int>((plot.bottom() - point.y()) * m_grid.height() / plot.height()));
    const auto found = m_cellAt.constFind(cell);
    return found == m_cellAt.cend() ? -1 : static_cast<int>(m_front.size()) + *found;
}

QString FrontScatter::markText(int mark) const
{
    if (!isDense())
        return pointText(m_points[mark]);
    if (mark < m_front.size())
        return pointText(m_points[m_front[mark]]);
    const auto& cell = m_cells[mark - m_front.size()];
    const auto& point = m_points[cell.sample];
    return cell.count == 1
        ? pointText(point)
        : tr("%1 points, one of them:").arg(QLocale().toString(cell.count)) + u'\n' + pointText(point);
}

QString FrontScatter::pointText(const ScatterPoint& point) const
{
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

void FrontScatter::drawCells(QPainter& painter, const QRectF& plot, const Theme& theme) const
{
    const auto most = std::ranges::max(m_cells, {}, &DensityCell::count).count;
    QImage image(m_grid, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    for (const auto& cell : std::as_const(m_cells)) {
        // Logarithmic, so that a single point is seen beside the many.
        const double share = std::log1p(static_cast<double>(cell.count)) / std::log1p(static_cast<double>(most));
        const QColor colour = blend(theme.lane(m_points[cell.sample].slot).mark, theme.pane, 0.3 + 0.7 * share);
        image.setPixelColor(cell.column, m_grid.height() - 1 - cell.row, colour);
    }
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(plot, image);
    painter.setFont(roleFont(font(), FontRole::Caption));
    painter.setPen(theme.muted);
    painter.drawText(plot.adjusted(0, -kTop, 0, 0), Qt::AlignRight | Qt::AlignTop,
        tr("%1 points; darker: more of them").arg(QLocale().toString(m_points.size())));
    painter.restore();
}

void FrontScatter::drawFront(QPainter& painter, const QRectF& plot, const Theme& theme) const
{
    QList<QPointF> front;
    for (const auto& point : isDense() ? QList<ScatterPoint>() : m_points) {
        if (point.isFront)
            front.append(placeOf(point, plot));
    }
    for (const qsizetype index : isDense() ? m_front : QList<qsizetype>())
        front.append(placeOf(m_points[index], plot));
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
    if (isDense()) {
        fit(plot);
        drawCells(painter, plot, theme);
        drawFront(painter, plot, theme);
        for (int i = 0; i < m_front.size(); ++i)
            paintLaneMark(painter, markBox(i, area).adjusted(2, 2, -2, -2), m_points[m_front[i]].slot, theme);
        return;
    }
    drawFront(painter, plot, theme);
    for (int i = 0; i < m_points.size(); ++i)
        paintLaneMark(painter, markBox(i, area), m_points[i].slot, theme);
    drawNames(painter, plot, theme);
}

} // namespace assay
