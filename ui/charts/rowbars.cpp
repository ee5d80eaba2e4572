// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/rowbars.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr double kNameShare = 0.36;
constexpr double kTextShare = 0.26;

} // namespace

void RowBars::setBars(const QString& axisName, const QList<RowBar>& bars)
{
    m_axisName = axisName;
    m_bars = bars;
    renew();
}

int RowBars::rowHeight() const
{
    return qMax(20, fontMetrics().height() + 4);
}

QSize RowBars::sizeHint() const
{
    return {280, rowHeight() * std::clamp(static_cast<int>(m_bars.size()), 2, 6)};
}

int RowBars::shown(const QRectF& area) const
{
    const int room = qMax(1, static_cast<int>(area.height()) / rowHeight());
    const int count = static_cast<int>(m_bars.size());
    return count <= room ? count : room - 1; // the last line says how many are left out
}

int RowBars::markCount() const
{
    return shown(rect());
}

double RowBars::barShare(int mark) const
{
    qint64 most = 1;
    for (const auto& bar : m_bars)
        most = qMax(most, bar.value);
    return static_cast<double>(qMax<qint64>(0, m_bars[mark].value)) / static_cast<double>(most);
}

QRectF RowBars::markBox(int mark, const QRectF& area) const
{
    return {area.left(), area.top() + mark * rowHeight(), area.width(), static_cast<double>(rowHeight())};
}

QString RowBars::markText(int mark) const
{
    return m_bars[mark].name + u": "_s + m_bars[mark].exact;
}

ChartTable RowBars::table() const
{
    ChartTable out{.header = {m_axisName, tr("Cost")}, .rows = {}};
    for (const auto& bar : m_bars)
        out.rows.append({bar.name, bar.exact});
    return out;
}

void RowBars::draw(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    const double nameWidth = area.width() * kNameShare;
    const double textWidth = area.width() * kTextShare;
    const double barWidth = area.width() - nameWidth - textWidth - 16;
    const int count = shown(area);
    for (int i = 0; i < count; ++i) {
        const QRectF row = markBox(i, area);
        painter.setFont(font());
        painter.setPen(theme.text);
        painter.drawText(QRectF(row.left(), row.top(), nameWidth, row.height()), Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(m_bars[i].name, Qt::ElideRight, static_cast<int>(nameWidth)));
        const double width = m_bars[i].value > 0 ? std::max(2.0, barShare(i) * barWidth) : 0;
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent);
        painter.drawRoundedRect(QRectF(row.left() + nameWidth + 8, row.center().y() - 5, width, 10), 2, 2);
        painter.setFont(tabular(font()));
        painter.setPen(theme.text);
        painter.drawText(QRectF(row.right() - textWidth, row.top(), textWidth, row.height()),
            Qt::AlignRight | Qt::AlignVCenter, m_bars[i].text);
    }
    if (count < m_bars.size()) {
        painter.setFont(font());
        painter.setPen(theme.muted);
        painter.drawText(QRectF(area.left(), area.top() + count * rowHeight(), area.width(), rowHeight()),
            Qt::AlignLeft | Qt::AlignVCenter, tr("%1 others").arg(m_bars.size() - count));
    }
}

} // namespace assay
