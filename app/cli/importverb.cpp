// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/importverbprint.h"
#include "app/cli/importverbreconcile.h"
#include "app/cli/importverbrun.h"
#include "app/cli/output.h"
#include "app/cli/verbs.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct ReconcileOptions {
    std::string source;
    std::string file;
};

struct ImportOptions {
    std::string path;
    std::string since;
    bool dryRun = false;
};

int import(const CommandLine& line, ImportKind kind, const ImportOptions& options)
{
    QDate since;
    if (!options.since.empty()) {
        since = QDate::fromString(QString::fromStdString(options.since), Qt::ISODate);
        if (!since.isValid()) {
            out::error(u"--since takes a date such as 2026-09-01."_s);
            return kUsage;
        }
    }
    const QStringList places
        = options.path.empty() ? defaultPlaces(kind) : QStringList{QString::fromStdString(options.path)};
    return withServices(line, [&](Composition& services) -> int {
        const auto run = runImport(services, kind, places, options.dryRun ? ImportStore::DryRun : ImportStore::Keep);
        if (!run) {
            out::error(run.error());
            return run.error().kind == ErrorKind::InvalidRequest ? kUsage : kFailed;
        }
        if (line.json)
            out::json(QJsonDocument(toJson(*run, since, options.dryRun)));
        else
            print(*run, since, options.dryRun);
        return kDone;
    });
}

int list(const CommandLine& line)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto sources = services.history().importSources();
        if (!sources) {
            out::error(sources.error());
            return kFailed;
        }
        if (line.json)
            out::json(QJsonDocument(toJson(*sources)));
        else
            print(*sources);
        return kDone;
    });
}

void addSource(CLI::App& verb, CommandLine& line, ImportKind kind, const std::string& help, bool needsPath)
{
    auto options = std::make_shared<ImportOptions>();
    auto* source = verb.add_subcommand(importSourceName(kind).toStdString(), help);
    auto* path = source->add_option("path", options->path,
        needsPath ? "The exported file" : "Folder or file; default: where the tool keeps its logs");
    path->required(needsPath);
    source
        ->add_option("--since", options->since, "Print totals from this day (UTC); everything is imported all the same")
        ->type_name("DATE");
    source->add_flag("--dry-run", options->dryRun, "Read and print, store nothing");
    source->add_flag("--json", line.json, "Print JSON");
    source->callback(
        [&line, kind, options] { line.action = [&line, kind, options] { return import(line, kind, *options); }; });
}

void addReconcile(CLI::App& verb, CommandLine& line)
{
    auto options = std::make_shared<ReconcileOptions>();
    auto* reconcile = verb.add_subcommand(
        "reconcile", "Compare a provider's export with own runs of the same days; stores nothing");
    reconcile->add_option("source", options->source, "What the file is")
        ->required()
        ->check(CLI::IsMember({"openrouter-activity", "openai-usage", "anthropic-usage"}));
    reconcile->add_option("file", options->file, "The exported file")->required();
    reconcile->add_flag("--json", line.json, "Print JSON");
    reconcile->callback([&line, options] {
        line.action = [&line, options] {
            const auto kind = importKindFromName(QString::fromStdString(options->source));
            return withServices(line, [&](Composition& services) -> int {
                const auto found = reconcileExport(services, *kind, QString::fromStdString(options->file));
                if (!found) {
                    out::error(found.error());
                    return found.error().kind == ErrorKind::InvalidRequest ? kUsage : kFailed;
                }
                if (line.json)
                    out::json(QJsonDocument(toJson(*found)));
                else
                    print(*found);
                return kDone;
            });
        };
    });
}

} // namespace

void addImportVerb(CLI::App& app, CommandLine& line)
{
    auto* verb = app.add_subcommand(
        "import", "Usage of other tools: their logs are read, never changed, and counted apart from own runs");
    verb->require_subcommand(1, 1);
    addSource(*verb, line, ImportKind::ClaudeCode, "Claude Code's session files", false);
    addSource(*verb, line, ImportKind::Codex, "Codex CLI's session files", false);
    addSource(*verb, line, ImportKind::OpenRouterActivity, "OpenRouter's activity export (CSV or JSON)", true);
    addSource(*verb, line, ImportKind::OpenAiUsage, "OpenAI's usage or costs (JSON of the API, or CSV)", true);
    addSource(*verb, line, ImportKind::AnthropicUsage, "Anthropic's usage or costs (JSON of the API, or CSV)", true);
    addReconcile(*verb, line);
    auto* listVerb = verb->add_subcommand("list", "What was imported, and when");
    listVerb->add_flag("--json", line.json, "Print JSON");
    listVerb->callback([&line] { line.action = [&line] { return list(line); }; });
}

} // namespace assay
