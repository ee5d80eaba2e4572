// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/importers/claudeentry.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace assay {

namespace {

constexpr std::string_view kUsage = R"("usage":{)";
constexpr std::string_view kStopSequence = R"("stop_sequence":)";
constexpr std::size_t kUsualTail = 1'200; // usage and what follows it
constexpr std::size_t kStopReach = 240; // from stop_sequence to usage
constexpr int kDeepest = 8;

const char* find(const char* from, const char* end, std::string_view word)
{
    return static_cast<const char*>(::memmem(from, static_cast<std::size_t>(end - from), word.data(), word.size()));
}

/// Where a string ends, or something stands that a plain one must not hold: a quote, a backslash, a control character.
const char* stopOf(const char* at, const char* end)
{
    constexpr quint64 kOnes = 0x0101010101010101;
    constexpr quint64 kHighs = 0x8080808080808080;
    if constexpr (std::endian::native == std::endian::little) {
        // Eight bytes at once: the lowest high bit marks the first byte that was found.
        for (; end - at >= 8; at += 8) {
            quint64 word = 0;
            std::memcpy(&word, at, 8);
            const quint64 quotes = word ^ (kOnes * '"');
            const quint64 slashes = word ^ (kOnes * '\\');
            const quint64 found
                = (((quotes - kOnes) & ~quotes) | ((slashes - kOnes) & ~slashes) | ((word - kOnes * 0x20) & ~word))
                & kHighs;
            if (found != 0)
                return at + std::countr_zero(found) / 8;
        }
    }
    while (at < end && *at != '"' && *at != '\\' && static_cast<unsigned char>(*at) >= 0x20)
        ++at;
    return at;
}

/// Steps over JSON without spaces; every step is false where the text is anything else.
class Steps
{
public:
    Steps(const char* at, const char* end)
        : m_at(at)
        , m_end(end)
    {
    }

    bool isAtEnd() const { return m_at == m_end; }
    const char* at() const { return m_at; }
    char next() const { return m_at < m_end ? *m_at : '\0'; }
    bool take(char c)
    {
        if (next() != c)
            return false;
        ++m_at;
        return true;
    }
    /// A string without escapes, so that its text is what stands there.
    bool plainString(std::string_view& text)
    {
        if (!take('"'))
            return false;
        const char* begin = m_at;
        m_at = stopOf(m_at, m_end);
        text = {begin, static_cast<std::size_t>(m_at - begin)};
        return take('"');
    }
    bool key(std::string_view& text) { return plainString(text) && take(':'); }
    bool number(quint64& value)
    {
        value = 0;
        const char* begin = m_at;
        for (; m_at < m_end && *m_at >= '0' && *m_at <= '9'; ++m_at) {
            if (m_at - begin == 18)
                return false;
            value = value * 10 + static_cast<quint64>(*m_at - '0');
        }
        const bool isPlain = m_at > begin && (m_at - begin == 1 || *begin != '0');
        return isPlain && (next() == ',' || next() == '}');
    }
    bool word()
    {
        for (const std::string_view known : {"null", "false", "true"}) {
            if (static_cast<std::size_t>(m_end - m_at) >= known.size()
                && std::memcmp(m_at, known.data(), known.size()) == 0) {
                m_at += known.size();
                return true;
            }
        }
        return false;
    }
    /// Any value: a short one, or nested ones with plain strings.
    bool value(int depth = 0)
    {
        std::string_view text;
        quint64 count = 0;
        switch (next()) {
        case '"': return plainString(text);
        case '{':
        case '[': return depth < kDeepest && nested(depth);
        case 'n':
        case 't':
        case 'f': return word();
        default: return number(count);
        }
    }

private:
    bool nested(int depth)
    {
        const bool isObject = next() == '{';
        const char close = isObject ? '}' : ']';
        ++m_at;
        if (take(close))
            return true;
        do {
            std::string_view name;
            if ((isObject && !key(name)) || !value(depth + 1))
                return false;
        } while (take(','));
        return take(close);
    }

