// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/gatewayexchange.h"

#include "core/gateway/gatewaydocuments.h"
#include "core/gateway/gatewayworker.h"
#include "core/run/runcoordinator.h"
#include "core/support/ids.h"
#include "core/wire/clientadaptation.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// Headers carry ASCII, and no line ends.
QByteArray headerText(const QString& text)
{
    QByteArray out = text.left(1000).toLatin1();
    std::ranges::replace_if(out, [](char c) { return c < 0x20 || c > 0x7e; }, '?');
    return out;
}

} // namespace

GatewayExchange::GatewayExchange(
    GatewayWorker& worker, HttpConnection& connection, const ClientFormat& format, VirtualKey key)
    : QObject(&worker)
    , m_worker(worker)
    , m_connection(&connection)
    , m_format(format)
    , m_key(std::move(key))
    , m_startedAt(worker.services().clock->now())
    , m_start(worker.services().clock->steady())
    , m_lastSign(m_start)
{
    connect(&connection, &HttpConnection::clientGone, this, &GatewayExchange::cancel);
    connect(&connection, &HttpConnection::congestionChanged, this, [this](bool congested) {
        if (m_run)
            m_run->setPaused(0, congested);
    });
}

GatewayExchange::~GatewayExchange() = default;

void GatewayExchange::start(const IncomingRequest& request)
{
    auto read = m_format.read(request.body);
    if (!read) {
        refuse(clientError(read.error()));
        return;
    }
    m_request = std::move(*read);
    m_request.chat.native
        = {.dialect = m_format.dialect(), .body = request.body, .betas = request.header("anthropic-beta")};
    m_wantsMetadata = request.header("x-openrouter-metadata").compare("enabled", Qt::CaseInsensitive) == 0;
    auto lane = route(request);
    if (!lane) {
        refuse(clientError(lane.error()));
        return;
    }
    m_lane = std::move(*lane);
    startLane();
}

Result<LaneSpec> GatewayExchange::route(const IncomingRequest& request)
{
    if (m_request.sessionId.isEmpty())
        m_request.sessionId = QString::fromUtf8(request.header("x-session-id")).left(256);
    return m_worker.services().routes->route(RouteWish{.models = m_request.models,
                                                 .provider = m_request.provider,
                                                 .sessionId = m_request.sessionId,
                                                 .allowedModels = m_key.models,
                                                 .allowedProviders = m_key.providers,
                                                 .virtualKey = m_key.id},
        m_request.chat);
}

void GatewayExchange::startLane()
{
    m_runId = newId();
    m_generation = u"gen-"_s + m_runId;
    m_run = new RunCoordinator(m_worker.laneServices(), m_worker.services().timeouts, this);
    connect(m_run, &RunCoordinator::laneStreamed, this, [this](int, const StreamEvent& event) { onStreamed(event); });
    connect(m_run, &RunCoordinator::finished, this, &GatewayExchange::onFinished);
    connect(m_run, &RunCoordinator::laneAnswered, this, [this](int, const QByteArray& bytes) { onAnswered(bytes); });
    m_run->setRelaying(std::ranges::any_of(
        m_lane.endpoints, [this](const Endpoint& each) { return each.dialect == m_format.dialect(); }));
    announce(nullptr);
    RunSpec spec;
    spec.id = m_runId;
    spec.surface = u"gateway"_s;
    spec.key = m_key.id;
    spec.lanes = {m_lane};
    m_run->start(spec, m_worker.guard());
}

/// The lane shows nothing before it is bound to one endpoint.
void GatewayExchange::noticeWhoServes(qsizetype place)
{
    m_place = place;
    m_isNative = endpoint().dialect == m_format.dialect();
    m_relay = m_isNative ? m_format.relay(identity(), m_request) : nullptr;
}

/// What the endpoint did not get.
QStringList GatewayExchange::warnings() const
{
    QStringList out;
    for (const auto& field : std::as_const(m_request.ignored))
        out.append(u"%1 is not used"_s.arg(field));
    if (m_isNative)
        return out;
    for (const auto& field : fieldsLost(m_request.chat, endpoint().dialect))
        out.append(u"%1 is not sent: %2 speaks another format"_s.arg(field, endpoint().id));
    return out
        + m_worker.services().routes->warnings(
            adaptedTo(m_request.chat, endpoint().dialect), m_lane.target(m_place).model, endpoint());
}

