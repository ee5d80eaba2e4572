// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/lanetext.h"
#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "core/domain/runjson.h"
#include "ui/text/formats.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kListLength = 20;

QJsonObject summaryJson(const RunSummary& run)
{
    QJsonArray states;
    for (const auto state : run.states)
        states.append(QString(laneStateName(state)));
    return {{u"run"_s, run.id}, {u"started_at"_s, run.startedAt.toString(Qt::ISODateWithMs)}, {u"prompt"_s, run.prompt},
        {u"surface"_s, run.surface}, {u"models"_s, QJsonArray::fromStringList(run.models)}, {u"states"_s, states},
        {u"simulated"_s, run.simulated},
        {u"pico_usd"_s, run.realCost ? QJsonValue(run.realCost->pico()) : QJsonValue(QJsonValue::Null)},
        {u"unpriced_lanes"_s, run.unpricedLanes}};
}

QString costCell(const RunSummary& run)
{
    if (run.simulated)
        return u"simulated"_s;
    QString text = run.realCost ? Formats().cost(*run.realCost) : QString();
    if (run.unpricedLanes > 0)
        text += (text.isEmpty() ? u"%1 unpriced"_s : u" + %1 unpriced"_s).arg(run.unpricedLanes);
    return text;
}

int list(const CommandLine& line, int limit)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto runs = services.history().newest(limit);
        if (!runs) {
            out::error(runs.error());
            return kFailed;
        }
        if (line.json) {
            QJsonArray json;
            for (const auto& run : *runs)
                json.append(summaryJson(run));
            out::json(QJsonDocument(QJsonObject{{u"runs"_s, json}}));
            return kDone;
        }
        QList<QStringList> rows;
        for (const auto& run : *runs) {
            rows.append(
                {run.id.left(18), run.startedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s), run.models.join(u", "_s),
                    costCell(run), out::plain(QString(run.prompt).replace(u'\n', u' ')).left(60)});
        }
        if (rows.isEmpty())
            out::note(u"No run yet. `assay compare` makes the first one."_s);
        else
            out::table({u"run"_s, u"when"_s, u"models"_s, u"cost"_s, u"prompt"_s}, rows);
        return kDone;
    });
}

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
    auto limit = std::make_shared<int>(kListLength);
    auto* listVerb = verb->add_subcommand("list", "The newest runs");
    listVerb->add_option("-n,--limit", *limit, "How many")->check(CLI::Range(1, 10'000));
    listVerb->add_flag("--json", line.json, "Print JSON");
    listVerb->callback([&line, limit] { line.action = [&line, limit] { return list(line, *limit); }; });
    verb->callback([&line, verb, limit] {
        if (verb->get_subcommands().empty())
            line.action = [&line, limit] { return list(line, *limit); };
    });

    auto name = std::make_shared<std::string>("last");
    auto* showVerb = verb->add_subcommand("show", "One run with its answers");
    showVerb->add_option("run", *name, "Its id, the beginning of it, or `last` (default)");
    showVerb->add_flag("--json", line.json, "Print JSON");
    showVerb->callback([&line, name] { line.action = [&line, name] { return show(line, *name); }; });
    addHistoryFileVerbs(*verb, line);
}

} // namespace assay
