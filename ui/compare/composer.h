// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/lineup.h"

#include <QStringList>
#include <QWidget>

class QAction;
class QBoxLayout;
class QPushButton;
class QToolButton;

namespace assay {

class FieldBox;
class KeycapButton;
class PromptEdit;

/// Where the prompt is typed: the prompt, the system prompt (folded away until wanted), Run.
class Composer : public QWidget
{
    Q_OBJECT

public:
    /// `run` is what the Run button triggers; the button shows its shortcut and follows its state.
    Composer(QAction* run, QWidget* parent = nullptr);

    Prompt prompt() const;
    void setPromptText(const QString& text);
    void clearPrompt();
    void setSystemText(const QString& text);
    void setSamples(const QStringList& samples);
    void setLaneCount(int lanes, bool followUp);
    /// Little room: one line, with Run beside it.
    void setCompact(bool compact);
    PromptEdit* promptEdit() const { return m_prompt; }

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showSystem(bool shown);
    void nextSample();

    PromptEdit* m_system;
    FieldBox* m_systemBox;
    PromptEdit* m_prompt;
    QToolButton* m_systemToggle;
    QToolButton* m_sample;
    QBoxLayout* m_fieldRow;
    QBoxLayout* m_buttonRow;
    KeycapButton* m_run;
    QStringList m_samples;
    qsizetype m_nextSample = 0;
};

} // namespace assay
