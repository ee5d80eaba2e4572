// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/clientformat.h"
#include "core/wire/jsonvalue.h"
#include "core/wire/jsonwriter.h"

#include <string_view>

namespace assay {

/// `format` of those reasoning_details whose `data` is an opaque proof of ours, to be sent back as it came.
inline constexpr std::string_view kOwnReasoningFormat = "assay-v1";

/// OpenAI's chat completions with OpenRouter's additions.
Result<ClientRequest> readOpenAiChat(QByteArrayView body);
/// The older completions: one prompt, no roles.
Result<ClientRequest> readOpenAiCompletion(QByteArrayView body);

/// Of a function, whatever it stands in: the kinds of its members, and that it has a name.
Result<void> checkOpenAiFunction(const JsonValue& function, QLatin1StringView owner);
/// Tools as chat completions (`function` inside) or Responses (flat) have them. Those that are no functions, as they
/// run on OpenAI's side, reach OpenAI only.
Result<void> readOpenAiTools(ClientRequest& out, const JsonValue& tools);
/// `tool_choice` and `parallel_tool_calls`, when the tools have been read: a choice of some leaves the others out.
Result<void> readOpenAiToolChoice(ChatRequest& out, const JsonValue& choice, const JsonValue& parallel);

/// OpenRouter's usage object with `cost` and `cost_details`; counts of prompt and completion are sums of our classes.
void writeOpenAiUsage(JsonWriter& out, const Usage& usage, const Cost& cost);

/// The members of it that tell the cost alone, into an open object.
void writeOpenAiCost(JsonWriter& out, const Cost& cost);

/// `choices` of the chunk that tells the usage: none, for clients that asked for such a chunk. Those that did not may
/// know only servers that never send a chunk without a choice (Mistral's), and get one that says nothing.
void writeUsageChoices(JsonWriter& out, bool isApart);

/// The same usage once more, where Groq's clients look for it.
void writeGroqUsage(JsonWriter& out, const QString& id, QByteArrayView usage);

/// OpenRouter's error document: `{"error": {"code", "message", "metadata"}}`.
QByteArray openAiErrorBody(const ClientError& error);
/// The error object alone.
void writeOpenAiError(JsonWriter& out, const ClientError& error);

} // namespace assay
