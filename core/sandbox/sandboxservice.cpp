// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/sandboxservice.h"

#include "core/sandbox/sandboxendpoints.h"
#include "core/sandbox/sandboxtokens.h"
#include "core/support/ids.h"
#include "core/support/logging.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qint64 kFlakyShare = 550; // per mille of its answer, then the connection drops

void addHeader(Playback& playback, const QByteArray& name, const QByteArray& value)
{
    playback.headers.append({.name = name, .value = value, .secret = false});
}

void addIdentity(Playback& playback, const SandboxFormat& format, const QString& id)
{
    addHeader(playback, format.idHeader(), id.toLatin1());
}

QString statusText(int status)
{
    switch (status) {
    case 401: return u"Incorrect API key provided."_s;
    case 403: return u"You may not do this."_s;
    case 429: return u"Rate limit reached, please try again later."_s;
    case 502: return u"Bad gateway"_s;
    case 503:
    case 529: return u"Overloaded"_s;
    default: return status >= 500 ? u"Internal server error"_s : u"The request was refused."_s;
    }
}

QByteArray htmlPage(int status)
{
    const QString title = u"%1 %2"_s.arg(QString::number(status), statusText(status));
    return u"<html>\n<head><title>%1</title></head>\n<body>\n<center><h1>%1</h1></center>\n</body>\n</html>\n"_s
        .arg(title)
        .toUtf8();
}

/// Flaky drops every answer unless a rule of the scenario speaks for the request.
std::optional<Fault> nature(const QString& model)
{
    if (model != "flaky"_L1)
        return std::nullopt;
    Fault fault;
    fault.stream.cut
        = StreamFault::Cut{.at = {.unit = FaultPoint::Unit::PerMille, .value = kFlakyShare}, .reset = false};
    return fault;
}

QString modelNamedBy(const IncomingRequest& request, const QString& pathModel)
{
    if (!pathModel.isEmpty())
        return bareModelName(pathModel);
    return bareModelName(QJsonDocument::fromJson(request.body).object()["model"_L1].toString());
}

} // namespace

SandboxService::SandboxService(const SandboxOptions& options, std::unique_ptr<const Clock> clock)
    : m_options(options)
    , m_clock(std::move(clock))
    , m_scenario(options.scenario)
{
    m_formats.push_back(makeOpenAiChatFormat());
    m_formats.push_back(makeOpenAiResponsesFormat());
    m_formats.push_back(makeAnthropicFormat());
    m_formats.push_back(makeGeminiFormat());
    m_formats.push_back(makeOllamaFormat());
}

Result<void> SandboxService::open()
{
    return m_invoice.open(m_options.invoicePath);
}

const SandboxFormat* SandboxService::format(QLatin1StringView id) const
{
    return std::ranges::find_if(m_formats, [&](const auto& format) { return format->id() == id; })->get();
}

SandboxService::Target SandboxService::targetOf(const IncomingRequest& request) const
{
    const QString& path = request.path;
    const bool get = request.method == "GET" || request.method == "HEAD";
    if (path == "/"_L1)
        return {.route = Route::Root, .format = format("openai-chat"_L1), .model = {}};
    if (path.endsWith("/chat/completions"_L1))
        return {.route = Route::Chat, .format = format("openai-chat"_L1), .model = {}};
    if (path.endsWith("/responses"_L1))
        return {.route = Route::Chat, .format = format("openai-responses"_L1), .model = {}};
    if (path.endsWith("/messages"_L1))
        return {.route = Route::Chat, .format = format("anthropic"_L1), .model = {}};
    if (path.endsWith("/messages/count_tokens"_L1))
        return {.route = Route::Count, .format = format("anthropic"_L1), .model = {}};
    if (path.endsWith("/api/chat"_L1))
        return {.route = Route::Chat, .format = format("ollama"_L1), .model = {}};
    if (path.endsWith("/api/tags"_L1))
        return {.route = Route::Models, .format = format("ollama"_L1), .model = {}};
    if (path.endsWith("/api/version"_L1))
        return {.route = Route::Version, .format = format("ollama"_L1), .model = {}};
    const qsizetype models = path.lastIndexOf("/models"_L1);
    if (models >= 0) {
        const bool gemini = path.contains("/v1beta"_L1) || path.contains(u':');
        const bool anthropic = !request.header("anthropic-version").isEmpty();
        const SandboxFormat* owner = format(gemini ? "gemini"_L1 : anthropic ? "anthropic"_L1 : "openai-chat"_L1);
        const QString rest = path.mid(models + 8);
        const qsizetype colon = rest.lastIndexOf(u':');
        const QString verb = colon < 0 ? QString() : rest.mid(colon + 1);
        if (verb == "generateContent"_L1 || verb == "streamGenerateContent"_L1)
            return {.route = Route::Chat, .format = owner, .model = rest.left(colon)};
        if (verb == "countTokens"_L1)
            return {.route = Route::Count, .format = owner, .model = rest.left(colon)};
        if (get && colon < 0)
            return {.route = rest.isEmpty() ? Route::Models : Route::Model, .format = owner, .model = rest};
    }
    return {.route = Route::Unknown, .format = format("openai-chat"_L1), .model = {}};
}

