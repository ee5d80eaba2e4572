// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/output.h"
#include "app/cli/routeoptions.h"
#include "app/cli/verbs.h"
#include "app/ledgerreplay.h"
#include "core/routing/routepreferences.h"
#include "core/routing/simulation/replay.h"
#include "ui/text/formats.h"

#include <QElapsedTimer>
#include <QJsonArray>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct SimulateOptions {
    RouteOptions route;
    bool fromLedger = false;
    bool simulatedCalls = false;
    std::vector<std::string> models;
    std::string from;
    std::string to;
    qint64 requests = 1'000'000;
    int endpoints = 6;
    int days = 30;
    quint64 seed = 1;
};

QList<SimPolicy> policies(const RouteRequest& wishes, bool hasWishes)
{
    QList<SimPolicy> out;
    if (hasWishes)
        out.append({.name = u"your wishes"_s, .kind = SimPolicyKind::Router, .request = wishes});
    out += comparedPolicies();
    return out;
}

QString number(double value, int decimals)
{
    return QString::number(value, 'f', decimals);
}

/// A simulated sum with enough digits to tell small ones apart.
QString dollars(double value)
{
    const int decimals = value > 0 ? std::clamp(3 - int(std::floor(std::log10(value))), 2, 12) : 2;
    return number(value, decimals);
}

QJsonObject reportJson(const SimReport& report, const SimWorld& world)
{
    QJsonObject served;
    for (qsizetype i = 0; i < report.servedBy.size(); ++i)
        served.insert(world.endpoints.at(i).id, report.servedBy.at(i));
    return {{u"policy"_s, report.policy}, {u"requests"_s, report.requests}, {u"answered"_s, report.answered},
        {u"attempts"_s, report.attempts}, {u"rate_limited"_s, report.limited}, {u"simulated_usd"_s, report.costUsd},
        {u"wait_s"_s,
            QJsonObject{{u"mean"_s, report.waitMean}, {u"p50"_s, report.waitP50}, {u"p95"_s, report.waitP95}}},
        {u"least_usd"_s, report.leastCostUsd}, {u"cost_regret"_s, report.costRegret},
        {u"wait_regret_s"_s, report.waitRegret}, {u"served_by"_s, served}};
}

QStringList reportRow(const SimReport& report)
{
    const double share = report.requests > 0 ? double(report.answered) / double(report.requests) : 0;
    return {report.policy, number(share * 100, 3) + u" %"_s, dollars(report.costUsd),
        u"+%1 %"_s.arg(number(report.costRegret * 100, 1)), number(report.waitP50, 2), number(report.waitP95, 2),
        u"+%1"_s.arg(number(report.waitRegret, 2)),
        number(double(report.attempts) / double(std::max<qint64>(report.requests, 1)), 3)};
}

const QStringList kColumns{u"policy"_s, u"answered"_s, u"simulated $"_s, u"over least"_s, u"wait p50 s"_s, u"p95 s"_s,
    u"over least s"_s, u"attempts"_s};

QList<SimReport> replayAll(const SimWorld& world, const QList<SimPolicy>& all)
{
    const Hindsight hindsight(world);
    QList<SimReport> out;
    for (const auto& policy : all)
        out.append(replay(world, policy, hindsight));
    return out;
}

void noteTheFloor()
{
    out::note(
        u"\"Over least\" is against a floor that no policy can be below, worked out with hindsight and under the same rate limits (a Lagrangian bound); the hindsight rows keep to those limits, too."_s);
}

int show(const CommandLine& line, const SimWorld& world, const QList<SimPolicy>& all, const QString& title)
{
    QElapsedTimer clock;
    clock.start();
    QList<QStringList> rows;
    QJsonArray json;
    const auto reports = replayAll(world, all);
    for (const auto& report : reports) {
        rows.append(reportRow(report));
        json.append(reportJson(report, world));
    }
    if (line.json) {
        out::json(QJsonDocument(QJsonObject{{u"simulation"_s, title}, {u"seed"_s, QString::number(world.seed)},
            {u"requests"_s, qint64(world.requests.size())}, {u"policies"_s, json}}));
        return kDone;
    }
    out::line(title);
    out::line();
    out::table(kColumns, rows, {1, 2, 3, 4, 5, 6, 7});
    noteTheFloor();
    out::note(u"%1 requests under %2 policies in %3 s."_s.arg(world.requests.size())
            .arg(all.size())
            .arg(number(double(clock.elapsed()) / 1000, 1)));
    return kDone;
}

int simulateInvented(const CommandLine& line, const SimulateOptions& options, const QList<SimPolicy>& all)
{
    const auto world = makeWorld(
        {.seed = options.seed, .endpoints = options.endpoints, .days = options.days, .requests = options.requests});
    return show(line, world, all,
        u"An invented month: %1 endpoints, %2 days, %3 requests, seed %4. All of it is simulated."_s
            .arg(options.endpoints)
            .arg(options.days)
            .arg(options.requests)
            .arg(options.seed));
}

