// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>

namespace assay {

/// What a person can do about a lane. In a file of its own because lupdate loses the class after an `enum class`.
enum class LaneAction : std::uint8_t { Retry, RetryNow, Stop };

} // namespace assay
