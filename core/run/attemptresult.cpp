// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/attemptresult.h"

#include "core/pricing/estimate.h"
#include "core/routing/health.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

bool writesCache(const ChatRequest& request)
{
    return std::ranges::any_of(request.messages, &ChatMessage::cacheMark);
}

/// The provider broke the answer off with an error of its own, for which it may ask nothing. A lost connection, our
/// own timer and the user's stop are no such errors: what was written until then is billed.
bool failedItself(const std::optional<Error>& error)
{
    if (!error)
        return false;
    switch (error->kind) {
    case ErrorKind::Cancelled:
    case ErrorKind::Timeout:
    case ErrorKind::Network:
    case ErrorKind::Tls:
    case ErrorKind::Truncated: return false;
    default: return true;
    }
}

/// Everything the model wrote that reached us.
QString written(const LaneRecord& answer)
{
    QString text = answer.reasoning + answer.text + answer.refusal;
    for (const auto& call : answer.toolCalls)
        text += call.name + call.arguments;
    return text;
}

IncompleteAnswer incomplete(const AttemptCostInput& input, const CostInput& known)
{
    IncompleteAnswer out;
    out.reported = known.usage;
    out.prompt = guessPrompt(*input.prompt, known.price->model.isEmpty() ? input.attempt.model : known.price->model);
    if (input.producedOutput)
        out.output = guessText(written(*input.answer), input.attempt.model);
    // A whole answer of a model that does not think holds no more than what arrived.
    const bool isWhole
        = input.ended && input.producedOutput && !input.lane->mayReason && input.answer->reasoning.isEmpty();
    out.outputAtMost = isWhole ? out.output.atMost : mostOutputTokens(input.lane->request, input.endpoint, known.price);
    out.surelyBilled = input.producedOutput && !failedItself(input.attempt.error);
    out.cache = writesCache(input.lane->request) ? CacheUse::Write : CacheUse::None;
    out.price = known.price;
    out.at = known.at;
    out.mode = known.mode;
    return out;
}

} // namespace

EndpointAccess accessTo(const Endpoint& endpoint, Secret key, const QDateTime& now)
{
    return {.endpoint = endpoint, .key = std::move(key), .now = now};
}

QString requestId(const HttpHead& head)
{
    // Names as the providers send them (reference: rate-limit and request-id headers).
    for (const char* name : {"x-request-id", "request-id", "x-amzn-requestid", "apim-request-id",
             "mistral-correlation-id", "x-generation-id", "cf-ray"}) {
        const auto value = head.header(name);
        if (!value.isEmpty())
            return QString::fromUtf8(value.first(std::min<qsizetype>(value.size(), 200)));
    }
    return {};
}

void appendToolCall(QList<ToolCall>& calls, const ToolCallDelta& delta)
{
    constexpr int kMostCalls = 1024; // an index beyond it is damage, not a call
    if (delta.index < 0 || delta.index >= kMostCalls)
        return;
    while (calls.size() <= delta.index)
        calls.append(ToolCall());
    auto& call = calls[delta.index];
    if (!delta.id.isEmpty())
        call.id = delta.id;
    if (!delta.name.isEmpty())
        call.name = delta.name;
    call.arguments += delta.arguments;
}

void keepServed(LaneRecord& record, const Served& served)
{
    record.servedModel = served.model;
    record.responseId = served.responseId;
    record.upstreamProvider = served.provider;
    record.fingerprint = served.fingerprint;
}

LaneRecord beforeAttempt(LaneRecord record, const Endpoint& endpoint)
{
    LaneRecord out;
    out.index = record.index;
    out.model = std::move(record.model);
    out.state = record.state;
    out.promptEstimate = record.promptEstimate;
    out.servedBy = endpoint.id;
    out.simulated = endpoint.simulated;
    out.local = endpoint.local;
    out.attempts = std::move(record.attempts);
    out.route = std::move(record.route);
    out.replayOf = std::move(record.replayOf);
    return out;
}

void HeldBack::add(const StreamEvent& event)
{
    ++told;
    if (std::holds_alternative<TextDelta>(event) || std::holds_alternative<RefusalDelta>(event))
        return; // empty, or it would be output
    if (events.isEmpty())
        events.reserve(4);
    const auto same
        = std::ranges::find_if(events, [&](const StreamEvent& other) { return other.index() == event.index(); });
    if (same == events.end() || std::holds_alternative<ReasoningDelta>(event)) // signatures
        events.append(event);
    else
        *same = event;
}

Error noneLeft(const ModelRef& model)
{
    return {.kind = ErrorKind::Overloaded,
        .detail = u"Every endpoint of %1 that is left failed too often lately; it is tried again in a while."_s.arg(
            model.toString())};
}

void noteTimings(Timing& timing, const HttpOutcome& outcome)
{
    timing.dns = outcome.timings.dns;
    timing.connect = outcome.timings.connect;
    timing.tls = outcome.timings.tls;
    if (outcome.timings.firstByte)
        timing.firstByte = outcome.timings.firstByte;
}

