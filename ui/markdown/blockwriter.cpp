// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/blockwriter.h"

#include "ui/markdown/codeblockwriter.h"
#include "ui/markdown/inlinewriter.h"
#include "ui/markdown/markdowntree.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <cstring>
#include <memory>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

bool isType(cmark_node* node, const char* name)
{
    return std::strcmp(cmark_node_get_type_string(node), name) == 0;
}

QString literal(cmark_node* node)
{
    QString result = literalOf(node);
    if (result.endsWith(u'\n'))
        result.chop(1);
    return result;
}

int childCount(cmark_node* node)
{
    int count = 0;
    for (cmark_node* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child))
        ++count;
    return count;
}

} // namespace

BlockWriter::BlockWriter(BlockSink& sink, const MarkdownStyle& style, CodeHighlighter& highlighter)
    : m_sink(sink)
    , m_style(style)
    , m_highlighter(highlighter)
{
}

bool BlockWriter::goesOn(cmark_node* topLevel, const OpenBlock& before)
{
    if (topLevel == nullptr)
        return false;
    if (!before.head.isEmpty())
        return isType(topLevel, "table");
    return cmark_node_get_type(topLevel) == CMARK_NODE_LIST
        && before.tight == (before.tight && cmark_node_get_list_tight(topLevel) != 0);
}

void BlockWriter::write(cmark_node* topLevel, const std::optional<OpenBlock>& before, cmark_node* freezeAt)
{
    m_before = before;
    m_freezeAt = freezeAt;
    const std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> iterator(cmark_iter_new(topLevel), &cmark_iter_free);
    for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
        event = cmark_iter_next(iterator.get())) {
        cmark_node* node = cmark_iter_get_node(iterator.get());
        if (event == CMARK_EVENT_EXIT)
            leave(node);
        else if (enter(node) && cmark_node_first_child(node) != nullptr)
            cmark_iter_reset(iterator.get(), node, CMARK_EVENT_EXIT);
    }
}

bool BlockWriter::enter(cmark_node* node)
{
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_PARAGRAPH)
        writeParagraph(node);
    else if (type == CMARK_NODE_HEADING)
        writeHeading(node);
    else if (type == CMARK_NODE_CODE_BLOCK)
        writeCode(node);
    else if (type == CMARK_NODE_HTML_BLOCK)
        writeHtml(node);
    else if (type == CMARK_NODE_THEMATIC_BREAK)
        writeRule();
    else if (isType(node, "table"))
        writeTable(node);
    else {
        if (type == CMARK_NODE_LIST)
            enterList(node);
        else if (type == CMARK_NODE_ITEM || isType(node, "tasklist"))
            enterItem(node);
        else if (type == CMARK_NODE_BLOCK_QUOTE && ++m_quotes == 1)
            m_quoteListDepth = place().listDepth;
        return false;
    }
    return true;
}

void BlockWriter::leave(cmark_node* node)
{
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_LIST) {
        m_levels.pop_back();
    } else if (type == CMARK_NODE_ITEM || isType(node, "tasklist")) {
        if (m_levels.back().itemPending)
            beginProse(textspace::item, m_style.bodyText);
    } else if (type == CMARK_NODE_BLOCK_QUOTE) {
        --m_quotes;
    }
}

void BlockWriter::enterList(cmark_node* node)
{
    if (!m_levels.empty())
        m_levels.back().itemPending = false;
    Level level;
    level.tight = cmark_node_get_list_tight(node) != 0;
    const bool goesOn = m_levels.empty() && m_before;
    level.tight = level.tight && (!goesOn || m_before->tight);
    level.empty = !goesOn;
    level.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    level.number = (goesOn ? m_before->number + m_before->parts : cmark_node_get_list_start(node)) - 1;
    if (cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM)
        level.suffix = u')';
    if (!level.ordered)
        level.bullet = m_levels.size() % 2 == 0 ? Bullet::Disc : Bullet::Ring;
    m_levels.push_back(level);
}

void BlockWriter::enterItem(cmark_node* node)
{
    if (node == m_freezeAt)
        m_sink.freeze();
    Level& level = m_levels.back();
    level.itemPending = true;
    ++level.number;
    level.box = Bullet::None;
    if (isType(node, "tasklist"))
        level.box = cmark_gfm_extensions_get_tasklist_item_checked(node) ? Bullet::Ticked : Bullet::Unticked;
}

BlockPlace BlockWriter::place() const
{
    return {.listDepth = std::min(static_cast<int>(m_levels.size()), kMaximumDepth),
        .quoteDepth = std::min(m_quotes, kMaximumDepth),
        .quoteListDepth = m_quoteListDepth};
}

void BlockWriter::beginProse(double topMargin, const QTextCharFormat& text)
{
    QTextBlockFormat format = placedFormat(place());
    format.setTopMargin(topMargin);
    format.setLineHeight(m_style.lineHeight, QTextBlockFormat::ProportionalHeight);
    if (m_levels.empty() || !m_levels.back().itemPending) {
        m_sink.begin(format, text);
        return;
    }
    Level& level = m_levels.back();
    level.itemPending = false;
    format.setTopMargin(level.empty && m_levels.size() == 1 ? textspace::paragraph
            : level.tight                                   ? textspace::item
                                                            : textspace::paragraph);
    level.empty = false;
    const Bullet bullet = level.box != Bullet::None ? level.box : level.bullet;
    if (bullet != Bullet::None)
        format.setProperty(blockproperty::bullet, static_cast<int>(bullet));
    else if (level.ordered)
        format.setProperty(blockproperty::number, QString::number(level.number) + level.suffix);
    m_sink.begin(format, text);
}

