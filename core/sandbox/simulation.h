// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/domain/run.h"
#include "core/domain/streamevent.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace assay {

/// One chat request as the sandbox understood it, whatever format it came in.
struct SandboxCall {
    enum class ListStyle : std::uint8_t { Events, JsonArray }; ///< Gemini streams a JSON array without `alt=sse`

    QString model; ///< bare name; may be unknown
    ChatRequest chat;
    bool usageInStream = true; ///< OpenAI chat: only when asked for
    bool thinking = true; ///< false: the client switched reasoning off
    ListStyle listStyle = ListStyle::Events;
};

/// What a simulated model says, before a format writes it down. Token lists joined give the texts.
struct SandboxAnswer {
    QString id;
    QString model;
    QDateTime created; ///< UTC
    QStringList reasoning;
    QStringList text;
    QList<ToolCall> toolCalls;
    FinishReason finish = FinishReason::Stop;
    QString stopSequence; ///< the one that ended it
    qint64 promptTokens = 0; ///< all of them
    qint64 cachedTokens = 0; ///< part of promptTokens

    qint64 reasoningTokens() const { return reasoning.size(); }
    /// Visible text and tool calls.
    qint64 outputTokens() const;
};

/// Tokens that a tool call counts for.
qint64 toolCallTokens(const ToolCall& call);

/// The answer of `call.model` to the chat: text, reasoning, tool calls and finish; deterministic in seed, model and
/// chat. A seed in the request takes the place of `seed`. Identity, time and prompt tokens are left to the caller.
SandboxAnswer simulateAnswer(const SandboxCall& call, quint64 seed);

} // namespace assay
