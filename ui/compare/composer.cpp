// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/composer.h"

#include "ui/compare/forecastbutton.h"
#include "ui/compare/promptedit.h"
#include "ui/compare/promptvariables.h"
#include "ui/compare/variablestable.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/keycapbutton.h"

#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QScopedValueRollback>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kPromptColumns = 44;

} // namespace

Prompt Composer::prompt() const
{
    const QString written = m_prompt->toPlainText();
    const QString system = m_system->toPlainText();
    Prompt prompt{.text = written, .system = system, .attachments = m_attachments->attachments()};
    if (promptVariables(written + system).isEmpty())
        return prompt;
    prompt.written = written;
    prompt.values = m_variables->values();
    for (const QString& name : m_variables->missing())
        prompt.values.remove(name);
    prompt.text = fillVariables(written, prompt.values);
    prompt.system = fillVariables(system, prompt.values);
    return prompt;
}

void Composer::setPrompt(const Prompt& prompt)
{
    setPromptText(prompt.written.isEmpty() ? prompt.text : prompt.written);
    if (!prompt.system.isEmpty())
        setSystemText(prompt.system);
    m_variables->setValues(prompt.values);
    m_attachments->setAttachments(prompt.attachments);
}

void Composer::setPromptText(const QString& text)
{
    m_prompt->setPlainText(text);
    m_prompt->moveCursor(QTextCursor::End);
}

void Composer::clearPrompt()
{
    m_prompt->clear();
    m_attachments->setAttachments({});
}

QString Composer::systemText() const
{
    return m_system->toPlainText();
}

void Composer::setSystemText(const QString& text)
{
    m_system->setPlainText(text);
    if (!text.isEmpty())
        m_systemToggle->setChecked(true);
}

void Composer::setAttachmentReader(AttachmentReader reader)
{
    m_attachments->setReader(std::move(reader));
    m_attach->setVisible(m_attachments->canAttach());
}

void Composer::onText()
{
    m_variables->setNames(promptVariables(m_prompt->toPlainText() + m_system->toPlainText()));
    Q_EMIT changed();
}

void Composer::setCompact(bool compact)
{
    if (m_compact == compact)
        return;
    m_compact = compact;
    m_prompt->setMinimumLines(compact ? 1 : 2);
    static_cast<QBoxLayout*>(layout())->setSpacing(compact ? space::hairline : space::control);
    fit();
}

// What the buttons and what stands beside them need.
int Composer::neededWidth() const
{
    int needed = 2 * space::page;
    for (const QWidget* widget : std::initializer_list<QWidget*>{
             m_attach, m_systemToggle, m_settings, m_prompts, m_history, m_sample, m_forecast, m_run}) {
        if (widget->isVisibleTo(this))
            needed += widget->sizeHint().width() + space::control;
    }
    return needed;
}

