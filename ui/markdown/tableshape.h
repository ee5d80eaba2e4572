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
/// beyond the longest words in proportion. Where not even the words have room, the longest of them are broken, but
/// neither short ones nor those of the heads: a table that needs more is wider than `width`. Pure.
std::vector<double> columnWidths(const std::vector<ColumnNeed>& needs, double width);

} // namespace assay
