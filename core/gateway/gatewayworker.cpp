// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/gatewayworker.h"

#include "core/gateway/gatewaydocuments.h"
#include "core/gateway/gatewayexchange.h"
#include "core/gateway/gatewayguard.h"
#include "core/gateway/localdocuments.h"
#include "core/gateway/relayexchange.h"
#include "core/pricing/tokencount.h"
#include "core/support/logging.h"
#include "core/wire/geminigenerate.h"

#include <QTimerEvent>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr qsizetype kKeptPrompt = 16 * 1024;

ClientError notFound(const QString& what)
{
    return {.status = 404, .type = u"not_found"_s, .message = what};
}

/// Clients are set up with and without the version in their base address.
QString plainPath(const QString& path)
{
    QStringView rest(path);
    for (const auto prefix : {"/api/v1/"_L1, "/api/v0/"_L1, "/openai/v1/"_L1, "/v1/"_L1}) { // LM Studio, Groq's client
        if (rest.startsWith(prefix))
            rest = rest.sliced(prefix.size() - 1);
    }
    return rest.toString();
}

QString nothingThere(const QString& path)
{
    if (plainPath(path).startsWith("/responses/"_L1))
        return u"There is no %1 here: answers are not stored. Send the whole conversation with each request."_s.arg(
            path);
    return u"There is no %1 here."_s.arg(path);
}

bool isOllamaPath(const QString& path)
{
    return path.startsWith("/api/"_L1) && !path.startsWith("/api/v1/"_L1) && !path.startsWith("/api/v0/"_L1);
}

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
{
}

GatewayWorker::~GatewayWorker() = default;

Result<quint16> GatewayWorker::begin(quint16 port)
{
    m_transport = m_services.makeTransport();
    m_listener = std::make_unique<HttpListener>(m_services.limits);
    connect(m_listener.get(), &HttpListener::requestReceived, this, &GatewayWorker::onRequest);
    connect(m_listener.get(), &HttpListener::requestRefused, this, &GatewayWorker::onRefused);
    const auto taken = m_listener->listen(port);
    if (!taken)
        return taken;
    m_port = *taken;
    return taken;
}

void GatewayWorker::end()
{
    m_clock.stop();
    const auto exchanges = m_exchanges;
    for (auto* exchange : exchanges)
        exchange->cancel();
    for (auto* relay : findChildren<RelayExchange*>(Qt::FindDirectChildrenOnly))
        relay->cancel();
    qDeleteAll(findChildren<QObject*>(Qt::FindDirectChildrenOnly)); // before the transport they use
    m_exchanges.clear();
    m_listener.reset();
    m_transport.reset();
}

LaneServices GatewayWorker::laneServices() const
{
    return {.transport = *m_transport,
        .dialects = *m_services.dialects,
        .secrets = *m_services.secrets,
        .clock = *m_services.clock,
        .prices = m_services.prices(),
        .memory = m_services.memory.get()};
}

void GatewayWorker::finished(GatewayExchange* exchange)
{
    m_exchanges.erase(exchange);
    if (m_exchanges.empty())
        m_clock.stop();
    exchange->deleteLater();
}

SpendGuard* GatewayWorker::guard() const
{
    return !m_services.hasBudgets || m_services.hasBudgets() ? m_services.guard.get() : nullptr;
}

void GatewayWorker::settle(RunRecord record, const VirtualKey& key)
{
    // Tools send whole files as a message; what lists and search need of it is its beginning.
    record.prompt.truncate(kKeptPrompt);
    record.system.truncate(kKeptPrompt);
    for (const auto& lane : record.lanes) {
        if (lane.error && lane.error->kind != ErrorKind::Cancelled)
            m_traffic.failed(record.startedAt);
        if (lane.cost.amount && !lane.simulated)
            m_keys.charge(key, *lane.cost.amount);
    }
    m_recent.add(record);
    if (m_services.record)
        m_services.record(record);
}

void GatewayWorker::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_clock.timerId())
        return;
    const auto now = m_services.clock->steady();
    const auto exchanges = m_exchanges; // a client may turn out to have gone
    for (auto* exchange : exchanges)
        exchange->tick(now);
}

const ClientFormat* GatewayWorker::formatFor(const IncomingRequest& request) const
{
    if (request.path == "/api/chat"_L1)
        return m_ollama.get();
    if (request.path == "/api/generate"_L1)
        return m_generate.get();
    const QString path = plainPath(request.path);
    if (path == "/chat/completions"_L1)
        return m_chat.get();
    if (path == "/responses"_L1)
        return m_responses.get();
    if (path == "/messages"_L1)
        return m_messages.get();
    if (path == "/completions"_L1)
        return m_completion.get();
    if (geminiAddress(request.path))
        return m_gemini.get();
    return nullptr;
}

