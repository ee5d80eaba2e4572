// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/openaideltareader.h"

#include <cstring>

namespace assay {

namespace {

using simdjson::SUCCESS;
using simdjson::ondemand::field;
using simdjson::ondemand::object;
using simdjson::ondemand::value;

/// What was found, and where its bytes begin in the buffer.
struct Texts {
    PlainDelta delta;
    const char* content = nullptr;
    const char* reasoning = nullptr;
};

/// Members of a chunk that say nothing we report after the first chunk.
bool isIdle(std::string_view name)
{
    return name == "id" || name == "created" || name == "model" || name == "system_fingerprint"
        || name == "service_tier" || name == "provider" || name == "obfuscation" || name == "p"
        || name == "prompt_filter_results";
}

bool isNull(value& member)
{
    bool null = false;
    return member.is_null().get(null) == SUCCESS && null;
}

/// A string or null; false for everything else. `begin` is told where the string's bytes begin.
bool takeText(value& member, std::string_view& text, const char*& begin)
{
    simdjson::ondemand::json_type type{};
    if (member.type().get(type) != SUCCESS)
        return false;
    if (type == simdjson::ondemand::json_type::null)
        return isNull(member);
    if (type != simdjson::ondemand::json_type::string)
        return false;
    begin = member.raw_json_token().data() + 1;
    return member.get_string().get(text) == SUCCESS;
}

/// Calls `take(name, value)` for every member until one returns false.
template <class Take> bool everyMember(object& members, const Take& take)
{
    for (auto result : members) {
        field member;
        std::string_view name;
        if (std::move(result).get(member) != SUCCESS)
            return false;
        name = member.escaped_key();
        if (!take(name, member.value()))
            return false;
    }
    return true;
}

bool readDelta(value& json, Texts& texts)
{
    object members;
    if (json.get_object().get(members) != SUCCESS)
        return false;
    return everyMember(members, [&](std::string_view name, value& member) {
        if (name == "content")
            return takeText(member, texts.delta.content, texts.content);
        if (name == "reasoning_content" || name == "reasoning")
            return texts.delta.reasoning.empty() && takeText(member, texts.delta.reasoning, texts.reasoning);
        return name == "role" || name == "channel" || name == "token_id" || isNull(member);
    });
}

bool readChoice(value& json, Texts& texts)
{
    object members;
    if (json.get_object().get(members) != SUCCESS)
        return false;
    return everyMember(members, [&](std::string_view name, value& member) {
        if (name == "delta")
            return readDelta(member, texts);
        if (name == "index") {
            std::int64_t index = -1;
            return member.get_int64().get(index) == SUCCESS && index == 0;
        }
        return name == "logprobs" || name == "content_filter_results" || name == "content_filter_offsets"
            || name == "native_finish_reason" || name == "seed" || name == "text" || isNull(member);
    });
}

bool readChoices(value& json, Texts& texts)
{
    simdjson::ondemand::array choices;
    if (json.get_array().get(choices) != SUCCESS)
        return false;
    int count = 0;
    for (auto result : choices) {
        value choice;
        if (++count > 1 || std::move(result).get(choice) != SUCCESS || !readChoice(choice, texts))
            return false;
    }
    return count == 1;
}

} // namespace

std::optional<PlainDelta> OpenAiDeltaReader::read(QByteArrayView json)
{
    const std::string_view chunk(json.data(), static_cast<std::size_t>(json.size()));
    if (const auto text = m_mould.textOf(chunk))
        return m_kind == TextKind::Content ? PlainDelta{.reasoning = {}, .content = *text}
                                           : PlainDelta{.reasoning = *text, .content = {}};
    const auto size = chunk.size();
    if (m_buffer.size() < size + simdjson::SIMDJSON_PADDING)
        m_buffer.resize(2 * size + simdjson::SIMDJSON_PADDING);
    std::memcpy(m_buffer.data(), json.data(), size);
    simdjson::ondemand::document document;
    object root;
    if (m_parser.iterate(m_buffer.data(), size, m_buffer.size()).get(document) != SUCCESS
        || document.get_object().get(root) != SUCCESS)
        return std::nullopt;
    Texts texts;
    bool hasChoices = false;
    const bool isPlain = everyMember(root, [&](std::string_view name, value& member) {
        if (name == "choices" && !hasChoices)
            return hasChoices = readChoices(member, texts);
        if (name == "object")
            return member.raw_json_token().starts_with("\"chat.completion.chunk\"");
        return isIdle(name) || isNull(member);
    });
    if (!isPlain || !hasChoices || !document.at_end())
        return std::nullopt;
    const auto& delta = texts.delta;
    const auto offset = [&](const char* begin) { return static_cast<std::size_t>(begin - m_buffer.data()); };
    if (delta.reasoning.empty() && !delta.content.empty())
        remember(chunk, offset(texts.content), delta.content, TextKind::Content);
    else if (delta.content.empty() && !delta.reasoning.empty())
        remember(chunk, offset(texts.reasoning), delta.reasoning, TextKind::Reasoning);
    return delta;
}

/// Unless the text holds an escape: then it does not stand there as it reads.
void OpenAiDeltaReader::remember(std::string_view chunk, std::size_t at, std::string_view text, TextKind kind)
{
    const auto bytes = chunk.substr(at, text.size());
    if (bytes != text || !chunk.substr(at + bytes.size()).starts_with('"'))
        return;
    m_mould.remember(chunk, bytes);
    m_kind = kind;
}

} // namespace assay
