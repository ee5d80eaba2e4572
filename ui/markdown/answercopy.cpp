// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a selection of an answer is when it is copied.
#include "ui/markdown/answerview.h"

#include <QMimeData>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocumentFragment>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString leadOf(const QTextBlockFormat& format)
{
    if (format.hasProperty(blockproperty::number))
        return format.stringProperty(blockproperty::number) + u' ';
    switch (static_cast<Bullet>(format.intProperty(blockproperty::bullet))) {
    case Bullet::None: return {};
    case Bullet::Disc:
    case Bullet::Ring: return u"\u2022 "_s;
    case Bullet::Ticked: return u"\u2611 "_s;
    case Bullet::Unticked: return u"\u2610 "_s;
    }
    return {};
}

QString separatorBefore(const QTextBlock& block)
{
    const QTextBlockFormat format = block.blockFormat();
    if (format.boolProperty(blockproperty::continued))
        return {};
    return isCell(format) && cellPlace(format).column > 0 ? u"\t"_s : u"\n"_s;
}

bool hasCells(const QTextCursor& selection)
{
    const QTextBlock end = selection.document()->findBlock(selection.selectionEnd());
    for (QTextBlock block = selection.document()->findBlock(selection.selectionStart()); block.isValid();
        block = block.next()) {
        if (isCell(block.blockFormat()))
            return true;
        if (block == end)
            break;
    }
    return false;
}

} // namespace

QString AnswerDocument::plainText(const QTextCursor& selection)
{
    const int start = selection.selectionStart();
    const int end = selection.selectionEnd();
    QString out;
    for (QTextBlock block = selection.document()->findBlock(start); block.isValid() && block.position() <= end;
        block = block.next()) {
        const int from = std::max(0, start - block.position());
        const int to = std::min(block.length() - 1, end - block.position());
        QString text = block.text().mid(from, to - from);
        // Breaks in a line of code are ours: they keep layout fast.
        if (blockKind(block.blockFormat()) == BlockKind::CodeLine)
            text.remove(QChar::LineSeparator);
        text.replace(QChar::LineSeparator, u'\n').replace(QChar::Nbsp, u' ');
        if (block.position() > start)
            out += separatorBefore(block);
        if (from == 0 && to > 0)
            out += leadOf(block.blockFormat());
        out += text;
    }
    return out;
}

QMimeData* AnswerView::createMimeDataFromSelection() const
{
    const QTextCursor selection = textCursor();
    auto data = std::make_unique<QMimeData>();
    data->setText(AnswerDocument::plainText(selection));
    // Rows of a table are pasted as tabbed text, which spreadsheets and editors take as a table.
    if (!hasCells(selection))
        data->setData(u"text/html"_s, selection.selection().toHtml().toUtf8());
    return data.release();
}

} // namespace assay