const ClientFormat& GatewayWorker::errorFormat(const QString& path) const
{
    if (isOllamaPath(path))
        return *m_ollama;
    if (geminiAddress(path))
        return *m_gemini;
    return plainPath(path).startsWith("/messages"_L1) ? *m_messages : *m_chat;
}

void GatewayWorker::refuse(HttpConnection* connection, const ClientFormat& format, const ClientError& error,
    const IncomingRequest* request, const QString& keyName)
{
    QList<HttpHeader> headers{{.name = "content-type", .value = "application/json"}};
    if (error.status == 401)
        headers.append({.name = "www-authenticate", .value = "Bearer"});
    const ClientFormat* asked = request ? formatFor(*request) : nullptr;
    m_traffic.refused({.firstAt = m_services.clock->now(),
        .keyName = keyName,
        .format = asked ? asked->name() : QString(),
        .path = request ? request->path : QString(),
        .status = error.status,
        .why = error.message});
    connection->reply(error.status, headers, format.errorBody(error));
}

void GatewayWorker::onRefused(HttpConnection* connection, const Error& error)
{
    ClientError refusal = clientError(error);
    refusal.status = error.httpStatus;
    refuse(connection, *m_chat, refusal);
}

void GatewayWorker::onRequest(HttpConnection* connection, const IncomingRequest& request)
{
    const ClientFormat& errors = errorFormat(request.path);
    if (const auto refusal = refusedAtTheDoor(request, m_port)) {
        connection->closeAfterAnswer();
        refuse(connection, errors, *refusal, &request);
        return;
    }
    if (request.method == "OPTIONS") { // of a client that asks what may be asked; pages were turned away already
        connection->reply(200, {{.name = "allow", .value = "GET, HEAD, POST, OPTIONS"}}, {});
        return;
    }
    // Ollama's clients look here whether somebody is at home.
    if (request.path == "/"_L1 && (request.method == "GET" || request.method == "HEAD")) {
        connection->reply(200, {{.name = "content-type", .value = "text/plain"}}, "Assay is running");
        return;
    }
    const auto presented = presentedKeys(request);
    const auto key = request.method == "POST" ? m_keys.admit(presented) : m_keys.identify(presented);
    if (!key) {
        refuse(connection, errors, clientError(key.error()), &request);
        return;
    }
    serve(connection, request, *key);
}

void GatewayWorker::serve(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key)
{
    if (request.method == "GET" || request.method == "HEAD") {
        serveList(connection, request, key);
        return;
    }
    if (request.method == "POST" && plainPath(request.path) == "/messages/count_tokens"_L1) {
        countTokens(connection, request);
        return;
    }
    if (request.method == "POST" && request.path == "/api/show"_L1)
        return showModel(connection, request, key);
    const ClientFormat* format = formatFor(request);
    const bool asksForEmbeddings = plainPath(request.path) == "/embeddings"_L1 || embeddingsShape(request.path);
    if (!format && !asksForEmbeddings) {
        refuse(connection, errorFormat(request.path), notFound(nothingThere(request.path)), &request, key.name);
        return;
    }
    if (request.method != "POST") {
        auto error = notFound(u"%1 is asked with POST."_s.arg(request.path));
        error.status = 405;
        refuse(connection, errorFormat(request.path), error, &request, key.name);
        return;
    }
    const QByteArray type = request.header("content-type").toLower();
    if (type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/")
        || type.startsWith("text/plain")) {
        // What web pages can send without being asked for leave.
        refuse(connection, errorFormat(request.path),
            {.status = 415,
                .type = u"invalid_request"_s,
                .message = u"Send JSON with content-type application/json."_s},
            &request, key.name);
        return;
    }
    if (const QByteArray coding = request.header("content-encoding").toLower();
        !coding.isEmpty() && coding != "identity") {
        refuse(connection, errorFormat(request.path),
            {.status = 415,
                .type = u"invalid_request"_s,
                .message = u"Content-Encoding %1 is not read here; send the body as it is."_s.arg(
                    QString::fromLatin1(coding.left(40)))},
            &request, key.name);
        return;
    }
    if (asksForEmbeddings) {
        (new RelayExchange(*this, *connection, errorFormat(request.path), key))->start(request);
        return;
    }
    if (format == m_gemini.get())
        serveGemini(connection, request, key);
    else
        startExchange(connection, *format, request, key);
}

