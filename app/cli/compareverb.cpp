// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/blindvote.h"
#include "app/cli/comparerun.h"
#include "app/cli/continuation.h"
#include "app/cli/dryrun.h"
#include "app/cli/output.h"
#include "app/cli/requestfiles.h"
#include "app/cli/requestoptions.h"
#include "app/cli/routeoptions.h"
#include "app/cli/verbs.h"

#include "core/routing/explain.h"
#include "core/support/ids.h"

#include <QJsonArray>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct CompareOptions {
    std::vector<std::string> models;
    std::string prompt;
    std::string system;
    std::vector<std::string> settings;
    std::vector<std::string> attachments;
    std::string tools;
    std::string schema;
    bool isPrivate = false;
    std::string maxCost;
    std::string project;
    int repeat = 1;
    RouteOptions route;
    bool isRouted = false;
    bool mayFallBack = false;
    bool isDryRun = false;
    std::string continued; ///< run to go on from
    std::string from; ///< its lane whose answer everybody goes on from
    bool blind = false;
};

constexpr int kMostLanes = 24;

Result<QString> promptText(const std::string& argument)
{
    if (!argument.empty())
        return readTextArgument(QString::fromStdString(argument));
    if (::isatty(STDIN_FILENO) == 0) {
        auto piped = readTextArgument(u"-"_s);
        if (!piped || !piped->trimmed().isEmpty())
            return piped;
    }
    return demoPrompt();
}

Result<void> addFiles(ChatRequest& request, const CompareOptions& options)
{
    for (const auto& path : options.attachments) {
        auto part = readAttachment(QString::fromStdString(path));
        if (!part)
            return std::unexpected(part.error());
        request.messages.last().parts.append(std::move(*part));
    }
    if (!options.tools.empty()) {
        auto tools = readTools(QString::fromStdString(options.tools));
        if (!tools)
            return std::unexpected(tools.error());
        request.tools = std::move(*tools);
    }
    if (!options.schema.empty()) {
        auto format = readSchema(QString::fromStdString(options.schema));
        if (!format)
            return std::unexpected(format.error());
        request.format = std::move(*format);
    }
    return {};
}

/// What a model will not get of the request is said before anything is sent.
void sayWhatIsLeftOut(const Composition& services, const RunSpec& run)
{
    QStringList said;
    for (const auto& lane : run.lanes) {
        const auto& endpoint = lane.endpoints.first();
        if (endpoint.simulated)
            continue; // takes everything
        const auto* dialect = services.dialects().find(endpoint.dialect);
        const auto warnings = dialect ? dialect->warnings(lane.request, lane.model.model, endpoint) : QStringList();
        for (const auto& warning : warnings) {
            const QString sentence = lane.model.toString() + u": "_s + warning;
            if (!said.contains(sentence))
                said.append(sentence);
        }
    }
    for (const auto& sentence : std::as_const(said))
        out::note(sentence);
}

Result<ChatRequest> requestOf(const CompareOptions& options)
{
    const auto prompt = promptText(options.prompt);
    if (!prompt)
        return std::unexpected(prompt.error());
    if (prompt->trimmed().isEmpty())
        return fail(ErrorKind::InvalidRequest,
            u"The prompt is empty; give one with -p TEXT, -p @FILE or -p - for standard input."_s);
    ChatRequest request;
    if (!options.system.empty()) {
        const auto system = readTextArgument(QString::fromStdString(options.system));
        if (!system)
            return std::unexpected(system.error());
        request.messages.append(ChatMessage::text(Role::System, *system));
    }
    request.messages.append(ChatMessage::text(Role::User, *prompt));
    if (const auto read = addFiles(request, options); !read)
        return std::unexpected(read.error());
    QStringList settings;
    for (const auto& setting : options.settings)
        settings.append(QString::fromStdString(setting));
    return applySettings(request, settings);
}

/// A lane pinned to its endpoint, or routed: `--route` chooses among all that serve the name, `--fallback` starts at
/// the provider that was named and goes on elsewhere.
Result<LaneSpec> laneOf(
    Composition& services, const QString& name, const ChatRequest& request, const CompareOptions& options)
{
    if (!options.isRouted && !options.mayFallBack) {
        const auto model = services.resolve(name);
        return model ? services.laneFor(*model, request) : std::unexpected(model.error());
    }
    auto query = queryOf(options.route);
    if (!query)
        return std::unexpected(query.error());
    query->models = {name};
    const auto model = ModelRef::parse(name);
    if (options.mayFallBack) {
        query->reach = OfferReach::Everywhere;
        if (model.isValid() && options.route.order.empty())
            query->provider.insert(u"order"_s, QJsonArray{model.provider});
    }
    const auto survey = surveyWithKeys(services, *query, request);
    if (!survey)
        return std::unexpected(survey.error());
    if (survey->plan.chain.isEmpty())
        return std::unexpected(noRoute(survey->plan, name));
    return laneOf(*survey, *query);
}

