// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/tableshape.h"

#include <algorithm>
#include <cmath>

namespace assay {

std::vector<double> columnWidths(const std::vector<ColumnNeed>& needs, double width)
{
    double least = 0;
    double natural = 0;
    for (const ColumnNeed& need : needs) {
        least += need.least;
        natural += std::max(need.natural, need.least);
    }
    std::vector<double> widths;
    widths.reserve(needs.size());
    for (const ColumnNeed& need : needs) {
        const double wanted = std::max(need.natural, need.least);
        double share = 0;
        if (natural <= width)
            share = natural > 0 ? width * wanted / natural : width / static_cast<double>(needs.size());
        else if (least >= width)
            share = width * need.least / least;
        else
            share = need.least + (width - least) * (wanted - need.least) / (natural - least);
        widths.push_back(std::floor(share));
    }
    return widths;
}

} // namespace assay
