// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/refresh/rawjson.h"

#include "core/support/decimal.h"

#include <simdjson.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace json = simdjson::ondemand;

namespace {

std::unexpected<Error> broken(simdjson::error_code code)
{
    return fail(ErrorKind::Protocol, QString::fromUtf8(simdjson::error_message(code)));
}

RawJson kept(std::string_view raw)
{
    return RawJson(QByteArray(raw.data(), static_cast<qsizetype>(raw.size())).trimmed());
}

} // namespace

bool RawJson::isNumber() const
{
    return !m_text.isEmpty() && (m_text.front() == '-' || (m_text.front() >= '0' && m_text.front() <= '9'));
}

Result<QList<RawJson::Member>> RawJson::members() const
{
    const simdjson::padded_string text(m_text.constData(), static_cast<std::size_t>(m_text.size()));
    json::parser parser;
    json::document document;
    json::object object;
    if (const auto code = parser.iterate(text).get(document))
        return broken(code);
    if (const auto code = document.get_object().get(object))
        return broken(code);
    QList<Member> out;
    for (auto item : object) {
        json::field field;
        std::string_view key;
        std::string_view raw;
        auto code = std::move(item).get(field);
        if (!code)
            code = field.unescaped_key().get(key);
        if (!code)
            code = field.value().raw_json().get(raw);
        if (code)
            return broken(code);
        out.emplaceBack(QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())), kept(raw));
    }
    return out;
}

Result<QList<RawJson>> RawJson::items() const
{
    const simdjson::padded_string text(m_text.constData(), static_cast<std::size_t>(m_text.size()));
    json::parser parser;
    json::document document;
    json::array array;
    if (const auto code = parser.iterate(text).get(document))
        return broken(code);
    if (const auto code = document.get_array().get(array))
        return broken(code);
    QList<RawJson> out;
    for (auto item : array) {
        json::value value;
        std::string_view raw;
        auto code = std::move(item).get(value);
        if (!code)
            code = value.raw_json().get(raw);
        if (code)
            return broken(code);
        out += kept(raw);
    }
    return out;
}

RawJson RawJson::operator[](QLatin1StringView key) const
{
    if (!isObject())
        return {};
    const auto all = members();
    for (const auto& [name, value] : all ? *all : QList<Member>()) {
        if (name == key)
            return value;
    }
    return {};
}

QString RawJson::string() const
{
    if (!m_text.startsWith('"'))
        return {};
    const simdjson::padded_string text(m_text.constData(), static_cast<std::size_t>(m_text.size()));
    json::parser parser;
    json::document document;
    std::string_view out;
    if (parser.iterate(text).get(document) || document.get_string().get(out))
        return {};
    return QString::fromUtf8(out.data(), static_cast<qsizetype>(out.size()));
}

Result<qint64> RawJson::decimal(int scale) const
{
    return scaledDecimal(isNumber() ? m_text : string().toUtf8(), scale);
}

} // namespace assay
