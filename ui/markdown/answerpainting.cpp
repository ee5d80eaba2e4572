// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of AnswerView that paints what is not text: boxes of code, marks and numbers of lists, lines.
#include "ui/markdown/answerlayout.h"
#include "ui/markdown/answerview.h"
#include "ui/theme/icons.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

QRectF AnswerView::textRect(const QTextBlock& block) const
{
    textLayout().blockBoundingRect(block);
    const QTextLayout* layout = block.layout();
    QRectF rect = layout->boundingRect().translated(layout->position());
    if (layout->lineCount() > 0)
        rect.setLeft(layout->position().x() + layout->lineAt(0).position().x());
    return rect.translated(-sideways(), -verticalScrollBar()->value());
}

// How far a wide table is scrolled to the right.
int AnswerView::sideways() const
{
    const auto* bar = horizontalScrollBar();
    return isRightToLeft() ? bar->maximum() - bar->value() : bar->value();
}

QRectF AnswerView::codeBox(const QTextBlock& block) const
{
    const QRectF text = textRect(block);
    const double right = m_document->textWidth() - m_document->documentMargin() - sideways();
    return {QPointF(text.left() - textspace::codePadding, text.top()), QPointF(right, text.bottom())};
}

QRect AnswerView::copyButton(const QTextBlock& header) const
{
    const QRectF box = codeBox(header);
    const QString words = m_copied == header.blockNumber() ? tr("Copied") : tr("Copy");
    const int width = qRound(QFontMetricsF(roleFont(font(), FontRole::Caption)).horizontalAdvance(words)) + 30;
    return QRectF(
        box.right() - width, box.top() - textspace::codeHeader, width, box.height() + 2 * textspace::codeHeader)
        .toAlignedRect();
}

QTextBlock AnswerView::copyButtonAt(const QPoint& position) const
{
    const QTextBlock block = cursorForPosition(position).block();
    for (const QTextBlock& candidate : {block, block.previous(), block.next()}) {
        if (candidate.isValid() && blockKind(candidate.blockFormat()) == BlockKind::CodeHeader
            && copyButton(candidate).contains(position))
            return candidate;
    }
    return {};
}

