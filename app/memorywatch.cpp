// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/memorywatch.h"

#include "core/support/residentmemory.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr auto kStartIsOver = 1s;
constexpr auto kPause = 5s;
constexpr int kCodePause = 6; // looks
constexpr qint64 kWorthIt = 1024 * 1024; // bytes

} // namespace

MemoryWatch::MemoryWatch()
{
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
    m_timer.start(kStartIsOver);
}

void MemoryWatch::look()
{
    m_timer.setInterval(kPause);
    // How much is free, not how large the process is: that stays as it was when what waited is gone.
    if (freeHeapBytes().value_or(0) >= m_free + kWorthIt) {
        releaseFreeHeap();
        m_free = freeHeapBytes().value_or(0);
    }
    m_free = std::min(m_free, freeHeapBytes().value_or(0));
    if (m_looks++ % kCodePause == 0 && residentBytes().value_or(0) >= m_resident + kWorthIt) {
        releaseCode();
        m_resident = residentBytes().value_or(0);
    }
}

} // namespace assay
