// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pricing/pricebook.h"

#include <algorithm>

namespace assay {

namespace {

/// The class whose rate is charged when this one has none; nothing where there is no fallback.
std::optional<UsageClass> fallbackOf(UsageClass usageClass)
{
    switch (usageClass) {
    case UsageClass::CacheRead:
    case UsageClass::CacheWrite:
    case UsageClass::InputAudio:
    case UsageClass::InputImage:
    case UsageClass::InputVideo: return UsageClass::Input;
    case UsageClass::CacheWrite1h: return UsageClass::CacheWrite;
    case UsageClass::CacheReadAudio: return UsageClass::CacheRead;
    case UsageClass::Reasoning:
    case UsageClass::Citation:
    case UsageClass::OutputAudio:
    case UsageClass::OutputImage: return UsageClass::Output;
    case UsageClass::Input:
    case UsageClass::Output:
    case UsageClass::WebSearch: break;
    }
    return std::nullopt;
}

} // namespace

std::optional<Money> RateSet::charged(UsageClass usageClass) const
{
    for (std::optional<UsageClass> candidate = usageClass; candidate; candidate = fallbackOf(*candidate)) {
        if (const auto rate = (*this)[*candidate])
            return rate;
    }
    return std::nullopt;
}

bool RateSet::isEmpty() const
{
    return !m_request && std::ranges::none_of(m_rates, [](const auto& rate) { return rate.has_value(); });
}

RateSet RateSet::replacedBy(const RateSet& other) const
{
    RateSet out = *this;
    for (std::size_t i = 0; i < m_rates.size(); ++i) {
        if (other.m_rates[i])
            out.m_rates[i] = other.m_rates[i];
    }
    if (other.m_request)
        out.m_request = other.m_request;
    return out;
}

} // namespace assay
