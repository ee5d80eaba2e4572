// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "core/support/result.h"

#include <CLI/CLI.hpp>

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace assay {

/// Exit codes of the program.
enum ExitCode : int { kDone = 0, kFailed = 1, kUsage = 2 };

/// What every verb shares: the global options, and what it will do once the line is parsed.
struct CommandLine {
    std::string profile; ///< --profile; empty: the platform's place
    bool json = false;
    double sandboxPace = 1.0;
    std::string sandboxScenario;
    std::function<int()> action; ///< set by the verb that was chosen; run inside the application
    std::string screenshot; ///< of the window, for the documentation: file to write, then the window closes
    std::string page; ///< the page that is shown first: `compare`, `settings`
    std::string theme; ///< `light`, `dark`; empty: as the desktop
    std::string windowSize; ///< WIDTHxHEIGHT
    bool contrast = false; ///< high contrast
    int textSize = 0; ///< percent; 0: as it was chosen
    bool rightToLeft = false;
    std::string language; ///< of the interface: `de`, `en`; empty: as the system

    Composition::Options options() const;
    /// What --language or the system (LANGUAGE, LC_ALL, LC_MESSAGES, LANG) asks for, best first.
    QStringList languages() const;
};

// Each adds its verb, its options and its `action`. The verbs share nothing but the command line.
void addCompareVerb(CLI::App& app, CommandLine& line);
void addProvidersVerb(CLI::App& app, CommandLine& line);
void addKeysVerb(CLI::App& app, CommandLine& line);
void addModelsVerb(CLI::App& app, CommandLine& line);
void addHistoryVerb(CLI::App& app, CommandLine& line);
void addInsightsVerb(CLI::App& app, CommandLine& line);
void addBudgetVerb(CLI::App& app, CommandLine& line);
void addSpendVerb(CLI::App& app, CommandLine& line);
void addImportVerb(CLI::App& app, CommandLine& line);
void addSandboxVerb(CLI::App& app, CommandLine& line);
void addServeVerb(CLI::App& app, CommandLine& line);
void addGatewayVerb(CLI::App& app, CommandLine& line);
/// `recipe` and `settings`, below `gateway`.
void addGatewaySetupVerbs(CLI::App& gateway, CommandLine& line);
/// `status`, `calls`, `stop-call` and `test`, below `gateway`.
void addGatewayLookVerbs(CLI::App& gateway, CommandLine& line);
void addRouteVerb(CLI::App& app, CommandLine& line);
// Parts of the route verb.
void addRouteSettingVerbs(CLI::App& verb, CommandLine& line);
void addRouteAutoVerbs(CLI::App& automatic, CommandLine& line); ///< `route auto show` and `calibrate`
void addRouteSimulateVerb(CLI::App& verb, CommandLine& line);
void addVotesVerb(CLI::App& app, CommandLine& line);
/// `diff` and `export`, below `history`.
void addHistoryShareVerbs(CLI::App& history, CommandLine& line);

/// Builds the services and runs `work` with them; prints why if they cannot be built. The code for the shell.
int withServices(const CommandLine& line, const std::function<int(Composition&)>& work);

/// The main job without a verb: the sample comparison.
int compareByDefault(const CommandLine& line);

/// Shows the window until it is closed; nothing where there is none.
using WindowStarter = std::function<std::optional<int>(int& argc, char* argv[], const CommandLine& line)>;

/// Parses and runs a command line; the code for the shell. `openWindow` serves a line without a verb on a desktop.
int runCommandLine(int& argc, char* argv[], const WindowStarter& openWindow);

/// The window; in the program `assay-window` only.
int runWindow(int& argc, char* argv[], const CommandLine& line);

} // namespace assay
