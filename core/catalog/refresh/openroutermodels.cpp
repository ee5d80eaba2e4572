// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/refresh/pricelist.h"
#include "core/catalog/refresh/ratereader.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// `image` is left out: for Gemini it repeats the prompt's price per token, elsewhere it is per picture.
constexpr std::array kKeys = {
    RateKey{"prompt"_L1, UsageClass::Input},
    RateKey{"completion"_L1, UsageClass::Output},
    RateKey{"input_cache_read"_L1, UsageClass::CacheRead},
    RateKey{"input_cache_write"_L1, UsageClass::CacheWrite},
    RateKey{"input_cache_write_1h"_L1, UsageClass::CacheWrite1h},
    RateKey{"internal_reasoning"_L1, UsageClass::Reasoning},
    RateKey{"audio"_L1, UsageClass::InputAudio},
    RateKey{"input_audio_cache"_L1, UsageClass::CacheReadAudio},
    RateKey{"audio_output"_L1, UsageClass::OutputAudio},
    RateKey{"image_output"_L1, UsageClass::OutputImage},
    RateKey{"web_search"_L1, UsageClass::WebSearch},
    RateKey{"request"_L1, std::nullopt},
};

constexpr std::array kDays
    = {"monday"_L1, "tuesday"_L1, "wednesday"_L1, "thursday"_L1, "friday"_L1, "saturday"_L1, "sunday"_L1};

QList<int> daysOf(RateReader& reader, const RawJson& list)
{
    QList<int> out;
    for (const auto& item : list.items().value_or(QList<RawJson>())) {
        const auto found = std::ranges::find(kDays, item.string().toLower());
        if (found == kDays.end())
            reader.report(u"'utc_days' holds something that is not a day"_s);
        out += static_cast<int>(found - kDays.begin()) + 1;
    }
    if (out.isEmpty())
        reader.report(u"'utc_days' is empty"_s);
    return out;
}

std::optional<int> clockTimeOf(RateReader& reader, const QString& key, const RawJson& value)
{
    const auto time = reader.count(key, value);
    if (time && (*time > 2400 || *time % 100 > 59))
        reader.report(u"'%1' is not a time of day"_s.arg(key));
    return time.transform([](qint64 number) { return static_cast<int>(number); });
}

RateOverride overrideOf(RateReader& reader, const RawJson& object)
{
    RateOverride out{.rates = reader.read(object, kKeys)};
    bool conditional = false;
    for (const auto& [name, value] : object.members().value_or(QList<RawJson::Member>())) {
        const bool rate = std::ranges::any_of(kKeys, [&](const RateKey& known) { return name == known.key; });
        if (rate || name == "image"_L1 || value.isNull())
            continue;
        conditional = true;
        if (name == "min_prompt_tokens"_L1)
            out.promptTokensAbove = reader.count(name, value);
        else if (name == "utc_start"_L1)
            out.utcFrom = clockTimeOf(reader, name, value);
        else if (name == "utc_end"_L1)
            out.utcTo = clockTimeOf(reader, name, value);
        else if (name == "utc_days"_L1)
            out.utcDays = daysOf(reader, value);
        else
            reader.report(u"the condition '%1' is not known"_s.arg(name));
    }
    if (!conditional)
        reader.report(u"an override without condition"_s);
    return out;
}

PricePeriod periodOf(RateReader& reader, const RawJson& pricing)
{
    PricePeriod period{.rates = reader.read(pricing, kKeys)};
    const RawJson overrides = pricing["overrides"_L1];
    if (!overrides.isNull()) {
        const auto list = overrides.items();
        if (!list)
            reader.report(u"'overrides' is not a list"_s);
        for (const auto& item : list.value_or(QList<RawJson>()))
            period.overrides += overrideOf(reader, item);
    }
    if (!period.rates[UsageClass::Input] || !period.rates[UsageClass::Output])
        reader.report(u"no price for prompt and completion"_s);
    return period;
}

/// `model:batch` is the batch mode of `model`, if that is listed.
QList<ModelPrice> withModesFolded(const QList<ModelPrice>& prices)
{
    static constexpr auto kSuffix = ":batch"_L1;
    QList<ModelPrice> out;
    QHash<QString, PricePeriod> batches;
    for (const auto& price : prices) {
        if (price.model.endsWith(kSuffix))
            batches.insert(price.model.chopped(kSuffix.size()), price.periods.constFirst());
        else
            out += price;
    }
    for (auto& price : out) {
        const auto batch = batches.constFind(price.model);
        if (batch == batches.constEnd())
            continue;
        price.periods.first().modes.insert(
            u"batch"_s, {.rates = batch->rates, .overrides = batch->overrides, .source = price.revision});
        batches.erase(batch);
    }
    for (const auto& price : prices) {
        if (price.model.endsWith(kSuffix) && batches.contains(price.model.chopped(kSuffix.size())))
            out += price;
    }
    return out;
}

} // namespace

Result<PriceList> readOpenRouterModels(const QByteArray& json, const PriceListOrigin& origin)
{
    const auto models = RawJson(json.trimmed())["data"_L1].items();
    if (!models)
        return fail(ErrorKind::Protocol, u"the list has no 'data'"_s);
    PriceList out;
    for (const auto& model : *models) {
        RateReader reader;
        const QString id = model["id"_L1].string();
        if (id.isEmpty())
            reader.report(u"no 'id'"_s);
        const PricePeriod period = periodOf(reader, model["pricing"_L1]);
        noteRetirement(out, u"openrouter"_s, id, model["expiration_date"_L1].string());
        if (!reader.problem().isEmpty()) {
            out.skipped += u"openrouter/%1: %2"_s.arg(id, reader.problem());
            continue;
        }
        out.prices += ModelPrice{.provider = u"openrouter"_s,
            .model = id,
            .periods = {period},
            .revision = origin.revision(),
            .confidence = u"single"_s,
            .impliedMode = {}};
    }
    out.prices = withModesFolded(out.prices);
    return out;
}

} // namespace assay