void AnswerView::paintCode(QPainter& painter, const QTextBlock& block)
{
    const Theme& theme = Theme::of(this);
    const bool header = blockKind(block.blockFormat()) == BlockKind::CodeHeader;
    const QTextBlock following = block.next();
    const bool last = !following.isValid() || blockKind(following.blockFormat()) != BlockKind::CodeLine;
    QRectF box = codeBox(block);
    if (header)
        box.setTop(box.top() - textspace::codeHeader);
    box.setBottom(
        last ? box.bottom() + (header ? textspace::codeHeader : 0) + textspace::codeInner : textRect(following).top());
    painter.fillRect(box, theme.code.background);
    painter.setPen(theme.line);
    const auto crispX = [](double x) { return std::floor(x) + 0.5; };
    const double left = crispX(box.left());
    const double right = crispX(box.right() - 1);
    painter.drawLine(QPointF(left, box.top()), QPointF(left, box.bottom()));
    painter.drawLine(QPointF(right, box.top()), QPointF(right, box.bottom()));
    if (last)
        painter.drawLine(QPointF(left, crispX(box.bottom())), QPointF(right, crispX(box.bottom())));
    if (!header)
        return;
    const double below = crispX(codeBox(block).bottom() + textspace::codeHeader);
    painter.drawLine(QPointF(left, crispX(box.top())), QPointF(right, crispX(box.top())));
    painter.drawLine(QPointF(left, below), QPointF(right, below));
    const QRect button = copyButton(block);
    const bool hovered = m_hoveredCopy == block.blockNumber();
    const QColor colour = hovered ? theme.text : theme.muted;
    paintThemeIcon(painter, QRect(button.left() + 2, button.center().y() - 6, 14, 14), u"edit-copy"_s, colour);
    painter.setPen(colour);
    painter.setFont(roleFont(font(), FontRole::Caption));
    painter.drawText(button.adjusted(20, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
        m_copied == block.blockNumber() ? tr("Copied") : tr("Copy"));
}

void AnswerView::paintQuote(QPainter& painter, const QTextBlock& block)
{
    const int value = block.blockFormat().intProperty(blockproperty::quoteDepth);
    const QRectF text = textRect(block);
    const QTextBlock following = block.next();
    const bool continues = following.isValid() && following.blockFormat().intProperty(blockproperty::quoteDepth) > 0;
    const double bottom = continues ? textRect(following).top() : text.bottom();
    const double origin = m_document->documentMargin() + (value % 100) * textspace::indent - sideways();
    for (int depth = 0; depth < value / 100; ++depth)
        painter.fillRect(
            QRectF(origin + depth * textspace::quote, text.top(), 3, bottom - text.top()), Theme::of(this).line);
}

void AnswerView::paintBullet(QPainter& painter, const QTextBlock& block)
{
    const Theme& theme = Theme::of(this);
    const QTextLine line = block.layout()->lineCount() > 0 ? block.layout()->lineAt(0) : QTextLine();
    const QRectF text = textRect(block);
    const double middle = text.top() + (line.isValid() ? line.ascent() - QFontMetricsF(font()).xHeight() / 2 : 8);
    const auto bullet = static_cast<Bullet>(block.blockFormat().intProperty(blockproperty::bullet));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    // Text from right to left has its mark at the right.
    const bool leftwards = block.textDirection() == Qt::RightToLeft;
    const QPointF centre(leftwards && line.isValid() ? text.left() + line.width() + 12 : text.left() - 12, middle);
    if (bullet == Bullet::Disc || bullet == Bullet::Ring) {
        painter.setPen(QPen(theme.text, 1.2));
        painter.setBrush(bullet == Bullet::Disc ? theme.text : QColor(Qt::transparent));
        painter.drawEllipse(centre, 1.9, 1.9);
    } else {
        const QRectF box(centre.x() - 6.5, middle - 6.5, 13, 13);
        painter.setPen(QPen(theme.edge, 1.25));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, 2, 2);
        if (bullet == Bullet::Ticked) {
            painter.setPen(QPen(theme.text, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.drawPolyline(
                QPolygonF{{box.left() + 3, middle}, {box.left() + 5.6, middle + 2.8}, {box.right() - 2.6, middle - 3}});
        }
    }
    painter.restore();
}

// Beside the first line, in the colour and font of the text.
void AnswerView::paintNumber(QPainter& painter, const QTextBlock& block)
{
    const QTextLayout* layout = block.layout();
    if (layout->lineCount() == 0)
        return;
    const QString number = block.blockFormat().stringProperty(blockproperty::number);
    const QTextLine line = layout->lineAt(0);
    const QRectF text = textRect(block);
    const double baseline = text.top() + line.y() + line.ascent();
    painter.setFont(m_document->defaultFont());
    painter.setPen(Theme::of(this).text);
    const double width = QFontMetricsF(painter.font()).horizontalAdvance(number);
    const double x
        = block.textDirection() == Qt::RightToLeft ? text.left() + line.width() + 5 : text.left() - 5 - width;
    painter.setLayoutDirection(block.textDirection());
    painter.drawText(QPointF(std::max(x, 1.0), baseline), number);
    painter.setLayoutDirection(Qt::LeftToRight);
}

void AnswerView::paintRow(QPainter& painter, const QTextBlock& block)
{
    const QRectF row = textLayout().rowRect(block).translated(-sideways(), -verticalScrollBar()->value());
    painter.fillRect(QRectF(row.left(), std::floor(row.bottom()) - 1, row.width(), 1), Theme::of(this).line);
}

void AnswerView::paintDecorations(QPainter& painter, const QRect& clip)
{
    const int margin = 40; // boxes and marks reach beyond their text
    for (QTextBlock block = textLayout().blockAt(verticalScrollBar()->value() + clip.top() - margin); block.isValid();
        block = block.next()) {
        const QTextBlockFormat format = block.blockFormat();
        const QRectF text = textRect(block);
        if (text.top() > clip.bottom() + margin)
            return;
        const BlockKind kind = blockKind(format);
        if (kind == BlockKind::CodeHeader || kind == BlockKind::CodeLine)
            paintCode(painter, block);
        else if (kind == BlockKind::Rule)
            painter.fillRect(QRectF(text.left(), std::floor(text.center().y()),
                                 m_document->textWidth() - m_document->documentMargin() - sideways() - text.left(), 1),
                Theme::of(this).line);
        else if (isCell(format) && cellPlace(format).column == 0)
            paintRow(painter, block);
        if (format.hasProperty(blockproperty::bullet))
            paintBullet(painter, block);
        else if (format.hasProperty(blockproperty::number))
            paintNumber(painter, block);
        if (format.hasProperty(blockproperty::quoteDepth))
            paintQuote(painter, block);
    }
}

// Where the next word will stand; in a table that is behind the last cell that has text.
QTextCursor AnswerView::endOfText() const
{
    QTextBlock block = m_document->lastBlock();
    while (block.length() == 1 && isCell(block.blockFormat()) && isCell(block.previous().blockFormat()))
        block = block.previous();
    QTextCursor end(block);
    end.movePosition(QTextCursor::EndOfBlock);
    return end;
}

void AnswerView::paintEvent(QPaintEvent* event)
{
    {
        QPainter painter(viewport());
        // What stands beside a block goes by the block's direction; a mirrored window does not turn code around.
        painter.setLayoutDirection(Qt::LeftToRight);
        paintDecorations(painter, event->rect());
    }
    QTextEdit::paintEvent(event);
    if (!m_cursorColour)
        return;
    const QRect where = cursorRect(endOfText());
    const int height = qMin(where.height(), QFontMetrics(font()).height());
    QPainter painter(viewport());
    painter.fillRect(QRect(where.left() + 2, where.center().y() - height / 2 + 2, 6, height - 3), *m_cursorColour);
}

} // namespace assay
