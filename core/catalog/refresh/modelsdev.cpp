// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/refresh/pricelist.h"
#include "core/catalog/refresh/ratereader.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kKeys = {
    RateKey{"input"_L1, UsageClass::Input, kPerMillion},
    RateKey{"output"_L1, UsageClass::Output, kPerMillion},
    RateKey{"cache_read"_L1, UsageClass::CacheRead, kPerMillion},
    RateKey{"cache_write"_L1, UsageClass::CacheWrite, kPerMillion},
    RateKey{"reasoning"_L1, UsageClass::Reasoning, kPerMillion},
    RateKey{"input_audio"_L1, UsageClass::InputAudio, kPerMillion},
    RateKey{"output_audio"_L1, UsageClass::OutputAudio, kPerMillion},
};

constexpr qint64 kNamedThreshold = 200'000; // of `context_over_200k`

/// `tiers` says where each band begins; `context_over_200k` repeats the first under a name that may be wrong.
QList<RateOverride> bandsOf(RateReader& reader, const RawJson& cost)
{
    QList<RateOverride> out;
    const RawJson tiers = cost["tiers"_L1];
    const RawJson legacy = cost["context_over_200k"_L1];
    if (tiers.isNull() && !legacy.isNull())
        return {{.promptTokensAbove = kNamedThreshold, .rates = reader.read(legacy, kKeys)}};
    for (const auto& item : tiers.items().value_or(QList<RawJson>())) {
        const RawJson tier = item["tier"_L1];
        if (tier["type"_L1].string() != "context"_L1)
            reader.report(u"a tier that does not go by context"_s);
        out += RateOverride{
            .promptTokensAbove = reader.count(u"size"_s, tier["size"_L1]), .rates = reader.read(item, kKeys)};
    }
    return out;
}

/// The mode by how it is bought: the request's `service_tier` or `speed`, else the name in the list.
QString modeName(const QString& listed, const RawJson& mode)
{
    const RawJson body = mode["provider"_L1]["body"_L1];
    const QString tier = body["service_tier"_L1].string();
    const QString speed = body["speed"_L1].string();
    return !tier.isEmpty() ? tier : !speed.isEmpty() ? speed : listed;
}

PricePeriod periodOf(RateReader& reader, const RawJson& model)
{
    const RawJson cost = model["cost"_L1];
    if (cost.isNull()) {
        reader.report(u"no price"_s);
        return {};
    }
    PricePeriod period{.rates = reader.read(cost, kKeys), .overrides = bandsOf(reader, cost)};
    if (isListedAtZero(period.rates))
        reader.report(u"listed at 0: free, not metered, or part of a subscription"_s);
    const auto modes = model["experimental"_L1]["modes"_L1].members();
    for (const auto& [name, mode] : modes.value_or(QList<RawJson::Member>())) {
        const RawJson modeCost = mode["cost"_L1];
        if (!modeCost.isNull())
            period.modes.insert(modeName(name, mode),
                {.rates = reader.read(modeCost, kKeys), .overrides = bandsOf(reader, modeCost), .source = {}});
    }
    return period;
}

} // namespace

Result<PriceList> readModelsDev(const QByteArray& json, const PriceListOrigin& origin)
{
    const auto providers = RawJson(json.trimmed()).members();
    if (!providers)
        return std::unexpected(providers.error());
    PriceList out;
    for (const auto& [upstream, provider] : *providers) {
        const QString name = origin.provider(upstream);
        const auto models = provider["models"_L1].members();
        if (!models) {
            out.skipped += u"%1: no 'models'"_s.arg(upstream);
            continue;
        }
        for (const auto& [id, model] : *models) {
            RateReader reader;
            const PricePeriod period = periodOf(reader, model);
            if (!reader.problem().isEmpty()) {
                out.skipped += u"%1/%2: %3"_s.arg(upstream, id, reader.problem());
                continue;
            }
            out.prices += ModelPrice{.provider = name,
                .model = id,
                .periods = {period},
                .revision = origin.revision(),
                .confidence = u"single"_s,
                .impliedMode = {}};
        }
    }
    return out;
}

} // namespace assay
