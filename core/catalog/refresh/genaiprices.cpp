// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/refresh/pricelist.h"
#include "core/catalog/refresh/ratereader.h"

#include <QMap>
#include <QTime>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kKeys = {
    RateKey{"input_mtok"_L1, UsageClass::Input, kPerMillion},
    RateKey{"output_mtok"_L1, UsageClass::Output, kPerMillion},
    RateKey{"cache_read_mtok"_L1, UsageClass::CacheRead, kPerMillion},
    RateKey{"cache_write_mtok"_L1, UsageClass::CacheWrite, kPerMillion},
    RateKey{"cache_write_1h_mtok"_L1, UsageClass::CacheWrite1h, kPerMillion},
    RateKey{"input_audio_mtok"_L1, UsageClass::InputAudio, kPerMillion},
    RateKey{"input_image_mtok"_L1, UsageClass::InputImage, kPerMillion},
    RateKey{"input_video_mtok"_L1, UsageClass::InputVideo, kPerMillion},
    RateKey{"cache_audio_read_mtok"_L1, UsageClass::CacheReadAudio, kPerMillion},
    RateKey{"output_audio_mtok"_L1, UsageClass::OutputAudio, kPerMillion},
    RateKey{"output_image_mtok"_L1, UsageClass::OutputImage, kPerMillion},
    RateKey{"output_reasoning_mtok"_L1, UsageClass::Reasoning, kPerMillion},
    RateKey{"output_citation_mtok"_L1, UsageClass::Citation, kPerMillion},
    RateKey{"web_searches_kcount"_L1, UsageClass::WebSearch, kPerThousand},
    RateKey{"requests_kcount"_L1, std::nullopt, kPerThousand},
};

/// Rates by the prompt size above which they hold (0: base); a price is a number or `{base, tiers: [{start, price}]}`.
QMap<qint64, RateSet> bandsOf(RateReader& reader, const RawJson& prices)
{
    QMap<qint64, RateSet> out;
    const auto members = prices.members();
    if (!members)
        reader.report(u"the prices are not an object"_s);
    for (const auto& [name, value] : members.value_or(QList<RawJson::Member>())) {
        const auto known = std::ranges::find(kKeys, name, &RateKey::key);
        if (known == kKeys.end() || value.isNull())
            continue;
        if (const auto base = reader.price(name, value.isObject() ? value["base"_L1] : value, known->scale))
            setRate(out[0], known->usageClass, *base);
        for (const auto& tier : value["tiers"_L1].items().value_or(QList<RawJson>())) {
            const auto start = reader.count(u"start"_s, tier["start"_L1]);
            const auto price = reader.price(name, tier["price"_L1], known->scale);
            if (start && price)
                setRate(out[*start], known->usageClass, *price);
        }
    }
    return out;
}

PricePeriod periodOf(RateReader& reader, const RawJson& prices)
{
    PricePeriod period;
    for (const auto& [threshold, rates] : bandsOf(reader, prices).asKeyValueRange()) {
        if (threshold == 0)
            period.rates = rates;
        else
            period.overrides += RateOverride{.promptTokensAbove = threshold, .rates = rates};
    }
    return period;
}

std::optional<int> clockTime(RateReader& reader, const RawJson& value)
{
    const QString text = value.string();
    const QTime time = QTime::fromString(text.left(8), u"HH:mm:ss"_s);
    if (!time.isValid() || text.size() != 9 || !text.endsWith(u'Z')) {
        reader.report(u"'%1' is not a UTC time"_s.arg(text));
        return std::nullopt;
    }
    return time.hour() * 100 + time.minute();
}

/// A price for some hours replaces the one before it as a whole, so it becomes overrides that name every rate.
void addHours(RateReader& reader, const RawJson& constraint, const PricePeriod& hours, PricePeriod& target)
{
    const auto from = clockTime(reader, constraint["start_time"_L1]);
    const auto to = clockTime(reader, constraint["end_time"_L1]);
    target.overrides += RateOverride{.utcFrom = from, .utcTo = to, .rates = hours.rates};
    for (auto band : hours.overrides) {
        band.utcFrom = from;
        band.utcTo = to;
        target.overrides += band;
    }
    for (const auto usageClass : allUsageClasses()) {
        if (target.rates[usageClass] && !hours.rates[usageClass])
            reader.report(u"a price by time of day leaves out '%1'"_s.arg(usageClassName(usageClass)));
    }
}

QList<PricePeriod> periodsOf(RateReader& reader, const RawJson& prices)
{
    if (prices.isObject())
        return {periodOf(reader, prices)};
    QList<PricePeriod> out;
    const auto list = prices.items();
    if (!list)
        reader.report(u"no prices"_s);
    for (const auto& item : list.value_or(QList<RawJson>())) {
        PricePeriod period = periodOf(reader, item["prices"_L1]);
        const RawJson constraint = item["constraint"_L1];
        const QString date = constraint["start_date"_L1].string();
        if (!constraint["start_time"_L1].isNull() && !out.isEmpty()) {
            addHours(reader, constraint, period, out.last());
            continue;
        }
        period.from = QDate::fromString(date, Qt::ISODate);
        if (!constraint.isNull() && !period.from.isValid())
            reader.report(u"a constraint that is not known"_s);
        out += period;
    }
    const bool ordered = std::ranges::is_sorted(
        out, {}, [](const PricePeriod& period) { return period.from.isValid() ? period.from.toJulianDay() : 0; });
    if (out.isEmpty() || !ordered)
        reader.report(u"no prices, or not in the order of their dates"_s);
    return out;
}

} // namespace

Result<PriceList> readGenaiPrices(const QByteArray& json, const PriceListOrigin& origin)
{
    const auto providers = RawJson(json.trimmed()).items();
    if (!providers)
        return std::unexpected(providers.error());
    PriceList out;
    for (const auto& provider : *providers) {
        const QString upstream = provider["id"_L1].string();
        const auto models = provider["models"_L1].items();
        if (upstream.isEmpty() || !models)
            return fail(ErrorKind::Protocol, u"a provider without 'id' or 'models'"_s);
        for (const auto& model : *models) {
            RateReader reader;
            const QString id = model["id"_L1].string();
            const auto periods = periodsOf(reader, model["prices"_L1]);
            if (!reader.problem().isEmpty() || id.isEmpty()) {
                out.skipped += u"%1/%2: %3"_s.arg(upstream, id, reader.problem());
                continue;
            }
            out.prices += ModelPrice{.provider = origin.provider(upstream),
                .model = id,
                .periods = periods,
                .revision = origin.revision(),
                .confidence = u"single"_s,
                .impliedMode = {}};
        }
    }
    return out;
}

} // namespace assay
