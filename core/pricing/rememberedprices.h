// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pricing/pricebook.h"

#include <QMutex>

#include <utility>

namespace assay {

/// A price book that keeps what it was asked lately. A gateway asks for few models over and over, and the books below
/// read an entry of the catalogue and lay prices over it each time. Nothing gets old here, since books never change:
/// new prices are a new book. Any thread.
class RememberedPrices final : public PriceBook
{
public:
    explicit RememberedPrices(std::shared_ptr<const PriceBook> book);

    std::optional<ModelPrice> find(const QString& provider, const QString& model) const override;

private:
    const std::shared_ptr<const PriceBook> m_book;
    mutable QMutex m_mutex; // guards what was found
    mutable QHash<std::pair<QString, QString>, std::optional<ModelPrice>> m_found;
};

} // namespace assay
