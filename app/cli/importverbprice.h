// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/importers/usagetable.h"
#include "core/pricing/pricebook.h"

#include <QHash>

#include <vector>

namespace assay {

/// Prices imported messages at the price of their date, exactly as `computeCost()` does, but quick enough for millions:
/// the rates of a model, day and mode are looked up once, and then a message costs a few multiplications.
class ImportPricer
{
public:
    ImportPricer(const PriceBook& prices, const UsageGroups& groups)
        : m_prices(prices)
        , m_groups(groups)
    {
    }

    UsagePrice price(const UsageRecord& record, const UsageExtra* extra);

private:
    /// The rates that hold for prompts longer than `above`.
    struct Band {
        qint64 above = -1;
        std::array<std::optional<qint64>, kUsageClassCount> rates;
        qint64 requestFee = 0;
        bool isEstimated = false;
        bool isSearchBorrowed = false;
        bool isSearchIncluded = false;
    };
    struct Day {
        std::vector<Band> bands; ///< rising; empty: no price
        bool isByTime = false; ///< rates change within the day
    };
    struct Model {
        std::optional<ModelPrice> price;
        QHash<qint64, Day> days; ///< by day and mode
    };

    Model& modelOf(quint32 group);
    const Day& dayOf(Model& model, qint64 day, UsageMode mode);
    static Day makeDay(const ModelPrice& price, qint64 day, UsageMode mode);
    static UsagePrice exactly(const ModelPrice& price, const UsageRecord& record, const UsageExtra* extra);

    const PriceBook& m_prices;
    const UsageGroups& m_groups;
    QHash<std::pair<QString, QString>, std::shared_ptr<Model>> m_models;
    std::vector<std::shared_ptr<Model>> m_byGroup;
};

} // namespace assay
