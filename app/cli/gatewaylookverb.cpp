// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a running gateway does, and what can be done about it.

#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "app/gatewaydoor.h"
#include "app/gatewayprobe.h"
#include "app/gatewayservice.h"
#include "app/gatewaysettings.h"
#include "app/profile.h"
#include "core/domain/runjson.h"
#include "core/gateway/wholecall.h"
#include "core/history/runfinder.h"
#include "ui/text/formats.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kShownCalls = 50;

struct LookOptions {
    int port = 0; ///< 0: the one that runs
    std::string id;
    std::string model = "sandbox/swift";
    std::string key;
};

int refused(const Error& error)
{
    out::error(error);
    return error.kind == ErrorKind::InvalidRequest ? kUsage : kFailed;
}

Result<QJsonObject> ask(const CommandLine& line, const LookOptions& options, const QJsonObject& question)
{
    const auto profile = openProfile(QString::fromStdString(line.profile));
    if (!profile)
        return std::unexpected(profile.error());
    return askGateway(*profile, static_cast<quint16>(options.port), question);
}

int sumOf(const QJsonArray& hour, QStringView member)
{
    int sum = 0;
    for (const auto& minute : hour)
        sum += minute[member].toInt();
    return sum;
}

int notRunning(const CommandLine& line)
{
    const auto profile = openProfile(QString::fromStdString(line.profile));
    const int port = profile ? readGatewaySettings(*profile).port : 0;
    if (line.json)
        out::json(QJsonDocument(QJsonObject{{u"running"_s, false}, {u"port"_s, port}}));
    else
        out::line(u"off; it would listen at http://127.0.0.1:%1"_s.arg(port));
    return kDone;
}

int status(const CommandLine& line, const LookOptions& options)
{
    const auto told = ask(line, options, {{u"verb"_s, u"status"_s}});
    if (!told)
        return told.error().kind == ErrorKind::ModelNotFound ? notRunning(line) : refused(told.error());
    const auto hour = (*told)[u"hour"].toArray();
    const auto running = (*told)[u"running"].toArray().size();
    if (line.json) {
        QJsonObject json = *told;
        for (const auto& list : {u"running"_s, u"ended"_s, u"refused"_s})
            json.remove(list);
        json.insert(u"running"_s, true);
        json.insert(u"running_calls"_s, running);
        out::json(QJsonDocument(json));
        return kDone;
    }
    out::line(u"on at %1 since %2 (%3, process %4)"_s
            .arg((*told)[u"address"].toString(), (*told)[u"since"].toString(), (*told)[u"place"].toString())
            .arg((*told)[u"pid"].toInteger()));
    out::line(u"running calls        %1"_s.arg(running));
    out::line(u"requests a minute    %1"_s.arg((*told)[u"per_minute"].toDouble(), 0, 'f', 1));
    out::line(u"in the last hour     %1 requests, %2 failed, %3 refused"_s.arg(sumOf(hour, u"requests"))
            .arg(sumOf(hour, u"failed"))
            .arg(sumOf(hour, u"refused")));
    return kDone;
}

QString costText(const LaneRecord& lane)
{
    if (lane.simulated)
        return u"simulated"_s;
    return lane.cost.amount ? u"$%1"_s.arg(lane.cost.amount->toDecimalString()) : u"unknown"_s;
}

QString orDash(const QString& text)
{
    return text.isEmpty() ? u"–"_s : out::plain(text);
}

