// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "app/process.h"
#include "ui/text/translations.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

using namespace Qt::StringLiterals;

namespace assay {

Composition::Options CommandLine::options() const
{
    return {.profile = QString::fromStdString(profile),
        .sandboxPace = sandboxPace,
        .sandboxScenario = QString::fromStdString(sandboxScenario)};
}

QStringList CommandLine::languages() const
{
    return language.empty() ? QLocale::system().uiLanguages() : QStringList{QString::fromStdString(language)};
}

int withServices(const CommandLine& line, const std::function<int(Composition&)>& work)
{
    auto services = Composition::create(line.options());
    if (!services) {
        out::error(services.error());
        return services.error().kind == ErrorKind::InvalidRequest ? kUsage : kFailed;
    }
    return work(**services);
}

namespace {

void addGlobalOptions(CLI::App& app, CommandLine& line)
{
    app.set_version_flag("--version", "assay " ASSAY_VERSION);
    app.add_option("--profile", line.profile, "Folder that holds everything Assay keeps")->type_name("DIR");
    app.add_option("--sandbox-scenario", line.sandboxScenario, "Faults for the simulated models (docs/sandbox.md)")
        ->type_name("FILE")
        ->group("Simulated models");
    app.add_option("--sandbox-pace", line.sandboxPace, "Factor on their delays; 0 is as fast as possible")
        ->check(CLI::NonNegativeNumber)
        ->group("Simulated models");
    app.add_option("--theme", line.theme, "Colours of the window")
        ->check(CLI::IsMember({"light", "dark"}))
        ->group("Window");
    app.add_option("--page", line.page, "Page to open")
        ->check(CLI::IsMember({"compare", "history", "insights", "spend", "models", "gateway", "whatif", "settings"}))
        ->group("Window");
    app.add_option("--size", line.windowSize, "Size of the window, WIDTHxHEIGHT")->group("Window");
    app.add_option("--screenshot", line.screenshot,
           "Write a picture of the page (of Compare: after a sample comparison), close")
        ->group("Window");
    app.add_flag("--high-contrast", line.contrast, "Colours of high contrast")->group("Window");
    app.add_option("--text-size", line.textSize, "Size of text in percent, 90 to 200")
        ->check(CLI::Range(50, 300))
        ->group("Window");
    app.add_flag("--rtl", line.rightToLeft, "Mirror the window, as languages written from the right need it")
        ->group(""); // hidden: the language decides
    std::vector<std::string> languages;
    for (const auto& language : interfaceLanguages())
        languages.push_back(language.toStdString());
    app.add_option("--language", line.language, "Language of the interface instead of the system's")
        ->check(CLI::IsMember(languages))
        ->group(""); // hidden: the desktop and LANGUAGE decide
}

struct Verb {
    std::string_view name;
    void (*add)(CLI::App&, CommandLine&);
};

// In the order of the help.
constexpr std::array kVerbs = {Verb{"compare", &addCompareVerb}, Verb{"providers", &addProvidersVerb},
    Verb{"keys", &addKeysVerb}, Verb{"models", &addModelsVerb}, Verb{"history", &addHistoryVerb},
    Verb{"insights", &addInsightsVerb}, Verb{"budget", &addBudgetVerb}, Verb{"spend", &addSpendVerb},
    Verb{"import", &addImportVerb}, Verb{"votes", &addVotesVerb}, Verb{"sandbox", &addSandboxVerb},
    Verb{"serve", &addServeVerb}, Verb{"gateway", &addGatewayVerb}, Verb{"route", &addRouteVerb}};

/// Those that the arguments name, or all: several hundred options that nobody asks for would be a tenth of a start.
void addVerbs(CLI::App& app, CommandLine& line, std::span<char* const> arguments)
{
    const auto holds = [&](std::string_view word) { return std::ranges::contains(arguments, word); };
    const bool all = holds("--help") || holds("-h")
        || std::ranges::none_of(kVerbs, [&](const Verb& verb) { return holds(verb.name); });
    for (const auto& verb : kVerbs) {
        if (all || holds(verb.name))
            verb.add(app, line);
    }
}

} // namespace

int runCommandLine(int& argc, char* argv[], const WindowStarter& openWindow)
{
    CommandLine line;
    CLI::App app("Compare language models and know what they cost. Without a verb: the window, or a sample comparison "
                 "where there is no display.",
        "assay");
    addGlobalOptions(app, line);
    app.require_subcommand(0, 1);
    app.fallthrough();
    addVerbs(app, line, std::span(argv, static_cast<std::size_t>(argc)));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // Help and version are "errors" of code 0 to the library.
        return app.exit(error) == 0 ? kDone : kUsage;
    }
    QCoreApplication::setApplicationName(u"assay"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(ASSAY_VERSION));
    if (!line.action && hasDisplay()) {
        if (const auto code = openWindow(argc, argv, line))
            return *code;
    }
    const QCoreApplication application(argc, argv);
    const Translations translations(line.languages());
    return line.action ? line.action() : compareByDefault(line);
}

} // namespace assay
