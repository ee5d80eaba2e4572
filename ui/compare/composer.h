// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/attachmentbar.h"
#include "ui/compare/followup.h"
#include "ui/compare/lineup.h"

#include <QStringList>
#include <QWidget>

class QAction;
class QBoxLayout;
class QMenu;
class QToolButton;

namespace assay {

class FieldBox;
class ForecastButton;
class KeycapButton;
class PromptEdit;
class VariablesTable;

/// Where the prompt is typed: the prompt, its variables, attached files, the system prompt (folded away until wanted),
/// what it follows, Run.
class Composer : public QWidget
{
    Q_OBJECT

public:
    /// `run` is what the Run button triggers; the button shows its shortcut and follows its state.
    Composer(QAction* run, QWidget* parent = nullptr);

    Prompt prompt() const;
    /// Text, system prompt, attachments and values, as they were written.
    void setPrompt(const Prompt& prompt);
    void setPromptText(const QString& text);
    void clearPrompt();
    QString systemText() const;
    void setSystemText(const QString& text);
    void setSamples(const QStringList& samples);
    void setLaneCount(int lanes);
    void setAttachmentReader(AttachmentReader reader);

    const FollowUp& followUp() const { return m_followUp; }
    void setFollowUp(const FollowUp& followUp);
    /// Lanes whose answer may be shared, by uid and letter. Empty: there is nothing to follow.
    void setSharable(const QList<std::pair<int, QString>>& lanes);

    /// "Same settings in all lanes", or what differs.
    void setSettingsWords(const QString& words);
    /// What the next run may cost, as somebody else computes it, and the limit of a run.
    ForecastButton* forecast() const { return m_forecast; }
    /// Little room: one line, with Run beside it as long as the prompt stays wide enough to be written.
    void setCompact(bool compact);
    PromptEdit* promptEdit() const { return m_prompt; }
    void setFocusToPrompt();
    QWidget* settingsButton() const;
    QWidget* libraryButton() const;

Q_SIGNALS:
    void changed();
    void followUpChanged();
    void settingsRequested();
    void promptsRequested();
    void systemLibraryRequested();
    void systemSaveRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeLayout(QAction* run);
    QToolButton* tool(const QString& name, const QString& words, const QString& icon, const QString& tip);
    void fit();
    int neededWidth() const;
    void setWords(bool tools, bool followUp);
    void arrange(bool oneRow);
    void showSystem(bool shown);
    void nextSample();
    void fillFollowUpMenu();
    void showFollowUp();
    void updatePlaceholder();
    void onText();

    PromptEdit* m_system;
    QWidget* m_systemRow;
    AttachmentBar* m_attachments;
    VariablesTable* m_variables;
    PromptEdit* m_prompt;
    QToolButton* m_systemToggle;
    QToolButton* m_attach;
    QToolButton* m_settings;
    QToolButton* m_prompts;
    QToolButton* m_history;
    QMenu* m_historyMenu;
    QToolButton* m_sample;
    ForecastButton* m_forecast;
    QBoxLayout* m_fieldRow = nullptr;
    QBoxLayout* m_buttonRow = nullptr;
    KeycapButton* m_run;
    QStringList m_samples;
    qsizetype m_nextSample = 0;
    int m_lanes = 0;
    bool m_compact = false;
    bool m_oneRow = false;
    bool m_fitting = false;
    FollowUp m_followUp;
    QList<std::pair<int, QString>> m_sharable;
};

} // namespace assay
