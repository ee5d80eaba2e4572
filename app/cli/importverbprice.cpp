// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/importverbprice.h"

#include "core/pricing/costing.h"
#include "core/pricing/tariff.h"

#include <QTimeZone>

#include <set>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qint64 kDayMs = 86'400'000;

QString modeName(UsageMode mode)
{
    switch (mode) {
    case UsageMode::Standard: return {};
    case UsageMode::Batch: return u"batch"_s;
    case UsageMode::Priority: return u"priority"_s;
    case UsageMode::Fast: return u"fast"_s;
    case UsageMode::Flex: return u"flex"_s;
    }
    std::unreachable();
}

QDateTime timeOf(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::UTC);
}

bool isBound(const QList<RateOverride>& overrides)
{
    return std::ranges::any_of(
        overrides, [](const RateOverride& one) { return one.utcFrom || one.utcTo || !one.utcDays.isEmpty(); });
}

/// Clouds that sell the same models name them in their own way in the logs.
std::optional<ModelPrice> findPrice(const PriceBook& prices, const QString& provider, const QString& model)
{
    auto found = prices.find(provider, model);
    if (!found && provider == u"anthropic"_s && model.contains(u"anthropic."_s))
        found = prices.find(u"bedrock"_s, model);
    return found;
}

/// units × rate added to the sum; false when it does not fit.
bool charge(qint64& sum, qint64 units, qint64 rate)
{
    qint64 amount = 0;
    return !__builtin_mul_overflow(units, rate, &amount) && !__builtin_add_overflow(sum, amount, &sum);
}

} // namespace

UsagePrice ImportPricer::price(const UsageRecord& record, const UsageExtra* extra)
{
    if (record.has(usageflag::kBilled) && record.has(usageflag::kReported) && extra)
        return {.pico = extra->reportedPico};
    if (record.has(usageflag::kCostOnly))
        return {};
    Model& model = modelOf(record.group);
    if (!model.price)
        return {};
    const Day& day = dayOf(model, record.timeMs / kDayMs, record.mode());
    if (day.isByTime)
        return exactly(*model.price, record, extra);
    if (day.bands.empty())
        return {};
    const ImportSum sum = sumOf(record, extra);
    qint64 prompt = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(UsageClass::Output); ++i)
        prompt += sum.tokens[i];
    // An export's row stands for many prompts: only the source knows how long they were.
    const bool isAggregate = record.has(usageflag::kAggregate);
    const Band* band = &day.bands.front();
    for (const Band& next : day.bands) {
        if (isAggregate ? record.has(usageflag::kLongContext) : prompt > next.above)
            band = &next;
    }
    const bool isGuess
        = isAggregate && day.bands.size() > 1 && !record.has(usageflag::kLongContext | usageflag::kShortContext);
    UsagePrice out{
        .pico = 0, .isEstimated = band->isEstimated || isGuess || (record.searches > 0 && band->isSearchBorrowed)};
    const auto search = static_cast<std::size_t>(UsageClass::WebSearch);
    for (std::size_t i = 0; i < sum.tokens.size(); ++i) {
        if (sum.tokens[i] == 0 || (i == search && !band->rates[i] && band->isSearchIncluded))
            continue;
        if (!band->rates[i] || !charge(*out.pico, sum.tokens[i], *band->rates[i]))
            return {};
    }
    if (band->requestFee > 0 && !charge(*out.pico, sum.messages, band->requestFee))
        return {};
    return out;
}

UsagePrice ImportPricer::exactly(const ModelPrice& price, const UsageRecord& record, const UsageExtra* extra)
{
    const Cost cost = computeCost({.usage = usageOf(record, extra),
        .reported = std::nullopt,
        .price = price,
        .at = timeOf(record.timeMs),
        .mode = modeName(record.mode()),
        .requests = extra ? qint64(extra->requests) : 1,
        .searchContext = {}});
    if (!cost.amount)
        return {};
    return {.pico = cost.amount->pico(),
        .isEstimated = cost.state == CostState::Estimated || record.has(usageflag::kAggregate)};
}

ImportPricer::Model& ImportPricer::modelOf(quint32 group)
{
    if (group >= m_byGroup.size())
        m_byGroup.resize(group + 1);
    if (!m_byGroup[group]) {
        const ImportGroup names = m_groups.at(group);
        auto& model = m_models[{names.provider, names.model}];
        if (!model)
            model = std::make_shared<Model>(findPrice(m_prices, names.provider, names.model));
        m_byGroup[group] = model;
    }
    return *m_byGroup[group];
}

const ImportPricer::Day& ImportPricer::dayOf(Model& model, qint64 day, UsageMode mode)
{
    const qint64 key = day * 8 + static_cast<qint64>(mode);
    const auto known = model.days.constFind(key);
    if (known != model.days.cend())
        return *known;
    return *model.days.insert(key, makeDay(*model.price, day, mode));
}

ImportPricer::Day ImportPricer::makeDay(const ModelPrice& price, qint64 day, UsageMode mode)
{
    const QDateTime at = timeOf(day * kDayMs);
    const PricePeriod* period = periodAt(price, at);
    if (!period)
        return {};
    std::set<qint64> limits = {-1};
    bool isByTime = false;
    const auto collect = [&](const QList<RateOverride>& overrides) {
        isByTime = isByTime || isBound(overrides);
        for (const auto& one : overrides) {
            if (one.promptTokensAbove)
                limits.insert(*one.promptTokensAbove);
        }
    };
    collect(period->overrides);
    for (const auto& rates : period->modes)
        collect(rates.overrides);
    if (isByTime)
        return {.bands = {}, .isByTime = true};
    Day out;
    for (const qint64 above : limits) {
        const auto tariff
            = tariffFor(price, {.at = at, .mode = modeName(mode), .promptTokens = above + 1, .searchContext = {}});
        if (!tariff)
            return {};
        Band band{.above = above};
        for (const auto usageClass : allUsageClasses()) {
            if (const auto rate = tariff->rates.charged(usageClass))
                band.rates[static_cast<std::size_t>(usageClass)] = rate->pico();
        }
        band.requestFee = tariff->requestFee.value_or(Money()).pico();
        band.isEstimated = !tariff->doubts.isEmpty();
        band.isSearchBorrowed = tariff->borrowedSearchRate;
        band.isSearchIncluded = tariff->searchesInRequestFee;
        if (out.bands.empty() || out.bands.back().rates != band.rates || out.bands.back().requestFee != band.requestFee)
            out.bands.push_back(band);
    }
    return out;
}

} // namespace assay