Result<LedgerPeriod> periodOf(const SimulateOptions& options, const Clock& clock)
{
    const QDate today = clock.now().date();
    const QDate thisMonth(today.year(), today.month(), 1);
    LedgerPeriod out{.from = thisMonth.addMonths(-1), .to = thisMonth};
    if (!options.from.empty())
        out.from = QDate::fromString(QString::fromStdString(options.from), Qt::ISODate);
    if (!options.to.empty())
        out.to = QDate::fromString(QString::fromStdString(options.to), Qt::ISODate);
    else if (!options.from.empty())
        out.to = today.addDays(1);
    if (!out.from.isValid() || !out.to.isValid() || out.from >= out.to)
        return fail(ErrorKind::InvalidRequest, u"--from and --to must be dates like 2026-11-01, in this order."_s);
    return out;
}

QString shown(const std::optional<Money>& amount)
{
    return amount ? Formats().sum(*amount) : u"unknown"_s;
}

int whatWouldItCost(
    const CommandLine& line, Composition& services, const LedgerPeriod& period, const std::vector<std::string>& models)
{
    QJsonArray json;
    QList<QStringList> rows;
    for (const auto& name : models) {
        const auto answer = costOn(services, period, QString::fromStdString(name));
        if (!answer) {
            out::error(answer.error());
            return answer.error().kind == ErrorKind::Storage ? kFailed : kUsage;
        }
        rows.append({answer->model, QString::number(answer->calls), shown(answer->actual),
            QString::number(answer->actualUnknown), shown(answer->wouldCost), QString::number(answer->unknown)});
        json.append(toJson(*answer));
    }
    if (line.json) {
        out::json(QJsonDocument(QJsonObject{{u"from"_s, period.from.toString(Qt::ISODate)},
            {u"to"_s, period.to.toString(Qt::ISODate)}, {u"models"_s, json}}));
        return kDone;
    }
    out::line(u"Your real calls from %1 up to %2, as they would have been billed on another model."_s.arg(
        period.from.toString(Qt::ISODate), period.to.toString(Qt::ISODate)));
    out::line(u"The same token counts at its prices of those days; another model would have written more or less."_s);
    out::line();
    out::table({u"on"_s, u"calls"_s, u"cost really"_s, u"unknown"_s, u"would have cost"_s, u"unknown"_s}, rows,
        {1, 2, 3, 4, 5});
    return kDone;
}

/// Over all models; medians of different models have no sum.
SimReport summed(const QList<SimReport>& reports)
{
    SimReport out{.policy = reports.first().policy};
    for (const auto& report : reports) {
        out.requests += report.requests;
        out.answered += report.answered;
        out.attempts += report.attempts;
        out.limited += report.limited;
        out.costUsd += report.costUsd;
        out.leastCostUsd += report.leastCostUsd;
        out.waitMean += report.waitMean * double(report.answered);
        out.waitRegret += report.waitRegret * double(report.answered);
    }
    const double n = double(std::max<qint64>(out.answered, 1));
    out.waitMean /= n;
    out.waitRegret /= n;
    out.costRegret = out.leastCostUsd > 0 ? out.costUsd / out.leastCostUsd - 1 : 0;
    return out;
}

QJsonObject sumJson(const SimReport& report)
{
    return {{u"policy"_s, report.policy}, {u"requests"_s, report.requests}, {u"answered"_s, report.answered},
        {u"attempts"_s, report.attempts}, {u"simulated_usd"_s, report.costUsd}, {u"least_usd"_s, report.leastCostUsd},
        {u"cost_regret"_s, report.costRegret}, {u"wait_mean_s"_s, report.waitMean},
        {u"wait_regret_s"_s, report.waitRegret}};
}

QStringList sumRow(const SimReport& report)
{
    QStringList out = reportRow(report);
    out[4] = out[5] = u"–"_s;
    return out;
}

