// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QToolButton;

namespace assay {

/// The row of buttons below an answer.
class LaneFooter : public QWidget
{
    Q_OBJECT

public:
    explicit LaneFooter(QWidget* parent = nullptr);

    struct State {
        bool hasText = false;
        bool ended = false;
        bool canFollow = false;
        bool following = false;
        bool canGoOn = false; ///< its answer may become the shared history
    };
    void setState(const State& state);
    void setLetter(const QString& letter);
    QToolButton* rawToggle() const { return m_raw; }

Q_SIGNALS:
    void copyRequested();
    void againRequested();
    void goOnRequested();
    void followRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QToolButton* button(const QString& name, const QString& icon, const QString& words);

    QToolButton* m_copy;
    QToolButton* m_raw;
    QToolButton* m_again;
    QToolButton* m_goOn;
    QToolButton* m_follow;
};

} // namespace assay
