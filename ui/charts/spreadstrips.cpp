// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/spreadstrips.h"

#include "ui/charts/thinning.h"

#include "ui/theme/lanemark.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr double kNameWidth = 170;
constexpr double kFigureWidth = 120;
constexpr double kAxis = 22;
constexpr double kHead = 16;
constexpr double kBar = 8;
constexpr double kMark = 11;
constexpr int kMostDots = 512; // of one strip; more cannot be told apart
constexpr qsizetype kMostToldValues = 12;

} // namespace

void SpreadStrips::setTexts(const QString& subject, ValueText text)
{
    m_subject = subject;
    m_text = std::move(text);
}

void SpreadStrips::setStrips(const QList<SpreadStrip>& strips)
{
    m_strips = strips;
    double least = 1e300;
    double most = 0;
    const auto note = [&](const std::optional<double>& value) {
        if (!value)
            return;
        least = std::min(least, *value);
        most = std::max(most, *value);
    };
    for (const auto& strip : strips) {
        for (const auto& value : {strip.median, strip.low, strip.high, strip.p90, strip.p99})
            note(value);
        for (const double value : strip.values)
            note(value);
    }
    m_scale = most > 0 ? LogScale(least, most) : LogScale();
    m_dots.clear();
    for (const auto& strip : std::as_const(m_strips))
        m_dots.append(apart(strip.values));
    renew();
}

QList<double> SpreadStrips::apart(const QList<double>& values) const
{
    if (values.size() <= kMostDots)
        return values;
    QList<double> shares(values.size());
    std::ranges::transform(values, shares.begin(), [this](double value) { return m_scale.share(value); });
    QList<double> out;
    for (const qsizetype index : thinnedShares(shares, kMostDots))
        out.append(values[index]);
    return out;
}

QRectF SpreadStrips::plotIn(const QRectF& area) const
{
    const double names = std::min(kNameWidth, area.width() * 0.34);
    return area.adjusted(names, kHead, -kFigureWidth, -kAxis);
}

double SpreadStrips::rowHeight(const QRectF& area) const
{
    const double room = plotIn(area).height();
    return std::clamp(room / std::max<double>(1, static_cast<double>(m_strips.size())), 22.0, 48.0);
}

int SpreadStrips::shown(const QRectF& area) const
{
    return std::min(static_cast<int>(m_strips.size()), static_cast<int>(plotIn(area).height() / rowHeight(area)));
}

int SpreadStrips::markCount() const
{
    return shown(rect());
}

QRectF SpreadStrips::markBox(int mark, const QRectF& area) const
{
    const double height = rowHeight(area);
    return {area.left(), plotIn(area).top() + mark * height, area.width(), height};
}

QString SpreadStrips::markText(int mark) const
{
    const auto& strip = m_strips[mark];
    QStringList lines = {strip.name};
    if (strip.median) {
        lines.append(strip.low && strip.high
                ? tr("median %1 (95 %: %2 – %3)").arg(m_text(*strip.median), m_text(*strip.low), m_text(*strip.high))
                : tr("median %1").arg(m_text(*strip.median)));
    }
    if (strip.p90)
        lines.append(tr("90 %: %1").arg(m_text(*strip.p90)));
    if (strip.p99)
        lines.append(tr("99 %: %1").arg(m_text(*strip.p99)));
    for (const double value : strip.values.first(std::min(kMostToldValues, strip.values.size())))
        lines.append(m_text(value));
    if (strip.values.size() > kMostToldValues)
        lines.append(u"…"_s);
    lines.append(tr("n %1").arg(QLocale().toString(strip.n)));
    return lines.join(u'\n');
}

ChartTable SpreadStrips::table() const
{
    ChartTable out{
        .header = {m_subject, tr("n"), tr("Median"), tr("from"), tr("to"), tr("90 %"), tr("99 %"), tr("Values")},
        .rows = {}};
    const auto cell = [this](const std::optional<double>& value) { return value ? m_text(*value) : u"–"_s; };
    for (const auto& strip : m_strips) {
        QStringList values;
        for (const double value : strip.values)
            values.append(m_text(value));
        out.rows.append({strip.name, QString::number(strip.n), cell(strip.median), cell(strip.low), cell(strip.high),
            cell(strip.p90), cell(strip.p99), values.join(u", "_s)});
    }
    return out;
}