void printCalls(const QJsonObject& told)
{
    QList<QStringList> rows;
    const auto running = told[u"running"].toArray();
    for (const auto& value : running) {
        const auto call = value.toObject();
        rows.append({call[u"started_at"].toString(), call[u"state"].toString(),
            orDash(call[u"client_format"].toString()), orDash(call[u"model"].toString()),
            orDash(call[u"served_by"].toString()), u"–"_s, call[u"run"].toString()});
    }
    const auto ended = told[u"ended"].toArray();
    for (const auto& value : ended) {
        const auto document = value.toObject();
        const auto run = runFromJson(document);
        if (!run)
            continue;
        const LaneRecord lane = wholeCall(run->lanes);
        rows.append({document[u"started_at"].toString(), laneStateName(lane.state), orDash(run->clientFormat),
            orDash(lane.model.toString()), orDash(lane.servedBy), costText(lane), run->id});
    }
    if (rows.isEmpty())
        out::note(u"No call yet."_s);
    else
        out::table({u"start"_s, u"state"_s, u"format"_s, u"model"_s, u"served by"_s, u"cost"_s, u"call"_s}, rows);
    const auto refusals = told[u"refused"].toArray();
    if (refusals.isEmpty())
        return;
    out::line();
    QList<QStringList> turnedAway;
    for (const auto& value : refusals) {
        const auto call = value.toObject();
        turnedAway.append({call[u"last_at"].toString(), QString::number(call[u"count"].toInteger()),
            QString::number(call[u"status"].toInt()), orDash(call[u"key"].toString()),
            out::plain(call[u"why"].toString())});
    }
    out::table({u"refused, last"_s, u"times"_s, u"status"_s, u"key"_s, u"why"_s}, turnedAway, {1});
}

/// What the ledger has, where no gateway runs that could be asked.
int callsOfLedger(const CommandLine& line)
{
    return withServices(line, [&](Composition& services) -> int {
        RunQuestion question;
        question.filter.surface = u"gateway"_s;
        question.limit = kShownCalls;
        const auto found = RunFinder(services.history()).find(question);
        if (!found)
            return refused(found.error());
        QJsonArray ended;
        for (const auto& hit : *found) {
            if (auto run = services.history().run(hit.run.id)) {
                run->prompt.clear();
                run->system.clear();
                for (auto& lane : run->lanes) {
                    lane.text.clear();
                    lane.reasoning.clear();
                    lane.toolCalls.clear();
                }
                ended.append(toJson(*run));
            }
        }
        const QJsonObject told{
            {u"live"_s, false}, {u"running"_s, QJsonArray()}, {u"ended"_s, ended}, {u"refused"_s, QJsonArray()}};
        if (line.json) {
            out::json(QJsonDocument(told));
        } else {
            printCalls(told);
            out::note(u"No gateway runs: this is what the ledger has. Refused calls are not kept in it."_s);
        }
        return kDone;
    });
}

int calls(const CommandLine& line, const LookOptions& options)
{
    const auto told = ask(line, options, {{u"verb"_s, u"calls"_s}});
    if (!told)
        return told.error().kind == ErrorKind::ModelNotFound ? callsOfLedger(line) : refused(told.error());
    if (!line.json) {
        printCalls(*told);
        return kDone;
    }
    QJsonObject json{{u"live"_s, true}};
    for (const auto& list : {u"running"_s, u"ended"_s, u"refused"_s})
        json.insert(list, (*told)[list]);
    out::json(QJsonDocument(json));
    return kDone;
}

int stopCall(const CommandLine& line, const LookOptions& options)
{
    QString id = QString::fromStdString(options.id);
    if (id.startsWith("gen-"_L1))
        id = id.sliced(4);
    const auto told = ask(line, options, {{u"verb"_s, u"stop"_s}, {u"id"_s, id}});
    if (!told)
        return refused(told.error());
    const bool stopped = (*told)[u"stopped"].toBool();
    if (line.json)
        out::json(QJsonDocument(QJsonObject{{u"run"_s, id}, {u"stopped"_s, stopped}}));
    else if (stopped)
        out::note(u"Stopped. What it has cost so far is in the ledger."_s);
    else
        out::error(u"No call %1 is running. `assay gateway calls` lists those that are."_s.arg(id));
    return stopped ? kDone : kFailed;
}

