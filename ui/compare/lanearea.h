// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/layoutchooser.h"

#include <QList>
#include <QScrollArea>

class QTabBar;

namespace assay {

class LaneView;

/// Arranges lanes: side by side in a splitter, or in rows when they would be too narrow, or one at a time with the
/// others behind tabs or arrows. Scrolls when even that is too much.
class LaneArea : public QScrollArea
{
    Q_OBJECT

public:
    explicit LaneArea(QWidget* parent = nullptr);

    /// The lanes stay owned by the caller's object tree.
    void setLanes(const QList<LaneView*>& lanes);
    const QList<LaneView*>& lanes() const { return m_lanes; }
    /// What stands in the first free cell of a grid; the area owns it.
    void setSpare(QWidget* spare);
    void setArrangement(LaneArrangement arrangement);
    LaneArrangement arrangement() const { return m_arrangement; }
    LaneLayout currentLayout() const { return m_layout; }
    bool showsOne() const;
    /// The lane that is shown alone. Nothing to do while all are shown.
    int current() const { return m_current; }
    void setCurrent(int lane);
    void step(int step) { setCurrent(m_current + step); }

Q_SIGNALS:
    void arranged(const assay::LaneLayout& layout);
    /// Another lane is shown alone.
    void currentChanged(assay::LaneView* before, assay::LaneView* now);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    void rebuild();
    QWidget* makeRows();
    QWidget* makeSingle();
    QWidget* cellAt(qsizetype index);

    QList<LaneView*> m_lanes;
    LaneArrangement m_arrangement = LaneArrangement::Auto;
    LaneLayout m_layout{0, 0};
    QWidget* m_spare = nullptr;
    int m_current = 0;
};

} // namespace assay
