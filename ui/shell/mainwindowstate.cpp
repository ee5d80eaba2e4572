// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of MainWindow that is taken up again by the next start.
#include "ui/compare/comparepage.h"
#include "ui/compare/lanearea.h"
#include "ui/filter/sharedfilter.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/actionregistry.h"

#include <QAction>
#include <QCloseEvent>
#include <QGuiApplication>
#include <QScreen>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

void MainWindow::watchState()
{
    connect(m_filter, &SharedFilter::changed, this, &MainWindow::stateChanged);
    connect(m_compare->composer(), &Composer::changed, this, &MainWindow::stateChanged);
    connect(m_compare->area(), &LaneArea::arranged, this, &MainWindow::stateChanged);
    connect(m_compare->area(), &LaneArea::currentChanged, this, &MainWindow::stateChanged);
    connect(m_compare, &ComparePage::lanesRebuilt, this, &MainWindow::stateChanged);
    connect(m_compare, &ComparePage::runStarted, this, &MainWindow::stateChanged);
    connect(m_compare, &ComparePage::runFinished, this, &MainWindow::stateChanged);
    connect(m_compare, &ComparePage::runFinished, this, &MainWindow::onRunFinished);
    connect(m_compare, &ComparePage::turnShown, this, &MainWindow::stateChanged);
    connect(m_compare, &ComparePage::statusChanged, this, &MainWindow::stateChanged);
}

WindowState MainWindow::state() const
{
    WindowState state{.page = m_pageList.value(m_pages->currentIndex()).id,
        .size = normalGeometry().isEmpty() ? size() : normalGeometry().size(),
        .position = normalGeometry().isEmpty() ? pos() : normalGeometry().topLeft(),
        .maximised = isMaximized(),
        .filter = m_filter->choice(),
        .compare = m_compare->state()};
    return state;
}

void MainWindow::restore(const WindowState& state)
{
    if (!state.size.isEmpty())
        resize(state.size.expandedTo(minimumSizeHint()));
    // A screen that is gone must not take the window with it.
    const auto screens = QGuiApplication::screens();
    const auto shows = [&](const QScreen* screen) {
        return state.position && screen->availableGeometry().contains(*state.position + QPoint(40, 10));
    };
    if (std::ranges::any_of(screens, shows))
        move(*state.position);
    if (state.maximised)
        setWindowState(windowState() | Qt::WindowMaximized);
    m_filter->restore(state.filter);
    m_compare->restore(state.compare);
    if (QAction* blind = m_actions->find(u"compare.blind"_s); blind != nullptr && state.compare.blind)
        blind->trigger();
    if (QAction* page = m_actions->find(state.page))
        page->trigger();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    Q_EMIT stateChanged();
}

void MainWindow::moveEvent(QMoveEvent* event)
{
    QMainWindow::moveEvent(event);
    Q_EMIT stateChanged();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        Q_EMIT stateChanged();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    Q_EMIT closing();
    QMainWindow::closeEvent(event);
}

} // namespace assay
