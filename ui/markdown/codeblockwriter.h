// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/markdown/blocksink.h"
#include "ui/markdown/codehighlighter.h"
#include "ui/markdown/markdownstyle.h"

#include <memory>

namespace assay {

/// Plans one block of code: a header with the language, then lines. A block that is still streaming is kept and
/// given more lines, at a cost that does not depend on its length.
class CodeBlockWriter
{
public:
    CodeBlockWriter(BlockSink& sink, const MarkdownStyle& style, const BlockPlace& place, const QString& language,
        std::unique_ptr<CodeLines> lines);

    void addLine(const QString& line);
    /// The line that is still being written.
    void addOpenLine(const QString& line);

private:
    void insertLine(const QString& line, const QList<CodeSpan>& spans);

    BlockSink& m_sink;
    const MarkdownStyle& m_style;
    QTextBlockFormat m_line;
    std::unique_ptr<CodeLines> m_lines;
};

/// Indentation and quote of a block.
QTextBlockFormat placedFormat(const BlockPlace& place);

} // namespace assay
