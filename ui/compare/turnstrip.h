// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/laneprogress.h"
#include "ui/compare/lineup.h"

#include <QWidget>

class QBoxLayout;
class QMenu;
class QToolButton;

namespace assay {

class Conversation;
class PlainLabel;
class RaceStrip;

/// The turn that is shown: what was asked, what it goes on from, the race of the lanes that answer it, and the way to
/// other turns and branches.
class TurnStrip : public QWidget
{
    Q_OBJECT

public:
    explicit TurnStrip(QWidget* parent = nullptr);

    void showTurn(const Conversation& conversation);
    /// "prompt version 4", as the ledger numbered it; empty: not known.
    void setVersion(const QString& words);
    /// Little room: head and prompt in one line.
    void setCompact(bool compact);
    RaceStrip* race() const { return m_race; }

Q_SIGNALS:
    /// The person wants the prompt back in the composer, to ask this turn anew.
    void editRequested();
    void turnChosen(int turn);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QToolButton* button(const QString& name, const QString& icon, const QString& words);
    void elide();
    void fillTree(const Conversation& conversation);

    QString m_text;
    QBoxLayout* m_lines;
    bool m_compact = false;
    QToolButton* m_back;
    QToolButton* m_forward;
    QToolButton* m_head;
    QMenu* m_tree;
    PlainLabel* m_facts;
    QString m_factWords;
    QString m_version;
    PlainLabel* m_prompt;
    QToolButton* m_edit;
    RaceStrip* m_race;
    int m_backTurn = -1;
    int m_forwardTurn = -1;
};

} // namespace assay