/// What this format says in the address goes into the body, where the others have it.
void GatewayWorker::serveGemini(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key)
{
    auto body = geminiEnvelope(*geminiAddress(request.path), QString::fromUtf8(request.query), request.body);
    if (!body)
        return refuse(connection, *m_gemini, clientError(body.error()), &request, key.name);
    IncomingRequest whole = request;
    whole.body = *std::move(body);
    startExchange(connection, *m_gemini, whole, key);
}

void GatewayWorker::startExchange(
    HttpConnection* connection, const ClientFormat& format, const IncomingRequest& request, const VirtualKey& key)
{
    auto* exchange = new GatewayExchange(*this, *connection, format, key);
    m_exchanges.insert(exchange);
    if (!m_clock.isActive())
        m_clock.start(std::min(1000ms, m_services.keepAlive), Qt::CoarseTimer, this);
    exchange->start(request);
}

/// Anthropic's clients ask before they send. It is our own guess: no provider is asked.
void GatewayWorker::countTokens(HttpConnection* connection, const IncomingRequest& request)
{
    const auto read = m_messages->read(request.body);
    if (!read) {
        refuse(connection, *m_messages, clientError(read.error()), &request);
        return;
    }
    const auto guess = guessPrompt(countPrompt(read->chat), read->models.first());
    connection->reply(200, {{.name = "content-type", .value = "application/json"}},
        "{\"input_tokens\":" + QByteArray::number(guess.expected) + '}');
}

QList<ListedModel> GatewayWorker::offered(const VirtualKey& key) const
{
    QList<ListedModel> models = m_services.routes->models();
    models.removeIf([&](const ListedModel& model) {
        return !allowsModel(key, model.ref.toString()) || !allowsProvider(key, model.ref.provider);
    });
    return models;
}

void GatewayWorker::showModel(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key)
{
    const QString id = ollamaShown(request.body);
    for (const auto& model : offered(key)) {
        if (model.ref.toString() == id)
            return connection->reply(200, {{.name = "content-type", .value = "application/json"}}, ollamaModel(model));
    }
    refuse(connection, *m_ollama, notFound(u"model '%1' not found"_s.arg(id)), &request, key.name);
}

void GatewayWorker::serveList(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key)
{
    const auto answer = [&](const QByteArray& body) {
        connection->reply(200, {{.name = "content-type", .value = "application/json"}}, body);
    };
    if (request.path == "/api/tags"_L1)
        return answer(ollamaTags(offered(key)));
    if (request.path == "/api/version"_L1)
        return answer("{\"version\":\"0.12.0\"}");
    if (request.path == "/api/ps"_L1)
        return answer(ollamaProcesses());
    const bool isLmStudio = request.path.startsWith("/api/v0/"_L1);
    const QString path = plainPath(request.path);
    if (path == "/models"_L1)
        return answer(isLmStudio ? lmStudioList(offered(key)) : modelList(offered(key)));
    if (path.startsWith("/models/"_L1)) {
        const QString id = path.sliced(8);
        for (const auto& model : offered(key)) {
            if (model.ref.toString() == id)
                return answer(isLmStudio ? lmStudioModel(model) : modelDocument(model));
        }
        return refuse(
            connection, errorFormat(request.path), notFound(u"There is no model '%1'."_s.arg(id)), &request, key.name);
    }
    if (path == "/key"_L1 || path == "/auth/key"_L1) {
        const auto spend = m_keys.spend(key);
        if (!spend)
            return refuse(connection, *m_chat, clientError(spend.error()), &request, key.name);
        return answer(keyDocument(key, *spend));
    }
    if (path == "/generation"_L1) {
        QString id = QUrlQuery(QString::fromUtf8(request.query)).queryItemValue(u"id"_s, QUrl::FullyDecoded);
        if (id.startsWith("gen-"_L1))
            id = id.sliced(4);
        if (const auto* recent = m_recent.find(id))
            return answer(generationDocument(*recent));
        if (m_services.generation && !id.isEmpty()) {
            if (const auto run = m_services.generation(id))
                return answer(generationDocument(*run));
        }
        return refuse(connection, *m_chat, notFound(u"There is no generation '%1'."_s.arg(id)), &request, key.name);
    }
    refuse(connection, errorFormat(request.path), notFound(nothingThere(request.path)), &request, key.name);
}

} // namespace assay
