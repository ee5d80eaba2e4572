// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/catalog/catalogmodel.h"
#include "core/support/result.h"

#include <QByteArrayView>

namespace assay {

/// Text of one value of the catalogue, with simdjson's padding readable behind it.
struct CatalogText {
    const char* data = nullptr;
    std::size_t size = 0;
};

/// Everything of one model. Fails with Protocol; the detail names the field. Unknown fields are passed over, but not
/// unknown rates, modes' rates or conditions, without which a figure would be wrong.
Result<CatalogModel> readCatalogModel(CatalogText text);
/// Only what costing needs; several times cheaper.
Result<ModelPrice> readCatalogPrice(CatalogText text);
Result<CatalogProvider> readCatalogProvider(CatalogText text);
Result<CatalogSource> readCatalogSource(CatalogText text);

} // namespace assay
