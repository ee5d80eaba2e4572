// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/stackedbars.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kNames = 150; // room for the names of the series
constexpr int kFoot = 24;
constexpr int kHead = 22;
constexpr double kNarrowestColumn = 3;
constexpr double kWidestBar = 56;

} // namespace

StackedBars::StackedBars(QWidget* parent)
    : Chart(parent)
    , m_axisText([](qint64 value) { return QString::number(value); })
    , m_sumText(m_axisText)
    , m_exactText(m_axisText)
{
}

void StackedBars::setTexts(ValueText axisText, ValueText sumText, ValueText exactText)
{
    m_axisText = std::move(axisText);
    m_sumText = std::move(sumText);
    m_exactText = std::move(exactText);
}

void StackedBars::setBars(const QString& axisName, const QList<BarSeries>& series, const QList<StackedBar>& bars)
{
    m_axisName = axisName;
    m_series = series;
    m_bars = bars;
    renew();
}

qint64 StackedBars::total(qsizetype bar) const
{
    qint64 sum = 0;
    for (const qint64 value : m_bars[bar].values)
        sum += value;
    return sum;
}

qsizetype StackedBars::highest(const ChartRange& range) const
{
    qsizetype best = range.first;
    for (qsizetype i = range.first; i < range.end; ++i) {
        if (total(i) > total(best))
            best = i;
    }
    return best;
}

StackedBars::Plot StackedBars::plotIn(const QRectF& area) const
{
    Plot plot;
    qint64 most = 0;
    for (qsizetype i = 0; i < m_bars.size(); ++i)
        most = qMax(most, total(i));
    plot.ticks = axisTicks(most, area.height() > 220 ? 4 : 3);
    const QFontMetrics metrics(tabular(roleFont(font(), FontRole::Caption)));
    int left = 8;
    for (const qint64 tick : plot.ticks)
        left = qMax(left, metrics.horizontalAdvance(m_axisText(tick)) + 12);
    const int names = area.width() > 480 ? kNames : 0;
    plot.box = area.adjusted(left, kHead, -names - 8, -kFoot);
    plot.columns = pixelColumns(m_bars.size(), static_cast<int>(plot.box.width() / kNarrowestColumn));
    plot.columnWidth = plot.columns.isEmpty() ? 0 : plot.box.width() / static_cast<double>(plot.columns.size());
    return plot;
}

int StackedBars::markCount() const
{
    return static_cast<int>(plotIn(rect()).columns.size());
}

int StackedBars::barOf(int mark) const
{
    return static_cast<int>(highest(plotIn(rect()).columns.at(mark)));
}

QRectF StackedBars::markBox(int mark, const QRectF& area) const
{
    const Plot plot = plotIn(area);
    const double width = std::min(kWidestBar, std::max(1.0, plot.columnWidth * 0.72));
    const double middle = plot.box.left() + (mark + 0.5) * plot.columnWidth;
    const qint64 top = plot.ticks.last();
    const double share
        = top > 0 ? static_cast<double>(total(highest(plot.columns.at(mark)))) / static_cast<double>(top) : 0;
    const double height = std::max(3.0, share * plot.box.height());
    return {middle - width / 2, plot.box.bottom() - height, width, height};
}

int StackedBars::markAt(QPointF point, const QRectF& area) const
{
    const Plot plot = plotIn(area);
    if (plot.columns.isEmpty() || !plot.box.adjusted(0, -kHead, 0, kFoot).contains(point))
        return -1;
    const auto mark = static_cast<int>((point.x() - plot.box.left()) / plot.columnWidth);
    return std::clamp(mark, 0, static_cast<int>(plot.columns.size()) - 1);
}

QString StackedBars::markText(int mark) const
{
    const qsizetype bar = highest(plotIn(rect()).columns.at(mark));
    QStringList lines{m_bars[bar].name + u": "_s + m_exactText(total(bar))};
    for (qsizetype i = m_series.size(); i-- > 0;) {
        if (const qint64 value = m_bars[bar].values.value(i); value != 0)
            lines.append(m_series[i].name + u": "_s + m_exactText(value));
    }
    if (!m_bars[bar].note.isEmpty())
        lines.append(m_bars[bar].note);
    return lines.join(u'\n');
}

ChartTable StackedBars::table() const
{
    ChartTable out{.header = {m_axisName}, .rows = {}};
    for (const auto& series : m_series)
        out.header.append(series.name);
    out.header.append(tr("Sum"));
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        if (m_bars[i].isFuture)
            continue;
        QStringList row{m_bars[i].name};
        for (qsizetype j = 0; j < m_series.size(); ++j)
            row.append(m_exactText(m_bars[i].values.value(j)));
        row.append(m_exactText(total(i)));
        out.rows.append(row);
    }
    return out;
}

void StackedBars::draw(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    const Plot plot = plotIn(area);
    drawAxis(painter, plot, theme);
    for (qsizetype column = 0; column < plot.columns.size(); ++column)
        drawBar(painter, plot, column, theme);
    drawLabels(painter, plot, theme);
    drawNames(painter, area, plot, theme);
    drawPeak(painter, plot, theme);
}

void StackedBars::drawAxis(QPainter& painter, const Plot& plot, const Theme& theme) const
{
    painter.setFont(tabular(roleFont(font(), FontRole::Caption)));
    const qint64 top = qMax<qint64>(1, plot.ticks.last());
    for (const qint64 tick : plot.ticks) {
        const double y = plot.box.bottom() - static_cast<double>(tick) / static_cast<double>(top) * plot.box.height();
        painter.setPen(QPen(tick == 0 ? theme.edge : theme.line, 1));
        painter.drawLine(QPointF(plot.box.left(), std::floor(y) + 0.5), {plot.box.right(), std::floor(y) + 0.5});
        painter.setPen(theme.muted);
        painter.drawText(
            QRectF(0, y - 10, plot.box.left() - 8, 20), Qt::AlignRight | Qt::AlignVCenter, m_axisText(tick));
    }
}

