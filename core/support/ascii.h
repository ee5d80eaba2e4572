// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QStringView>

#include <algorithm>
#include <array>
#include <cstring>
#include <type_traits>

namespace assay {

inline constexpr qsizetype kAsciiBlock = 64; // units

/// Bits of eight bytes of text that no ASCII character has.
template <class Unit>
inline constexpr quint64 kNotAscii = sizeof(Unit) == 1 ? 0x8080'8080'8080'8080ULL : 0xff80'ff80'ff80'ff80ULL;

/// Whether kAsciiBlock units of UTF-8 or UTF-16 are ASCII; eight bytes at a time, as these look at every prompt as a
/// whole.
template <class Unit> bool isAsciiBlock(const Unit* at)
{
    std::array<quint64, kAsciiBlock * sizeof(Unit) / sizeof(quint64)> words;
    std::memcpy(words.data(), at, sizeof words);
    quint64 all = 0;
    for (const quint64 word : words)
        all |= word;
    return (all & kNotAscii<Unit>) == 0;
}

template <class Unit> bool isAsciiRange(const Unit* at, const Unit* end)
{
    for (; end - at >= kAsciiBlock; at += kAsciiBlock) {
        if (!isAsciiBlock(at))
            return false;
    }
    constexpr qsizetype kWord = sizeof(quint64) / sizeof(Unit);
    quint64 all = 0;
    for (; end - at >= kWord; at += kWord) {
        quint64 word = 0;
        std::memcpy(&word, at, sizeof word);
        all |= word;
    }
    return (all & kNotAscii<Unit>) == 0
        && std::all_of(at, end, [](Unit unit) { return static_cast<std::make_unsigned_t<Unit>>(unit) < 0x80; });
}

inline bool isAscii(QStringView text)
{
    return isAsciiRange(text.utf16(), text.utf16() + text.size());
}

inline bool isAscii(QByteArrayView text)
{
    return isAsciiRange(text.begin(), text.end());
}

constexpr char asciiLower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// Equal but for the case of ASCII letters, as names of HTTP headers are (RFC 9110, 5.1).
inline bool isSameWord(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return false;
    for (qsizetype i = 0; i < a.size(); ++i) {
        if (a[i] != b[i] && asciiLower(a[i]) != asciiLower(b[i]))
            return false;
    }
    return true;
}

} // namespace assay
