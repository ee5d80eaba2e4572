// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/routepreferences.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kSorts = {"balance"_L1, "price"_L1, "throughput"_L1, "latency"_L1};
constexpr std::array kFields = {"order"_L1, "allow_fallbacks"_L1, "require_parameters"_L1, "data_collection"_L1,
    "zdr"_L1, "only"_L1, "ignore"_L1, "quantizations"_L1, "sort"_L1, "preferred_min_throughput"_L1,
    "preferred_max_latency"_L1, "max_price"_L1, "enforce_distillable_text"_L1};
constexpr auto kDistillable = "enforce_distillable_text"_L1;
constexpr auto kExacto = "exacto"_L1;

/// Reads members of one object; the first fault stays.
class Reader
{
public:
    explicit Reader(const QJsonObject& object)
        : m_object(object)
    {
    }

    std::optional<QStringList> texts(QLatin1StringView name)
    {
        const QJsonValue value = m_object[name];
        if (value.isUndefined() || value.isNull())
            return std::nullopt;
        QStringList out;
        const auto array = value.toArray();
        for (const auto& item : array)
            out.append(item.toString());
        if (!value.isArray() || out.contains(QString()))
            fault(name, "must be a list of names"_L1);
        return out;
    }

    bool flag(QLatin1StringView name, bool absent)
    {
        const QJsonValue value = m_object[name];
        if (!value.isUndefined() && !value.isNull() && !value.isBool())
            fault(name, "must be true or false"_L1);
        return value.toBool(absent);
    }

    /// A number is the median; an object holds any of the percentiles.
    Percentiles percentiles(QLatin1StringView name)
    {
        const QJsonValue value = m_object[name];
        if (value.isUndefined() || value.isNull())
            return {};
        const auto figure = [&](const QJsonValue& number) -> std::optional<double> {
            if (number.isUndefined() || number.isNull())
                return std::nullopt;
            if (!number.isDouble() || number.toDouble() < 0)
                fault(name, "must be a number from 0 on, or an object of p50, p75, p90 and p99"_L1);
            return number.toDouble();
        };
        if (value.isDouble())
            return {.p50 = figure(value)};
        if (!value.isObject())
            fault(name, "must be a number or an object of p50, p75, p90 and p99"_L1);
        return {.p50 = figure(value[u"p50"]),
            .p75 = figure(value[u"p75"]),
            .p90 = figure(value[u"p90"]),
            .p99 = figure(value[u"p99"])};
    }

    /// Dollars, as a number or as decimal text, divided by `units`.
    std::optional<Money> dollars(const QJsonValue& value, qint64 units, QLatin1StringView name)
    {
        if (value.isUndefined() || value.isNull())
            return std::nullopt;
        const QString text = value.isDouble() ? QString::number(value.toDouble(), 'g', 15) : value.toString(u"-1"_s);
        const auto amount = Money::fromDecimalUsd(text.toUtf8());
        if (!amount || amount->pico() < 0) {
            fault(name, "holds a price that is no amount of dollars"_L1);
            return std::nullopt;
        }
        return Money::fromPico(amount->pico() / units);
    }

    void fault(QLatin1StringView name, QLatin1StringView what)
    {
        if (!m_fault)
            m_fault = u"provider.%1 %2."_s.arg(name, what);
    }
    const std::optional<QString>& fault() const { return m_fault; }
    QJsonValue value(QLatin1StringView name) const { return m_object[name]; }

private:
    const QJsonObject& m_object;
    std::optional<QString> m_fault;
};

void readSort(RouteRequest& request, Reader& reader)
{
    const QJsonValue sort = reader.value("sort"_L1);
    if (sort.isUndefined() || sort.isNull())
        return;
    const QJsonValue by = sort.isObject() ? sort[u"by"] : sort;
    if (!by.isUndefined() && !by.isNull()) {
        const auto known = by == kExacto ? RouteSort::Balance : routeSortFromName(by.toString());
        if (!known)
            reader.fault("sort"_L1, "must be price, throughput, latency or exacto"_L1);
        request.sort = known.value_or(RouteSort::Balance);
    }
    const QJsonValue partition = sort[u"partition"];
    if (partition == "none"_L1)
        request.partition = RoutePartition::None;
    else if (!partition.isUndefined() && !partition.isNull() && partition != "model"_L1)
        reader.fault("sort"_L1, "has a partition that is neither model nor none"_L1);
}

