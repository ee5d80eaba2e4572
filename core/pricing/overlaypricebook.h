// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pricing/pricebook.h"

namespace assay {

/// Prices laid over another price book: a person's own contract, a what-if, or the list of an endpoint that the
/// catalogue does not know (the sandbox). Overlays stack, each over the one below.
///
/// Where an own price begins at a date, the price below holds until then, so that old requests keep their figure. The
/// first period without a date replaces everything below.
class OverlayPriceBook final : public PriceBook
{
public:
    /// `prices` for one model name it; with an empty `model` they hold for all models of the provider. A price for the
    /// model beats one for the provider; of several for the same, the last counts. Periods need no order. `below` may
    /// be null.
    OverlayPriceBook(const QList<ModelPrice>& prices, std::shared_ptr<const PriceBook> below);

    /// The exact id; then the id the book below knows it by (aliases and versions work for own prices too); then the
    /// price for the provider; then the book below alone.
    std::optional<ModelPrice> find(const QString& provider, const QString& model) const override;

private:
    std::optional<ModelPrice> own(const QString& provider, const QString& model) const;

    std::shared_ptr<const PriceBook> m_below;
    QHash<std::pair<QString, QString>, ModelPrice> m_prices;
};

} // namespace assay
