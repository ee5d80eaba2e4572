// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/historyoptions.h"
#include "app/cli/output.h"
#include "app/profile.h"
#include "core/history/backuppolicy.h"
#include "core/history/backups.h"
#include "ui/text/formats.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QStorageInfo>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct FileOptions {
    std::string file;
    std::string to;
    bool yes = false;
    bool list = false;
    bool daily = false;
};

// These work on files, without opening the history: it may be what is broken.
Result<QString> historyPath(const CommandLine& line)
{
    return openProfile(QString::fromStdString(line.profile)).transform(&ledgerPath);
}

QJsonObject summaryJson(const LedgerSummary& summary)
{
    return {{u"file"_s, summary.path}, {u"version"_s, summary.version}, {u"bytes"_s, summary.bytes},
        {u"runs"_s, summary.runs}, {u"lanes"_s, summary.lanes},
        {u"first_at"_s,
            summary.firstAt.isValid() ? QJsonValue(summary.firstAt.toString(Qt::ISODateWithMs)) : QJsonValue()},
        {u"last_at"_s,
            summary.lastAt.isValid() ? QJsonValue(summary.lastAt.toString(Qt::ISODateWithMs)) : QJsonValue()},
        {u"pico_usd"_s, summary.known.pico()}, {u"unpriced"_s, summary.unpriced}, {u"sound"_s, !summary.fault},
        {u"fault"_s, summary.fault ? QJsonValue(*summary.fault) : QJsonValue()}};
}

QString sentence(const LedgerSummary& summary)
{
    QString text = u"%1 runs, %2"_s.arg(summary.runs)
                       .arg(Formats().spend(
                           {.known = summary.known, .calls = 0, .unpriced = summary.unpriced, .simulatedCalls = 0}));
    if (summary.lastAt.isValid())
        text += u", newest %1"_s.arg(summary.lastAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s));
    return text + u", %1 MB"_s.arg(static_cast<double>(summary.bytes) / 1e6, 0, 'f', 1);
}

int listBackups(const CommandLine& line, const QString& path)
{
    QJsonArray json;
    const auto backups = backupsOf(path);
    for (const auto& backup : backups) {
        json.append(backup);
        if (!line.json)
            out::line(u"%1  %2 MB"_s.arg(backup).arg(static_cast<double>(QFileInfo(backup).size()) / 1e6, 0, 'f', 1));
    }
    if (line.json)
        out::json(QJsonDocument(QJsonObject{{u"backups"_s, json}}));
    else if (json.isEmpty())
        out::note(u"No copy yet. `assay history backup` makes one."_s);
    return kDone;
}

/// The reason why no copy is due, if there is one. Whoever asks for this gives way to everybody else.
QString whyNotToday(const QString& path)
{
    [[maybe_unused]] const int lowest = nice(19);
    const auto copies = backupsOf(path);
    return whyNoBackup({.ledgerBytes = QFileInfo(path).size(),
                           .freeBytes = QStorageInfo(QFileInfo(path).absolutePath()).bytesAvailable(),
                           .newest = copies.isEmpty() ? QDateTime() : QFileInfo(copies.first()).lastModified()},
        SystemClock().now());
}

QStringList makeRoom(const QString& path)
{
    auto copies = backupsOf(path);
    QList<qint64> sizes;
    for (const auto& copy : std::as_const(copies))
        sizes.append(QFileInfo(copy).size());
    const auto gone = copies.last(copiesBeyond(sizes, QStorageInfo(QFileInfo(path).absolutePath()).bytesAvailable()));
    for (const auto& copy : gone)
        QFile::remove(copy);
    return gone;
}

int backUp(const CommandLine& line, const FileOptions& options)
{
    const auto path = historyPath(line);
    if (!path)
        return failed(path.error());
    if (options.list)
        return listBackups(line, *path);
    if (options.daily) {
        if (const QString reason = whyNotToday(*path); !reason.isEmpty()) {
            if (line.json)
                out::json(QJsonDocument(QJsonObject{{u"file"_s, QJsonValue()}, {u"reason"_s, reason}}));
            else
                out::note(reason);
            return kDone;
        }
    }
    const QString target = options.file.empty() ? backupPathFor(*path, SystemClock().now())
                                                : QFileInfo(QString::fromStdString(options.file)).absoluteFilePath();
    const auto made = backUpLedger(*path, target);
    if (!made)
        return failed(made.error());
    auto removed = options.file.empty() ? rotateBackups(*path) : QStringList();
    if (options.daily)
        removed += makeRoom(*path);
    if (line.json) {
        auto json = summaryJson(*made);
        json.insert("removed"_L1, QJsonArray::fromStringList(removed));
        out::json(QJsonDocument(json));
        return kDone;
    }
    out::line(u"%1: %2, checked."_s.arg(made->path, sentence(*made)));
    if (!removed.isEmpty())
        out::note(u"%1 older copies were removed."_s.arg(removed.size()));
    return kDone;
}

