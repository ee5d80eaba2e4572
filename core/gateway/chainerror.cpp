// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/chainerror.h"

#include "core/gateway/gatewaydocuments.h"
#include "core/routing/health.h"
#include "core/wire/jsonwriter.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kDocs = "https://openrouter.ai/docs/api_reference/errors-and-debugging"_L1;

struct Availability {
    QLatin1StringView code;
    bool retryable = false;
    std::optional<std::chrono::milliseconds> retryAfter;
    QStringList affected;
    QStringList excludedBy;
    QString constraintField;
    QString constraintDetail;
};

void writeNames(JsonWriter& out, QLatin1StringView name, const QStringList& names)
{
    out.key(name).array();
    for (const auto& each : names)
        out.value(each);
    out.endArray();
}

qint64 wholeSeconds(std::chrono::milliseconds wait)
{
    return (wait.count() + 999) / 1000;
}

QByteArray document(const Availability& known, const QStringList& requested)
{
    JsonWriter out(512);
    out.object().member("code"_L1, known.code).member("retryable"_L1, known.retryable);
    if (known.retryAfter)
        out.member("retry_after"_L1, wholeSeconds(*known.retryAfter));
    writeNames(out, "requested_models"_L1, requested);
    if (!known.affected.isEmpty())
        writeNames(out, "affected_providers"_L1, known.affected);
    if (!known.excludedBy.isEmpty())
        writeNames(out, "excluded_by"_L1, known.excludedBy);
    if (!known.constraintField.isEmpty()) {
        out.key("constraint"_L1).object().member("field"_L1, known.constraintField);
        out.member("detail"_L1, known.constraintDetail).endObject();
    }
    out.member("docs_url"_L1, kDocs).endObject();
    return out.take();
}

/// OpenRouter's word for a rule of ours; empty where it has none.
QLatin1StringView excludedWord(const RouteDecision& decision)
{
    switch (decision.reason) {
    case RouteReason::DataPolicy:
        return decision.detail.contains("retain"_L1) || decision.detail.contains("retention"_L1)
            ? "data_policy:zdr"_L1
            : "data_policy:training"_L1;
    case RouteReason::MaxPrice: return "max_price"_L1;
    case RouteReason::ContextLength:
    case RouteReason::MaxOutput: return "context_length"_L1;
    case RouteReason::RequireParameters:
    case RouteReason::LacksFeature:
    case RouteReason::Modality: return "require_parameters"_L1;
    case RouteReason::Quantization: return "quantization"_L1;
    case RouteReason::AllowedProviders:
    case RouteReason::Only:
    case RouteReason::Ignored:
    case RouteReason::LocalOnly: return "allowed_providers"_L1;
    default: return {};
    }
}

void addOnce(QStringList& names, const QString& name)
{
    if (!name.isEmpty() && !names.contains(name))
        names.append(name);
}

QLatin1StringView codeOf(const QList<RouteDecision>& decisions)
{
    const auto all = [&](auto test) { return std::ranges::all_of(decisions, test); };
    if (decisions.isEmpty())
        return "model_not_found"_L1;
    if (all([](const auto& each) { return each.reason == RouteReason::DataPolicy; }))
        return "privacy_restricted"_L1;
    if (all([](const auto& each) { return !excludedWord(each).isEmpty(); }))
        return "constraint_filtered"_L1;
    if (all([](const auto& each) { return each.reason == RouteReason::BreakerOpen; }))
        return "temporarily_unavailable"_L1;
    return "no_endpoints"_L1;
}

Availability availabilityOf(const QList<RouteDecision>& decisions)
{
    Availability out{.code = codeOf(decisions)};
    out.retryable = out.code == "temporarily_unavailable"_L1;
    for (const auto& decision : decisions) {
        addOnce(out.affected, decision.endpoint);
        const QString word = excludedWord(decision);
        addOnce(out.excludedBy, word);
        if (out.constraintField.isEmpty() && !word.isEmpty() && !decision.detail.isEmpty()) {
            out.constraintField = word;
            out.constraintDetail = decision.detail;
        }
    }
    return out;
}

enum class Cause : std::uint8_t { Limited, Missing, Transient, Setup, NotOurs };

