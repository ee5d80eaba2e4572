// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "app/gatewaysettings.h"
#include "app/profile.h"
#include "ui/text/gatewayrecipes.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct RecipeOptions {
    std::string name;
    std::string model;
    int port = 0; ///< 0: as set
};

struct SettingOptions {
    int port = 0; ///< 0: not to be changed
    std::string autostart;
};

QJsonObject recipeJson(const GatewayRecipe& recipe)
{
    QJsonArray snippets;
    for (const auto& snippet : recipe.snippets)
        snippets.append(QJsonObject{{u"title"_s, snippet.title}, {u"kind"_s, QString(snippetKindName(snippet.kind))},
            {u"text"_s, snippet.text}});
    return {{u"id"_s, recipe.id}, {u"name"_s, recipe.name}, {u"snippets"_s, snippets}, {u"remark"_s, recipe.remark}};
}

int printAll(const CommandLine& line, const GatewayPlace& place)
{
    QJsonArray array;
    QList<QStringList> rows;
    for (const auto& recipe : GatewayRecipes::all(place)) {
        array.append(recipeJson(recipe));
        rows.append({recipe.id, recipe.name});
    }
    if (line.json)
        out::json(
            QJsonDocument(QJsonObject{{u"placeholder"_s, QString(kGatewayKeyPlaceholder)}, {u"recipes"_s, array}}));
    else
        out::table({u"recipe"_s, u"tool"_s}, rows);
    return kDone;
}

int printOne(const CommandLine& line, const GatewayRecipe& recipe)
{
    if (line.json) {
        QJsonObject json = recipeJson(recipe);
        json.insert(u"placeholder"_s, QString(kGatewayKeyPlaceholder));
        out::json(QJsonDocument(json));
        return kDone;
    }
    for (const auto& snippet : recipe.snippets) {
        if (recipe.snippets.size() > 1)
            out::note(u"# %1"_s.arg(snippet.title));
        out::text(snippet.text);
    }
    if (!recipe.remark.isEmpty())
        out::note(recipe.remark);
    out::note(u"Put a key in the place of %1: assay gateway keys create NAME"_s.arg(kGatewayKeyPlaceholder));
    return kDone;
}

int recipe(const CommandLine& line, const RecipeOptions& options)
{
    const auto profile = openProfile(QString::fromStdString(line.profile));
    if (!profile) {
        out::error(profile.error());
        return kFailed;
    }
    const int port = options.port > 0 ? options.port : readGatewaySettings(*profile).port;
    GatewayPlace place{.address = u"http://127.0.0.1:%1"_s.arg(port), .key = {}};
    if (!options.model.empty())
        place.model = QString::fromStdString(options.model);
    if (options.name.empty())
        return printAll(line, place);
    const QString name = QString::fromStdString(options.name);
    const auto found = GatewayRecipes::find(name, place);
    if (!found) {
        out::error(u"There is no recipe '%1'. `assay gateway recipe` lists them."_s.arg(name));
        return kUsage;
    }
    return printOne(line, *found);
}

int settings(const CommandLine& line, const SettingOptions& options)
{
    const auto profile = openProfile(QString::fromStdString(line.profile));
    if (!profile) {
        out::error(profile.error());
        return kFailed;
    }
    GatewaySettings current = readGatewaySettings(*profile);
    const GatewaySettings before = current;
    if (options.port > 0)
        current.port = static_cast<quint16>(options.port);
    if (!options.autostart.empty())
        current.autostart = options.autostart == "on";
    if (current != before) {
        if (const auto written = writeGatewaySettings(*profile, current); !written) {
            out::error(written.error());
            return kFailed;
        }
    }
    if (line.json) {
        out::json(QJsonDocument(QJsonObject{{u"port"_s, current.port}, {u"autostart"_s, current.autostart}}));
        return kDone;
    }
    out::line(u"port %1"_s.arg(current.port));
    out::line(u"starts with the window: %1"_s.arg(current.autostart ? "yes"_L1 : "no"_L1));
    return kDone;
}

} // namespace

void addGatewaySetupVerbs(CLI::App& gateway, CommandLine& line)
{
    auto wanted = std::make_shared<RecipeOptions>();
    auto* recipeVerb = gateway.add_subcommand("recipe", "How a tool is set up: Claude Code, Codex, SDKs, curl, …");
    recipeVerb->add_option("name", wanted->name, "The recipe; without it: all of them");
    recipeVerb->add_option("--model", wanted->model, "The model in it, PROVIDER/MODEL");
    recipeVerb->add_option("--port", wanted->port, "The port in it (default: as set)")->check(CLI::Range(1, 65'535));
    recipeVerb->add_flag("--json", line.json, "Print JSON");
    recipeVerb->callback([&line, wanted] { line.action = [&line, wanted] { return recipe(line, *wanted); }; });

    auto change = std::make_shared<SettingOptions>();
    auto* settingVerb = gateway.add_subcommand("settings", "The port, and whether it starts with the window");
    settingVerb->add_option("--port", change->port, "Port from now on")->check(CLI::Range(1, 65'535));
    settingVerb->add_option("--autostart", change->autostart, "Start with the window")
        ->check(CLI::IsMember({"on", "off"}));
    settingVerb->add_flag("--json", line.json, "Print JSON");
    settingVerb->callback([&line, change] { line.action = [&line, change] { return settings(line, *change); }; });
}

} // namespace assay
