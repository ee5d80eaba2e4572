// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/toolcallbox.h"

#include "ui/text/errorsentences.h"
#include "ui/text/visiblecharacters.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kMostLines = 8;
constexpr qsizetype kLongestShown = 100'000;

} // namespace

ToolCallBox::ToolCallBox(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(u"toolCalls"_s);
    m_layout->setContentsMargins(space::page, space::badge, space::page, space::badge);
    m_layout->setSpacing(space::hairline);
    hide();
}

QString ToolCallBox::readable(const QString& arguments)
{
    // An empty object and broken JSON are shown as they came.
    const auto document = QJsonDocument::fromJson(arguments.toUtf8());
    if (document.isNull() || document.isEmpty())
        return arguments.trimmed();
    return QString::fromUtf8(document.toJson()).trimmed();
}

void ToolCallBox::addEntry()
{
    Entry entry;
    entry.head = new QToolButton(this);
    entry.head->setObjectName(u"toolCallHead"_s);
    entry.head->setAutoRaise(true);
    entry.head->setCheckable(true);
    entry.head->setChecked(true);
    entry.head->setIconSize(QSize(12, 12));
    entry.head->setIcon(themeIcon(u"arrow-down"_s, IconColour::Muted));
    entry.head->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    entry.body = new QPlainTextEdit(this);
    entry.body->setObjectName(u"toolCallBody"_s);
    entry.body->setAccessibleName(tr("Arguments of the tool call"));
    entry.body->setReadOnly(true);
    entry.body->setFrameShape(QFrame::NoFrame);
    entry.body->setUndoRedoEnabled(false);
    entry.body->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    entry.body->setFont(roleFont(font(), FontRole::Mono));
    m_layout->addWidget(entry.head, 0, Qt::AlignLeft);
    m_layout->addWidget(entry.body);
    connect(entry.head, &QToolButton::toggled, this, [head = entry.head, body = entry.body](bool open) {
        body->setVisible(open);
        head->setIcon(themeIcon(open ? u"arrow-down"_s : u"arrow-right"_s, IconColour::Muted));
        head->setAccessibleDescription(open ? tr("Expanded") : tr("Collapsed"));
    });
    m_entries.append(entry);
}

void ToolCallBox::fit(const Entry& entry)
{
    QPalette colours = palette();
    colours.setColor(QPalette::Base, Theme::of(this).code.background);
    entry.body->setPalette(colours);
    const int lines = std::clamp(entry.body->blockCount(), 1, kMostLines);
    entry.body->setFixedHeight(lines * entry.body->fontMetrics().lineSpacing() + 10);
}

void ToolCallBox::fill(Entry& entry, const ToolCall& call)
{
    if (entry.call == call)
        return;
    entry.call = call;
    const QString words
        = tr("Tool call: %1").arg(call.name.isEmpty() ? tr("(no name yet)") : plainQuote(call.name, 60));
    entry.head->setText(words);
    entry.head->setAccessibleName(words);
    const QString arguments = readable(call.arguments.left(kLongestShown));
    entry.body->setPlainText(arguments.isEmpty() ? tr("(no arguments)") : hardWrapped(visibleCharacters(arguments)));
    fit(entry);
}

void ToolCallBox::setCalls(const QList<ToolCall>& calls)
{
    while (m_entries.size() > calls.size()) {
        const Entry entry = m_entries.takeLast();
        delete entry.head;
        delete entry.body;
    }
    while (m_entries.size() < calls.size())
        addEntry();
    for (qsizetype i = 0; i < calls.size(); ++i)
        fill(m_entries[i], calls.at(i));
    if (isVisibleTo(parentWidget()) == calls.isEmpty())
        setVisible(!calls.isEmpty());
}

void ToolCallBox::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::FontChange && event->type() != QEvent::PaletteChange)
        return;
    for (const Entry& entry : std::as_const(m_entries)) {
        entry.body->setFont(roleFont(font(), FontRole::Mono));
        fit(entry);
    }
}

} // namespace assay
