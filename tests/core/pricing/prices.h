// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pricing/costing.h"

#include <QDateTime>

namespace assay::testing {

using Counts = QList<std::pair<UsageClass, qint64>>; ///< units, or pico-dollars

inline Usage usageOf(const Counts& counts)
{
    Usage usage;
    for (const auto& [usageClass, count] : counts)
        usage.set(usageClass, count);
    return usage;
}

inline RateSet ratesOf(const Counts& rates)
{
    RateSet set;
    for (const auto& [usageClass, pico] : rates)
        set.set(usageClass, Money::fromPico(pico));
    return set;
}

inline ModelPrice priceOf(const QList<PricePeriod>& periods)
{
    return {.provider = QStringLiteral("p"),
        .model = QStringLiteral("m"),
        .periods = periods,
        .revision = QStringLiteral("2026-11-22/test"),
        .confidence = {},
        .impliedMode = {}};
}

inline ModelPrice priceOf(const RateSet& rates)
{
    return priceOf(QList<PricePeriod>{{.rates = rates}});
}

inline QDateTime at(const QString& text)
{
    return QDateTime::fromString(text, Qt::ISODate);
}

inline const QString kNoon = QStringLiteral("2026-09-22T12:00:00Z"); // a Tuesday

inline CostInput inputOf(const Usage& usage, const ModelPrice& price, const QString& time = kNoon)
{
    return {.usage = usage,
        .reported = std::nullopt,
        .price = price,
        .at = at(time),
        .mode = {},
        .requests = 1,
        .searchContext = {}};
}

} // namespace assay::testing
