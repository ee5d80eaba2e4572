// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// `assay history diff` and `assay history share`.
#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "app/curlcommand.h"
#include "app/threadreader.h"
#include "core/domain/requestjson.h"
#include "ui/text/formats.h"
#include "ui/text/runexport.h"
#include "ui/text/textdiff.h"

#include <QFile>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct DiffArguments {
    std::string run = "last";
    std::string left = "A";
    std::string right = "B";
    std::string unit;
};

struct ExportArguments {
    std::string run = "last";
    bool html = false;
    bool markdown = false;
    bool json = false;
    bool curl = false;
    bool keepPrivate = false;
    bool wholeThread = false;
    std::string file;
};

Result<RunRecord> runNamed(const HistoryStore& history, const std::string& name)
{
    return history.resolveId(QString::fromStdString(name)).and_then([&](const QString& id) { return history.run(id); });
}

Result<const LaneRecord*> laneNamed(const RunRecord& run, const std::string& name)
{
    const QString wanted = QString::fromStdString(name);
    for (int i = 0; i < static_cast<int>(run.lanes.size()); ++i) {
        if (wanted.compare(laneLetter(i), Qt::CaseInsensitive) == 0 || wanted == QString::number(i + 1)
            || wanted == run.lanes.at(i).model.toString())
            return &run.lanes.at(i);
    }
    return fail(ErrorKind::InvalidRequest,
        u"The run has no lane '%1'; lanes are named A, B, … or by their model."_s.arg(wanted));
}

int diff(const CommandLine& line, const DiffArguments& arguments)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto run = runNamed(services.history(), arguments.run);
        const auto left = run.and_then([&](const RunRecord& of) { return laneNamed(of, arguments.left); });
        const auto right = run.and_then([&](const RunRecord& of) { return laneNamed(of, arguments.right); });
        for (const auto* side : {&left, &right}) {
            if (!*side) {
                out::error(side->error());
                return kUsage;
            }
        }
        const QString& a = (*left)->text;
        const QString& b = (*right)->text;
        DiffUnit unit = fittingUnit(a, b);
        if (!arguments.unit.empty())
            unit = arguments.unit == "json" ? DiffUnit::Json
                : arguments.unit == "lines" ? DiffUnit::Lines
                                            : DiffUnit::Words;
        const TextDiff result = diffTexts(a, b, {.unit = unit});
        if (line.json) {
            static const QStringList units{u"words"_s, u"lines"_s, u"json"_s};
            out::json(QJsonDocument(QJsonObject{{u"run"_s, run->id}, {u"left"_s, (*left)->model.toString()},
                {u"right"_s, (*right)->model.toString()}, {u"unit"_s, units.at(static_cast<int>(result.unit))},
                {u"changes"_s, result.changes}, {u"same_share"_s, result.sameShare()}, {u"coarse"_s, result.coarse},
                {u"left_pieces"_s, toJson(result.left)}, {u"right_pieces"_s, toJson(result.right)}}));
            return kDone;
        }
        out::line(u"[-only %1-] {+only %2+}"_s.arg((*left)->model.toString(), (*right)->model.toString()));
        out::line(out::plain(plainDiff(result)));
        out::note(u"%1 changes; %2 % the same"_s.arg(result.changes).arg(qRound(result.sameShare() * 100)));
        return kDone;
    });
}

int printCurl(Composition& services, const QList<RunRecord>& runs)
{
    for (const RunRecord& run : runs) {
        for (const LaneRecord& lane : run.lanes) {
            const auto endpoint = services.endpointFor(lane.model);
            if (!lane.request || !endpoint) {
                out::error(u"The request of %1 was not kept, or its provider is gone."_s.arg(lane.model.toString()));
                return kFailed;
            }
            const auto command
                = curlCommand(services.dialects(), *lane.request, lane.model.model, *endpoint, services.clock().now());
            if (!command) {
                out::error(command.error());
                return kFailed;
            }
            out::line(u"# %1; put your key into API_KEY"_s.arg(lane.model.toString()));
            out::line(*command);
        }
    }
    return kDone;
}

int exportRun(const CommandLine& line, const ExportArguments& arguments)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto run = runNamed(services.history(), arguments.run);
        if (!run) {
            out::error(run.error());
            return kUsage;
        }
        QList<RunRecord> runs{*run};
        if (arguments.wholeThread && !run->place.thread.isEmpty())
            runs = readThread(services.history(), run->place.thread).value_or(runs);
        if (arguments.curl)
            return printCurl(services, runs);
        ExportOptions options;
        if (!arguments.keepPrivate) {
            for (const PrivateText& finding : findPrivate(runs))
                options.redacted.append(finding.text);
        }
        const ExportFormat format = arguments.html ? ExportFormat::Html
            : arguments.markdown                   ? ExportFormat::Markdown
                                                   : ExportFormat::Json;
        const auto votes = services.history().votes().value_or(QList<Vote>());
        const QByteArray bytes = RunExport::write(runs, votes, format, options);
        if (!options.redacted.isEmpty())
            out::note(u"%1 texts that look private were taken out; --keep-private leaves them in."_s.arg(
                options.redacted.size()));
        if (arguments.file.empty()) {
            out::line(QString::fromUtf8(bytes));
            return kDone;
        }
        QFile file(QString::fromStdString(arguments.file));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
            out::error(u"%1 cannot be written: %2"_s.arg(file.fileName(), file.errorString()));
            return kFailed;
        }
        return kDone;
    });
}

} // namespace

void addHistoryShareVerbs(CLI::App& history, CommandLine& line)
{
    auto arguments = std::make_shared<DiffArguments>();
    auto* diffVerb = history.add_subcommand("diff", "What differs between two answers of a run");
    diffVerb->add_option("run", arguments->run, "Its id, the beginning of it, or `last`")->required();
    diffVerb->add_option("left", arguments->left, "A lane: A, B, …, its number, or its model (default A)");
    diffVerb->add_option("right", arguments->right, "The other lane (default B)");
    diffVerb->add_option("--by", arguments->unit, "words, lines or json (default: what fits)")
        ->check(CLI::IsMember({"words", "lines", "json"}));
    diffVerb->add_flag("--json", line.json, "Print JSON");
    diffVerb->callback([&line, arguments] { line.action = [&line, arguments] { return diff(line, *arguments); }; });

    auto wanted = std::make_shared<ExportArguments>();
    auto* exportVerb
        = history.add_subcommand("share", "A run as a file for others; texts that look private are taken out");
    exportVerb->add_option("run", wanted->run, "Its id, the beginning of it, or `last` (default)");
    auto* html = exportVerb->add_flag("--html", wanted->html, "One HTML file that needs nothing else");
    auto* markdown = exportVerb->add_flag("--md", wanted->markdown, "Markdown")->excludes(html);
    auto* json = exportVerb->add_flag("--json", wanted->json, "JSON (default)")->excludes(html)->excludes(markdown);
    exportVerb->add_flag("--curl", wanted->curl, "The requests as curl commands, without keys")
        ->excludes(html)
        ->excludes(markdown)
        ->excludes(json);
    exportVerb->add_flag("--thread", wanted->wholeThread, "All turns of the conversation");
    exportVerb->add_flag("--keep-private", wanted->keepPrivate, "Take nothing out");
    exportVerb->add_option("-o,--output", wanted->file, "The file to write (default: standard output)")
        ->type_name("FILE");
    exportVerb->callback([&line, wanted] { line.action = [&line, wanted] { return exportRun(line, *wanted); }; });
}

} // namespace assay
