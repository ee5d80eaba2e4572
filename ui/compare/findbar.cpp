// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/findbar.h"

#include "ui/theme/icons.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace assay {

FindBar::FindBar(QWidget* parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_found(new PlainLabel({}, this))
{
    setObjectName(u"findBar"_s);
    m_field->setObjectName(u"findField"_s);
    m_field->setPlaceholderText(tr("Find in all lanes"));
    m_field->setAccessibleName(tr("Find in all lanes"));
    m_field->setMaximumWidth(320);
    m_field->installEventFilter(this);
    m_found->setObjectName(u"findCount"_s);
    m_found->setRole(FontRole::Small, &Theme::muted);
    const auto button = [this](const QString& name, const QString& icon, const QString& words) {
        auto* made = new QToolButton(this);
        made->setObjectName(name);
        made->setIcon(themeIcon(icon));
        made->setAccessibleName(words);
        made->setToolTip(words);
        made->setAutoRaise(true);
        return made;
    };
    auto* back = button(u"findBack"_s, u"go-up"_s, tr("Place before (Shift+Return)"));
    auto* forward = button(u"findForward"_s, u"go-down"_s, tr("Next place (Return)"));
    auto* close = button(u"findClose"_s, u"window-close"_s, tr("Close (Esc)"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space::page, space::badge, space::page, space::badge);
    row->setSpacing(space::badge);
    row->addWidget(m_field, 1);
    for (QWidget* widget : std::initializer_list<QWidget*>{back, forward, m_found})
        row->addWidget(widget);
    row->addStretch(1);
    row->addWidget(close);
    connect(m_field, &QLineEdit::textChanged, this, &FindBar::wordsChanged);
    connect(back, &QToolButton::clicked, this, [this] { Q_EMIT stepped(-1); });
    connect(forward, &QToolButton::clicked, this, [this] { Q_EMIT stepped(1); });
    connect(close, &QToolButton::clicked, this, &FindBar::closed);
    hide();
}

void FindBar::open(const QString& words)
{
    show();
    if (!words.isEmpty())
        m_field->setText(words);
    m_field->selectAll();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

QString FindBar::words() const
{
    return m_field->text();
}

void FindBar::setFound(int current, int count, bool more)
{
    if (m_field->text().isEmpty())
        m_found->setText({});
    else if (count == 0)
        m_found->setText(tr("not in the answers shown"));
    else
        m_found->setText(
            tr("%1 of %2").arg(qMax(current, 0) + 1).arg(QString::number(count) + (more ? u"+"_s : QString())));
}

bool FindBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool isReturn = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (key->key() != Qt::Key_Escape && !isReturn)
        return QWidget::eventFilter(watched, event);
    event->accept(); // Esc would stop all lanes
    if (event->type() == QEvent::ShortcutOverride)
        return true;
    if (isReturn)
        Q_EMIT stepped(key->modifiers() & Qt::ShiftModifier ? -1 : 1);
    else
        Q_EMIT closed();
    return true;
}

void FindBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), Theme::of(this).line);
}

} // namespace assay
