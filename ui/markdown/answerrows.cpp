// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of AnswerLayout that lays out, draws and hits the text of one row.
#include "ui/markdown/answerlayout.h"
#include "ui/markdown/markdownstyle.h"

#include <QPainter>
#include <QStyle>
#include <QTextDocument>
#include <QTextLayout>
#include <QTextOption>

#include <algorithm>
#include <cmath>

namespace assay {

namespace {

constexpr double kOneLine = 1e6;
constexpr double kUnbroken = 88;
constexpr double kLongWord = 150; // an address or a hash may be broken

struct LineHeights {
    double advance = 0; ///< to the next line
    double bottom = 0; ///< of this line, if it is the last one
    double raise = 0; ///< how far the text stands above the line's own top
};

LineHeights heightsOf(const QTextBlockFormat& format, const QTextLine& line)
{
    const double raw = std::ceil(line.ascent() + line.descent() + line.leading());
    LineHeights heights{
        .advance = format.lineHeight(raw, 1), .bottom = format.lineHeight(line.height(), 1), .raise = 0};
    if (format.lineHeightType() == QTextBlockFormat::FixedHeight)
        heights.raise = line.ascent() + std::max(line.leading(), 0.0) - heights.advance * 4 / 5;
    return heights;
}

// Of a block of one line that is laid out.
double heightOf(const QTextBlock& block)
{
    const LineHeights heights = heightsOf(block.blockFormat(), block.layout()->lineAt(0));
    return std::max(heights.advance, heights.bottom);
}

QList<QTextLayout::FormatRange> selectionsIn(
    const QTextBlock& block, const QList<QAbstractTextDocumentLayout::Selection>& all)
{
    QList<QTextLayout::FormatRange> found;
    for (const auto& selection : all) {
        const int start = selection.cursor.selectionStart() - block.position();
        const int end = selection.cursor.selectionEnd() - block.position();
        if (start < block.length() && end > 0 && end > start)
            found.append({.start = start, .length = end - start, .format = selection.format});
    }
    return found;
}

} // namespace

// Lines of a block in a column that begins at `left`; returns their height.
double AnswerLayout::layBlock(const QTextBlock& block, double left, double width, Breaking breaking) const
{
    const QTextBlockFormat format = block.blockFormat();
    const Qt::LayoutDirection direction = block.textDirection();
    QTextOption option = document()->defaultTextOption();
    option.setTextDirection(direction);
    if (breaking == Breaking::BetweenWords)
        option.setWrapMode(QTextOption::WordWrap);
    const Qt::Alignment wanted = format.hasProperty(QTextFormat::BlockAlignment)
        ? format.alignment()
        : document()->defaultTextOption().alignment();
    option.setAlignment(QStyle::visualAlignment(direction, wanted));
    QTextLayout* layout = block.layout();
    layout->setTextOption(option);
    double y = 0;
    double bottom = 0;
    layout->beginLayout();
    for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine()) {
        line.setLeadingIncluded(true);
        line.setLineWidth(std::max(width, 10.0));
        const LineHeights heights = heightsOf(format, line);
        line.setPosition(QPointF(left, y - heights.raise));
        bottom = y + heights.bottom;
        y += heights.advance;
    }
    layout->endLayout();
    return std::max(y, bottom);
}

void AnswerLayout::lay(int index)
{
    Row& row = m_rows[static_cast<std::size_t>(index)];
    if (row.table >= 0) {
        layTable(row.table, index);
        return;
    }
    const QTextBlock block = document()->findBlockByNumber(row.first);
    const QTextBlockFormat format = block.blockFormat();
    const double indent = format.indent() * document()->indentWidth();
    const bool leftwards = block.textDirection() == Qt::RightToLeft;
    const double left = format.leftMargin() + (leftwards ? 0 : indent);
    const double right = format.rightMargin() + (leftwards ? indent : 0);
    row.height = layBlock(block, left, contentWidth() - left - right);
    m_stale -= row.laid ? 0 : 1;
    row.laid = true;
    place(row);
}

// The widths of the columns follow from all rows of a table, so all of them are laid out together. Where a new row
// leaves the widths as they were, it is the only one to be laid out.
void AnswerLayout::layTable(int table, int index)
{
    int first = index;
    while (first > 0 && m_rows[static_cast<std::size_t>(first - 1)].table == table)
        --first;
    std::vector<ColumnNeed> needs;
    int end = first;
    for (; end < static_cast<int>(m_rows.size()) && m_rows[static_cast<std::size_t>(end)].table == table; ++end) {
        Row& row = m_rows[static_cast<std::size_t>(end)];
        QTextBlock block = document()->findBlockByNumber(row.first);
        for (; row.needs.size() < static_cast<std::size_t>(row.count); block = block.next()) {
            layBlock(block, 0, kOneLine, Breaking::BetweenWords); // what the column needs, without a limit
            const double natural = block.layout()->maximumWidth();
            const double word = std::ceil(std::min(block.layout()->minimumWidth(), kLongWord)) + 1;
            // Short words are not broken, not even where they might be.
            const double least = std::max(word, std::min(natural, kUnbroken));
            const double head = end == first ? word + textspace::cellGap : 0;
            row.needs.push_back(
                {.least = least + textspace::cellGap, .natural = natural + textspace::cellGap, .head = head});
        }
        needs.resize(std::max(needs.size(), row.needs.size()));
        for (std::size_t column = 0; column < row.needs.size(); ++column) {
            needs[column].least = std::max(needs[column].least, row.needs[column].least);
            needs[column].natural = std::max(needs[column].natural, row.needs[column].natural);
            needs[column].head = std::max(needs[column].head, row.needs[column].head);
        }
    }
    Table& shape = m_tables[static_cast<std::size_t>(table)];
    const QTextBlockFormat format
        = document()->findBlockByNumber(m_rows[static_cast<std::size_t>(first)].first).blockFormat();
    shape.left = format.indent() * document()->indentWidth() + format.leftMargin();
    std::vector<double> widths = columnWidths(needs, contentWidth() - shape.left);
    const bool refitted = widths != shape.widths;
    shape.widths = std::move(widths);
    for (int i = first; i < end; ++i) {
        if (refitted || !m_rows[static_cast<std::size_t>(i)].laid)
            layCells(i, refitted);
    }
    if (refitted)
        moveFrom(first);
}

