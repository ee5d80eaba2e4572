// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/reasoningbox.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextCursor>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kVisibleLines = 6;
constexpr qsizetype kLongestShown = 200'000;

} // namespace

ReasoningBox::ReasoningBox(QWidget* parent)
    : QWidget(parent)
    , m_head(new QToolButton(this))
    , m_body(new QPlainTextEdit(this))
{
    setObjectName(u"reasoning"_s);
    m_head->setObjectName(u"reasoningToggle"_s);
    m_head->setAutoRaise(true);
    m_head->setCheckable(false);
    m_head->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_head->setIconSize(QSize(12, 12));
    m_body->setObjectName(u"reasoningText"_s);
    m_body->setAccessibleName(tr("Thinking of the model"));
    m_body->setReadOnly(true);
    m_body->setFrameShape(QFrame::NoFrame);
    m_body->setUndoRedoEnabled(false);
    m_body->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_body->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_body->document()->setDocumentMargin(2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::page + 10, space::page - 2, space::page, space::badge + 2);
    layout->setSpacing(2);
    layout->addWidget(m_head, 0, Qt::AlignLeft);
    layout->addWidget(m_body);
    connect(m_head, &QToolButton::clicked, this, [this] {
        m_byPerson = true;
        setOpen(!isOpen());
    });
    applyFont();
    reset();
}

void ReasoningBox::applyFont()
{
    m_body->setFont(roleFont(font(), FontRole::Small));
    m_body->setFixedHeight(m_body->fontMetrics().lineSpacing() * kVisibleLines + 6);
    QPalette colours = palette();
    colours.setColor(QPalette::Text, Theme::of(this).muted);
    m_body->setPalette(colours);
}

void ReasoningBox::reset()
{
    m_text.clear();
    m_pending.clear();
    m_body->clear();
    m_breaker.reset();
    m_byPerson = false;
    setFigures({});
    setOpen(true);
    hide();
}

void ReasoningBox::append(const QString& text)
{
    if (text.isEmpty())
        return;
    m_text += text;
    if (m_text.size() <= kLongestShown)
        m_pending += m_breaker.feed(text);
    if (!isVisibleTo(parentWidget()))
        show();
}

bool ReasoningBox::renderFrame()
{
    // What nobody sees is not laid out.
    if (m_pending.isEmpty() || !isOpen())
        return false;
    QScrollBar* bar = m_body->verticalScrollBar();
    const bool atEnd = bar->value() >= bar->maximum() - 1;
    QTextCursor cursor(m_body->document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(m_pending);
    m_pending.clear();
    if (atEnd)
        bar->setValue(bar->maximum());
    return true;
}

void ReasoningBox::setFigures(const QString& figures)
{
    const QString words = figures.isEmpty() ? tr("Thinking") : tr("Thinking") + u"  "_s + figures;
    if (m_head->text() == words)
        return;
    m_head->setText(words);
    m_head->setAccessibleName(words);
}

void ReasoningBox::answerBegan()
{
    if (!m_byPerson)
        setOpen(false);
}

void ReasoningBox::setOpen(bool open)
{
    m_body->setVisible(open);
    renderFrame();
    m_head->setIcon(themeIcon(open ? u"arrow-down"_s : u"arrow-right"_s, IconColour::Muted));
    m_head->setAccessibleDescription(open ? tr("Expanded") : tr("Collapsed"));
    m_head->setToolTip(open ? tr("Hide what the model thought") : tr("Show what the model thought"));
    update();
}

bool ReasoningBox::isOpen() const
{
    return m_body->isVisibleTo(this);
}

void ReasoningBox::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(
        QRect(space::page, space::page - 2, 2, height() - space::page - space::badge), Theme::of(this).line);
}

void ReasoningBox::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        applyFont();
}

} // namespace assay
