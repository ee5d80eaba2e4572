// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <vector>

namespace assay {

/// How wide the text of a column is: of its longest word, and on one line; and the longest word of its head alone.
struct ColumnNeed {
    double least = 0;
    double natural = 0;
    double head = 0;
};

/// Widths of a table's columns, which together are `width`: what each needs where there is room, otherwise the rest
/// beyond the longest words in proportion. Where not even the words have room, those of the heads stay whole first,
/// and the longest words are broken before shorter ones. Pure.
std::vector<double> columnWidths(const std::vector<ColumnNeed>& needs, double width);

} // namespace assay
