// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/importers/usageexport.h"

#include "core/importers/exportfields.h"
#include "core/support/decimal.h"
#include "core/support/money.h"

#include <QFileInfo>

#include <limits>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kMostBadLines = 100;
constexpr qint64 kMostInPart = std::numeric_limits<quint32>::max();

/// What a row of an export says.
struct Row {
    QByteArray identity; ///< everything but the figures: a later export of the same hour or day replaces the row
    std::optional<qint64> timeMs;
    QByteArray provider;
    QByteArray model;
    QByteArray project;
    QByteArray session;
    ImportSum counts; ///< tokens and messages
    std::optional<Money> reported;
    quint16 flags = usageflag::kAggregate;
    UsageMode mode = UsageMode::Standard;

    void set(UsageClass usageClass, std::optional<qint64> count)
    {
        counts.tokens[static_cast<std::size_t>(usageClass)] = std::max<qint64>(0, count.value_or(0));
    }
};

quint32 take(qint64& left)
{
    const qint64 taken = std::min(left, kMostInPart);
    left -= taken;
    return static_cast<quint32>(taken);
}

/// Puts rows into the table, as several records where a figure is too large for one.
class RowSink
{
public:
    RowSink(const QString& path, UsageTable& table, UsageGroups& groups)
        : m_path(path)
        , m_table(table)
        , m_groups(groups)
    {
    }

    void add(const Row& row, bool isBad, qint64 place)
    {
        ++m_report.linesRead;
        if (isBad || !row.timeMs) {
            ++m_report.badLines;
            if (m_report.bad.size() < kMostBadLines)
                m_report.bad.append(
                    {.path = m_path, .line = place, .what = u"has no date or holds numbers that cannot be"_s});
            return;
        }
        ImportSum left = row.counts;
        std::optional<Money> reported = row.reported;
        int part = 0;
        do {
            putPart(row, left, std::exchange(reported, std::nullopt), part++);
        } while (std::ranges::any_of(left.tokens, [](qint64 count) { return count > 0; }));
    }

    Result<LogImport::Report> finish(const Result<ExportFile>& file)
    {
        if (!file)
            return std::unexpected(file.error());
        if (file->rows > 0 && m_report.badLines == file->rows)
            return fail(
                ErrorKind::InvalidRequest, u"No row of %1 could be understood; is it this export?"_s.arg(m_path));
        m_report.files = m_report.filesRead = 1;
        m_report.bytesRead = file->bytes;
        return m_report;
    }

private:
    static std::string_view view(const QByteArray& text)
    {
        return {text.data(), static_cast<std::size_t>(text.size())};
    }

    void putPart(const Row& row, ImportSum& left, std::optional<Money> reported, int part)
    {
        const auto tokens
            = [&left](UsageClass usageClass) -> qint64& { return left.tokens[static_cast<std::size_t>(usageClass)]; };
        UsageRecord record;
        record.key = messageKey(view(row.identity), std::to_string(part));
        record.timeMs = *row.timeMs;
        record.group = m_groups.intern(view(row.provider), view(row.model), view(row.project), view(row.session));
        record.input = take(tokens(UsageClass::Input));
        record.cacheRead = take(tokens(UsageClass::CacheRead));
        record.cacheWrite = take(tokens(UsageClass::CacheWrite));
        record.cacheWrite1h = take(tokens(UsageClass::CacheWrite1h));
        record.output = take(tokens(UsageClass::Output));
        record.reasoning = take(tokens(UsageClass::Reasoning));
        qint64& searches = tokens(UsageClass::WebSearch);
        record.searches = static_cast<quint16>(std::min<qint64>(searches, std::numeric_limits<quint16>::max()));
        searches -= record.searches;
        record.flags = row.flags;
        record.setMode(row.mode);
        UsageExtra extra{.reportedPico = 0,
            .requests = part == 0 ? static_cast<quint32>(std::clamp<qint64>(row.counts.messages, 0, kMostInPart)) : 0,
            .inputAudio = take(tokens(UsageClass::InputAudio)),
            .outputAudio = take(tokens(UsageClass::OutputAudio)),
            .cacheReadAudio = take(tokens(UsageClass::CacheReadAudio))};
        if (reported) {
            record.flags |= usageflag::kReported;
            extra.reportedPico = reported->pico();
        }
        if (m_table.put(record, extra, 0) == UsageTable::Outcome::Dropped)
            ++m_report.duplicates;
    }

    QString m_path;
    UsageTable& m_table;
    UsageGroups& m_groups;
    LogImport::Report m_report;
};

std::string_view view(const QByteArray& text)
{
    return {text.data(), static_cast<std::size_t>(text.size())};
}

