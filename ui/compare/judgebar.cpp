// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/judgebar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

JudgeBar::JudgeBar(QWidget* parent)
    : QWidget(parent)
    , m_asking(new QWidget(this))
    , m_revealed(new QWidget(this))
    , m_note(new QLineEdit(this))
    , m_hint(new PlainLabel({}, this))
    , m_words(new PlainLabel({}, this))
{
    setObjectName(u"judgeBar"_s);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Your judgement"));
    m_votes = {voteButton(Verdict::First, u"voteFirst"_s, tr("Answer 1 is better"), Qt::Key_1),
        voteButton(Verdict::Tie, u"voteTie"_s, tr("Tie"), Qt::Key_0),
        voteButton(Verdict::Second, u"voteSecond"_s, tr("Answer 2 is better"), Qt::Key_2),
        voteButton(Verdict::BothBad, u"voteBothBad"_s, tr("Both bad"), Qt::Key_9),
        voteButton(Verdict::CannotTell, u"voteCannotTell"_s, tr("Can't tell"), Qt::Key_8)};
    m_chips = {chip(tr("correct")), chip(tr("clear")), chip(tr("tone")), chip(tr("shorter"))};
    m_note->setObjectName(u"voteNote"_s);
    m_note->setAccessibleName(tr("Note"));
    m_note->setPlaceholderText(tr("Note"));
    m_note->setMaximumWidth(220);
    m_hint->setObjectName(u"judgeHint"_s);
    m_hint->setRole(FontRole::Small, &Theme::muted);
    m_words->setObjectName(u"judgeWords"_s);

    auto* asking = new QHBoxLayout(m_asking);
    asking->setContentsMargins(0, 0, 0, 0);
    asking->setSpacing(space::control);
    for (KeycapButton* button : std::as_const(m_votes))
        asking->addWidget(button);
    asking->addStretch(1);
    auto* because = new PlainLabel(tr("Because"), m_asking);
    because->setRole(FontRole::Small, &Theme::muted);
    asking->addWidget(because);
    for (QToolButton* reason : std::as_const(m_chips))
        asking->addWidget(reason);
    asking->addWidget(m_note);

    auto* undo = new KeycapButton(tr("Undo"), m_revealed);
    undo->setObjectName(u"voteUndo"_s);
    undo->setKeys(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z));
    undo->setFlat(true);
    auto* next = new KeycapButton(tr("Next pair"), m_revealed);
    next->setObjectName(u"voteNext"_s);
    next->setPrimary(true);
    auto* balance = new PlainLabel(tr("sides are drawn at random and balanced"), m_revealed);
    balance->setRole(FontRole::Small, &Theme::muted);
    auto* revealed = new QHBoxLayout(m_revealed);
    revealed->setContentsMargins(0, 0, 0, 0);
    revealed->setSpacing(space::control);
    revealed->addWidget(m_words);
    revealed->addWidget(undo);
    revealed->addStretch(1);
    revealed->addWidget(balance);
    revealed->addWidget(next);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(space::page, space::control, space::page, space::control);
    all->setSpacing(space::badge);
    all->addWidget(m_asking);
    all->addWidget(m_revealed);
    all->addWidget(m_hint);
    connect(undo, &QPushButton::clicked, this, &JudgeBar::undoRequested);
    connect(next, &QPushButton::clicked, this, &JudgeBar::nextRequested);
    ask(false, {});
}

KeycapButton* JudgeBar::voteButton(Verdict verdict, const QString& name, const QString& words, int key)
{
    auto* button = new KeycapButton(words, m_asking);
    button->setObjectName(name);
    button->setAccessibleName(words);
    button->setKeys(QKeySequence(key));
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, verdict] { Q_EMIT voted(verdict); });
    return button;
}

QToolButton* JudgeBar::chip(const QString& word)
{
    auto* button = new QToolButton(m_asking);
    button->setObjectName(u"voteReason"_s);
    button->setText(word);
    button->setAccessibleName(tr("Because: %1").arg(word));
    button->setCheckable(true);
    return button;
}

void JudgeBar::ask(bool ready, const QString& note)
{
    m_asking->show();
    m_revealed->hide();
    for (KeycapButton* button : std::as_const(m_votes))
        button->setEnabled(ready);
    m_hint->setText(note);
    m_hint->setVisible(!note.isEmpty());
}

void JudgeBar::reveal(const QString& words)
{
    m_words->setText(words);
    m_asking->hide();
    m_revealed->show();
    m_hint->hide();
}

QStringList JudgeBar::reasons() const
{
    QStringList out;
    for (const QToolButton* reason : m_chips) {
        if (reason->isChecked())
            out.append(reason->text());
    }
    return out;
}

QString JudgeBar::note() const
{
    return m_note->text().trimmed();
}

void JudgeBar::clear()
{
    for (QToolButton* reason : std::as_const(m_chips))
        reason->setChecked(false);
    m_note->clear();
}

void JudgeBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), Theme::of(this).line);
}

} // namespace assay
