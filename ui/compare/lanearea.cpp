// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/lanearea.h"

#include "ui/compare/laneview.h"

#include <QSplitter>

#include <memory>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kRowMinimumHeight = 200;
constexpr int kColumnMinimumWidth = 260;

} // namespace

LaneArea::LaneArea(QWidget* parent)
    : QScrollArea(parent)
{
    setObjectName(u"laneArea"_s);
    setAccessibleName(tr("Lanes"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
}

void LaneArea::setLanes(const QList<LaneView*>& lanes)
{
    m_lanes = lanes;
    m_layout = {0, 0};
    arrange();
}

void LaneArea::setSpare(QWidget* spare)
{
    m_spare = spare;
    m_spare->setParent(this);
    m_spare->hide();
}

void LaneArea::setArrangement(LaneArrangement arrangement)
{
    m_arrangement = arrangement;
    arrange();
}

void LaneArea::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

void LaneArea::arrange()
{
    if (m_lanes.isEmpty())
        return;
    const LaneLayout wanted = chooseLayout(static_cast<int>(m_lanes.size()), width(), m_arrangement);
    if (wanted == m_layout)
        return;
    m_layout = wanted;
    rebuild();
    Q_EMIT arranged(m_layout);
}

QWidget* LaneArea::cellAt(qsizetype index)
{
    if (index < m_lanes.size())
        return m_lanes.at(index);
    return index == m_lanes.size() && m_spare != nullptr ? m_spare : std::make_unique<QWidget>().release();
}

void LaneArea::rebuild()
{
    auto* rows = new QSplitter(Qt::Vertical);
    rows->setObjectName(u"laneRows"_s);
    rows->setHandleWidth(1);
    rows->setChildrenCollapsible(false);
    qsizetype next = 0;
    for (int row = 0; row < m_layout.rows; ++row) {
        auto* columns = new QSplitter(Qt::Horizontal, rows);
        columns->setHandleWidth(1);
        columns->setChildrenCollapsible(false);
        for (int column = 0; column < m_layout.columns; ++column) {
            QWidget* cell = cellAt(next);
            ++next;
            cell->setMinimumWidth(kColumnMinimumWidth);
            columns->addWidget(cell);
            columns->setStretchFactor(column, 1);
            cell->setVisible(true);
        }
        columns->setSizes(QList<int>(m_layout.columns, 1000));
        rows->setStretchFactor(row, 1);
    }
    rows->setSizes(QList<int>(m_layout.rows, 1000));
    rows->setMinimumHeight(m_layout.rows > 1 ? m_layout.rows * kRowMinimumHeight : 0);
    if (m_spare != nullptr && m_lanes.size() == m_layout.rows * m_layout.columns)
        m_spare->setParent(this);
    QWidget* old = takeWidget();
    setWidget(rows);
    delete old;
}

} // namespace assay
