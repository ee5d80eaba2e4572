// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QStringView>

#include <array>
#include <cstring>

namespace assay {

/// Whether 64 units are ASCII; four at a time, as these look at every prompt as a whole.
inline bool isAsciiBlock(const char16_t* at)
{
    std::array<quint64, 16> words;
    std::memcpy(words.data(), at, sizeof words);
    quint64 all = 0;
    for (const quint64 word : words)
        all |= word;
    return (all & 0xff80'ff80'ff80'ff80ULL) == 0;
}

inline bool isAscii(QStringView text)
{
    constexpr qsizetype kBlock = 64;
    const char16_t* at = text.utf16();
    const char16_t* const end = at + text.size();
    for (; end - at >= kBlock; at += kBlock) {
        if (!isAsciiBlock(at))
            return false;
    }
    char16_t all = 0;
    for (; at != end; ++at)
        all = static_cast<char16_t>(all | *at);
    return all < 0x80;
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
