// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/output.h"
#include "app/cli/providertest.h"
#include "app/cli/secretprompt.h"
#include "app/cli/verbs.h"
#include "core/catalog/localservers.h"
#include "core/run/modellist.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct AddOptions {
    std::string id;
    std::string baseUrl;
    std::string dialect = "openai-chat";
    std::string keyVariable;
    bool keyFromInput = false;
    bool noKey = false;
    bool replace = false;
};

QString keyState(Composition& services, const Endpoint& endpoint)
{
    if (endpoint.auth == AuthScheme::None)
        return u"none needed"_s;
    const auto found = services.secrets().keyFor(endpoint);
    return found ? found->source : u"no key"_s;
}

bool isReady(Composition& services, const Endpoint& endpoint)
{
    return endpoint.auth != AuthScheme::None && services.secrets().keyFor(endpoint).has_value();
}

int list(const CommandLine& line, bool all)
{
    return withServices(line, [&](Composition& services) -> int {
        auto& store = services.endpoints();
        const auto running = probeLocalServers(services.engine(), localServers(store.list())).result();
        QJsonArray json;
        QList<QStringList> rows;
        for (const auto& endpoint : store.list()) {
            const bool answers = std::any_of(
                running.begin(), running.end(), [&](const Endpoint& found) { return found.id == endpoint.id; });
            const bool ready = answers || endpoint.custom || (!endpoint.local && isReady(services, endpoint));
            if (!ready && !all)
                continue;
            const QString key = keyState(services, endpoint);
            const QString state = answers ? u"running"_s
                : endpoint.local          ? u"not running"_s
                : ready                   ? u"ready"_s
                                          : u"needs a key"_s;
            rows.append({endpoint.id, endpoint.name, endpoint.dialect, state, key, endpoint.baseUrl.toString()});
            json.append(QJsonObject{{u"id"_s, endpoint.id}, {u"name"_s, endpoint.name},
                {u"dialect"_s, endpoint.dialect}, {u"base_url"_s, endpoint.baseUrl.toString()}, {u"state"_s, state},
                {u"key"_s, key}, {u"local"_s, endpoint.local}, {u"custom"_s, endpoint.custom}, {u"simulated"_s, false},
                {u"key_variables"_s, QJsonArray::fromStringList(endpoint.keyVariables)}});
        }
        if (line.json) {
            out::json(QJsonDocument(QJsonObject{{u"providers"_s, json}}));
            return kDone;
        }
        rows.prepend({u"sandbox"_s, u"Sandbox (simulated)"_s, u"four"_s, u"ready"_s, u"none needed"_s,
            u"inside this program"_s});
        out::table({u"id"_s, u"name"_s, u"format"_s, u"state"_s, u"key"_s, u"base URL"_s}, rows);
        if (!all)
            out::note(
                u"Shown: what can be used now. --all lists every provider that is known; set its key variable, or add one with `assay providers add`."_s);
        return kDone;
    });
}

int add(const CommandLine& line, const AddOptions& options)
{
    return withServices(line, [&](Composition& services) -> int {
        Endpoint endpoint;
        endpoint.id = QString::fromStdString(options.id);
        endpoint.name = endpoint.id;
        endpoint.dialect = QString::fromStdString(options.dialect);
        endpoint.baseUrl = QUrl(QString::fromStdString(options.baseUrl), QUrl::StrictMode);
        endpoint.custom = true;
        const QString host = endpoint.baseUrl.host();
        endpoint.local = host == "localhost"_L1 || host.startsWith("127."_L1) || host == "::1"_L1;
        endpoint.auth = options.noKey || (options.keyVariable.empty() && !options.keyFromInput && endpoint.local)
            ? AuthScheme::None
            : defaultAuth(endpoint.dialect);
        // Ollama asks for no key, but whoever names one has put something before it that does.
        if (endpoint.auth == AuthScheme::None && (!options.keyVariable.empty() || options.keyFromInput))
            endpoint.auth = AuthScheme::Bearer;
        if (!options.keyVariable.empty())
            endpoint.keyVariables = {QString::fromStdString(options.keyVariable)};
        else if (endpoint.auth != AuthScheme::None)
            endpoint.keyVariables = {endpoint.id.toUpper().replace(u'-', u'_').replace(u'.', u'_') + u"_API_KEY"_s};
        if (!services.dialects().find(endpoint.dialect)) {
            out::error(u"The format '%1' is not known; use one of: %2."_s.arg(
                endpoint.dialect, services.dialects().ids().join(u", "_s)));
            return kUsage;
        }
        const auto added = services.endpoints().add(endpoint, options.replace ? OnClash::Override : OnClash::Refuse);
        if (!added) {
            out::error(added.error());
            return added.error().kind == ErrorKind::Storage ? kFailed : kUsage;
        }
        QString keyPlace = endpoint.auth == AuthScheme::None ? u"none needed"_s
                                                             : u"read from $%1"_s.arg(endpoint.keyVariables.first());
        if (options.keyFromInput) {
            const auto key = readSecret(u"Key of %1 (not shown)"_s.arg(endpoint.id));
            const auto kept
                = key ? services.keys().keep(endpoint, *key) : Result<KeyPlaceId>(std::unexpected(key.error()));
            if (!kept) {
                out::error(u"%1 was added, but its key was not kept: %2"_s.arg(endpoint.id, kept.error().detail));
                return kFailed;
            }
            keyPlace = *kept == KeyPlaceId::File ? u"kept in the encrypted key file"_s : u"kept in the keyring"_s;
        }
        if (line.json)
            out::json(QJsonDocument(QJsonObject{{u"id"_s, endpoint.id}, {u"base_url"_s, endpoint.baseUrl.toString()},
                {u"dialect"_s, endpoint.dialect}, {u"key"_s, keyState(services, endpoint)}}));
        else
            out::line(u"Added %1 at %2 (%3). Key: %4. Try: assay providers test %1"_s.arg(
                endpoint.id, endpoint.baseUrl.toString(), endpoint.dialect, keyPlace));
        return kDone;
    });
}

