// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/gatewayworker.h"

#include "core/gateway/gatewayaddress.h"
#include "core/gateway/gatewayexchange.h"
#include "core/gateway/gatewayguard.h"
#include "core/gateway/geminidocuments.h"
#include "core/gateway/localdocuments.h"
#include "core/gateway/relayexchange.h"
#include "core/support/logging.h"
#include "core/wire/contentcoding.h"
#include "core/wire/geminigenerate.h"

#include <QTimerEvent>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr qsizetype kKeptPrompt = 16 * 1024;
constexpr QByteArrayView kByteOrderMark("\xEF\xBB\xBF"); // no JSON, but some write it before

} // namespace

GatewayWorker::GatewayWorker(const GatewayServices& services, std::shared_ptr<const std::atomic<bool>> watched)
    : m_services(services)
    , m_watched(std::move(watched))
    , m_keys(services.keys, services.clock)
    , m_chat(makeOpenAiChatClientFormat())
    , m_completion(makeOpenAiCompletionClientFormat())
    , m_responses(makeOpenAiResponsesClientFormat())
    , m_messages(makeAnthropicMessagesClientFormat())
    , m_ollama(makeOllamaChatClientFormat())
    , m_generate(makeOllamaGenerateClientFormat())
    , m_gemini(makeGeminiClientFormat())
    , m_geminiArray(makeGeminiClientFormat(GeminiFraming::Array))
{
}

GatewayWorker::~GatewayWorker() = default;

Result<quint16> GatewayWorker::begin(quint16 port)
{
    m_transport = m_services.makeTransport();
    m_alarms = std::make_unique<LaneAlarms>();
    m_listener = std::make_unique<HttpListener>(m_services.limits, static_cast<HttpRequestTaker&>(*this));
    const auto taken = m_listener->listen(port);
    if (!taken)
        return taken;
    m_port = *taken;
    return taken;
}

void GatewayWorker::end()
{
    m_clock.stop();
    for (std::size_t left = m_exchanges.size(); left > 0; --left)
        m_exchanges.back()->endNow(); // finished() follows from inside; connections send what is written when they go
    for (auto* relay : findChildren<RelayExchange*>(Qt::FindDirectChildrenOnly))
        relay->endNow();
    qDeleteAll(findChildren<QObject*>(Qt::FindDirectChildrenOnly)); // before the transport they use
    m_exchanges.clear();
    m_ended.clear();
    forgetTurnEnd(); // it is this thread's
    m_listener.reset();
    m_transport.reset();
    m_alarms.reset();
}

LaneServices GatewayWorker::laneServices() const
{
    return {.transport = *m_transport,
        .dialects = *m_services.dialects,
        .secrets = *m_services.secrets,
        .clock = *m_services.clock,
        .alarms = *m_alarms,
        .prices = m_services.prices(),
        .memory = m_services.memory.get()};
}

void GatewayWorker::finished(GatewayExchange& exchange)
{
    const std::size_t index = exchange.index();
    m_ended.push_back(std::move(m_exchanges[index]));
    if (index + 1 < m_exchanges.size()) {
        m_exchanges[index] = std::move(m_exchanges.back());
        m_exchanges[index]->setIndex(index);
    }
    m_exchanges.pop_back();
    std::ranges::replace(m_sending, &exchange, static_cast<GatewayExchange*>(nullptr));
    if (m_exchanges.empty())
        m_clock.stop();
    wantTurnEnd();
}

void GatewayWorker::sendSoon(GatewayExchange& exchange)
{
    m_sending.push_back(&exchange);
    wantTurnEnd();
}

void GatewayWorker::turnEnded()
{
    // By index: a client may turn out to have gone, and its exchange to have ended.
    for (std::size_t i = 0; i < m_sending.size(); ++i) {
        if (auto* exchange = std::exchange(m_sending[i], nullptr))
            exchange->sendNow();
    }
    m_sending.clear();
    m_ended.clear();
}

std::shared_ptr<SpendGuard> GatewayWorker::guard() const
{
    return !m_services.hasBudgets || m_services.hasBudgets() ? m_services.guard : nullptr;
}

