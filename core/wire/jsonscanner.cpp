// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/jsonscanner.h"

#include <QtEndian>

#include <bit>
#include <cstring>

namespace assay {

namespace {

bool isEscaped(const char* quote, const char* start)
{
    const char* before = quote;
    while (before != start && before[-1] == '\\')
        --before;
    return (quote - before) % 2 == 1;
}

/// Names and words end soon, so the first bytes are looked at eight at a time, without a call; long texts are
/// looked through by memchr.
const char* nextQuote(const char* at, const char* end)
{
    constexpr int kSteps = 4;
    constexpr quint64 kOnes = 0x0101'0101'0101'0101;
    for (int step = 0; step < kSteps && end - at >= qsizetype(sizeof(quint64)); ++step, at += sizeof(quint64)) {
        // Bytes that are a quote become 0, and the lowest bit of those that were 0 is found.
        const quint64 word = qFromLittleEndian<quint64>(at) ^ (kOnes * '"');
        if (const quint64 zeros = (word - kOnes) & ~word & (kOnes * 0x80))
            return at + std::countr_zero(zeros) / 8;
    }
    return static_cast<const char*>(std::memchr(at, '"', static_cast<std::size_t>(end - at)));
}

} // namespace

const char* JsonScanner::behindString(const char* at, const char* end)
{
    const char* const start = ++at;
    for (;;) {
        const char* const quote = nextQuote(at, end);
        if (!quote)
            return nullptr;
        at = quote + 1;
        if (quote == start || quote[-1] != '\\' || !isEscaped(quote, start))
            return at;
    }
}

const char* JsonScanner::behindNested(const char* at, const char* end)
{
    constexpr int kCaseOfBrackets = 0x20; // what [ and { differ in, and ] and }
    for (int depth = 0; at != end;) {
        if (*at == '"') {
            at = behindString(at, end);
            if (!at)
                return nullptr;
            continue;
        }
        const int c = *at++ | kCaseOfBrackets;
        if (c == '{')
            ++depth;
        else if (c == '}' && --depth == 0)
            return at;
    }
    return nullptr;
}

} // namespace assay