Result<RunSpec> runOf(Composition& services, const CompareOptions& options)
{
    const auto request = requestOf(options);
    if (!request)
        return std::unexpected(request.error());
    QStringList names;
    for (const auto& name : options.models)
        names.append(QString::fromStdString(name));
    std::optional<Continuation> before;
    if (!options.continued.empty()) {
        auto found = findContinuation(
            services.history(), QString::fromStdString(options.continued), QString::fromStdString(options.from));
        if (!found)
            return std::unexpected(found.error());
        before = *std::move(found);
        for (const auto& lane : before->parent.lanes) {
            if (options.models.empty())
                names.append(lane.model.toString());
        }
    }
    if (names.isEmpty())
        names = options.blind ? demoModels().first(2) : demoModels();
    if (names.size() * options.repeat > kMostLanes)
        return fail(ErrorKind::InvalidRequest,
            u"That would be %1 lanes; at most %2 run side by side."_s.arg(names.size() * options.repeat)
                .arg(kMostLanes));
    RunSpec run;
    run.id = newId();
    run.surface = u"cli"_s;
    run.project = QString::fromStdString(options.project);
    if (!options.maxCost.empty()) {
        const QByteArray text = QByteArray::fromStdString(options.maxCost);
        const auto cap = Money::fromDecimalUsd(text.startsWith('$') ? text.sliced(1) : text);
        if (!cap || *cap < Money())
            return fail(ErrorKind::InvalidRequest,
                u"--max-cost '%1' is not an amount of dollars such as 0.25."_s.arg(QString::fromUtf8(text)));
        run.maxCost = *cap;
    }
    if (before)
        run.place = continuedPlace(*before);
    else
        run.place.thread = newId();
    for (const auto& name : names) {
        auto asked = request;
        if (before) { // each goes on from its own answer
            const auto model = services.resolve(name);
            if (!model)
                return std::unexpected(model.error());
            asked = continuedRequest(*before, *model, *request);
        }
        if (!asked)
            return std::unexpected(asked.error());
        const auto lane = laneOf(services, name, *asked, options);
        if (!lane)
            return std::unexpected(lane.error());
        for (int i = 0; i < options.repeat; ++i)
            run.lanes.append(*lane);
    }
    return run;
}

int compare(const CommandLine& line, const CompareOptions& options)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto run = runOf(services, options);
        if (!run) {
            out::error(run.error());
            return kUsage;
        }
        sayWhatIsLeftOut(services, *run);
        if (options.isPrivate)
            services.recorder().keepPrivate(run->id);
        if (options.blind)
            return runBlindComparison(services, *run, line.json);
        const auto output = line.json ? CompareOutput::Json : CompareOutput::Text;
        return options.isDryRun ? dryRun(services, *run, output) : runComparison(services, *run, output);
    });
}

} // namespace

int compareByDefault(const CommandLine& line)
{
    return compare(line, {});
}

void addCompareVerb(CLI::App& app, CommandLine& line)
{
    auto* verb = app.add_subcommand("compare", "Ask several models the same, side by side");
    auto options = std::make_shared<CompareOptions>();
    verb->add_option("-m,--model", options->models, "PROVIDER/MODEL, once per lane (default: the simulated models)")
        ->type_name("MODEL");
    verb->add_option("-p,--prompt", options->prompt, "The prompt: TEXT, @FILE, or - for standard input")
        ->type_name("TEXT");
    verb->add_option("--system", options->system, "System prompt: TEXT, @FILE or -")->type_name("TEXT");
    verb->add_option("--set", options->settings,
            "A parameter for all lanes, NAME=VALUE: temperature, top_p, top_k, max_tokens, seed, stop, "
            "reasoning_effort, …; other names go to the provider unchanged")
        ->type_name("NAME=VALUE");
    verb->add_option("--attach", options->attachments, "An image, PDF or text file to send along, once per file")
        ->type_name("FILE");
    verb->add_option("--tools", options->tools, "Tools the model may call: a JSON file")->type_name("FILE");
    verb->add_option("--schema", options->schema, "JSON Schema that the answer must follow")->type_name("FILE");
    verb->add_option("--repeat", options->repeat, "How many samples of each model")->check(CLI::Range(1, kMostLanes));
    verb->add_flag("--route", options->isRouted,
        "Route each MODEL among all endpoints that serve it; it may be a bare name, an alias, @preset/NAME or auto");
    verb->add_flag("--fallback", options->mayFallBack,
        "Ask other endpoints of the model where the named one fails before it says anything");
    addRouteOptions(*verb, options->route);
    verb->add_option("--project", options->project, "Name under which the run is kept and counted")->type_name("NAME");
    verb->add_option("--max-cost", options->maxCost,
            "The most this run may cost; lanes whose worst case does not fit are not sent")
        ->type_name("USD");
    verb->add_flag("--dry-run", options->isDryRun, "Say what it may cost and what budgets would refuse; send nothing");
    verb->add_flag("--private", options->isPrivate, "Keep only what it cost: no prompt and no answer is written");
    auto* continued
        = verb->add_option("--continue", options->continued,
                  "Go on from a run: its id, the beginning of it, or `last`; each model from its own answer")
              ->type_name("RUN");
    verb->add_option(
            "--from", options->from, "With --continue: all models go on from the answer of this lane (A, B, …)")
        ->type_name("LANE")
        ->needs(continued);
    verb->add_flag("--blind", options->blind, "Two models without their names; you vote, then they are told");
    verb->add_flag("--json", line.json, "Print one JSON document (docs/data-dictionary.md)");
    verb->callback([&line, options] { line.action = [&line, options] { return compare(line, *options); }; });
}

} // namespace assay
