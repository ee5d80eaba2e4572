// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/importers/claudeentry.h"
#include "core/importers/logreader.h"

#include "core/support/money.h"

#include <cstring>
#include <limits>
#include <string>
#include <vector>

namespace assay {

namespace {

// Inside a JSON string a quote is escaped, so these bytes can only be a key (or a whole string of that one word).
constexpr std::string_view kUsageKey = R"("usage")";
constexpr std::string_view kProvider = "anthropic";
constexpr std::string_view kSynthetic = "<synthetic>"; // written by the tool itself, no model was asked
constexpr std::size_t kRecentGroups = 12;

bool contains(std::string_view text, std::string_view word)
{
    return ::memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
}

UsageMode modeOf(const ClaudeEntry& entry)
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
        if (ClaudeEntry quick; readClaudeLayout(line.text, quick))
            return quick.model == kSynthetic ? LineKind::Other : put(quick, line.text);
        if (!contains(line.text, kUsageKey))
            return LineKind::Other;
        ClaudeEntry entry;
        auto error = readClaudeLine(m_parser, line.text, line.room, entry);
        if (error == simdjson::UTF8_ERROR) {
            // Broken text in an answer does not change what it cost.
            m_repaired.assign(line.text);
            std::ranges::replace_if(m_repaired, [](char c) { return static_cast<signed char>(c) < 0; }, '?');
            const std::size_t size = m_repaired.size();
            m_repaired.resize(size + simdjson::SIMDJSON_PADDING);
            entry = ClaudeEntry();
            error = readClaudeLine(m_parser, {m_repaired.data(), size}, m_repaired.size(), entry);
        }
        if (error)
            return LineKind::Bad;
        if (!entry.hasUsage || entry.model == kSynthetic)
            return LineKind::Other;
        return put(entry, line.text);
    }

private:
    LineKind put(const ClaudeEntry& entry, std::string_view line)
    {
        const auto time = parseIsoTime(entry.time);
        const quint64 most = std::numeric_limits<quint32>::max();
        if (!time
            || std::max({entry.input, entry.output, entry.cacheRead, entry.cacheWrite, entry.cache5m + entry.cache1h})
                > most
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

    static std::optional<UsageExtra> extraOf(const ClaudeEntry& entry, UsageRecord& record)
    {
        if (entry.cost.empty())
            return std::nullopt;
        const auto cost = Money::fromDecimalUsd(
            QByteArrayView(entry.cost.data(), static_cast<qsizetype>(entry.cost.size())).trimmed());
        if (!cost || cost->pico() < 0)
            return std::nullopt;
        record.flags |= usageflag::kReported;
        return UsageExtra{.reportedPico = cost->pico()};
    }

    quint32 groupOf(const ClaudeEntry& entry)
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
    simdjson::ondemand::parser m_parser;
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
