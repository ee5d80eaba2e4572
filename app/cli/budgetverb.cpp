// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "ui/text/formats.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct BudgetOptions {
    std::string amount;
    std::string period = "month";
    std::string provider;
    std::string project;
    std::string key;
    bool perRun = false;
    bool alertOnly = false;
    bool allowUnpriced = false;
    std::vector<int> thresholds;
};

QJsonObject toJson(const Budget& budget)
{
    QJsonArray thresholds;
    for (const int percent : budget.thresholds)
        thresholds.append(percent);
    return {{u"id"_s, budget.id}, {u"scope"_s, budgetScopeName(budget.scope)},
        {u"subject"_s, budget.subject.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(budget.subject)},
        {u"period"_s, budgetPeriodName(budget.period)}, {u"pico_usd"_s, budget.amount.pico()},
        {u"mode"_s, budgetModeName(budget.mode)}, {u"alert_at_percent"_s, thresholds},
        {u"allow_unpriced"_s, budget.allowUnpriced}};
}

QJsonObject toJson(const Budget& budget, const BudgetStanding& standing)
{
    QJsonArray crossed;
    for (const int percent : crossedThresholds(budget, standing.spent))
        crossed.append(percent);
    return {{u"spent_pico_usd"_s, standing.spent.pico()}, {u"reserved_pico_usd"_s, standing.reserved.pico()},
        {u"left_pico_usd"_s, budgetLeft(budget, standing).pico()}, {u"calls"_s, standing.calls},
        {u"unpriced_calls"_s, standing.unpriced}, {u"crossed_percent"_s, crossed}};
}

QJsonValue dateOrNull(const QDateTime& date)
{
    return date.isValid() ? QJsonValue(date.toString(Qt::ISODate)) : QJsonValue(QJsonValue::Null);
}

QJsonObject toJson(const BudgetStatus& status)
{
    QJsonObject out = toJson(status.budget);
    out.insert(u"from"_s, dateOrNull(status.window.from));
    out.insert(u"to"_s, dateOrNull(status.window.to));
    out.insert(u"real"_s, toJson(status.budget, status.real));
    out.insert(u"simulated"_s, toJson(status.budget, status.simulated));
    return out;
}

QString spentCell(const BudgetStanding& standing)
{
    QString text = Formats().sum(standing.spent);
    if (standing.unpriced > 0)
        text += u" + %1 unpriced"_s.arg(standing.unpriced);
    return text;
}

QStringList row(const QString& name, const BudgetStatus& status, const BudgetStanding& standing)
{
    const bool perRun = status.budget.scope == BudgetScope::Run;
    const QString ends = perRun      ? u"each run"_s
        : status.window.to.isValid() ? status.window.to.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s)
                                     : u"never"_s;
    return {name, Formats().sum(status.budget.amount), QString(budgetModeName(status.budget.mode)),
        perRun ? u"–"_s : spentCell(standing), perRun ? u"–"_s : Formats().sum(standing.reserved),
        perRun ? u"–"_s : Formats().sum(budgetLeft(status.budget, standing)), ends};
}

void printTable(const QList<BudgetStatus>& budgets)
{
    QList<QStringList> rows;
    for (const auto& status : budgets) {
        rows.append(row(status.budget.id, status, status.real));
        if (status.simulated != BudgetStanding())
            rows.append(row(u"  in simulated money"_s, status, status.simulated));
    }
    if (rows.isEmpty())
        out::note(u"No budget is set. `assay budget set 20 --period month` sets one for all calls."_s);
    else
        out::table({u"budget"_s, u"limit"_s, u"mode"_s, u"spent"_s, u"held"_s, u"left"_s, u"starts anew"_s}, rows,
            {1, 3, 4, 5});
}

int list(const CommandLine& line)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto budgets = services.history().budgets();
        if (!budgets) {
            out::error(budgets.error());
            return kFailed;
        }
        if (!line.json) {
            printTable(*budgets);
            return kDone;
        }
        QJsonArray json;
        for (const auto& status : *budgets)
            json.append(toJson(status));
        out::json(QJsonDocument(QJsonObject{{u"budgets"_s, json}}));
        return kDone;
    });
}