AnswerIdentity GatewayExchange::identity() const
{
    return {.id = m_generation,
        .model = endpoint().id + u'/' + m_lane.target(m_place).model,
        .provider = endpoint().id,
        .created = m_startedAt.toSecsSinceEpoch()};
}

AnswerWriter& GatewayExchange::writer()
{
    if (!m_writer)
        m_writer = m_format.writer(identity(), m_request);
    return *m_writer;
}

/// Marks a proof that another format's provider made, so that adapt() knows it when it comes back.
StreamEvent GatewayExchange::tagged(const StreamEvent& event) const
{
    const auto mark = [this](QString& proof) {
        if (!proof.isEmpty())
            proof.prepend(kOwnSignature + endpoint().dialect + u'.');
    };
    StreamEvent out = event;
    if (auto* thought = std::get_if<ReasoningDelta>(&out))
        mark(thought->signature);
    else if (auto* call = std::get_if<ToolCallDelta>(&out))
        mark(call->signature);
    return out;
}

void GatewayExchange::onStreamed(const StreamEvent& event)
{
    if (m_gone || !m_connection)
        return;
    const auto place = m_run->place(0).value_or(m_place);
    if (!std::exchange(m_isNoticed, true) || place != m_place)
        noticeWhoServes(place);
    if (!m_request.chat.stream) {
        m_collected.add(m_isNative ? event : tagged(event));
        return;
    }
    if (m_isRelayed)
        return;
    if (m_relay)
        m_unwritten.append(event);
    else
        write(event);
}

void GatewayExchange::write(const StreamEvent& event)
{
    if (!m_begun && !isOutput(event))
        return; // until something is said, a failure can still be told by its status
    beginStream();
    if (!std::exchange(m_begun, true))
        sendSoon(writer().begin());
    sendSoon(writer().event(m_isNative ? event : tagged(event)));
}

void GatewayExchange::onAnswered(const QByteArray& bytes)
{
    if (m_gone || !m_connection || !m_relay)
        return;
    if (!m_request.chat.stream) {
        m_body += bytes;
        return;
    }
    if (!m_isRelayed && QByteArrayView(bytes).trimmed().startsWith('{')) {
        // A server that does not stream: its answer is told in pieces by ourselves.
        m_relay.reset();
        for (const auto& event : std::exchange(m_unwritten, {}))
            write(event);
        return;
    }
    m_isRelayed = true;
    m_unwritten.clear();
    beginStream();
    m_begun = true;
    sendSoon(m_relay->feed(bytes));
}

void GatewayExchange::beginStream()
{
    if (!std::exchange(m_streaming, true))
        m_connection->beginChunks(200, answerHeaders(nullptr));
}

/// What comes in one read of the provider's socket goes out in one write.
void GatewayExchange::sendSoon(const QByteArray& bytes)
{
    if (bytes.isEmpty())
        return;
    m_pending += bytes;
    if (!std::exchange(m_sendPosted, true))
        QMetaObject::invokeMethod(this, &GatewayExchange::sendNow, Qt::QueuedConnection);
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
    const auto every = m_worker.services().keepAlive;
    if (m_gone || !m_connection || !m_request.chat.stream || m_begun || now - m_lastSign < every)
        return;
    const auto sign = m_format.keepAlive();
    if (sign.isEmpty())
        return;
    m_lastSign = now;
    if (!std::exchange(m_streaming, true))
        m_connection->beginChunks(200, answerHeaders(nullptr));
    if (!m_gone && m_connection)
        m_connection->sendChunk(sign);
}

void GatewayExchange::onFinished(const RunRecord& record)
{
    m_worker.settle(record, m_key);
    const LaneRecord& lane = record.lanes.first();
    announce(&lane);
    if (m_gone || !m_connection) {
        leave();
        return;
    }
    const auto unwritten = std::exchange(m_unwritten, {});
    for (const auto& event : m_isRelayed ? QList<StreamEvent>() : unwritten)
        write(event);
    if (m_request.chat.stream && (m_streaming || !lane.error))
        finishStream(lane);
    else if (lane.error)
        refuse(errorOf(lane));
    else
        finishWhole(lane);
    leave();
}

