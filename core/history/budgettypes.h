// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/budget.h"

#include <optional>

namespace assay {

/// A budget and what its current period has seen, real and simulated money apart.
struct BudgetStatus {
    Budget budget;
    BudgetWindow window;
    BudgetStanding real;
    BudgetStanding simulated;
    friend bool operator==(const BudgetStatus&, const BudgetStatus&) = default;
};

/// What a model made of an earlier prompt.
struct PastAnswer {
    std::optional<qint64> estimatedPrompt; ///< tokens we had counted before sending
    std::optional<qint64> prompt; ///< tokens the provider then reported
    std::optional<qint64> completion; ///< reported, reasoning included
    bool samePrompt = false; ///< the very same prompt and system message
    friend bool operator==(const PastAnswer&, const PastAnswer&) = default;
};

} // namespace assay