int removeOne(const CommandLine& line, const std::string& id)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto removed = services.endpoints().remove(QString::fromStdString(id));
        if (!removed) {
            out::error(removed.error());
            return removed.error().kind == ErrorKind::Storage ? kFailed : kUsage;
        }
        out::note(u"Removed %1."_s.arg(QString::fromStdString(id)));
        return kDone;
    });
}

} // namespace

void addProvidersVerb(CLI::App& app, CommandLine& line)
{
    auto* verb = app.add_subcommand("providers", "Where models are served: list, add, test, remove");
    verb->require_subcommand(0, 1);
    auto* listVerb
        = verb->add_subcommand("list", "What can be used now: keys in the environment, local servers, your own");
    auto all = std::make_shared<bool>(false);
    listVerb->add_flag("--all", *all, "Also those without a key");
    listVerb->add_flag("--json", line.json, "Print JSON");
    verb->callback([&line, verb] {
        if (verb->get_subcommands().empty())
            line.action = [&line] { return list(line, false); };
    });
    listVerb->callback([&line, all] { line.action = [&line, all] { return list(line, *all); }; });

    auto options = std::make_shared<AddOptions>();
    auto* addVerb = verb->add_subcommand("add", "Add an endpoint by its base URL");
    addVerb->add_option("id", options->id, "Its name, the PROVIDER in PROVIDER/MODEL")->required();
    addVerb->add_option("--base-url", options->baseUrl, "For example http://127.0.0.1:8080/v1")->required();
    addVerb->add_option("--dialect", options->dialect, "Its wire format (default openai-chat)");
    auto* keyEnv
        = addVerb->add_option("--key-env", options->keyVariable, "The environment variable that holds its key");
    auto* keyInput = addVerb->add_flag("--key-stdin", options->keyFromInput,
        "Read its key without echo, or from standard input, into the keyring (where there is none and ASSAY_PASSPHRASE "
        "is set: into the encrypted key file)");
    addVerb->add_flag("--no-key", options->noKey, "It needs no key")->excludes(keyEnv)->excludes(keyInput);
    addVerb->add_flag("--replace", options->replace, "Take the place of an endpoint with the same name");
    addVerb->add_flag("--json", line.json, "Print JSON");
    addVerb->callback([&line, options] { line.action = [&line, options] { return add(line, *options); }; });

    auto id = std::make_shared<std::string>();
    auto* removeVerb = verb->add_subcommand("remove", "Remove an endpoint you added; its runs stay in the history");
    removeVerb->add_option("id", *id, "Its name")->required();
    removeVerb->callback([&line, id] { line.action = [&line, id] { return removeOne(line, *id); }; });

    auto test = std::make_shared<ProviderTestOptions>();
    auto* testVerb = verb->add_subcommand("test", "Find out what an endpoint really does");
    testVerb->add_option("id", test->id, "Its name")->required();
    testVerb->add_option("-m,--model", test->model, "Also ask this model a few tokens: streaming, usage, tools");
    testVerb->add_flag("--json", line.json, "Print JSON");
    testVerb->callback([&line, test] {
        line.action = [&line, test] {
            return withServices(line, [&](Composition& services) { return testProvider(services, *test, line.json); });
        };
    });
}

} // namespace assay