void GatewayExchange::finishStream(const LaneRecord& lane)
{
    if (lane.error) {
        m_pending += writer().failed(errorOf(lane));
    } else {
        beginStream();
        if (!m_isRelayed && !std::exchange(m_begun, true))
            m_pending += writer().begin();
        m_pending += m_isRelayed ? m_relay->end(endOf(lane)) : writer().end(endOf(lane));
    }
    sendNow();
    if (m_connection && !m_gone)
        m_connection->endChunks();
}

void GatewayExchange::finishWhole(const LaneRecord& lane)
{
    const bool isDocument = m_relay && QByteArrayView(m_body).trimmed().startsWith('{');
    m_connection->reply(200, answerHeaders(&lane),
        isDocument ? m_relay->whole(m_body, endOf(lane)) : writer().whole(m_collected.blocks(), endOf(lane)));
}

AnswerEnd GatewayExchange::endOf(const LaneRecord& lane) const
{
    AnswerEnd out{.reason = lane.finishReason.value_or(FinishReason::Stop),
        .nativeReason = lane.nativeFinishReason,
        .usage = lane.usage,
        .cost = lane.cost,
        .metadata = {}};
    if (m_wantsMetadata)
        out.metadata = routerMetadata(lane, m_request.models.value(0), m_lane);
    return out;
}

ClientError GatewayExchange::errorOf(const LaneRecord& lane) const
{
    ClientError out = clientError(*lane.error);
    out.provider = lane.servedBy;
    out.metadata = previousErrors(lane);
    return out;
}

QList<HttpHeader> GatewayExchange::answerHeaders(const LaneRecord* lane) const
{
    const bool isStream = !lane;
    QList<HttpHeader> out{
        {.name = "content-type", .value = isStream ? m_format.streamType() : "application/json"_ba},
        {.name = "x-generation-id", .value = m_generation.toLatin1()},
        {.name = "x-assay-provider", .value = headerText(endpoint().id)},
    };
    if (isStream)
        out.append({.name = "cache-control", .value = "no-cache"});
    if (lane) {
        out.append({.name = "x-assay-attempts", .value = QByteArray::number(lane->attempts.size())});
        if (lane->cost.amount)
            out.append({.name = "x-assay-cost", .value = lane->cost.amount->toDecimalString().toLatin1()});
    }
    if (const auto warned = warnings(); !warned.isEmpty())
        out.append({.name = "x-assay-warning", .value = headerText(warned.join("; "_L1))});
    return out;
}

void GatewayExchange::refuse(const ClientError& error)
{
    QList<HttpHeader> headers{{.name = "content-type", .value = "application/json"}};
    if (!m_generation.isEmpty())
        headers.append({.name = "x-generation-id", .value = m_generation.toLatin1()});
    if (error.retryAfterSeconds)
        headers.append({.name = "retry-after", .value = QByteArray::number(*error.retryAfterSeconds)});
    if (m_connection)
        m_connection->reply(error.status, headers, m_format.errorBody(error));
    if (!m_run)
        leave();
}

void GatewayExchange::cancel()
{
    if (std::exchange(m_gone, true))
        return;
    if (m_run)
        m_run->stop(); // onFinished follows from inside
    else
        leave();
}

void GatewayExchange::announce(const LaneRecord* lane)
{
    if (!m_worker.isWatched())
        return;
    GatewayCall call;
    call.id = m_runId;
    call.startedAt = m_startedAt;
    call.keyName = m_key.name;
    call.model = m_request.models.value(0);
    call.format = m_format.dialect();
    if (lane) {
        call.servedBy = lane->servedBy;
        call.state = lane->state;
        call.cost = lane->cost.amount;
        call.duration
            = std::chrono::duration_cast<std::chrono::microseconds>(m_worker.services().clock->steady() - m_start);
    } else {
        call.state = LaneState::Connecting;
    }
    Q_EMIT m_worker.callChanged(call);
}

void GatewayExchange::leave()
{
    if (m_connection)
        m_connection->disconnect(this);
    m_connection = nullptr;
    m_worker.finished(this);
}

} // namespace assay
