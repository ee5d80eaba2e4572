// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/coursechart.h"

#include "ui/charts/thinning.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr double kFoot = 20;
constexpr double kHead = 20;

} // namespace

CourseChart::CourseChart(QWidget* parent)
    : Chart(parent)
    , m_sumText([](qint64 value) { return QString::number(value); })
    , m_exactText(m_sumText)
{
}

void CourseChart::setTexts(ValueText sumText, ValueText exactText)
{
    m_sumText = std::move(sumText);
    m_exactText = std::move(exactText);
}

void CourseChart::setCourse(const Course& course)
{
    m_course = course;
    m_columns = -1;
    renew();
}

QRectF CourseChart::plotIn(const QRectF& area) const
{
    return area.adjusted(2, kHead, -8, -kFoot);
}

QPointF CourseChart::pointOf(qsizetype step, qint64 value, const QRectF& plot) const
{
    qint64 most = m_course.fan ? m_course.fan->high : 0;
    if (!m_course.sums.isEmpty())
        most = std::max(most, m_course.sums.last());
    const auto last = static_cast<double>(std::max<qsizetype>(1, m_course.names.size() - 1));
    return {plot.left() + plot.width() * static_cast<double>(step) / last,
        plot.bottom() - plot.height() * static_cast<double>(value) / static_cast<double>(std::max<qint64>(1, most))};
}

int CourseChart::markCount() const
{
    return static_cast<int>(m_course.sums.size());
}

QRectF CourseChart::markBox(int mark, const QRectF& area) const
{
    const QPointF point = pointOf(mark, m_course.sums[mark], plotIn(area));
    return {point.x() - 4, point.y() - 4, 8, 8};
}

int CourseChart::markAt(QPointF point, const QRectF& area) const
{
    const QRectF plot = plotIn(area);
    if (m_course.sums.isEmpty() || !area.contains(point))
        return -1;
    const double share = (point.x() - plot.left()) / std::max(1.0, plot.width());
    const auto step = static_cast<int>(share * static_cast<double>(m_course.names.size() - 1) + 0.5);
    return step < 0 || step >= markCount() ? -1 : step;
}

QString CourseChart::markText(int mark) const
{
    return m_course.names.value(mark) + u": "_s + m_exactText(m_course.sums[mark]);
}

ChartTable CourseChart::table() const
{
    ChartTable out{.header = {tr("Up to"), tr("Sum")}, .rows = {}};
    for (qsizetype i = 0; i < m_course.sums.size(); ++i)
        out.rows.append({m_course.names.value(i), m_exactText(m_course.sums[i])});
    if (m_course.fan)
        out.rows.append({m_course.names.last(), m_course.fan->text});
    return out;
}

const QList<qsizetype>& CourseChart::line(const QRectF& plot) const
{
    const int columns = std::max(1, static_cast<int>(plot.width() / 2));
    if (columns != m_columns) {
        m_line = thinnedLine(m_course.sums, columns);
        m_columns = columns;
    }
    return m_line;
}

void CourseChart::draw(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    const QRectF plot = plotIn(area);
    painter.setPen(QPen(theme.edge, 1));
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    drawFan(painter, plot, theme);
    QPolygonF points;
    for (const qsizetype step : line(plot))
        points.append(pointOf(step, m_course.sums[step], plot));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, 2));
    painter.drawPolyline(points);
    drawWords(painter, area, plot, theme);
}

void CourseChart::drawFan(QPainter& painter, const QRectF& plot, const Theme& theme) const
{
    if (!m_course.fan || m_course.sums.isEmpty())
        return;
    const qsizetype end = m_course.names.size() - 1;
    const QPointF now = pointOf(m_course.sums.size() - 1, m_course.sums.last(), plot);
    painter.setPen(Qt::NoPen);
    painter.setBrush(blend(theme.accent, theme.pane, 0.3));
    painter.drawPolygon(QPolygonF{now, pointOf(end, m_course.fan->high, plot), pointOf(end, m_course.fan->low, plot)});
    painter.setPen(QPen(theme.accent, 1.5, Qt::DashLine));
    painter.drawLine(now, pointOf(end, m_course.fan->middle, plot));
}

void CourseChart::drawWords(QPainter& painter, const QRectF& area, const QRectF& plot, const Theme& theme) const
{
    painter.setFont(roleFont(font(), FontRole::Caption));
    painter.setPen(theme.muted);
    const QRectF foot(plot.left(), plot.bottom() + 2, plot.width(), kFoot - 2);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, m_course.firstLabel);
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, m_course.lastLabel);
    if (m_course.sums.isEmpty())
        return;
    const QPointF now = pointOf(m_course.sums.size() - 1, m_course.sums.last(), plot);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    painter.drawEllipse(now, 4, 4);
    painter.setFont(tabular(roleFont(font(), FontRole::SmallStrong)));
    painter.setPen(theme.text);
    const QString sum = m_sumText(m_course.sums.last());
    const double width = painter.fontMetrics().horizontalAdvance(sum) + 4;
    const double left = std::clamp(now.x() - width - 4, area.left(), area.right() - width);
    painter.drawText(QRectF(left, now.y() - 19, width, 18), Qt::AlignLeft | Qt::AlignVCenter, sum);
    if (!m_course.fan)
        return;
    painter.drawText(QRectF(plot.left(), area.top(), plot.width() + 8, kHead - 2), Qt::AlignRight | Qt::AlignVCenter,
        m_course.fan->text);
}

} // namespace assay
