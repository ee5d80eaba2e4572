// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/hourchart.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kHead = 12; // room for the marks
constexpr double kMark = 7;

bool wentWrong(const GatewayMinute& minute)
{
    return minute.failed + minute.refused > 0;
}

} // namespace

void HourChart::setMinutes(const QList<GatewayMinute>& minutes)
{
    m_minutes = minutes;
    renew();
}

int HourChart::highest() const
{
    int most = 0;
    for (const auto& minute : m_minutes)
        most = qMax(most, minute.requests);
    return most;
}

QString HourChart::clock(qsizetype minute) const
{
    return QLocale().toString(m_minutes[minute].at.toLocalTime().time(), u"HH:mm"_s);
}

QRectF HourChart::plotIn(const QRectF& area) const
{
    const double foot = QFontMetrics(roleFont(font(), FontRole::Caption)).height() + 6;
    return area.adjusted(0, kHead, 0, -foot);
}

QRectF HourChart::markBox(int mark, const QRectF& area) const
{
    const QRectF plot = plotIn(area);
    const double column = plot.width() / qMax(1, markCount());
    const double share = static_cast<double>(m_minutes[mark].requests) / qMax(1, highest());
    const double height = m_minutes[mark].requests > 0 ? std::max(2.0, share * plot.height()) : 0;
    return {plot.left() + mark * column + 0.5, plot.bottom() - height, std::max(1.0, column - 1), height};
}

int HourChart::markAt(QPointF point, const QRectF& area) const
{
    if (m_minutes.isEmpty() || !area.contains(point))
        return -1;
    const double column = area.width() / markCount();
    return std::clamp(static_cast<int>((point.x() - area.left()) / column), 0, markCount() - 1);
}

QString HourChart::markText(int mark) const
{
    const GatewayMinute& minute = m_minutes[mark];
    QStringList lines{clock(mark), tr("%n requests", nullptr, minute.requests)};
    if (minute.failed > 0)
        lines.append(tr("%n failed", nullptr, minute.failed));
    if (minute.refused > 0)
        lines.append(tr("%n refused", nullptr, minute.refused));
    return lines.join(u'\n');
}

ChartTable HourChart::table() const
{
    ChartTable out{.header = {tr("Minute"), tr("Requests"), tr("Failed"), tr("Refused")}, .rows = {}};
    for (qsizetype i = m_minutes.size(); i-- > 0;) {
        const GatewayMinute& minute = m_minutes[i];
        if (minute.requests == 0 && !wentWrong(minute))
            continue;
        out.rows.append({clock(i), QString::number(minute.requests), QString::number(minute.failed),
            QString::number(minute.refused)});
    }
    return out;
}

void HourChart::draw(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    const QRectF plot = plotIn(area);
    painter.fillRect(QRectF(plot.left(), plot.bottom(), plot.width(), 1), theme.edge);
    for (int i = 0; i < markCount(); ++i) {
        const QRectF bar = markBox(i, area);
        painter.fillRect(bar, theme.accent);
        if (!wentWrong(m_minutes[i]))
            continue;
        const QPointF tip(bar.center().x(), bar.top() - 2);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.bad);
        painter.drawPolygon(QPolygonF{tip, tip + QPointF(-kMark / 2, -kMark), tip + QPointF(kMark / 2, -kMark)});
    }
    if (m_minutes.isEmpty())
        return;
    painter.setFont(tabular(roleFont(font(), FontRole::Caption)));
    painter.setPen(theme.muted);
    const QRectF foot(area.left(), plot.bottom() + 4, area.width(), area.bottom() - plot.bottom() - 4);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignTop, clock(0));
    painter.drawText(foot, Qt::AlignRight | Qt::AlignTop, tr("now"));
}

} // namespace assay
