// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/blocksink.h"

#include "ui/markdown/markdownstyle.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>

namespace assay {

namespace {

// How many characters both begin with, in the same formats.
qsizetype commonLength(const PlannedBlock& a, const PlannedBlock& b)
{
    qsizetype length = 0;
    for (std::size_t i = 0; i < std::min(a.runs.size(), b.runs.size()); ++i) {
        const PlannedRun& left = a.runs[i];
        const PlannedRun& right = b.runs[i];
        if (left.format != right.format)
            return length;
        const qsizetype most = std::min(left.text.size(), right.text.size());
        qsizetype same = 0;
        if (QStringView(left.text).first(most) == QStringView(right.text).first(most))
            same = most;
        while (same < most && left.text.at(same) == right.text.at(same))
            ++same;
        if (same > 0 && left.text.at(same - 1).isHighSurrogate())
            --same;
        length += same;
        if (same < left.text.size() || same < right.text.size())
            return length;
    }
    return length;
}

// A word's end near the most that goes into this block.
qsizetype breakIn(QStringView text, qsizetype most)
{
    for (qsizetype at = most; at > std::max<qsizetype>(0, most - 200); --at) {
        if (text.at(at - 1).isSpace())
            return at;
    }
    return most > 0 && text.at(most - 1).isHighSurrogate() ? most - 1 : most;
}

} // namespace

BlockSink::BlockSink(QTextDocument* document)
    : m_document(document)
{
}

void BlockSink::begin(QTextBlockFormat format, const QTextCharFormat& text)
{
    if (atStart())
        format.setTopMargin(0);
    m_plan.push_back({.format = std::move(format), .text = text, .runs = {}});
}

void BlockSink::insertText(const QString& text, const QTextCharFormat& format)
{
    qsizetype room = kLongestBlock - m_plan.back().length;
    if (text.size() <= room) {
        put(text, format);
        return;
    }
    // A cell stays one block.
    if (isCell(m_plan.back().format)) {
        if (room > 0)
            put(text.first(breakIn(text, room - 1)) + u'\u2026', format);
        m_plan.back().length = kLongestBlock;
        return;
    }
    qsizetype at = 0;
    while (text.size() - at > room) {
        const qsizetype length = breakIn(QStringView(text).sliced(at), std::max<qsizetype>(room, 0));
        put(text.sliced(at, length), format);
        at += length;
        goOnInNewBlock();
        room = kLongestBlock;
    }
    put(text.sliced(at), format);
}

void BlockSink::put(const QString& text, const QTextCharFormat& format)
{
    if (text.isEmpty())
        return;
    PlannedBlock& block = m_plan.back();
    block.length += text.size();
    if (!block.runs.empty() && block.runs.back().format == format)
        block.runs.back().text += text;
    else
        block.runs.push_back({text, format});
}

void BlockSink::goOnInNewBlock()
{
    PlannedBlock next{.format = m_plan.back().format, .text = m_plan.back().text, .runs = {}};
    next.format.setTopMargin(0);
    next.format.clearProperty(blockproperty::bullet);
    next.format.clearProperty(blockproperty::number);
    next.format.setHeadingLevel(0);
    next.format.setProperty(blockproperty::continued, true);
    m_plan.push_back(std::move(next));
}

void BlockSink::insertRuns(QTextCursor& cursor, const PlannedBlock& block, qsizetype from) const
{
    for (const PlannedRun& run : block.runs) {
        if (from < run.text.size())
            cursor.insertText(from > 0 ? run.text.sliced(from) : run.text, run.format);
        from = std::max<qsizetype>(0, from - run.text.size());
    }
}

void BlockSink::write(std::size_t same)
{
    QTextCursor cursor(m_document);
    cursor.movePosition(QTextCursor::End);
    std::size_t next = same;
    const bool empty = m_frozen + m_shown.size() == 0;
    if (same < m_shown.size() && same == m_plan.size()) {
        // The last blocks go.
        const int first = static_cast<int>(m_frozen + same);
        cursor.setPosition(std::max(0, m_document->findBlockByNumber(first).position() - 1));
        const QTextBlockFormat format = first > 0 ? cursor.blockFormat() : QTextBlockFormat();
        const QTextCharFormat text = first > 0 ? cursor.blockCharFormat() : QTextCharFormat();
        cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
        cursor.setBlockFormat(format);
        cursor.setBlockCharFormat(text);
    } else if (same < m_shown.size()) {
        const PlannedBlock& before = m_shown[same];
        const PlannedBlock& now = m_plan[same];
        const bool alike = before.length >= 0 && before.format == now.format && before.text == now.text;
        const qsizetype kept = commonLength(before, now);
        const QTextBlock block = m_document->findBlockByNumber(static_cast<int>(m_frozen + same));
        const bool last = !block.next().isValid();
        cursor.setPosition(block.position() + static_cast<int>(kept));
        cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
        if (cursor.hasSelection())
            cursor.removeSelectedText();
        if (!alike || !last) {
            cursor.setBlockFormat(now.format);
            cursor.setBlockCharFormat(now.text);
        }
        insertRuns(cursor, now, kept);
        ++next;
    } else if (empty && !m_plan.empty()) {
        // A document always has one block.
        cursor.setBlockFormat(m_plan.front().format);
        cursor.setBlockCharFormat(m_plan.front().text);
        insertRuns(cursor, m_plan.front(), 0);
        ++next;
    }
    for (; next < m_plan.size(); ++next) {
        cursor.insertBlock(m_plan[next].format, m_plan[next].text);
        insertRuns(cursor, m_plan[next], 0);
    }
}

void BlockSink::thaw(std::size_t block)
{
    const auto blocks = static_cast<std::size_t>(m_document->blockCount());
    m_frozen = block;
    m_plan.clear();
    m_final = 0;
    m_shown.assign(blocks - block, PlannedBlock{.format = {}, .text = {}, .runs = {}, .length = -1});
}

void BlockSink::commit()
{
    std::size_t same = 0;
    while (same < std::min(m_shown.size(), m_plan.size()) && m_shown[same] == m_plan[same])
        ++same;
    if (same < m_shown.size() || same < m_plan.size())
        write(same);
    m_frozen += m_final;
    m_plan.erase(m_plan.begin(), m_plan.begin() + static_cast<std::ptrdiff_t>(m_final));
    m_shown = std::exchange(m_plan, {});
    m_final = 0;
}

} // namespace assay