void GatewayWorker::settle(RunRecord&& record, const VirtualKey& key)
{
    // Tools send whole files as a message; what lists and search need of it is its beginning.
    record.prompt.truncate(kKeptPrompt);
    record.system.truncate(kKeptPrompt);
    for (const auto& lane : std::as_const(record.lanes)) {
        if (lane.error && lane.error->kind != ErrorKind::Cancelled)
            m_traffic.failed(record.startedAt);
        if (lane.cost.amount && !lane.simulated)
            m_keys.charge(key, *lane.cost.amount, record.startedAt);
    }
    m_recent.add(record);
    if (m_services.record)
        m_services.record(std::move(record));
}

void GatewayWorker::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_clock.timerId())
        return;
    const auto now = m_services.clock->steady();
    // From the end: a client may turn out to have gone, and another exchange to take the place of its own.
    for (std::size_t i = m_exchanges.size(); i > 0; --i) {
        if (i <= m_exchanges.size())
            m_exchanges[i - 1]->tick(now);
    }
}

const ClientFormat* GatewayWorker::formatFor(const IncomingRequest& request) const
{
    if (request.path == "/api/chat"_L1)
        return m_ollama.get();
    if (request.path == "/api/generate"_L1)
        return m_generate.get();
    const QStringView path = plainPath(request.path);
    if (path == "/chat/completions"_L1)
        return m_chat.get();
    if (path == "/responses"_L1)
        return m_responses.get();
    if (path == "/messages"_L1)
        return m_messages.get();
    if (path == "/completions"_L1)
        return m_completion.get();
    if (const auto address = geminiAddress(request.path))
        return (geminiFraming(*address, request.query) == GeminiFraming::Array ? m_geminiArray : m_gemini).get();
    return nullptr;
}

const ClientFormat& GatewayWorker::errorFormat(const IncomingRequest& request) const
{
    if (const ClientFormat* format = formatFor(request))
        return *format;
    if (isOllamaPath(request.path))
        return *m_ollama;
    if (asksAsGemini(request) || isGeminiPath(request.path))
        return *m_gemini;
    const bool isAnthropic
        = plainPath(request.path).startsWith("/messages"_L1) || !request.header("anthropic-version").isEmpty();
    return isAnthropic ? *m_messages : *m_chat;
}

void GatewayWorker::refuse(HttpConnection* connection, const ClientFormat& format, const ClientError& error,
    const IncomingRequest* request, const QString& keyName)
{
    auto headers = errorHeaders(error);
    if (error.status == 401)
        headers.append({.name = "www-authenticate", .value = "Bearer"});
    if (error.status == 405 && request)
        headers.append({.name = "allow", .value = allowedMethods(request->path)});
    if (error.status == 415)
        headers.append({.name = "accept-encoding", .value = kContentCodings.toByteArray()});
    const ClientFormat* asked = request ? formatFor(*request) : nullptr;
    m_traffic.refused({.firstAt = m_services.clock->now(),
        .keyName = keyName,
        .format = asked ? asked->name() : QString(),
        .path = request ? request->path : QString(),
        .status = error.status,
        .why = error.message});
    connection->reply(error.status, headers, format.errorBody(error));
}

void GatewayWorker::onRefused(HttpConnection* connection, const Error& error, const IncomingRequest* begun)
{
    ClientError refusal = clientError(error);
    refusal.status = error.httpStatus;
    if (!begun)
        return refuse(connection, *m_chat, refusal);
    const IncomingRequest usual = readdressed(*begun).value_or(*begun);
    refuse(connection, errorFormat(usual), refusal, &usual);
}

bool GatewayWorker::refusesHead(HttpConnection* connection, const IncomingRequest& head)
{
    auto refusal = refusedAtTheDoor(head, m_port);
    if (!refusal && head.method != "OPTIONS") {
        const PresentedKeys presented = presentedKeys(head);
        if (const auto key = m_keys.admit(presented.keys); !key)
            refusal = clientError(key.error());
    }
    if (refusal)
        refuse(connection, errorFormat(head), *refusal, &head);
    return refusal.has_value();
}

void GatewayWorker::onRequest(HttpConnection* connection, const IncomingRequest& request)
{
    if (const auto refusal = refusedAtTheDoor(request, m_port)) {
        connection->closeAfterAnswer();
        refuse(connection, errorFormat(request), *refusal, &request);
        return;
    }
    if (isPacked(request) && m_keys.identify(presentedKeys(request).keys)) // a stranger's is not worth the work
        return unpack(connection, request);
    const auto usual = readdressed(request);
    admit(connection, usual ? *usual : request);
}

