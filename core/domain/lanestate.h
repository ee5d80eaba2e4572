// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <chrono>
#include <cstdint>
#include <optional>

namespace assay {

/// How a lane ended, or what it does now.
enum class LaneState : std::uint8_t {
    Queued,
    Connecting,
    Waiting, ///< the request was sent, no output yet
    Streaming,
    Retrying, ///< waits before the next attempt
    // terminal states
    Complete,
    Truncated, ///< ended by the output limit, or without the provider's terminal event; the text is kept
    Refused, ///< the model or a filter declined
    Failed,
    Cancelled,
    Indeterminate, ///< the request left and no byte came back: it may have been billed
};
QLatin1StringView laneStateName(LaneState state);
std::optional<LaneState> laneStateFromName(QStringView name);
inline bool isTerminal(LaneState state)
{
    return state >= LaneState::Complete;
}

/// Microseconds since the request was handed to the transport; absent: not reached or not measured.
struct Timing {
    using us = std::chrono::microseconds;
    std::optional<us> dns; ///< duration of name resolution; 0 on a reused connection
    std::optional<us> connect; ///< duration of the TCP handshake
    std::optional<us> tls; ///< duration of the TLS handshake
    std::optional<us> firstByte; ///< since start, to the first byte of the answer
    std::optional<us> firstToken; ///< since start, to the first content or reasoning token
    std::optional<us> firstText; ///< since start, to the first visible token
    std::optional<us> lastToken; ///< since start
    std::optional<us> total; ///< since start, to the end
    friend bool operator==(const Timing&, const Timing&) = default;
};

} // namespace assay
