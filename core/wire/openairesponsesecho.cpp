// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/jsonpatch.h"
#include "core/wire/openairesponses.h"

#include <array>

namespace assay {

namespace {

struct Echoed {
    QByteArrayView name;
    QByteArrayView otherwise; ///< what OpenAI's own says where the request does not
};

/// Members of a response object that tell what was asked
/// (https://platform.openai.com/docs/api-reference/responses/object). `store` and `model` are the writer's.
constexpr std::array<Echoed, 17> kEchoed{{
    {"background", "false"},
    {"instructions", "null"},
    {"max_output_tokens", "null"},
    {"max_tool_calls", "null"},
    {"metadata", "{}"},
    {"parallel_tool_calls", "true"},
    {"previous_response_id", "null"},
    {"prompt_cache_key", "null"},
    {"reasoning", R"({"effort":null,"summary":null})"},
    {"safety_identifier", "null"},
    {"service_tier", R"("default")"},
    {"temperature", "1.0"},
    {"text", R"({"format":{"type":"text"}})"},
    {"tool_choice", R"("auto")"},
    {"tools", "[]"},
    {"top_p", "1.0"},
    {"truncation", R"("disabled")"},
}};

} // namespace

QByteArray responsesEcho(QByteArrayView request)
{
    const auto members = jsonMembers(request.trimmed()).value_or(JsonMembers());
    QByteArray out;
    for (const auto& [name, otherwise] : kEchoed) {
        const auto* asked = memberOf(members, name);
        const bool isSaid = asked && asked->value != "null";
        out.append(out.isEmpty() ? "\"" : ",\"").append(name).append("\":");
        out.append(isSaid ? asked->value : otherwise);
    }
    return out;
}

} // namespace assay
