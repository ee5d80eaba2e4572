// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/importers/claudeentry.h"

namespace assay {

namespace {

namespace od = simdjson::ondemand;

using Step = simdjson::error_code;

/// A count; null is none.
Step count(od::value value, quint64& to)
{
    bool isNull = false;
    if (const auto error = value.is_null().get(isNull); error)
        return error;
    std::uint64_t number = 0;
    const auto error = isNull ? simdjson::SUCCESS : value.get_uint64().get(number);
    to = number;
    return error;
}

/// A text; anything else is none.
Step text(od::value value, std::string_view& to)
{
    od::json_type type{};
    if (const auto error = value.type().get(type); error)
        return error;
    return type == od::json_type::string ? value.get_string().get(to) : simdjson::SUCCESS;
}

/// Calls `take(key, value)` for every member; anything but an object is skipped.
template <class Take> Step members(od::object object, Take take)
{
    for (auto field : object) {
        std::string_view key;
        if (const auto error = field.escaped_key().get(key); error)
            return error;
        od::value member;
        if (const auto error = field.value().get(member); error)
            return error;
        if (const auto error = take(key, member); error)
            return error;
    }
    return simdjson::SUCCESS;
}

/// What is no object has no members.
template <class Take> Step members(od::value value, Take take)
{
    od::json_type type{};
    if (const auto error = value.type().get(type); error)
        return error;
    if (type != od::json_type::object)
        return simdjson::SUCCESS;
    od::object object;
    if (const auto error = value.get_object().get(object); error)
        return error;
    return members(object, take);
}

Step readUsage(od::value value, ClaudeEntry& to)
{
    to.hasUsage = true;
    return members(value, [&to](std::string_view key, od::value member) {
        if (key == "input_tokens")
            return count(member, to.input);
        if (key == "output_tokens")
            return count(member, to.output);
        if (key == "cache_creation_input_tokens")
            return count(member, to.cacheWrite);
        if (key == "cache_read_input_tokens")
            return count(member, to.cacheRead);
        if (key == "service_tier")
            return text(member, to.tier);
        if (key == "speed")
            return text(member, to.speed);
        if (key == "cache_creation") {
            return members(member, [&to](std::string_view part, od::value tokens) {
                to.hasCacheSplit = true;
                return part == "ephemeral_5m_input_tokens" ? count(tokens, to.cache5m)
                    : part == "ephemeral_1h_input_tokens"  ? count(tokens, to.cache1h)
                                                           : simdjson::SUCCESS;
            });
        }
        if (key == "server_tool_use") {
            return members(member, [&to](std::string_view part, od::value uses) {
                return part == "web_search_requests" ? count(uses, to.searches) : simdjson::SUCCESS;
            });
        }
        return simdjson::SUCCESS;
    });
}

Step readMessage(od::value value, ClaudeEntry& to)
{
    return members(value, [&to](std::string_view key, od::value member) {
        if (key == "id")
            return text(member, to.id);
        if (key == "model")
            return text(member, to.model);
        return key == "usage" ? readUsage(member, to) : simdjson::SUCCESS;
    });
}

Step readMember(std::string_view key, od::value member, ClaudeEntry& to)
{
    if (key == "message")
        return readMessage(member, to);
    if (key == "cwd")
        return text(member, to.cwd);
    if (key == "sessionId")
        return text(member, to.session);
    if (key == "requestId")
        return text(member, to.request);
    if (key == "timestamp")
        return text(member, to.time);
    if (key == "uuid")
        return text(member, to.uuid);
    if (key == "costUSD") {
        to.cost = member.raw_json_token();
        return simdjson::SUCCESS;
    }
    return simdjson::SUCCESS;
}

/// A sub-agent's answer as its parent saw it: `{"type": "progress", "data": {"message": {"message": {…}, "requestId":
/// …}}}`.
Step readProgress(od::value data, ClaudeEntry& to)
{
    return members(data, [&to](std::string_view key, od::value member) {
        if (key != "message")
            return simdjson::SUCCESS;
        return members(member, [&to](std::string_view inner, od::value value) {
            return inner == "message" || inner == "requestId" || inner == "timestamp" || inner == "uuid"
                ? readMember(inner, value, to)
                : simdjson::SUCCESS;
        });
    });
}

} // namespace

void ClaudeEntry::takeMember(std::string_view key, std::string_view value)
{
    if (key == "cwd")
        cwd = value;
    else if (key == "sessionId")
        session = value;
    else if (key == "requestId")
        request = value;
    else if (key == "timestamp")
        time = value;
    else if (key == "uuid")
        uuid = value;
}

void ClaudeEntry::takeMessageMember(std::string_view key, std::string_view value)
{
    if (key == "id")
        id = value;
    else if (key == "model")
        model = value;
}

void ClaudeEntry::takeUsageMember(std::string_view key, std::string_view value)
{
    if (key == "service_tier")
        tier = value;
    else if (key == "speed")
        speed = value;
}

void ClaudeEntry::takeUsageMember(std::string_view key, quint64 value)
{
    if (key == "input_tokens")
        input = value;
    else if (key == "output_tokens")
        output = value;
    else if (key == "cache_creation_input_tokens")
        cacheWrite = value;
    else if (key == "cache_read_input_tokens")
        cacheRead = value;
}

simdjson::error_code readClaudeLine(od::parser& parser, std::string_view line, std::size_t room, ClaudeEntry& to)
{
    od::document document;
    if (const auto error = parser.iterate(line.data(), line.size(), room).get(document); error)
        return error;
    od::object object;
    if (const auto error = document.get_object().get(object); error)
        return error;
    const auto read = [&to](std::string_view key, od::value member) {
        return key == "data" ? readProgress(member, to) : readMember(key, member, to);
    };
    if (const auto error = members(object, read); error)
        return error;
    return document.at_end() ? simdjson::SUCCESS : simdjson::TRAILING_CONTENT;
}

} // namespace assay
