// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pricing/pricebook.h"
#include "core/support/result.h"

#include <QByteArray>
#include <QJsonObject>

namespace assay {

/// One model's prices in the catalogue's form (`provider`, `id`, `prices`, `source`, `as_of`, `confidence`). Amounts
/// are whole pico-dollars.
QJsonObject priceJson(const ModelPrice& price);

/// The prices under `key` of a document, as `priceJson` wrote them; an `id` may be empty (all models of the provider).
/// An absent key is an empty list. Fails with Protocol; the detail names the entry and the field.
Result<QList<ModelPrice>> readPrices(const QByteArray& json, const char* key);

} // namespace assay
