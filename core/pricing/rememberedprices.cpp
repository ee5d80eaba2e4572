// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pricing/rememberedprices.h"

namespace assay {

namespace {

constexpr qsizetype kRemembered = 256; // names may come from clients

} // namespace

RememberedPrices::RememberedPrices(std::shared_ptr<const PriceBook> book)
    : m_book(std::move(book))
{
}

std::optional<ModelPrice> RememberedPrices::find(const QString& provider, const QString& model) const
{
    const std::pair key(provider, model);
    QMutexLocker lock(&m_mutex);
    if (const auto known = m_found.constFind(key); known != m_found.constEnd())
        return *known;
    lock.unlock(); // reading the catalogue takes long
    auto price = m_book->find(provider, model);
    lock.relock();
    if (m_found.size() >= kRemembered)
        m_found.clear();
    m_found.insert(key, price);
    return price;
}

} // namespace assay
