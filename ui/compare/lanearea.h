// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/layoutchooser.h"

#include <QList>
#include <QScrollArea>

namespace assay {

class LaneView;

/// Arranges lanes: side by side in a splitter, or in rows when they would be too narrow. Scrolls when even that is too
/// much.
class LaneArea : public QScrollArea
{
    Q_OBJECT

public:
    explicit LaneArea(QWidget* parent = nullptr);

    /// The lanes stay owned by the caller's object tree.
    void setLanes(const QList<LaneView*>& lanes);
    /// What stands in the first free cell of a grid; the area owns it.
    void setSpare(QWidget* spare);
    void setArrangement(LaneArrangement arrangement);
    LaneLayout currentLayout() const { return m_layout; }

Q_SIGNALS:
    void arranged(const assay::LaneLayout& layout);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    void rebuild();
    QWidget* cellAt(qsizetype index);

    QList<LaneView*> m_lanes;
    LaneArrangement m_arrangement = LaneArrangement::Auto;
    LaneLayout m_layout{0, 0};
    QWidget* m_spare = nullptr;
};

} // namespace assay
