// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/turnstrip.h"

#include "ui/compare/conversation.h"
#include "ui/compare/racestrip.h"
#include "ui/text/errorsentences.h"
#include "ui/text/visiblecharacters.h"
#include "ui/theme/icons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plaintooltip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QTextLayout>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kLines = 3;

// The text cut to `lines` lines of `width` pixels.
QString cutToLines(const QString& text, const QFont& font, int width, int lines)
{
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WordWrap);
    layout.setTextOption(option);
    layout.beginLayout();
    qsizetype end = 0;
    for (int i = 0; i < lines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        if (i == lines - 1 && line.textStart() + line.textLength() < text.size()) {
            const QString rest = text.mid(line.textStart()).simplified();
            const QString last = QFontMetrics(font).elidedText(rest, Qt::ElideRight, width);
            layout.endLayout();
            return text.left(end) + last;
        }
        end = line.textStart() + line.textLength();
    }
    layout.endLayout();
    return text.left(end);
}

} // namespace

TurnStrip::TurnStrip(QWidget* parent)
    : QWidget(parent)
    , m_back(button(u"turnBack"_s, u"go-previous"_s, tr("Turn before")))
    , m_forward(button(u"turnForward"_s, u"go-next"_s, tr("Turn after")))
    , m_head(button(u"turnHead"_s, {}, tr("All turns and branches of this conversation")))
    , m_tree(new QMenu(this))
    , m_facts(new PlainLabel({}, this))
    , m_prompt(new PlainLabel({}, this))
    , m_edit(button(u"editPrompt"_s, u"document-edit"_s, tr("Edit this prompt and ask it anew")))
    , m_race(new RaceStrip(this))
{
    setObjectName(u"turnStrip"_s);
    m_head->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_head->setFont(roleFont(font(), FontRole::SmallStrong));
    m_head->setPopupMode(QToolButton::InstantPopup);
    m_head->setMenu(m_tree);
    m_tree->setAccessibleName(tr("Turns"));
    m_facts->setRole(FontRole::Small, &Theme::muted);
    m_facts->setObjectName(u"turnFacts"_s);
    m_prompt->setObjectName(u"turnPrompt"_s);
    m_prompt->setWordWrap(true);
    m_prompt->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_prompt->setMinimumWidth(160);
    m_race->setObjectName(u"race"_s);

    auto* head = new QHBoxLayout;
    head->setSpacing(2);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_back, m_head, m_forward, m_facts, m_edit})
        head->addWidget(widget);
    head->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_lines = new QVBoxLayout;
    m_lines->setSpacing(1);
    m_lines->addLayout(head);
    m_lines->addWidget(m_prompt, 1);
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(space::page, space::control - 1, space::page, space::control);
    all->setSpacing(space::block);
    all->addLayout(m_lines, 3);
    all->addWidget(m_race, 2, Qt::AlignVCenter);
    connect(m_edit, &QToolButton::clicked, this, &TurnStrip::editRequested);
    connect(m_back, &QToolButton::clicked, this, [this] { Q_EMIT turnChosen(m_backTurn); });
    connect(m_forward, &QToolButton::clicked, this, [this] { Q_EMIT turnChosen(m_forwardTurn); });
}

void TurnStrip::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_head->setFont(roleFont(font(), FontRole::SmallStrong));
}

QToolButton* TurnStrip::button(const QString& name, const QString& icon, const QString& words)
{
    auto* made = new QToolButton(this);
    made->setObjectName(name);
    if (!icon.isEmpty())
        made->setIcon(themeIcon(icon, IconColour::Muted));
    made->setIconSize(QSize(14, 14));
    made->setAutoRaise(true);
    made->setToolTip(words);
    made->setAccessibleName(words);
    return made;
}

void TurnStrip::showTurn(const Conversation& conversation)
{
    const int current = conversation.current();
    if (current < 0)
        return;
    const TurnNode& turn = conversation.node(current);
    const QList<int> siblings = conversation.siblings(current);
    QString head = tr("Turn %1").arg(conversation.depth(current) + 1);
    if (siblings.size() > 1)
        head += tr(", branch %1 of %2").arg(siblings.indexOf(current) + 1).arg(siblings.size());
    m_head->setText(head);
    m_backTurn = turn.parent;
    m_forwardTurn = conversation.next(current);
    m_back->setVisible(conversation.size() > 1);
    m_forward->setVisible(conversation.size() > 1);
    m_back->setEnabled(m_backTurn >= 0);
    m_forward->setEnabled(m_forwardTurn >= 0);

    QStringList facts;
    if (turn.parent >= 0)
        facts.append(turn.shared ? tr("all lanes go on from the answer of %1").arg(turn.shared->letter)
                                 : tr("each lane goes on from its own answer"));
    if (!turn.prompt.system.trimmed().isEmpty())
        facts.append(tr("system: %1").arg(turn.prompt.system.left(200).simplified().left(60)));
    if (!turn.prompt.attachments.isEmpty())
        facts.append(tr("%n files", nullptr, static_cast<int>(turn.prompt.attachments.size())));
    m_factWords = facts.join(u" · "_s);
    setVersion({});
    m_text = turn.prompt.text.left(20'000).simplified();
    m_prompt->setToolTip(plainToolTip(turn.prompt.text.left(2000)));
    fillTree(conversation);
    elide();
}

void TurnStrip::setVersion(const QString& words)
{
    m_version = words;
    QStringList facts{m_version, m_factWords};
    facts.removeAll(QString());
    m_facts->setText(facts.join(u" · "_s));
    m_facts->setVisible(!facts.isEmpty());
}

// Depth first, so that branches stand below the turn they leave.
void TurnStrip::fillTree(const Conversation& conversation)
{
    m_tree->clear();
    QList<int> open;
    for (int i = conversation.size() - 1; i >= 0; --i) {
        if (conversation.node(i).parent < 0)
            open.append(i);
    }
    while (!open.isEmpty()) {
        const int id = open.takeLast();
        const TurnNode& turn = conversation.node(id);
        const QString indent(conversation.depth(id) * 3, QChar(0x2003));
        const QString words = tr("Turn %1: %2").arg(conversation.depth(id) + 1).arg(plainQuote(turn.prompt.text, 60));
        QAction* action = m_tree->addAction(
            indent + QString(words).replace(u'&', u"&&"_s), this, [this, id] { Q_EMIT turnChosen(id); });
        action->setCheckable(true);
        action->setChecked(id == conversation.current());
        for (qsizetype i = turn.children.size() - 1; i >= 0; --i)
            open.append(turn.children.at(i));
    }
}

void TurnStrip::setCompact(bool compact)
{
    m_compact = compact;
    m_lines->setDirection(compact ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_lines->setSpacing(compact ? space::control : 1);
    m_prompt->setAlignment((compact ? Qt::AlignVCenter : Qt::AlignTop) | Qt::AlignLeft);
    m_lines->activate();
    elide();
}

void TurnStrip::elide()
{
    m_prompt->setText(hardWrapped(cutToLines(m_text, m_prompt->font(), m_prompt->width(), m_compact ? 1 : kLines)));
}

void TurnStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    elide();
}

void TurnStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), Theme::of(this).line);
}

} // namespace assay
