// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/memorywatch.h"

#include "core/support/residentmemory.h"

using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr auto kStartIsOver = 1s;
constexpr auto kPause = 30s;
constexpr qint64 kWorthIt = 2 * 1024 * 1024; // bytes

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
    const auto now = residentBytes();
    if (!now || *now < m_least + kWorthIt)
        return;
    releaseUnusedMemory();
    m_least = residentBytes().value_or(0);
}

} // namespace assay
