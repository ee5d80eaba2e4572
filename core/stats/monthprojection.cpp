// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stats/monthprojection.h"

#include <algorithm>
#include <random>
#include <vector>

namespace assay {

namespace {

constexpr int kDraws = 2'000;

/// One of `days`; the generator's own arithmetic, because distributions differ between libraries.
Money drawn(const std::vector<Money>& days, std::mt19937_64& random)
{
    return days[random() % days.size()];
}

/// How much one possible rest of the period costs.
std::optional<Money> oneRest(const SpendSoFar& soFar, std::vector<Money>& sample, std::mt19937_64& random)
{
    const std::vector<Money> known(soFar.fullDays.cbegin(), soFar.fullDays.cend());
    for (Money& day : sample)
        day = drawn(known, random);
    const Money today = drawn(sample, random);
    std::optional<Money> rest = Money();
    if (today > soFar.today)
        rest = today.plus(Money::fromPico(-soFar.today.pico()));
    for (int i = 0; rest && i < soFar.daysLeft; ++i)
        rest = rest->plus(drawn(sample, random));
    return rest;
}

} // namespace

std::optional<SpendProjection> projectSpend(const SpendSoFar& soFar)
{
    if (soFar.fullDays.size() < kFewestDaysToProject || soFar.daysLeft < 0)
        return std::nullopt;
    std::mt19937_64 random(20'260'922); // fixed: the same days give the same range on every screen
    std::vector<Money> sample(static_cast<std::size_t>(soFar.fullDays.size()));
    std::vector<Money> ends;
    ends.reserve(kDraws);
    for (int i = 0; i < kDraws; ++i) {
        const auto rest = oneRest(soFar, sample, random);
        const auto end = rest ? soFar.spent.plus(*rest) : std::nullopt;
        if (!end)
            return std::nullopt;
        ends.push_back(*end);
    }
    std::ranges::sort(ends);
    constexpr int kTail = kDraws * (100 - kProjectionPercent) / 200;
    return SpendProjection{.low = ends[kTail],
        .middle = ends[kDraws / 2],
        .high = ends[kDraws - 1 - kTail],
        .days = static_cast<int>(soFar.fullDays.size())};
}

} // namespace assay
