// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "core/catalog/refresh/refreshplan.h"

#include <QDate>
#include <QString>
#include <QStringList>

namespace assay {

/// Where a newer price list comes from.
struct PriceListRequest {
    QString from; ///< `openrouter`, `models.dev`, `litellm`, `genai-prices`, an https address, or a file
    QDate date; ///< of the data; invalid: today for an address, the day it was written for a file
};

/// The names that stand for a list's public address.
QStringList knownPriceLists();

/// Reads newer lists and compares them with the prices in use. Made on the thread of the services; reads on any.
class PriceListReader
{
public:
    explicit PriceListReader(Composition& services);

    /// Waits for the network or the disk. InvalidRequest, Network or Protocol with a sentence; nothing stored changes.
    Result<PriceRefresh> read(const PriceListRequest& request) const;

private:
    Engine& m_engine;
    std::shared_ptr<const PriceBook> m_known;
    QDate m_today;
    QStringList m_providers;
    QHash<QString, QHash<QString, QString>> m_names; ///< list → its provider names → ours
};

enum class HeldPrices : std::uint8_t { Leave, Take };

/// Takes a list into use: calls from now on are priced by it, older ones keep their price. How many prices were taken.
Result<qint64> takePriceRefresh(Composition& services, const PriceRefresh& refresh, HeldPrices held);

} // namespace assay
