// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/sourcelines.h"

#include <cmark-gfm.h>

#include <algorithm>
#include <cstring>

namespace assay {

std::optional<FenceLine> readFence(QStringView line)
{
    FenceLine fence;
    while (fence.indent < line.size() && line.at(fence.indent) == u' ')
        ++fence.indent;
    if (fence.indent > 3 || fence.indent == line.size())
        return std::nullopt;
    fence.character = line.at(fence.indent);
    if (fence.character != u'`' && fence.character != u'~')
        return std::nullopt;
    qsizetype end = fence.indent;
    while (end < line.size() && line.at(end) == fence.character)
        ++end;
    fence.length = end - fence.indent;
    fence.rest = line.sliced(end);
    return fence.length >= 3 ? std::optional(fence) : std::nullopt;
}

bool closesFence(QStringView line, QChar character, qsizetype length)
{
    const auto fence = readFence(line);
    return fence && fence->character == character && fence->length >= length
        && std::ranges::all_of(fence->rest, [](QChar c) { return c == u' ' || c == u'\t'; });
}

QString withoutIndent(QStringView line, qsizetype indent)
{
    qsizetype column = 0;
    qsizetype cut = 0;
    while (column < indent && cut < line.size() && (line.at(cut) == u' ' || line.at(cut) == u'\t')) {
        column += line.at(cut) == u'\t' ? 4 - column % 4 : 1;
        ++cut;
    }
    return QString(std::max<qsizetype>(column - indent, 0), u' ') + line.sliced(cut).toString();
}

std::vector<qsizetype> startsOfLines(QStringView text)
{
    std::vector<qsizetype> starts{0};
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u'\n')
            starts.push_back(i + 1);
    }
    return starts;
}

std::vector<cmark_node*> childrenOf(cmark_node* parent)
{
    std::vector<cmark_node*> children;
    for (cmark_node* child = cmark_node_first_child(parent); child != nullptr; child = cmark_node_next(child))
        children.push_back(child);
    return children;
}

bool isTable(cmark_node* node)
{
    return std::strcmp(cmark_node_get_type_string(node), "table") == 0;
}

qsizetype freezeIndex(const std::vector<cmark_node*>& blocks, int completeLines)
{
    for (std::size_t i = blocks.size(); i-- > 1;) {
        const int line = cmark_node_get_start_line(blocks[i]);
        const int before = cmark_node_get_start_line(blocks[i - 1]);
        // The head row of a table is split off the paragraph before it when its second row comes.
        const bool torn = isTable(blocks[i]) && cmark_node_get_type(blocks[i - 1]) == CMARK_NODE_PARAGRAPH;
        if (line < 1 || line > completeLines || line <= before || torn)
            continue;
        return static_cast<qsizetype>(i);
    }
    return 0;
}

} // namespace assay
