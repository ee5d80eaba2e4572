// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/barheight.h"

#include <QEvent>
#include <QWidget>

#include <algorithm>

namespace assay {

BarHeight::BarHeight(QWidget* bar, int least, int room)
    : QObject(bar)
    , m_bar(bar)
    , m_least(least)
    , m_room(room)
{
    bar->installEventFilter(this);
    fit();
}

bool BarHeight::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_bar && (event->type() == QEvent::FontChange || event->type() == QEvent::Polish))
        fit();
    return false;
}

void BarHeight::fit()
{
    m_bar->setFixedHeight(std::max(m_least, m_bar->fontMetrics().height() + m_room));
}

} // namespace assay