/// The first of these members that is a date: ISO 8601, or seconds since 1970.
std::optional<qint64> timeOf(const ExportFields& fields, std::initializer_list<const char*> names)
{
    for (const char* name : names) {
        const QByteArray text = fields.text(name);
        if (const auto time = parseIsoTime(view(text)))
            return time;
        bool isNumber = false;
        const qint64 seconds = text.toLongLong(&isNumber);
        if (isNumber && seconds > 0 && seconds < 100'000'000'000)
            return seconds * 1'000;
    }
    return std::nullopt;
}

QByteArray identity(const ExportFields& fields, std::initializer_list<const char*> names)
{
    QByteArray out;
    for (const char* name : names)
        out += fields.text(name) + '\x1f';
    return out;
}

QByteArray first(const ExportFields& fields, std::initializer_list<const char*> names)
{
    for (const char* name : names) {
        if (fields.has(name))
            return fields.text(name);
    }
    return {};
}

/// Dollars; what is no number makes the row bad.
std::optional<Money> dollars(const QByteArray& text, bool& isBad)
{
    if (text.isEmpty())
        return std::nullopt;
    const auto money = Money::fromDecimalUsd(text);
    isBad = isBad || !money;
    return money ? std::optional(*money) : std::nullopt;
}

/// Cents with fractions.
std::optional<Money> cents(const QByteArray& text, bool& isBad)
{
    if (text.isEmpty())
        return std::nullopt;
    const auto pico = scaledDecimal(text, 10);
    isBad = isBad || !pico;
    return pico ? std::optional(Money::fromPico(*pico)) : std::nullopt;
}

UsageMode modeOf(const QByteArray& tier)
{
    const QByteArray name = tier.toLower();
    return name == "batch" || name == "true" ? UsageMode::Batch
        : name.startsWith("priority")        ? UsageMode::Priority
        : name.startsWith("flex")            ? UsageMode::Flex
        : name == "fast"                     ? UsageMode::Fast
                                             : UsageMode::Standard;
}

/// `≤ 200k`, `0-200k`: short; `> 200k`, `200k-1M`: long.
quint16 contextFlag(const QByteArray& window)
{
    if (window.isEmpty())
        return 0;
    return window.startsWith('>') || window.startsWith("200k-") ? usageflag::kLongContext : usageflag::kShortContext;
}

} // namespace

Result<LogImport::Report> readOpenRouterActivity(const QString& path, UsageTable& table, UsageGroups& groups)
{
    RowSink sink(path, table, groups);
    return sink.finish(readExport(path, [&sink](ExportFields& fields, qint64 place) {
        const bool isOne = fields.has("generation_id");
        bool isBad = false;
        Row row;
        row.identity = isOne ? identity(fields, {"generation_id"})
                             : identity(fields, {"date", "model", "model_permaslug", "endpoint_id", "provider_name"});
        row.timeMs = timeOf(fields, {"created_at", "date"});
        row.provider = "openrouter";
        row.model = first(fields, {"model_permaslug", "model"});
        if (const QByteArray variant = fields.text("variant");
            !variant.isEmpty() && variant != "standard" && !row.model.contains(':'))
            row.model += ':' + variant;
        row.project = fields.text("app_name");
        row.session = fields.text("api_key_name");
        row.flags = static_cast<quint16>(usageflag::kBilled | (isOne ? 0 : usageflag::kAggregate));
        row.counts.messages = isOne ? 1 : fields.count("requests").value_or(0);
        const qint64 prompt = fields.count(isOne ? "tokens_prompt" : "prompt_tokens").value_or(0);
        const qint64 completion = fields.count(isOne ? "tokens_completion" : "completion_tokens").value_or(0);
        const qint64 reasoning = fields.count(isOne ? "tokens_reasoning" : "reasoning_tokens").value_or(0);
        const qint64 cached = fields.count("tokens_cached").value_or(0);
        row.set(UsageClass::Input, prompt - cached);
        row.set(UsageClass::CacheRead, cached);
        row.set(UsageClass::Output, completion - reasoning);
        row.set(UsageClass::Reasoning, reasoning);
        row.reported = dollars(first(fields, {"cost_total", "usage"}), isBad);
        if (const auto upstream = dollars(fields.text("byok_usage_inference"), isBad); upstream && row.reported)
            row.reported = row.reported->plus(*upstream);
        sink.add(row, isBad || fields.isBad() || row.model.isEmpty(), place);
    }));
}

