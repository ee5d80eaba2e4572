// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/scenario.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <initializer_list>
#include <limits>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// Reads the members of one object and keeps the first complaint, with the place it is about.
class ObjectReader
{
public:
    ObjectReader(const QJsonValue& value, QString place)
        : m_place(std::move(place))
    {
        if (value.isObject())
            m_object = value.toObject();
        else if (!value.isUndefined())
            complain({}, u"must be an object"_s);
    }

    void allowOnly(std::initializer_list<QLatin1StringView> keys)
    {
        for (auto it = m_object.begin(); it != m_object.end(); ++it) {
            if (std::ranges::find(keys, it.key()) == keys.end())
                complain(it.key(), u"is not known here"_s);
        }
    }

    bool has(QLatin1StringView key) const { return m_object.contains(key); }
    QJsonValue value(QLatin1StringView key) const { return m_object.value(key); }
    QString place(QLatin1StringView key) const { return m_place.isEmpty() ? QString(key) : m_place + u'.' + key; }

    std::optional<qint64> whole(QLatin1StringView key, qint64 least, qint64 most = std::numeric_limits<int>::max())
    {
        if (!has(key))
            return std::nullopt;
        const QJsonValue value = m_object.value(key);
        const qint64 number = value.toInteger(least - 1);
        if (!value.isDouble() || number < least || number > most) {
            complain(key, u"must be a whole number from %1 to %2"_s.arg(least).arg(most));
            return std::nullopt;
        }
        return number;
    }

    std::optional<double> share(QLatin1StringView key)
    {
        if (!has(key))
            return std::nullopt;
        const double number = m_object.value(key).toDouble(-1);
        if (number < 0 || number > 1) {
            complain(key, u"must be a number from 0 to 1"_s);
            return std::nullopt;
        }
        return number;
    }

    QString text(QLatin1StringView key)
    {
        if (has(key) && !m_object.value(key).isString())
            complain(key, u"must be a text"_s);
        return m_object.value(key).toString();
    }

    std::optional<bool> flag(QLatin1StringView key)
    {
        if (!has(key))
            return std::nullopt;
        if (!m_object.value(key).isBool())
            complain(key, u"must be true or false"_s);
        return m_object.value(key).toBool();
    }

    std::chrono::milliseconds duration(QLatin1StringView key)
    {
        return std::chrono::milliseconds(whole(key, 0, 86'400'000).value_or(0));
    }

    void complain(const QString& key, const QString& what)
    {
        if (!m_complaint.isEmpty())
            return;
        const QString separator = m_place.isEmpty() || key.isEmpty() ? QString() : u"."_s;
        const QString where = m_place + separator + key;
        m_complaint = (where.isEmpty() ? u"the scenario"_s : where) + u": "_s + what;
    }
    void adopt(const ObjectReader& inner)
    {
        if (m_complaint.isEmpty())
            m_complaint = inner.m_complaint;
    }
    const QString& complaint() const { return m_complaint; }

private:
    QJsonObject m_object;
    QString m_place;
    QString m_complaint;
};

std::optional<StreamFault::Cut> readCut(ObjectReader& outer)
{
    if (!outer.has("cut"_L1))
        return std::nullopt;
    ObjectReader cut(outer.value("cut"_L1), outer.place("cut"_L1));
    cut.allowOnly({"atByte"_L1, "atEvent"_L1, "atFraction"_L1, "how"_L1});
    StreamFault::Cut result;
    const auto byte = cut.whole("atByte"_L1, 0);
    const auto event = cut.whole("atEvent"_L1, 0);
    const auto fraction = cut.share("atFraction"_L1);
    if (int(cut.has("atByte"_L1)) + int(cut.has("atEvent"_L1)) + int(cut.has("atFraction"_L1)) != 1)
        cut.complain({}, u"needs exactly one of atByte, atEvent and atFraction"_s);
    if (byte)
        result.at = {.unit = FaultPoint::Unit::Bytes, .value = *byte};
    else if (event)
        result.at = {.unit = FaultPoint::Unit::Events, .value = *event};
    else if (fraction)
        result.at = {.unit = FaultPoint::Unit::PerMille, .value = std::lround(*fraction * 1000)};
    const QString how = cut.text("how"_L1);
    if (!how.isEmpty() && how != "close"_L1 && how != "reset"_L1)
        cut.complain(u"how"_s, u"must be \"close\" or \"reset\""_s);
    result.reset = how == "reset"_L1;
    outer.adopt(cut);
    return result;
}