Error redirectError(const HttpHead& head)
{
    const QUrl target = QUrl::fromEncoded(head.header("location"));
    return {.kind = ErrorKind::Protocol,
        .detail
        = u"The server redirects to %1. Redirects are not followed, so that a key never reaches another address; set the endpoint's base URL to where it should go."_s
            .arg(target.host().isEmpty() ? u"another address"_s : target.host()),
        .httpStatus = head.status,
        .providerCode = {},
        .requestId = requestId(head),
        .retryAfter = {}};
}

Error addressed(Error error, const Endpoint& endpoint)
{
    if (isWrongAddress(error))
        error.detail += u" (No API answers below %1: check the endpoint's base URL.)"_s.arg(
            endpoint.baseUrl.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery));
    return error;
}

Error withoutAnswer(const Error& error, const HttpOutcome& outcome, bool answerBegan)
{
    const bool lostAnswer = error.kind == ErrorKind::Network || error.kind == ErrorKind::Truncated
        || (error.kind == ErrorKind::Timeout && error.providerCode != "connect"_L1);
    if (!outcome.requestSent || answerBegan || outcome.bytesReceived > 0 || !lostAnswer)
        return error;
    Error out = error;
    out.kind = ErrorKind::Indeterminate;
    return out;
}

LaneState stateOf(const LaneRecord& record)
{
    if (!record.refusal.isEmpty())
        return LaneState::Refused;
    switch (record.finishReason.value_or(FinishReason::Other)) {
    case FinishReason::Length: return LaneState::Truncated;
    case FinishReason::ContentFilter: return LaneState::Refused;
    case FinishReason::Error: return LaneState::Failed;
    case FinishReason::Stop:
    case FinishReason::ToolCalls:
    case FinishReason::Other: break;
    }
    return LaneState::Complete;
}

LaneState stateBeforeOutput(const Error& error, bool isLost)
{
    switch (error.kind) {
    case ErrorKind::Timeout: return isLost ? LaneState::Indeterminate : LaneState::Failed;
    case ErrorKind::Indeterminate: return LaneState::Indeterminate;
    case ErrorKind::ContentFiltered: return LaneState::Refused;
    case ErrorKind::Truncated: return LaneState::Truncated;
    default: return LaneState::Failed;
    }
}

LaneState stateAfterOutput(const Error& error)
{
    switch (error.kind) {
    case ErrorKind::Network:
    case ErrorKind::Tls:
    case ErrorKind::Timeout:
    case ErrorKind::Truncated: return LaneState::Truncated;
    case ErrorKind::ContentFiltered: return LaneState::Refused;
    default: return LaneState::Failed;
    }
}

Cost notBilled()
{
    Cost cost;
    cost.state = CostState::Computed;
    cost.amount = Money();
    cost.note = u"not_billed"_s;
    return cost;
}

Cost costOf(const QList<AttemptRecord>& attempts)
{
    if (attempts.isEmpty())
        return notBilled();
    if (attempts.size() == 1)
        return attempts.first().cost;
    QList<Cost> costs;
    for (const auto& attempt : attempts)
        costs.append(attempt.cost);
    return sumCosts(costs);
}

qint64 mostOutputTokens(const ChatRequest& request, const Endpoint& endpoint, const std::optional<ModelPrice>& price)
{
    constexpr qint64 kMostChoices = 128;
    const qint64 usual = price ? price->outputLimit.value_or(kDefaultOutputTokens) : kDefaultOutputTokens;
    // What is no limit to us may be none to the provider: some take -1 for "as much as you like".
    const auto asked = request.sampling.maxOutputTokens;
    qint64 limit = asked && *asked > 0 ? *asked : usual;
    const qint64 thinking = request.reasoning.budgetTokens.value_or(0);
    if (endpoint.quirks.reasoningIsAdditional)
        limit += std::max(thinking, usual); // the limit does not bind the thinking
    limit = std::max(limit, thinking);
    return limit * std::clamp<qint64>(request.passthrough[u"n"].toInteger(1), 1, kMostChoices);
}

Cost attemptCost(const AttemptCostInput& input)
{
    const auto& attempt = input.attempt;
    const bool refusedByStatus = attempt.httpStatus >= 300 && attempt.usage.isEmpty() && !input.producedOutput;
    if (!attempt.requestSent || refusedByStatus) {
        Cost nothing = notBilled();
        nothing.reported = input.reported;
        return nothing;
    }
    CostInput in{.usage = attempt.usage,
        .reported = input.reported,
        .price = {},
        .at = attempt.startedAt,
        .mode = {},
        .requests = 1};
    if (input.prices)
        in.price = input.prices->find(input.endpoint.priceProvider(), attempt.model);
    const bool nothingKnown = attempt.error && attempt.error->kind == ErrorKind::Indeterminate;
    const bool isFinal = input.ended && !attempt.usage.isEmpty();
    if (input.reported || nothingKnown || isFinal || !in.price || !input.lane || !input.answer || !input.prompt)
        return withoutHypothetical(computeCost(in));
    return withoutHypothetical(estimateIncomplete(incomplete(input, in)));
}

} // namespace assay
