// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Composer that builds it.
#include "ui/compare/composer.h"
#include "ui/compare/forecastbutton.h"
#include "ui/compare/promptedit.h"
#include "ui/compare/variablestable.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/fieldbox.h"
#include "ui/widgets/keycapbutton.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

Composer::Composer(QAction* run, QWidget* parent)
    : QWidget(parent)
    , m_system(new PromptEdit(2, 6, this))
    , m_systemRow(new QWidget(this))
    , m_attachments(new AttachmentBar(this))
    , m_variables(new VariablesTable(this))
    , m_prompt(new PromptEdit(2, 8, this))
    , m_systemToggle(
          tool(u"systemToggle"_s, tr("System prompt"), u"user-identity"_s, tr("Show or hide the system prompt")))
    , m_attach(tool(u"attach"_s, tr("Attach"), u"mail-attachment"_s,
          tr("Attach images, PDF or text; dropping and pasting work too")))
    , m_settings(tool(u"laneSettings"_s, tr("Same settings in all lanes"), u"settings-configure"_s,
          tr("Temperature, output limit, reasoning, tools and more")))
    , m_prompts(
          tool(u"promptLibrary"_s, tr("Prompts"), u"view-history"_s, tr("Prompts you have asked, with their versions")))
    , m_history(tool(u"followUp"_s, QString(), u"go-next"_s, tr("What the next prompt follows")))
    , m_historyMenu(new QMenu(this))
    , m_sample(tool(u"anotherSample"_s, tr("Another sample"), u"view-refresh"_s, tr("Fill in the next sample prompt")))
    , m_forecast(new ForecastButton(this))
    , m_run(new KeycapButton(tr("Run"), this))
{
    setAcceptDrops(true);
    m_prompt->setObjectName(u"prompt"_s);
    m_prompt->setAccessibleName(tr("Prompt"));
    m_system->setObjectName(u"systemPrompt"_s);
    m_system->setAccessibleName(tr("System prompt"));
    m_system->setPlaceholderText(tr("System prompt for all lanes: who the model is, how it should answer"));
    m_systemToggle->setCheckable(true);
    m_sample->hide();
    m_history->hide();
    m_history->setPopupMode(QToolButton::InstantPopup);
    m_history->setMenu(m_historyMenu);
    m_historyMenu->setAccessibleName(tr("What the next prompt follows"));
    m_forecast->setObjectName(u"runForecast"_s);
    m_run->setObjectName(u"run"_s);
    m_run->setPrimary(true);
    m_run->setIcon(themeIcon(u"media-playback-start"_s, IconColour::OnAccent));
    m_run->setKeys(run->shortcut());
    m_run->setAutoDefault(false);
    makeLayout(run);
}

QToolButton* Composer::tool(const QString& name, const QString& words, const QString& icon, const QString& tip)
{
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(words);
    button->setAccessibleName(words.isEmpty() ? tip : words);
    button->setToolTip(tip);
    button->setIcon(themeIcon(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setMinimumWidth(1); // words are taken away where there is no room; they do not make the window wider
    return button;
}

void Composer::makeLayout(QAction* run)
{
    auto* library = tool(u"systemLibrary"_s, tr("Library"), u"bookmarks"_s, tr("Take a system prompt you have kept"));
    auto* save = tool(u"systemSave"_s, tr("Keep"), u"document-save"_s, tr("Keep this system prompt under a name"));
    auto* systemButtons = new QVBoxLayout;
    systemButtons->setSpacing(space::hairline);
    systemButtons->addWidget(library);
    systemButtons->addWidget(save);
    systemButtons->addStretch(1);
    auto* systemLayout = new QHBoxLayout(m_systemRow);
    systemLayout->setContentsMargins(0, 0, 0, 0);
    systemLayout->setSpacing(space::control);
    systemLayout->addWidget(new FieldBox(m_system, m_systemRow), 1);
    systemLayout->addLayout(systemButtons);
    m_systemRow->hide();

    m_fieldRow = new QHBoxLayout;
    m_fieldRow->setSpacing(space::control);
    m_fieldRow->addWidget(new FieldBox(m_prompt, this), 1);
    m_buttonRow = new QHBoxLayout;
    m_buttonRow->setSpacing(space::badge);
    for (QWidget* button :
        std::initializer_list<QWidget*>{m_attach, m_systemToggle, m_settings, m_prompts, m_history, m_sample})
        m_buttonRow->addWidget(button);
    m_buttonRow->addStretch(1);
    m_buttonRow->addWidget(m_forecast);
    m_buttonRow->addWidget(m_run);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::page, space::control + 1, space::page, space::control);
    layout->setSpacing(space::control);
    layout->addWidget(m_systemRow);
    layout->addWidget(m_attachments);
    layout->addLayout(m_fieldRow);
    layout->addWidget(m_variables);
    layout->addLayout(m_buttonRow);

    connect(library, &QToolButton::clicked, this, &Composer::systemLibraryRequested);
    connect(save, &QToolButton::clicked, this, &Composer::systemSaveRequested);
    connect(m_systemToggle, &QToolButton::toggled, this, &Composer::showSystem);
    connect(m_attach, &QToolButton::clicked, m_attachments, &AttachmentBar::chooseFiles);
    connect(m_settings, &QToolButton::clicked, this, &Composer::settingsRequested);
    connect(m_prompts, &QToolButton::clicked, this, &Composer::promptsRequested);
    connect(m_historyMenu, &QMenu::aboutToShow, this, &Composer::fillFollowUpMenu);
    connect(m_sample, &QToolButton::clicked, this, &Composer::nextSample);
    connect(m_run, &QPushButton::clicked, run, &QAction::trigger);
    const auto follow = [this, run] {
        m_run->setEnabled(run->isEnabled());
        m_run->setIcon(
            themeIcon(u"media-playback-start"_s, run->isEnabled() ? IconColour::OnAccent : IconColour::Muted));
    };
    connect(run, &QAction::changed, this, follow);
    connect(m_prompt, &QPlainTextEdit::textChanged, this, &Composer::onText);
    connect(m_system, &QPlainTextEdit::textChanged, this, &Composer::onText);
    connect(m_variables, &VariablesTable::changed, this, &Composer::changed);
    connect(m_attachments, &AttachmentBar::changed, this, &Composer::changed);
    connect(m_forecast, &ForecastButton::limitChanged, this, &Composer::changed);
    m_prompt->setMimeHandler({.accepts
        = [this](const QMimeData* data) { return m_attachments->canAttach() && AttachmentBar::accepts(data); },
        .take = [this](const QMimeData* data) { return m_attachments->take(data); }});
    m_attach->hide();
    follow();
    showFollowUp();
}

} // namespace assay