/// What an attempt's failure says of the endpoint; NotOurs: nothing.
Cause causeOf(const Error& error)
{
    switch (error.kind) {
    case ErrorKind::RateLimited: return Cause::Limited;
    case ErrorKind::ModelNotFound: return Cause::Missing;
    case ErrorKind::Timeout:
    case ErrorKind::Network:
    case ErrorKind::Tls:
    case ErrorKind::Overloaded:
    case ErrorKind::ServerFault:
    case ErrorKind::Protocol:
    case ErrorKind::Truncated:
    case ErrorKind::Indeterminate: return Cause::Transient;
    case ErrorKind::Authentication:
    case ErrorKind::Permission:
    case ErrorKind::QuotaExhausted:
    case ErrorKind::Secret: return Cause::Setup;
    case ErrorKind::InvalidRequest: // a page that is no API's says that the address is wrong
        return isWrongAddress(error) ? Cause::Missing : Cause::NotOurs;
    default: return Cause::NotOurs;
    }
}

/// The last that each endpoint and model said.
std::map<std::pair<QString, QString>, const Error*> lastWords(const QList<AttemptRecord>& attempts)
{
    std::map<std::pair<QString, QString>, const Error*> out;
    for (const auto& attempt : attempts) {
        if (attempt.error)
            out[{attempt.endpoint, attempt.model}] = &*attempt.error;
    }
    return out;
}

std::optional<std::chrono::milliseconds> shortestHint(const QList<AttemptRecord>& attempts)
{
    std::optional<std::chrono::milliseconds> out;
    for (const auto& [place, error] : lastWords(attempts)) {
        if (error->retryAfter)
            out = std::min(out.value_or(*error->retryAfter), *error->retryAfter);
    }
    return out;
}

} // namespace

QByteArray availabilityOf(const QList<AttemptRecord>& attempts, const QStringList& requested)
{
    const auto said = lastWords(attempts);
    if (said.empty())
        return {};
    Availability out{.code = "no_endpoints"_L1};
    std::map<Cause, int> causes;
    bool mayComeAgain = true;
    for (const auto& [place, error] : said) {
        ++causes[causeOf(*error)];
        mayComeAgain = mayComeAgain && error->kind != ErrorKind::Indeterminate;
        addOnce(out.affected, place.first);
    }
    if (causes.contains(Cause::NotOurs))
        return {};
    const bool isOne = causes.size() == 1;
    if (isOne && causes.contains(Cause::Limited))
        out.code = "capacity_exhausted"_L1;
    else if (isOne && causes.contains(Cause::Missing))
        out.code = "model_unavailable_upstream"_L1;
    else if (causes.contains(Cause::Transient) || causes.contains(Cause::Limited))
        out.code = "temporarily_unavailable"_L1;
    out.retryable = mayComeAgain && (causes.contains(Cause::Transient) || causes.contains(Cause::Limited));
    if (out.retryable)
        out.retryAfter = shortestHint(attempts);
    return document(out, requested);
}

ClientError routeError(const NoRoute& none, const QStringList& requested)
{
    ClientError out = clientError(none.error);
    // Wishes that cannot be read, a key's own lists and the like are no matter of endpoints.
    if (!none.decisions.isEmpty() || none.error.kind == ErrorKind::ModelNotFound)
        out.availability = document(availabilityOf(none.decisions), requested);
    return out;
}

ClientError gatewayEnds()
{
    return {.status = 503, .type = u"provider_unavailable"_s, .message = u"The gateway was ended."_s};
}

ClientError laneError(const LaneRecord& lane, const QStringList& requested)
{
    ClientError out = clientError(*lane.error);
    out.provider = lane.servedBy;
    out.metadata = previousErrors(lane);
    if (lane.timing.firstToken || lane.error->kind == ErrorKind::Cancelled
        || lane.error->kind == ErrorKind::BudgetExceeded)
        return out;
    if (out.status == 429 || out.status == 503) {
        if (const auto hint = shortestHint(lane.attempts))
            out.retryAfterSeconds = wholeSeconds(*hint);
    }
    out.availability = availabilityOf(lane.attempts, requested);
    return out;
}

} // namespace assay
