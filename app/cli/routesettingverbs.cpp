// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/output.h"
#include "app/cli/requestoptions.h"
#include "app/cli/routeoptions.h"
#include "app/cli/verbs.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

using Change = std::function<Result<void>(RouteBook&)>;

int changeBook(const CommandLine& line, const Change& change)
{
    return withServices(line, [&](Composition& services) -> int {
        if (const auto done = services.changeRouteBook(change); !done) {
            out::error(done.error());
            return done.error().kind == ErrorKind::Storage ? kFailed : kUsage;
        }
        return kDone;
    });
}

int withBook(const CommandLine& line, const std::function<int(const RouteBook&)>& show)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto book = services.routeFile().read();
        if (!book) {
            out::error(book.error());
            return kFailed;
        }
        return show(*book);
    });
}

std::unexpected<Error> unknownName(const QString& kind, const QString& name)
{
    return fail(ErrorKind::InvalidRequest, u"There is no %1 '%2'."_s.arg(kind, name));
}

struct PresetOptions {
    std::string name;
    std::string system;
    std::vector<std::string> settings;
    RouteOptions route;
};

Result<RoutePreset> presetOf(const PresetOptions& options)
{
    const auto query = queryOf(options.route);
    if (!query)
        return std::unexpected(query.error());
    QJsonObject parameters;
    for (const auto& setting : options.settings) {
        const QString text = QString::fromStdString(setting);
        const auto equals = text.indexOf(u'=');
        if (const auto fits = applySettings({}, {text}); !fits)
            return std::unexpected(fits.error());
        parameters.insert(text.first(equals), text.sliced(equals + 1));
    }
    const auto system = readTextArgument(QString::fromStdString(options.system));
    if (!system)
        return std::unexpected(system.error());
    const RoutePreset preset{
        .models = query->models, .provider = query->provider, .system = *system, .parameters = parameters};
    return parsePreset(toJson(preset), QString::fromStdString(options.name));
}

int listPresets(const CommandLine& line)
{
    return withBook(line, [&](const RouteBook& book) {
        QJsonObject json;
        QList<QStringList> rows;
        for (auto it = book.presets.begin(); it != book.presets.end(); ++it) {
            json.insert(it.key(), toJson(it.value()));
            const auto wishes = QJsonDocument(it.value().provider).toJson(QJsonDocument::Compact);
            rows.append({u"@preset/"_s + it.key(), it.value().models.join(u", "_s), QString::fromUtf8(wishes),
                out::plain(it.value().system).left(40)});
        }
        if (line.json)
            out::json(QJsonDocument(QJsonObject{{u"presets"_s, json}}));
        else if (rows.isEmpty())
            out::note(u"No preset yet. `assay route preset set NAME -m MODEL --sort price` makes one."_s);
        else
            out::table({u"preset"_s, u"models"_s, u"wishes"_s, u"system"_s}, rows);
        return kDone;
    });
}

void addPresetVerbs(CLI::App& verb, CommandLine& line)
{
    auto* presets = verb.add_subcommand("preset", "Bundles of models and wishes, asked for as @preset/NAME");
    presets->require_subcommand(1);
    auto options = std::make_shared<PresetOptions>();
    auto* set = presets->add_subcommand("set", "Makes or replaces one");
    set->add_option("name", options->name, "Its name")->required();
    set->add_option("-m,--model", options->route.models, "Models, best first")->type_name("MODEL");
    addRouteOptions(*set, options->route);
    set->add_option("--system", options->system, "System prompt for requests without one: TEXT, @FILE or -");
    set->add_option("--set", options->settings, "A parameter for requests that do not set it")->type_name("NAME=VALUE");
    set->callback([&line, options] {
        line.action = [&line, options]() -> int {
            const auto preset = presetOf(*options);
            if (!preset) {
                out::error(preset.error());
                return kUsage;
            }
            return changeBook(line, [&](RouteBook& book) -> Result<void> {
                book.presets.insert(QString::fromStdString(options->name), *preset);
                return {};
            });
        };
    });
    auto* list = presets->add_subcommand("list", "All of them");
    list->add_flag("--json", line.json, "Print JSON");
    list->callback([&line] { line.action = [&line] { return listPresets(line); }; });
    auto* remove = presets->add_subcommand("remove", "Forgets one");
    remove->add_option("name", options->name, "Its name")->required();
    remove->callback([&line, options] {
        line.action = [&line, options] {
            return changeBook(line, [&](RouteBook& book) -> Result<void> {
                const QString name = QString::fromStdString(options->name);
                return book.presets.remove(name) > 0 ? Result<void>() : unknownName(u"preset"_s, name);
            });
        };
    });
}

