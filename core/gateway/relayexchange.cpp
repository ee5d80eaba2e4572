// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/relayexchange.h"

#include "core/gateway/chainerror.h"
#include "core/gateway/gatewayworker.h"
#include "core/run/attemptresult.h"
#include "core/run/keyechoes.h"
#include "core/run/reservation.h"
#include "core/support/ids.h"
#include "core/wire/clientfields.h"

using namespace Qt::StringLiterals;

namespace assay {

RelayExchange::RelayExchange(
    GatewayWorker& worker, HttpConnection& connection, const ClientFormat& errors, VirtualKey key)
    : QObject(&worker)
    , m_worker(worker)
    , m_connection(&connection)
    , m_errors(errors)
    , m_key(std::move(key))
    , m_startedAt(worker.services().clock->now())
    , m_start(worker.services().clock->steady())
{
    connection.setUser(*this);
}

/// The budgets may still be thinking: what they hold for us is given back, whichever comes first.
RelayExchange::~RelayExchange()
{
    *m_isOver = true;
    if (m_connection)
        m_connection->dropUser(*this);
    if (m_isAsking)
        m_worker.services().guard->release(m_runId);
    if (m_hasClaim) // nothing left this machine
        m_worker.idempotency().settle(m_reuse.idempotencyKey, false);
}

GatewayCall RelayExchange::call() const
{
    return {.id = m_runId,
        .startedAt = m_startedAt,
        .keyName = m_key.name,
        .model = m_asked,
        .format = kEmbeddingsFormat,
        .servedBy = m_lane.endpoints.isEmpty() ? QString() : m_lane.endpoints.first().id,
        .state = m_isAsking ? LaneState::Queued : LaneState::Waiting,
        .cost = {}};
}

bool RelayExchange::stop()
{
    if (!m_call)
        return false;
    m_isStopped = true;
    m_call->cancel(); // callClosed follows from inside
    return true;
}

void RelayExchange::endNow()
{
    m_isEnding = true;
    cancel();
}

void RelayExchange::cancel()
{
    m_isCancelled = true;
    if (m_call)
        m_call->cancel(); // callClosed follows from inside
    else if (!m_isAsking)
        deleteLater();
}

void RelayExchange::start(const IncomingRequest& request)
{
    m_shape = embeddingsShape(request.path).value_or(EmbeddingsShape::OpenAi);
    JsonParser parser;
    const auto body = openBody(parser, request.body);
    if (!body)
        return refuse(body.error());
    const auto models = readModels(*body);
    if (!models)
        return refuse(models.error());
    m_asked = models->first();
    auto reuse = readReuse(request, m_key.id);
    if (!reuse)
        return refuse(reuse.error());
    m_reuse = *std::move(reuse);
    if (!m_reuse.isEmpty() && answerAgain())
        return;
    const auto lane = m_worker.services().routes->route(RouteWish{.models = *models,
                                                            .provider = {},
                                                            .sessionId = {},
                                                            .allowedModels = m_key.models,
                                                            .allowedProviders = m_key.providers,
                                                            .virtualKey = m_key.id},
        {});
    if (!lane)
        return refuse(routeError(lane.error(), *models));
    m_lane = *lane;
    auto call
        = m_worker.services().routes->embeddings(m_lane, embeddingsRequest(m_shape, request.body, m_lane.model.model));
    if (!call)
        return refuse(call.error());
    m_request = std::move(call->request);
    m_echo = KeyEcho(call->key);
    m_runId = newId();
    m_worker.traffic().began(m_startedAt);
    if (const auto guard = m_worker.guard())
        ask(guard, request.body);
    else
        send();
}

/// The worst case is one token a byte of what is sent; an embedding has no output.
void RelayExchange::ask(const std::shared_ptr<SpendGuard>& guard, const QByteArray& body)
{
    LaneSpec lane = m_lane;
    lane.request.sampling.maxOutputTokens = 0;
    PromptCount prompt;
    prompt.textBytes = body.size();
    prompt.textTokens = body.size() / 4;
    const ReservationRequest request{.run = m_runId,
        .project = {},
        .key = m_key.id,
        .lanes = {laneClaim(lane, prompt, m_worker.services().prices().get(), m_startedAt)}};
    m_isAsking = true;
    askGuard(guard, request, m_isOver, this, [this, guard](const ReservationOutcome& outcome) {
        m_isAsking = false;
        if (outcome.refused.contains(0))
            return refuse(outcome.refused[0]);
        if (!m_isCancelled)
            return send();
        guard->release(m_runId);
        deleteLater();
    });
}

void RelayExchange::send()
{
    m_call = m_worker.transport().start(m_request, m_worker.services().timeouts.http, *this);
}

void RelayExchange::callClosed(const HttpOutcome& outcome)
{
    m_call.reset();
    m_body = m_echo.hidden(m_body);
    const auto error = failureOf(outcome);
    record(outcome, error);
    if (error)
        return refuse(*error);
    m_body = embeddingsAnswer(m_shape, m_body, m_asked);
    keepAnswer();
    QList<HttpHeader> headers{{.name = "content-type", .value = "application/json"},
        {.name = "x-generation-id", .value = "gen-" + m_runId.toLatin1()},
        {.name = "x-assay-provider", .value = m_lane.endpoints.first().id.toLatin1()}};
    if (m_reuse.cache)
        headers.append({.name = "x-openrouter-cache-status", .value = "MISS"});
    if (m_connection)
        m_connection->reply(m_head.status, headers, m_body);
    deleteLater();
}

std::optional<Error> RelayExchange::failureOf(const HttpOutcome& outcome) const
{
    if (outcome.error)
        return withoutEchoes(withoutAnswer(*outcome.error, outcome, m_head.status != 0), m_echo);
    if (m_head.status >= 200 && m_head.status < 300)
        return std::nullopt;
    const bool isRedirect = m_head.status >= 300 && m_head.status < 400;
    return withoutEchoes(isRedirect ? redirectError(m_head) : refusalOfProvider(), m_echo);
}

/// In the provider's own words, whatever shape they have: the client reads one shape only.
Error RelayExchange::refusalOfProvider() const
{
    const auto* dialect = m_worker.services().dialects->find(m_lane.endpoints.first().dialect);
    if (dialect)
        return addressed(dialect->decodeError(m_head, m_body), m_lane.endpoints.first());
    return Error{.kind = ErrorKind::ServerFault, .detail = u"The provider answered %1."_s.arg(m_head.status)};
}

void RelayExchange::refuse(const Error& error)
{
    auto told = clientError(error);
    if (m_isStopped)
        told.message = u"Stopped by the user of the gateway."_s;
    if (m_isRecorded)
        told.availability
            = availabilityOf({AttemptRecord{.endpoint = m_lane.endpoints.first().id, .error = error}}, {m_asked});
    if (m_isEnding)
        told = gatewayEnds();
    refuse(std::move(told));
}

void RelayExchange::refuse(ClientError told)
{
    if (m_isRecorded)
        told.provider = m_lane.endpoints.first().id;
    if (!m_call && !m_isRecorded) {
        m_worker.traffic().refused({.firstAt = m_startedAt,
            .keyName = m_key.name,
            .format = kEmbeddingsFormat,
            .model = m_asked,
            .status = told.status,
            .why = told.message});
    }
    auto headers = errorHeaders(told);
    if (!m_runId.isEmpty())
        headers.append({.name = "x-generation-id", .value = "gen-" + m_runId.toLatin1()});
    if (m_connection)
        m_connection->reply(told.status, headers, m_errors.errorBody(told));
    deleteLater();
}

void RelayExchange::record(const HttpOutcome& outcome, const std::optional<Error>& error)
{
    JsonParser parser;
    const auto usage = parser.parse(m_body)["usage"]["prompt_tokens"].integer();
    AttemptRecord attempt;
    attempt.endpoint = m_lane.endpoints.first().id;
    attempt.model = m_lane.model.model;
    attempt.startedAt = m_startedAt;
    attempt.httpStatus = m_head.status;
    attempt.requestId = m_echo.hidden(requestId(m_head));
    attempt.requestSent = outcome.requestSent;
    attempt.error = error;
    attempt.timing.firstByte = outcome.timings.firstByte;
    attempt.timing.total
        = std::chrono::duration_cast<std::chrono::microseconds>(m_worker.services().clock->steady() - m_start);
    if (usage)
        attempt.usage.set(UsageClass::Input, *usage);
    attempt.cost = attemptCost(AttemptCostInput{.attempt = attempt,
        .endpoint = m_lane.endpoints.first(),
        .reported = {},
        .producedOutput = !error,
        .prices = m_worker.services().prices().get()});
    LaneRecord lane;
    lane.model = m_lane.model;
    lane.servedBy = attempt.endpoint;
    lane.simulated = m_lane.endpoints.first().simulated;
    lane.local = m_lane.endpoints.first().local;
    lane.state = !error                       ? LaneState::Complete
        : error->kind == ErrorKind::Cancelled ? LaneState::Cancelled
                                              : stateBeforeOutput(*error, outcome.requestSent && m_head.status == 0);
    lane.usage = attempt.usage;
    lane.cost = attempt.cost;
    lane.timing = attempt.timing;
    lane.attempts = {attempt};
    lane.error = error;
    if (lane.error && m_isStopped)
        lane.error->providerCode = kStoppedHere;
    RunRecord run;
    run.id = m_runId;
    run.surface = u"gateway"_s;
    run.key = m_key.id;
    run.clientFormat = kEmbeddingsFormat;
    run.purpose = m_key.lent ? RunPurpose::Test : RunPurpose::Answer;
    run.startedAt = m_startedAt;
    run.duration = *attempt.timing.total;
    run.lanes = {lane};
    m_isRecorded = true;
    settleClaim(lane);
    m_worker.settle(std::move(run), m_key);
}

} // namespace assay