StreamFault readStreamFault(ObjectReader& reader)
{
    StreamFault fault;
    fault.delay = reader.duration("delayMs"_L1);
    fault.firstEventDelay = reader.duration("firstEventDelayMs"_L1);
    fault.cut = readCut(reader);
    if (reader.has("stall"_L1)) {
        ObjectReader stall(reader.value("stall"_L1), reader.place("stall"_L1));
        stall.allowOnly({"afterEvent"_L1, "ms"_L1});
        fault.stall = {.afterEvent = stall.whole("afterEvent"_L1, 0).value_or(0), .length = std::nullopt};
        if (stall.has("ms"_L1))
            fault.stall->length = stall.duration("ms"_L1);
        reader.adopt(stall);
    }
    if (reader.has("malformed"_L1)) {
        ObjectReader malformed(reader.value("malformed"_L1), reader.place("malformed"_L1));
        malformed.allowOnly({"atEvent"_L1});
        fault.malformedEvent = malformed.whole("atEvent"_L1, 1).value_or(1);
        reader.adopt(malformed);
    }
    if (reader.has("errorInStream"_L1)) {
        ObjectReader error(reader.value("errorInStream"_L1), reader.place("errorInStream"_L1));
        error.allowOnly({"afterEvent"_L1, "message"_L1});
        fault.errorAfterEvent = error.whole("afterEvent"_L1, 0).value_or(0);
        fault.errorMessage = error.text("message"_L1);
        reader.adopt(error);
    }
    if (reader.has("slowDrip"_L1)) {
        ObjectReader drip(reader.value("slowDrip"_L1), reader.place("slowDrip"_L1));
        drip.allowOnly({"bytes"_L1, "everyMs"_L1});
        fault.drip = {.bytes = drip.whole("bytes"_L1, 1).value_or(1), .every = drip.duration("everyMs"_L1)};
        reader.adopt(drip);
    }
    fault.contentType = reader.text("contentType"_L1).toUtf8();
    fault.omitUsage = reader.flag("noUsage"_L1).value_or(false);
    return fault;
}

std::optional<ReplacedAnswer> readReplacement(ObjectReader& reader)
{
    using Kind = ReplacedAnswer::Kind;
    ReplacedAnswer answer;
    const auto status = reader.whole("status"_L1, 100, 999);
    const auto html = reader.whole("html"_L1, 100, 999);
    answer.location = reader.text("redirect"_L1).toUtf8();
    answer.message = reader.text("message"_L1);
    const QJsonValue body = reader.value("body"_L1);
    if (body.isString())
        answer.body = body.toString().toUtf8();
    else if (body.isObject() || body.isArray())
        answer.body = QJsonDocument::fromVariant(body.toVariant()).toJson(QJsonDocument::Compact);
    else if (!body.isUndefined())
        reader.complain(u"body"_s, u"must be a text, an object or a list"_s);
    if (reader.flag("reset"_L1).value_or(false)) {
        answer.kind = Kind::Reset;
        return answer;
    }
    if (!answer.location.isEmpty()) {
        answer.kind = Kind::Redirect;
        answer.status = static_cast<int>(status.value_or(307));
        return answer;
    }
    if (html) {
        answer.kind = Kind::Html;
        answer.status = static_cast<int>(*html);
        return answer;
    }
    if (!status) {
        if (answer.body || !answer.message.isEmpty())
            reader.complain(answer.body ? u"body"_s : u"message"_s, u"needs a status"_s);
        return std::nullopt;
    }
    answer.status = static_cast<int>(*status);
    return answer;
}

