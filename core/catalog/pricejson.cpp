// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/pricejson.h"

#include "core/catalog/catalogfields.h"

#include <QJsonArray>

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kWeekdays
    = {"monday"_L1, "tuesday"_L1, "wednesday"_L1, "thursday"_L1, "friday"_L1, "saturday"_L1, "sunday"_L1};

QJsonObject ratesJson(const RateSet& rates)
{
    QJsonObject out;
    for (const auto usageClass : allUsageClasses()) {
        if (const auto rate = rates[usageClass])
            out.insert(usageClassName(usageClass), rate->pico());
    }
    if (const auto fee = rates.request())
        out.insert("request"_L1, fee->pico());
    return out;
}

QString clockText(int time)
{
    return u"%1"_s.arg(time, 4, 10, QChar(u'0'));
}

QJsonArray overridesJson(const QList<RateOverride>& overrides)
{
    QJsonArray out;
    for (const auto& entry : overrides) {
        QJsonObject conditions;
        if (entry.promptTokensAbove)
            conditions.insert("prompt_tokens_gt"_L1, *entry.promptTokensAbove);
        if (entry.utcFrom || entry.utcTo)
            conditions.insert(
                "utc"_L1, QJsonArray{clockText(entry.utcFrom.value_or(0)), clockText(entry.utcTo.value_or(2400))});
        QJsonArray days;
        for (const int day : entry.utcDays)
            days.append(kWeekdays[static_cast<std::size_t>(day - 1)]);
        if (!days.isEmpty())
            conditions.insert("utc_days"_L1, days);
        out.append(QJsonObject{{u"if"_s, conditions}, {u"rates"_s, ratesJson(entry.rates)}});
    }
    return out;
}

QJsonObject periodJson(const PricePeriod& period)
{
    QJsonObject out;
    if (period.from.isValid())
        out.insert("from"_L1, period.from.toString(Qt::ISODate));
    out.insert("rates"_L1, ratesJson(period.rates));
    if (!period.overrides.isEmpty())
        out.insert("overrides"_L1, overridesJson(period.overrides));
    QJsonObject modes;
    for (const auto& [name, mode] : period.modes.asKeyValueRange()) {
        QJsonObject object{{u"rates"_s, ratesJson(mode.rates)}, {u"source"_s, mode.source}};
        if (!mode.overrides.isEmpty())
            object.insert("overrides"_L1, overridesJson(mode.overrides));
        modes.insert(name, object);
    }
    if (!modes.isEmpty())
        out.insert("modes"_L1, modes);
    QJsonObject fees;
    for (const auto& [size, fee] : period.requestBySearchContext.asKeyValueRange())
        fees.insert(size, fee.pico());
    if (!fees.isEmpty())
        out.insert("request_by_search_context"_L1, fees);
    return out;
}

ModelPrice priceOf(CatalogFields& fields, const CatalogFields::Object& object)
{
    ModelPrice out;
    out.provider = fields.requiredText(object, "provider");
    out.model = fields.text(object, "id");
    out.periods = fields.periods(object);
    out.revision = fields.requiredText(object, "revision");
    out.confidence = fields.text(object, "confidence");
    return out;
}

} // namespace

QJsonObject priceJson(const ModelPrice& price)
{
    QJsonArray periods;
    for (const auto& period : price.periods)
        periods.append(periodJson(period));
    return {{u"provider"_s, price.provider}, {u"id"_s, price.model}, {u"revision"_s, price.revision},
        {u"confidence"_s, price.confidence}, {u"prices"_s, periods}};
}

Result<QList<ModelPrice>> readPrices(const QByteArray& json, const char* key)
{
    simdjson::dom::parser parser;
    CatalogFields::Object document;
    const simdjson::padded_string padded(json.constData(), static_cast<std::size_t>(json.size()));
    if (const auto code = parser.parse(padded).get_object().get(document))
        return fail(ErrorKind::Protocol, QString::fromUtf8(simdjson::error_message(code)));
    CatalogFields fields;
    QList<ModelPrice> out;
    for (const auto& object : fields.objects(document, key)) {
        out += priceOf(fields, object);
        if (!fields.problem().isEmpty())
            return fail(ErrorKind::Protocol,
                u"%1[%2]: %3"_s.arg(QString::fromLatin1(key)).arg(out.size() - 1).arg(fields.problem()));
    }
    if (!fields.problem().isEmpty())
        return fail(ErrorKind::Protocol, fields.problem());
    return out;
}

} // namespace assay
