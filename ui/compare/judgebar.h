// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/vote.h"

#include <QStringList>
#include <QWidget>

class QLineEdit;
class QToolButton;

namespace assay {

class KeycapButton;
class PlainLabel;

/// The row in which a person judges two answers, and then sees who wrote them.
class JudgeBar : public QWidget
{
    Q_OBJECT

public:
    explicit JudgeBar(QWidget* parent = nullptr);

    /// Before the vote; the buttons are off while answers are being written. `note`: what else is to be known.
    void ask(bool ready, const QString& note);
    /// After the vote: what was chosen, in words.
    void reveal(const QString& words);
    QStringList reasons() const;
    QString note() const;
    void clear();

Q_SIGNALS:
    void voted(assay::Verdict verdict);
    void undoRequested();
    void nextRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    KeycapButton* voteButton(Verdict verdict, const QString& name, const QString& words, int key);
    QToolButton* chip(const QString& word);

    QWidget* m_asking;
    QWidget* m_revealed;
    QList<KeycapButton*> m_votes;
    QList<QToolButton*> m_chips;
    QLineEdit* m_note;
    PlainLabel* m_hint;
    PlainLabel* m_words;
};

} // namespace assay
