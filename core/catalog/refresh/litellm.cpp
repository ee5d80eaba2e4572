// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/refresh/pricelist.h"
#include "core/catalog/refresh/ratereader.h"

#include <QMap>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kKeys = {
    RateKey{"input_cost_per_token"_L1, UsageClass::Input},
    RateKey{"output_cost_per_token"_L1, UsageClass::Output},
    RateKey{"cache_read_input_token_cost"_L1, UsageClass::CacheRead},
    RateKey{"cache_creation_input_token_cost"_L1, UsageClass::CacheWrite},
    RateKey{"cache_creation_input_token_cost_above_1hr"_L1, UsageClass::CacheWrite1h},
    RateKey{"input_cost_per_audio_token"_L1, UsageClass::InputAudio},
    RateKey{"output_cost_per_audio_token"_L1, UsageClass::OutputAudio},
    RateKey{"cache_read_input_audio_token_cost"_L1, UsageClass::CacheReadAudio},
    RateKey{"input_cost_per_image_token"_L1, UsageClass::InputImage},
    RateKey{"output_cost_per_image_token"_L1, UsageClass::OutputImage},
    RateKey{"output_cost_per_reasoning_token"_L1, UsageClass::Reasoning},
    RateKey{"citation_cost_per_token"_L1, UsageClass::Citation},
};

constexpr std::array<std::pair<QLatin1StringView, QLatin1StringView>, 3> kModes
    = {{{"_priority"_L1, "priority"_L1}, {"_flex"_L1, "flex"_L1}, {"_batches"_L1, "batch"_L1}}};

constexpr std::array kPricedModes = {"chat"_L1, "completion"_L1, "responses"_L1};

/// A key taken apart: `input_cost_per_token` `_above_200k_tokens` `_priority`.
struct KeyParts {
    QString base;
    qint64 threshold = 0; ///< 0: the standard band
    QString mode;
};

KeyParts partsOf(QString key)
{
    KeyParts parts;
    for (const auto& [suffix, mode] : kModes) {
        if (key.endsWith(suffix)) {
            parts.mode = mode;
            key.chop(suffix.size());
        }
    }
    static constexpr auto kAbove = "_above_"_L1;
    static constexpr auto kTokens = "k_tokens"_L1;
    const auto start = key.lastIndexOf(kAbove);
    if (start >= 0 && key.endsWith(kTokens)) {
        const auto from = start + kAbove.size();
        bool isNumber = false;
        const qint64 thousands
            = QStringView(key).sliced(from, key.size() - kTokens.size() - from).toLongLong(&isNumber);
        if (isNumber) {
            parts.threshold = thousands * 1000;
            key.truncate(start);
        }
    }
    parts.base = key;
    return parts;
}

/// Mode (empty: standard) → threshold (0: none) → rates, in rising order of the thresholds.
using Bands = QMap<QString, QMap<qint64, RateSet>>;

Bands bandsOf(RateReader& reader, const QList<RawJson::Member>& members)
{
    Bands out;
    for (const auto& [name, value] : members) {
        const KeyParts parts = partsOf(name);
        for (const auto& known : kKeys) {
            if (parts.base != known.key || value.isNull())
                continue;
            if (const auto rate = reader.price(name, value, known.scale))
                setRate(out[parts.mode][parts.threshold], known.usageClass, *rate);
        }
    }
    return out;
}

QList<RateOverride> overridesOf(const QMap<qint64, RateSet>& bands)
{
    QList<RateOverride> out;
    for (const auto& [threshold, rates] : bands.asKeyValueRange()) {
        if (threshold > 0)
            out += RateOverride{.promptTokensAbove = threshold, .rates = rates};
    }
    return out;
}

void readRanges(RateReader& reader, const RawJson& ranges, PricePeriod& period)
{
    for (const auto& item : ranges.items().value_or(QList<RawJson>())) {
        const auto bounds = item["range"_L1].items();
        const auto from = bounds && bounds->size() == 2 ? reader.count(u"range"_s, bounds->constFirst()) : std::nullopt;
        if (!from) {
            reader.report(u"'tiered_pricing' without 'range'"_s);
            return;
        }
        const RateSet rates = reader.read(item, kKeys);
        if (*from == 0)
            period.rates = period.rates.replacedBy(rates);
        else
            period.overrides += RateOverride{.promptTokensAbove = *from, .rates = rates};
    }
}

/// Perplexity charges a fee per request by the size of the context; others one price per search, whatever its size.
void readSearchFees(RateReader& reader, const RawJson& fees, const QString& provider, PricePeriod& period)
{
    QHash<QString, Money> bySize;
    for (const auto& [name, value] : fees.members().value_or(QList<RawJson::Member>())) {
        if (const auto fee = reader.price(name, value, kPerUnit))
            bySize.insert(name.sliced(name.lastIndexOf(u'_') + 1), *fee);
    }
    if (bySize.isEmpty())
        return;
    const Money first = *bySize.constBegin();
    if (provider == "perplexity"_L1)
        period.requestBySearchContext = bySize;
    else if (std::ranges::all_of(bySize, [&](Money fee) { return fee == first; }))
        period.rates.set(UsageClass::WebSearch, first);
}

PricePeriod periodOf(RateReader& reader, const RawJson& model, const QString& provider)
{
    const auto members = model.members().value_or(QList<RawJson::Member>());
    const Bands bands = bandsOf(reader, members);
    const auto standard = bands.value({});
    PricePeriod period{.rates = standard.value(0), .overrides = overridesOf(standard)};
    for (const auto& [mode, modeBands] : bands.asKeyValueRange()) {
        if (!mode.isEmpty() && modeBands.contains(0))
            period.modes.insert(mode, {.rates = modeBands.value(0), .overrides = overridesOf(modeBands), .source = {}});
    }
    readRanges(reader, model["tiered_pricing"_L1], period);
    readSearchFees(reader, model["search_context_cost_per_query"_L1], provider, period);
    if (isListedAtZero(period.rates))
        reader.report(u"no price, or listed at 0"_s);
    return period;
}

} // namespace

Result<PriceList> readLiteLlm(const QByteArray& json, const PriceListOrigin& origin)
{
    const auto entries = RawJson(json.trimmed()).members();
    if (!entries)
        return std::unexpected(entries.error());
    PriceList out;
    for (const auto& [key, model] : *entries) {
        if (key == "sample_spec"_L1 || !model.isObject())
            continue;
        const QString provider = model["litellm_provider"_L1].string();
        const QString mode = model["mode"_L1].string();
        if (!std::ranges::contains(kPricedModes, mode))
            continue; // embeddings, images and so on: no list of ours prices them
        RateReader reader;
        if (provider.isEmpty())
            reader.report(u"no 'litellm_provider'"_s);
        const PricePeriod period = periodOf(reader, model, provider);
        const QString prefix = provider + u'/';
        const QString id = key.startsWith(prefix) ? key.sliced(prefix.size()) : key;
        noteRetirement(out, origin.provider(provider), id, model["deprecation_date"_L1].string());
        if (!reader.problem().isEmpty()) {
            out.skipped += u"%1: %2"_s.arg(key, reader.problem());
            continue;
        }
        out.prices += ModelPrice{.provider = origin.provider(provider),
            .model = id,
            .periods = {period},
            .revision = origin.revision(),
            .confidence = u"single"_s,
            .impliedMode = {}};
    }
    return out;
}

} // namespace assay
