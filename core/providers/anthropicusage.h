// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/usage.h"
#include "core/wire/jsonvalue.h"

#include <QtTypes>

#include <optional>

namespace assay {

/// Anthropic's counts, gathered over a stream. A later object overwrites every field it holds and is never added: the
/// counts of `message_delta` are cumulative and, with server tools, larger than those of `message_start`.
class AnthropicUsage
{
public:
    void overwrite(const JsonValue& usage);

    /// The output count of `message_start` is only a placeholder.
    void forgetOutput() { m_output.reset(); }

    /// Disjoint classes: cache reads and writes are additional to `input_tokens`, `thinking_tokens` is part of
    /// `output_tokens`. What is written to the cache beyond the 5-minute and 1-hour split counts as 5-minute.
    Usage normalised() const;

private:
    std::optional<qint64> m_input;
    std::optional<qint64> m_cacheRead;
    std::optional<qint64> m_cacheWrite;
    std::optional<qint64> m_cacheWrite5m;
    std::optional<qint64> m_cacheWrite1h;
    std::optional<qint64> m_output;
    std::optional<qint64> m_thinking;
    std::optional<qint64> m_searches;
};

} // namespace assay
