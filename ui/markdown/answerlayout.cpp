// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which rows there are, where they stand, and what is told about them. How a row is laid out and drawn is in
// answerrows.cpp.
#include "ui/markdown/answerlayout.h"

#include "ui/markdown/markdownstyle.h"

#include <QElapsedTimer>
#include <QFontMetricsF>
#include <QTextDocument>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace assay {

namespace {

// As many new characters are laid out at once; beyond that, rows wait until they are seen.
constexpr qsizetype kLaidAtOnce = 12'000;
constexpr double kNoLimit = 1e6;

} // namespace

AnswerLayout::AnswerLayout(QTextDocument* document)
    : QAbstractTextDocumentLayout(document)
{
}

double AnswerLayout::contentWidth() const
{
    const double width = m_width > 0 ? m_width : kNoLimit;
    return std::max(40.0, width - 2 * document()->documentMargin());
}

int AnswerLayout::rowOf(int blockNumber) const
{
    const auto after = std::ranges::upper_bound(m_rows, blockNumber, {}, &Row::first);
    return std::max(0, static_cast<int>(after - m_rows.begin()) - 1);
}

// The last row that begins at or above y.
int AnswerLayout::rowAt(double y) const
{
    const auto after = std::ranges::upper_bound(m_rows, y, {}, &Row::top);
    return std::max(0, static_cast<int>(after - m_rows.begin()) - 1);
}

double AnswerLayout::spaceBelow(const QTextBlock& block) const
{
    const QTextBlockFormat format = block.blockFormat();
    const BlockKind kind = blockKind(format);
    if (kind != BlockKind::CodeHeader && kind != BlockKind::CodeLine)
        return format.bottomMargin();
    const QTextBlock next = block.next();
    const bool goesOn = next.isValid() && blockKind(next.blockFormat()) == BlockKind::CodeLine;
    return format.bottomMargin() + (goesOn ? 0 : textspace::codeInner + textspace::paragraph);
}

void AnswerLayout::appendRow(const QTextBlock& block)
{
    const QTextBlockFormat format = block.blockFormat();
    Row row;
    row.first = block.blockNumber();
    row.above = format.topMargin();
    QTextBlock last = block;
    if (isCell(format)) {
        const CellPlace at = cellPlace(format);
        const bool begins = at.row == 0 || m_rows.empty() || m_rows.back().table < 0;
        if (begins)
            m_tables.emplace_back();
        row.table = static_cast<int>(m_tables.size()) - 1;
        for (QTextBlock next = block.next(); next.isValid(); next = next.next()) {
            const QTextBlockFormat nextFormat = next.blockFormat();
            if (!isCell(nextFormat) || cellPlace(nextFormat).row != at.row || cellPlace(nextFormat).column == 0)
                break;
            last = next;
        }
        row.count = last.blockNumber() - row.first + 1;
        row.above = at.row == 0 ? textspace::paragraph - 2 : 0;
        const QTextBlock next = last.next();
        const bool ends = !next.isValid() || !isCell(next.blockFormat()) || cellPlace(next.blockFormat()).row == 0;
        row.below = ends ? textspace::paragraph : 0;
    } else {
        row.below = spaceBelow(block);
    }
    row.height = estimate(row);
    m_rows.push_back(std::move(row));
    ++m_stale;
}

double AnswerLayout::estimate(const Row& row) const
{
    const QFontMetricsF metrics(document()->defaultFont());
    const QTextBlock block = document()->findBlockByNumber(row.first);
    const double lines = std::ceil(std::max(1.0, block.length() * metrics.averageCharWidth() / contentWidth()));
    return lines * metrics.lineSpacing() * 1.2;
}

// The rows from the one of this block on are made anew.
void AnswerLayout::rebuildFrom(int blockNumber)
{
    int keep
        = m_rows.empty() || m_rows.back().first < blockNumber ? static_cast<int>(m_rows.size()) : rowOf(blockNumber);
    // The space below the row before depends on what follows it.
    keep = std::max(0, keep - 1);
    std::vector<Row> before(std::make_move_iterator(m_rows.begin() + keep), std::make_move_iterator(m_rows.end()));
    m_rows.resize(static_cast<std::size_t>(keep));
    const int lastTable = m_rows.empty() ? -1 : m_rows.back().table;
    for (const Row& row : before) {
        m_stale -= row.laid ? 0 : 1;
        if (row.table >= 0 && row.table != lastTable)
            m_tables.resize(std::min(m_tables.size(), static_cast<std::size_t>(row.table)));
    }
    const int begin = m_rows.empty() ? 0 : m_rows.back().first + m_rows.back().count;
    for (QTextBlock block = document()->findBlockByNumber(begin); block.isValid();) {
        appendRow(block);
        Row& row = m_rows.back();
        // The row before the change keeps its layout.
        if (row.first + row.count <= blockNumber && !before.empty() && before.front().first == row.first
            && before.front().count == row.count && before.front().laid) {
            row.needs = std::move(before.front().needs);
            row.height = before.front().height;
            row.laid = true;
            --m_stale;
        }
        block = document()->findBlockByNumber(row.first + row.count);
    }
    m_firstStale = std::min(m_firstStale, keep);
    moveFrom(keep);
}

void AnswerLayout::moveFrom(int row)
{
    double bottom = document()->documentMargin();
    double below = 0;
    if (row > 0) {
        const Row& before = m_rows[static_cast<std::size_t>(row - 1)];
        bottom = before.top + before.height;
        below = before.below;
    }
    for (std::size_t i = static_cast<std::size_t>(row); i < m_rows.size(); ++i) {
        Row& current = m_rows[i];
        current.top = bottom + std::max(below, current.above);
        bottom = current.top + current.height;
        below = current.below;
    }
}

