// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/relayexchange.h"

#include "core/gateway/chainerror.h"
#include "core/gateway/clientways.h"
#include "core/gateway/gatewayworker.h"
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
        .servedBy = m_lane.endpoints.isEmpty() ? QString() : m_chain.endpoint().id,
        .state = m_isAsking ? LaneState::Queued : LaneState::Waiting,
        .cost = {}};
}

bool RelayExchange::stop()
{
    if (!m_call && !m_isWaiting)
        return false;
    m_isStopped = true;
    cancel();
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
    else if (std::exchange(m_isWaiting, false))
        end(Error{.kind = ErrorKind::Cancelled, .detail = u"Stopped."_s});
    else if (!m_isAsking)
        deleteLater();
}

void RelayExchange::start(const IncomingRequest& request)
{
    m_shape = embeddingsShape(request.path).value_or(EmbeddingsShape::OpenAi);
    m_wantsId = isMistralClient(request);
    JsonParser parser;
    const auto body = openBody(parser, request.body);
    if (!body)
        return refuse(body.error());
    const auto models = readModels(*body);
    if (!models)
        return refuse(models.error());
    m_asked = models->first();
    if (const auto checked = checkEmbeddings(m_shape, *body); !checked)
        return refuse(checked.error());
    auto reuse = readReuse(request, m_key.id);
    if (!reuse)
        return refuse(reuse.error());
    m_reuse = *std::move(reuse);
    if (!m_reuse.isEmpty() && answerAgain())
        return;
    auto lane = route(*models, toObject((*body)["provider"]), (*body)["session_id"].text());
    if (!lane)
        return refuse(routeError(lane.error(), *models));
    m_lane = *std::move(lane);
    m_chain.start(m_lane);
    m_record.model = m_lane.model;
    m_record.route = m_lane.route;
    m_sent = request.body;
    m_runId = newId();
    m_worker.traffic().began(m_startedAt);
    if (const auto guard = m_worker.guard())
        ask(guard);
    else
        send();
}

/// The lane over those endpoints that take embeddings.
std::expected<LaneSpec, NoRoute> RelayExchange::route(
    const QStringList& models, const QJsonObject& provider, const QString& session) const
{
    auto found = m_worker.services().routes->route(RouteWish{.models = models,
                                                       .provider = provider,
                                                       .sessionId = session,
                                                       .allowedModels = m_key.models,
                                                       .allowedProviders = m_key.providers,
                                                       .virtualKey = m_key.id},
        {});
    if (!found)
        return found;
    LaneSpec lane = *found;
    lane.endpoints.clear();
    lane.targets.clear();
    QHash<int, int> places; // in the chain that is left, by that in the whole one
    for (qsizetype i = 0; i < found->endpoints.size(); ++i) {
        if (!found->endpoints[i].dialect.startsWith("openai"_L1))
            continue;
        places.insert(static_cast<int>(i), static_cast<int>(lane.endpoints.size()));
        lane.endpoints.append(found->endpoints[i]);
        lane.targets.append(found->target(i));
    }
    for (auto& option : lane.route.options) {
        if (option.position)
            option.position
                = places.contains(*option.position) ? std::optional(places[*option.position]) : std::nullopt;
    }
    if (lane.endpoints.isEmpty())
        return fail(ErrorKind::InvalidRequest,
            u"model: %1 speaks no OpenAI-compatible embeddings."_s.arg(found->endpoints.first().id));
    return lane;
}

/// The worst case is one token a byte of what is sent; an embedding has no output.
void RelayExchange::ask(const std::shared_ptr<SpendGuard>& guard)
{
    LaneSpec lane = m_lane;
    lane.request.sampling.maxOutputTokens = 0;
    PromptCount prompt;
    prompt.textBytes = m_sent.size();
    prompt.textTokens = m_sent.size() / 4;
    const ReservationRequest request{.run = m_runId,
        .project = {},
        .key = m_key.id,
        .lanes = {laneClaim(lane, prompt, m_worker.services().prices().get(), m_startedAt)}};
    m_isAsking = m_isReserved = true;
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

void RelayExchange::answer()
{
    m_body = embeddingsAnswer(m_shape, m_body, m_asked);
    if (m_wantsId && m_shape == EmbeddingsShape::OpenAi)
        m_body = withAnswerId(m_body, "gen-" + m_runId.toLatin1());
    keepAnswer();
    QList<HttpHeader> headers{{.name = "content-type", .value = "application/json"},
        {.name = "x-generation-id", .value = "gen-" + m_runId.toLatin1()},
        {.name = "x-assay-provider", .value = m_record.servedBy.toLatin1()},
        {.name = "x-assay-attempts", .value = QByteArray::number(m_record.attempts.size())}};
    if (m_record.cost.amount)
        headers.append({.name = "x-assay-cost", .value = m_record.cost.amount->toDecimalString().toLatin1()});
    if (m_reuse.cache)
        headers.append({.name = "x-openrouter-cache-status", .value = "MISS"});
    if (m_connection)
        m_connection->reply(m_head.status, headers, m_body);
    deleteLater();
}

void RelayExchange::refuse(const Error& error)
{
    auto told = clientError(error);
    if (m_isStopped)
        told.message = u"Stopped by the user of the gateway."_s;
    if (m_isRecorded)
        told.availability = availabilityOf(m_record.attempts, {m_asked});
    if (m_isEnding)
        told = gatewayEnds();
    refuse(std::move(told));
}

void RelayExchange::refuse(ClientError told)
{
    if (m_isRecorded)
        told.provider = m_record.servedBy;
    if (!m_isRecorded) {
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

} // namespace assay
