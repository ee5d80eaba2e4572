// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/tableshape.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace assay {

namespace {

constexpr double kShortWord = 100; // what is not wider stays whole

/// Each column as wide as one level for all, but for its own bounds, so that together they are `width`.
std::vector<double> levelled(const std::vector<double>& low, const std::vector<double>& high, double width)
{
    const auto atLevel = [&](double level) {
        std::vector<double> widths(low.size());
        for (std::size_t i = 0; i < low.size(); ++i)
            widths[i] = std::floor(std::clamp(level, low[i], std::max(low[i], high[i])));
        return widths;
    };
    double below = 0;
    double above = width;
    for (int step = 0; step < 24; ++step) {
        const double level = (below + above) / 2;
        const auto widths = atLevel(level);
        (std::reduce(widths.begin(), widths.end()) > width ? above : below) = level;
    }
    return atLevel(below);
}

/// For a table whose longest words are together wider than `width`.
std::vector<double> squeezed(const std::vector<ColumnNeed>& needs, double width)
{
    std::vector<double> floors;
    std::vector<double> words;
    for (const ColumnNeed& need : needs) {
        floors.push_back(std::min(std::max(need.head, kShortWord), need.least));
        words.push_back(need.least);
    }
    return std::reduce(floors.begin(), floors.end()) < width ? levelled(floors, words, width) : floors;
}

} // namespace

std::vector<double> columnWidths(const std::vector<ColumnNeed>& needs, double width)
{
    double least = 0;
    double natural = 0;
    for (const ColumnNeed& need : needs) {
        least += need.least;
        natural += std::max(need.natural, need.least);
    }
    if (least >= width)
        return squeezed(needs, width);
    std::vector<double> widths;
    widths.reserve(needs.size());
    for (const ColumnNeed& need : needs) {
        const double wanted = std::max(need.natural, need.least);
        double share = 0;
        if (natural <= width)
            share = natural > 0 ? width * wanted / natural : width / static_cast<double>(needs.size());
        else
            share = need.least + (width - least) * (wanted - need.least) / (natural - least);
        widths.push_back(std::floor(share));
    }
    return widths;
}

} // namespace assay
