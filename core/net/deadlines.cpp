// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/deadlines.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

std::optional<Deadlines::Deadline> deadline(
    Deadlines::TimePoint from, std::chrono::milliseconds limit, QLatin1StringView name)
{
    if (limit <= 0ms)
        return std::nullopt;
    return Deadlines::Deadline{.at = from + limit, .name = name, .limit = limit};
}

} // namespace

void Deadlines::enter(Phase phase, TimePoint now)
{
    m_phase = phase;
    m_phaseStart = now;
}

void Deadlines::resumed(TimePoint now)
{
    m_paused = false;
    if (m_phase == Phase::Streaming)
        m_phaseStart = now;
}

std::optional<Deadlines::Deadline> Deadlines::ofPhase() const
{
    switch (m_phase) {
    case Phase::Connecting: return deadline(m_phaseStart, m_limits.connect, "connect"_L1);
    case Phase::Waiting: return deadline(m_phaseStart, m_limits.firstByte, "first_byte"_L1);
    case Phase::Streaming: return m_paused ? std::nullopt : deadline(m_phaseStart, m_limits.idle, "idle"_L1);
    case Phase::Ended: return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Deadlines::Deadline> Deadlines::next() const
{
    const auto total = deadline(m_start, m_limits.total, "total"_L1);
    const auto phase = ofPhase();
    if (!total || !phase)
        return total ? total : phase;
    return phase->at < total->at ? phase : total;
}

} // namespace assay
