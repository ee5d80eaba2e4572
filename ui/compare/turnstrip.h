// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/laneprogress.h"
#include "ui/compare/lineup.h"

#include <QWidget>

#include <vector>

class QBoxLayout;
class QToolButton;

namespace assay {

class PlainLabel;
class RaceStrip;

/// The prompt that was asked, and the race of the lanes that answer it.
class TurnStrip : public QWidget
{
    Q_OBJECT

public:
    explicit TurnStrip(QWidget* parent = nullptr);

    void setPrompt(const Prompt& prompt);
    /// Little room: head and prompt in one line.
    void setCompact(bool compact);
    RaceStrip* race() const { return m_race; }

Q_SIGNALS:
    /// The person wants the prompt back in the composer.
    void editRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void elide();

    QString m_text;
    QBoxLayout* m_lines;
    bool m_compact = false;
    PlainLabel* m_head;
    PlainLabel* m_system;
    PlainLabel* m_prompt;
    QToolButton* m_edit;
    RaceStrip* m_race;
};

} // namespace assay
