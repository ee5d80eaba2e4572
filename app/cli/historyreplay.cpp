// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// `assay history replay` and `assay history drift`.
#include "app/cli/historyoptions.h"
#include "app/cli/output.h"
#include "app/curlcommand.h"
#include "app/replay.h"
#include "app/unixsignals.h"
#include "core/history/replayfinder.h"
#include "core/history/runfinder.h"
#include "ui/text/formats.h"
#include "ui/text/textdiff.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct ReplayArguments {
    std::string run = "last";
    std::string lane;
    bool isDryRun = false;
};

Result<std::optional<int>> laneNamed(const RunRecord& run, const std::string& name)
{
    if (name.empty())
        return std::nullopt;
    const QString wanted = QString::fromStdString(name);
    for (int i = 0; i < static_cast<int>(run.lanes.size()); ++i) {
        if (wanted.compare(laneLetter(i), Qt::CaseInsensitive) == 0 || wanted == QString::number(i + 1)
            || wanted == run.lanes.at(i).model.toString())
            return i;
    }
    return fail(ErrorKind::InvalidRequest,
        u"The run has no lane '%1'; lanes are named A, B, … or by their model."_s.arg(wanted));
}

Result<QString> commandOf(Composition& services, const ReplayLane& lane)
{
    const QDateTime now = services.clock().now();
    const LaneSpec& spec = *lane.spec;
    const QString model = spec.target(0).model;
    return spec.repeat ? curlCommand(services.dialects(), *spec.repeat, model, spec.endpoints.first(), now)
                       : curlCommand(services.dialects(), spec.request, model, spec.endpoints.first(), now);
}

QJsonObject laneJson(const ReplayLane& lane)
{
    return {{u"lane"_s, lane.lane}, {u"model"_s, lane.model.toString()}, {u"repeated"_s, lane.spec.has_value()},
        {u"exact"_s, lane.isExact}, {u"notes"_s, QJsonArray::fromStringList(lane.notes)}};
}

void printNotes(const ReplayPlan& plan)
{
    for (const auto& lane : plan.lanes) {
        for (const auto& note : lane.notes)
            out::note(u"%1 %2: %3%4"_s.arg(
                laneLetter(lane.lane), lane.model.toString(), lane.spec ? QString() : u"not repeated. "_s, note));
    }
}

int dryRun(const CommandLine& line, Composition& services, const ReplayPlan& plan)
{
    QJsonArray lanes;
    if (!line.json)
        printNotes(plan);
    for (const auto& lane : plan.lanes) {
        QJsonObject json = laneJson(lane);
        if (lane.spec) {
            const auto command = commandOf(services, lane);
            if (lane.spec->repeat)
                json.insert(u"sent"_s, toJson(*lane.spec->repeat));
            json.insert(u"curl"_s, command ? QJsonValue(*command) : QJsonValue(QJsonValue::Null));
            if (!line.json) {
                out::line(u"# %1 %2, %3; put your key into API_KEY"_s.arg(laneLetter(lane.lane), lane.model.toString(),
                    lane.isExact ? u"byte by byte"_s : u"written anew"_s));
                out::line(command ? *command : u"# "_s + command.error().detail);
            }
        }
        lanes.append(json);
    }
    if (line.json)
        out::json(QJsonDocument(QJsonObject{{u"dry_run"_s, true}, {u"replay_of"_s, plan.run.id}, {u"lanes"_s, lanes}}));
    else
        out::line(u"Nothing was sent."_s);
    return plan.canSend() ? kDone : kFailed;
}

/// Runs it to its end; Ctrl+C stops the lanes.
RunRecord runToEnd(Composition& services, const RunSpec& spec)
{
    RunRecord out;
    auto handle = services.engine().start(spec);
    const UnixSignals stops;
    QObject::connect(&stops, &UnixSignals::stopRequested, handle.get(), &RunHandle::cancelAll);
    QObject::connect(handle.get(), &RunHandle::finished, qApp, [&out](const RunRecord& record) {
        out = record;
        QCoreApplication::exit();
    });
    QCoreApplication::exec();
    services.history().settle().waitForFinished();
    return out;
}

void printDrift(const LaneDrift& drift)
{
    out::line();
    out::line(u"── %1  %2"_s.arg(laneLetter(drift.lane), drift.then.model.toString()));
    QList<QStringList> rows;
    for (const auto& row : RunDrift::rows(drift))
        rows.append({row.isChanged ? u"*"_s : u" "_s, row.name, out::plain(row.then), out::plain(row.now)});
    out::table({u" "_s, u" "_s, u"then"_s, u"now"_s}, rows);
    out::line();
    out::line(RunDrift::likeness(drift));
    const QString then = drift.then.text;
    const QString now = drift.now.text;
    if (then != now)
        out::line(out::plain(plainDiff(diffTexts(then, now, {.unit = fittingUnit(then, now)}))));
    if (drift.now.error)
        out::line(u"[%1] %2"_s.arg(laneStateName(drift.now.state), out::plain(drift.now.error->detail)));
}

/// The run whose lanes this one's repeat; itself if it repeats none.
QString originOf(const RunRecord& run)
{
    for (const auto& lane : run.lanes) {
        if (lane.replayOf)
            return lane.replayOf->run;
    }
    return run.id;
}