    const char* m_at;
    const char* m_end;
};

/// Up to the beginning of the content.
bool readHead(Steps& steps, ClaudeEntry& to)
{
    std::string_view key;
    std::string_view text;
    if (!steps.take('{'))
        return false;
    for (bool isInMessage = false;;) {
        if (!steps.key(key))
            return false;
        if (!isInMessage && key == "message") {
            if (!steps.take('{'))
                return false;
            isInMessage = true;
            continue;
        }
        if (isInMessage && key == "content")
            return steps.take('[');
        if (key == "usage" || key == "costUSD" || key == "data")
            return false;
        if (steps.next() == '"') {
            if (!steps.plainString(text))
                return false;
            isInMessage ? to.takeMessageMember(key, text) : to.takeMember(key, text);
        } else if (!steps.value()) {
            return false;
        }
        if (!steps.take(','))
            return false;
    }
}

bool readCounts(Steps& steps, std::string_view of, ClaudeEntry& to)
{
    if (!steps.take('{'))
        return false;
    if (steps.take('}'))
        return true;
    to.hasCacheSplit = to.hasCacheSplit || of == "cache_creation";
    do {
        std::string_view key;
        quint64 count = 0;
        if (!steps.key(key) || !steps.number(count))
            return false;
        if (of == "cache_creation" && key == "ephemeral_5m_input_tokens")
            to.cache5m = count;
        else if (of == "cache_creation" && key == "ephemeral_1h_input_tokens")
            to.cache1h = count;
        else if (of == "server_tool_use" && key == "web_search_requests")
            to.searches = count;
    } while (steps.take(','));
    return steps.take('}');
}

bool readUsage(Steps& steps, ClaudeEntry& to)
{
    to.hasUsage = true;
    do {
        std::string_view key;
        std::string_view text;
        quint64 count = 0;
        if (!steps.key(key))
            return false;
        const char next = steps.next();
        if (next >= '0' && next <= '9') {
            if (!steps.number(count))
                return false;
            to.takeUsageMember(key, count);
        } else if (next == '"') {
            if (!steps.plainString(text))
                return false;
            to.takeUsageMember(key, text);
        } else if (key == "cache_creation" || key == "server_tool_use") {
            if (next == '{' ? !readCounts(steps, key, to) : !steps.word())
                return false;
        } else if (!steps.value()) {
            return false;
        }
    } while (steps.take(','));
    return steps.take('}');
}

/// What follows the usage: the rest of the message, then the rest of the line.
bool readTail(Steps& steps, ClaudeEntry& to)
{
    std::string_view key;
    std::string_view text;
    while (steps.take(',')) {
        if (!steps.key(key) || key == "id" || key == "model" || key == "usage" || key == "content" || !steps.value())
            return false;
    }
    if (!steps.take('}'))
        return false;
    while (steps.take(',')) {
        if (!steps.key(key) || key == "message" || key == "costUSD" || key == "data")
            return false;
        if (steps.next() == '"') {
            if (!steps.plainString(text))
                return false;
            to.takeMember(key, text);
        } else if (!steps.value()) {
            return false;
        }
    }
    return steps.take('}') && steps.isAtEnd();
}

} // namespace

bool readClaudeLayout(std::string_view line, ClaudeEntry& to)
{
    const char* const begin = line.data();
    const char* const end = begin + line.size();
    // The usage of an answer stands near the end. Should this be another `"usage":{`, within the content, then what
    // follows does not close exactly two objects and end the line.
    const char* const tail = line.size() > kUsualTail ? end - kUsualTail : begin;
    const char* const usage = find(tail, end, kUsage);
    if (!usage
        || !find(std::max(begin, usage - std::min<std::ptrdiff_t>(kStopReach, usage - begin)), usage, kStopSequence))
        return false;
    Steps head(begin, usage);
    if (!readHead(head, to))
        return false;
    Steps steps(usage + kUsage.size(), end);
    return readUsage(steps, to) && readTail(steps, to);
}

} // namespace assay
