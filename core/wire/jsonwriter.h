// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/money.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QLatin1StringView>
#include <QStringView>

#include <concepts>
#include <optional>

namespace assay {

/// Appends `text` as a JSON string with its quotes. Half surrogate pairs become U+FFFD.
void appendJsonString(QByteArray& out, QStringView text);

/// Writes compact JSON front to back, without a tree. The caller keeps objects and arrays balanced.
class JsonWriter
{
public:
    explicit JsonWriter(qsizetype room = 256) { m_out.reserve(room); }
    /// Goes on behind what is there (`data: `).
    explicit JsonWriter(QByteArray start)
        : m_out(std::move(start))
    {
    }

    JsonWriter& object() { return open('{'); }
    JsonWriter& array() { return open('['); }
    JsonWriter& endObject() { return close('}'); }
    JsonWriter& endArray() { return close(']'); }
    JsonWriter& key(QLatin1StringView name);

    JsonWriter& value(QStringView text);
    JsonWriter& value(QLatin1StringView text); ///< plain ASCII without quotes and backslashes
    JsonWriter& value(bool flag) { return raw(flag ? "true" : "false"); }
    template <std::integral T>
        requires(!std::same_as<T, bool>)
    JsonWriter& value(T whole)
    {
        return number(static_cast<qint64>(whole));
    }
    JsonWriter& null() { return raw("null"); }
    /// A value that is JSON already.
    JsonWriter& raw(QByteArrayView json);
    /// Exact decimal dollars as a number.
    JsonWriter& dollars(Money amount);

    template <class T> JsonWriter& member(QLatin1StringView name, const T& content) { return key(name).value(content); }
    /// Null where there is none.
    template <class T> JsonWriter& member(QLatin1StringView name, const std::optional<T>& content)
    {
        return content ? key(name).value(*content) : key(name).null();
    }
    JsonWriter& rawMember(QLatin1StringView name, QByteArrayView json) { return key(name).raw(json); }

    QByteArray take() { return std::move(m_out); }

private:
    JsonWriter& number(qint64 value);
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    void separate();

    QByteArray m_out;
    bool m_needsComma = false;
};

} // namespace assay