void StackedBars::drawBar(QPainter& painter, const Plot& plot, qsizetype column, const Theme& theme) const
{
    const qsizetype bar = highest(plot.columns[column]);
    const double width = std::min(kWidestBar, std::max(1.0, plot.columnWidth * 0.72));
    const double left = plot.box.left() + (static_cast<double>(column) + 0.5) * plot.columnWidth - width / 2;
    if (m_bars[bar].isFuture) {
        painter.fillRect(QRectF(left, plot.box.bottom() - 2, width, 2), theme.line);
        return;
    }
    const double scale = plot.box.height() / static_cast<double>(qMax<qint64>(1, plot.ticks.last()));
    double bottom = plot.box.bottom();
    for (qsizetype i = 0; i < m_series.size(); ++i) {
        const double height = static_cast<double>(m_bars[bar].values.value(i)) * scale;
        if (height <= 0)
            continue;
        fillSeries(painter, {left, bottom - height, width, height}, m_series[i].slot, theme);
        bottom -= height;
        painter.setPen(QPen(theme.pane, 1));
        painter.drawLine(QPointF(left, bottom), {left + width, bottom});
    }
    if (m_bars[bar].isMarked) {
        const QPointF corner(left + width, std::min(bottom, plot.box.bottom() - 8));
        painter.setPen(QPen(theme.pane, 1));
        painter.setBrush(theme.warn);
        painter.drawPolygon(QPolygonF{corner, corner + QPointF(-8, 0), corner + QPointF(0, 8)});
    }
}

void StackedBars::drawLabels(QPainter& painter, const Plot& plot, const Theme& theme) const
{
    double free = plot.box.left() - 20; // nothing is written left of this
    for (qsizetype column = 0; column < plot.columns.size(); ++column) {
        const auto& range = plot.columns[column];
        bool isNow = false;
        for (qsizetype i = range.first; i < range.end; ++i)
            isNow = isNow || m_bars[i].isNow;
        const QString& label = m_bars[range.first].label;
        painter.setFont(roleFont(font(), FontRole::Caption));
        QFont face = painter.font();
        face.setWeight(isNow ? QFont::DemiBold : QFont::Normal);
        painter.setFont(face);
        const double width = painter.fontMetrics().horizontalAdvance(label);
        const double middle = plot.box.left() + (static_cast<double>(column) + 0.5) * plot.columnWidth;
        if (label.isEmpty() || middle - width / 2 < free + 6)
            continue;
        painter.setPen(isNow ? theme.text : theme.muted);
        painter.drawText(QRectF(middle - width / 2 - 2, plot.box.bottom() + 4, width + 4, kFoot - 4),
            Qt::AlignHCenter | Qt::AlignTop, label);
        free = middle + width / 2;
    }
}

void StackedBars::drawNames(QPainter& painter, const QRectF& area, const Plot& plot, const Theme& theme) const
{
    if (area.right() - plot.box.right() < kNames)
        return;
    const QFont nameFont = roleFont(font(), FontRole::SmallStrong);
    const QFont sumFont = tabular(roleFont(font(), FontRole::Small));
    const int line = QFontMetrics(sumFont).height();
    const double step
        = std::min(2.0 * line + 8, (area.height() - 8) / std::max(1.0, static_cast<double>(m_series.size())));
    const bool isTwoLines = step >= 2.0 * line;
    double y = std::max(area.top() + 4, plot.box.bottom() - step * static_cast<double>(m_series.size()));
    for (qsizetype i = m_series.size(); i-- > 0; y += step) {
        const double left = plot.box.right() + 16;
        fillSeries(painter, {left, y + line / 2.0 - 5, 11, 11}, m_series[i].slot, theme);
        const QRectF words(left + 17, y, area.right() - left - 17, line);
        painter.setFont(nameFont);
        painter.setPen(m_series[i].slot < 0 ? theme.muted : theme.lane(m_series[i].slot).text);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(m_series[i].name, Qt::ElideMiddle, static_cast<int>(words.width())));
        if (!isTwoLines)
            continue;
        painter.setFont(sumFont);
        painter.setPen(theme.muted);
        painter.drawText(words.translated(0, line), Qt::AlignLeft | Qt::AlignVCenter, m_series[i].sum);
    }
}

void StackedBars::drawPeak(QPainter& painter, const Plot& plot, const Theme& theme) const
{
    if (m_bars.isEmpty())
        return;
    const qsizetype best = highest({.first = 0, .end = m_bars.size()});
    if (total(best) <= 0)
        return;
    for (qsizetype column = 0; column < plot.columns.size(); ++column) {
        if (best < plot.columns[column].first || best >= plot.columns[column].end)
            continue;
        const double share = static_cast<double>(total(best)) / static_cast<double>(plot.ticks.last());
        const double y = plot.box.bottom() - share * plot.box.height();
        const double middle = plot.box.left() + (static_cast<double>(column) + 0.5) * plot.columnWidth;
        painter.setFont(tabular(roleFont(font(), FontRole::SmallStrong)));
        painter.setPen(theme.text);
        painter.drawText(QRectF(middle - 60, y - 20, 120, 18), Qt::AlignCenter, m_sumText(total(best)));
        return;
    }
}

} // namespace assay
