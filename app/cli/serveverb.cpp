// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "app/dailybackup.h"
#include "app/gatewaydoor.h"
#include "app/gatewayservice.h"
#include "app/gatewaysettings.h"
#include "app/memorywatch.h"
#include "app/unixsignals.h"
#include "core/support/logging.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QThreadPool>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::chrono::milliseconds kStart{20}; // what only makes later calls faster waits so long

void tellAddress(const CommandLine& line, quint16 port, bool hasKeys)
{
    const QString base = u"http://127.0.0.1:%1"_s.arg(port);
    if (line.json) {
        out::json(QJsonDocument(QJsonObject{
            {u"base_url"_s, u"%1/v1"_s.arg(base)}, {u"address"_s, base}, {u"port"_s, port}, {u"has_keys"_s, hasKeys}}));
    } else {
        out::line(u"The gateway listens at %1 (Ctrl+C stops it)"_s.arg(base));
        out::line(
            u"  OpenAI      base URL %1/v1   (chat/completions, responses, completions, embeddings, models)"_s.arg(
                base));
        out::line(u"  Anthropic   base URL %1      (v1/messages)"_s.arg(base));
        out::line(u"  Ollama      host %1          (api/chat, api/tags)"_s.arg(base));
        if (!hasKeys)
            out::line(u"There is no key yet: assay gateway keys create NAME"_s);
    }
    std::fflush(stdout); // a program that started us waits for this line
}

/// `port` −1: as set.
int serve(const CommandLine& line, int port)
{
    raiseOpenFileLimit();
    suitMemoryToGateway();
    // Threads from here on wait with poll(2) itself: GLib's loop between costs each wake-up more than our own work.
    qputenv("QT_NO_GLIB", "1");
    return withServices(line, [&](Composition& services) -> int {
        services.makeRoutesAtOnce();
        auto gateway = GatewayService::create(services);
        if (!gateway) {
            out::error(gateway.error());
            return kFailed;
        }
        const quint16 wanted = port < 0 ? readGatewaySettings(services.profile()).port : static_cast<quint16>(port);
        const auto taken = (*gateway)->server().start(wanted);
        if (!taken) {
            out::error(taken.error());
            return kFailed;
        }
        QTimer::singleShot(kStart, qApp, [index = services.routes().sources().index] {
            QThreadPool::globalInstance()->start([index] { index->prepare(); });
        });
        GatewayDoor door(services.profile(), (*gateway)->server(), u"serve"_s);
        if (const auto opened = door.open(*taken); !opened)
            qCWarning(lcGateway, "%s", qPrintable(opened.error().detail));
        services.keys().keyring().readAhead(services.endpoints().list());
        const auto keys = (*gateway)->keys().keys();
        tellAddress(line, *taken, keys && !keys->isEmpty());
        backUpDaily(qApp, services.profile());
        const MemoryWatch memory;
        const UnixSignals stops;
        QObject::connect(&stops, &UnixSignals::stopRequested, qApp, [] { QCoreApplication::exit(); });
        QCoreApplication::exec();
        return kDone;
    });
}

} // namespace

void addServeVerb(CLI::App& app, CommandLine& line)
{
    auto* verb = app.add_subcommand("serve", "The gateway: one address on this machine for all your tools");
    auto port = std::make_shared<int>(-1);
    verb->add_option("--port", *port, "Port on 127.0.0.1; 0 is any free one (default: as set, 8787)")
        ->check(CLI::Range(0, 65'535));
    verb->add_flag("--json", line.json, "Print the address as JSON");
    verb->callback([&line, port] { line.action = [&line, port] { return serve(line, *port); }; });
}

} // namespace assay