void AnswerLayout::documentChanged(int from, int, int added)
{
    const double width = document()->pageSize().width();
    const bool resized = !qFuzzyCompare(width, m_width);
    m_width = width;
    const QTextBlock first = document()->findBlock(from);
    if (resized && !m_rows.empty() && from == 0 && added >= document()->characterCount()) {
        widthChanged();
        return;
    }
    const int end = from + std::max(0, added - 1);
    for (QTextBlock block = first; block.isValid() && block.position() <= end; block = block.next())
        block.clearLayout();
    const int number = first.isValid() ? first.blockNumber() : 0;
    const double oldBottom = m_rows.empty() ? 0 : m_rows.back().top + m_rows.back().height;
    rebuildFrom(number);
    const int row = rowOf(number);
    if (!m_deferred)
        layNew(row);
    const double top = m_rows[static_cast<std::size_t>(row)].top - 16;
    const double bottom = std::max(oldBottom, m_rows.back().top + m_rows.back().height) + 32;
    noteSize();
    Q_EMIT update(QRectF(0, top, kNoLimit, bottom - top));
}

void AnswerLayout::layNew(int firstRow)
{
    qsizetype characters = 0;
    // The row before may have been given another space below, and needs no layout.
    for (int i = std::max(0, firstRow - 1); i < static_cast<int>(m_rows.size()) && characters < kLaidAtOnce; ++i) {
        if (m_rows[static_cast<std::size_t>(i)].laid)
            continue;
        characters += document()->findBlockByNumber(m_rows[static_cast<std::size_t>(i)].first).length() + 20;
        lay(i);
    }
    moveFrom(std::max(0, firstRow - 1));
}

// Rows keep their heights as estimates.
void AnswerLayout::widthChanged()
{
    for (Row& row : m_rows)
        row.laid = false;
    for (Table& table : m_tables)
        table.widths.clear();
    m_stale = static_cast<int>(m_rows.size());
    m_firstStale = 0;
    noteSize();
    Q_EMIT update(QRectF(0, 0, kNoLimit, kNoLimit));
}

bool AnswerLayout::ensureLaid(double top, double bottom)
{
    bool any = false;
    for (int i = rowAt(top); m_stale > 0 && i < static_cast<int>(m_rows.size()); ++i) {
        if (m_rows[static_cast<std::size_t>(i)].top > bottom)
            break;
        if (m_rows[static_cast<std::size_t>(i)].laid)
            continue;
        lay(i);
        moveFrom(i);
        any = true;
    }
    noteSize();
    return any;
}

bool AnswerLayout::layMore(qint64 nanoseconds)
{
    QElapsedTimer timer;
    timer.start();
    int earliest = -1;
    for (int i = m_firstStale; m_stale > 0 && i < static_cast<int>(m_rows.size()); ++i) {
        if (m_rows[static_cast<std::size_t>(i)].laid)
            continue;
        lay(i);
        earliest = earliest < 0 ? i : earliest;
        m_firstStale = i + 1;
        if (timer.nsecsElapsed() > nanoseconds)
            break;
    }
    if (earliest >= 0) {
        const double top = m_rows[static_cast<std::size_t>(earliest)].top - 16;
        moveFrom(earliest);
        Q_EMIT update(QRectF(0, top, kNoLimit, kNoLimit));
    }
    noteSize();
    return m_stale > 0;
}

QSizeF AnswerLayout::documentSize() const
{
    const double margin = document()->documentMargin();
    if (m_rows.empty())
        return {std::max(m_width, 0.0), 2 * margin};
    const Row& last = m_rows.back();
    const double width = std::max(m_width, std::ceil(widestTable() + 2 * margin));
    return {m_width > 0 ? width : kNoLimit, std::ceil(last.top + last.height + last.below + margin)};
}

double AnswerLayout::widestTable() const
{
    double widest = 0;
    for (const Table& table : m_tables)
        widest = std::max(widest, table.left + std::reduce(table.widths.begin(), table.widths.end()));
    return widest;
}

void AnswerLayout::noteSize()
{
    const QSizeF size = documentSize();
    if (size == m_told)
        return;
    m_told = size;
    Q_EMIT documentSizeChanged(size);
}

QRectF AnswerLayout::frameBoundingRect(QTextFrame*) const
{
    return {QPointF(0, 0), documentSize()};
}

QTextBlock AnswerLayout::blockAt(double y) const
{
    if (m_rows.empty())
        return document()->begin();
    return document()->findBlockByNumber(m_rows[static_cast<std::size_t>(rowAt(y))].first);
}

double AnswerLayout::topOf(const QTextBlock& block) const
{
    return m_rows.empty() ? 0 : m_rows[static_cast<std::size_t>(rowOf(block.blockNumber()))].top;
}

QRectF AnswerLayout::rowRect(const QTextBlock& block) const
{
    if (m_rows.empty())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(rowOf(block.blockNumber()))];
    const double margin = document()->documentMargin();
    if (row.table < 0)
        return {margin, row.top, contentWidth(), row.height};
    const Table& table = m_tables[static_cast<std::size_t>(row.table)];
    const double width = std::reduce(table.widths.begin(), table.widths.end());
    return {margin + table.left, row.top, std::max(contentWidth() - table.left, width), row.height};
}

} // namespace assay
