// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/catalogfields.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace dom = simdjson::dom;

namespace {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

void CatalogFields::report(std::string_view key, const QString& why)
{
    if (m_problem.isEmpty())
        m_problem = u"field '%1': %2"_s.arg(toQString(key), why);
}

bool CatalogFields::has(const Object& object, std::string_view key) const
{
    return object.at_key(key).error() == simdjson::SUCCESS;
}

QString CatalogFields::requiredText(const Object& object, std::string_view key)
{
    const QString value = text(object, key);
    if (value.isEmpty())
        report(key, u"is missing"_s);
    return value;
}

QString CatalogFields::text(const Object& object, std::string_view key)
{
    dom::element value;
    if (object.at_key(key).get(value))
        return {};
    std::string_view text;
    if (value.get_string().get(text))
        report(key, u"is not text"_s);
    return toQString(text);
}

QStringList CatalogFields::texts(const Object& object, std::string_view key)
{
    QStringList out;
    const auto list = array(object, key);
    if (!list)
        return out;
    for (const auto element : *list) {
        std::string_view text;
        if (element.get_string().get(text))
            report(key, u"holds something that is not text"_s);
        out += toQString(text);
    }
    return out;
}

std::optional<bool> CatalogFields::flag(const Object& object, std::string_view key)
{
    dom::element value;
    if (object.at_key(key).get(value))
        return std::nullopt;
    bool flag = false;
    if (value.get_bool().get(flag)) {
        report(key, u"is neither true nor false"_s);
        return std::nullopt;
    }
    return flag;
}

std::optional<qint64> CatalogFields::count(const Object& object, std::string_view key)
{
    dom::element value;
    if (object.at_key(key).get(value))
        return std::nullopt;
    int64_t number = 0;
    if (!value.is_int64() || value.get_int64().get(number)) {
        report(key, u"is not a whole number"_s);
        return std::nullopt;
    }
    if (number < 0) {
        report(key, u"is negative"_s);
        return std::nullopt;
    }
    return number;
}

std::optional<Money> CatalogFields::money(const Object& object, std::string_view key)
{
    return count(object, key).transform([](qint64 pico) { return Money::fromPico(pico); });
}

QDate CatalogFields::date(const Object& object, std::string_view key)
{
    const QString value = text(object, key);
    if (value.isEmpty())
        return {};
    const QDate date = QDate::fromString(value, Qt::ISODate);
    if (!date.isValid())
        report(key, u"'%1' is not a date"_s.arg(value));
    return date;
}

std::optional<CatalogFields::Object> CatalogFields::object(const Object& object, std::string_view key)
{
    dom::element value;
    if (object.at_key(key).get(value))
        return std::nullopt;
    Object out;
    if (value.get_object().get(out)) {
        report(key, u"is not an object"_s);
        return std::nullopt;
    }
    return out;
}

std::optional<dom::array> CatalogFields::array(const Object& object, std::string_view key)
{
    dom::element value;
    if (object.at_key(key).get(value))
        return std::nullopt;
    dom::array out;
    if (value.get_array().get(out)) {
        report(key, u"is not a list"_s);
        return std::nullopt;
    }
    return out;
}

QList<CatalogFields::Object> CatalogFields::objects(const Object& object, std::string_view key)
{
    QList<Object> out;
    const auto list = array(object, key);
    if (!list)
        return out;
    for (const auto element : *list) {
        Object item;
        if (element.get_object().get(item))
            report(key, u"holds something that is not an object"_s);
        else
            out += item;
    }
    return out;
}

QHash<QString, QString> CatalogFields::words(const Object& object, std::string_view key)
{
    QHash<QString, QString> out;
    const auto found = this->object(object, key);
    if (!found)
        return out;
    for (const auto& field : *found) {
        std::string_view text;
        if (field.value.get_string().get(text))
            report(key, u"holds something that is not text"_s);
        out.insert(toQString(field.key), toQString(text));
    }
    return out;
}

} // namespace assay
