// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/importverbrun.h"

#include "app/cli/importverbprice.h"
#include "core/importers/usageexport.h"

#include <QDir>
#include <QFileInfo>
#include <QMap>

#include <thread>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kMostThreads = 4;
constexpr qint64 kMostSegments = 64;
constexpr int kTries = 3;

const QList<std::pair<ImportKind, QString>>& kinds()
{
    static const QList<std::pair<ImportKind, QString>> list = {{ImportKind::ClaudeCode, u"claude-code"_s},
        {ImportKind::Codex, u"codex"_s}, {ImportKind::OpenRouterActivity, u"openrouter-activity"_s},
        {ImportKind::OpenAiUsage, u"openai-usage"_s}, {ImportKind::AnthropicUsage, u"anthropic-usage"_s}};
    return list;
}

std::unique_ptr<LogReader> makeReader(ImportKind kind, UsageTable& table, UsageGroups& groups)
{
    return kind == ImportKind::Codex ? makeCodexReader(table, groups) : makeClaudeCodeReader(table, groups);
}

bool isLog(ImportKind kind)
{
    return kind == ImportKind::ClaudeCode || kind == ImportKind::Codex;
}

CopyRule copyRule(ImportKind kind)
{
    if (!isLog(kind))
        return CopyRule::Newest;
    // A forked session of Codex repeats old events with new times.
    return kind == ImportKind::Codex ? CopyRule::First : CopyRule::Last;
}

QString variable(const char* name)
{
    return qEnvironmentVariable(name);
}

/// Rows of before with those of a dry run.
QList<ImportedRow> withDeltas(
    const QList<ImportedRow>& rows, const QList<ImportDelta>& deltas, const UsageGroups& groups)
{
    QMap<std::tuple<QDate, QString, QString>, ImportedRow> sums;
    for (const auto& row : rows)
        sums.insert({row.day, row.provider, row.model}, row);
    for (const auto& delta : deltas) {
        const ImportGroup group = groups.at(static_cast<quint32>(delta.group));
        const QDate day = QDate(1970, 1, 1).addDays(delta.slot / 96);
        ImportedRow& row = sums[{day, group.provider, group.model}];
        row.day = day;
        row.provider = group.provider;
        row.model = group.model;
        row.sum += delta.sum;
    }
    return sums.values();
}

/// One import that is under way.
struct Attempt {
    Composition& services;
    ImportKind kind;
    ImportState state;
    UsageGroups groups;
    UsageTable table;
    ImportRun run;
    QList<ImportDelta> deltas;

    Attempt(Composition& with, ImportKind what, ImportState known)
        : services(with)
        , kind(what)
        , state(std::move(known))
        , table(copyRule(what), groups)
    {
    }

    Result<void> recall()
    {
        if (state.revision == 0)
            return {};
        const auto known = services.history().importGroups(run.source);
        if (!known)
            return std::unexpected(known.error());
        groups.load(*known);
        bool isSound = true;
        auto done = services.history().importSegments(
            run.source, [&](const QByteArray& bytes) { isSound = table.load(bytes) && isSound; });
        if (done && !isSound)
            return fail(ErrorKind::Storage,
                u"What the history knows of %1 is damaged; nothing was imported."_s.arg(run.source));
        return done;
    }

    Result<void> read()
    {
        if (isLog(kind))
            return readLogs();
        if (auto done = recall(); !done)
            return done;
        for (const auto& place : std::as_const(run.places)) {
            auto report = readExportFile(kind, place, table, groups);
            if (!report)
                return std::unexpected(report.error());
            run.report = *std::move(report);
        }
        return {};
    }

    Result<void> readLogs()
    {
        LogImport logs(state.files);
        if (auto found = logs.look(run.places, *makeReader(kind, table, groups)); !found)
            return found;
        if (!logs.isUnchanged()) {
            if (auto done = recall(); !done)
                return done;
            const auto cores = static_cast<int>(std::thread::hardware_concurrency());
            logs.read([this] { return makeReader(kind, table, groups); }, std::clamp(cores, 1, kMostThreads));
        }
        run.report = logs.report();
        return {};
    }

