// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/catalogfields.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace dom = simdjson::dom;

namespace {

constexpr std::array<std::string_view, 7> kWeekdays
    = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

constexpr int kDayEnd = 2400;

QLatin1StringView latin(std::string_view text)
{
    return QLatin1StringView(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

QList<PricePeriod> CatalogFields::periods(const Object& model)
{
    QList<PricePeriod> out;
    for (const auto& object : objects(model, "prices")) {
        PricePeriod next = period(object);
        const bool later = out.isEmpty() || (next.from.isValid() && out.constLast().from < next.from);
        if (!later)
            report("prices", u"the periods are not in the order of their dates"_s);
        out += std::move(next);
    }
    if (out.isEmpty())
        report("prices", u"is missing or empty"_s);
    return out;
}

PricePeriod CatalogFields::period(const Object& object)
{
    PricePeriod out;
    out.from = date(object, "from");
    out.rates = rates(object, "rates");
    out.overrides = overrides(object);
    out.modes = modes(object);
    out.requestBySearchContext = searchFees(object);
    return out;
}

/// A rate of an unknown class makes the whole model unknown: leaving it out could make a request look too cheap.
RateSet CatalogFields::rates(const Object& object, std::string_view key)
{
    RateSet out;
    const auto found = this->object(object, key);
    if (!found) {
        report(key, u"is missing"_s);
        return out;
    }
    for (const auto& field : *found) {
        const auto rate = money(*found, field.key);
        if (!rate)
            return out;
        if (field.key == "request") {
            out.setRequest(*rate);
        } else if (const auto usageClass = usageClassFromName(QString(latin(field.key)))) {
            out.set(*usageClass, *rate);
        } else {
            report(field.key, u"is not a rate this version knows"_s);
        }
    }
    return out;
}

QList<RateOverride> CatalogFields::overrides(const Object& object)
{
    QList<RateOverride> out;
    for (const auto& item : objects(object, "overrides"))
        out += condition(item);
    return out;
}

RateOverride CatalogFields::condition(const Object& object)
{
    RateOverride out;
    out.rates = rates(object, "rates");
    const auto conditions = this->object(object, "if");
    if (!conditions || conditions->size() == 0) {
        report("if", u"is missing or empty"_s);
        return out;
    }
    for (const auto& field : *conditions) {
        if (field.key != "prompt_tokens_gt" && field.key != "utc" && field.key != "utc_days")
            report(field.key, u"is not a condition this version knows"_s);
    }
    out.promptTokensAbove = count(*conditions, "prompt_tokens_gt");
    if (const auto window = array(*conditions, "utc")) {
        const auto from = window->size() == 2 ? clockTime(window->at(0)) : std::nullopt;
        const auto to = window->size() == 2 ? clockTime(window->at(1)) : std::nullopt;
        if (!from || !to || from == to)
            report("utc", u"is not a window of two HHMM times"_s);
        out.utcFrom = from;
        out.utcTo = to;
    }
    out.utcDays = weekdays(*conditions);
    return out;
}

std::optional<int> CatalogFields::clockTime(simdjson::simdjson_result<dom::element> value)
{
    std::string_view text;
    if (value.get_string().get(text) || text.size() != 4
        || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    const int time = latin(text).toInt();
    const bool valid = time == kDayEnd || (time / 100 < 24 && time % 100 < 60);
    return valid ? std::optional(time) : std::nullopt;
}

QList<int> CatalogFields::weekdays(const Object& conditions)
{
    QList<int> out;
    if (!has(conditions, "utc_days"))
        return out;
    for (const auto& name : texts(conditions, "utc_days")) {
        const auto found = std::ranges::find_if(kWeekdays, [&](std::string_view day) { return name == latin(day); });
        if (found == kWeekdays.end())
            report("utc_days", u"'%1' is not a day"_s.arg(name));
        out += static_cast<int>(found - kWeekdays.begin()) + 1;
    }
    if (out.isEmpty())
        report("utc_days", u"is empty"_s);
    return out;
}

QHash<QString, ModeRates> CatalogFields::modes(const Object& object)
{
    QHash<QString, ModeRates> out;
    const auto found = this->object(object, "modes");
    if (!found)
        return out;
    for (const auto& field : *found) {
        Object mode;
        if (field.value.get_object().get(mode)) {
            report(field.key, u"is not an object"_s);
            continue;
        }
        out.insert(latin(field.key),
            {.rates = rates(mode, "rates"), .overrides = overrides(mode), .source = text(mode, "source")});
    }
    return out;
}

QHash<QString, Money> CatalogFields::searchFees(const Object& object)
{
    QHash<QString, Money> out;
    const auto found = this->object(object, "request_by_search_context");
    if (!found)
        return out;
    for (const auto& field : *found) {
        if (const auto fee = money(*found, field.key))
            out.insert(latin(field.key), *fee);
    }
    return out;
}

} // namespace assay
