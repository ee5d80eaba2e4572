// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/lanearea.h"

#include "ui/compare/laneview.h"

#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kRowMinimumHeight = 212;
constexpr int kRowMinimumLines = 11;
constexpr qsizetype kMostBelowRace = 8;
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
    m_current = std::clamp(m_current, 0, std::max(0, static_cast<int>(lanes.size()) - 1));
    arrange();
}

bool LaneArea::showsOne() const
{
    return m_arrangement == LaneArrangement::Focus || m_arrangement == LaneArrangement::Tabs;
}

void LaneArea::setCurrent(int lane)
{
    const int count = static_cast<int>(m_lanes.size());
    if (count == 0)
        return;
    const int wanted = ((lane % count) + count) % count;
    if (wanted == m_current)
        return;
    LaneView* before = m_lanes.value(m_current);
    m_current = wanted;
    if (!showsOne())
        return;
    rebuild();
    Q_EMIT currentChanged(before, m_lanes.at(m_current));
}

void LaneArea::setSpare(QWidget* spare)
{
    m_spare = spare;
    m_spare->setParent(this);
    m_spare->hide();
}

void LaneArea::setArrangement(LaneArrangement arrangement)
{
    if (m_arrangement == arrangement)
        return;
    m_arrangement = arrangement;
    m_layout = {0, 0};
    arrange();
}

void LaneArea::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

void LaneArea::arrange()
{
    if (m_lanes.isEmpty()) {
        rebuild();
        return;
    }
    // Many lanes leave no room for the race above them: it gets a cell of its own.
    const bool withSpare = m_spare != nullptr && m_lanes.size() > kMostBelowRace
        && (m_arrangement == LaneArrangement::Auto || m_arrangement == LaneArrangement::Grid);
    const int cells = static_cast<int>(m_lanes.size()) + (withSpare ? 1 : 0);
    const LaneLayout wanted = chooseLayout(cells, width(), m_arrangement);
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

QWidget* LaneArea::makeRows()
{
    auto* rows = new QSplitter(Qt::Vertical);
    rows->setObjectName(u"laneRows"_s);
    rows->setHandleWidth(1);
    rows->setChildrenCollapsible(false);
    const int rowHeight = std::max(kRowMinimumHeight, fontMetrics().lineSpacing() * kRowMinimumLines);
    qsizetype next = 0;
    for (int row = 0; row < m_layout.rows; ++row) {
        auto* columns = new QSplitter(Qt::Horizontal, rows);
        columns->setHandleWidth(1);
        columns->setChildrenCollapsible(false);
        if (m_layout.rows > 1)
            columns->setMinimumHeight(rowHeight);
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
    return rows;
}

// One lane, with tabs for the others above it where they are wanted.
QWidget* LaneArea::makeSingle()
{
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    if (m_arrangement == LaneArrangement::Tabs) {
        auto* tabs = new QTabBar(page);
        tabs->setObjectName(u"laneTabs"_s);
        tabs->setAccessibleName(tr("Lanes"));
        tabs->setExpanding(false);
        tabs->setDrawBase(false);
        for (const LaneView* lane : std::as_const(m_lanes))
            tabs->addTab(lane->shortName().replace(u'&', u"&&"_s));
        tabs->setCurrentIndex(m_current);
        // Queued: the tabs are made anew with the page.
        connect(tabs, &QTabBar::currentChanged, this, &LaneArea::setCurrent, Qt::QueuedConnection);
        layout->addWidget(tabs);
    }
    LaneView* lane = m_lanes.at(m_current);
    layout->addWidget(lane, 1);
    lane->setVisible(true);
    return page;
}

void LaneArea::rebuild()
{
    QWidget* made = nullptr;
    if (!m_lanes.isEmpty())
        made = showsOne() ? makeSingle() : makeRows();
    if (m_spare != nullptr && (showsOne() || m_lanes.size() == m_layout.cells())) {
        m_spare->setParent(this);
        m_spare->hide();
    }
    QWidget* old = takeWidget();
    // Lanes that are not shown now are only put away.
    for (LaneView* lane : old != nullptr ? old->findChildren<LaneView*>() : QList<LaneView*>()) {
        lane->setParent(this);
        lane->hide();
    }
    if (made != nullptr)
        setWidget(made);
    delete old;
}

} // namespace assay
