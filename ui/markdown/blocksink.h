// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTextBlockFormat>
#include <QTextCharFormat>
#include <QTextCursor>
#include <QTextDocument>

namespace assay {

/// Where a block of an answer stands.
struct BlockPlace {
    int listDepth = 0;
    int quoteDepth = 0;
    int quoteListDepth = 0; ///< list depth outside the outermost quote
};

/// Adds blocks at the end of a document. The empty block that a new document and the end of a table leave is used
/// for the next block, so that no stray lines appear.
class BlockSink
{
public:
    explicit BlockSink(QTextDocument* document);

    void begin(QTextBlockFormat format, const QTextCharFormat& text);
    void afterTable();

    /// Where later writing goes on; what follows it can be removed and written anew.
    struct Mark {
        int position = 0;
        bool reuse = true;
        bool atStart = true;
    };
    Mark mark() const;
    void rewind(const Mark& mark);

    QTextCursor& cursor() { return m_cursor; }
    bool atStart() const { return m_atStart; }

private:
    void makeSlim();

    QTextCursor m_cursor;
    bool m_reuse = true;
    bool m_atStart = true;
};

} // namespace assay
