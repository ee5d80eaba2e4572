// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/httptransport.h"

#include <QLatin1StringView>

#include <chrono>
#include <optional>

namespace assay {

/// Which limit of a call runs out next. Pure: the caller says what happened and when.
class Deadlines
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    struct Deadline {
        TimePoint at;
        QLatin1StringView name; ///< connect, first_byte, idle or total: the `providerCode` of the error
        std::chrono::milliseconds limit;
    };

    Deadlines(const Timeouts& limits, TimePoint start)
        : m_limits(limits)
        , m_start(start)
        , m_phaseStart(start)
    {
    }

    void connected(TimePoint now) { enter(Phase::Waiting, now); }
    void firstByte(TimePoint now) { enter(Phase::Streaming, now); }
    /// Only this moves the idle limit: a server that sends headers, comments in chunk extensions or keep-alives is
    /// idle.
    void bodyBytes(TimePoint now) { m_phaseStart = now; }
    /// Nothing more will come from the server: only the total limit still holds.
    void ended(TimePoint now) { enter(Phase::Ended, now); }
    /// While paused by us the server's silence proves nothing, so the idle limit rests.
    void paused() { m_paused = true; }
    void resumed(TimePoint now);

    /// Nothing if no limit applies.
    std::optional<Deadline> next() const;

private:
    enum class Phase : std::uint8_t { Connecting, Waiting, Streaming, Ended };

    void enter(Phase phase, TimePoint now);
    std::optional<Deadline> ofPhase() const;

    Timeouts m_limits;
    TimePoint m_start;
    TimePoint m_phaseStart;
    Phase m_phase = Phase::Connecting;
    bool m_paused = false;
};

} // namespace assay