Result<QString> keyIdOf(const CommandLine& line, const QString& name)
{
    Result<QString> id = QString();
    if (name.isEmpty())
        return id;
    const int code = withServices(line, [&](Composition& services) -> int {
        const auto keys = LedgerKeyStore::open(services).and_then([](const auto& store) { return store->keys(); });
        id = fail(ErrorKind::InvalidRequest, u"There is no key '%1'."_s.arg(name));
        for (const auto& key : keys.value_or(QList<VirtualKey>())) {
            if (key.name == name || key.id == name || key.hint == name)
                id = key.id;
        }
        return kDone;
    });
    return code == kDone ? id : fail(ErrorKind::Storage, u"The keys could not be read."_s);
}

QJsonObject probeJson(const GatewayProbe& probe)
{
    return {{u"run"_s, probe.runId}, {u"model"_s, probe.model}, {u"served_by"_s, probe.servedBy},
        {u"text"_s, probe.text}, {u"duration_us"_s, static_cast<qint64>(probe.duration.count())},
        {u"pico_usd"_s, probe.cost ? QJsonValue(probe.cost->pico()) : QJsonValue()}, {u"simulated"_s, probe.simulated}};
}

int test(const CommandLine& line, const LookOptions& options)
{
    const auto keyId = keyIdOf(line, QString::fromStdString(options.key));
    if (!keyId)
        return refused(keyId.error());
    const auto lent = ask(line, options, {{u"verb"_s, u"lend"_s}, {u"key"_s, *keyId}});
    if (!lent)
        return refused(lent.error());
    const std::atomic<bool> stop = false;
    const auto probe = probeGateway(static_cast<quint16>((*lent)[u"port"].toInt()),
        Secret((*lent)[u"key"].toString().toLatin1()), QString::fromStdString(options.model), stop);
    if (!probe) {
        if (line.json)
            out::json(QJsonDocument(QJsonObject{{u"error"_s, toJson(probe.error())}}));
        else
            out::error(probe.error());
        return kFailed;
    }
    if (line.json) {
        out::json(QJsonDocument(probeJson(*probe)));
        return kDone;
    }
    out::line(u"%1 by %2 in %3, %4"_s.arg(out::plain(probe->model), out::plain(probe->servedBy),
        Formats().duration(probe->duration),
        probe->simulated  ? u"simulated: nothing is billed"_s
            : probe->cost ? u"$%1"_s.arg(probe->cost->toDecimalString())
                          : u"cost unknown"_s));
    out::line(out::plain(probe->text));
    out::note(u"A test request; it is in History as %1, with the purpose \"test\"."_s.arg(probe->runId));
    return kDone;
}

using Work = int (*)(const CommandLine&, const LookOptions&);

CLI::App* addLook(CLI::App& gateway, CommandLine& line, const char* name, const char* help,
    const std::shared_ptr<LookOptions>& options, Work work)
{
    auto* verb = gateway.add_subcommand(name, help);
    verb->add_option("--port", options->port, "Of which gateway, where several run")->check(CLI::Range(1, 65'535));
    verb->add_flag("--json", line.json, "Print JSON");
    verb->callback([&line, options, work] { line.action = [&line, options, work] { return work(line, *options); }; });
    return verb;
}

} // namespace

void addGatewayLookVerbs(CLI::App& gateway, CommandLine& line)
{
    const auto options = std::make_shared<LookOptions>();
    addLook(gateway, line, "status", "Whether it runs, where, and how busy it is", options, status);
    addLook(gateway, line, "calls", "What runs now, the last 50 calls, and what was refused", options, calls);
    addLook(gateway, line, "stop-call", "End one running call", options, stopCall)
        ->add_option("call", options->id, "Its id, as `calls` shows it")
        ->required();
    auto* verb = addLook(gateway, line, "test", "Send a test request through the running gateway", options, test);
    verb->add_option("-m,--model", options->model, "PROVIDER/MODEL (default: sandbox/swift, which is free)");
    verb->add_option("--key", options->key, "Ask as this key, with its limits; without: with none");
}

} // namespace assay
