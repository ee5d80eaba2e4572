// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/money.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <simdjson.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// A look into a document of JsonParser that never fails: a member that is not there, and a value of another type,
/// reads as missing. Valid until the parser reads its next document.
class JsonValue
{
public:
    JsonValue() = default;
    JsonValue(simdjson::dom::element element)
        : m_element(element)
    {
    }

    bool exists() const { return m_element.has_value(); }
    bool isNull() const { return m_element && m_element->is_null(); }
    bool isObject() const { return m_element && m_element->is_object(); }
    bool isArray() const { return m_element && m_element->is_array(); }
    bool isString() const { return m_element && m_element->is_string(); }
    bool isNumber() const { return m_element && m_element->is_number(); }

    /// A member of an object.
    JsonValue operator[](std::string_view name) const;
    /// An item of an array, from 0.
    JsonValue at(std::size_t index) const;
    /// Items of an array, members of an object; 0 for everything else.
    std::size_t size() const;

    /// UTF-8 of a string; empty if it is none.
    std::string_view bytes() const;
    /// A string; empty if it is none.
    QString text() const;
    /// A whole number that fits, also when written as `12.0`. Never rounded.
    std::optional<qint64> integer() const;
    std::optional<bool> boolean() const;
    /// The value as compact JSON text: equal in meaning, not byte for byte. Decimals pass through a double: use
    /// JsonParser::raw for money and for what must be kept as it came.
    QByteArray minified() const;

    /// Calls `visit(JsonValue)` for every item of an array.
    template <class Visit> void forEachItem(Visit&& visit) const
    {
        simdjson::dom::array array;
        if (m_element && m_element->get_array().get(array) == simdjson::SUCCESS) {
            for (const simdjson::dom::element item : array)
                visit(JsonValue(item));
        }
    }
    /// Calls `visit(std::string_view name, JsonValue)` for every member of an object.
    template <class Visit> void forEachMember(Visit&& visit) const
    {
        simdjson::dom::object object;
        if (m_element && m_element->get_object().get(object) == simdjson::SUCCESS) {
            for (const simdjson::dom::key_value_pair member : object)
                visit(member.key, JsonValue(member.value));
        }
    }

private:
    std::optional<simdjson::dom::element> m_element;
};

/// A JSON reader that is used again for document after document. What providers really send is read even where it is
/// not quite JSON: numbers out of range and `NaN`, half surrogate pairs, broken UTF-8.
/// A thread keeps what its parsers need in memory for the next ones, since that is larger than most documents.
class JsonParser
{
public:
    JsonParser();
    ~JsonParser();
    JsonParser(JsonParser&&) noexcept;
    JsonParser& operator=(JsonParser&&) noexcept;

    /// The document, valid until the next call. Missing if the text is no JSON.
    JsonValue parse(QByteArrayView text);

    /// The bytes of the value at an RFC 6901 pointer of the last document, exactly as they came: `/usage`,
    /// `/usage/cost`. Empty if there is none. A number comes as its own digits, never through a double.
    QByteArray raw(std::string_view pointer);

    /// The decimal (a number, or a string of digits) at `pointer` as dollars, exact.
    std::optional<Money> dollars(std::string_view pointer);

private:
    struct Memory {
        simdjson::dom::parser dom;
        QByteArray buffer; ///< the text and simdjson's padding behind it
    };
    static std::vector<std::unique_ptr<Memory>>& idle(); ///< of this thread
    void load(QByteArrayView text);

    std::unique_ptr<Memory> m_memory;
    std::size_t m_size = 0;
};

inline QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace assay
