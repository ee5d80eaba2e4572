// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/composer.h"

#include "ui/compare/promptedit.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fieldbox.h"
#include "ui/widgets/keycapbutton.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

Composer::Composer(QAction* run, QWidget* parent)
    : QWidget(parent)
    , m_system(new PromptEdit(2, 6, this))
    , m_systemBox(new FieldBox(m_system, this))
    , m_prompt(new PromptEdit(2, 8, this))
    , m_systemToggle(new QToolButton(this))
    , m_sample(new QToolButton(this))
    , m_run(new KeycapButton(tr("Run"), this))
{
    m_prompt->setObjectName(u"prompt"_s);
    m_prompt->setAccessibleName(tr("Prompt"));
    m_system->setObjectName(u"systemPrompt"_s);
    m_system->setAccessibleName(tr("System prompt"));
    m_system->setPlaceholderText(tr("System prompt for all lanes: who the model is, how it should answer"));
    m_systemToggle->setObjectName(u"systemToggle"_s);
    m_systemToggle->setText(tr("System prompt"));
    m_systemToggle->setAccessibleName(tr("System prompt"));
    m_systemToggle->setToolTip(tr("Show or hide the system prompt"));
    m_systemToggle->setIcon(themeIcon(u"settings-configure"_s));
    m_systemToggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_systemToggle->setAutoRaise(true);
    m_systemToggle->setCheckable(true);
    m_sample->setObjectName(u"anotherSample"_s);
    m_sample->setText(tr("Another sample"));
    m_sample->setAccessibleName(tr("Another sample"));
    m_sample->setToolTip(tr("Fill in the next sample prompt"));
    m_sample->setIcon(themeIcon(u"view-refresh"_s));
    m_sample->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_sample->setAutoRaise(true);
    m_sample->hide();
    m_run->setObjectName(u"run"_s);
    m_run->setPrimary(true);
    m_run->setIcon(themeIcon(u"media-playback-start"_s, IconColour::OnAccent));
    m_run->setKeys(run->shortcut());
    m_run->setAutoDefault(false);

    m_fieldRow = new QHBoxLayout;
    m_fieldRow->setSpacing(space::control);
    m_fieldRow->addWidget(new FieldBox(m_prompt, this), 1);
    m_buttonRow = new QHBoxLayout;
    m_buttonRow->setSpacing(space::badge);
    m_buttonRow->addWidget(m_systemToggle);
    m_buttonRow->addWidget(m_sample);
    m_buttonRow->addStretch(1);
    m_buttonRow->addWidget(m_run);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::page, space::control + 1, space::page, space::control);
    layout->setSpacing(space::control);
    layout->addWidget(m_systemBox);
    layout->addLayout(m_fieldRow);
    layout->addLayout(m_buttonRow);
    m_systemBox->hide();

    connect(m_systemToggle, &QToolButton::toggled, this, &Composer::showSystem);
    connect(m_sample, &QToolButton::clicked, this, &Composer::nextSample);
    connect(m_run, &QPushButton::clicked, run, &QAction::trigger);
    const auto follow = [this, run] {
        m_run->setEnabled(run->isEnabled());
        m_run->setIcon(
            themeIcon(u"media-playback-start"_s, run->isEnabled() ? IconColour::OnAccent : IconColour::Muted));
    };
    connect(run, &QAction::changed, this, follow);
    connect(m_prompt, &QPlainTextEdit::textChanged, this, &Composer::changed);
    follow();
}

Prompt Composer::prompt() const
{
    return {.text = m_prompt->toPlainText(), .system = m_system->toPlainText()};
}

void Composer::setPromptText(const QString& text)
{
    m_prompt->setPlainText(text);
    m_prompt->moveCursor(QTextCursor::End);
}

void Composer::setCompact(bool compact)
{
    m_prompt->setMinimumLines(compact ? 1 : 2);
    const Qt::ToolButtonStyle words = compact ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon;
    for (QToolButton* button : {m_systemToggle, m_sample})
        button->setToolButtonStyle(words);
    QBoxLayout* row = compact ? m_fieldRow : m_buttonRow;
    for (QWidget* button : std::initializer_list<QWidget*>{m_systemToggle, m_sample, m_run}) {
        m_fieldRow->removeWidget(button);
        m_buttonRow->removeWidget(button);
    }
    if (compact) {
        row->addWidget(m_systemToggle);
        row->addWidget(m_sample);
    } else {
        row->insertWidget(0, m_systemToggle);
        row->insertWidget(1, m_sample);
    }
    row->addWidget(m_run);
    static_cast<QBoxLayout*>(layout())->setSpacing(compact ? 0 : space::control);
}

void Composer::clearPrompt()
{
    m_prompt->clear();
}

void Composer::setSystemText(const QString& text)
{
    m_system->setPlainText(text);
    if (!text.isEmpty())
        m_systemToggle->setChecked(true);
}

void Composer::setSamples(const QStringList& samples)
{
    m_samples = samples;
    m_nextSample = 0;
    m_sample->setVisible(!samples.isEmpty());
}

void Composer::setLaneCount(int lanes, bool followUp)
{
    if (lanes == 1)
        m_prompt->setPlaceholderText(followUp ? tr("Ask something else…") : tr("Ask something…"));
    else
        m_prompt->setPlaceholderText(
            (followUp ? tr("Ask all %1 lanes something else…") : tr("Ask all %1 lanes…")).arg(lanes));
}

void Composer::nextSample()
{
    if (m_samples.isEmpty())
        return;
    setPromptText(m_samples.at(m_nextSample));
    m_nextSample = (m_nextSample + 1) % m_samples.size();
    m_prompt->setFocus();
}

void Composer::showSystem(bool shown)
{
    m_systemBox->setVisible(shown);
    if (shown)
        m_system->setFocus();
}

void Composer::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), Theme::of(this).line);
}

} // namespace assay
