// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/catalog/refresh/rawjson.h"
#include "core/pricing/pricebook.h"

#include <span>

namespace assay {

/// Powers of ten from dollars for the unit to pico-dollars for one.
inline constexpr int kPerUnit = 12;
inline constexpr int kPerThousand = 9;
inline constexpr int kPerMillion = 6;

/// A key of some list and the rate it gives.
struct RateKey {
    QLatin1StringView key;
    std::optional<UsageClass> usageClass; ///< nothing: the fee per request
    int scale = kPerUnit;
};

/// Reads rates of one model and remembers the first that is no price.
class RateReader
{
public:
    /// Absent keys stay absent; keys that are not listed are passed over.
    RateSet read(const RawJson& object, std::span<const RateKey> keys);
    std::optional<Money> price(const QString& key, const RawJson& value, int scale);
    std::optional<qint64> count(const QString& key, const RawJson& value);
    void report(const QString& problem);
    const QString& problem() const { return m_problem; }

private:
    QString m_problem;
};

void setRate(RateSet& rates, std::optional<UsageClass> usageClass, Money rate);

/// Whether prompt and answer are listed at 0, which may mean free, not metered, or part of a subscription.
bool isListedAtZero(const RateSet& rates);

} // namespace assay
