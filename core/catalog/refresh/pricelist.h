// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/catalog/catalogmodel.h"
#include "core/support/result.h"

#include <QByteArray>
#include <QHash>

namespace assay {

enum class PriceListFormat : std::uint8_t {
    OpenRouterModels, ///< `GET /api/v1/models`
    ModelsDev, ///< `https://models.dev/api.json`
    LiteLlm, ///< `model_prices_and_context_window.json`
    GenaiPrices, ///< `prices/new_data/v2/data.json`
};

/// How a list is named in price revisions, and what its providers are called here.
struct PriceListOrigin {
    QString source; ///< `openrouter`, `models-dev`, …
    QDate date; ///< of the data
    QHash<QString, QString> providers; ///< its provider id → ours; others keep their name

    QString revision() const { return source + u'/' + date.toString(Qt::ISODate); }
    QString provider(const QString& upstream) const { return providers.value(upstream, upstream); }
};

/// An announced end of a model.
struct ModelRetirement {
    QString provider;
    QString model;
    QDate on;
    friend bool operator==(const ModelRetirement&, const ModelRetirement&) = default;
};

/// A list from elsewhere. Prices are exact; an entry that is not understood is left out and named.
struct PriceList {
    QList<ModelPrice> prices;
    QStringList skipped; ///< `provider/model: why`
    QList<ModelRetirement> retirements; ///< as announced, also of models without a price; past ones too
};

/// The format, by its shape; nothing for other documents.
std::optional<PriceListFormat> recognisePriceList(const QByteArray& json);

/// Fails with Protocol when the document is not of the format as a whole.
Result<PriceList> readPriceList(const QByteArray& json, PriceListFormat format, const PriceListOrigin& origin);

/// What the providers of a list (`litellm`, `models.dev`, `genai-prices`, `pi-ai`) are called here.
QHash<QString, QString> providerNames(const QList<CatalogProvider>& providers, const QString& list);

/// Notes the end of a model, if `date` is one (`YYYY-MM-DD`).
void noteRetirement(PriceList& list, const QString& provider, const QString& model, const QString& date);

// One reader a format; readPriceList chooses.
Result<PriceList> readOpenRouterModels(const QByteArray& json, const PriceListOrigin& origin);
Result<PriceList> readModelsDev(const QByteArray& json, const PriceListOrigin& origin);
Result<PriceList> readLiteLlm(const QByteArray& json, const PriceListOrigin& origin);
Result<PriceList> readGenaiPrices(const QByteArray& json, const PriceListOrigin& origin);

} // namespace assay
