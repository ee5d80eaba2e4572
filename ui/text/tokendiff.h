// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>
#include <vector>

namespace assay {

/// Two tokens that are the same, by their places.
struct TokenMatch {
    int left = 0;
    int right = 0;
    friend bool operator==(const TokenMatch&, const TokenMatch&) = default;
};
using TokenMatches = std::vector<TokenMatch>;

/// Tokens [begin, end).
struct TokenRange {
    int begin = 0;
    int end = 0;
};

struct TokenDiff {
    TokenMatches matches; ///< rising on both sides
    bool coarse = false; ///< the limit was reached somewhere
};

/// A longest common subsequence, found by Myers' greedy algorithm as long as there are at most `limit` differences;
/// past that only the shared beginning and end are matched.
TokenDiff diffTokens(std::span<const int> left, std::span<const int> right, int limit = 2000);

/// The same; past the limit whole lines are matched first, and then tokens between them.
TokenDiff diffTokensByLine(const std::vector<int>& left, const std::vector<int>& right,
    const std::vector<TokenRange>& leftLines, const std::vector<TokenRange>& rightLines);

} // namespace assay
