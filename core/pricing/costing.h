// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pricing/pricebook.h"

#include <QDateTime>

#include <optional>

namespace assay {

struct CostInput {
    Usage usage;
    std::optional<Money> reported; ///< the provider's own figure
    std::optional<ModelPrice> price;
    QDateTime at; ///< UTC time the request was sent: decides period and time-of-day rates
    QString mode; ///< `batch`, …; empty: standard
    qint64 requests = 1; ///< how many per-request fees apply
};

/// Usage × price, exact in pico-dollars. Pure. The state says how far the figure can be trusted; without a price or
/// without usage it is Unknown and has no amount.
Cost computeCost(const CostInput& input);

/// The sum of attempts. The state is the least certain of the parts; one unknown part makes the whole Unknown, but the
/// lines of the known parts are kept.
Cost sumCosts(const QList<Cost>& parts);

} // namespace assay
