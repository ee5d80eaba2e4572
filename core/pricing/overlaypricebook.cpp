// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pricing/overlaypricebook.h"

#include <algorithm>
#include <limits>

namespace assay {

namespace {

/// `upper` from its first date on, `below` before that.
ModelPrice laidOver(const ModelPrice& below, ModelPrice upper)
{
    upper.impliedMode = below.impliedMode;
    if (!upper.outputLimit)
        upper.outputLimit = below.outputLimit;
    const QDate start = upper.periods.isEmpty() ? QDate() : upper.periods.constFirst().from;
    if (!upper.periods.isEmpty() && !start.isValid())
        return upper;
    QList<PricePeriod> periods;
    for (const auto& period : below.periods) {
        if (upper.periods.isEmpty() || !period.from.isValid() || period.from < start)
            periods += period;
    }
    upper.revision = below.revision.isEmpty() ? upper.revision : upper.revision + u'+' + below.revision;
    upper.periods = periods + upper.periods;
    return upper;
}

} // namespace

OverlayPriceBook::OverlayPriceBook(const QList<ModelPrice>& prices, std::shared_ptr<const PriceBook> below)
    : m_below(std::move(below))
{
    for (ModelPrice price : prices) {
        std::ranges::stable_sort(price.periods, {}, [](const PricePeriod& period) {
            return period.from.isValid() ? period.from.toJulianDay() : std::numeric_limits<qint64>::min();
        });
        const std::pair key(price.provider, price.model);
        m_prices.insert(key, std::move(price));
    }
}

std::optional<ModelPrice> OverlayPriceBook::find(const QString& provider, const QString& model) const
{
    const auto below = m_below ? m_below->find(provider, model) : std::nullopt;
    auto found = own(provider, model);
    if (!found && below)
        found = own(provider, below->model);
    if (!found) {
        found = own(provider, {});
        if (found)
            found->model = below ? below->model : model;
    }
    if (!found)
        return below;
    return below ? laidOver(*below, *std::move(found)) : found;
}

std::optional<ModelPrice> OverlayPriceBook::own(const QString& provider, const QString& model) const
{
    const auto found = m_prices.constFind({provider, model});
    return found == m_prices.constEnd() ? std::nullopt : std::optional(*found);
}

} // namespace assay