Result<Budget> budgetOf(const BudgetOptions& options)
{
    const int scopes = !options.provider.empty() + !options.project.empty() + !options.key.empty() + options.perRun;
    if (scopes > 1)
        return fail(ErrorKind::InvalidRequest,
            u"A budget has one scope: --provider, --project, --key or --run; without any it counts all calls."_s);
    const QByteArray text = QByteArray::fromStdString(options.amount);
    const auto amount = Money::fromDecimalUsd(text.startsWith('$') ? text.sliced(1) : text);
    if (!amount)
        return fail(ErrorKind::InvalidRequest,
            u"'%1' is not an amount of dollars such as 20 or 0.50."_s.arg(QString::fromUtf8(text)));
    Budget budget;
    budget.amount = *amount;
    budget.period = *budgetPeriodFromName(QString::fromStdString(options.period));
    if (!options.provider.empty())
        budget.scope = BudgetScope::Provider;
    else if (!options.project.empty())
        budget.scope = BudgetScope::Project;
    else if (!options.key.empty())
        budget.scope = BudgetScope::Key;
    else if (options.perRun)
        budget.scope = BudgetScope::Run;
    budget.subject = QString::fromStdString(options.provider + options.project + options.key);
    budget.mode = options.alertOnly ? BudgetMode::AlertOnly : BudgetMode::HardStop;
    budget.allowUnpriced = options.allowUnpriced;
    if (!options.thresholds.empty())
        budget.thresholds = QList<int>(options.thresholds.begin(), options.thresholds.end());
    return budget;
}

int set(const CommandLine& line, const BudgetOptions& options)
{
    const auto budget = budgetOf(options);
    if (!budget) {
        out::error(budget.error());
        return kUsage;
    }
    return withServices(line, [&](Composition& services) -> int {
        const auto stored = services.history().setBudget(*budget).result();
        if (!stored) {
            out::error(stored.error());
            return stored.error().kind == ErrorKind::InvalidRequest ? kUsage : kFailed;
        }
        if (line.json)
            out::json(QJsonDocument(toJson(*stored)));
        else
            out::line(u"%1: %2 (%3)"_s.arg(stored->id, budgetTitle(*stored),
                stored->mode == BudgetMode::HardStop ? u"calls that may not fit are not sent"_s : u"alerts only"_s));
        return kDone;
    });
}

int remove(const CommandLine& line, const std::string& name)
{
    return withServices(line, [&](Composition& services) -> int {
        const QString id = QString::fromStdString(name);
        const auto removed = services.history().removeBudget(id).result();
        if (!removed) {
            out::error(removed.error());
            return kFailed;
        }
        if (!*removed) {
            out::error(u"There is no budget '%1'; `assay budget list` names them."_s.arg(id));
            return kUsage;
        }
        if (line.json)
            out::json(QJsonDocument(QJsonObject{{u"removed"_s, id}}));
        else
            out::line(u"%1 is removed."_s.arg(id));
        return kDone;
    });
}

void addSet(CLI::App& verb, CommandLine& line)
{
    auto options = std::make_shared<BudgetOptions>();
    auto* setVerb = verb.add_subcommand("set", "Set or replace a budget; without a scope it counts all calls");
    setVerb->add_option("amount", options->amount, "Dollars, for example 20 or 0.50")->required()->type_name("USD");
    setVerb->add_option("--period", options->period, "Local days, weeks from Monday, months; UTC ones for a key")
        ->check(CLI::IsMember({"day", "week", "month", "lifetime"}))
        ->capture_default_str();
    setVerb->add_option("--provider", options->provider, "Only calls to this endpoint")->type_name("ID");
    setVerb->add_option("--project", options->project, "Only calls of this project")->type_name("NAME");
    setVerb->add_option("--key", options->key, "Only calls with this virtual key of the gateway")->type_name("ID");
    setVerb->add_flag("--run", options->perRun, "The most that each single run may cost");
    setVerb->add_flag("--alert-only", options->alertOnly, "Refuse nothing, only tell");
    setVerb->add_option("--alert-at", options->thresholds, "Percentages at which to tell (default 50,80,100)")
        ->delimiter(',');
    setVerb->add_flag("--allow-unpriced", options->allowUnpriced, "Send calls whose price nobody knows");
    setVerb->add_flag("--json", line.json, "Print JSON");
    setVerb->callback([&line, options] { line.action = [&line, options] { return set(line, *options); }; });
}

} // namespace

void addBudgetVerb(CLI::App& app, CommandLine& line)
{
    auto* verb = app.add_subcommand("budget", "Limits on spend, kept before anything is sent");
    verb->require_subcommand(0, 1);
    auto* listVerb = verb->add_subcommand("list", "Every budget and what is left of it");
    listVerb->add_flag("--json", line.json, "Print JSON");
    listVerb->callback([&line] { line.action = [&line] { return list(line); }; });
    verb->callback([&line, verb] {
        if (verb->get_subcommands().empty())
            line.action = [&line] { return list(line); };
    });
    addSet(*verb, line);
    auto id = std::make_shared<std::string>();
    auto* removeVerb = verb->add_subcommand("remove", "Remove a budget; what was spent stays in the ledger");
    removeVerb->add_option("id", *id, "As `assay budget list` names it")->required();
    removeVerb->add_flag("--json", line.json, "Print JSON");
    removeVerb->callback([&line, id] { line.action = [&line, id] { return remove(line, *id); }; });
}

} // namespace assay
