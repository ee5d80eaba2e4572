// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/anthropicusage.h"
#include "core/providers/decoding.h"

#include <cstdint>

namespace assay {

/// Reads an answer of the Messages API, streamed or whole. The end mark is `message_stop`; a stop reason alone is not
/// enough. Tools that the provider runs itself (web search, code) are no tool calls of ours: their blocks are read
/// over, their count is in the usage.
class AnthropicDecoder final : public SseOrJsonDecoder
{
protected:
    void readEvent(QByteArrayView type, QByteArrayView data) override;
    void readBody(const JsonValue& body) override;

private:
    enum class Block : std::uint8_t { Ignored, Text, Thinking, ToolUse };

    void readMessageStart(const JsonValue& message);
    void readBlockStart(const JsonValue& block, std::string_view inputPointer);
    void readBlockDelta(const JsonValue& delta);
    void readBlockStop();
    void readMessageDelta(const JsonValue& event);
    void reportUsage();

    AnthropicUsage m_usage;
    QByteArray m_startUsage; ///< as it came
    QByteArray m_lastUsage; ///< as it came
    QString m_stopReason;
    QString m_refusal;
    QString m_signature;
    Block m_block = Block::Ignored;
    int m_calls = 0;
    bool m_hasArguments = false;
};

} // namespace assay
