// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pricing/costing.h"

#include "core/pricing/tariff.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qint64 kDifferenceDivisor = 50; // 1/50 = 2 %

bool hasNote(const Cost& cost, const QString& word)
{
    return !cost.note.isEmpty() && cost.note.split(u' ').contains(word);
}

void addNote(Cost& cost, const QString& word)
{
    if (word.isEmpty() || hasNote(cost, word))
        return;
    if (!cost.note.isEmpty())
        cost.note += u' ';
    cost.note += word;
}

Cost unknown(Cost cost, const QString& note)
{
    cost.state = CostState::Unknown;
    cost.amount.reset();
    cost.low.reset();
    cost.high.reset();
    addNote(cost, note);
    return cost;
}

bool hasNegativeCount(const CostInput& input)
{
    return input.requests < 0
        || std::ranges::any_of(
            allUsageClasses(), [&](UsageClass usageClass) { return input.usage[usageClass].value_or(0) < 0; });
}

/// The sum of the counts; nothing when it does not fit, which only a hostile report makes.
std::optional<qint64> promptTotal(const Usage& usage)
{
    qint64 sum = 0;
    for (const auto usageClass : allUsageClasses()) {
        if (usageClass >= UsageClass::Output)
            break;
        if (__builtin_add_overflow(sum, usage[usageClass].value_or(0), &sum))
            return std::nullopt;
    }
    return sum;
}

bool reportsAny(const Usage& usage, UsageClass first, UsageClass last)
{
    return std::ranges::any_of(allUsageClasses(),
        [&](UsageClass usageClass) { return first <= usageClass && usageClass <= last && usage.has(usageClass); });
}

QString revisionOf(const ModelPrice& price, QDate from)
{
    return from.isValid() ? price.revision + u'#' + from.toString(Qt::ISODate) : price.revision;
}

std::optional<CostLine> lineOf(const QString& name, qint64 units, Money rate)
{
    const auto amount = Money::product(units, rate);
    if (!amount)
        return std::nullopt;
    return CostLine{.usageClass = name, .units = units, .perUnit = rate, .amount = *amount};
}

/// Adds one line and its amount; false when the money does not fit.
bool charge(Cost& cost, const QString& name, qint64 units, Money rate)
{
    const auto line = lineOf(name, units, rate);
    const auto total = line ? cost.amount.value_or(Money()).plus(line->amount) : std::nullopt;
    if (!total)
        return false;
    cost.lines += *line;
    cost.amount = total;
    return true;
}

/// As text that the lines of all costs share.
const QString& nameOf(UsageClass usageClass)
{
    static const auto names = [] {
        std::array<QString, kUsageClassCount> out;
        std::ranges::transform(allUsageClasses(), out.begin(), [](UsageClass each) { return usageClassName(each); });
        return out;
    }();
    return names.at(static_cast<std::size_t>(usageClass));
}

Cost charged(Cost cost, const CostInput& input, const Tariff& tariff)
{
    constexpr qsizetype kUsualLines = 3;
    QStringList missing;
    cost.lines.reserve(kUsualLines);
    cost.amount = Money();
    for (const auto usageClass : allUsageClasses()) {
        const qint64 units = input.usage[usageClass].value_or(0);
        if (units == 0)
            continue;
        const auto rate = tariff.rates.charged(usageClass);
        if (!rate && usageClass == UsageClass::WebSearch && tariff.searchesInRequestFee)
            continue;
        if (!rate)
            missing += costnote::kNoRate + usageClassName(usageClass);
        else if (!charge(cost, nameOf(usageClass), units, *rate))
            return unknown(std::move(cost), costnote::kOverflow);
    }
    if (tariff.requestFee && input.requests > 0 && !charge(cost, u"request"_s, input.requests, *tariff.requestFee))
        return unknown(std::move(cost), costnote::kOverflow);
    for (const auto& word : std::as_const(missing))
        cost = unknown(std::move(cost), word);
    return cost;
}