SandboxExchange SandboxService::answer(const IncomingRequest& request)
{
    const Target target = targetOf(request);
    const QString model = modelNamedBy(request, target.model);
    const bool isChat = target.route == Route::Chat && request.method == "POST";
    const std::optional<Fault> rule = m_scenario.next(model, request.path, target.format->id());
    SandboxExchange exchange;
    if (rule && rule->replacement) {
        exchange = replaced(*rule, *target.format, model);
        if (isChat && rule->billed.value_or(false))
            chargePrompt(*exchange.invoice, request, target);
    } else if (isChat) {
        exchange = chat(request, target, rule ? rule : nature(model));
    } else {
        exchange.playback = otherAnswer(target, request);
        if (rule)
            exchange.playback = faulted(exchange.playback, rule->stream, {});
    }
    if (!isChat)
        exchange.invoice.reset();
    if (rule) {
        exchange.billed = rule->billed;
        exchange.playback.headers.append(rule->headers);
    }
    addHeader(exchange.playback, "x-assay-simulated", "true");
    if (request.method == "HEAD")
        exchange.playback.frames = {{.bytes = {}}};
    return exchange;
}

SandboxExchange SandboxService::refuse(const Error& error) const
{
    const SandboxFormat& openAi = *format("openai-chat"_L1);
    SandboxExchange exchange;
    exchange.playback = wholePlayback(error.httpStatus, "application/json", openAi.errorBody(error));
    return exchange;
}

InvoiceLine SandboxService::lineFor(
    const SandboxFormat& format, const QString& model, int status, const QString& id) const
{
    InvoiceLine line;
    line.id = id;
    line.model = model.isEmpty() ? u"unknown"_s : model;
    line.format = format.id();
    line.httpStatus = status;
    return line;
}

void SandboxService::chargePrompt(InvoiceLine& line, const IncomingRequest& request, const Target& target) const
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    if (const auto call = target.format->readCall(request, body, target.model))
        line.input = static_cast<qint64>(promptTokenHashes(call->chat).size());
}

SandboxExchange SandboxService::failed(const SandboxFormat& format, Error error, const QString& model) const
{
    error.requestId = newId();
    SandboxExchange exchange;
    exchange.playback = wholePlayback(error.httpStatus, "application/json", format.errorBody(error));
    addIdentity(exchange.playback, format, error.requestId);
    exchange.invoice = lineFor(format, model, error.httpStatus, error.requestId);
    return exchange;
}

SandboxExchange SandboxService::replaced(const Fault& fault, const SandboxFormat& format, const QString& model) const
{
    using Kind = ReplacedAnswer::Kind;
    const ReplacedAnswer& answer = *fault.replacement;
    const QString text = answer.message.isEmpty() ? statusText(answer.status) : answer.message;
    SandboxExchange exchange = failed(format, apiError(answer.status, text), model);
    Playback& playback = exchange.playback;
    const QList<HttpHeader> identity = playback.headers.sliced(1);
    if (answer.body)
        playback = wholePlayback(answer.status, "application/json", *answer.body);
    if (answer.kind == Kind::Html)
        playback = wholePlayback(answer.status, "text/html", htmlPage(answer.status));
    if (answer.kind == Kind::Redirect) {
        playback = wholePlayback(answer.status, "text/plain", {});
        addHeader(playback, "location", answer.location);
    }
    if (answer.kind == Kind::Status && !answer.body)
        playback.headers.resize(1);
    playback.headers.append(identity);
    playback = faulted(playback, fault.stream, {});
    if (answer.kind == Kind::Reset) {
        playback.sendHead = false;
        playback.frames.clear();
        playback.end = Playback::End::Reset;
    }
    playback.state = InvoiceState::Error;
    return exchange;
}

