// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/markdown/blocksink.h"
#include "ui/markdown/codehighlighter.h"
#include "ui/markdown/markdownstyle.h"
#include "ui/markdown/openblock.h"

#include <QCoreApplication>

#include <vector>

struct cmark_node;

namespace assay {

/// Writes top-level nodes of a parsed answer as text blocks. Nesting beyond a fixed depth is not indented further, and
/// tables beyond a fixed size are cut with a note.
class BlockWriter
{
    Q_DECLARE_TR_FUNCTIONS(assay::BlockWriter)

public:
    BlockWriter(BlockSink& sink, const MarkdownStyle& style, CodeHighlighter& highlighter);

    /// Of a block that goes on from `before`, only what comes after that; what is planned before `freezeAt` (an item
    /// or row of it; may be null) is final.
    void write(cmark_node* topLevel, const std::optional<OpenBlock>& before = {}, cmark_node* freezeAt = nullptr);
    /// False if the frozen parts of a block would be written differently now.
    static bool goesOn(cmark_node* topLevel, const OpenBlock& before);

    static constexpr int kMaximumDepth = 6;
    static constexpr int kMaximumColumns = 20;
    static constexpr int kMaximumCells = 2000;

private:
    struct Level {
        bool ordered = false;
        bool empty = true; ///< no item has been written yet
        int number = 0; ///< of the current item
        QChar suffix = u'.';
        bool tight = true;
        bool itemPending = false;
        Bullet bullet = Bullet::None;
        Bullet box = Bullet::None; ///< of the current item
    };

    /// True if the node was written whole and its children are not to be visited.
    bool enter(cmark_node* node);
    void leave(cmark_node* node);
    void enterList(cmark_node* node);
    void enterItem(cmark_node* node);
    void beginProse(double topMargin, const QTextCharFormat& text);
    void writeParagraph(cmark_node* node);
    void writeHeading(cmark_node* node);
    void writeCode(cmark_node* node);
    void writeHtml(cmark_node* node);
    void writeRule();
    void writeTable(cmark_node* node);
    void writeNote(const QString& text);
    BlockPlace place() const;
    void writeCell(cmark_node* cell, const CellPlace& place, Qt::Alignment alignment);

    BlockSink& m_sink;
    const MarkdownStyle& m_style;
    CodeHighlighter& m_highlighter;
    std::vector<Level> m_levels;
    int m_quotes = 0;
    int m_quoteListDepth = 0;
    std::optional<OpenBlock> m_before;
    cmark_node* m_freezeAt = nullptr;
};

} // namespace assay
