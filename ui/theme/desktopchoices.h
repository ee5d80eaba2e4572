// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

namespace assay {

/// What a notification on the desktop may say when a long run has ended.
enum class NoticeDetail : std::uint8_t {
    Off,
    Plain, ///< that it ended and how long it took
    Names, ///< which models, the beginning of the prompt and the cost, too
};

/// What a person chose for this desktop, besides the colours.
struct DesktopChoices {
    bool contrast = false; ///< black on white, or white on black, with strong outlines
    int textPercent = 100; ///< size of all text, of the platform's
    NoticeDetail notices = NoticeDetail::Plain;
    friend bool operator==(const DesktopChoices&, const DesktopChoices&) = default;
};

/// Sizes of text that can be chosen, in percent.
inline constexpr std::array<int, 7> kTextSizes{90, 100, 110, 125, 150, 175, 200};

/// The next size above (`step` 1) or below (-1); the same at the end.
inline int nextTextSize(int percent, int step)
{
    if (step > 0) {
        const auto* above = std::ranges::upper_bound(kTextSizes, percent);
        return above == kTextSizes.end() ? percent : *above;
    }
    const auto* here = std::ranges::lower_bound(kTextSizes, percent);
    return here == kTextSizes.begin() ? percent : *(here - 1);
}

} // namespace assay