void GatewayWorker::admit(HttpConnection* connection, const IncomingRequest& request)
{
    if (request.method == "OPTIONS") { // of a client that asks what may be asked; pages were turned away already
        const QByteArray methods = request.path == "*"_L1 ? "GET, HEAD, POST"_ba : allowedMethods(request.path);
        if (methods.isEmpty())
            return refuse(connection, errorFormat(request), nothingThere(request.path), &request);
        return connection->reply(200, {{.name = "allow", .value = methods + ", OPTIONS"}}, {});
    }
    // Ollama's clients look here whether somebody is at home.
    if (request.path == "/"_L1 && (request.method == "GET" || request.method == "HEAD")) {
        connection->reply(200, {{.name = "content-type", .value = "text/plain"}}, "Assay is running");
        return;
    }
    const PresentedKeys presented = presentedKeys(request);
    const auto key = request.method == "POST" ? m_keys.admit(presented.keys) : m_keys.identify(presented.keys);
    if (!key) {
        refuse(connection, errorFormat(request), clientError(key.error()), &request);
        return;
    }
    serve(connection, request, *key);
}

void GatewayWorker::unpack(HttpConnection* connection, const IncomingRequest& request)
{
    const auto plain = unpacked(request, m_services.limits.request.bodyBytes);
    if (plain)
        return onRequest(connection, *plain);
    refuse(connection, errorFormat(request), clientError(plain.error()), &request);
}

void GatewayWorker::serve(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key)
{
    if (request.body.startsWith(kByteOrderMark)) {
        IncomingRequest plain = request;
        plain.body.remove(0, kByteOrderMark.size());
        return serve(connection, plain, key);
    }
    if (!isAllowed(request)) {
        const ClientError error{.status = 405,
            .type = u"method_not_allowed"_s,
            .message = u"%1 is asked with %2."_s.arg(request.path, QString::fromLatin1(allowedMethods(request.path)))};
        return refuse(connection, errorFormat(request), error, &request, key.name);
    }
    if (serveSmall(connection, request, key))
        return;
    const ClientFormat* format = formatFor(request);
    const auto shape = format ? std::nullopt : embeddingsShape(request.path);
    if (!format && !shape)
        return refuse(connection, errorFormat(request), nothingThere(request.path), &request, key.name);
    if (const auto unreadable = refusedBody(request))
        return refuse(connection, errorFormat(request), *unreadable, &request, key.name);
    if (format == m_gemini.get() || format == m_geminiArray.get())
        serveGemini(connection, *format, request, key);
    else if (shape)
        (new RelayExchange(*this, *connection, errorFormat(request), key))->start(request);
    else if (format == m_responses.get())
        serveResponses(connection, request, key);
    else if (format == m_messages.get() && request.header("anthropic-beta").contains("thread"))
        serveMessages(connection, request, key);
    else
        startExchange(connection, *format, request, key);
}

/// What this format says in the address goes into the body, where the others have it.
void GatewayWorker::serveGemini(
    HttpConnection* connection, const ClientFormat& format, const IncomingRequest& request, const VirtualKey& key)
{
    const GeminiAddress address = *geminiAddress(request.path);
    const auto shape = embeddingsShape(request.path);
    auto body = shape ? geminiEmbeddings(address, request.body) : geminiEnvelope(address, request.body);
    if (!body)
        return refuse(connection, format, clientError(body.error()), &request, key.name);
    IncomingRequest whole = request;
    whole.body = *std::move(body);
    if (shape)
        (new RelayExchange(*this, *connection, format, key))->start(whole);
    else
        startExchange(connection, format, whole, key);
}

void GatewayWorker::startExchange(
    HttpConnection* connection, const ClientFormat& format, const IncomingRequest& request, const VirtualKey& key)
{
    auto* exchange = m_exchanges.emplace_back(std::make_unique<GatewayExchange>(*this, *connection, format, key)).get();
    exchange->setIndex(m_exchanges.size() - 1);
    if (!m_clock.isActive())
        m_clock.start(std::min(1000ms, m_services.keepAlive), Qt::CoarseTimer, this);
    exchange->start(request);
}

} // namespace assay
