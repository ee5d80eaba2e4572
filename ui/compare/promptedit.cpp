// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/promptedit.h"

#include "ui/theme/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QMimeData>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace assay {

namespace {

constexpr int kPadding = 6;

} // namespace

PromptEdit::PromptEdit(int minimumLines, int maximumLines, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_minimum(minimumLines)
    , m_maximum(maximumLines)
{
    setFrameShape(QFrame::NoFrame);
    setViewportMargins(kPadding - 2, kPadding, kPadding - 2, kPadding);
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, &PromptEdit::fit);
    fit();
}

void PromptEdit::setMinimumLines(int lines)
{
    m_minimum = lines;
    fit();
}

void PromptEdit::fit()
{
    // The layout of a plain text edit counts in lines.
    const int all = static_cast<int>(std::ceil(document()->documentLayout()->documentSize().height()));
    const int lines = std::clamp(all, m_minimum, m_maximum);
    setVerticalScrollBarPolicy(all > m_maximum ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    const int margin = static_cast<int>(document()->documentMargin());
    const int wanted = lines * fontMetrics().lineSpacing() + 2 * margin + 2 * kPadding;
    if (wanted != height() || minimumHeight() != wanted)
        setFixedHeight(wanted);
}

void PromptEdit::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    fit();
}

bool PromptEdit::canInsertFromMimeData(const QMimeData* source) const
{
    return (m_mime.accepts && m_mime.accepts(source)) || QPlainTextEdit::canInsertFromMimeData(source);
}

void PromptEdit::insertFromMimeData(const QMimeData* source)
{
    // Text copied from an office program comes with a picture of itself: the text is meant.
    const bool textMeant = source->hasText() && !source->hasUrls();
    if (!textMeant && m_mime.take && m_mime.take(source))
        return;
    QPlainTextEdit::insertFromMimeData(source);
}

void PromptEdit::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

} // namespace assay