    void settle()
    {
        ImportPricer pricer(services.prices(), groups);
        deltas = table.settle(
            [&pricer](const UsageRecord& record, const UsageExtra* extra) { return pricer.price(record, extra); });
        run.added = table.added();
        run.changed = table.changed();
        for (const auto& delta : std::as_const(deltas))
            run.sum += delta.sum;
    }

    Result<void> store()
    {
        if (run.report.readFiles.isEmpty() && deltas.isEmpty())
            return {};
        ImportBatch batch;
        batch.source = run.source;
        batch.revision = state.revision;
        batch.outcome = {.place = run.places.join(QDir::listSeparator()),
            .files = run.report.files,
            .bytesRead = run.report.bytesRead,
            .added = run.added,
            .changed = run.changed,
            .duplicates = run.report.duplicates,
            .badLines = run.report.badLines};
        batch.files = run.report.readFiles;
        batch.groups = groups.added();
        batch.deltas = deltas;
        batch.replacesSegments = state.segments > kMostSegments;
        batch.nextSegment
            = table.segments(batch.replacesSegments ? UsageTable::Packed::Everything : UsageTable::Packed::Changed);
        return services.history().storeImport(batch).result();
    }
};

} // namespace

QString importSourceName(ImportKind kind)
{
    const auto found = std::ranges::find(kinds(), kind, &std::pair<ImportKind, QString>::first);
    return found->second;
}

std::optional<ImportKind> importKindFromName(const QString& name)
{
    const auto found = std::ranges::find(kinds(), name, &std::pair<ImportKind, QString>::second);
    return found == kinds().end() ? std::nullopt : std::optional(found->first);
}

Result<LogImport::Report> readExportFile(ImportKind kind, const QString& path, UsageTable& table, UsageGroups& groups)
{
    switch (kind) {
    case ImportKind::OpenRouterActivity: return readOpenRouterActivity(path, table, groups);
    case ImportKind::OpenAiUsage: return readOpenAiUsage(path, table, groups);
    case ImportKind::AnthropicUsage: return readAnthropicUsage(path, table, groups);
    case ImportKind::ClaudeCode:
    case ImportKind::Codex: break;
    }
    return fail(ErrorKind::InvalidRequest, u"%1 is no export of a provider."_s.arg(importSourceName(kind)));
}

QStringList defaultPlaces(ImportKind kind)
{
    const QString home = QDir::homePath();
    if (kind == ImportKind::Codex) {
        const QString own = variable("CODEX_HOME");
        const QString base = own.isEmpty() ? home + u"/.codex"_s : own;
        return {base + u"/sessions"_s, base + u"/archived_sessions"_s};
    }
    // Several folders may be named, separated by commas.
    const QString own = variable("CLAUDE_CONFIG_DIR");
    QStringList out;
    for (const auto& folder : own.split(u',', Qt::SkipEmptyParts))
        out.append(folder.trimmed() + u"/projects"_s);
    if (out.isEmpty()) {
        const QString config = variable("XDG_CONFIG_HOME");
        out = {
            home + u"/.claude/projects"_s, (config.isEmpty() ? home + u"/.config"_s : config) + u"/claude/projects"_s};
    }
    return out;
}

Result<ImportRun> runImport(Composition& services, ImportKind kind, const QStringList& places, ImportStore store)
{
    const QString source = importSourceName(kind);
    for (int tries = 1;; ++tries) {
        auto state = services.history().importState(source);
        if (!state)
            return std::unexpected(state.error());
        Attempt attempt(services, kind, *std::move(state));
        attempt.run.source = source;
        for (const auto& place : places)
            attempt.run.places.append(QFileInfo(place).absoluteFilePath());
        if (auto done = attempt.read(); !done)
            return std::unexpected(done.error());
        attempt.settle();
        if (store == ImportStore::Keep) {
            const auto stored = attempt.store();
            if (!stored && stored.error().kind == ErrorKind::InvalidRequest && tries < kTries)
                continue;
            if (!stored)
                return std::unexpected(stored.error());
        }
        auto rows = services.history().imported({.source = source}, ImportGrouping::DayAndModel);
        if (!rows)
            return std::unexpected(rows.error());
        attempt.run.totals = store == ImportStore::Keep ? *rows : withDeltas(*rows, attempt.deltas, attempt.groups);
        return std::move(attempt.run);
    }
}

} // namespace assay
