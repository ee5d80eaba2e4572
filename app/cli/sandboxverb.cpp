// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "app/unixsignals.h"
#include "core/sandbox/sandboxendpoints.h"
#include "core/sandbox/sandboxserver.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct ServeOptions {
    int port = 0;
    quint64 seed = 1;
    std::string invoice;
};

int serve(const CommandLine& line, const ServeOptions& options)
{
    SandboxOptions server{.seed = options.seed,
        .paceFactor = line.sandboxPace,
        .scenario = {},
        .invoicePath = QString::fromStdString(options.invoice),
        .port = static_cast<quint16>(options.port),
        .limits = {}};
    if (!line.sandboxScenario.empty()) {
        QFile file(QString::fromStdString(line.sandboxScenario));
        if (!file.open(QIODevice::ReadOnly)) {
            out::error(u"The scenario %1 cannot be read: %2."_s.arg(file.fileName(), file.errorString()));
            return kUsage;
        }
        auto scenario = Scenario::fromJson(file.readAll());
        if (!scenario) {
            out::error(scenario.error());
            return kUsage;
        }
        server.scenario = std::move(*scenario);
    }
    SandboxServer sandbox(server);
    const auto port = sandbox.start();
    if (!port) {
        out::error(port.error());
        return kFailed;
    }
    const QString base = u"http://127.0.0.1:%1"_s.arg(*port);
    if (line.json) {
        out::json(QJsonDocument(QJsonObject{{u"base_url"_s, base}, {u"port"_s, *port},
            {u"models"_s, QJsonArray::fromStringList(sandboxModels())}, {u"simulated"_s, true}}));
    } else {
        out::line(u"Simulated providers at %1 (Ctrl+C stops them)"_s.arg(base));
        out::line(u"  OpenAI chat       POST %1/v1/chat/completions"_s.arg(base));
        out::line(u"  Anthropic         POST %1/v1/messages"_s.arg(base));
        out::line(u"  Gemini            POST %1/v1beta/models/MODEL:streamGenerateContent?alt=sse"_s.arg(base));
        out::line(u"  OpenAI Responses  POST %1/v1/responses"_s.arg(base));
        out::line(u"  Ollama            POST %1/api/chat"_s.arg(base));
        out::line(u"  models            %1"_s.arg(sandboxModels().join(u", "_s)));
    }
    const UnixSignals stops;
    QObject::connect(&stops, &UnixSignals::stopRequested, qApp, [] { QCoreApplication::exit(); });
    QCoreApplication::exec();
    return kDone;
}

} // namespace

void addSandboxVerb(CLI::App& app, CommandLine& line)
{
    auto* verb = app.add_subcommand("sandbox", "Serve the simulated providers on loopback, for tests and other tools");
    auto options = std::make_shared<ServeOptions>();
    verb->add_option("--port", options->port, "Port on 127.0.0.1 (default: any free one)")
        ->check(CLI::Range(0, 65'535));
    verb->add_option("--seed", options->seed, "Answers and faults are the same for the same seed");
    verb->add_option("--scenario", line.sandboxScenario, "JSON file with faults (docs/sandbox.md)");
    verb->add_option("--pace", line.sandboxPace, "Factor on all delays; 0 is as fast as possible")
        ->check(CLI::NonNegativeNumber);
    verb->add_option("--invoice", options->invoice, "Append what was billed to this JSON Lines file");
    verb->add_flag("--json", line.json, "Print the address as JSON");
    verb->callback([&line, options] { line.action = [&line, options] { return serve(line, *options); }; });
}

} // namespace assay
