// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/gatewayexchange.h"

#include "core/gateway/chainerror.h"
#include "core/gateway/clientways.h"
#include "core/gateway/gatewaydocuments.h"
#include "core/gateway/gatewayworker.h"
#include "core/routing/routepreferences.h"
#include "core/support/ids.h"

#include <QStringBuilder>

using namespace Qt::StringLiterals;

namespace assay {

GatewayExchange::GatewayExchange(
    GatewayWorker& worker, HttpConnection& connection, const ClientFormat& format, VirtualKey key)
    : m_worker(worker)
    , m_connection(&connection)
    , m_format(format)
    , m_key(std::move(key))
    , m_startedAt(worker.services().clock->now())
    , m_start(worker.services().clock->steady())
    , m_lastSign(m_start)
{
    connection.setUser(*this);
}

GatewayExchange::~GatewayExchange()
{
    if (m_connection)
        m_connection->dropUser(*this);
}

void GatewayExchange::congestionChanged(bool congested)
{
    if (m_choices)
        m_choices->setCongested(congested);
    else if (m_run)
        m_run->setPaused(0, congested);
}

void GatewayExchange::start(const IncomingRequest& request)
{
    auto read = m_format.read(request.body);
    if (!read) {
        refuse(clientError(read.error()));
        return;
    }
    m_request = std::move(*read);
    if (!m_request.provider.isEmpty())
        m_request.ignored += unusedPreferences(m_request.provider);
    if (m_request.chat.messages.isEmpty())
        return answerNothing();
    m_request.wantsWholeCalls = m_request.chat.stream && wantsWholeCalls(request);
    m_request.wantsGroqUsage = m_request.chat.stream && isGroqClient(request);
    // A dialect that nobody has: the request is always written anew.
    const QString native = m_request.speaksOldFunctions ? u"openai-functions"_s : m_format.dialect();
    m_request.chat.native
        = {.dialect = native, .body = request.body, .betas = request.header("anthropic-beta").toByteArray()};
    m_wantsMetadata = request.header("x-openrouter-metadata").compare("enabled", Qt::CaseInsensitive) == 0;
    auto reuse = readReuse(request, m_key.id);
    if (!reuse) {
        refuse(clientError(reuse.error()));
        return;
    }
    m_reuse = *std::move(reuse);
    if (!m_reuse.isEmpty() && answerAgain())
        return;
    if (m_request.sessionId.isEmpty())
        m_request.sessionId = QString::fromUtf8(request.header("x-session-id")).left(256);
    if (m_request.choices > 1)
        return startChoices();
    auto lane = route(m_request.chat);
    if (!lane)
        return refuseUnrouted(lane.error());
    m_lane = std::move(*lane);
    startLane();
}

/// Only formats that have an answer to it let such a request through.
void GatewayExchange::answerNothing()
{
    m_connection->reply(200, {{.name = "content-type"_ba, .value = "application/json"_ba}},
        m_format.nothingAsked(m_request.models.value(0)));
    leave();
}

void GatewayExchange::refuseUnrouted(const NoRoute& none)
{
    m_worker.idempotency().settle(m_reuse.idempotencyKey, false);
    refuse(routeError(none, m_request.models));
}

std::expected<LaneSpec, NoRoute> GatewayExchange::route(const ChatRequest& chat)
{
    return m_worker.services().routes->route(RouteWish{.models = m_request.models,
                                                 .provider = m_request.provider,
                                                 .sessionId = m_request.sessionId,
                                                 .allowedModels = m_key.models,
                                                 .allowedProviders = m_key.providers,
                                                 .virtualKey = m_key.id},
        chat);
}

void GatewayExchange::startLane()
{
    m_composer = std::make_unique<AnswerComposer>(m_format, m_request);
    if (!m_reuse.isEmpty())
        m_composer->collectBlocks();
    RunSpec spec;
    spec.lanes.reserve(1);
    spec.lanes.append(m_lane);
    startRun(std::move(spec), *this);
}

void GatewayExchange::startRun(RunSpec&& spec, RunWatcher& watcher)
{
    m_runId = newId();
    m_generation = u"gen-"_s + m_runId;
    m_run.emplace(m_worker.laneServices(), m_worker.services().timeouts, watcher);
    m_run->setRelaying(std::ranges::any_of(spec.lanes, [this](const LaneSpec& lane) {
        return std::ranges::any_of(
            lane.endpoints, [this](const Endpoint& each) { return each.dialect == m_format.dialect(); });
    }));
    m_worker.traffic().began(m_startedAt);
    announce(nullptr);
    spec.id = m_runId;
    spec.surface = u"gateway"_s;
    spec.key = m_key.id;
    spec.purpose = m_key.lent ? RunPurpose::Test : RunPurpose::Answer;
    m_run->start(std::move(spec), m_worker.guard());
}

/// The lane shows nothing before it is bound to one endpoint.
void GatewayExchange::noticePlace()
{
    const auto place = m_run->place(0).value_or(m_place);
    if (!std::exchange(m_isNoticed, true) || place != m_place)
        noticeWhoServes(place);
}

void GatewayExchange::noticeWhoServes(qsizetype place)
{
    m_place = place;
    m_composer->serveFrom(identityOf(m_lane, place), endpoint().dialect);
}

AnswerIdentity GatewayExchange::identityOf(const LaneSpec& lane, qsizetype place) const
{
    const QString& endpoint = lane.endpoints[place].id;
    return {.id = m_generation,
        .model = endpoint % u'/' % lane.target(place).model,
        .provider = endpoint,
        .created = m_startedAt.toSecsSinceEpoch()};
}

/// Once nobody else can answer in the endpoint's place, the client hears at once that it began: the head of the stream
/// and a comment, which is no part of any answer. A failure from here on is told in the stream.
void GatewayExchange::laneHeld(int)
{
    const auto place = m_run->place(0).value_or(m_place);
    if (m_gone || !m_connection || m_streaming || !m_request.chat.stream || place + 1 < m_lane.endpoints.size())
        return;
    m_place = place;
    giveSign();
}

void GatewayExchange::laneStreamed(int, const StreamEvent& event)
{
    if (m_gone || !m_connection)
        return;
    noticePlace();
    sendSoon(m_composer->event(event));
}

void GatewayExchange::laneAnswered(int, const QByteArray& bytes)
{
    if (m_gone || !m_connection)
        return;
    noticePlace(); // nothing but comments may have come
    sendSoon(m_composer->bytes(bytes));
}

void GatewayExchange::beginStream()
{
    if (!std::exchange(m_streaming, true))
        m_connection->beginChunks(answerHead(nullptr));
}

/// What comes in one read of the provider's socket goes out in one write.
void GatewayExchange::sendSoon(const QByteArray& bytes)
{
    if (bytes.isEmpty())
        return;
    beginStream();
    m_pending += bytes;
    if (!std::exchange(m_sendPosted, true))
        m_worker.sendSoon(*this);
}

void GatewayExchange::sendNow()
{
    m_sendPosted = false;
    if (m_gone || !m_connection || m_pending.isEmpty())
        return;
    m_lastSign = m_worker.services().clock->steady();
    m_connection->sendChunk(std::exchange(m_pending, {}));
}

void GatewayExchange::tick(std::chrono::steady_clock::time_point now)
{
    if (m_gone || !m_connection || !m_run || !m_request.chat.stream
        || (m_choices ? m_choices->hasBegun() : m_composer->hasBegun())
        || now - m_lastSign < m_worker.services().keepAlive)
        return;
    giveSign();
}

/// No effect in formats without comments.
void GatewayExchange::giveSign()
{
    const auto sign = m_format.keepAlive();
    if (sign.isEmpty())
        return;
    m_lastSign = m_worker.services().clock->steady();
    beginStream();
    if (!m_gone && m_connection)
        m_connection->sendChunk(sign);
}

void GatewayExchange::runFinished(RunRecord&& record)
{
    record.clientFormat = m_format.name();
    noteWhy(record.lanes.first());
    const QList<LaneRecord> lanes = record.lanes;
    m_worker.settle(std::move(record), m_key);
    const LaneRecord& lane = lanes.constFirst();
    announce(&lane);
    const auto fault = faultOf(lane, *m_composer);
    if (!m_reuse.isEmpty())
        keepAnswer(lane, keptFrom(lane, m_lane, m_place, m_composer->blocks()),
            fault ? AnswerFate::Refused : AnswerFate::Told);
    if (!m_gone && m_connection)
        answer(lane, fault);
    leave();
}

void GatewayExchange::answer(const LaneRecord& lane, const std::optional<ClientError>& fault)
{
    if (!m_isNoticed)
        noticeWhoServes(m_place);
    sendSoon(m_composer->finish());
    if (!m_request.chat.stream && !fault) {
        const QByteArray document = m_composer->whole(endOf(lane));
        m_connection->reply(answerHead(&lane), document);
        keepForLater(document);
    } else if (fault && !m_streaming) {
        refuse(*fault);
    } else {
        beginStream();
        m_pending += fault ? m_composer->failed(*fault) : m_composer->end(endOf(lane));
        endStream();
        if (!fault)
            keepForLater(m_composer->document());
    }
}

void GatewayExchange::endStream()
{
    sendNow();
    if (m_connection && !m_gone)
        m_connection->endChunks();
}

AnswerEnd GatewayExchange::endOf(const LaneRecord& lane) const
{
    AnswerEnd out{.reason = lane.finishReason.value_or(FinishReason::Stop),
        .nativeReason = lane.nativeFinishReason,
        .usage = lane.usage,
        .cost = lane.cost,
        .timing = lane.timing,
        .metadata = {}};
    if (m_wantsMetadata)
        out.metadata = routerMetadata(lane, m_request.models.value(0), m_lane);
    return out;
}

AnswerHead GatewayExchange::answerHead(const LaneRecord* lane) const
{
    AnswerHead out(200);
    out.add("content-type", lane ? "application/json"_ba : m_format.streamType());
    out.add("x-generation-id", m_generation).add("x-assay-provider", endpoint().id);
    if (lane) {
        out.add("x-assay-attempts", qint64(lane->attempts.size()));
        if (lane->cost.amount)
            out.add("x-assay-cost", *lane->cost.amount);
    } else {
        out.add("cache-control", "no-cache"_ba);
    }
    if (m_reuse.cache)
        out.add("x-openrouter-cache-status", "MISS"_ba);
    if (const auto warned = m_choices ? m_choices->warnings() : warnings(m_lane, m_place, lane); !warned.isEmpty())
        out.add("x-assay-warning", warned.join("; "_L1));
    return out;
}

void GatewayExchange::refuse(const ClientError& error)
{
    auto headers = errorHeaders(error);
    if (!m_generation.isEmpty())
        headers.append({.name = "x-generation-id"_ba, .value = m_generation.toLatin1()});
    if (m_connection)
        m_connection->reply(error.status, headers, m_format.errorBody(error));
    if (!m_run) {
        m_worker.traffic().refused({.firstAt = m_startedAt,
            .keyName = m_key.name,
            .format = m_format.name(),
            .model = m_request.models.value(0),
            .status = error.status,
            .why = error.message});
        leave();
    }
}

void GatewayExchange::leave()
{
    if (std::exchange(m_left, true))
        return;
    if (m_connection)
        m_connection->dropUser(*this);
    m_connection = nullptr;
    m_worker.finished(*this);
}

} // namespace assay
