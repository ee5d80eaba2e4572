// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/layoutchooser.h"

#include <QList>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QToolButton;

namespace assay {

class KeycapButton;
class PlainLabel;

/// The bar over the page: name, line-up, layout, ways to compare, what runs and what it cost so far, Stop.
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
    /// Which arrangement is in force, also when it was chosen by width.
    void showArrangement(const LaneLayout& layout, LaneArrangement arrangement);
    /// A button for an action, after the layouts; checkable actions become toggles.
    QToolButton* addTool(QAction* action, const QString& name, const QString& words);
    /// The button before "Add lane".
    QToolButton* lineUpButton() const { return m_lineUp; }
    QWidget* addLaneButton() const;

Q_SIGNALS:
    void arrangementChosen(assay::LaneArrangement arrangement);
    void lineUpsRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QToolButton* segment(const QString& name, const QString& text, const QString& icon, LaneArrangement arrangement);
    void fit();

    QToolButton* m_lineUp;
    QToolButton* m_add;
    QList<QToolButton*> m_segments; ///< columns, grid, focus, tabs
    QList<QToolButton*> m_tools;
    QHBoxLayout* m_toolRow;
    PlainLabel* m_status;
    KeycapButton* m_stop;
    KeycapButton* m_palette = nullptr;
};

} // namespace assay
