// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pricing/pricebook.h"
#include "core/pricing/tokencount.h"

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

/// An attempt that was sent and may be billed, of which the provider did not report everything: cut off, stopped, or
/// answered without usage.
struct IncompleteAnswer {
    Usage reported; ///< what is known; a count of the answer may be one from the middle of it
    TokenGuess prompt;
    TokenGuess output; ///< of what has arrived
    qint64 outputAtMost = 0; ///< what may have been written before the provider stopped
    bool surelyBilled = false; ///< output arrived; otherwise it may have cost nothing
    CacheUse cache = CacheUse::None;
    std::optional<ModelPrice> price;
    QDateTime at;
    QString mode;
};

/// Pure. Estimated, with lines from reported and own counts and the interval `low`…`high`: low takes the fewest tokens
/// at the cheapest rate they may be charged at, high the most at the dearest. Unknown where the price is.
Cost estimateIncomplete(const IncompleteAnswer& answer);

/// What a user's past answers from a model say about the next.
struct ModelHabit {
    std::optional<qint64> promptPermille; ///< reported over guessed prompt tokens
    qint64 promptSamples = 0;
    std::optional<qint64> lowOutput; ///< tenth percentile
    std::optional<qint64> expectedOutput; ///< median
    std::optional<qint64> highOutput; ///< ninetieth percentile
    qint64 outputSamples = 0;
    bool ofThisPrompt = false; ///< the lengths are those of the same prompt
    friend bool operator==(const ModelHabit&, const ModelHabit&) = default;
};

struct PastLength {
    std::optional<qint64> guessedPrompt;
    std::optional<qint64> prompt;
    std::optional<qint64> completion;
    bool samePrompt = false;
};
/// Pure. Lengths of the same prompt count alone as soon as there are three, those of any prompt otherwise. A ratio
/// needs three samples and stays between a quarter and four.
ModelHabit habitOf(const QList<PastLength>& past);

} // namespace assay
