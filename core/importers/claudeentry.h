// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtTypes>

#include <simdjson.h>

#include <string_view>

namespace assay {

/// The members of a line of Claude Code's logs that count. The texts live as long as the line, or as the parser.
struct ClaudeEntry {
    std::string_view id;
    std::string_view request;
    std::string_view uuid;
    std::string_view model;
    std::string_view cwd;
    std::string_view session;
    std::string_view time;
    std::string_view tier;
    std::string_view speed;
    std::string_view cost; ///< costUSD of old versions, as written
    quint64 input = 0;
    quint64 output = 0;
    quint64 cacheWrite = 0;
    quint64 cacheRead = 0;
    quint64 cache5m = 0;
    quint64 cache1h = 0;
    quint64 searches = 0;
    bool hasUsage = false;
    bool hasCacheSplit = false;

    /// Takes one member of the line, of its `message` or of its `usage`; others are ignored.
    void takeMember(std::string_view key, std::string_view value);
    void takeMessageMember(std::string_view key, std::string_view value);
    void takeUsageMember(std::string_view key, std::string_view value);
    void takeUsageMember(std::string_view key, quint64 value);
};

/// Reads any line, in whatever order its members stand. `room`: bytes that may be read from its beginning on.
simdjson::error_code readClaudeLine(
    simdjson::ondemand::parser& parser, std::string_view line, std::size_t room, ClaudeEntry& to);

/// Reads a line of the layout that Claude Code writes:
/// `{…,"message":{…,"content":[…],…,"stop_sequence":…,"usage":{…}…},…}`, without looking at the content. Three times as
/// fast. False, with `to` in any state, if the line has any other layout: then the parser decides.
bool readClaudeLayout(std::string_view line, ClaudeEntry& to);

} // namespace assay