void readMaxPrice(RouteRequest& request, Reader& reader)
{
    constexpr qint64 kMillion = 1'000'000;
    const QJsonValue limit = reader.value("max_price"_L1);
    if (limit.isUndefined() || limit.isNull())
        return;
    if (!limit.isObject())
        reader.fault("max_price"_L1, "must be an object of prompt, completion, request, image and audio"_L1);
    if (const auto prompt = reader.dollars(limit[u"prompt"], kMillion, "max_price"_L1))
        request.maxPromptPrice = prompt;
    if (const auto completion = reader.dollars(limit[u"completion"], kMillion, "max_price"_L1))
        request.maxCompletionPrice = completion;
    if (const auto fee = reader.dollars(limit[u"request"], 1, "max_price"_L1))
        request.maxRequestPrice = fee;
    if (const auto sound = reader.dollars(limit[u"audio"], kMillion, "max_price"_L1))
        request.maxAudioPrice = sound;
    std::ignore = reader.dollars(limit[u"image"], 1, "max_price"_L1); // no price is per image
}

void readPolicies(RouteRequest& request, Reader& reader)
{
    const QJsonValue collection = reader.value("data_collection"_L1);
    if (collection == "deny"_L1)
        request.denyDataCollection = true;
    else if (!collection.isUndefined() && !collection.isNull() && collection != "allow"_L1)
        reader.fault("data_collection"_L1, "must be allow or deny"_L1);
    std::ignore = reader.flag(kDistillable, false); // nobody tells us the licence
    request.zeroRetention = reader.flag("zdr"_L1, false) || request.zeroRetention;
    request.requireParameters = reader.flag("require_parameters"_L1, request.requireParameters);
    request.allowFallbacks = reader.flag("allow_fallbacks"_L1, request.allowFallbacks);
}

} // namespace

std::optional<RouteSort> routeSortFromName(QStringView name)
{
    const auto known = std::ranges::find_if(kSorts, [&](QLatin1StringView sort) { return name == sort; });
    return known == kSorts.end() ? std::nullopt : std::optional(static_cast<RouteSort>(known - kSorts.begin()));
}

QLatin1StringView routeSortName(RouteSort sort)
{
    return kSorts.at(static_cast<std::size_t>(sort));
}

Result<RouteRequest> withPreferences(RouteRequest request, const QJsonObject& provider)
{
    Reader reader(provider);
    if (auto order = reader.texts("order"_L1))
        request.order = *std::move(order);
    if (auto only = reader.texts("only"_L1))
        request.only = *std::move(only);
    if (auto quantizations = reader.texts("quantizations"_L1))
        request.quantizations = *std::move(quantizations);
    request.ignore += reader.texts("ignore"_L1).value_or(QStringList());
    readPolicies(request, reader);
    readSort(request, reader);
    readMaxPrice(request, reader);
    if (provider.contains("preferred_min_throughput"_L1))
        request.preferredMinThroughput = reader.percentiles("preferred_min_throughput"_L1);
    if (provider.contains("preferred_max_latency"_L1))
        request.preferredMaxLatency = reader.percentiles("preferred_max_latency"_L1);
    if (reader.fault())
        return fail(ErrorKind::InvalidRequest, *reader.fault());
    return request;
}

QStringList unusedPreferences(const QJsonObject& provider)
{
    QStringList out;
    for (auto it = provider.begin(); it != provider.end(); ++it) {
        const bool isKnown = std::ranges::find(kFields, it.key()) != kFields.end();
        if (!it.value().isNull() && (!isKnown || (it.key() == kDistillable && it.value() == true)))
            out.append(u"provider."_s + it.key());
    }
    const auto look = [&](QLatin1StringView name, std::initializer_list<QLatin1StringView> used) {
        const QJsonObject inner = provider[name].toObject();
        for (auto it = inner.begin(); it != inner.end(); ++it) {
            if (!it.value().isNull() && std::ranges::find(used, it.key()) == used.end())
                out.append(u"provider.%1.%2"_s.arg(name, it.key()));
        }
    };
    look("sort"_L1, {"by"_L1, "partition"_L1});
    look("max_price"_L1, {"prompt"_L1, "completion"_L1, "request"_L1, "audio"_L1});
    for (const auto cutoff : {"preferred_min_throughput"_L1, "preferred_max_latency"_L1})
        look(cutoff, {"p50"_L1, "p75"_L1, "p90"_L1, "p99"_L1});
    const QJsonValue sort = provider["sort"_L1];
    if (sort == kExacto || sort[u"by"] == kExacto)
        out.append(u"provider.sort exacto"_s);
    return out;
}

} // namespace assay
