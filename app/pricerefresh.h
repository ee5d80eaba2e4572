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

/// A list that was read and compared; nothing of it is in use yet.
struct PriceRefresh {
    QString source; ///< name of its format: `openrouter`, …
    QDate date;
    RefreshPlan plan;
};

/// The names that stand for a list's public address.
QStringList knownPriceLists();

/// Reads the list (waiting for the network: for the command line and workers) and compares it with the prices in use.
/// InvalidRequest, Network or Protocol with a sentence; nothing stored changes.
Result<PriceRefresh> readPriceRefresh(Composition& services, const PriceListRequest& request);

enum class HeldPrices : std::uint8_t { Leave, Take };

/// Takes a list into use: calls from now on are priced by it, older ones keep their price. How many prices were taken.
Result<qint64> takePriceRefresh(Composition& services, const PriceRefresh& refresh, HeldPrices held);

} // namespace assay
