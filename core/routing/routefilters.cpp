// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/routing/routefilters.h"

#include <algorithm>

namespace assay {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kUnknownPromptTokens = 1000;
constexpr std::chrono::milliseconds kOutageMemory = 30s;
constexpr std::chrono::milliseconds kLongestOutageMemory = 10min;

bool listed(const QStringList& slugs, const RouteCandidate& candidate)
{
    return std::ranges::any_of(slugs, [&](const QString& slug) { return slugMatches(slug, candidate); });
}

QStringList missingFrom(const QStringList& wanted, const QStringList& have)
{
    QStringList missing;
    std::ranges::copy_if(
        wanted, std::back_inserter(missing), [&](const QString& name) { return !have.contains(name); });
    return missing;
}

std::optional<QString> dataPolicy(const RouteRequest& request, const RouteCandidate& candidate)
{
    if (candidate.local)
        return std::nullopt;
    if (request.denyDataCollection && candidate.collectsData.value_or(true))
        return candidate.collectsData ? u"collects data"_s : u"data collection unknown"_s;
    if (request.zeroRetention && !candidate.zeroRetention.value_or(false))
        return candidate.zeroRetention ? u"retains data"_s : u"retention unknown"_s;
    return std::nullopt;
}

std::optional<QString> quantization(const RouteRequest& request, const RouteCandidate& candidate)
{
    if (request.quantizations.isEmpty())
        return std::nullopt;
    const QString known = candidate.quantization.isEmpty() ? u"unknown"_s : candidate.quantization;
    return request.quantizations.contains(known) ? std::nullopt : std::optional(known);
}

std::optional<QString> contextLength(const RouteRequest& request, const RouteCandidate& candidate)
{
    const qint64 needed = request.promptTokens.value_or(0) + request.maxOutputTokens.value_or(0);
    if (!candidate.contextTokens || needed <= *candidate.contextTokens)
        return std::nullopt;
    return u"context %1 < %2"_s.arg(*candidate.contextTokens).arg(needed);
}

std::optional<QString> maxOutput(const RouteRequest& request, const RouteCandidate& candidate)
{
    if (!request.maxOutputTokens || !candidate.maxOutputTokens
        || *request.maxOutputTokens <= *candidate.maxOutputTokens)
        return std::nullopt;
    return u"output %1 < %2"_s.arg(*candidate.maxOutputTokens).arg(*request.maxOutputTokens);
}

std::optional<QString> parameters(const RouteRequest& request, const RouteCandidate& candidate)
{
    if (!request.requireParameters || request.parameters.isEmpty())
        return std::nullopt;
    if (!candidate.parameters)
        return u"supported parameters unknown"_s;
    const QStringList missing = missingFrom(request.parameters, *candidate.parameters);
    return missing.isEmpty() ? std::nullopt : std::optional(u"lacks "_s + missing.join(u", "_s));
}

std::optional<QString> modality(const RouteRequest& request, const RouteCandidate& candidate)
{
    if (!candidate.inputs)
        return std::nullopt;
    const QStringList missing = missingFrom(request.inputs, *candidate.inputs);
    return missing.isEmpty() ? std::nullopt : std::optional(u"lacks "_s + missing.join(u", "_s));
}

/// A price nobody knows is not below a limit. A fee that is absent is none.
std::optional<QString> maxPrice(const RouteRequest& request, const RouteCandidate& candidate)
{
    const auto over = [&](const std::optional<Money>& limit, std::optional<Money> price, bool absentIsFree,
                          const QString& what) -> std::optional<QString> {
        if (!price && (absentIsFree || candidate.local))
            price = Money();
        if (!limit || (price && *price <= *limit))
            return std::nullopt;
        if (!price)
            return u"%1 price unknown"_s.arg(what);
        return u"%1 price %2 > %3"_s.arg(what, price->toDecimalString(), limit->toDecimalString());
    };
    if (auto prompt = over(request.maxPromptPrice, candidate.promptPrice, false, u"prompt"_s))
        return prompt;
    if (auto completion = over(request.maxCompletionPrice, candidate.completionPrice, false, u"completion"_s))
        return completion;
    if (auto fee = over(request.maxRequestPrice, candidate.requestPrice, true, u"request"_s))
        return fee;
    return over(request.maxAudioPrice, candidate.audioPrice, true, u"audio"_s);
}

std::optional<QString> budget(const RouteRequest& request, const RouteCandidate& candidate)
{
    const auto price = expectedPrice(request, candidate);
    if (!candidate.budgetLeft || !price || *price <= *candidate.budgetLeft || price->isZero())
        return std::nullopt;
    return u"left %1 < %2"_s.arg(candidate.budgetLeft->toDecimalString(), price->toDecimalString());
}

std::optional<RouteRefusal> refusalByChoice(const RouteRequest& request, const RouteCandidate& candidate)
{
    if (!candidate.enabled)
        return RouteRefusal{.reason = RouteReason::ModelDisabled, .detail = {}};
    if (!candidate.hasAddress)
        return RouteRefusal{.reason = RouteReason::AddressMissing, .detail = {}};
    if (!candidate.permitted)
        return RouteRefusal{.reason = RouteReason::AllowedModels, .detail = {}};
    if (!candidate.keyPresent)
        return RouteRefusal{.reason = RouteReason::KeyMissing, .detail = {}};
    if (candidate.keyDead)
        return RouteRefusal{.reason = RouteReason::KeyDead, .detail = {}};
    if (!request.allowed.isEmpty() && !listed(request.allowed, candidate))
        return RouteRefusal{.reason = RouteReason::AllowedProviders, .detail = {}};
    if (!request.only.isEmpty() && !listed(request.only, candidate))
        return RouteRefusal{.reason = RouteReason::Only, .detail = {}};
    if (listed(request.ignore, candidate))
        return RouteRefusal{.reason = RouteReason::Ignored, .detail = {}};
    return std::nullopt;
}

bool holds(const Percentiles& cutoff, const Percentiles& measured, bool lowerIsBetter)
{
    const auto holdsAt = [&](std::optional<double> Percentiles::* at) {
        if (!(cutoff.*at) || !(measured.*at))
            return true;
        return lowerIsBetter ? *(measured.*at) <= *(cutoff.*at) : *(measured.*at) >= *(cutoff.*at);
    };
    return holdsAt(&Percentiles::p50) && holdsAt(&Percentiles::p75) && holdsAt(&Percentiles::p90)
        && holdsAt(&Percentiles::p99);
}

} // namespace

