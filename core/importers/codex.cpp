// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/importers/logreader.h"

#include <simdjson.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstring>
#include <limits>
#include <string>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

namespace dom = simdjson::dom;

constexpr std::string_view kProvider = "openai";

bool contains(std::string_view text, std::string_view word)
{
    return ::memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
}

/// Counts of a `total_token_usage` or `last_token_usage`. Cached tokens are part of the input, reasoning of the output
/// (codex-rs, TokenUsage).
struct Counts {
    std::array<qint64, 5> values{}; ///< input, cached, cache write, output, reasoning
    bool isKnown = false;

    friend bool operator==(const Counts&, const Counts&) = default;
    bool isBelow(const Counts& other) const
    {
        return !std::ranges::equal(values, other.values, std::ranges::greater_equal());
    }
    Counts minus(const Counts& other) const
    {
        Counts out = *this;
        for (std::size_t i = 0; i < values.size(); ++i)
            out.values[i] -= other.values[i];
        return out;
    }
};

std::string_view text(const dom::element& object, std::string_view key)
{
    std::string_view out;
    return object[key].get(out) == simdjson::SUCCESS ? out : std::string_view();
}

/// False if a number is none.
bool readCounts(const dom::element& info, std::string_view key, Counts& to)
{
    dom::object object;
    if (info[key].get(object))
        return true;
    constexpr std::array<std::string_view, 5> kNames = {
        "input_tokens", "cached_input_tokens", "cache_write_input_tokens", "output_tokens", "reasoning_output_tokens"};
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        const auto member = object[kNames[i]];
        if (member.error() == simdjson::NO_SUCH_FIELD || member.is_null())
            continue;
        std::int64_t number = 0;
        if (member.get(number) || number < 0)
            return false;
        to.values[i] = number;
    }
    to.isKnown = true;
    return true;
}

class CodexReader final : public LogReader
{
public:
    CodexReader(UsageTable& table, UsageGroups& groups)
        : m_table(table)
        , m_groups(groups)
    {
    }

    bool wants(std::string_view fileName) const override { return fileName.ends_with(".jsonl"); }

    void begin(const QByteArray& path, const QByteArray& state, quint32 number) override
    {
        m_number = number;
        m_at = At();
        m_at.session = path.mid(path.lastIndexOf('/') + 1).chopped(6).toStdString();
        m_at.origin = m_at.session;
        if (!state.isEmpty())
            restore(QJsonDocument::fromJson(state).object());
    }

    LineKind read(const FeedLine& line) override
    {
        const bool isCount = contains(line.text, "token_count");
        if (!isCount && !contains(line.text, "turn_context") && !contains(line.text, "session_meta"))
            return LineKind::Other;
        dom::element root;
        if (m_parser
                .parse(line.text.data(), line.text.size(), line.room < line.text.size() + simdjson::SIMDJSON_PADDING)
                .get(root))
            return LineKind::Bad;
        dom::element payload;
        if (root["payload"].get(payload))
            return LineKind::Other;
        const std::string_view type = text(root, "type");
        if (type == "session_meta")
            takeSession(payload);
        else if (type == "turn_context")
            takeContext(payload);
        else if (type == "event_msg" && text(payload, "type") == "token_count")
            return takeCount(payload, text(root, "timestamp"));
        return LineKind::Other;
    }

    QByteArray state() const override
    {
        QJsonArray totals;
        for (const qint64 value : m_at.totals.values)
            totals.append(value);
        return QJsonDocument(
            QJsonObject{{u"session"_s, QString::fromStdString(m_at.session)},
                {u"origin"_s, QString::fromStdString(m_at.origin)}, {u"named"_s, m_at.isNamed},
                {u"model"_s, QString::fromStdString(m_at.model)}, {u"cwd"_s, QString::fromStdString(m_at.cwd)},
                {u"provider"_s, QString::fromStdString(m_at.provider)}, {u"known"_s, m_at.totals.isKnown},
                {u"totals"_s, totals}})
            .toJson(QJsonDocument::Compact);
    }

private:
    struct At {
        std::string session;
        std::string origin; ///< the session whose history a fork began with: its events are counted there
        bool isNamed = false;
        std::string model;
        std::string cwd;
        std::string provider{kProvider};
        Counts totals;
    };

