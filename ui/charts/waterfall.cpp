// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/waterfall.h"

#include "ui/charts/chartscale.h"
#include "ui/text/formats.h"
#include "ui/theme/lanemark.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr double kNames = 300;
constexpr double kStatus = 44;
constexpr double kFigures = 150;
constexpr double kAxis = 20;
constexpr double kLegend = 20;
constexpr double kMark = 11;

qint64 count(const std::optional<Timing::us>& time)
{
    return time ? time->count() : 0;
}

QString words(qint64 us)
{
    return Formats().duration(std::chrono::microseconds(us));
}

QBrush waitBrush(const Theme& theme)
{
    return {theme.accent, Qt::BDiagPattern};
}

} // namespace

QList<WaterfallRow> waterfallOf(const RunRecord& run)
{
    QList<WaterfallRow> rows;
    for (const auto& lane : run.lanes) {
        for (qsizetype i = 0; i < lane.attempts.size(); ++i) {
            const auto& attempt = lane.attempts[i];
            const auto& timing = attempt.timing;
            WaterfallRow row;
            row.lane = lane.index;
            row.name = i == 0 ? lane.model.model : QString();
            row.detail = lane.attempts.size() > 1 ? Waterfall::tr("%1 · attempt %2").arg(attempt.endpoint).arg(i + 1)
                                                  : attempt.endpoint;
            row.failed = attempt.error.has_value();
            row.status = attempt.httpStatus > 0 ? QString::number(attempt.httpStatus)
                : row.failed                    ? errorKindName(attempt.error->kind)
                                                : u"–"_s;
            row.start = attempt.startedAt.isValid() && run.startedAt.isValid()
                ? std::max<qint64>(0, run.startedAt.msecsTo(attempt.startedAt) * 1000)
                : 0;
            const qint64 total = count(timing.total);
            row.handshake = std::min(total, count(timing.dns) + count(timing.connect) + count(timing.tls));
            const qint64 first = timing.firstToken ? count(timing.firstToken) : total;
            row.wait = std::max<qint64>(0, first - row.handshake);
            row.stream = std::max<qint64>(0, total - first);
            row.figures = u"%1 · %2"_s.arg(words(total), Formats().cost(attempt.cost));
            rows.append(row);
        }
    }
    return rows;
}

void Waterfall::setRows(const QList<WaterfallRow>& rows)
{
    m_rows = rows;
    m_end = 1;
    for (const auto& row : rows)
        m_end = std::max(m_end, row.start + row.handshake + row.wait + row.stream);
    renew();
}

QSize Waterfall::sizeHint() const
{
    return {900, static_cast<int>(kAxis + kLegend) + 30 * std::clamp(static_cast<int>(m_rows.size()), 3, 8)};
}

QRectF Waterfall::plotIn(const QRectF& area) const
{
    const double names = std::min(kNames, area.width() * 0.34);
    return area.adjusted(names + kStatus, kLegend, -kFigures, -kAxis);
}

double Waterfall::rowHeight(const QRectF& area) const
{
    return std::clamp(plotIn(area).height() / std::max<double>(1, static_cast<double>(m_rows.size())), 12.0, 34.0);
}

QRectF Waterfall::markBox(int mark, const QRectF& area) const
{
    const double height = rowHeight(area);
    return {area.left(), plotIn(area).top() + mark * height, area.width(), height};
}

QString Waterfall::markText(int mark) const
{
    const auto& row = m_rows[mark];
    return tr("%1 %2\nbegan after %3\nDNS, connect, TLS %4\nwaiting for the first token %5\nstreaming %6\n%7")
        .arg(row.detail, row.status, words(row.start), words(row.handshake), words(row.wait), words(row.stream),
            row.figures);
}

ChartTable Waterfall::table() const
{
    ChartTable out{.header = {tr("Lane"), tr("Attempt"), tr("Status"), tr("Began"), tr("DNS, connect, TLS"),
                       tr("First token"), tr("Streaming"), tr("Total and cost")},
        .rows = {},
        .firstNumber = 3};
    for (const auto& row : m_rows) {
        out.rows.append({laneLetter(row.lane) + u' ' + row.name, row.detail, row.status, words(row.start),
            words(row.handshake), words(row.wait), words(row.stream), row.figures});
    }
    return out;
}

