// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/eventstreamdecoder.h"

#include <QByteArray>
#include <QtEndian>

namespace assay::testing {

// Bodies as clients pack them.

inline QByteArray zlib(const QByteArray& text)
{
    return qCompress(text, 9).sliced(4); // without Qt's length before it
}

inline QByteArray rawDeflate(const QByteArray& text)
{
    const QByteArray framed = zlib(text);
    return framed.sliced(2, framed.size() - 6); // without header and checksum
}

template <class Number> QByteArray littleEndian(Number number)
{
    QByteArray out(sizeof number, '\0');
    qToLittleEndian(number, out.data());
    return out;
}

inline QByteArray gzip(const QByteArray& text)
{
    static const QByteArray head("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
    return head + rawDeflate(text) + littleEndian(crc32(text)) + littleEndian(static_cast<quint32>(text.size()));
}

} // namespace assay::testing
