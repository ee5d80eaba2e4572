// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/output.h"
#include "app/cli/secretprompt.h"
#include "app/cli/verbs.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

int list(const CommandLine& line)
{
    return withServices(line, [&](Composition& services) -> int {
        auto& keyring = services.keys().keyring();
        keyring.readAhead(services.endpoints().list()).waitForFinished();
        QJsonArray json;
        QList<QStringList> rows;
        for (const auto& endpoint : services.endpoints().list()) {
            const auto found = services.secrets().keyFor(endpoint);
            if (!found || found->key.isEmpty())
                continue;
            rows.append({endpoint.id, endpoint.name, found->source});
            json.append(QJsonObject{{u"provider"_s, endpoint.id}, {u"source"_s, found->source}});
        }
        if (line.json) {
            out::json(QJsonDocument(QJsonObject{{u"keys"_s, json}, {u"keyring"_s, keyring.backendName()}}));
            return kDone;
        }
        if (rows.isEmpty())
            out::note(u"No key yet. Set a provider's variable, or keep one with `assay keys set PROVIDER`."_s);
        else
            out::table({u"provider"_s, u"name"_s, u"found in"_s}, rows);
        return kDone;
    });
}

Result<Endpoint> endpointOf(Composition& services, const QString& id, const Secret& key)
{
    QString text = QString::fromUtf8(key.reveal());
    const auto guessed = id.isEmpty() ? providerForKey(text, services.endpoints().list()) : id;
    wipe(text);
    if (!guessed)
        return fail(ErrorKind::InvalidRequest,
            u"The key does not say whose it is; name the provider: assay keys set PROVIDER"_s);
    const auto endpoint = services.endpoints().find(*guessed);
    if (!endpoint)
        return fail(ErrorKind::InvalidRequest,
            u"There is no provider '%1'. `assay providers list --all` names those that are known."_s.arg(*guessed));
    if (endpoint->auth == AuthScheme::None)
        return fail(ErrorKind::InvalidRequest, u"%1 needs no key."_s.arg(endpoint->name));
    return *endpoint;
}

int set(const CommandLine& line, const std::string& id, bool file)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto key = readSecret(u"Key (not shown)"_s);
        if (!key) {
            out::error(key.error());
            return kUsage;
        }
        const auto endpoint = endpointOf(services, QString::fromStdString(id), *key);
        if (!endpoint) {
            out::error(endpoint.error());
            return kUsage;
        }
        const auto kept = services.keys().write(*endpoint, *key, file ? KeyPlaceId::File : KeyPlaceId::Keyring);
        if (!kept) {
            out::error(kept.error());
            return kFailed;
        }
        out::line(u"Kept the key of %1 in the %2. Try: assay providers test %3"_s.arg(
            endpoint->name, file ? u"encrypted key file"_s : services.keys().keyring().backendName(), endpoint->id));
        return kDone;
    });
}

int removeKey(const CommandLine& line, const std::string& id)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto endpoint = services.endpoints().find(QString::fromStdString(id));
        if (!endpoint) {
            out::error(u"There is no provider '%1'."_s.arg(QString::fromStdString(id)));
            return kUsage;
        }
        const auto removed = services.keys().remove(*endpoint);
        if (!removed) {
            out::error(removed.error());
            return kFailed;
        }
        out::note(u"Removed the key of %1. A key in the environment stays where it is."_s.arg(endpoint->name));
        return kDone;
    });
}

} // namespace

void addKeysVerb(CLI::App& app, CommandLine& line)
{
    auto* verb = app.add_subcommand("keys", "Keys of providers: where they are, keep one, remove one");
    verb->require_subcommand(0, 1);
    auto* listVerb = verb->add_subcommand("list", "Which keys were found, and where; never the keys");
    listVerb->add_flag("--json", line.json, "Print JSON");
    listVerb->callback([&line] { line.action = [&line] { return list(line); }; });
    verb->callback([&line, verb] {
        if (verb->get_subcommands().empty())
            line.action = [&line] { return list(line); };
    });

    auto id = std::make_shared<std::string>();
    auto file = std::make_shared<bool>(false);
    auto* setVerb = verb->add_subcommand("set", "Keep a key, typed without echo or from standard input");
    setVerb->add_option("provider", *id, "Whose key it is (default: recognised by its form)");
    setVerb->add_flag(
        "--file", *file, "In the encrypted key file (passphrase: ASSAY_PASSPHRASE) instead of the keyring");
    setVerb->callback([&line, id, file] { line.action = [&line, id, file] { return set(line, *id, *file); }; });

    auto* removeVerb = verb->add_subcommand("remove", "Remove a kept key");
    removeVerb->add_option("provider", *id, "Whose key")->required();
    removeVerb->callback([&line, id] { line.action = [&line, id] { return removeKey(line, *id); }; });
}

} // namespace assay
