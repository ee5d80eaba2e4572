// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the gateway answers by itself: lists, keys, records, and counts of tokens.

#include "core/gateway/clientways.h"
#include "core/gateway/gatewayaddress.h"
#include "core/gateway/gatewaydocuments.h"
#include "core/gateway/gatewayguard.h"
#include "core/gateway/gatewayworker.h"
#include "core/gateway/geminidocuments.h"
#include "core/gateway/localdocuments.h"
#include "core/gateway/openrouterdocuments.h"
#include "core/pricing/tokencount.h"
#include "core/wire/clientfields.h"
#include "core/wire/geminigenerate.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

void answer(HttpConnection* connection, const QByteArray& body)
{
    connection->reply(200, {{.name = "content-type", .value = "application/json"}}, body);
}

ClientError notFound(const QString& what)
{
    return {.status = 404, .type = u"not_found"_s, .message = what};
}

/// The body and the shape of the answer, each in its format's own words.
struct CountWish {
    Result<QByteArray> body;
    QByteArray before;
};
CountWish countWish(const IncomingRequest& request)
{
    if (const auto address = geminiAddress(request.path))
        return {.body
            = geminiEnvelope({.model = address->model, .verb = u"generateContent"_s}, geminiCounted(request.body)),
            .before = R"({"totalTokens":)"};
    const bool isResponses = plainPath(request.path).startsWith("/responses"_L1);
    return {.body = request.body,
        .before = isResponses ? R"({"object":"response.input_tokens","input_tokens":)"_ba : R"({"input_tokens":)"_ba};
}

} // namespace

/// False: it is for a provider.
bool GatewayWorker::serveSmall(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key)
{
    const QStringView path = plainPath(request.path);
    if (path.startsWith("/responses/"_L1) && !path.endsWith("/input_tokens"_L1)) {
        serveStored(connection, request, key);
        return true;
    }
    if (request.method == "GET" || request.method == "HEAD") {
        serveList(connection, request, key);
        return true;
    }
    if (request.method != "POST")
        return false;
    const auto address = geminiAddress(request.path);
    if (path == "/messages/count_tokens"_L1)
        countTokens(connection, request, *m_messages);
    else if (path == "/responses/input_tokens"_L1)
        countTokens(connection, request, *m_responses);
    else if (address && address->verb == "countTokens"_L1)
        countTokens(connection, request, *m_gemini);
    else if (request.path == "/api/show"_L1)
        showModel(connection, request, key);
    else
        return false;
    return true;
}

/// Clients ask before they send. It is our own guess: no provider is asked.
void GatewayWorker::countTokens(HttpConnection* connection, const IncomingRequest& request, const ClientFormat& format)
{
    const CountWish wish = countWish(request);
    const auto read = wish.body.and_then([&](const QByteArray& body) { return format.read(body); });
    if (!read)
        return refuse(connection, format, clientError(read.error()), &request);
    const auto guess = guessPrompt(countPrompt(read->chat), read->models.first());
    answer(connection, wish.before + QByteArray::number(guess.expected) + '}');
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
    const auto id = ollamaShown(request.body);
    if (!id)
        return refuse(connection, *m_ollama, clientError(id.error()), &request, key.name);
    for (const auto& model : offered(key)) {
        if (model.ref.toString() == *id)
            return answer(connection, ollamaModel(model));
    }
    refuse(connection, *m_ollama, notFound(u"model '%1' not found"_s.arg(*id)), &request, key.name);
}

/// The list of models or one of it, in the form of whoever asks. False: the request is for something else.
bool GatewayWorker::serveModels(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key)
{
    struct Form {
        QByteArray (*list)(const QList<ListedModel>&);
        QByteArray (*one)(const ListedModel&);
    };
    const bool isGemini = asksAsGemini(request);
    const bool isAnthropic = !request.header("anthropic-version").isEmpty();
    const bool isLmStudio = request.path.startsWith("/api/v0/"_L1);
    const Form form = isGemini     ? Form{.list = geminiModelList, .one = geminiModel}
        : isLmStudio               ? Form{.list = lmStudioList, .one = lmStudioModel}
        : isAnthropic              ? Form{.list = anthropicModelList, .one = anthropicModel}
        : isMistralClient(request) ? Form{.list = mistralModelList, .one = mistralModel}
                                   : Form{.list = modelList, .one = modelDocument};
    const QString path = isGemini ? geminiListPath(request.path) : plainPath(request.path).toString();
    if (path == "/models"_L1) {
        const auto page = pageOf(offered(key), form.list == modelList ? request.query : QByteArray());
        answer(connection, form.list == modelList ? modelListPage(page.models, page.total) : form.list(page.models));
        return true;
    }
    if (!path.startsWith("/models/"_L1))
        return false;
    const QString id = path.sliced(8);
    const auto models = offered(key);
    const auto found = std::ranges::find(models, id, [](const ListedModel& model) { return model.ref.toString(); });
    if (found != models.end())
        answer(connection, form.one(*found));
    else
        refuse(connection, errorFormat(request), notFound(u"There is no model '%1'."_s.arg(id)), &request, key.name);
    return true;
}

void GatewayWorker::serveList(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key)
{
    if (request.path == "/api/tags"_L1)
        return answer(connection, ollamaTags(offered(key)));
    if (request.path == "/api/version"_L1)
        return answer(connection, "{\"version\":\"0.12.0\"}");
    if (request.path == "/api/ps"_L1)
        return answer(connection, ollamaProcesses());
    if (serveOpenRouter(connection, request, key) || serveModels(connection, request, key))
        return;
    const QStringView path = plainPath(request.path);
    if (path == "/key"_L1 || path == "/auth/key"_L1) {
        const auto spend = m_keys.spend(key);
        if (!spend)
            return refuse(connection, *m_chat, clientError(spend.error()), &request, key.name);
        return answer(connection, keyDocument(key, *spend));
    }
    if (path == "/generation"_L1)
        return serveGeneration(connection, request, key);
    refuse(connection, errorFormat(request), nothingThere(request.path), &request, key.name);
}

void GatewayWorker::serveGeneration(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key)
{
    QString id = QUrlQuery(QString::fromUtf8(request.query)).queryItemValue(u"id"_s, QUrl::FullyDecoded);
    if (id.startsWith("gen-"_L1))
        id = id.sliced(4);
    if (id.isEmpty()) {
        const auto error
            = refuseField("id"_L1, u"the generation to look for, as the answer's X-Generation-Id names it"_s);
        return refuse(connection, *m_chat, clientError(error.error()), &request, key.name);
    }
    if (const auto* recent = m_recent.find(id, key.id))
        return answer(connection, generationDocument(*recent));
    if (m_services.generation) {
        if (const auto run = m_services.generation(id); run && run->key == key.id)
            return answer(connection, generationDocument(*run));
    }
    refuse(connection, *m_chat, notFound(u"There is no generation '%1'."_s.arg(id)), &request, key.name);
}

} // namespace assay