void Waterfall::drawAxis(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    const QRectF plot = plotIn(area);
    painter.setFont(tabular(roleFont(font(), FontRole::Caption)));
    const auto ticks = axisTicks(m_end, 6);
    for (const qint64 tick : ticks) {
        if (tick > m_end)
            break;
        const double x = plot.left() + plot.width() * static_cast<double>(tick) / static_cast<double>(m_end);
        painter.setPen(theme.line);
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        painter.setPen(theme.muted);
        painter.drawText(QRectF(x - 40, plot.bottom() + 3, 80, kAxis - 3), Qt::AlignHCenter | Qt::AlignTop,
            tick == 0 ? u"0"_s : words(tick));
    }
    double x = area.right();
    for (const auto& [name, brush, pen] : {std::tuple(tr("Failed"), QBrush(Qt::NoBrush), QPen(theme.bad, 1.4)),
             std::tuple(tr("Streaming"), QBrush(theme.accent), QPen(Qt::NoPen)),
             std::tuple(tr("Waiting for first token"), waitBrush(theme), QPen(Qt::NoPen)),
             std::tuple(tr("DNS, connect, TLS"), QBrush(theme.edge), QPen(Qt::NoPen))}) {
        const double width = painter.fontMetrics().horizontalAdvance(name);
        x -= width;
        painter.setPen(theme.muted);
        painter.drawText(QRectF(x, area.top(), width, 14), Qt::AlignVCenter, name);
        x -= 20;
        painter.setPen(pen);
        painter.setBrush(brush);
        painter.drawRect(QRectF(x, area.top() + 3, 14, 8));
        x -= 14;
    }
}

void Waterfall::drawRow(QPainter& painter, const QRectF& row, const QRectF& plot, int index, const Theme& theme) const
{
    const auto& attempt = m_rows[index];
    painter.setFont(font());
    double x = row.left();
    const double y = row.center().y();
    if (!attempt.name.isEmpty()) {
        paintLaneMark(painter, {x, y - kMark / 2, kMark, kMark}, attempt.lane, theme);
        if (index > 0) {
            painter.setPen(blend(theme.line, theme.pane, 0.7));
            painter.drawLine(row.topLeft(), row.topRight());
        }
    }
    x += kMark + 8;
    const double names = plot.left() - kStatus - x;
    painter.setPen(theme.text);
    painter.drawText(QRectF(x, row.top(), names * 0.5 - 6, row.height()), Qt::AlignVCenter,
        painter.fontMetrics().elidedText(attempt.name, Qt::ElideRight, static_cast<int>(names * 0.5) - 6));
    painter.setPen(theme.muted);
    painter.drawText(QRectF(x + names * 0.5, row.top(), names * 0.5 - 6, row.height()), Qt::AlignVCenter,
        painter.fontMetrics().elidedText(attempt.detail, Qt::ElideRight, static_cast<int>(names * 0.5) - 6));
    painter.setFont(tabular(roleFont(font(), FontRole::Small)));
    painter.setPen(attempt.failed ? theme.bad : theme.muted);
    painter.drawText(QRectF(plot.left() - kStatus, row.top(), kStatus - 8, row.height()),
        Qt::AlignRight | Qt::AlignVCenter, attempt.status);
    painter.setPen(theme.text);
    painter.drawText(QRectF(plot.right() + 8, row.top(), kFigures - 8, row.height()), Qt::AlignRight | Qt::AlignVCenter,
        attempt.figures);
    const auto place
        = [&](qint64 at) { return plot.left() + plot.width() * static_cast<double>(at) / static_cast<double>(m_end); };
    qint64 at = attempt.start;
    const double height = std::min(14.0, row.height() - 4);
    for (const auto& [length, brush] : {std::pair(attempt.handshake, QBrush(theme.edge)),
             std::pair(attempt.wait, waitBrush(theme)), std::pair(attempt.stream, QBrush(theme.accent))}) {
        if (length > 0 && !attempt.failed) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(brush);
            painter.drawRect(QRectF(QPointF(place(at), y - height / 2),
                QPointF(std::max(place(at) + 1, place(at + length)), y + height / 2)));
        }
        at += length;
    }
    if (attempt.failed) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.bad, 1.4));
        painter.drawRoundedRect(QRectF(QPointF(place(attempt.start), y - height / 2),
                                    QPointF(std::max(place(attempt.start) + 6, place(at)), y + height / 2)),
            2, 2);
    }
}

void Waterfall::draw(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    if (m_rows.isEmpty())
        return;
    drawAxis(painter, area, theme);
    const QRectF plot = plotIn(area);
    for (int i = 0; i < m_rows.size(); ++i)
        drawRow(painter, markBox(i, area), plot, i, theme);
}

} // namespace assay
