// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/markdown/blocksink.h"
#include "ui/markdown/codehighlighter.h"
#include "ui/markdown/markdownstyle.h"

#include <memory>
#include <optional>

namespace assay {

/// Writes one block of code: a header with the language, then lines. A block that is still streaming is kept and
/// given more lines, at a cost that does not depend on its length.
class CodeBlockWriter
{
public:
    CodeBlockWriter(BlockSink& sink, const MarkdownStyle& style, const BlockPlace& place, const QString& language,
        std::unique_ptr<CodeLines> lines);

    void addLine(const QString& line);
    /// The line that is still being written; replaces the one given before.
    void setOpenLine(const std::optional<QString>& line);
    /// The space below the last line. Call after each group of changes.
    void settle();

private:
    void insertLine(const QString& line, const QList<CodeSpan>& spans);
    void setBottomMargin(double margin);
    double ownBottomMargin() const;
    QTextCharFormat tokenFormat(CodeToken token) const;

    BlockSink& m_sink;
    const MarkdownStyle& m_style;
    BlockPlace m_place;
    std::unique_ptr<CodeLines> m_lines;
    std::optional<BlockSink::Mark> m_beforeOpenLine;
    bool m_hasLines = false;
    bool m_settled = false;
};

/// Indentation and quote of a block.
QTextBlockFormat placedFormat(const BlockPlace& place);

} // namespace assay
