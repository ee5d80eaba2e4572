// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/openairesponses.h"

#include "core/wire/clientfields.h"
#include "core/wire/openaichat.h"

#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kKnown = wordList<28>({"background", "conversation", "debug", "input", "instructions",
    "max_output_tokens", "metadata", "model", "models", "parallel_tool_calls", "plugins", "previous_response_id",
    "prompt_cache_key", "provider", "reasoning", "route", "session_id", "store", "stream", "stream_options",
    "temperature", "text", "tool_choice", "tools", "top_p", "trace", "transforms", "user"});

constexpr auto kShapes = shapeTable(std::array<FieldShape, 19>{{
    {.name = "background", .kinds = shape::kFlag},
    {.name = "conversation", .kinds = shape::kText | shape::kObject},
    {.name = "include", .kinds = shape::kTexts},
    {.name = "input", .kinds = shape::kText | shape::kObjects},
    {.name = "instructions", .kinds = shape::kText},
    {.name = "max_output_tokens", .kinds = shape::kWhole, .least = -1},
    {.name = "parallel_tool_calls", .kinds = shape::kFlag},
    {.name = "previous_response_id", .kinds = shape::kText},
    {.name = "reasoning", .kinds = shape::kObject},
    {.name = "service_tier", .kinds = shape::kText},
    {.name = "store", .kinds = shape::kFlag},
    {.name = "stream_options", .kinds = shape::kObject},
    {.name = "temperature", .kinds = shape::kNumber, .least = 0, .most = 2},
    {.name = "text", .kinds = shape::kObject},
    {.name = "tool_choice", .kinds = shape::kText | shape::kObject},
    {.name = "tools", .kinds = shape::kObjects},
    {.name = "top_logprobs", .kinds = shape::kWhole, .least = 0},
    {.name = "top_p", .kinds = shape::kNumber, .least = 0, .most = 1},
    {.name = "truncation", .kinds = shape::kText},
}});

/// What would need a memory of earlier calls that the format itself does not have.
Result<void> refuseState(const JsonValue& body)
{
    if (const auto id = body["previous_response_id"]; id.isString())
        return refuseField("previous_response_id"_L1, u"there is no such answer; send the whole conversation"_s);
    if (const auto conversation = body["conversation"]; conversation.exists() && !conversation.isNull())
        return refuseField("conversation"_L1,
            u"conversations are not kept; use previous_response_id, or send the whole conversation"_s);
    if (body["background"].boolean().value_or(false))
        return refuseField("background"_L1, u"answers are given while the client waits"_s);
    return {};
}

Result<void> readTools(ClientRequest& out, const JsonValue& body)
{
    if (const auto read = readOpenAiTools(out, body["tools"]); !read)
        return read;
    if (const auto read = readOpenAiToolChoice(out.chat, body["tool_choice"], body["parallel_tool_calls"]); !read)
        return read;
    static constexpr auto kTextShapes = shapeTable(std::array<FieldShape, 2>{{
        {.name = "format", .kinds = shape::kObject},
        {.name = "verbosity", .kinds = shape::kText},
    }});
    if (const auto checked = checkFields(body["text"], kTextShapes, "text"_L1); !checked)
        return checked;
    if (body["text"]["verbosity"].isString())
        out.untranslated.append(u"text.verbosity"_s);
    auto format = readFormat(body["text"]["format"]);
    if (!format)
        return std::unexpected(format.error());
    out.chat.format = std::move(*format);
    return {};
}

} // namespace

Result<ClientRequest> readOpenAiResponses(QByteArrayView bytes)
{
    JsonParser parser;
    auto opened = openRequest(parser, bytes, kShapes);
    if (!opened)
        return std::unexpected(opened.error());
    const JsonFields& body = opened->body;
    if (const auto stateless = refuseState(body); !stateless)
        return std::unexpected(stateless.error());
    ClientRequest out;
    out.models = std::move(opened->models);
    out.chat.sampling = readSampling(body);
    out.chat.sampling.maxOutputTokens = tokenLimit(body["max_output_tokens"]);
    out.chat.stream = body["stream"].boolean().value_or(false);
    out.isKept = body["store"].boolean().value_or(true);
    if (const auto read = readReasoning(out, body["reasoning"]); !read)
        return std::unexpected(read.error());
    if (const QString instructions = body["instructions"].text(); !instructions.isEmpty())
        out.chat.messages.append(ChatMessage::text(Role::System, instructions));
    auto messages = readResponsesInput(body["input"]);
    if (!messages)
        return std::unexpected(messages.error());
    out.chat.messages += *messages;
    if (out.chat.messages.isEmpty())
        return refuseField("input"_L1, u"there is no input"_s);
    if (const auto read = readTools(out, body); !read)
        return std::unexpected(read.error());
    readRouting(out, body);
    out.chat.passthrough = unknownFields(body, kKnown);
    return out;
}

} // namespace assay
