// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/lazytimer.h"

#include "core/support/clock.h"

#include <algorithm>

namespace assay {

void LazyTimer::start(QObject* owner)
{
    m_armedFor = m_wanted;
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(m_wanted - SystemClock().steady());
    m_timer.start(std::max(wait, std::chrono::milliseconds(0)), Qt::PreciseTimer, owner);
}

bool LazyTimer::isDue(QObject* owner)
{
    m_timer.stop();
    m_armedFor = TimePoint::max();
    if (m_wanted > SystemClock().steady()) {
        arm(owner);
        return false;
    }
    m_wanted = TimePoint::max();
    return true;
}

} // namespace assay
