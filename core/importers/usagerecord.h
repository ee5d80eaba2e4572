// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/importedusage.h"

#include <array>
#include <optional>
#include <string_view>

namespace assay {

/// Identity of a message: 96 bits made of its ids. Two of ten million messages share one with a chance of 10^-15.
using MessageKey = std::array<quint32, 3>;

/// Of up to two texts; the same on every machine and in every version, because keys are kept.
MessageKey messageKey(std::string_view first, std::string_view second = {});

/// How a request was bought; part of the flags of a record.
enum class UsageMode : quint16 { Standard, Batch, Priority, Fast, Flex };

namespace usageflag {
inline constexpr quint16 kPriced = 0x01; ///< `pico` is its cost
inline constexpr quint16 kEstimated = 0x02;
inline constexpr quint16 kReported = 0x04; ///< the source named a cost
inline constexpr quint16 kBilled = 0x08; ///< that cost is what was charged: it counts in place of ours
inline constexpr quint16 kCostOnly = 0x10; ///< a line of a bill: no message, no tokens
inline constexpr quint16 kAggregate = 0x20; ///< stands for several requests
inline constexpr quint16 kLongContext = 0x40; ///< of those whose prompts passed the long-context limit
inline constexpr quint16 kModeShift = 7;
inline constexpr quint16 kModeMask = 0x7 << kModeShift;
inline constexpr quint16 kShortContext = 0x400; ///< of those whose prompts stayed below it
inline constexpr quint16 kStored = 0x4000; ///< in memory only: came from the ledger
inline constexpr quint16 kChanged = 0x8000; ///< in memory only: to be stored
} // namespace usageflag

/// One message, packed: hundreds of thousands are held at once, and kept as they are.
struct UsageRecord {
    MessageKey key{};
    quint32 group = 0; ///< ImportGroup::id
    qint64 timeMs = 0; ///< since 1970 UTC
    qint64 pico = 0; ///< cost once priced; before that the number of the file it came from
    quint32 input = 0;
    quint32 cacheRead = 0;
    quint32 cacheWrite = 0;
    quint32 cacheWrite1h = 0;
    quint32 output = 0;
    quint32 reasoning = 0;
    quint32 extra = 0; ///< 0: none; otherwise its place among the extras, from 1
    quint16 searches = 0;
    quint16 flags = 0;

    bool has(quint16 flag) const { return (flags & flag) != 0; }
    UsageMode mode() const { return static_cast<UsageMode>((flags & usageflag::kModeMask) >> usageflag::kModeShift); }
    void setMode(UsageMode mode)
    {
        flags = static_cast<quint16>(
            (flags & ~usageflag::kModeMask) | (static_cast<unsigned>(mode) << usageflag::kModeShift));
    }
};
static_assert(sizeof(UsageRecord) == 64);

/// What only few records have.
struct UsageExtra {
    qint64 reportedPico = 0;
    quint32 requests = 1;
    quint32 inputAudio = 0;
    quint32 outputAudio = 0;
    quint32 cacheReadAudio = 0;
};
static_assert(sizeof(UsageExtra) == 24);

/// A record as the sums it adds to a roll-up.
ImportSum sumOf(const UsageRecord& record, const UsageExtra* extra);
/// Its tokens by class; classes that are 0 are left unknown.
Usage usageOf(const UsageRecord& record, const UsageExtra* extra);

/// Milliseconds since 1970 UTC of `2025-06-01T12:34:56.789Z`; also without fraction, with a space for the T, with an
/// offset, or a date alone. Nothing if it is no such date.
std::optional<qint64> parseIsoTime(std::string_view text);

} // namespace assay
