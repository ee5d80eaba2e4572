// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of AnswerView that finds places in an answer.
#include "ui/markdown/answerview.h"

#include <QAbstractTextDocumentLayout>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextTable>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

QList<ScrollAnchor> AnswerView::scrollAnchors() const
{
    QList<ScrollAnchor> anchors;
    const QTextTable* table = nullptr;
    for (QTextBlock block = m_document->begin(); block.isValid(); block = block.next()) {
        const double y = m_document->documentLayout()->blockBoundingRect(block).top();
        const QTextTable* inside = QTextCursor(block).currentTable();
        if (inside != nullptr && inside != table)
            anchors.append({u"table"_s, y});
        table = inside;
        if (blockKind(block.blockFormat()) == BlockKind::CodeHeader)
            anchors.append({u"code:"_s + block.text().toLower(), y});
        else if (block.blockFormat().headingLevel() > 0)
            anchors.append({u"h:"_s + block.text().simplified().toLower().left(80), y});
    }
    return anchors;
}

void AnswerView::scrollQuietly(double y)
{
    const bool wasAdjusting = std::exchange(m_adjusting, true);
    verticalScrollBar()->setValue(qRound(y));
    m_adjusting = wasAdjusting;
    const bool atEnd = verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 4;
    if (atEnd != m_following) {
        m_following = atEnd;
        Q_EMIT followingChanged(atEnd);
    }
}

QList<QTextCursor> AnswerView::occurrences(const QString& words, int most) const
{
    QList<QTextCursor> out;
    if (words.isEmpty())
        return out;
    for (QTextCursor found = m_document->find(words); !found.isNull() && out.size() < most;
        found = m_document->find(words, found))
        out.append(found);
    return out;
}

void AnswerView::markOccurrences(const QList<QTextCursor>& places, int current)
{
    const Theme& theme = Theme::of(this);
    QList<QTextEdit::ExtraSelection> marks;
    for (int i = 0; i < static_cast<int>(places.size()); ++i) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = places.at(i);
        mark.format.setBackground(theme.hitBackground);
        mark.format.setForeground(theme.hitText);
        if (i == current) {
            mark.format.setFontUnderline(true);
            mark.format.setBackground(theme.accent);
            mark.format.setForeground(theme.onAccent);
        }
        marks.append(mark);
    }
    setExtraSelections(marks);
    if (current < 0 || current >= places.size())
        return;
    const double y = m_document->documentLayout()->blockBoundingRect(places.at(current).block()).top();
    scrollQuietly(y - viewport()->height() / 3.0);
}

} // namespace assay