SandboxExchange SandboxService::chat(
    const IncomingRequest& request, const Target& target, const std::optional<Fault>& rule)
{
    const SandboxFormat& format = *target.format;
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &problem);
    if (problem.error != QJsonParseError::NoError || !document.isObject())
        return failed(format,
            apiError(400,
                u"We could not parse the JSON body of your request: %1"_s.arg(
                    problem.error == QJsonParseError::NoError ? u"not an object"_s : problem.errorString())),
            {});
    const auto call = format.readCall(request, document.object(), target.model);
    if (!call)
        return failed(format, call.error(), modelNamedBy(request, target.model));
    if (!sandboxModels().contains(call->model))
        return failed(format, format.unknownModel(call->model), call->model);

    SandboxAnswer answer = simulateAnswer(*call, m_options.seed);
    answer.id = newId();
    answer.created = m_clock->now();
    const std::vector<quint64> prompt = promptTokenHashes(call->chat);
    answer.promptTokens = static_cast<qint64>(prompt.size());
    if (format.reportsCache())
        answer.cachedTokens = m_cache.cachedTokens(answer.model, prompt);

    SandboxExchange exchange;
    const Fault fault = rule.value_or(Fault{});
    exchange.playback = playbackOf(format, *call, answer, fault.stream);
    exchange.invoice = lineFor(format, answer.model, 200, answer.id);
    exchange.invoice->input = answer.promptTokens - answer.cachedTokens;
    exchange.invoice->cacheRead = answer.cachedTokens;
    return exchange;
}

Playback SandboxService::playbackOf(
    const SandboxFormat& format, const SandboxCall& call, const SandboxAnswer& answer, const StreamFault& fault) const
{
    const UsageReporting usage = fault.omitUsage ? UsageReporting::Omitted : UsageReporting::Reported;
    Playback playback;
    if (call.chat.stream) {
        playback.framing = Playback::Framing::Chunked;
        playback.headers = {{.name = "content-type", .value = format.streamContentType(call), .secret = false}};
        addHeader(playback, "cache-control", "no-cache");
        playback.frames = format.stream(call, answer, usage);
    } else {
        playback = wholePlayback(200, "application/json", format.whole(call, answer, usage));
        playback.frames.first().output = answer.outputTokens();
        playback.frames.first().reasoning = answer.reasoningTokens();
    }
    addIdentity(playback, format, answer.id);
    playback
        = paced(playback, sandboxPace(answer.model), m_options.paceFactor, stableHash(answer.text.join(QString())));
    Error error = apiError(500, fault.errorMessage.isEmpty() ? u"Internal server error"_s : fault.errorMessage);
    error.requestId = answer.id;
    return faulted(playback, fault, call.chat.stream ? format.errorEvent(error) : format.errorBody(error));
}

Playback SandboxService::otherAnswer(const Target& target, const IncomingRequest& request) const
{
    const auto json = [](const QByteArray& body) { return wholePlayback(200, "application/json", body); };
    switch (target.route) {
    case Route::Models: return json(target.format->models());
    case Route::Model: {
        if (!sandboxModels().contains(bareModelName(target.model)))
            return failed(*target.format, target.format->unknownModel(target.model), target.model).playback;
        const QString model = bareModelName(target.model);
        return json(compactJson({{u"id"_s, model}, {u"name"_s, u"models/"_s + model}, {u"object"_s, u"model"_s},
            {u"display_name"_s, model + u" (simulated)"_s}, {u"owned_by"_s, u"assay-sandbox (simulated)"_s}}));
    }
    case Route::Count: {
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        const auto call = target.format->readCall(request, body, target.model);
        if (!call)
            return failed(*target.format, call.error(), target.model).playback;
        return json(target.format->tokenCount(static_cast<qint64>(promptTokenHashes(call->chat).size())));
    }
    case Route::Version: return json(compactJson({{u"version"_s, u"0.0.0-simulated"_s}}));
    case Route::Root:
        return wholePlayback(200, "text/plain; charset=utf-8",
            "Assay sandbox: simulated models (swift, steady, thinker, flaky). Nothing here is real.\n");
    case Route::Chat: return failed(*target.format, apiError(405, u"Use POST here."_s), {}).playback;
    case Route::Unknown: break;
    }
    const QString detail = u"Unknown request URL: %1 %2"_s.arg(QString::fromLatin1(request.method), request.path);
    return failed(*target.format, apiError(404, detail, u"unknown_url"_s), {}).playback;
}

void SandboxService::record(const SandboxExchange& exchange, const SandboxOutcome& outcome)
{
    if (!exchange.invoice)
        return;
    InvoiceLine line = *exchange.invoice;
    line.time = m_clock->now();
    line.state = outcome.state;
    line.output = outcome.output;
    line.reasoning = outcome.reasoning;
    line.tokensSent = outcome.tokensSent;
    line.billed = exchange.billed.value_or(exchange.playback.state != InvoiceState::Error);
    const auto amount = invoiceAmount(line);
    line.billed = line.billed && amount;
    line.amount = amount.value_or(Money());
    if (const auto written = m_invoice.append(line); !written)
        qCWarning(lcSandbox) << "the invoice could not be written:" << written.error().detail;
}

} // namespace assay