Cost fromPrice(const CostInput& input)
{
    Cost cost;
    if (!input.price)
        return unknown(std::move(cost), costnote::kNoPrice);
    cost.priceRevision = input.price->revision;
    if (input.usage.isEmpty())
        return unknown(std::move(cost), costnote::kNoUsage);
    const auto prompt = promptTotal(input.usage);
    if (!prompt || hasNegativeCount(input))
        return unknown(std::move(cost), costnote::kBadUsage);
    if (!input.at.isValid())
        return unknown(std::move(cost), costnote::kNoTime);
    const auto tariff = tariffFor(*input.price,
        {.at = input.at, .mode = input.mode, .promptTokens = *prompt, .searchContext = input.searchContext});
    if (!tariff)
        return unknown(std::move(cost), costnote::kNoPriceAtDate);
    cost.priceRevision = revisionOf(*input.price, tariff->from);
    QStringList doubts = tariff->doubts;
    if (tariff->borrowedSearchRate && input.usage[UsageClass::WebSearch].value_or(0) > 0)
        doubts += costnote::kSearchRateOfStandard;
    cost.state = doubts.isEmpty() ? CostState::Computed : CostState::Estimated;
    if (input.price->confidence == "hypothetical"_L1)
        addNote(cost, costnote::kHypothetical);
    for (const auto& word : std::as_const(doubts))
        addNote(cost, word);
    if (!reportsAny(input.usage, UsageClass::Input, UsageClass::CacheReadAudio))
        addNote(cost, costnote::kInputNotReported);
    if (!reportsAny(input.usage, UsageClass::Output, UsageClass::OutputImage))
        addNote(cost, costnote::kOutputNotReported);
    return charged(std::move(cost), input, *tariff);
}

std::optional<Money> plus(std::optional<Money> sum, std::optional<Money> part)
{
    return sum && part ? sum->plus(*part) : std::nullopt;
}

bool differs(Money reported, Money computed)
{
    const qint64 distance = std::abs(reported.pico() - computed.pico()); // both are ≥ 0
    return distance > computed.pico() / kDifferenceDivisor;
}

} // namespace

Cost computeCost(const CostInput& input)
{
    Cost cost = fromPrice(input);
    if (!input.reported)
        return cost;
    if (*input.reported < Money()) {
        addNote(cost, costnote::kReportedNegative);
        return cost;
    }
    if (cost.amount && differs(*input.reported, *cost.amount))
        addNote(cost, costnote::kReportedDiffers);
    cost.state = CostState::Reported;
    cost.amount = input.reported;
    cost.reported = input.reported;
    return cost;
}

Cost withoutHypothetical(Cost cost)
{
    if (!cost.amount || cost.reported || !hasNote(cost, costnote::kHypothetical))
        return cost;
    const QString would = costnote::kWouldCost + QString::number(cost.amount->pico());
    cost.lines.clear();
    return unknown(std::move(cost), would);
}

Cost sumCosts(const QList<Cost>& parts)
{
    Cost sum;
    if (parts.isEmpty())
        return unknown(std::move(sum), costnote::kNoUsage);
    sum.state = CostState::Reported;
    sum.amount = Money();
    sum.reported = Money();
    const bool hasInterval = std::ranges::any_of(parts, [](const Cost& part) { return part.low && part.high; });
    if (hasInterval) {
        sum.low = Money();
        sum.high = Money();
    }
    QStringList revisions;
    for (const auto& part : parts) {
        sum.state = std::max(sum.state, part.state);
        sum.lines += part.lines;
        if (!part.priceRevision.isEmpty() && !revisions.contains(part.priceRevision))
            revisions += part.priceRevision;
        for (const auto& word : part.note.split(u' '))
            addNote(sum, word);
        sum.amount = sum.amount && part.amount ? sum.amount->plus(*part.amount) : std::nullopt;
        // A part without an interval is what it is.
        sum.low = plus(sum.low, part.low ? part.low : part.amount);
        sum.high = plus(sum.high, part.high ? part.high : part.amount);
        sum.reported = sum.reported && part.reported ? sum.reported->plus(*part.reported) : std::nullopt;
    }
    sum.priceRevision = revisions.join(u' ');
    if (!sum.amount || !sum.low || !sum.high) {
        sum.low.reset();
        sum.high.reset();
    }
    if (!sum.amount && sum.state != CostState::Unknown)
        return unknown(std::move(sum), costnote::kOverflow);
    return sum;
}

} // namespace assay