void BlockWriter::writeParagraph(cmark_node* node)
{
    beginProse(textspace::paragraph, m_style.bodyText);
    InlineWriter(m_sink, m_style, m_style.bodyText).write(node);
}

void BlockWriter::writeHeading(cmark_node* node)
{
    static constexpr double scales[] = {1.32, 1.18, 1.08, 1.0, 1.0, 1.0};
    const int level = std::clamp(cmark_node_get_heading_level(node), 1, 6);
    QTextCharFormat text = m_style.bodyText;
    QFont font = m_style.body;
    if (font.pixelSize() > 0)
        font.setPixelSize(qRound(font.pixelSize() * scales[level - 1]));
    else
        font.setPointSizeF(font.pointSizeF() * scales[level - 1]);
    font.setWeight(QFont::DemiBold);
    text.setFont(font);
    beginProse(level <= 2 ? 14 : 12, text);
    m_sink.format().setHeadingLevel(level);
    InlineWriter(m_sink, m_style, text).write(node);
}

void BlockWriter::writeCode(cmark_node* node)
{
    if (!m_levels.empty() && m_levels.back().itemPending)
        beginProse(textspace::item, m_style.bodyText);
    const QString language = fenceLanguage(node);
    CodeBlockWriter writer(m_sink, m_style, place(), language, m_highlighter.begin(language));
    const char* raw = cmark_node_get_literal(node);
    if (raw != nullptr && *raw != '\0') {
        for (const QString& line : literal(node).split(u'\n'))
            writer.addLine(line);
    }
}

void BlockWriter::writeHtml(cmark_node* node)
{
    QTextCharFormat text = m_style.bodyText;
    text.setFont(m_style.mono);
    text.setForeground(m_style.theme->muted);
    beginProse(textspace::paragraph, text);
    QString shown = hardWrapped(visibleCharacters(literal(node)));
    shown.replace(u'\n', QChar::LineSeparator);
    m_sink.insertText(shown, text);
}

void BlockWriter::writeRule()
{
    QTextBlockFormat format = placedFormat(place());
    format.setProperty(blockproperty::kind, static_cast<int>(BlockKind::Rule));
    format.setTopMargin(textspace::paragraph);
    format.setLineHeight(9, QTextBlockFormat::FixedHeight);
    QTextCharFormat text;
    text.setFontPointSize(1);
    m_sink.begin(format, text);
}

void BlockWriter::writeNote(const QString& text)
{
    beginProse(textspace::paragraph, m_style.mutedText);
    m_sink.insertText(text, m_style.mutedText);
}

void BlockWriter::writeTable(cmark_node* node)
{
    const int allColumns = cmark_gfm_extensions_get_table_columns(node);
    // The head of a table that goes on is there to make it one.
    const int rowsBefore = m_levels.empty() && m_quotes == 0 && m_before ? m_before->parts : 0;
    const int allRows = childCount(node) + std::max(0, rowsBefore - 1);
    const int columns = std::clamp(allColumns, 1, kMaximumColumns);
    const int rows = std::clamp(allRows, 1, std::max(1, kMaximumCells / columns));
    if (!m_levels.empty() && m_levels.back().itemPending)
        beginProse(0, m_style.bodyText);
    const uint8_t* alignments = cmark_gfm_extensions_get_table_alignments(node);
    cmark_node* line = cmark_node_first_child(node);
    int row = rowsBefore;
    if (rowsBefore > 0)
        line = cmark_node_next(line);
    for (; line != nullptr && row < rows; line = cmark_node_next(line)) {
        if (line == m_freezeAt)
            m_sink.freeze();
        int column = 0;
        for (cmark_node* cell = cmark_node_first_child(line); cell != nullptr && column < columns;
            cell = cmark_node_next(cell), ++column) {
            const uint8_t alignment = alignments != nullptr ? alignments[column] : 0;
            writeCell(cell, {.row = row, .column = column, .columns = columns},
                alignment == 'r'       ? Qt::AlignRight
                    : alignment == 'c' ? Qt::AlignHCenter
                                       : Qt::Alignment());
        }
        ++row;
    }
    // All that is shown of a cut table is final before the rows are that are not.
    if (line != nullptr && m_freezeAt != nullptr && cmark_node_parent(m_freezeAt) == node)
        m_sink.freeze();
    if (rows < allRows || columns < allColumns)
        writeNote(tr("The table is cut here: it has %1 rows and %2 columns.").arg(allRows).arg(allColumns));
}

void BlockWriter::writeCell(cmark_node* cell, const CellPlace& at, Qt::Alignment alignment)
{
    QTextBlockFormat format = placedFormat(place());
    setCellPlace(format, at);
    if (alignment)
        format.setAlignment(alignment);
    QTextCharFormat text = m_style.bodyText;
    if (at.row == 0)
        text.setFontWeight(QFont::DemiBold);
    m_sink.begin(format, text);
    InlineWriter(m_sink, m_style, text).write(cell);
}

} // namespace assay
