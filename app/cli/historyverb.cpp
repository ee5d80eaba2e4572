// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/historyoptions.h"
#include "app/cli/lanetext.h"
#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "core/domain/runjson.h"
#include "ui/text/formats.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

int show(const CommandLine& line, const std::string& name)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto id = services.history().resolveId(QString::fromStdString(name));
        const auto run = id.and_then([&](const QString& whole) { return services.history().run(whole); });
        if (!run) {
            out::error(run.error());
            return run.error().kind == ErrorKind::Storage ? kFailed : kUsage;
        }
        if (line.json) {
            out::json(QJsonDocument(toJson(*run)));
            return kDone;
        }
        out::line(u"run %1  %2  (%3)"_s.arg(run->id, run->startedAt.toLocalTime().toString(Qt::ISODate), run->surface));
        out::line();
        out::line(out::plain(run->prompt));
        out::line();
        QList<QStringList> rows;
        for (const auto& lane : run->lanes)
            rows.append(laneRow(lane));
        out::table(laneHeader(), rows, laneNumberColumns());
        for (const auto& lane : run->lanes)
            printLane(lane);
        return kDone;
    });
}

int verify(const CommandLine& line)
{
    return withServices(line, [&](Composition& services) -> int {
        auto check = services.history().verify();
        if (check && !check->firstBreak) {
            const auto broken = services.history().checkInvariants();
            if (broken)
                check->firstBreak = *broken;
            else
                check = std::unexpected(broken.error());
        }
        if (!check) {
            out::error(check.error());
            return kFailed;
        }
        const auto& broken = check->firstBreak;
        if (line.json) {
            QJsonObject json{{u"sound"_s, !broken}, {u"lanes"_s, check->lanes}};
            json.insert(u"first_break"_s,
                broken ? QJsonValue(QJsonObject{
                             {u"run"_s, broken->runId}, {u"lane"_s, broken->lane}, {u"what"_s, broken->what}})
                       : QJsonValue(QJsonValue::Null));
            out::json(QJsonDocument(json));
        } else if (broken) {
            out::line(broken->runId.isEmpty()
                    ? broken->what
                    : u"run %1, lane %2: %3"_s.arg(broken->runId, laneLetter(broken->lane), broken->what));
        } else {
            out::line(u"The ledger is sound: %1 lanes, their hashes, sums and reservations."_s.arg(check->lanes));
        }
        return broken ? kFailed : kDone;
    });
}

} // namespace

void addHistoryVerb(CLI::App& app, CommandLine& line)
{
    auto* verb = app.add_subcommand("history", "Every run that was made");
    verb->require_subcommand(0, 1);
    addHistoryFindVerbs(*verb, line);
    addHistoryKeepVerbs(*verb, line);
    addHistoryExchangeVerbs(*verb, line);
    addHistoryFileVerbs(*verb, line);

    auto* verifyVerb = verb->add_subcommand(
        "verify", "Whether every record is as it was written, and every sum what its parts sum to");
    verifyVerb->add_flag("--json", line.json, "Print JSON");
    verifyVerb->callback([&line] { line.action = [&line] { return verify(line); }; });

    auto name = std::make_shared<std::string>("last");
    auto* showVerb = verb->add_subcommand("show", "One run with its answers");
    showVerb->add_option("run", *name, "Its id, the beginning of it, or `last` (default)");
    showVerb->add_flag("--json", line.json, "Print JSON");
    showVerb->callback([&line, name] { line.action = [&line, name] { return show(line, *name); }; });
    addHistoryShareVerbs(*verb, line);
    addHistoryReplayVerbs(*verb, line);
}

} // namespace assay