Result<LogImport::Report> readOpenAiUsage(const QString& path, UsageTable& table, UsageGroups& groups)
{
    RowSink sink(path, table, groups);
    return sink.finish(readExport(path, [&sink](ExportFields& fields, qint64 place) {
        bool isBad = false;
        Row row;
        row.timeMs = timeOf(fields, {"start_time", "start_time_iso", "date"});
        row.provider = "openai";
        row.project = first(fields, {"project_name", "project_id"});
        row.session = first(fields, {"api_key_id", "user_id"});
        const QByteArray amount = first(fields, {"amount.value", "amount_value"});
        if (!amount.isEmpty()) { // of the costs, not of the usage
            row.identity = "cost"
                + identity(
                    fields, {"start_time", "end_time", "project_id", "line_item", "api_key_id", "organization_id"});
            row.model = first(fields, {"line_item", "model"});
            row.flags = usageflag::kCostOnly;
            row.reported = dollars(amount, isBad);
            const QByteArray currency = first(fields, {"amount.currency", "amount_currency"}).toLower();
            sink.add(row, isBad || fields.isBad() || (!currency.isEmpty() && currency != "usd"), place);
            return;
        }
        if (!fields.has("input_tokens") && !fields.has("output_tokens") && !fields.has("num_model_requests")) {
            if (!row.timeMs)
                sink.add(row, true, place);
            return; // an empty bucket
        }
        row.identity = identity(fields,
            {"start_time", "end_time", "project_id", "user_id", "api_key_id", "model", "batch", "service_tier"});
        row.model = fields.text("model");
        row.mode = modeOf(fields.text("batch"));
        if (row.mode == UsageMode::Standard)
            row.mode = modeOf(fields.text("service_tier"));
        row.counts.messages = fields.count("num_model_requests").value_or(0);
        // Cached and audio tokens are part of the whole (API reference, usage/completions).
        const qint64 cached = fields.count("input_cached_tokens").value_or(0);
        const qint64 written = fields.count("input_cache_write_tokens").value_or(0);
        const qint64 audioIn = fields.count("input_audio_tokens").value_or(0);
        const qint64 audioOut = fields.count("output_audio_tokens").value_or(0);
        row.set(UsageClass::Input, fields.count("input_tokens").value_or(0) - cached - written - audioIn);
        row.set(UsageClass::CacheRead, cached);
        row.set(UsageClass::CacheWrite, written);
        row.set(UsageClass::InputAudio, audioIn);
        row.set(UsageClass::Output, fields.count("output_tokens").value_or(0) - audioOut);
        row.set(UsageClass::OutputAudio, audioOut);
        sink.add(row, isBad || fields.isBad(), place);
    }));
}

Result<LogImport::Report> readAnthropicUsage(const QString& path, UsageTable& table, UsageGroups& groups)
{
    RowSink sink(path, table, groups);
    return sink.finish(readExport(path, [&sink](ExportFields& fields, qint64 place) {
        bool isBad = false;
        Row row;
        row.timeMs = timeOf(fields, {"usage_date_utc", "starting_at"});
        row.provider = "anthropic";
        row.model = first(fields, {"model_version", "model", "description"});
        row.project = first(fields, {"workspace", "workspace_id"});
        row.session = first(fields, {"api_key", "api_key_id"});
        const QByteArray inCents = fields.text("amount");
        const QByteArray inDollars = fields.text("cost_usd");
        const QByteArray who = identity(fields,
            {"usage_date_utc", "starting_at", "ending_at", "model_version", "model", "description", "workspace",
                "workspace_id", "api_key", "api_key_id", "usage_type", "service_tier", "context_window",
                "inference_geo", "speed", "token_type", "cost_type"});
        if (!inCents.isEmpty() || !inDollars.isEmpty()) {
            row.identity = "cost" + who;
            row.flags = usageflag::kCostOnly;
            row.reported = inCents.isEmpty() ? dollars(inDollars, isBad) : cents(inCents, isBad);
            sink.add(row, isBad || fields.isBad(), place);
            return;
        }
        row.identity = who;
        row.flags = static_cast<quint16>(usageflag::kAggregate | contextFlag(fields.text("context_window")));
        row.mode = modeOf(first(fields, {"usage_type", "service_tier"}));
        if (fields.text("speed") == "fast")
            row.mode = UsageMode::Fast;
        const auto either = [&fields](const char* column, const char* member) {
            return fields.has(column) ? fields.count(column) : fields.count(member);
        };
        row.set(UsageClass::Input, either("usage_input_tokens_no_cache", "uncached_input_tokens"));
        row.set(UsageClass::CacheRead, either("usage_input_tokens_cache_read", "cache_read_input_tokens"));
        row.set(UsageClass::CacheWrite,
            either("usage_input_tokens_cache_write_5m", "cache_creation.ephemeral_5m_input_tokens"));
        row.set(UsageClass::CacheWrite1h,
            either("usage_input_tokens_cache_write_1h", "cache_creation.ephemeral_1h_input_tokens"));
        row.set(UsageClass::Output, either("usage_output_tokens", "output_tokens"));
        row.set(UsageClass::WebSearch, either("web_search_count", "server_tool_use.web_search_requests"));
        const bool isUsage = fields.has("usage_output_tokens") || fields.has("output_tokens");
        if (isUsage || !row.timeMs)
            sink.add(row, isBad || fields.isBad() || !isUsage, place);
    }));
}

} // namespace assay
