// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>
#include <vector>

struct cmark_node;

namespace assay {

/// A list or table at the end of what has come, whose first items or rows are written and need not be looked at again.
struct OpenBlock {
    qsizetype start = 0; ///< offset of the whole block in the source
    std::size_t firstBlock = 0; ///< its first block in the document
    int number = 1; ///< of a list's first item
    int parts = 0; ///< items, or rows with the head, that are frozen
    bool tight = true; ///< of a list, as its frozen items are written
    QString head; ///< of a table: the lines that make the rows after it a table
};

/// Where such a block can be frozen up to.
struct BlockDivision {
    cmark_node* child = nullptr; ///< the first item or row that may still change
    int line = 0; ///< it begins on, counted from 1
    OpenBlock open; ///< without its place
};

/// Nothing if the block is neither list nor table, or has no part that can be frozen. `before` is what was frozen of
/// it already; `lineStarts` belong to `text`, in which the block was found.
std::optional<BlockDivision> divide(cmark_node* block, int completeLines, const std::optional<OpenBlock>& before,
    QStringView text, const std::vector<qsizetype>& lineStarts);

} // namespace assay
