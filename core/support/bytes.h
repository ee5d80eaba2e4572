// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace assay {

/// QByteArray::append without the call where there is room already: writers of JSON and of HTTP heads append some
/// hundred short pieces a request.
inline QByteArray& extend(QByteArray& out, QByteArrayView piece)
{
    auto& data = out.data_ptr();
    if (data.needsDetach() || data.freeSpaceAtEnd() < piece.size())
        return out.append(piece);
    if (piece.isEmpty())
        return out;
    std::memcpy(data.end(), piece.data(), static_cast<std::size_t>(piece.size()));
    data.size += piece.size();
    *data.end() = '\0';
    return out;
}

/// Where at most `room` more bytes may be written; endAt() says how far they were.
inline char* roomFor(QByteArray& out, qsizetype room)
{
    auto& data = out.data_ptr();
    if (data.needsDetach() || data.freeSpaceAtEnd() < room)
        out.reserve(std::max(out.size() + room, 2 * out.size()));
    return data.end();
}

inline void endAt(QByteArray& out, char* end)
{
    out.data_ptr().size = end - out.constData();
    *end = '\0';
}

inline QByteArray& extend(QByteArray& out, char c)
{
    return extend(out, QByteArrayView(&c, 1));
}

inline QByteArray& extendNumber(QByteArray& out, qint64 number, int base = 10)
{
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, base).ptr;
    return extend(out, QByteArrayView(digits.data(), end));
}

} // namespace assay
