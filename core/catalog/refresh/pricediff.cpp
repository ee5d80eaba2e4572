// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/refresh/pricediff.h"

#include "core/pricing/tariff.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

using Key = std::pair<QString, QString>;

QHash<Key, const ModelPrice*> byKey(const QList<ModelPrice>& prices)
{
    QHash<Key, const ModelPrice*> out;
    for (const auto& price : prices)
        out.insert({price.provider, price.model}, &price);
    return out;
}

PricePeriod periodOn(const ModelPrice& price, QDate day)
{
    const PricePeriod* found = periodAt(price, QDateTime(day, QTime(0, 0), QTimeZone::UTC));
    return found ? *found : PricePeriod{};
}

PriceChange changeOf(const ModelPrice& before, const ModelPrice& after, QDate day)
{
    const PricePeriod old = periodOn(before, day);
    const PricePeriod now = periodOn(after, day);
    PriceChange change{.provider = after.provider, .model = after.model};
    for (const auto usageClass : allUsageClasses()) {
        if (old.rates[usageClass] != now.rates[usageClass])
            change.rates += RateChange{
                .rate = usageClassName(usageClass), .before = old.rates[usageClass], .after = now.rates[usageClass]};
    }
    if (old.rates.request() != now.rates.request())
        change.rates += RateChange{.rate = u"request"_s, .before = old.rates.request(), .after = now.rates.request()};
    const bool sameBands = old.overrides == now.overrides && old.requestBySearchContext == now.requestBySearchContext;
    change.bands = sameBands ? BandChange::Same : BandChange::Different;
    return change;
}

} // namespace

PriceDiff diffPrices(const QList<ModelPrice>& before, const QList<ModelPrice>& after, QDate day)
{
    PriceDiff out;
    const auto known = byKey(before);
    const auto still = byKey(after);
    for (const auto& price : after) {
        const ModelPrice* old = known.value({price.provider, price.model});
        if (!old) {
            out.added += price;
            continue;
        }
        const PriceChange change = changeOf(*old, price, day);
        if (!change.rates.isEmpty() || change.bands == BandChange::Different)
            out.changed += change;
    }
    for (const auto& price : before) {
        if (!still.contains({price.provider, price.model}))
            out.removed += price;
    }
    return out;
}

QList<ModelPrice> startingAt(QList<ModelPrice> prices, QDate day)
{
    for (auto& price : prices) {
        auto& periods = price.periods;
        while (periods.size() > 1 && periods[1].from <= day)
            periods.removeFirst();
        if (!periods.isEmpty() && (!periods.constFirst().from.isValid() || periods.constFirst().from < day))
            periods.first().from = day;
    }
    return prices;
}

} // namespace assay
