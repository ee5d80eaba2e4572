// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/historyoptions.h"
#include "app/cli/lanetext.h"
#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "core/domain/runjson.h"

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

} // namespace

void addHistoryVerb(CLI::App& app, CommandLine& line)
{
    auto* verb = app.add_subcommand("history", "Every run that was made");
    verb->require_subcommand(0, 1);
    addHistoryFindVerbs(*verb, line);
    addHistoryKeepVerbs(*verb, line);
    addHistoryExchangeVerbs(*verb, line);
    addHistoryFileVerbs(*verb, line);

    auto name = std::make_shared<std::string>("last");
    auto* showVerb = verb->add_subcommand("show", "One run with its answers");
    showVerb->add_option("run", *name, "Its id, the beginning of it, or `last` (default)");
    showVerb->add_flag("--json", line.json, "Print JSON");
    showVerb->callback([&line, name] { line.action = [&line, name] { return show(line, *name); }; });
}

} // namespace assay
