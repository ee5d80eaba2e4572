// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/money.h"

#include <QList>
#include <QString>

#include <cstdint>
#include <optional>

namespace assay {

/// What the next run may mean for one lane, before anything is sent. Absent is not known.
struct LaneForecast {
    /// Why the lane would not be sent.
    enum class Refusal : std::uint8_t { None, RunLimit, Budget };

    qint64 promptTokens = 0; ///< best guess
    bool hasUncounted = false; ///< attachments whose tokens only the provider can count
    qint64 outputLimit = 0; ///< the most the answer may have
    std::optional<Money> low; ///< a short answer
    std::optional<Money> high; ///< a long answer
    std::optional<Money> worst; ///< prompt at one token a byte, answer at its limit: what is reserved
    bool free = false; ///< on the user's own machine
    Refusal refusal = Refusal::None;
    friend bool operator==(const LaneForecast&, const LaneForecast&) = default;
};

/// What of a lane the words about a forecast need besides.
struct ForecastLane {
    QString letter;
    QString model; ///< for people
    std::optional<qint64> contextTokens;
    bool simulated = false;
    LaneForecast forecast;
};

} // namespace assay
