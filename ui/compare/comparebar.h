// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/layoutchooser.h"

#include <QWidget>

class QAction;
class QPushButton;
class QToolButton;

namespace assay {

class KeycapButton;
class PlainLabel;

/// The bar over the page: name, add a lane, columns or grid, what runs and what it cost so far, Stop.
class CompareBar : public QWidget
{
    Q_OBJECT

public:
    struct Actions {
        QAction* addLane = nullptr;
        QAction* stopAll = nullptr;
        QAction* palette = nullptr; ///< may be null
    };
    explicit CompareBar(const Actions& actions, QWidget* parent = nullptr);

    void setStatus(const QString& status);
    void setRunning(bool running);
    /// Which of the two is in force, also when it was chosen by width.
    void showArrangement(const LaneLayout& layout);
    QWidget* addLaneButton() const;

Q_SIGNALS:
    void arrangementChosen(assay::LaneArrangement arrangement);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QToolButton* segment(const QString& name, const QString& text, const QString& icon, LaneArrangement arrangement);

    QToolButton* m_add;
    QToolButton* m_columns;
    QToolButton* m_grid;
    PlainLabel* m_status;
    KeycapButton* m_stop;
    KeycapButton* m_palette = nullptr;
};

} // namespace assay