void AnswerLayout::layCells(int index, bool refitted)
{
    Row& row = m_rows[static_cast<std::size_t>(index)];
    const std::vector<double>& widths = m_tables[static_cast<std::size_t>(row.table)].widths;
    QTextBlock block = document()->findBlockByNumber(row.first);
    double height = 0;
    for (std::size_t column = 0; column < row.needs.size(); ++column, block = block.next()) {
        const bool plain
            = !block.blockFormat().hasProperty(QTextFormat::BlockAlignment) && block.textDirection() == Qt::LeftToRight;
        // One line at the left is the same in every width that holds it.
        const QTextLayout* layout = block.layout();
        if (plain && layout->lineCount() == 1 && row.needs[column].natural <= widths[column] + 0.5)
            height = std::max(height, heightOf(block));
        else
            height = std::max(height, layBlock(block, 0, widths[column] - textspace::cellGap));
    }
    row.height = height + 2 * textspace::cellPadding + 1;
    m_stale -= row.laid ? 0 : 1;
    row.laid = true;
    if (!refitted)
        place(row);
}

// Tells the text layouts of a row where they stand.
void AnswerLayout::place(const Row& row) const
{
    const double margin = document()->documentMargin();
    QTextBlock block = document()->findBlockByNumber(row.first);
    if (row.table < 0) {
        block.layout()->setPosition(QPointF(margin, row.top));
        return;
    }
    const Table& shape = m_tables[static_cast<std::size_t>(row.table)];
    double left = margin + shape.left;
    for (int column = 0; column < row.count; ++column, block = block.next()) {
        block.layout()->setPosition(QPointF(left, row.top + textspace::cellPadding));
        left += static_cast<std::size_t>(column) < shape.widths.size() ? shape.widths[static_cast<std::size_t>(column)]
                                                                       : 0;
    }
}

QRectF AnswerLayout::blockBoundingRect(const QTextBlock& block) const
{
    if (!block.isValid() || m_rows.empty())
        return {};
    const int index = rowOf(block.blockNumber());
    // What is asked for is laid out; who sees the document learns of it with the next change.
    if (!m_rows[static_cast<std::size_t>(index)].laid) {
        auto* self = const_cast<AnswerLayout*>(this);
        self->lay(index);
        self->moveFrom(index);
    }
    place(m_rows[static_cast<std::size_t>(index)]);
    const QTextLayout* layout = block.layout();
    QRectF rect = layout->boundingRect();
    rect.moveTopLeft(layout->position());
    return rect;
}

void AnswerLayout::draw(QPainter* painter, const PaintContext& context)
{
    const QRectF clip = context.clip.isValid() ? context.clip : QRectF(QPointF(0, 0), documentSize());
    painter->setPen(context.palette.color(QPalette::Text));
    for (int i = rowAt(clip.top()); i < static_cast<int>(m_rows.size()); ++i) {
        Row& row = m_rows[static_cast<std::size_t>(i)];
        if (row.top > clip.bottom())
            return;
        if (!row.laid) {
            lay(i);
            moveFrom(i);
        }
        place(row);
        drawRow(painter, context, row);
    }
}

void AnswerLayout::drawRow(QPainter* painter, const PaintContext& context, const Row& row) const
{
    QTextBlock block = document()->findBlockByNumber(row.first);
    for (int i = 0; i < row.count; ++i, block = block.next()) {
        QTextLayout* layout = block.layout();
        layout->draw(painter, QPointF(0, 0), selectionsIn(block, context.selections), context.clip);
        const int cursor = context.cursorPosition - block.position();
        if (context.cursorPosition >= 0 && cursor >= 0 && cursor < block.length())
            layout->drawCursor(painter, QPointF(0, 0), cursor);
    }
}

int AnswerLayout::hitTest(const QPointF& point, Qt::HitTestAccuracy accuracy) const
{
    if (m_rows.empty())
        return accuracy == Qt::ExactHit ? -1 : 0;
    const Row& row = m_rows[static_cast<std::size_t>(rowAt(point.y()))];
    const bool exact = accuracy == Qt::ExactHit;
    if (point.y() > row.top + row.height) {
        if (exact)
            return -1;
        if (&row == &m_rows.back())
            return document()->characterCount() - 1;
    }
    QTextBlock block = document()->findBlockByNumber(row.first);
    blockBoundingRect(block);
    for (int i = 1; i < row.count && block.next().layout()->position().x() <= point.x(); ++i)
        block = block.next();
    const QTextLayout* layout = block.layout();
    const QPointF inside = point - layout->position();
    for (int i = 0; i < layout->lineCount(); ++i) {
        const QTextLine line = layout->lineAt(i);
        const QRectF rect = line.naturalTextRect();
        const bool last = i + 1 == layout->lineCount();
        if (!last && layout->lineAt(i + 1).y() <= inside.y())
            continue;
        if (exact && !rect.contains(inside))
            return -1;
        return block.position()
            + line.xToCursor(inside.x(), exact ? QTextLine::CursorOnCharacter : QTextLine::CursorBetweenCharacters);
    }
    return exact ? -1 : block.position();
}

} // namespace assay
