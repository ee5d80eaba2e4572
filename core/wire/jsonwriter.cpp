// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/jsonwriter.h"

#include "core/support/bytes.h"
#include "core/support/moneytext.h"

#include <QChar>

#include <cstring>

namespace assay {

namespace {

constexpr char kHex[] = "0123456789abcdef";

bool isPlain(char16_t c)
{
    return c >= 0x20 && c < 0x80 && c != u'"' && c != u'\\';
}

char* escaped(char* to, char16_t c)
{
    *to++ = '\\';
    switch (c) {
    case u'"': *to++ = '"'; return to;
    case u'\\': *to++ = '\\'; return to;
    case u'\n': *to++ = 'n'; return to;
    case u'\r': *to++ = 'r'; return to;
    case u'\t': *to++ = 't'; return to;
    case u'\b': *to++ = 'b'; return to;
    case u'\f': *to++ = 'f'; return to;
    default: break;
    }
    *to++ = 'u';
    *to++ = '0';
    *to++ = '0';
    *to++ = kHex[(c >> 4) & 0xf];
    *to++ = kHex[c & 0xf];
    return to;
}

char* utf8(char* to, char32_t c)
{
    if (c < 0x800) {
        *to++ = static_cast<char>(0xc0 | (c >> 6));
    } else if (c < 0x10000) {
        *to++ = static_cast<char>(0xe0 | (c >> 12));
        *to++ = static_cast<char>(0x80 | ((c >> 6) & 0x3f));
    } else {
        *to++ = static_cast<char>(0xf0 | (c >> 18));
        *to++ = static_cast<char>(0x80 | ((c >> 12) & 0x3f));
        *to++ = static_cast<char>(0x80 | ((c >> 6) & 0x3f));
    }
    *to++ = static_cast<char>(0x80 | (c & 0x3f));
    return to;
}

} // namespace

void appendJsonString(QByteArray& out, QStringView text)
{
    constexpr qsizetype kWidest = 6; // \u00xx
    const char16_t* from = text.utf16();
    const char16_t* const end = from + text.size();
    char* to = roomFor(out, text.size() + 2);
    *to++ = '"';
    while (from != end && isPlain(*from))
        *to++ = static_cast<char>(*from++);
    if (from != end) { // most texts are plain to their end
        endAt(out, to);
        to = roomFor(out, (end - from) * kWidest + 1);
    }
    while (from != end) {
        const char16_t c = *from++;
        if (isPlain(c))
            *to++ = static_cast<char>(c);
        else if (c < 0x80)
            to = escaped(to, c);
        else if (!QChar::isSurrogate(c))
            to = utf8(to, c);
        else if (QChar::isHighSurrogate(c) && from != end && QChar::isLowSurrogate(*from))
            to = utf8(to, QChar::surrogateToUcs4(c, *from++));
        else
            to = utf8(to, QChar::ReplacementCharacter);
    }
    *to++ = '"';
    endAt(out, to);
}

JsonWriter& JsonWriter::key(QLatin1StringView name)
{
    char* to = roomFor(m_out, name.size() + 4);
    if (m_needsComma)
        *to++ = ',';
    *to++ = '"';
    std::memcpy(to, name.data(), static_cast<std::size_t>(name.size()));
    to += name.size();
    *to++ = '"';
    *to++ = ':';
    endAt(m_out, to);
    m_needsComma = false;
    return *this;
}

JsonWriter& JsonWriter::value(QStringView text)
{
    separate();
    appendJsonString(m_out, text);
    return *this;
}

JsonWriter& JsonWriter::value(QLatin1StringView text)
{
    separate();
    extend(extend(extend(m_out, '"'), text), '"');
    return *this;
}

JsonWriter& JsonWriter::raw(QByteArrayView json)
{
    separate();
    extend(m_out, json);
    return *this;
}

JsonWriter& JsonWriter::number(qint64 value)
{
    separate();
    extendNumber(m_out, value);
    return *this;
}

JsonWriter& JsonWriter::dollars(Money amount)
{
    separate();
    extendDollars(m_out, amount);
    return *this;
}

JsonWriter& JsonWriter::open(char bracket)
{
    separate();
    extend(m_out, bracket);
    m_needsComma = false;
    return *this;
}

JsonWriter& JsonWriter::close(char bracket)
{
    extend(m_out, bracket);
    m_needsComma = true;
    return *this;
}

void JsonWriter::separate()
{
    if (m_needsComma)
        extend(m_out, ',');
    m_needsComma = true;
}

} // namespace assay
