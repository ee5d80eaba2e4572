// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/chartscale.h"

#include "ui/theme/lanemark.h"
#include "ui/theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <limits>

namespace assay {

QList<qint64> axisTicks(qint64 most, int steps)
{
    if (most <= 0 || steps < 1)
        return {0};
    qint64 step = 1;
    for (qint64 power = 1; power <= std::numeric_limits<qint64>::max() / 100; power *= 10) {
        for (const qint64 digit : {1, 2, 5}) {
            step = digit * power;
            if (most / step < steps || (most / step == steps && most % step == 0)) {
                QList<qint64> ticks{0};
                while (ticks.last() < most)
                    ticks.append(ticks.last() + step);
                return ticks;
            }
        }
    }
    return {0, most};
}

QList<ChartRange> pixelColumns(qsizetype count, int columns)
{
    QList<ChartRange> ranges;
    const qsizetype wanted = std::min<qsizetype>(count, std::max(columns, 1));
    for (qsizetype i = 0; i < wanted; ++i)
        ranges.append({.first = i * count / wanted, .end = (i + 1) * count / wanted});
    return ranges;
}

QList<qint64> quarterSteps(QList<qint64> values)
{
    values.removeIf([](qint64 value) { return value <= 0; });
    if (values.isEmpty())
        return {0, 0, 0};
    std::ranges::sort(values);
    const auto at = [&values](int quarter) { return values[(values.size() - 1) * quarter / 4]; };
    return {at(1), at(2), at(3)};
}

void fillSeries(QPainter& painter, const QRectF& box, int slot, const Theme& theme)
{
    if (slot < 0) {
        painter.setPen(QPen(theme.edge, 1));
        painter.setBrush(theme.pane);
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
        return;
    }
    painter.fillRect(box, theme.lane(slot).mark);
    static constexpr std::array patterns{Qt::NoBrush, Qt::BDiagPattern, Qt::Dense6Pattern, Qt::HorPattern,
        Qt::FDiagPattern, Qt::VerPattern, Qt::CrossPattern, Qt::DiagCrossPattern};
    const auto pattern = patterns[static_cast<std::size_t>(slot) % patterns.size()];
    if (pattern != Qt::NoBrush)
        painter.fillRect(box, QBrush(blend(theme.pane, theme.lane(slot).mark, 0.75), pattern));
}

} // namespace assay
