// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pricing/pricebook.h"

namespace assay {

/// Tokens a limit is reserved for when a request names none (reference of OpenRouter's budgets).
inline constexpr qint64 kDefaultOutputTokens = 4096;

/// Whether a request asks the provider to keep its prompt, which some charge at a higher rate.
enum class CacheUse : std::uint8_t { None, Write };

/// What is known of a request before it is sent.
struct EstimateInput {
    qint64 promptTokens = 0; ///< best guess
    std::optional<qint64> promptTokensAtMost; ///< upper bound of the guess; absent: the guess
    std::optional<qint64> maxOutputTokens; ///< the request's limit, thinking budget included; absent: 4,096
    std::optional<qint64> expectedOutputTokens; ///< absent: the limit
    qint64 searchesAtMost = 0;
    CacheUse cache = CacheUse::None;
    std::optional<ModelPrice> price;
    QDateTime at;
    QString mode;
    QString searchContext;
};

/// What a request may cost. Both amounts are absent together, with the reason in `note` (a word of costnote).
struct CostEstimate {
    std::optional<Money> expected;
    std::optional<Money> worst; ///< to reserve; never less than `expected`
    QString note;
    friend bool operator==(const CostEstimate&, const CostEstimate&) = default;
};

/// Pure. The worst case takes the dearest rate the tokens may be charged at: prompt as input or cache write, answer as
/// text or reasoning, every search done, and the highest fee where the search context is not known.
CostEstimate estimateCost(const EstimateInput& input);

} // namespace assay