void Composer::setWords(bool tools, bool followUp)
{
    for (QToolButton* button : {m_attach, m_systemToggle, m_settings, m_prompts, m_sample})
        button->setToolButtonStyle(tools ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    m_history->setToolButtonStyle(followUp ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
}

// Words go where they do not fit, last those on what the next prompt follows. One row only while the field keeps room
// for a sentence.
void Composer::fit()
{
    if (m_fitting)
        return;
    const QScopedValueRollback fitting(m_fitting, true);
    setWords(!m_compact, true);
    if (neededWidth() > width())
        setWords(false, true);
    if (neededWidth() > width())
        setWords(false, false);
    const bool oneRow = m_compact && width() - neededWidth() >= fontMetrics().averageCharWidth() * kPromptColumns;
    if (oneRow != m_oneRow)
        arrange(oneRow);
}

void Composer::arrange(bool oneRow)
{
    m_oneRow = oneRow;
    const QList<QWidget*> buttons{m_attach, m_systemToggle, m_settings, m_prompts, m_history, m_sample};
    for (QWidget* widget : buttons + QList<QWidget*>{m_forecast, m_run}) {
        m_fieldRow->removeWidget(widget);
        m_buttonRow->removeWidget(widget);
    }
    for (int i = 0; i < static_cast<int>(buttons.size()); ++i) {
        if (oneRow)
            m_fieldRow->addWidget(buttons.at(i));
        else
            m_buttonRow->insertWidget(i, buttons.at(i));
    }
    QBoxLayout* row = oneRow ? m_fieldRow : m_buttonRow;
    row->addWidget(m_forecast);
    row->addWidget(m_run);
}

void Composer::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

// Words of the buttons have changed, or one of them came or went.
bool Composer::event(QEvent* event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fit();
    return handled;
}

void Composer::setSamples(const QStringList& samples)
{
    m_samples = samples;
    m_nextSample = 0;
    m_sample->setVisible(!samples.isEmpty());
}

void Composer::setLaneCount(int lanes)
{
    m_lanes = lanes;
    updatePlaceholder();
}

void Composer::updatePlaceholder()
{
    const bool goesOn = m_followUp.kind == FollowUp::Kind::Own || m_followUp.kind == FollowUp::Kind::Shared;
    if (m_lanes == 1)
        m_prompt->setPlaceholderText(goesOn ? tr("Follow-up…") : tr("Ask something…"));
    else
        m_prompt->setPlaceholderText(
            (goesOn ? tr("Follow-up to all %1 lanes…") : tr("Ask all %1 lanes…")).arg(m_lanes));
}

void Composer::setFollowUp(const FollowUp& followUp)
{
    if (m_followUp == followUp)
        return;
    m_followUp = followUp;
    showFollowUp();
    Q_EMIT followUpChanged();
    Q_EMIT changed();
}

void Composer::setSharable(const QList<std::pair<int, QString>>& lanes)
{
    m_sharable = lanes;
    m_history->setVisible(!lanes.isEmpty() || m_followUp.kind != FollowUp::Kind::New);
}

void Composer::showFollowUp()
{
    switch (m_followUp.kind) {
    case FollowUp::Kind::Own: m_history->setText(tr("Each lane goes on from its own answer")); break;
    case FollowUp::Kind::Shared: m_history->setText(tr("All lanes go on from %1").arg(m_followUp.letter)); break;
    case FollowUp::Kind::New: m_history->setText(tr("New conversation")); break;
    case FollowUp::Kind::Edit: m_history->setText(tr("Asks turn %1 anew").arg(m_followUp.turn + 1)); break;
    }
    m_history->setAccessibleName(m_history->text());
    m_history->setVisible(!m_sharable.isEmpty() || m_followUp.kind != FollowUp::Kind::New);
    updatePlaceholder();
}

void Composer::fillFollowUpMenu()
{
    m_historyMenu->clear();
    const auto add = [this](const QString& words, const FollowUp& followUp) {
        QAction* action = m_historyMenu->addAction(words, this, [this, followUp] { setFollowUp(followUp); });
        action->setCheckable(true);
        action->setChecked(followUp == m_followUp);
    };
    if (!m_sharable.isEmpty())
        add(tr("Each lane goes on from its own answer"), {.kind = FollowUp::Kind::Own});
    for (const auto& [lane, letter] : std::as_const(m_sharable))
        add(tr("All lanes go on from the answer of %1").arg(letter),
            {.kind = FollowUp::Kind::Shared, .lane = lane, .letter = letter});
    m_historyMenu->addSeparator();
    add(tr("New conversation"), {.kind = FollowUp::Kind::New});
}

void Composer::setSettingsWords(const QString& words)
{
    m_settings->setText(words);
    m_settings->setAccessibleName(words);
}

void Composer::setFocusToPrompt()
{
    m_prompt->setFocus(Qt::OtherFocusReason);
}

QWidget* Composer::settingsButton() const
{
    return m_settings;
}

QWidget* Composer::libraryButton() const
{
    return m_prompts;
}

void Composer::nextSample()
{
    if (m_samples.isEmpty())
        return;
    setPromptText(m_samples.at(m_nextSample));
    setFollowUp({.kind = FollowUp::Kind::New}); // samples have nothing to do with each other
    m_nextSample = (m_nextSample + 1) % m_samples.size();
    m_prompt->setFocus();
}

void Composer::showSystem(bool shown)
{
    m_systemRow->setVisible(shown);
    if (shown)
        m_system->setFocus();
}

void Composer::dragEnterEvent(QDragEnterEvent* event)
{
    if (m_attachments->canAttach() && AttachmentBar::accepts(event->mimeData()))
        event->acceptProposedAction();
}

void Composer::dropEvent(QDropEvent* event)
{
    if (m_attachments->take(event->mimeData()))
        event->acceptProposedAction();
}

void Composer::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), Theme::of(this).line);
}

} // namespace assay
