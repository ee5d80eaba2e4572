// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/refresh/refreshplan.h"

#include "core/pricing/tariff.h"

#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qint64 kAbsurdFactor = 10;

/// `2026-11-22/pi-ai/2026-11-10`, `litellm/2026-07-24+…`: the day of the newest figure, which each part names last.
QDate dayOf(const QString& revision)
{
    QDate newest;
    for (const auto& part : revision.split(u'+')) {
        const auto day = QDate::fromString(part.section(u'/', -1).left(10), Qt::ISODate);
        if (day.isValid() && (!newest.isValid() || newest < day))
            newest = day;
    }
    return newest;
}

bool dependsOnTime(const RateOverride& entry)
{
    return entry.utcFrom || entry.utcTo || !entry.utcDays.isEmpty();
}

/// A band of the list in the words of what is known: lists differ by one token in where a band begins, and in whether
/// they repeat rates that do not change in it.
RateOverride inKnownWords(const RateOverride& listed, const PricePeriod& old, const RateSet& base)
{
    const auto same = std::ranges::find_if(old.overrides, [&](const RateOverride& known) {
        return known.promptTokensAbove && listed.promptTokensAbove && !dependsOnTime(known) && !dependsOnTime(listed)
            && std::abs(*known.promptTokensAbove - *listed.promptTokensAbove) <= 1;
    });
    RateOverride out = listed;
    RateSet known;
    if (same != old.overrides.end()) {
        out.promptTokensAbove = same->promptTokensAbove;
        known = same->rates;
    }
    const RateSet all = known.replacedBy(listed.rates);
    out.rates = known;
    for (const auto usageClass : allUsageClasses()) {
        if (all[usageClass] && (known[usageClass] || all[usageClass] != base[usageClass]))
            out.rates.set(usageClass, *all[usageClass]);
    }
    if (all.request() && (known.request() || all.request() != base.request()))
        out.rates.setRequest(*all.request());
    return out;
}

/// The list's figures where it has them, what is known elsewhere.
PricePeriod laidOver(const PricePeriod& old, const PricePeriod& listed, QDate day)
{
    PricePeriod out = old;
    out.from = day;
    out.rates = old.rates.replacedBy(listed.rates);
    const bool listKnowsHours = std::ranges::any_of(listed.overrides, dependsOnTime);
    out.overrides.clear();
    for (const auto& entry : listed.overrides)
        out.overrides += inKnownWords(entry, old, out.rates);
    for (const auto& entry : old.overrides) {
        if (!listKnowsHours && dependsOnTime(entry))
            out.overrides += entry;
    }
    for (const auto& [name, mode] : listed.modes.asKeyValueRange())
        out.modes.insert(name, mode);
    if (!listed.requestBySearchContext.isEmpty())
        out.requestBySearchContext = listed.requestBySearchContext;
    return out;
}

HoldReason holdFor(const PriceChange& change)
{
    HoldReason out = HoldReason::None;
    for (const auto& rate : change.rates) {
        if (!rate.before || !rate.after)
            continue;
        const qint64 low = std::min(rate.before->pico(), rate.after->pico());
        const qint64 high = std::max(rate.before->pico(), rate.after->pico());
        if (low == 0)
            out = std::max(out, HoldReason::Zero);
        else if (high / kAbsurdFactor >= low)
            out = std::max(out, HoldReason::Jump);
    }
    return out;
}

/// The same model with one period from the list's day; nothing if that changes no price.
std::optional<PriceProposal> proposal(const ModelPrice& known, const ModelPrice& listed, QDate day)
{
    const auto at = QDateTime(day, QTime(0, 0), QTimeZone::UTC);
    const PricePeriod* old = periodAt(known, at);
    PriceProposal out{.price = listed, .change = {}};
    out.price.periods = {laidOver(old ? *old : PricePeriod(), *periodAt(listed, at), day)};
    ModelPrice before = known;
    before.provider = listed.provider; // the list may name an alias
    before.model = listed.model;
    const auto diff = diffPrices({before}, {out.price}, day);
    if (diff.changed.isEmpty())
        return std::nullopt;
    out.change = diff.changed.constFirst();
    out.hold = holdFor(out.change);
    return out;
}

QList<ModelRetirement> retiringSoon(QList<ModelRetirement> all, QDate day, int days)
{
    all.removeIf([&](const ModelRetirement& end) { return end.on < day || end.on > day.addDays(days); });
    std::ranges::stable_sort(all, {}, &ModelRetirement::on);
    return all;
}

} // namespace

RefreshPlan planRefresh(const PriceBook& known, const PriceList& list, QDate day, int retirementDays)
{
    RefreshPlan out;
    out.skipped = list.skipped;
    out.retiring = retiringSoon(list.retirements, day, retirementDays);
    const auto at = QDateTime(day, QTime(0, 0), QTimeZone::UTC);
    for (const auto& listed : list.prices) {
        if (!periodAt(listed, at))
            continue;
        const auto old = known.find(listed.provider, listed.model);
        if (!old) {
            out.added += PriceProposal{.price = startingAt({listed}, day).constFirst(), .change = {}};
            continue;
        }
        if (const auto newest = dayOf(old->revision); newest.isValid() && newest > day) {
            ++out.older;
            continue;
        }
        const auto found = proposal(*old, listed, day);
        if (!found)
            ++out.unchanged;
        else if (found->hold == HoldReason::None)
            out.changed += *found;
        else
            out.held += *found;
    }
    return out;
}

} // namespace assay
