// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stats/front.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace assay {

namespace {

constexpr qsizetype kBaseline = 20;
constexpr qsizetype kRunLength = 8; // Nelson 1984, rule 2, a little earlier
constexpr double kLimit = 2.66; // 3 / 1.128: three standard deviations from the mean moving range

} // namespace

QList<qsizetype> paretoFront(const QList<FrontPoint>& points)
{
    QList<qsizetype> order(points.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, [&points](qsizetype a, qsizetype b) {
        return points[a].x != points[b].x ? points[a].x < points[b].x : points[a].y < points[b].y;
    });
    QList<qsizetype> front;
    double best = std::numeric_limits<double>::infinity();
    for (const auto index : std::as_const(order)) {
        const auto& point = points[index];
        const bool equal = !front.isEmpty() && points[front.last()].x == point.x && points[front.last()].y == point.y;
        if (point.y < best || equal) {
            front.append(index);
            best = point.y;
        }
    }
    return front;
}

ControlChart controlChart(const QList<double>& values)
{
    ControlChart chart;
    if (values.size() < kFewestForControl || std::ranges::any_of(values, [](double value) { return value <= 0; }))
        return chart;
    QList<double> logs;
    for (const double value : values)
        logs.append(std::log(value));
    chart.baseline = std::min(kBaseline, logs.size() * 2 / 3);
    double sum = 0;
    double moving = 0;
    for (qsizetype i = 0; i < chart.baseline; ++i) {
        sum += logs[i];
        moving += i > 0 ? std::abs(logs[i] - logs[i - 1]) : 0.0;
    }
    const double centre = sum / static_cast<double>(chart.baseline);
    const double width = kLimit * moving / static_cast<double>(chart.baseline - 1);
    chart.centre = std::exp(centre);
    chart.low = std::exp(centre - width);
    chart.high = std::exp(centre + width);
    qsizetype row = 0;
    int side = 0;
    for (qsizetype i = 0; i < logs.size(); ++i) {
        const int now = logs[i] > centre ? 1 : logs[i] < centre ? -1 : 0;
        row = now != 0 && now == side ? row + 1 : 1;
        side = now;
        if (std::abs(logs[i] - centre) > width || row >= kRunLength)
            chart.flagged.append(i);
    }
    return chart;
}

} // namespace assay
