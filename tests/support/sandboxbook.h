// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pricing/pricebook.h"
#include "core/sandbox/sandboxprices.h"

namespace assay::testing {

/// The sandbox's own list, as the program reads it.
class SandboxBook final : public PriceBook
{
public:
    std::optional<ModelPrice> find(const QString& provider, const QString& model) const override
    {
        for (const auto& listed : sandboxPrices()) {
            if (listed.model != model)
                continue;
            PricePeriod period;
            period.rates.set(UsageClass::Input, listed.input);
            period.rates.set(UsageClass::CacheRead, listed.cacheRead);
            period.rates.set(UsageClass::Output, listed.output);
            period.rates.set(UsageClass::Reasoning, listed.reasoning);
            ModelPrice price;
            price.provider = provider;
            price.model = model;
            price.periods = {period};
            price.revision = QStringLiteral("sandbox");
            return price;
        }
        return std::nullopt;
    }
};

} // namespace assay::testing