void SpreadStrips::drawAxis(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    const QRectF plot = plotIn(area);
    painter.setFont(tabular(roleFont(font(), FontRole::Caption)));
    double lastEnd = -1e9;
    const auto ticks = m_scale.ticks();
    for (const double tick : ticks) {
        const double x = plot.left() + m_scale.share(tick) * plot.width();
        painter.setPen(QPen(theme.line, 1));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        const QString text = m_text(tick);
        const double width = painter.fontMetrics().horizontalAdvance(text);
        if (x - width / 2 < lastEnd + 8)
            continue;
        painter.setPen(theme.muted);
        painter.drawText(
            QRectF(x - width, plot.bottom() + 4, 2 * width, kAxis - 4), Qt::AlignHCenter | Qt::AlignTop, text);
        lastEnd = x + width / 2;
    }
}

void SpreadStrips::drawStrip(
    QPainter& painter, const QRectF& row, const QRectF& plot, qsizetype index, const Theme& theme) const
{
    const SpreadStrip& strip = m_strips[index];
    const QList<double>& dots = m_dots[index];
    const QColor colour = theme.lane(strip.slot).mark;
    const double y = row.center().y();
    const auto x = [&](double value) { return plot.left() + m_scale.share(value) * plot.width(); };
    painter.setFont(font());
    painter.setPen(theme.text);
    paintLaneMark(painter, {row.left(), y - kMark / 2, kMark, kMark}, strip.slot, theme);
    const QRectF name(row.left() + kMark + 8, row.top(), plot.left() - row.left() - kMark - 16, row.height());
    painter.setPen(theme.text);
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(strip.name, Qt::ElideMiddle, static_cast<int>(name.width())));
    painter.setBrush(colour);
    if (!strip.median) {
        painter.setPen(Qt::NoPen);
        for (const double value : dots)
            painter.drawEllipse(QPointF(x(value), y), 3, 3);
    } else {
        const double from = x(*strip.median);
        if (strip.p90) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(blend(colour, theme.pane, 0.4));
            painter.drawRect(QRectF(QPointF(from, y - kBar / 2), QPointF(x(*strip.p90), y + kBar / 2)));
            painter.setPen(QPen(colour, 1.5));
            painter.drawLine(QPointF(x(*strip.p90), y - kBar), QPointF(x(*strip.p90), y + kBar));
        }
        if (strip.p99) {
            painter.drawLine(QPointF(x(*strip.p90), y), QPointF(x(*strip.p99), y));
            painter.drawLine(QPointF(x(*strip.p99), y - kBar), QPointF(x(*strip.p99), y + kBar));
        }
        if (strip.low && strip.high) {
            painter.setPen(QPen(theme.text, 1.5));
            painter.drawLine(QPointF(x(*strip.low), y), QPointF(x(*strip.high), y));
        }
        paintLaneMark(painter, {from - kMark / 2, y - kMark / 2, kMark, kMark}, strip.slot, theme);
    }
    painter.setFont(tabular(roleFont(font(), FontRole::SmallStrong)));
    painter.setPen(theme.text);
    const QRectF figure(plot.right() + 8, row.top(), kFigureWidth - 8, row.height());
    const QString count = tr("n %1").arg(QLocale().toString(strip.n));
    painter.setFont(tabular(roleFont(font(), FontRole::Small)));
    const double countWidth = painter.fontMetrics().horizontalAdvance(count);
    painter.setPen(theme.muted);
    painter.drawText(figure, Qt::AlignRight | Qt::AlignVCenter, count);
    painter.setFont(tabular(roleFont(font(), FontRole::SmallStrong)));
    painter.setPen(theme.text);
    painter.drawText(figure.adjusted(0, 0, -countWidth - 6, 0), Qt::AlignRight | Qt::AlignVCenter,
        strip.median ? m_text(*strip.median) : QString());
}

void SpreadStrips::draw(QPainter& painter, const QRectF& area, const Theme& theme) const
{
    if (m_strips.isEmpty())
        return;
    drawAxis(painter, area, theme);
    const QRectF plot = plotIn(area);
    const int count = shown(area);
    for (int i = 0; i < count; ++i)
        drawStrip(painter, markBox(i, area), plot, i, theme);
    painter.setFont(roleFont(font(), FontRole::Caption));
    painter.setPen(theme.muted);
    // Over the names too: a narrow plot would cut it.
    painter.drawText(QRectF(area.left(), area.top(), area.width(), kHead), Qt::AlignRight | Qt::AlignTop,
        tr("mark: median with its interval, bar to 90 %, line to 99 %"));
}

} // namespace assay
