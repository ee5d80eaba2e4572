// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/historyoptions.h"
#include "app/cli/output.h"
#include "app/historyexport.h"
#include "core/importers/chatarchives.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QSaveFile>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct ExportOptions {
    FilterOptions filter;
    std::string format = "jsonl";
    std::string out;
};

int exported(const Result<qint64>& count, const QString& where)
{
    if (!count)
        return failed(count.error());
    out::note(u"%1 runs written to %2."_s.arg(*count).arg(where));
    return kDone;
}

int exportAll(const CommandLine& line, const ExportOptions& options)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto filter = filterOf(options.filter, services);
        if (!filter)
            return failed(filter.error());
        const auto format = options.format == "csv" ? ExchangeFormat::Csv : ExchangeFormat::JsonLines;
        if (options.out.empty() || options.out == "-") {
            QFile out;
            if (!out.open(stdout, QIODevice::WriteOnly))
                return kFailed;
            return exported(exportHistory(services.history(), *filter, format, out), u"standard output"_s);
        }
        const QString path = QString::fromStdString(options.out);
        QSaveFile file(path); // whole or not at all
        if (!file.open(QIODevice::WriteOnly))
            return failed(
                {.kind = ErrorKind::Storage, .detail = u"%1 cannot be written: %2."_s.arg(path, file.errorString())});
        const auto count = exportHistory(services.history(), *filter, format, file);
        if (count && !file.commit())
            return failed(
                {.kind = ErrorKind::Storage, .detail = u"%1 cannot be written: %2."_s.arg(path, file.errorString())});
        return exported(count, path);
    });
}

int report(const CommandLine& line, const Result<ImportReport>& report)
{
    if (!report)
        return failed(report.error());
    if (line.json) {
        out::json(QJsonDocument(QJsonObject{{u"added"_s, report->added}, {u"known"_s, report->known},
            {u"refused"_s, report->refused}, {u"problems"_s, QJsonArray::fromStringList(report->problems)}}));
    } else {
        out::line(u"%1 runs added, %2 were here already, %3 could not be read."_s.arg(report->added)
                .arg(report->known)
                .arg(report->refused));
        for (const auto& problem : report->problems)
            out::note(out::plain(problem));
    }
    return report->refused > 0 ? kFailed : kDone;
}

/// An archive is one JSON array; an export is a JSON object a line.
Result<ImportReport> importFrom(HistoryStore& history, QFile& file)
{
    const bool isArray = file.peek(4'096).trimmed().startsWith('[');
    if (!isArray)
        return importHistory(history, file);
    const auto runs = readChatArchive(file.readAll());
    return runs ? addRuns(history, *runs) : std::unexpected(runs.error());
}

int import(const CommandLine& line, const std::string& name)
{
    return withServices(line, [&](Composition& services) -> int {
        QString path = QString::fromStdString(name);
        if (QFileInfo(path).isDir())
            path += u"/conversations.json"_s;
        if (path.endsWith(u".zip"_s))
            return failed({.kind = ErrorKind::InvalidRequest,
                .detail = u"%1 is packed; unpack it and name the folder or its conversations.json."_s.arg(path)});
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return failed({.kind = ErrorKind::InvalidRequest,
                .detail = u"%1 cannot be read: %2."_s.arg(path, file.errorString())});
        return report(line, importFrom(services.history(), file));
    });
}

} // namespace

void addHistoryExchangeVerbs(CLI::App& history, CommandLine& line)
{
    auto options = std::make_shared<ExportOptions>();
    auto* exportVerb = history.add_subcommand("export", "Write runs to a file that can be imported, or to a table");
    addFilterOptions(*exportVerb, options->filter);
    exportVerb->add_option("--format", options->format, "jsonl (all there is, default) or csv (a row a lane)")
        ->check(CLI::IsMember({"jsonl", "csv"}));
    exportVerb->add_option("-o,--out", options->out, "File; default: standard output")->type_name("FILE");
    exportVerb->callback([&line, options] { line.action = [&line, options] { return exportAll(line, *options); }; });

    auto name = std::make_shared<std::string>();
    auto* importVerb = history.add_subcommand("import",
        "Read an export of Assay, or the conversations.json of a ChatGPT or Claude export; twice is harmless");
    importVerb->add_option("file", *name, "File, or the folder of an unpacked archive")->required();
    importVerb->add_flag("--json", line.json, "Print JSON");
    importVerb->callback([&line, name] { line.action = [&line, name] { return import(line, *name); }; });
}

} // namespace assay
