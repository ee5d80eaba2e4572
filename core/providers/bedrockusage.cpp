// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/bedrockusage.h"

#include <algorithm>

namespace assay {

namespace {

/// Tokens written to the cache for an hour; the rest of the writes, told or not, is for five minutes.
std::optional<qint64> hourWrites(const JsonValue& details)
{
    std::optional<qint64> sum;
    details.forEachItem([&](const JsonValue& item) {
        if (item["ttl"].bytes() == "1h")
            sum = sum.value_or(0) + item["inputTokens"].integer().value_or(0);
    });
    return sum;
}

} // namespace

UsageReport bedrockUsage(const JsonValue& usage)
{
    UsageReport report;
    // Some answers carry the same numbers under a second name only.
    const auto count = [&](std::string_view name, std::string_view second) {
        const auto value = usage[name].integer();
        return value || second.empty() ? value : usage[second].integer();
    };
    const auto input = count("inputTokens", {});
    const auto read = count("cacheReadInputTokens", "cacheReadInputTokenCount");
    const auto write = count("cacheWriteInputTokens", "cacheWriteInputTokenCount");
    const auto output = count("outputTokens", {});
    const auto set = [&](UsageClass usageClass, std::optional<qint64> value) {
        if (value)
            report.usage.set(usageClass, *value);
    };
    set(UsageClass::Input, input);
    set(UsageClass::CacheRead, read);
    set(UsageClass::Output, output);
    const auto hour = hourWrites(usage["cacheDetails"]);
    set(UsageClass::CacheWrite1h, hour);
    if (write)
        report.usage.set(UsageClass::CacheWrite, std::max<qint64>(0, *write - hour.value_or(0)));
    const auto total = usage["totalTokens"].integer();
    report.disagrees = total && input && output && *total != *input + *output + read.value_or(0) + write.value_or(0);
    return report;
}

} // namespace assay
