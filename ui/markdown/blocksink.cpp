// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/markdown/blocksink.h"

namespace assay {

BlockSink::BlockSink(QTextDocument* document)
    : m_cursor(document)
{
    m_cursor.movePosition(QTextCursor::End);
    makeSlim();
}

void BlockSink::begin(QTextBlockFormat format, const QTextCharFormat& text)
{
    if (m_atStart)
        format.setTopMargin(0);
    if (m_reuse) {
        m_cursor.setBlockFormat(format);
        m_cursor.setBlockCharFormat(text);
    } else {
        m_cursor.insertBlock(format, text);
    }
    m_cursor.setCharFormat(text);
    m_reuse = false;
    m_atStart = false;
}

// An unused empty block must not look like an empty line.
void BlockSink::makeSlim()
{
    QTextBlockFormat format;
    format.setLineHeight(1, QTextBlockFormat::FixedHeight);
    QTextCharFormat text;
    text.setFontPointSize(1);
    m_cursor.setBlockFormat(format);
    m_cursor.setBlockCharFormat(text);
}

void BlockSink::afterTable()
{
    m_cursor.movePosition(QTextCursor::End);
    makeSlim();
    m_reuse = true;
    m_atStart = false;
}

BlockSink::Mark BlockSink::mark() const
{
    return {.position = m_cursor.position(), .reuse = m_reuse, .atStart = m_atStart};
}

void BlockSink::rewind(const Mark& mark)
{
    m_cursor.setPosition(mark.position);
    const QTextBlockFormat format = m_cursor.blockFormat();
    m_cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
    m_cursor.removeSelectedText();
    m_reuse = mark.reuse;
    m_atStart = mark.atStart;
    if (m_reuse)
        makeSlim();
    else
        m_cursor.setBlockFormat(format);
}

} // namespace assay