bool slugMatches(QStringView slug, const RouteCandidate& candidate)
{
    const QString& endpoint = candidate.endpoint;
    if (endpoint == slug)
        return true;
    return !candidate.serviceTier && !slug.isEmpty() && !slug.contains(u'/') && endpoint.startsWith(slug)
        && endpoint.at(slug.size()) == u'/';
}

std::optional<Money> expectedPrice(const RouteRequest& request, const RouteCandidate& candidate)
{
    if (!candidate.promptPrice || !candidate.completionPrice)
        return candidate.local ? std::optional(Money()) : std::nullopt;
    const auto prompt = Money::product(request.promptTokens.value_or(kUnknownPromptTokens), *candidate.promptPrice);
    const auto completion
        = Money::product(request.maxOutputTokens.value_or(request.expectedOutputTokens), *candidate.completionPrice);
    if (!prompt || !completion)
        return std::nullopt;
    const auto tokens = prompt->plus(*completion);
    return tokens ? tokens->plus(candidate.requestPrice.value_or(Money())) : std::nullopt;
}

std::optional<RouteRefusal> refusal(const RouteRequest& request, const RouteCandidate& candidate)
{
    if (auto chosen = refusalByChoice(request, candidate))
        return chosen;
    if (auto detail = dataPolicy(request, candidate))
        return RouteRefusal{.reason = RouteReason::DataPolicy, .detail = *std::move(detail)};
    if (request.localOnly && !candidate.local)
        return RouteRefusal{.reason = RouteReason::LocalOnly, .detail = {}};
    if (auto detail = quantization(request, candidate))
        return RouteRefusal{.reason = RouteReason::Quantization, .detail = *std::move(detail)};
    if (auto detail = contextLength(request, candidate))
        return RouteRefusal{.reason = RouteReason::ContextLength, .detail = *std::move(detail)};
    if (auto detail = maxOutput(request, candidate))
        return RouteRefusal{.reason = RouteReason::MaxOutput, .detail = *std::move(detail)};
    if (auto detail = parameters(request, candidate))
        return RouteRefusal{.reason = RouteReason::RequireParameters, .detail = *std::move(detail)};
    if (auto detail = modality(request, candidate))
        return RouteRefusal{.reason = RouteReason::Modality, .detail = *std::move(detail)};
    if (auto detail = maxPrice(request, candidate))
        return RouteRefusal{.reason = RouteReason::MaxPrice, .detail = *std::move(detail)};
    if (auto detail = budget(request, candidate))
        return RouteRefusal{.reason = RouteReason::Budget, .detail = *std::move(detail)};
    if (candidate.breakerOpen)
        return RouteRefusal{.reason = RouteReason::BreakerOpen,
            .detail = candidate.breakerOpenFor.count() > 0
                ? u"for %1 s more"_s.arg((candidate.breakerOpenFor.count() + 999) / 1000)
                : QString()};
    return std::nullopt;
}

QStringList lackingFeatures(const RouteRequest& request, const RouteCandidate& candidate)
{
    QStringList lacking;
    for (const QString& feature : {u"tools"_s, u"response_format"_s, u"verbosity"_s}) {
        if (request.parameters.contains(feature) && candidate.parameters && !candidate.parameters->contains(feature))
            lacking.append(feature);
    }
    return lacking;
}

bool meetsPreferences(const RouteRequest& request, const RouteCandidate& candidate)
{
    return holds(request.preferredMinThroughput, candidate.throughput, false)
        && holds(request.preferredMaxLatency, candidate.latency, true);
}

bool isUnstable(const RouteCandidate& candidate)
{
    if (candidate.consecutiveFailures < 1 || !candidate.sinceFailure)
        return false;
    const int doublings = std::min(candidate.consecutiveFailures - 1, 10);
    return *candidate.sinceFailure < std::min(kOutageMemory * (1 << doublings), kLongestOutageMemory);
}

} // namespace assay
