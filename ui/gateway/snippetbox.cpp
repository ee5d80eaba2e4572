// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/snippetbox.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kHead = 30;

} // namespace

SnippetBox::SnippetBox(QWidget* parent)
    : QWidget(parent)
    , m_title(new PlainLabel({}, this))
    , m_copy(new QToolButton(this))
    , m_text(new QPlainTextEdit(this))
{
    m_title->setRole(FontRole::Small, &Theme::muted);
    m_title->setWordWrap(true);
    m_copy->setObjectName(u"snippetCopy"_s);
    m_copy->setIcon(themeIcon(u"edit-copy"_s, IconColour::Muted));
    m_copy->setText(tr("Copy"));
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copy->setAutoRaise(true);
    m_copy->setFocusPolicy(Qt::TabFocus);
    m_text->setObjectName(u"snippetText"_s);
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setTabChangesFocus(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_text->setFont(roleFont(font(), FontRole::Mono));
    m_text->document()->setDocumentMargin(space::control);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(space::control + 2, 0, space::badge, 0);
    head->addWidget(m_title, 1);
    head->addWidget(m_copy);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(1, 1, 1, 1);
    all->setSpacing(0);
    auto* headBox = new QWidget(this);
    headBox->setLayout(head);
    headBox->setMinimumHeight(qMax(kHead, fontMetrics().height() + 12));
    all->addWidget(headBox);
    all->addWidget(m_text);
    connect(m_copy, &QToolButton::clicked, this, &SnippetBox::copyWanted);
    fit();
}

void SnippetBox::setSnippet(const QString& title, const QString& shown)
{
    m_title->setText(title);
    m_copy->setAccessibleName(tr("Copy: %1").arg(title));
    m_text->setAccessibleName(title);
    if (m_text->toPlainText() != shown.trimmed())
        m_text->setPlainText(shown.trimmed());
    fit();
}

/// As high as its lines, with room for the bar below where one is too long.
void SnippetBox::fit()
{
    const QFontMetrics metrics(m_text->font());
    const int lines = qMax(1, m_text->blockCount());
    m_text->setFixedHeight(
        lines * metrics.lineSpacing() + 2 * space::control + m_text->horizontalScrollBar()->sizeHint().height());
    const Theme& theme = Theme::of(this);
    QPalette colours = m_text->palette();
    if (colours.color(QPalette::Base) == theme.code.background)
        return;
    colours.setColor(QPalette::Base, theme.code.background);
    m_text->setPalette(colours);
}

void SnippetBox::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        fit();
}

void SnippetBox::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.line);
    painter.setBrush(theme.window);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::radiusCode, space::radiusCode);
}

} // namespace assay
