// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pricing/tariff.h"

#include "core/pricing/costing.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

bool insideWindow(const RateOverride& condition, QTime time)
{
    if (!condition.utcFrom && !condition.utcTo)
        return true;
    const int now = time.hour() * 100 + time.minute();
    const int from = condition.utcFrom.value_or(0);
    const int to = condition.utcTo.value_or(2400);
    return from <= to ? from <= now && now < to : from <= now || now < to;
}

RateSet applied(RateSet rates, const QList<RateOverride>& overrides, const TariffQuery& query)
{
    for (const auto& candidate : overrides) {
        if (holds(candidate, query.at, query.promptTokens))
            rates = rates.replacedBy(candidate.rates);
    }
    return rates;
}

QString effectiveMode(const ModelPrice& price, const QString& asked)
{
    const QString mode = asked.isEmpty() ? price.impliedMode : asked;
    return mode == "standard"_L1 || mode == "default"_L1 ? QString() : mode;
}

/// The fee for the context's size; the smallest size where it is not known, because that is what providers use when a
/// request does not choose.
void settleRequestFee(Tariff& tariff, const PricePeriod& period, const QString& searchContext)
{
    tariff.requestFee = tariff.rates.request();
    if (period.requestBySearchContext.isEmpty())
        return;
    tariff.searchesInRequestFee = true;
    auto fee = period.requestBySearchContext.constFind(searchContext);
    if (fee == period.requestBySearchContext.constEnd()) {
        tariff.doubts += costnote::kSearchContextUnknown;
        fee = period.requestBySearchContext.constFind(u"low"_s);
    }
    if (fee != period.requestBySearchContext.constEnd())
        tariff.requestFee = *fee;
}

} // namespace

bool holds(const RateOverride& condition, const QDateTime& at, qint64 promptTokens)
{
    if (condition.promptTokensAbove && promptTokens <= *condition.promptTokensAbove)
        return false;
    const QDateTime utc = at.toUTC();
    if (!condition.utcDays.isEmpty() && !condition.utcDays.contains(utc.date().dayOfWeek()))
        return false;
    return insideWindow(condition, utc.time());
}

const PricePeriod* periodAt(const ModelPrice& price, const QDateTime& at)
{
    const PricePeriod* found = nullptr;
    QDate date; // read off where a period needs it: most prices have held ever since
    for (const auto& period : price.periods) {
        if (period.from.isValid() && !date.isValid())
            date = at.toUTC().date();
        if (!period.from.isValid() || period.from <= date)
            found = &period;
    }
    return found;
}

std::optional<Tariff> tariffFor(const ModelPrice& price, const TariffQuery& query)
{
    const PricePeriod* period = query.at.isValid() ? periodAt(price, query.at) : nullptr;
    if (!period)
        return std::nullopt;
    Tariff tariff;
    tariff.from = period->from;
    const RateSet standard = applied(period->rates, period->overrides, query);
    const QString mode = effectiveMode(price, query.mode);
    const auto own = period->modes.constFind(mode);
    if (mode.isEmpty()) {
        tariff.rates = standard;
    } else if (own == period->modes.constEnd()) {
        tariff.rates = standard;
        tariff.doubts += costnote::kNoModeRate + mode;
    } else {
        tariff.rates = applied(own->rates, own->overrides, query);
        // Modes list token rates only; a fee for something else does not vanish with them.
        if (!tariff.rates.request() && standard.request())
            tariff.rates.setRequest(*standard.request());
        const auto search = standard[UsageClass::WebSearch];
        if (!tariff.rates[UsageClass::WebSearch] && search) {
            tariff.rates.set(UsageClass::WebSearch, *search);
            tariff.borrowedSearchRate = true;
        }
    }
    settleRequestFee(tariff, *period, query.searchContext);
    return tariff;
}

std::optional<Tariff> tariffFor(
    const PriceBook* book, const QString& provider, const QString& model, const QDateTime& at)
{
    const auto price = book ? book->find(provider, model) : std::nullopt;
    return price ? tariffFor(*price, {.at = at}) : std::nullopt;
}

} // namespace assay
