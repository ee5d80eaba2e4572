// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QtTypes>

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace assay {

/// What is counted and billed apart. The classes are disjoint: their sum is the whole call, so cost is a plain sum.
/// The names are those of the catalogue's rates.
enum class UsageClass : std::uint8_t {
    Input, ///< uncached text input, tool prompts included
    CacheRead,
    CacheWrite, ///< written for five minutes, or with unknown lifetime
    CacheWrite1h,
    InputAudio,
    InputImage,
    InputVideo,
    CacheReadAudio,
    Output, ///< visible output; with reasoning where the provider does not tell them apart
    Reasoning,
    Citation,
    OutputAudio,
    OutputImage,
    WebSearch, ///< searches, not tokens
};
inline constexpr int kUsageClassCount = 14;

/// snake_case name in JSON and in the catalogue (`cache_read`). In JSON of usage, WebSearch is `searches`.
QLatin1StringView usageClassName(UsageClass usageClass);
std::optional<UsageClass> usageClassFromName(QStringView name);
std::span<const UsageClass> allUsageClasses();

/// Counts by class. A class nobody reported is unknown, which is not zero.
class Usage
{
public:
    std::optional<qint64> operator[](UsageClass usageClass) const
    {
        return has(usageClass) ? std::optional(m_counts[index(usageClass)]) : std::nullopt;
    }
    bool has(UsageClass usageClass) const { return (m_known >> index(usageClass)) & 1U; }
    void set(UsageClass usageClass, qint64 count)
    {
        m_counts[index(usageClass)] = count;
        m_known |= static_cast<std::uint16_t>(1U << index(usageClass));
    }
    void clear(UsageClass usageClass)
    {
        m_counts[index(usageClass)] = 0;
        m_known &= static_cast<std::uint16_t>(~(1U << index(usageClass)));
    }
    bool isEmpty() const { return m_known == 0; }

    /// Everything the model read: input, cache and media classes. Unknown if none of them is known.
    std::optional<qint64> promptTokens() const;
    /// Everything the model wrote, reasoning included. Unknown if none of them is known.
    std::optional<qint64> completionTokens() const;

    /// `{"input": 12, "output": 80}`; unknown classes are absent.
    QJsonObject toJson() const;
    static Usage fromJson(const QJsonObject& object);

    friend bool operator==(const Usage&, const Usage&) = default;

private:
    static std::size_t index(UsageClass usageClass) { return static_cast<std::size_t>(usageClass); }

    std::array<qint64, kUsageClassCount> m_counts{};
    std::uint16_t m_known = 0;
};

} // namespace assay