QList<HttpHeader> readHeaders(ObjectReader& reader)
{
    QList<HttpHeader> headers;
    const QJsonValue value = reader.value("headers"_L1);
    if (!value.isUndefined() && !value.isObject())
        reader.complain(u"headers"_s, u"must be an object"_s);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString text = it->isString() ? it->toString() : it->toVariant().toString();
        if (it.key().isEmpty() || text.contains(u'\n') || text.contains(u'\r') || it.key().contains(u'\n'))
            reader.complain(u"headers"_s, u"'%1' is no header"_s.arg(it.key()));
        headers.append({.name = it.key().toUtf8(), .value = text.toUtf8(), .secret = false});
    }
    return headers;
}

ScenarioRule readRule(ObjectReader& rule)
{
    rule.allowOnly({"match"_L1, "do"_L1, "comment"_L1});
    ObjectReader match(rule.value("match"_L1), rule.place("match"_L1));
    match.allowOnly(
        {"model"_L1, "path"_L1, "format"_L1, "nth"_L1, "every"_L1, "first"_L1, "probability"_L1, "comment"_L1});
    ScenarioRule result;
    result.model = match.text("model"_L1);
    if (result.model.startsWith("sandbox/"_L1))
        result.model.remove(0, 8);
    result.path = match.text("path"_L1);
    result.format = match.text("format"_L1);
    result.nth = match.whole("nth"_L1, 1);
    result.every = match.whole("every"_L1, 1);
    result.first = match.whole("first"_L1, 1);
    result.probability = match.share("probability"_L1);
    rule.adopt(match);
    if (!rule.has("do"_L1))
        rule.complain(u"do"_s, u"is missing; an empty object makes the request go well"_s);
    ObjectReader action(rule.value("do"_L1), rule.place("do"_L1));
    action.allowOnly({"status"_L1, "body"_L1, "message"_L1, "headers"_L1, "html"_L1, "redirect"_L1, "reset"_L1,
        "delayMs"_L1, "firstEventDelayMs"_L1, "stall"_L1, "cut"_L1, "malformed"_L1, "errorInStream"_L1, "slowDrip"_L1,
        "noUsage"_L1, "contentType"_L1, "billed"_L1});
    result.fault.replacement = readReplacement(action);
    result.fault.stream = readStreamFault(action);
    result.fault.headers = readHeaders(action);
    result.fault.billed = action.flag("billed"_L1);
    rule.adopt(action);
    return result;
}

} // namespace

Result<Scenario> Scenario::fromJson(QByteArrayView json)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(json.toByteArray(), &error);
    if (error.error != QJsonParseError::NoError)
        return fail(ErrorKind::InvalidRequest,
            u"the scenario is no JSON: %1 at byte %2"_s.arg(error.errorString()).arg(error.offset));
    ObjectReader reader(document.isObject() ? QJsonValue(document.object()) : QJsonValue(document.array()), {});
    reader.allowOnly({"seed"_L1, "rules"_L1, "comment"_L1});
    Scenario scenario;
    scenario.seed = static_cast<quint64>(reader.whole("seed"_L1, 0).value_or(0));
    if (reader.has("rules"_L1) && !reader.value("rules"_L1).isArray())
        reader.complain(u"rules"_s, u"must be a list"_s);
    const QJsonArray rules = reader.value("rules"_L1).toArray();
    for (qsizetype i = 0; i < rules.size(); ++i) {
        ObjectReader rule(rules[i], u"rules[%1]"_s.arg(i));
        scenario.rules.append(readRule(rule));
        reader.adopt(rule);
    }
    if (!reader.complaint().isEmpty())
        return fail(ErrorKind::InvalidRequest, reader.complaint());
    return scenario;
}

} // namespace assay
