// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/importers/logreader.h"

#include "core/support/money.h"

#include <simdjson.h>

#include <cstring>
#include <limits>
#include <string>
#include <vector>

namespace assay {

namespace {

namespace od = simdjson::ondemand;

// Inside a JSON string a quote is escaped, so these bytes can only be a key (or a whole string of that one word).
constexpr std::string_view kUsageKey = R"("usage")";
constexpr std::string_view kProvider = "anthropic";
constexpr std::string_view kSynthetic = "<synthetic>"; // written by the tool itself, no model was asked
constexpr std::size_t kRecentGroups = 12;

bool contains(std::string_view text, std::string_view word)
{
    return ::memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
}

/// The members of a line that count.
struct Entry {
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
};

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
    for (auto field : object) {
        std::string_view key;
        if (const auto error = field.escaped_key().get(key); error)
            return error;
        if (const auto error = take(key, od::value(field.value())); error)
            return error;
    }
    return simdjson::SUCCESS;
}

Step readUsage(od::value value, Entry& to)
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

Step readMessage(od::value value, Entry& to)
{
    return members(value, [&to](std::string_view key, od::value member) {
        if (key == "id")
            return text(member, to.id);
        if (key == "model")
            return text(member, to.model);
        return key == "usage" ? readUsage(member, to) : simdjson::SUCCESS;
    });
}

Step readMember(std::string_view key, od::value member, Entry& to)
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

/// A sub-agent's answer as its parent saw it: `{"type": "progress", "data": {"message": {"message": {…}, "requestId": …}}}`.
Step readProgress(od::value data, Entry& to)
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

UsageMode modeOf(const Entry& entry)
{
    if (entry.speed == "fast")
        return UsageMode::Fast;
    return entry.tier == "batch" ? UsageMode::Batch : UsageMode::Standard;
}

class ClaudeCodeReader final : public LogReader
{
public:
    ClaudeCodeReader(UsageTable& table, UsageGroups& groups)
        : m_table(table)
        , m_groups(groups)
    {
    }

    bool wants(std::string_view fileName) const override { return fileName.ends_with(".jsonl"); }

    void begin(const QByteArray& path, const QByteArray&, quint32 number) override
    {
        m_number = number;
        m_recent.clear();
        // `projects/FOLDER/SESSION.jsonl`: what a line does not name.
        const QList<QByteArray> parts = path.split('/');
        m_folder = parts.size() > 1 ? parts[parts.size() - 2].toStdString() : std::string();
        m_session = parts.last().chopped(6).toStdString();
    }

    LineKind read(const FeedLine& line) override
    {
        if (!contains(line.text, kUsageKey))
            return LineKind::Other;
        Entry entry;
        auto error = parse(line.text, line.room, entry);
        if (error == simdjson::UTF8_ERROR) {
            // Broken text in an answer does not change what it cost.
            m_repaired.assign(line.text);
            std::ranges::replace_if(m_repaired, [](char c) { return static_cast<signed char>(c) < 0; }, '?');
            const std::size_t size = m_repaired.size();
            m_repaired.resize(size + simdjson::SIMDJSON_PADDING);
            entry = Entry();
            error = parse({m_repaired.data(), size}, m_repaired.size(), entry);
        }
        if (error)
            return LineKind::Bad;
        if (!entry.hasUsage || entry.model == kSynthetic)
            return LineKind::Other;
        return put(entry, line.text);
    }

private:
    Step parse(std::string_view text, std::size_t room, Entry& entry)
    {
        od::document document;
        if (const auto error = m_parser.iterate(text.data(), text.size(), room).get(document); error)
            return error;
        od::object object;
        if (const auto error = document.get_object().get(object); error)
            return error;
        for (auto field : object) {
            std::string_view key;
            if (const auto error = field.escaped_key().get(key); error)
                return error;
            od::value member;
            if (const auto error = field.value().get(member); error)
                return error;
            const auto error = key == "data" ? readProgress(member, entry) : readMember(key, member, entry);
            if (error)
                return error;
        }
        return document.at_end() ? simdjson::SUCCESS : simdjson::TRAILING_CONTENT;
    }

    LineKind put(const Entry& entry, std::string_view line)
    {
        const auto time = parseIsoTime(entry.time);
        const quint64 most = std::numeric_limits<quint32>::max();
        if (!time || std::max({entry.input, entry.output, entry.cacheRead, entry.cacheWrite, entry.cache5m + entry.cache1h}) > most
            || entry.searches > std::numeric_limits<quint16>::max())
            return LineKind::Bad;
        UsageRecord record;
        record.key = !entry.id.empty() ? messageKey(entry.id, entry.request)
            : !entry.uuid.empty()      ? messageKey(entry.uuid, "uuid")
                                       : messageKey(line, "line");
        record.timeMs = *time;
        record.input = static_cast<quint32>(entry.input);
        record.output = static_cast<quint32>(entry.output);
        record.cacheRead = static_cast<quint32>(entry.cacheRead);
        record.cacheWrite1h = static_cast<quint32>(entry.cache1h);
        // What the split does not name was written for five minutes.
        const quint64 written = std::max(entry.cacheWrite, entry.cache5m + entry.cache1h);
        record.cacheWrite = static_cast<quint32>(entry.hasCacheSplit ? written - entry.cache1h : entry.cacheWrite);
        record.searches = static_cast<quint16>(entry.searches);
        record.setMode(modeOf(entry));
        record.group = groupOf(entry);
        const auto extra = extraOf(entry, record);
        switch (m_table.put(record, extra, m_number)) {
        case UsageTable::Outcome::Added: return LineKind::Added;
        case UsageTable::Outcome::Replaced: return LineKind::Replaced;
        case UsageTable::Outcome::Dropped: return LineKind::Dropped;
        }
        std::unreachable();
    }

    static std::optional<UsageExtra> extraOf(const Entry& entry, UsageRecord& record)
    {
        const auto cost = Money::fromDecimalUsd(QByteArrayView(entry.cost.data(), static_cast<qsizetype>(entry.cost.size())).trimmed());
        if (entry.cost.empty() || !cost || cost->pico() < 0)
            return std::nullopt;
        record.flags |= usageflag::kReported;
        return UsageExtra{.reportedPico = cost->pico()};
    }

    quint32 groupOf(const Entry& entry)
    {
        const std::string_view project = entry.cwd.empty() ? std::string_view(m_folder) : entry.cwd;
        const std::string_view session = entry.session.empty() ? std::string_view(m_session) : entry.session;
        for (const auto& known : m_recent) {
            if (known.model == entry.model && known.session == session && known.project == project)
                return known.group;
        }
        if (m_recent.size() == kRecentGroups)
            m_recent.erase(m_recent.begin());
        m_recent.push_back({std::string(entry.model), std::string(project), std::string(session),
            m_groups.intern(kProvider, entry.model, project, session)});
        return m_recent.back().group;
    }

    struct Known {
        std::string model;
        std::string project;
        std::string session;
        quint32 group = 0;
    };

    UsageTable& m_table;
    UsageGroups& m_groups;
    od::parser m_parser;
    std::vector<Known> m_recent;
    std::string m_repaired;
    std::string m_folder;
    std::string m_session;
    quint32 m_number = 0;
};

} // namespace

std::unique_ptr<LogReader> makeClaudeCodeReader(UsageTable& table, UsageGroups& groups)
{
    return std::make_unique<ClaudeCodeReader>(table, groups);
}

} // namespace assay
