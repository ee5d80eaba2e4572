// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pricing/pricebook.h"

namespace assay {

/// One rate that is not what it was; absent: not listed.
struct RateChange {
    QString rate; ///< name in the catalogue, `request` for the fee
    std::optional<Money> before;
    std::optional<Money> after;
    friend bool operator==(const RateChange&, const RateChange&) = default;
};

enum class BandChange : std::uint8_t { Same, Different };

struct PriceChange {
    QString provider;
    QString model;
    QList<RateChange> rates;
    BandChange bands = BandChange::Same; ///< thresholds and hours, or the rates within them
    friend bool operator==(const PriceChange&, const PriceChange&) = default;
};

struct PriceDiff {
    QList<ModelPrice> added;
    QList<ModelPrice> removed;
    QList<PriceChange> changed;
};

/// What a request on `day` pays differently, standard mode, model by model in the order of `after` (removed: of
/// `before`). Pure. Where a list came from makes no difference.
PriceDiff diffPrices(const QList<ModelPrice>& before, const QList<ModelPrice>& after, QDate day);

/// What of the prices holds on `day` and later; nothing of it holds before. Laid over older prices, past requests keep
/// theirs.
QList<ModelPrice> startingAt(QList<ModelPrice> prices, QDate day);

} // namespace assay
