// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/controlplot.h"

#include "ui/charts/thinning.h"

#include <QPainter>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr double kLeft = 64;
constexpr double kMark = 8;
constexpr double kFlagCell = 10; // pixels that a mark takes
constexpr qsizetype kManyFlags = 200;
constexpr qsizetype kManyValues = 400;

} // namespace

void ControlPlot::setSeries(const ControlSeries& series, ValueText text)
{
    m_series = series;
    m_fitted = {};
    m_text = std::move(text);
    if (!series.values.isEmpty()) {
        const auto [least, most] = std::ranges::minmax(series.values);
        const bool limits = series.centre > 0;
        m_scale = LogScale(limits ? std::min(least, series.low) : least, limits ? std::max(most, series.high) : most);
    }
    renew();
}

QRectF ControlPlot::plotIn(const QRectF& area) const
{
    return area.adjusted(kLeft, 6, -10, -20);
}

double ControlPlot::heightOf(double value, const QRectF& plot) const
{
    return plot.bottom() - m_scale.share(value) * plot.height();
}

QPointF ControlPlot::placeOf(qsizetype index, const QRectF& plot) const
{
    const double steps = std::max<double>(1, static_cast<double>(m_series.values.size() - 1));
    return {plot.left() + plot.width() * static_cast<double>(index) / steps, heightOf(m_series.values[index], plot)};
}

QRectF ControlPlot::markBox(int mark, const QRectF& area) const
{
    const QPointF place = placeOf(mark, plotIn(area));
    return {place.x() - kMark / 2, place.y() - kMark / 2, kMark, kMark};
}

int ControlPlot::markAt(QPointF point, const QRectF& area) const
{
    const QRectF plot = plotIn(area);
    if (m_series.values.isEmpty() || !plot.adjusted(-4, 0, 4, 0).contains(point))
        return -1;
    const double share = (point.x() - plot.left()) / std::max(1.0, plot.width());
    const auto last = static_cast<double>(m_series.values.size() - 1);
    return std::clamp(qRound(share * last), 0, static_cast<int>(last));
}

QString ControlPlot::markText(int mark) const
{
    QString text = m_series.names.value(mark) + u'\n' + m_text(m_series.values[mark]);
    if (m_series.flagged.contains(mark))
        text += u'\n' + tr("not as usual (%1 – %2)").arg(m_text(m_series.low), m_text(m_series.high));
    return text;
}

ChartTable ControlPlot::table() const
{
    ChartTable out{.header = {tr("When"), tr("Value"), tr("Usual")}, .rows = {}};
    const QSet<qsizetype> flagged(m_series.flagged.begin(), m_series.flagged.end());
    for (qsizetype i = 0; i < m_series.values.size(); ++i) {
        out.rows.append({m_series.names.value(i), m_text(m_series.values[i]),
            m_series.centre <= 0      ? u"–"_s
                : flagged.contains(i) ? tr("no")
                                      : tr("yes")});
    }
    return out;
}

void ControlPlot::drawLimits(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    const QRectF plot = plotIn(area);
    painter.setFont(tabular(roleFont(font(), FontRole::Caption)));
    const auto ticks = m_scale.ticks();
    for (const double tick : ticks) {
        const double y = heightOf(tick, plot);
        painter.setPen(theme.line);
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(theme.muted);
        painter.drawText(QRectF(area.left(), y - 8, kLeft - 8, 16), Qt::AlignRight | Qt::AlignVCenter, m_text(tick));
    }
    if (m_series.centre <= 0)
        return;
    painter.fillRect(QRectF(QPointF(plot.left(), heightOf(m_series.high, plot)),
                         QPointF(plot.right(), heightOf(m_series.low, plot))),
        theme.tint(theme.accent));
    painter.setPen(QPen(theme.accent, 1, Qt::DashLine));
    painter.drawLine(
        QPointF(plot.left(), heightOf(m_series.centre, plot)), QPointF(plot.right(), heightOf(m_series.centre, plot)));
}

void ControlPlot::fit(const QRectF& plot) const
{
    if (plot == m_fitted)
        return;
    m_fitted = plot;
    m_line.clear();
    const int columns = std::max(1, static_cast<int>(plot.width() / 2));
    for (const qsizetype index : thinnedLine(m_series.values, columns))
        m_line.append(placeOf(index, plot));
    m_flags.clear();
    for (const qsizetype index : shownFlags(static_cast<int>(plot.width() / kFlagCell)))
        m_flags.append(placeOf(index, plot));
}

void ControlPlot::drawLine(QPainter& painter, const Theme& theme) const
{
    // Lines one by one: filling the outline of one stroke that goes up and down in every column takes many times as
    // long.
    QList<QLineF> lines;
    lines.reserve(m_line.size());
    for (qsizetype i = 1; i < m_line.size(); ++i)
        lines.append({m_line[i - 1], m_line[i]});
    const bool many = m_series.values.size() > kManyValues; // a surface, where hairlines look the same
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, !many);
    painter.setPen(QPen(theme.edge, many ? 0 : 1.2));
    painter.drawLines(lines);
    painter.restore();
}

QList<qsizetype> ControlPlot::shownFlags(int columns) const
{
    if (m_series.flagged.size() <= kManyFlags)
        return m_series.flagged;
    // Of each column of marks the highest and the lowest.
    struct Ends {
        qsizetype low = -1;
        qsizetype high = -1;
    };
    const auto& values = m_series.values;
    QList<Ends> ends(std::max(1, columns));
    for (const qsizetype index : m_series.flagged) {
        auto& column = ends[index * ends.size() / values.size()];
        column.low = column.low < 0 || values[index] < values[column.low] ? index : column.low;
        column.high = column.high < 0 || values[index] > values[column.high] ? index : column.high;
    }
    QList<qsizetype> out;
    for (const auto& column : std::as_const(ends)) {
        if (column.low >= 0)
            out.append(column.low);
        if (column.high >= 0 && column.high != column.low)
            out.append(column.high);
    }
    return out;
}

void ControlPlot::draw(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    if (m_series.values.isEmpty())
        return;
    drawLimits(painter, area, theme);
    const QRectF plot = plotIn(area);
    fit(plot);
    drawLine(painter, theme);
    const bool few = m_series.values.size() <= 200;
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    for (const QPointF& place : few ? m_line : QPolygonF())
        painter.drawEllipse(place, 2.5, 2.5);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.bad, 1.6));
    for (const QPointF& place : std::as_const(m_flags))
        painter.drawRect(QRectF(place - QPointF(4, 4), QSizeF(8, 8)));
    painter.setFont(tabular(roleFont(font(), FontRole::Caption)));
    painter.setPen(theme.muted);
    painter.drawText(QRectF(plot.left(), plot.bottom() + 3, plot.width(), 16), Qt::AlignLeft, m_series.names.value(0));
    painter.drawText(QRectF(plot.left(), plot.bottom() + 3, plot.width(), 16), Qt::AlignRight,
        m_series.names.value(m_series.names.size() - 1));
}

} // namespace assay
