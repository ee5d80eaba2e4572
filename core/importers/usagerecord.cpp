// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/importers/usagerecord.h"

#include <charconv>
#include <chrono>
#include <cstring>

namespace assay {

namespace {

constexpr quint64 kMixA = 0xa0761d6478bd642fULL;
constexpr quint64 kMixB = 0xe7037ed1a0b428dbULL;
constexpr quint64 kMixC = 0x8ebc6af09c88c6e3ULL;

__extension__ using Wide = unsigned __int128;

/// Multiply and fold, as wyhash does.
quint64 fold(quint64 left, quint64 right)
{
    const Wide product = static_cast<Wide>(left) * right;
    return static_cast<quint64>(product) ^ static_cast<quint64>(product >> 64);
}

struct Lanes {
    quint64 first = kMixA;
    quint64 second = kMixC;

    void take(std::string_view text)
    {
        while (text.size() >= 8) {
            quint64 word = 0;
            std::memcpy(&word, text.data(), 8);
            mix(word);
            text.remove_prefix(8);
        }
        quint64 word = 0;
        std::memcpy(&word, text.data(), text.size());
        mix(word);
        mix(text.size() + 0x100);
    }
    void mix(quint64 word)
    {
        first = fold(first ^ word, kMixB);
        second = fold(second ^ word, kMixA) + first;
    }
};

/// Reads `count` digits at `at`; -1 if there are none.
int digits(std::string_view text, std::size_t at, std::size_t count)
{
    if (text.size() < at + count)
        return -1;
    int value = 0;
    for (const char c : text.substr(at, count)) {
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<qint64> parseOffset(std::string_view zone)
{
    if (zone.empty() || zone == "Z" || zone == "z" || zone == " UTC")
        return 0;
    const bool isSigned = zone[0] == '+' || zone[0] == '-';
    const int hours = isSigned ? digits(zone, 1, 2) : -1;
    const int minutes = zone.size() == 6 ? digits(zone, 4, 2)
        : zone.size() == 5               ? digits(zone, 3, 2)
        : zone.size() == 3               ? 0
                                         : -1;
    if (hours < 0 || minutes < 0)
        return std::nullopt;
    const qint64 offset = (hours * 60LL + minutes) * 60'000;
    return zone[0] == '-' ? -offset : offset;
}

} // namespace

MessageKey messageKey(std::string_view first, std::string_view second)
{
    Lanes lanes;
    lanes.take(first);
    lanes.take(second);
    const quint64 a = fold(lanes.first ^ kMixB, kMixC);
    const quint64 b = fold(lanes.second ^ kMixA, kMixB);
    return {static_cast<quint32>(a), static_cast<quint32>(a >> 32), static_cast<quint32>(b ^ (b >> 32))};
}

ImportSum sumOf(const UsageRecord& record, const UsageExtra* extra)
{
    ImportSum sum;
    const bool isMessage = !record.has(usageflag::kCostOnly);
    sum.messages = !isMessage ? 0 : extra ? qint64(extra->requests) : 1;
    const bool isPriced = record.has(usageflag::kPriced);
    sum.unpriced = isMessage && !isPriced ? std::max<qint64>(sum.messages, 1) : 0;
    sum.estimated = isPriced && record.has(usageflag::kEstimated) ? sum.messages : 0;
    sum.pico = isPriced ? record.pico : 0;
    sum.reported
        = record.has(usageflag::kReported) ? std::max<qint64>(sum.messages, 1) : 0; // a row of a bill counts as one
    sum.reportedPico = extra && sum.reported > 0 ? extra->reportedPico : 0;
    const auto set
        = [&sum](UsageClass usageClass, qint64 count) { sum.tokens[static_cast<std::size_t>(usageClass)] = count; };
    set(UsageClass::Input, record.input);
    set(UsageClass::CacheRead, record.cacheRead);
    set(UsageClass::CacheWrite, record.cacheWrite);
    set(UsageClass::CacheWrite1h, record.cacheWrite1h);
    set(UsageClass::Output, record.output);
    set(UsageClass::Reasoning, record.reasoning);
    set(UsageClass::WebSearch, record.searches);
    if (extra) {
        set(UsageClass::InputAudio, extra->inputAudio);
        set(UsageClass::OutputAudio, extra->outputAudio);
        set(UsageClass::CacheReadAudio, extra->cacheReadAudio);
    }
    return sum;
}

Usage usageOf(const UsageRecord& record, const UsageExtra* extra)
{
    const ImportSum sum = sumOf(record, extra);
    Usage usage;
    for (const auto usageClass : allUsageClasses()) {
        if (const qint64 count = sum.tokens[static_cast<std::size_t>(usageClass)]; count > 0)
            usage.set(usageClass, count);
    }
    return usage;
}

std::optional<qint64> parseIsoTime(std::string_view text)
{
    const int year = digits(text, 0, 4);
    const int month = digits(text, 5, 2);
    const int day = digits(text, 8, 2);
    if (year < 1970 || month < 1 || day < 1 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
        std::chrono::day(static_cast<unsigned>(day)));
    if (!date.ok())
        return std::nullopt;
    qint64 ms = std::chrono::sys_days(date).time_since_epoch().count() * 86'400'000LL;
    if (text.size() == 10)
        return ms;
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const int second = digits(text, 17, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60 || text[13] != ':'
        || text[16] != ':')
        return std::nullopt;
    ms += ((hour * 60LL + minute) * 60 + second) * 1'000;
    std::size_t at = 19;
    if (at < text.size() && text[at] == '.') {
        int scale = 100;
        for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
            ms += (text[at] - '0') * scale;
    }
    const auto offset = parseOffset(text.substr(at));
    return offset ? std::optional(ms - *offset) : std::nullopt;
}

} // namespace assay
