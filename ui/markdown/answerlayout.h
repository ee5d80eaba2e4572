// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/markdown/tableshape.h"

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>

#include <vector>

namespace assay {

/// Lays out an answer: a flat list of rows, each one block or the cells of one line of a table. A change costs the rows
/// it touches, whatever stands before them. After a change of width, and where much text comes at once, rows have an
/// estimated height until they are seen or `layMore` gets to them.
class AnswerLayout final : public QAbstractTextDocumentLayout
{
    Q_OBJECT

public:
    explicit AnswerLayout(QTextDocument* document);

    void draw(QPainter* painter, const PaintContext& context) override;
    int hitTest(const QPointF& point, Qt::HitTestAccuracy accuracy) const override;
    int pageCount() const override { return 1; }
    QSizeF documentSize() const override;
    QRectF frameBoundingRect(QTextFrame* frame) const override;
    QRectF blockBoundingRect(const QTextBlock& block) const override;

    /// The first block of the row at this height.
    QTextBlock blockAt(double y) const;
    /// Where the row of a block begins; nothing is laid out for it.
    double topOf(const QTextBlock& block) const;
    /// The row of a block, over the whole width.
    QRectF rowRect(const QTextBlock& block) const;

    /// Lays out what is between these heights. True if anything was to do; heights below `top` may then differ.
    bool ensureLaid(double top, double bottom);
    /// Lays out rows for about so long. False when all rows are laid out.
    bool layMore(qint64 nanoseconds);
    bool isComplete() const { return m_stale == 0 && m_told == documentSize(); }
    /// While nobody sees it: changes are only noted.
    void setDeferred(bool deferred) { m_deferred = deferred; }

protected:
    void documentChanged(int from, int removed, int added) override;

private:
    struct Row {
        int first = 0; ///< number of its first block
        int count = 1;
        int table = -1;
        bool laid = false;
        double top = 0;
        double height = 0;
        double above = 0;
        double below = 0;
        std::vector<ColumnNeed> needs; ///< of a table's cells
    };
    struct Table {
        std::vector<double> widths;
        double left = 0;
    };

    enum class Breaking : std::uint8_t { Anywhere, BetweenWords };

    int rowOf(int blockNumber) const;
    int rowAt(double y) const;
    void rebuildFrom(int blockNumber);
    void appendRow(const QTextBlock& block);
    double estimate(const Row& row) const;
    void lay(int row);
    void layTable(int table, int row);
    void layCells(int row, bool refitted);
    double layBlock(const QTextBlock& block, double left, double width, Breaking breaking = Breaking::Anywhere) const;
    void moveFrom(int row);
    void place(const Row& row) const;
    void widthChanged();
    void layNew(int firstRow);
    void noteSize();
    double contentWidth() const;
    double widestTable() const; ///< from the left margin to its right end
    double spaceBelow(const QTextBlock& block) const;
    void drawRow(QPainter* painter, const PaintContext& context, const Row& row) const;

    std::vector<Row> m_rows;
    std::vector<Table> m_tables;
    double m_width = -1; ///< of the page
    int m_stale = 0; ///< rows not laid out
    int m_firstStale = 0; ///< no stale row before this one
    bool m_deferred = false;
    QSizeF m_told; ///< size last told by signal
};

} // namespace assay