    void restore(const QJsonObject& state)
    {
        const auto take = [&state](QLatin1StringView key) { return state.value(key).toString().toStdString(); };
        m_at.session = take("session"_L1);
        m_at.origin = take("origin"_L1);
        m_at.isNamed = state.value("named"_L1).toBool();
        m_at.model = take("model"_L1);
        m_at.cwd = take("cwd"_L1);
        m_at.provider = take("provider"_L1);
        m_at.totals.isKnown = state.value("known"_L1).toBool();
        const QJsonArray totals = state.value("totals"_L1).toArray();
        for (std::size_t i = 0; i < m_at.totals.values.size(); ++i)
            m_at.totals.values[i] = totals.at(static_cast<qsizetype>(i)).toInteger();
    }

    void takeSession(const dom::element& payload)
    {
        const std::string_view id = text(payload, "id");
        const std::string_view parent = text(payload, "forked_from_id");
        if (!m_at.isNamed) {
            m_at.isNamed = true;
            if (!id.empty())
                m_at.session = m_at.origin = id;
        } else if (id != m_at.origin) {
            return; // a copied head that is none of our ancestors
        }
        // The heads of all ancestors are copied into a fork, each naming the one before.
        if (!parent.empty())
            m_at.origin = parent;
        if (const auto cwd = text(payload, "cwd"); !cwd.empty())
            m_at.cwd = cwd;
        if (const auto provider = text(payload, "model_provider"); !provider.empty())
            m_at.provider = provider;
    }

    void takeContext(const dom::element& payload)
    {
        if (const auto model = text(payload, "model"); !model.empty())
            m_at.model = model;
        if (const auto cwd = text(payload, "cwd"); !cwd.empty())
            m_at.cwd = cwd;
    }

    LineKind takeCount(const dom::element& payload, std::string_view timestamp)
    {
        dom::element info;
        if (payload["info"].get(info) || info.is_null())
            return LineKind::Other; // limits alone
        Counts total;
        Counts last;
        const auto time = parseIsoTime(timestamp);
        if (!time || !readCounts(info, "total_token_usage", total) || !readCounts(info, "last_token_usage", last))
            return LineKind::Bad;
        if (!total.isKnown && !last.isKnown)
            return LineKind::Other;
        if (total.isKnown && m_at.totals.isKnown && total == m_at.totals)
            return LineKind::Dropped; // said again, nothing was used
        const bool isReset = total.isKnown && m_at.totals.isKnown && total.isBelow(m_at.totals);
        const Counts used = !total.isKnown ? last : isReset ? (last.isKnown ? last : total) : total.minus(m_at.totals);
        if (!total.isKnown) {
            total = m_at.totals;
            for (std::size_t i = 0; i < total.values.size(); ++i)
                total.values[i] += last.values[i];
            total.isKnown = true;
        }
        m_at.totals = total;
        return put(used, total, *time, info);
    }

    LineKind put(const Counts& used, const Counts& total, qint64 time, const dom::element& info)
    {
        const auto [input, cached, written, output, reasoning] = used.values;
        if (std::ranges::max(used.values) > std::numeric_limits<quint32>::max())
            return LineKind::Bad;
        UsageRecord record;
        // A fork copies the events of its origin with new times but the same running totals.
        std::string totals;
        for (const qint64 value : total.values)
            totals += std::to_string(value) + ' ';
        record.key = messageKey(m_at.origin, totals);
        record.timeMs = time;
        record.input = static_cast<quint32>(std::max<qint64>(0, input - cached - written));
        record.cacheRead = static_cast<quint32>(cached);
        record.cacheWrite = static_cast<quint32>(written);
        record.output = static_cast<quint32>(std::max<qint64>(0, output - reasoning));
        record.reasoning = static_cast<quint32>(reasoning);
        const std::string_view named = text(info, "model");
        record.group = m_groups.intern(m_at.provider, !named.empty() ? named : m_at.model, m_at.cwd, m_at.session);
        switch (m_table.put(record, std::nullopt, m_number)) {
        case UsageTable::Outcome::Added: return LineKind::Added;
        case UsageTable::Outcome::Replaced: return LineKind::Replaced;
        case UsageTable::Outcome::Dropped: return LineKind::Dropped;
        }
        std::unreachable();
    }

    UsageTable& m_table;
    UsageGroups& m_groups;
    dom::parser m_parser;
    At m_at;
    quint32 m_number = 0;
};

} // namespace

std::unique_ptr<LogReader> makeCodexReader(UsageTable& table, UsageGroups& groups)
{
    return std::make_unique<CodexReader>(table, groups);
}

} // namespace assay