/// A section for each model, and the sum of all of them.
int showLedger(const CommandLine& line, const LedgerWorlds& ledger, const QList<SimPolicy>& all,
    const LedgerPeriod& period, ReplayedCalls which)
{
    const bool isSimulated = which == ReplayedCalls::Simulated;
    const QString mark = isSimulated ? u" (simulated)"_s : QString();
    QList<QList<SimReport>> byPolicy(all.size());
    QJsonArray models;
    if (!line.json)
        out::line(
            u"Your own calls%1 from %2 up to %3; what an endpoint would have done is its own attempt nearest in time."_s
                .arg(mark, period.from.toString(Qt::ISODate), period.to.toString(Qt::ISODate)));
    for (const auto& each : ledger.worlds) {
        const auto reports = replayAll(each.world, all);
        QList<QStringList> rows;
        QJsonArray policies;
        for (qsizetype i = 0; i < reports.size(); ++i) {
            byPolicy[i].append(reports.at(i));
            rows.append(reportRow(reports.at(i)));
            policies.append(reportJson(reports.at(i), each.world));
        }
        models.append(QJsonObject{{u"model"_s, each.model}, {u"requests"_s, qint64(each.world.requests.size())},
            {u"policies"_s, policies}, {u"notes"_s, QJsonArray::fromStringList(each.notes)}});
        if (line.json)
            continue;
        out::line();
        out::line(u"%1%2, %3 requests"_s.arg(out::oneLine(each.model), mark).arg(each.world.requests.size()));
        out::table(kColumns, rows, {1, 2, 3, 4, 5, 6, 7});
        for (const auto& note : each.notes)
            out::note(note);
    }
    QList<QStringList> rows;
    QJsonArray total;
    for (const auto& reports : std::as_const(byPolicy)) {
        rows.append(sumRow(summed(reports)));
        total.append(sumJson(summed(reports)));
    }
    if (line.json) {
        out::json(QJsonDocument(QJsonObject{{u"from"_s, period.from.toString(Qt::ISODate)},
            {u"to"_s, period.to.toString(Qt::ISODate)}, {u"simulated"_s, isSimulated}, {u"models"_s, models},
            {u"total"_s, total}, {u"notes"_s, QJsonArray::fromStringList(ledger.notes)}}));
        return kDone;
    }
    out::line();
    out::line(u"All models together%1"_s.arg(mark));
    out::table(kColumns, rows, {1, 2, 3, 4, 5, 6, 7});
    for (const auto& note : ledger.notes)
        out::note(note);
    noteTheFloor();
    return kDone;
}

int simulateLedger(const CommandLine& line, const SimulateOptions& options, const QList<SimPolicy>& all)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto period = periodOf(options, services.clock());
        if (!period) {
            out::error(period.error());
            return kUsage;
        }
        if (!options.models.empty())
            return whatWouldItCost(line, services, *period, options.models);
        const auto which = options.simulatedCalls ? ReplayedCalls::Simulated : ReplayedCalls::Real;
        const auto worlds = worldsOf(services, *period, which, options.seed);
        if (!worlds) {
            out::error(worlds.error());
            return worlds.error().kind == ErrorKind::Storage ? kFailed : kUsage;
        }
        return showLedger(line, *worlds, all, *period, which);
    });
}

int simulate(const CommandLine& line, const SimulateOptions& options)
{
    const auto query = queryOf(options.route);
    const auto wishes
        = query ? withPreferences({}, query->provider) : Result<RouteRequest>(std::unexpected(query.error()));
    if (!wishes) {
        out::error(wishes.error());
        return kUsage;
    }
    const auto all = policies(*wishes, !query->provider.isEmpty());
    return options.fromLedger || !options.models.empty() ? simulateLedger(line, options, all)
                                                         : simulateInvented(line, options, all);
}

} // namespace

void addRouteSimulateVerb(CLI::App& verb, CommandLine& line)
{
    auto options = std::make_shared<SimulateOptions>();
    auto* simulateVerb = verb.add_subcommand("simulate",
        "What if: cost, wait and success of routing policies in an invented world, or over your own ledger");
    simulateVerb->add_flag("--ledger", options->fromLedger, "Replay your own calls, model by model");
    simulateVerb->add_flag("--simulated", options->simulatedCalls,
        "With --ledger: calls of the simulated providers, instead of real ones");
    simulateVerb->add_option("-m,--model", options->models, "With --ledger: what your calls would have cost on it")
        ->type_name("MODEL");
    simulateVerb->add_option("--from", options->from, "First day, UTC (default: last month)")->type_name("DATE");
    simulateVerb->add_option("--to", options->to, "Day after the last")->type_name("DATE");
    simulateVerb->add_option("-n,--requests", options->requests, "Requests of the invented world")
        ->check(CLI::Range(1, 20'000'000));
    simulateVerb->add_option("--endpoints", options->endpoints, "Its endpoints")->check(CLI::Range(1, 26));
    simulateVerb->add_option("--days", options->days, "Its length")->check(CLI::Range(1, 366));
    simulateVerb->add_option("--world-seed", options->seed, "Its seed: the same one gives the same world");
    addRouteOptions(*simulateVerb, options->route);
    simulateVerb->add_flag("--json", line.json, "Print one JSON document (docs/data-dictionary.md)");
    simulateVerb->callback([&line, options] { line.action = [&line, options] { return simulate(line, *options); }; });
}

} // namespace assay
