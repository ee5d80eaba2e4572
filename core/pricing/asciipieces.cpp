// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pricing/asciipieces.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace assay {

namespace {

constexpr qsizetype kUnits = 64; // one a bit
constexpr qsizetype kStep = 16;

/// What units are: bit i stands for unit i. What is none of these is a mark.
struct Kinds {
    quint64 letters = 0;
    quint64 capitals = 0; ///< letters, too
    quint64 digits = 0;
    quint64 blanks = 0;
    quint64 lineEnds = 0;

    /// kStep units that are ASCII, the first of them unit `place`.
    void read(const char16_t* at, qsizetype place);
};

#if defined(__SSE2__)

__m128i eightOf(const char16_t* at)
{
    __m128i out;
    std::memcpy(&out, at, sizeof out);
    return out;
}

bool isAsciiStep(const char16_t* at)
{
    const __m128i both = _mm_or_si128(eightOf(at), eightOf(at + kStep / 2));
    const __m128i beyond = _mm_and_si128(both, _mm_set1_epi16(static_cast<short>(0xff80)));
    return _mm_movemask_epi8(_mm_cmpeq_epi16(beyond, _mm_setzero_si128())) == 0xffff;
}

quint64 bitsOf(__m128i bytes)
{
    return static_cast<quint64>(_mm_movemask_epi8(bytes));
}

/// Whether `first` ≤ each byte ≤ `last`; the bytes are ASCII, and what is beyond `last` turns negative.
__m128i within(__m128i bytes, char first, char last)
{
    const __m128i moved = _mm_add_epi8(bytes, _mm_set1_epi8(static_cast<char>(127 - last)));
    return _mm_cmpgt_epi8(moved, _mm_set1_epi8(static_cast<char>(127 - last + first - 1)));
}

__m128i either(__m128i bytes, char one, char other)
{
    return _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(one)), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(other)));
}

inline void Kinds::read(const char16_t* at, qsizetype place)
{
    const __m128i bytes = _mm_packus_epi16(eightOf(at), eightOf(at + kStep / 2));
    const quint64 some = bitsOf(within(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 'z'));
    const quint64 small = bitsOf(_mm_slli_epi16(bytes, 2)); // 0x20 tells small letters from capitals
    letters |= some << place;
    capitals |= (some & ~small) << place;
    digits |= bitsOf(within(bytes, '0', '9')) << place;
    blanks |= bitsOf(either(bytes, ' ', '\t')) << place;
    lineEnds |= bitsOf(either(bytes, '\n', '\r')) << place;
}

#else

bool isAsciiStep(const char16_t* at)
{
    return std::all_of(at, at + kStep, [](char16_t u) { return u < 0x80; });
}

inline void Kinds::read(const char16_t* at, qsizetype place)
{
    for (qsizetype i = 0; i < kStep; ++i) {
        const char16_t u = at[i];
        const bool isCapital = u >= u'A' && u <= u'Z';
        const auto bit = [&](bool is) { return quint64{is} << (place + i); };
        letters |= bit(isCapital || (u >= u'a' && u <= u'z'));
        capitals |= bit(isCapital);
        digits |= bit(u >= u'0' && u <= u'9');
        blanks |= bit(u == u' ' || u == u'\t');
        lineEnds |= bit(u == u'\n' || u == u'\r');
    }
}

#endif

/// The ASCII that stands here, at most kUnits; how many units of it.
inline qsizetype readKinds(Kinds& kinds, const char16_t* at, const char16_t* end)
{
    const qsizetype most = std::min<qsizetype>(end - at, kUnits);
    std::array<char16_t, kStep> rest{};
    for (qsizetype place = 0; place < most; place += kStep) {
        const char16_t* const step = at + place;
        if (most - place >= kStep && isAsciiStep(step)) {
            kinds.read(step, place);
            continue;
        }
        const char16_t* const stop = std::find_if(step, at + most, [](char16_t unit) { return unit >= 0x80; });
        std::copy(step, stop, rest.begin());
        kinds.read(rest.data(), place);
        return stop - at;
    }
    return most;
}

constexpr quint64 lowest(qsizetype count)
{
    return count >= kUnits ? ~quint64{0} : (quint64{1} << count) - 1;
}

/// First units of the runs in `units`.
constexpr quint64 begins(quint64 units)
{
    return units & ~(units << 1);
}

/// Where `length` units of them stand in a row: two rows of half the length, that meet or overlap.
template <int length> constexpr quint64 rowsOf(quint64 units)
{
    if constexpr (length == 1) {
        return units;
    } else {
        constexpr int half = (length + 1) / 2;
        const quint64 rows = rowsOf<half>(units);
        return rows & (rows >> (length - half));
    }
}

/// For each run of these one token, and another for every `every` units beyond its first.
qint64 tokensOfRuns(quint64 units, int every)
{
    qint64 tokens = 0;
    while (units != 0) {
        const int first = std::countr_zero(units);
        const int run = std::countr_one(units >> first);
        tokens += 1 + (run - 1) / every;
        units &= ~(lowest(run) << first);
    }
    return tokens;
}

/// What pieces cost that are so long that they are more than one token.
template <int length, int every> qint64 extraTokens(quint64 units)
{
    const quint64 rows = rowsOf<length>(units);
    return rows == 0 ? 0 : tokensOfRuns(rows, every);
}

} // namespace

PieceCount countAsciiPieces(const char16_t* at, const char16_t* end)
{
    Kinds kinds;
    const qsizetype read = readKinds(kinds, at, end);
    const quint64 others = kinds.letters | kinds.digits | kinds.blanks | kinds.lineEnds;
    const quint64 marks = lowest(read) & ~others;
    // A word is capitals, then small letters; a capital behind a small letter begins the next (camelCase).
    const quint64 words = (kinds.letters & ~kinds.capitals & ~(kinds.letters << 1)) | begins(kinds.capitals);
    const quint64 counted = words | begins(kinds.digits) | begins(marks) | begins(kinds.lineEnds);
    const quint64 pieces = counted | begins(kinds.blanks);
    if (pieces == 0)
        return {};
    // The last piece may go on.
    const qsizetype whole = at + read == end ? read : kUnits - 1 - std::countl_zero(pieces);
    const quint64 taken = lowest(whole);
    const quint64 blanks = kinds.blanks & taken;
    const quint64 wideBlanks = begins(rowsOf<2>(blanks)); // one blank belongs to the word behind it
    qint64 tokens = std::popcount((counted & taken) | wideBlanks);
    tokens += extraTokens<9, 6>(kinds.letters & ~words & taken); // letters behind a word's first
    tokens += extraTokens<4, 3>(kinds.digits & taken);
    tokens += extraTokens<4, 3>(marks & taken);
    tokens += extraTokens<16, 16>(kinds.lineEnds & taken);
    tokens += extraTokens<32, 32>(blanks);
    return {.tokens = tokens, .units = whole};
}

} // namespace assay
