// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/output.h"
#include "app/cli/requestoptions.h"
#include "app/cli/routeoptions.h"
#include "app/cli/routetext.h"
#include "app/cli/verbs.h"
#include "core/domain/runjson.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct ExplainOptions {
    std::string run;
    RouteOptions route;
    std::string prompt = "Hello";
    std::vector<std::string> settings;
};

Result<ChatRequest> chatOf(const ExplainOptions& options)
{
    const auto prompt = readTextArgument(QString::fromStdString(options.prompt));
    if (!prompt)
        return std::unexpected(prompt.error());
    ChatRequest chat;
    chat.messages.append(ChatMessage::text(Role::User, *prompt));
    QStringList settings;
    for (const auto& setting : options.settings)
        settings.append(QString::fromStdString(setting));
    return applySettings(chat, settings);
}

int explainPlan(Composition& services, const CommandLine& line, const ExplainOptions& options)
{
    const auto chat = chatOf(options);
    const auto query = chat ? queryOf(options.route) : std::unexpected(chat.error());
    auto survey = query ? surveyWithKeys(services, *query, *chat) : std::unexpected(query.error());
    if (!survey) {
        out::error(survey.error());
        return kUsage;
    }
    if (survey->candidates.isEmpty()) {
        out::error(
            u"No endpoint serves '%1'. `assay models list --all` shows what can be asked."_s.arg(survey->trace.asked));
        return kUsage;
    }
    const auto now = HealthTime(services.clock().now().toMSecsSinceEpoch());
    if (line.json)
        out::json(QJsonDocument(surveyJson(*survey, services.routeMemory(), now)));
    else
        printSurvey(*survey, services.routeMemory(), now);
    return kDone;
}

int explainRun(Composition& services, const CommandLine& line, const QString& name)
{
    const auto id = services.history().resolveId(name);
    const auto run = id.and_then([&](const QString& whole) { return services.history().run(whole); });
    if (!run) {
        out::error(run.error());
        return run.error().kind == ErrorKind::Storage ? kFailed : kUsage;
    }
    if (line.json) {
        QJsonArray lanes;
        for (const auto& lane : run->lanes) {
            QJsonArray attempts;
            for (const auto& attempt : lane.attempts)
                attempts.append(toJson(attempt));
            lanes.append(QJsonObject{{u"model"_s, lane.model.toString()}, {u"served_by"_s, lane.servedBy},
                {u"state"_s, QString(laneStateName(lane.state))},
                {u"route"_s, lane.route.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(toJson(lane.route))},
                {u"attempts"_s, attempts}});
        }
        out::json(QJsonDocument(QJsonObject{{u"run"_s, run->id}, {u"lanes"_s, lanes}}));
        return kDone;
    }
    out::line(u"run %1"_s.arg(run->id));
    for (const auto& lane : run->lanes) {
        out::line();
        printRoute(lane);
    }
    return kDone;
}

int explain(const CommandLine& line, const ExplainOptions& options)
{
    return withServices(line, [&](Composition& services) -> int {
        if (!options.route.models.empty())
            return explainPlan(services, line, options);
        return explainRun(services, line, options.run.empty() ? u"last"_s : QString::fromStdString(options.run));
    });
}

} // namespace

void addRouteVerb(CLI::App& app, CommandLine& line)
{
    auto* verb = app.add_subcommand("route", "Which endpoint serves a model, and why");
    verb->require_subcommand(1);
    auto options = std::make_shared<ExplainOptions>();
    auto* explainVerb = verb->add_subcommand(
        "explain", "Candidates, order and reasons: of a model, without sending (-m), or of a run that was made");
    explainVerb->add_option("run", options->run, "A run: its id, the beginning of it, or `last` (default)");
    explainVerb->add_option("-m,--model", options->route.models, "The model; more than one: fallbacks in this order")
        ->type_name("MODEL");
    addRouteOptions(*explainVerb, options->route);
    explainVerb->add_option("-p,--prompt", options->prompt, "Prompt to plan for: TEXT, @FILE or -")->type_name("TEXT");
    explainVerb->add_option("--set", options->settings, "A parameter that would be sent")->type_name("NAME=VALUE");
    explainVerb->add_flag("--json", line.json, "Print one JSON document (docs/data-dictionary.md)");
    explainVerb->callback([&line, options] { line.action = [&line, options] { return explain(line, *options); }; });
    addRouteSettingVerbs(*verb, line);
    addRouteSimulateVerb(*verb, line);
}

} // namespace assay