void addAliasVerbs(CLI::App& verb, CommandLine& line)
{
    auto* aliases = verb.add_subcommand("alias", "Names of your own for models");
    aliases->require_subcommand(1);
    auto name = std::make_shared<std::string>();
    auto model = std::make_shared<std::string>();
    auto* set = aliases->add_subcommand("set", "Makes or replaces one");
    set->add_option("name", *name, "The name")->required();
    set->add_option("model", *model, "What it stands for: a model, with suffix or preset")->required();
    set->callback([&line, name, model] {
        line.action = [&line, name, model] {
            return changeBook(line, [&](RouteBook& book) -> Result<void> {
                const QString label = QString::fromStdString(*name);
                if (!isRouteLabel(label) || label == "auto"_L1)
                    return fail(ErrorKind::InvalidRequest,
                        u"'%1' is no name for an alias; letters, digits, '.', '_' and '-' are."_s.arg(label));
                book.aliases.insert(label, QString::fromStdString(*model));
                return {};
            });
        };
    });
    auto* list = aliases->add_subcommand("list", "All of them");
    list->add_flag("--json", line.json, "Print JSON");
    list->callback([&line] {
        line.action = [&line] {
            return withBook(line, [&](const RouteBook& book) {
                QJsonObject json;
                QList<QStringList> rows;
                for (auto it = book.aliases.begin(); it != book.aliases.end(); ++it) {
                    json.insert(it.key(), it.value());
                    rows.append({it.key(), it.value()});
                }
                if (line.json)
                    out::json(QJsonDocument(QJsonObject{{u"aliases"_s, json}}));
                else
                    out::table({u"alias"_s, u"model"_s}, rows);
                return kDone;
            });
        };
    });
    auto* remove = aliases->add_subcommand("remove", "Forgets one");
    remove->add_option("name", *name, "The name")->required();
    remove->callback([&line, name] {
        line.action = [&line, name] {
            return changeBook(line, [&](RouteBook& book) -> Result<void> {
                const QString label = QString::fromStdString(*name);
                return book.aliases.remove(label) > 0 ? Result<void>() : unknownName(u"alias"_s, label);
            });
        };
    });
}

void addAutoVerbs(CLI::App& verb, CommandLine& line)
{
    auto* automatic = verb.add_subcommand("auto", "Which models `auto` chooses, by how hard a prompt looks");
    automatic->require_subcommand(1);
    addRouteAutoVerbs(*automatic, line);
    auto tier = std::make_shared<std::string>();
    auto models = std::make_shared<std::vector<std::string>>();
    auto* set = automatic->add_subcommand("set", "Models of one tier, best first; none: by your own evidence");
    set->add_option("tier", *tier, "The tier")
        ->required()
        ->check(CLI::IsMember({"simple", "medium", "complex", "reasoning"}));
    set->add_option("models", *models, "The models")->type_name("MODEL");
    set->callback([&line, tier, models] {
        line.action = [&line, tier, models] {
            return changeBook(line, [&](RouteBook& book) -> Result<void> {
                QStringList names;
                for (const auto& model : *models)
                    names.append(QString::fromStdString(model));
                const auto key = complexityTierFromName(QString::fromStdString(*tier));
                if (names.isEmpty())
                    book.automatic.models.remove(*key);
                else
                    book.automatic.models.insert(*key, names);
                return {};
            });
        };
    });
}

struct FactOptions {
    std::string id;
    std::optional<bool> collects;
    std::optional<bool> zeroRetention;
    std::optional<bool> enabled;
    std::string quantization;
};

void addProviderVerb(CLI::App& verb, CommandLine& line)
{
    auto* provider = verb.add_subcommand("provider", "States what the router shall take for true of a provider");
    auto options = std::make_shared<FactOptions>();
    provider->add_option("id", options->id, "The provider")->required();
    provider->add_option("--collects-data", options->collects, "true or false");
    provider->add_option("--zero-retention", options->zeroRetention, "true or false");
    provider->add_option("--enabled", options->enabled, "false: never route to it");
    provider->add_option("--quantization", options->quantization, "For example fp8");
    provider->callback([&line, options] {
        line.action = [&line, options] {
            return changeBook(line, [&](RouteBook& book) -> Result<void> {
                auto& facts = book.providers[QString::fromStdString(options->id)];
                if (options->collects)
                    facts.collectsData = options->collects;
                if (options->zeroRetention)
                    facts.zeroRetention = options->zeroRetention;
                if (options->enabled)
                    facts.enabled = *options->enabled;
                if (!options->quantization.empty())
                    facts.quantization = QString::fromStdString(options->quantization);
                return {};
            });
        };
    });
}

} // namespace

void addRouteSettingVerbs(CLI::App& verb, CommandLine& line)
{
    addPresetVerbs(verb, line);
    addAliasVerbs(verb, line);
    addAutoVerbs(verb, line);
    addProviderVerb(verb, line);
}

} // namespace assay
