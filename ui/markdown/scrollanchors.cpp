// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/scrollanchors.h"

#include <algorithm>
#include <vector>

namespace assay {

namespace {

constexpr qsizetype kMostAnchors = 200;

// A longest common subsequence of the keys; two hundred on each side at most.
std::vector<std::pair<double, double>> commonPlaces(const QList<ScrollAnchor>& from, const QList<ScrollAnchor>& to)
{
    const auto rows = static_cast<std::size_t>(std::min(from.size(), kMostAnchors));
    const auto columns = static_cast<std::size_t>(std::min(to.size(), kMostAnchors));
    std::vector<std::vector<int>> table(rows + 1, std::vector<int>(columns + 1, 0));
    const auto same = [&](std::size_t i, std::size_t k) {
        return from.at(static_cast<qsizetype>(i)).key == to.at(static_cast<qsizetype>(k)).key;
    };
    for (std::size_t i = rows; i-- > 0;) {
        for (std::size_t k = columns; k-- > 0;)
            table[i][k] = same(i, k) ? table[i + 1][k + 1] + 1 : std::max(table[i + 1][k], table[i][k + 1]);
    }
    std::vector<std::pair<double, double>> places;
    for (std::size_t i = 0, k = 0; i < rows && k < columns;) {
        if (same(i, k)) {
            places.emplace_back(from.at(static_cast<qsizetype>(i)).y, to.at(static_cast<qsizetype>(k)).y);
            ++i;
            ++k;
        } else if (table[i + 1][k] >= table[i][k + 1]) {
            ++i;
        } else {
            ++k;
        }
    }
    return places;
}

} // namespace

double mapScroll(
    double y, const QList<ScrollAnchor>& from, double fromHeight, const QList<ScrollAnchor>& to, double toHeight)
{
    auto places = commonPlaces(from, to);
    places.emplace_back(fromHeight, toHeight);
    std::pair<double, double> before(0, 0);
    for (const auto& place : places) {
        if (y <= place.first) {
            const double span = place.first - before.first;
            const double part = span > 0 ? (y - before.first) / span : 0;
            return before.second + part * (place.second - before.second);
        }
        before = place;
    }
    return toHeight;
}

} // namespace assay
