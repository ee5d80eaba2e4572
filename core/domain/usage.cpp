// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/usage.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kAll = {
    UsageClass::Input,
    UsageClass::CacheRead,
    UsageClass::CacheWrite,
    UsageClass::CacheWrite1h,
    UsageClass::InputAudio,
    UsageClass::InputImage,
    UsageClass::InputVideo,
    UsageClass::CacheReadAudio,
    UsageClass::Output,
    UsageClass::Reasoning,
    UsageClass::Citation,
    UsageClass::OutputAudio,
    UsageClass::OutputImage,
    UsageClass::WebSearch,
};
static_assert(kAll.size() == kUsageClassCount);

constexpr auto kFirstOutput = UsageClass::Output;

QString jsonName(UsageClass usageClass)
{
    return usageClass == UsageClass::WebSearch ? u"searches"_s : QString(usageClassName(usageClass));
}

} // namespace

std::span<const UsageClass> allUsageClasses()
{
    return kAll;
}

QLatin1StringView usageClassName(UsageClass usageClass)
{
    switch (usageClass) {
    case UsageClass::Input: return "input"_L1;
    case UsageClass::CacheRead: return "cache_read"_L1;
    case UsageClass::CacheWrite: return "cache_write"_L1;
    case UsageClass::CacheWrite1h: return "cache_write_1h"_L1;
    case UsageClass::InputAudio: return "input_audio"_L1;
    case UsageClass::InputImage: return "input_image"_L1;
    case UsageClass::InputVideo: return "input_video"_L1;
    case UsageClass::CacheReadAudio: return "cache_read_audio"_L1;
    case UsageClass::Output: return "output"_L1;
    case UsageClass::Reasoning: return "reasoning"_L1;
    case UsageClass::Citation: return "citation"_L1;
    case UsageClass::OutputAudio: return "output_audio"_L1;
    case UsageClass::OutputImage: return "output_image"_L1;
    case UsageClass::WebSearch: return "web_search"_L1;
    }
    std::unreachable();
}

std::optional<UsageClass> usageClassFromName(QStringView name)
{
    if (name == "searches"_L1)
        return UsageClass::WebSearch;
    for (const auto usageClass : kAll) {
        if (name == usageClassName(usageClass))
            return usageClass;
    }
    return std::nullopt;
}

std::optional<qint64> Usage::promptTokens() const
{
    std::optional<qint64> sum;
    for (const auto usageClass : kAll) {
        if (usageClass < kFirstOutput && has(usageClass))
            sum = sum.value_or(0) + m_counts[index(usageClass)];
    }
    return sum;
}

std::optional<qint64> Usage::completionTokens() const
{
    std::optional<qint64> sum;
    for (const auto usageClass : kAll) {
        if (usageClass >= kFirstOutput && usageClass != UsageClass::WebSearch && has(usageClass))
            sum = sum.value_or(0) + m_counts[index(usageClass)];
    }
    return sum;
}

QJsonObject Usage::toJson() const
{
    QJsonObject out;
    for (const auto usageClass : kAll) {
        if (has(usageClass))
            out.insert(jsonName(usageClass), m_counts[index(usageClass)]);
    }
    return out;
}

Usage Usage::fromJson(const QJsonObject& object)
{
    Usage usage;
    for (const auto usageClass : kAll) {
        const auto value = object.value(jsonName(usageClass));
        if (value.isDouble())
            usage.set(usageClass, value.toInteger());
    }
    return usage;
}

} // namespace assay
