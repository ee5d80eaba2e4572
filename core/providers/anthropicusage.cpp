// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/anthropicusage.h"

#include <algorithm>

namespace assay {

void AnthropicUsage::overwrite(const JsonValue& usage)
{
    const auto take = [](std::optional<qint64>& field, const JsonValue& value) {
        if (const auto count = value.integer())
            field = count;
    };
    take(m_input, usage["input_tokens"]);
    take(m_cacheRead, usage["cache_read_input_tokens"]);
    take(m_cacheWrite, usage["cache_creation_input_tokens"]);
    take(m_cacheWrite5m, usage["cache_creation"]["ephemeral_5m_input_tokens"]);
    take(m_cacheWrite1h, usage["cache_creation"]["ephemeral_1h_input_tokens"]);
    take(m_output, usage["output_tokens"]);
    take(m_thinking, usage["output_tokens_details"]["thinking_tokens"]);
    take(m_searches, usage["server_tool_use"]["web_search_requests"]);
}

Usage AnthropicUsage::normalised() const
{
    Usage usage;
    const auto set = [&](UsageClass usageClass, std::optional<qint64> count) {
        if (count)
            usage.set(usageClass, *count);
    };
    set(UsageClass::Input, m_input);
    set(UsageClass::CacheRead, m_cacheRead);
    set(UsageClass::CacheWrite1h, m_cacheWrite1h);
    if (m_cacheWrite || m_cacheWrite5m) {
        const qint64 rest = m_cacheWrite.value_or(0) - m_cacheWrite1h.value_or(0);
        usage.set(UsageClass::CacheWrite, std::max({rest, m_cacheWrite5m.value_or(0), qint64{0}}));
    }
    // Thinking above the whole output can only be additional.
    const bool additional = m_thinking.value_or(0) > m_output.value_or(0);
    if (m_output)
        usage.set(UsageClass::Output, additional ? *m_output : *m_output - m_thinking.value_or(0));
    if (m_output || additional)
        set(UsageClass::Reasoning, m_thinking);
    set(UsageClass::WebSearch, m_searches);
    return usage;
}

} // namespace assay