void printPreview(const RestorePreview& preview)
{
    out::line(u"copy:    %1"_s.arg(sentence(preview.backup)));
    out::line(u"history: %1"_s.arg(preview.current ? sentence(*preview.current) : u"cannot be read"_s));
    if (preview.current && preview.current->fault)
        out::line(u"         %1"_s.arg(*preview.current->fault));
    out::line(u"%1 runs of the history are not in the copy, %2 runs of the copy are not in the history."_s
            .arg(preview.lostRuns)
            .arg(preview.regainedRuns));
}

int restore(const CommandLine& line, const FileOptions& options)
{
    const auto path = historyPath(line);
    if (!path)
        return failed(path.error());
    const QString backup = options.file.empty() ? backupsOf(*path).value(0) : QString::fromStdString(options.file);
    if (backup.isEmpty())
        return failed({.kind = ErrorKind::InvalidRequest, .detail = u"There is no copy; name a file."_s});
    const auto preview = previewRestore(*path, backup);
    if (!preview)
        return failed(preview.error());
    Result<QString> kept;
    if (options.yes)
        kept = restoreLedger(*path, backup, SystemClock().now());
    if (!kept)
        return failed(kept.error());
    if (line.json) {
        out::json(QJsonDocument(QJsonObject{{u"backup"_s, summaryJson(preview->backup)},
            {u"current"_s, preview->current ? QJsonValue(summaryJson(*preview->current)) : QJsonValue()},
            {u"lost_runs"_s, preview->lostRuns}, {u"regained_runs"_s, preview->regainedRuns},
            {u"restored"_s, options.yes}, {u"kept_as"_s, kept->isEmpty() ? QJsonValue() : QJsonValue(*kept)}}));
        return kDone;
    }
    printPreview(*preview);
    if (!options.yes)
        out::note(u"Nothing was changed; --yes puts %1 in place. What is there now is kept beside it."_s.arg(backup));
    else
        out::line(kept->isEmpty() ? u"Restored."_s : u"Restored; what was there is %1."_s.arg(*kept));
    return kDone;
}

int salvage(const CommandLine& line, const FileOptions& options)
{
    const QString from = QString::fromStdString(options.file);
    const QString to = options.to.empty() ? from + u".salvaged"_s : QString::fromStdString(options.to);
    const auto report = salvageLedger(from, to);
    if (!report)
        return failed(report.error());
    if (line.json) {
        out::json(QJsonDocument(QJsonObject{{u"file"_s, to}, {u"saved"_s, report->saved}, {u"lost"_s, report->lost},
            {u"altered"_s, report->altered}, {u"problems"_s, QJsonArray::fromStringList(report->problems)}}));
    } else {
        out::line(u"%1 runs saved to %2; %3 could not be read, %4 have a text that is not what was recorded."_s
                .arg(report->saved)
                .arg(to)
                .arg(report->lost)
                .arg(report->altered));
        for (const auto& problem : report->problems)
            out::note(out::plain(problem));
        out::note(u"`assay history restore %1` shows what putting it in place would change."_s.arg(to));
    }
    return report->lost + report->altered > 0 ? kFailed : kDone;
}

} // namespace

void addHistoryFileVerbs(CLI::App& history, CommandLine& line)
{
    auto backupOptions = std::make_shared<FileOptions>();
    auto* backupVerb = history.add_subcommand("backup", "Make a whole, checked copy, also while Assay runs");
    backupVerb->add_option("file", backupOptions->file, "Where to; default: one of the rotating copies in the profile");
    backupVerb->add_flag("--list", backupOptions->list, "Show the rotating copies");
    backupVerb->add_flag("--daily", backupOptions->daily,
        "Only if the last rotating copy is a day old and there is room; Assay's window and gateway ask for it");
    backupVerb->add_flag("--json", line.json, "Print JSON");
    backupVerb->callback(
        [&line, backupOptions] { line.action = [&line, backupOptions] { return backUp(line, *backupOptions); }; });

    auto restoreOptions = std::make_shared<FileOptions>();
    auto* restoreVerb = history.add_subcommand("restore", "Show what a copy would change; with --yes, put it in place");
    restoreVerb->add_option("file", restoreOptions->file, "The copy; default: the newest of the rotating ones");
    restoreVerb->add_flag("--yes", restoreOptions->yes, "Put it in place; what is there now is kept");
    restoreVerb->add_flag("--json", line.json, "Print JSON");
    restoreVerb->callback(
        [&line, restoreOptions] { line.action = [&line, restoreOptions] { return restore(line, *restoreOptions); }; });

    auto salvageOptions = std::make_shared<FileOptions>();
    auto* salvageVerb = history.add_subcommand("salvage", "Read a damaged history row by row into a new one");
    salvageVerb->add_option("file", salvageOptions->file, "The damaged file; it is not touched")->required();
    salvageVerb->add_option("--to", salvageOptions->to, "The new file; default: FILE.salvaged")->type_name("FILE");
    salvageVerb->add_flag("--json", line.json, "Print JSON");
    salvageVerb->callback(
        [&line, salvageOptions] { line.action = [&line, salvageOptions] { return salvage(line, *salvageOptions); }; });
}

} // namespace assay
