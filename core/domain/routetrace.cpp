// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/routetrace.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QJsonObject optionToJson(const RouteOption& option)
{
    QJsonObject out{{u"endpoint"_s, option.endpoint}, {u"model"_s, option.model}, {u"included"_s, option.included},
        {u"reason"_s, option.reason}};
    if (!option.detail.isEmpty())
        out.insert(u"detail"_s, option.detail);
    if (option.position)
        out.insert(u"position"_s, *option.position);
    if (option.probability)
        out.insert(u"probability"_s, *option.probability);
    if (option.price)
        out.insert(u"expected_pico_usd"_s, option.price->pico());
    return out;
}

RouteOption optionFromJson(const QJsonObject& object)
{
    RouteOption out;
    out.endpoint = object[u"endpoint"].toString();
    out.model = object[u"model"].toString();
    out.included = object[u"included"].toBool();
    out.reason = object[u"reason"].toString();
    out.detail = object[u"detail"].toString();
    if (object[u"position"].isDouble())
        out.position = object[u"position"].toInt();
    if (object[u"probability"].isDouble())
        out.probability = object[u"probability"].toDouble();
    if (object[u"expected_pico_usd"].isDouble())
        out.price = Money::fromPico(object[u"expected_pico_usd"].toInteger());
    return out;
}

QStringList texts(const QJsonValue& value)
{
    QStringList out;
    const auto array = value.toArray();
    for (const auto& item : array)
        out.append(item.toString());
    return out;
}

void insertTexts(QJsonObject& object, const QString& name, const QStringList& list)
{
    if (!list.isEmpty())
        object.insert(name, QJsonArray::fromStringList(list));
}

} // namespace

QJsonObject toJson(const RouteTrace& trace)
{
    QJsonArray options;
    for (const auto& option : trace.options)
        options.append(optionToJson(option));
    // The seed is text: JSON numbers of other programs lose its last digits.
    QJsonObject out{{u"asked"_s, trace.asked}, {u"rule"_s, trace.rule}, {u"fallbacks"_s, trace.fallbacks},
        {u"seed"_s, QString::number(trace.seed)}, {u"candidates"_s, options}};
    insertTexts(out, u"notes"_s, trace.notes);
    insertTexts(out, u"keys"_s, trace.keys);
    insertTexts(out, u"skipped"_s, trace.skipped);
    if (!trace.conversation.isEmpty()) {
        out.insert(u"conversation"_s, trace.conversation);
        out.insert(u"session"_s, trace.isSession);
    }
    return out;
}

RouteTrace routeTraceFromJson(const QJsonObject& object)
{
    RouteTrace out;
    out.asked = object[u"asked"].toString();
    out.rule = object[u"rule"].toString();
    out.notes = texts(object[u"notes"]);
    out.fallbacks = object[u"fallbacks"].toBool(true);
    out.seed = object[u"seed"].toString().toULongLong();
    const auto options = object[u"candidates"].toArray();
    for (const auto& option : options)
        out.options.append(optionFromJson(option.toObject()));
    out.conversation = object[u"conversation"].toString();
    out.isSession = object[u"session"].toBool();
    out.keys = texts(object[u"keys"]);
    out.skipped = texts(object[u"skipped"]);
    return out;
}

} // namespace assay
