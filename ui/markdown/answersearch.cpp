// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of AnswerView that finds places in an answer.
#include "ui/markdown/answerlayout.h"
#include "ui/markdown/answerview.h"

#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

QList<ScrollAnchor> AnswerView::scrollAnchors() const
{
    const_cast<AnswerView*>(this)->catchUp();
    QList<ScrollAnchor> anchors;
    for (QTextBlock block = m_document->begin(); block.isValid(); block = block.next()) {
        const QTextBlockFormat format = block.blockFormat();
        if (isCell(format) && cellPlace(format).row == 0 && cellPlace(format).column == 0)
            anchors.append({u"table"_s, textLayout().topOf(block)});
        else if (blockKind(format) == BlockKind::CodeHeader)
            anchors.append({u"code:"_s + block.text().toLower(), textLayout().topOf(block)});
        else if (format.headingLevel() > 0)
            anchors.append({u"h:"_s + block.text().simplified().toLower().left(80), textLayout().topOf(block)});
    }
    return anchors;
}

void AnswerView::scrollQuietly(double y)
{
    const bool wasAdjusting = std::exchange(m_adjusting, true);
    const bool wasFollowing = std::exchange(m_following, false);
    verticalScrollBar()->setValue(qRound(y));
    keepPlace([] { });
    m_adjusting = wasAdjusting;
    m_following = verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 4;
    if (m_following != wasFollowing)
        Q_EMIT followingChanged(m_following);
}

QList<QTextCursor> AnswerView::occurrences(const QString& words, int most) const
{
    QList<QTextCursor> out;
    if (words.isEmpty())
        return out;
    const_cast<AnswerView*>(this)->catchUp();
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
    showPlace(places.at(current));
}

void AnswerView::showPlace(const QTextCursor& place)
{
    const double above = viewport()->height() / 3.0;
    scrollQuietly(textLayout().topOf(place.block()) - above);
    const QRect there = cursorRect(place); // further down in a long paragraph
    if (there.bottom() > viewport()->height())
        scrollQuietly(verticalScrollBar()->value() + there.top() - above);
}

} // namespace assay
