// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <optional>
#include <vector>

struct cmark_node;

namespace assay {

/// A line that opens or closes a block of code: `^ {0,3}(```+|~~~+)rest`.
struct FenceLine {
    QChar character;
    qsizetype length = 0;
    qsizetype indent = 0;
    QStringView rest;
};
std::optional<FenceLine> readFence(QStringView line);
bool closesFence(QStringView line, QChar character, qsizetype length);
/// Lines of code lose as many columns as the opening fence was indented by; of a tab only those columns.
QString withoutIndent(QStringView line, qsizetype indent);

std::vector<qsizetype> startsOfLines(QStringView text);
std::vector<cmark_node*> childrenOf(cmark_node* parent);
bool isTable(cmark_node* node);

/// The last block boundary that no later text can move: the block after it begins on a line that is complete.
qsizetype freezeIndex(const std::vector<cmark_node*>& blocks, int completeLines);

} // namespace assay
