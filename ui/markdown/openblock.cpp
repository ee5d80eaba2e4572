// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/openblock.h"

#include "ui/markdown/markdowntree.h"
#include "ui/markdown/sourcelines.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

namespace assay {

namespace {

constexpr std::size_t kWorthIt = 4; // parts; shorter blocks are as well written whole

// An item is final when the next one begins on a complete line. Not while the last item's own line may still become
// something else: it might take back that the list is loose.
std::optional<BlockDivision> divideList(cmark_node* list, int completeLines, const std::optional<OpenBlock>& before)
{
    const std::vector<cmark_node*> items = childrenOf(list);
    if (items.size() < kWorthIt || cmark_node_get_start_line(items.back()) > completeLines)
        return std::nullopt;
    const bool tight = cmark_node_get_list_tight(list) != 0 && (!before || before->tight);
    const int frozenBefore = before ? before->parts : 0;
    return BlockDivision{.child = items.back(),
        .line = cmark_node_get_start_line(items.back()),
        .open = {.number = before ? before->number : cmark_node_get_list_start(list),
            .parts = frozenBefore + static_cast<int>(items.size()) - 1,
            .tight = tight,
            .head = {}}};
}

bool isHeadAlone(const QString& head, int columns)
{
    const MarkdownTree tree(head.toUtf8());
    const std::vector<cmark_node*> blocks = childrenOf(tree.root());
    return blocks.size() == 1 && isTable(blocks.front()) && childrenOf(blocks.front()).size() == 1
        && cmark_gfm_extensions_get_table_columns(blocks.front()) == columns;
}

// Rows are lines, each for itself.
std::optional<BlockDivision> divideTable(cmark_node* table, int completeLines, const std::optional<OpenBlock>& before,
    QStringView text, const std::vector<qsizetype>& lineStarts)
{
    const std::vector<cmark_node*> rows = childrenOf(table);
    const int first = cmark_node_get_start_line(table);
    if (rows.size() < kWorthIt || first < 1)
        return std::nullopt;
    const auto lineOf = [first](std::size_t row) { return first + static_cast<int>(row) + (row > 0 ? 1 : 0); };
    std::size_t last = rows.size() - 1;
    while (last > 1 && lineOf(last) > completeLines)
        --last;
    if (last < 2 || lineOf(last) > completeLines)
        return std::nullopt;
    QString head;
    if (before) {
        head = before->head;
    } else {
        const qsizetype from = lineStarts[static_cast<std::size_t>(first - 1)];
        head = text.sliced(from, lineStarts[static_cast<std::size_t>(first + 1)] - from).toString();
        if (!isHeadAlone(head, cmark_gfm_extensions_get_table_columns(table)))
            return std::nullopt;
    }
    const int frozenBefore = before ? before->parts - 1 : 0; // the head is there again
    return BlockDivision{.child = rows[last],
        .line = lineOf(last),
        .open = {.parts = frozenBefore + static_cast<int>(last), .tight = true, .head = head}};
}

} // namespace

std::optional<BlockDivision> divide(cmark_node* block, int completeLines, const std::optional<OpenBlock>& before,
    QStringView text, const std::vector<qsizetype>& lineStarts)
{
    if (cmark_node_get_type(block) == CMARK_NODE_LIST)
        return divideList(block, completeLines, before);
    if (isTable(block))
        return divideTable(block, completeLines, before, text, lineStarts);
    return std::nullopt;
}

} // namespace assay
