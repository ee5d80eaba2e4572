// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/providertest.h"

#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "core/run/modellist.h"
#include "core/support/ids.h"
#include "ui/text/formats.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

enum class Outcome : std::uint8_t { Yes, No, Unknown };

struct Finding {
    QString check;
    Outcome outcome = Outcome::Unknown;
    QString detail;
};

QString outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Yes: return u"yes"_s;
    case Outcome::No: return u"no"_s;
    case Outcome::Unknown: break;
    }
    return u"unknown"_s;
}

QString phases(const PhaseTimings& timings)
{
    const Formats formats;
    QStringList parts;
    const auto add = [&](const QString& name, const std::optional<std::chrono::microseconds>& time) {
        if (time)
            parts.append(name + u' ' + formats.duration(*time));
    };
    add(u"name"_s, timings.dns);
    add(u"connect"_s, timings.connect);
    add(u"TLS"_s, timings.tls);
    add(u"first byte"_s, timings.firstByte);
    return parts.join(u", "_s);
}

// Runs one lane on the engine and waits for its record; only the command line may block like this.
LaneRecord askOnce(Composition& services, const LaneSpec& lane)
{
    LaneRecord answer;
    auto handle = services.engine().start({.id = newId(), .project = {}, .surface = u"test"_s, .lanes = {lane}});
    QObject::connect(handle.get(), &RunHandle::finished, qApp, [&](const RunRecord& run) {
        answer = run.lanes.first();
        QCoreApplication::exit();
    });
    QCoreApplication::exec();
    return answer;
}

LaneSpec laneOf(const Endpoint& endpoint, const QString& model, ChatRequest request)
{
    request.sampling.maxOutputTokens = 256;
    return {.index = 0, .model = {endpoint.id, model}, .endpoints = {endpoint}, .request = std::move(request)};
}

QList<Finding> testModel(Composition& services, const Endpoint& endpoint, const QString& model)
{
    ChatRequest plain;
    plain.messages = {ChatMessage::text(Role::User, u"Answer with the single word: ready"_s)};
    const auto answer = askOnce(services, laneOf(endpoint, model, plain));
    const Formats formats;
    QList<Finding> findings;
    const bool streamed = answer.timing.firstToken.has_value();
    findings.append({u"streaming"_s, streamed ? Outcome::Yes : Outcome::No,
        streamed ? u"first token %1"_s.arg(formats.duration(*answer.timing.firstToken))
                 : answer.error.value_or(Error()).detail});
    findings.append(
        {u"usage in the stream"_s, streamed ? (answer.usage.isEmpty() ? Outcome::No : Outcome::Yes) : Outcome::Unknown,
            answer.usageDisagrees ? u"its total does not match its parts"_s : QString()});
    if (!streamed)
        return findings;
    ChatRequest tools = plain;
    tools.messages = {ChatMessage::text(Role::User, u"What time is it in Vienna? Use the tool."_s)};
    tools.tools = {{.name = u"current_time"_s,
        .description = u"The time of day in a city"_s,
        .parameters
        = {{u"type"_s, u"object"_s}, {u"properties"_s, QJsonObject{{u"city"_s, QJsonObject{{u"type"_s, u"string"_s}}}}},
            {u"required"_s, QJsonArray{u"city"_s}}}}};
    const auto call = askOnce(services, laneOf(endpoint, model, tools));
    findings.append({u"tools"_s, call.toolCalls.isEmpty() ? Outcome::No : Outcome::Yes,
        call.toolCalls.isEmpty()
            ? call.error.value_or(Error{.detail = u"it answered without calling the tool"_s}).detail
            : call.toolCalls.first().name});
    return findings;
}

QList<Finding> testEndpoint(Composition& services, const Endpoint& endpoint, const QString& model)
{
    QList<Finding> findings;
    const auto key = services.secrets().keyFor(endpoint);
    findings.append({u"key"_s, key ? Outcome::Yes : Outcome::No, key ? key->source : key.error().detail});
    const auto* dialect = services.dialects().find(endpoint.dialect);
    if (!key || !dialect)
        return findings;
    const auto models = fetchModels(
        services.engine(), *dialect, {.endpoint = endpoint, .key = key->key, .now = services.clock().now()})
                            .result();
    if (!models) {
        const bool answered = models.error().httpStatus > 0;
        findings.append({u"reachable"_s, answered ? Outcome::Yes : Outcome::No,
            answered ? u"HTTP %1"_s.arg(models.error().httpStatus) : models.error().detail});
        findings.append({u"model list"_s, Outcome::No, models.error().detail});
    } else {
        findings.append({u"reachable"_s, Outcome::Yes, phases(models->timings)});
        findings.append({u"model list"_s, Outcome::Yes, u"%1 models"_s.arg(models->models.size())});
    }
    if (!model.isEmpty())
        findings += testModel(services, endpoint, model);
    return findings;
}

} // namespace

AuthScheme defaultAuth(const QString& dialect)
{
    if (dialect == "anthropic"_L1)
        return AuthScheme::XApiKey;
    if (dialect == "gemini"_L1)
        return AuthScheme::XGoogApiKey;
    if (dialect == "bedrock"_L1)
        return AuthScheme::AwsSigV4;
    return dialect == "ollama"_L1 ? AuthScheme::None : AuthScheme::Bearer;
}

int testProvider(Composition& services, const ProviderTestOptions& options, bool json)
{
    const QString model = QString::fromStdString(options.model);
    const auto endpoint = services.endpointFor({QString::fromStdString(options.id), model.isEmpty() ? u"*"_s : model});
    if (!endpoint) {
        out::error(endpoint.error());
        return kUsage;
    }
    const auto findings = testEndpoint(services, *endpoint, model);
    const bool failed = std::any_of(
        findings.begin(), findings.end(), [](const Finding& finding) { return finding.outcome == Outcome::No; });
    if (json) {
        QJsonArray checks;
        for (const auto& finding : findings)
            checks.append(QJsonObject{{u"check"_s, finding.check}, {u"result"_s, outcomeName(finding.outcome)},
                {u"detail"_s, finding.detail}});
        out::json(QJsonDocument(QJsonObject{{u"provider"_s, endpoint->id}, {u"checks"_s, checks}}));
        return failed ? kFailed : kDone;
    }
    QList<QStringList> rows;
    for (const auto& finding : findings)
        rows.append({finding.check, outcomeName(finding.outcome), out::plain(finding.detail)});
    out::table({u"check"_s, u"result"_s, u"detail"_s}, rows);
    if (model.isEmpty())
        out::note(u"Add -m MODEL to test streaming, usage and tools as well; that costs a few tokens."_s);
    return failed ? kFailed : kDone;
}

} // namespace assay
