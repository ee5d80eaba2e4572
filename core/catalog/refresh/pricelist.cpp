// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/refresh/pricelist.h"

#include "core/catalog/refresh/rawjson.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

std::optional<PriceListFormat> recognisePriceList(const QByteArray& json)
{
    const RawJson document(json.trimmed());
    if (document.isArray()) {
        const auto items = document.items();
        const bool provider = items && !items->isEmpty() && items->constFirst()["models"_L1].isArray();
        return provider ? std::optional(PriceListFormat::GenaiPrices) : std::nullopt;
    }
    const auto members = document.members();
    if (!members)
        return std::nullopt;
    for (const auto& [name, value] : *members) {
        if (name == "data"_L1 && value.isArray())
            return PriceListFormat::OpenRouterModels;
        if (name == "sample_spec"_L1 || !value["litellm_provider"_L1].isNull())
            return PriceListFormat::LiteLlm;
        if (value["models"_L1].isObject())
            return PriceListFormat::ModelsDev;
    }
    return std::nullopt;
}

Result<PriceList> readPriceList(const QByteArray& json, PriceListFormat format, const PriceListOrigin& origin)
{
    switch (format) {
    case PriceListFormat::OpenRouterModels: return readOpenRouterModels(json, origin);
    case PriceListFormat::ModelsDev: return readModelsDev(json, origin);
    case PriceListFormat::LiteLlm: return readLiteLlm(json, origin);
    case PriceListFormat::GenaiPrices: return readGenaiPrices(json, origin);
    }
    std::unreachable();
}

void noteRetirement(PriceList& list, const QString& provider, const QString& model, const QString& date)
{
    if (const auto on = QDate::fromString(date, Qt::ISODate); on.isValid())
        list.retirements += ModelRetirement{.provider = provider, .model = model, .on = on};
}

QHash<QString, QString> providerNames(const QList<CatalogProvider>& providers, const QString& list)
{
    QHash<QString, QString> out;
    for (const auto& provider : providers) {
        for (const auto& name : provider.names.value(list))
            out.insert(name, provider.id);
    }
    return out;
}

} // namespace assay
