// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QTextBlockFormat>
#include <QTextCharFormat>

#include <vector>

class QTextCursor;
class QTextDocument;

namespace assay {

/// Where a block of an answer stands.
struct BlockPlace {
    int listDepth = 0;
    int quoteDepth = 0;
    int quoteListDepth = 0; ///< list depth outside the outermost quote
};

struct PlannedRun {
    QString text;
    QTextCharFormat format;
    friend bool operator==(const PlannedRun&, const PlannedRun&) = default;
};

/// A block as it is to be.
struct PlannedBlock {
    QTextBlockFormat format;
    QTextCharFormat text;
    std::vector<PlannedRun> runs;
    qsizetype length = 0; ///< below 0: it is not known what it is
    friend bool operator==(const PlannedBlock&, const PlannedBlock&) = default;
};

/// The end of a document that may still change. What it is to be is planned each time; only what differs from what
/// stands there is written, so that a long list that gets one more word costs the layout of one block.
class BlockSink
{
public:
    explicit BlockSink(QTextDocument* document);

    void begin(QTextBlockFormat format, const QTextCharFormat& text);
    /// Longer blocks go on in a further block: the layout of a block is done whole.
    void insertText(const QString& text, const QTextCharFormat& format);
    /// Of the block begun last.
    QTextBlockFormat& format() { return m_plan.back().format; }

    bool atStart() const { return m_frozen == 0 && m_plan.empty(); }
    /// What is planned so far is final from the next commit on.
    void freeze() { m_final = m_plan.size(); }
    /// Final blocks from this one on may change after all.
    void thaw(std::size_t block);
    /// Number of the next block in the document.
    std::size_t position() const { return m_frozen + m_plan.size(); }
    /// Writes what is planned in place of what is not frozen.
    void commit();

    static constexpr qsizetype kLongestBlock = 4000;

private:
    void put(const QString& text, const QTextCharFormat& format);
    void goOnInNewBlock();
    void write(std::size_t same);
    void insertRuns(QTextCursor& cursor, const PlannedBlock& block, qsizetype from) const;

    QTextDocument* m_document;
    std::size_t m_frozen = 0; ///< blocks of the document that are final
    std::vector<PlannedBlock> m_shown; ///< the blocks after those
    std::vector<PlannedBlock> m_plan;
    std::size_t m_final = 0;
};

} // namespace assay
