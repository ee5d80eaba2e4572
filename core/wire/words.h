// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace assay {

/// By length first: most comparisons then look at no letter.
constexpr bool isShorter(std::string_view a, std::string_view b)
{
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

/// Words as isAmong() wants them.
template <std::size_t N> consteval std::array<std::string_view, N> wordList(std::array<std::string_view, N> words)
{
    std::ranges::sort(words, isShorter);
    return words;
}

inline bool isAmong(std::span<const std::string_view> words, std::string_view word)
{
    return std::ranges::binary_search(words, word, isShorter);
}

} // namespace assay