Result<QList<LaneDrift>> driftsFrom(Composition& services, const RunRecord& now)
{
    return services.history().run(originOf(now)).transform([&](const RunRecord& then) {
        auto drifts = driftOf(then, now);
        addPricesNow(services, drifts, now.startedAt);
        return drifts;
    });
}

int codeFor(const RunRecord& now)
{
    const bool isAnswered = std::ranges::all_of(now.lanes, [](const LaneRecord& lane) { return !lane.error; });
    return isAnswered ? kDone : kFailed;
}

int send(const CommandLine& line, Composition& services, const ReplayPlan& plan)
{
    printNotes(plan);
    if (!plan.canSend()) {
        out::error(u"Nothing of this run can be sent again."_s);
        return kFailed;
    }
    const RunRecord now = runToEnd(services, replaySpec(plan));
    const auto drifts = driftsFrom(services, now);
    if (!drifts)
        return failed(drifts.error());
    if (!line.json) {
        for (const auto& drift : *drifts)
            printDrift(drift);
        out::line();
        out::line(u"run %1, replay of %2"_s.arg(now.id, originOf(now)));
        return codeFor(now);
    }
    QJsonArray lanes;
    for (const auto& lane : plan.lanes) {
        QJsonObject json = laneJson(lane);
        const int origin = lane.spec && lane.spec->replayOf ? lane.spec->replayOf->lane : lane.lane;
        for (const auto& drift : *drifts) {
            if (drift.lane == origin)
                json.insert(u"drift"_s, driftJson(drift));
        }
        lanes.append(json);
    }
    out::json(QJsonDocument(QJsonObject{{u"run"_s, now.id}, {u"replay_of"_s, originOf(now)}, {u"lanes"_s, lanes}}));
    return codeFor(now);
}

Result<RunRecord> runNamed(const HistoryStore& history, const std::string& name)
{
    return history.resolveId(QString::fromStdString(name)).and_then([&](const QString& id) { return history.run(id); });
}

int replay(const CommandLine& line, const ReplayArguments& arguments)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto run = runNamed(services.history(), arguments.run);
        if (!run)
            return failed(run.error());
        const auto lane = laneNamed(*run, arguments.lane);
        if (!lane)
            return failed(lane.error());
        const auto marks = RunFinder(services.history()).marks(run->id);
        if (!marks)
            return failed(marks.error());
        const auto plan = planReplay(services, *run, marks->gone, *lane);
        return arguments.isDryRun ? dryRun(line, services, plan) : send(line, services, plan);
    });
}

int drift(const CommandLine& line, const std::string& name)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto asked = runNamed(services.history(), name);
        const auto then = asked.and_then([&](const RunRecord& run) { return services.history().run(originOf(run)); });
        if (!then)
            return failed(then.error());
        const auto ids = ReplayFinder(services.history()).replaysOf(then->id);
        if (!ids)
            return failed(ids.error());
        QJsonArray replays;
        for (const auto& id : *ids) {
            const auto now = services.history().run(id);
            if (!now)
                return failed(now.error());
            auto drifts = driftOf(*then, *now);
            addPricesNow(services, drifts, now->startedAt);
            QJsonArray lanes;
            if (!line.json)
                out::line(u"%1  %2"_s.arg(now->startedAt.toLocalTime().toString(Qt::ISODate), now->id));
            for (const auto& each : std::as_const(drifts)) {
                if (!line.json)
                    printDrift(each);
                lanes.append(driftJson(each));
            }
            if (!line.json)
                out::line();
            replays.append(QJsonObject{{u"run"_s, id},
                {u"started_at"_s, now->startedAt.toUTC().toString(Qt::ISODateWithMs)}, {u"lanes"_s, lanes}});
        }
        if (line.json)
            out::json(QJsonDocument(QJsonObject{{u"run"_s, then->id},
                {u"started_at"_s, then->startedAt.toUTC().toString(Qt::ISODateWithMs)}, {u"replays"_s, replays}}));
        else if (ids->isEmpty())
            out::note(u"Nobody has replayed this run yet. `assay history replay %1` does."_s.arg(then->id.left(18)));
        return kDone;
    });
}

} // namespace

void addHistoryReplayVerbs(CLI::App& history, CommandLine& line)
{
    auto arguments = std::make_shared<ReplayArguments>();
    auto* replayVerb = history.add_subcommand(
        "replay", "Sends the requests of a run again, byte by byte, and says what is different today");
    replayVerb->add_option("run", arguments->run, "Its id, the beginning of it, or `last` (default)");
    replayVerb->add_option("--lane", arguments->lane, "Only this lane: A, B, …, its number, or its model");
    replayVerb->add_flag("--dry-run", arguments->isDryRun, "Print the requests as curl, without keys; send nothing");
    replayVerb->add_flag("--json", line.json, "Print JSON (docs/data-dictionary.md)");
    replayVerb->callback([&line, arguments] { line.action = [&line, arguments] { return replay(line, *arguments); }; });

    auto name = std::make_shared<std::string>("last");
    auto* driftVerb = history.add_subcommand("drift", "All replays of a run, oldest first, against its first answers");
    driftVerb->add_option("run", *name, "Its id, the beginning of it, or `last` (default)");
    driftVerb->add_flag("--json", line.json, "Print JSON (docs/data-dictionary.md)");
    driftVerb->callback([&line, name] { line.action = [&line, name] { return drift(line, *name); }; });
}

} // namespace assay
