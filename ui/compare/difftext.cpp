// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/difftext.h"

#include "ui/text/visiblecharacters.h"
#include "ui/theme/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kLongestShown = 300'000;

} // namespace

DiffText::DiffText(Side side, QWidget* parent)
    : QTextEdit(parent)
    , m_side(side)
{
    setReadOnly(true);
    setAcceptDrops(false);
    setFrameShape(QFrame::NoFrame);
    setUndoRedoEnabled(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(space::section);
}

QVariant DiffText::loadResource(int, const QUrl&)
{
    return {};
}

void DiffText::setSide(const DiffSide& side, DiffUnit unit, int lane)
{
    m_content = side;
    m_unit = unit;
    m_lane = lane;
    m_change = -1;
    fill();
}

// The document has the text character for character, so that pieces keep their places; controls become visible signs
// of one character.
void DiffText::fill()
{
    m_filling = true;
    const Theme& theme = Theme::of(this);
    QString text = m_content.text.left(kLongestShown);
    for (QChar& character : text) {
        if (isInvisibleControl(character.unicode()))
            character = QChar::ReplacementCharacter;
    }
    const bool mono = m_unit != DiffUnit::Words;
    document()->setDefaultFont(mono ? roleFont(font(), FontRole::Mono) : font());
    setPlainText(text);
    QTextCharFormat only;
    only.setBackground(theme.tint(theme.lane(m_lane).mark));
    only.setUnderlineStyle(m_side == Side::Left ? QTextCharFormat::DotLine : QTextCharFormat::SingleUnderline);
    only.setUnderlineColor(theme.lane(m_lane).text);
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    for (const DiffPiece& piece : std::as_const(m_content.pieces)) {
        if (piece.change < 0 || piece.length == 0 || piece.start >= text.size())
            continue;
        cursor.setPosition(static_cast<int>(piece.start));
        cursor.setPosition(
            static_cast<int>(std::min(piece.start + piece.length, text.size())), QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(only);
    }
    cursor.endEditBlock();
    m_filling = false;
}

// The line a position stands in, in the document's coordinates.
QRectF DiffText::rectOf(int position) const
{
    const QTextBlock block = document()->findBlock(std::clamp(position, 0, document()->characterCount() - 1));
    QRectF rect = document()->documentLayout()->blockBoundingRect(block);
    const QTextLine line = block.layout()->lineForTextPosition(position - block.position());
    if (line.isValid())
        rect = QRectF(rect.left(), rect.top() + line.y(), rect.width(), line.height());
    return rect;
}

QList<std::pair<double, double>> DiffText::spans() const
{
    QList<std::pair<double, double>> out;
    const double height = std::max(1.0, document()->size().height());
    for (const DiffPiece& piece : m_content.pieces) {
        if (piece.change < 0)
            continue;
        const QRectF first = rectOf(static_cast<int>(piece.start));
        const QRectF last = rectOf(static_cast<int>(piece.start + piece.length));
        out.append({first.top() / height, (piece.length > 0 ? last.bottom() : first.top()) / height});
    }
    return out;
}

void DiffText::showChange(int change)
{
    m_change = change;
    for (const DiffPiece& piece : std::as_const(m_content.pieces)) {
        if (piece.change != change || change < 0)
            continue;
        const QRectF rect = rectOf(static_cast<int>(piece.start));
        verticalScrollBar()->setValue(qRound(rect.top() - viewport()->height() / 3.0));
    }
    viewport()->update();
}

void DiffText::paintEvent(QPaintEvent* event)
{
    QTextEdit::paintEvent(event);
    if (m_change < 0)
        return;
    const Theme& theme = Theme::of(this);
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.text, 2));
    for (const DiffPiece& piece : std::as_const(m_content.pieces)) {
        if (piece.change != m_change)
            continue;
        QTextCursor cursor(document());
        cursor.setPosition(std::clamp(static_cast<int>(piece.start), 0, document()->characterCount() - 1));
        QRectF box = QRectF(cursorRect(cursor));
        cursor.setPosition(
            std::clamp(static_cast<int>(piece.start + piece.length), 0, document()->characterCount() - 1));
        const QRectF end = QRectF(cursorRect(cursor));
        if (end.top() > box.top() + 1) // several lines: their whole width
            box = QRectF(space::control, box.top(), viewport()->width() - 2 * space::control, end.bottom() - box.top());
        else
            box.setRight(std::max(end.right(), box.left() + 3));
        painter.drawRoundedRect(box.adjusted(-3, -1, 3, 1), space::radiusCode, space::radiusCode);
    }
}

void DiffText::changeEvent(QEvent* event)
{
    QTextEdit::changeEvent(event);
    if (!m_filling && (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange))
        fill();
}

} // namespace assay
