// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What OpenRouter's clients ask beside chatting.

#include "core/gateway/gatewayaddress.h"
#include "core/gateway/gatewaydocuments.h"
#include "core/gateway/gatewayworker.h"
#include "core/gateway/geminidocuments.h"
#include "core/gateway/openrouterdocuments.h"
#include "core/routing/routememory.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

bool answer(HttpConnection* connection, const QByteArray& body)
{
    connection->reply(200, {{.name = "content-type", .value = "application/json"}}, body);
    return true;
}

ClientError noModel(const QString& id)
{
    return {.status = 404, .type = u"not_found"_s, .message = u"There is no model '%1'."_s.arg(id)};
}

} // namespace

/// False: the request is for something else.
bool GatewayWorker::serveOpenRouter(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key)
{
    if (asksAsGemini(request) || isOllamaPath(request.path))
        return false;
    const QString path = plainPath(request.path).toString();
    if (path == "/models/count"_L1)
        return answer(connection, modelCount(offered(key).size()));
    if (path == "/models/user"_L1 || path == "/embeddings/models"_L1) {
        const auto models = offered(key);
        const auto page = pageOf(path == "/models/user"_L1 ? models : embeddingModels(models), request.query);
        return answer(connection, modelListPage(page.models, page.total));
    }
    if (path == "/providers"_L1)
        return answer(connection, providerList(offered(key)));
    if (path == "/credits"_L1) {
        serveCredits(connection, request, key);
        return true;
    }
    constexpr QLatin1StringView kEndpoints("/endpoints");
    if (path.startsWith("/models/"_L1) && path.endsWith(kEndpoints)) {
        serveEndpoints(connection, request, key, path.sliced(8).chopped(kEndpoints.size()));
        return true;
    }
    if (!path.startsWith("/model/"_L1))
        return false;
    const QString id = path.sliced(7);
    const auto models = offered(key);
    const auto found = std::ranges::find(models, id, [](const ListedModel& model) { return model.ref.toString(); });
    if (found != models.end())
        return answer(connection, wrappedModel(*found));
    refuse(connection, *m_chat, noModel(id), &request, key.name);
    return true;
}

void GatewayWorker::serveEndpoints(
    HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key, const QString& id)
{
    const auto healthOf = [this](const ModelRef& model) {
        return m_services.memory ? m_services.memory->health(model.provider, model.model) : EndpointHealth();
    };
    const HealthTime now(m_services.clock->now().toMSecsSinceEpoch());
    const QByteArray document = endpointList(offered(key), id, healthOf, now);
    if (document.isEmpty())
        refuse(connection, *m_chat, noModel(id), &request, key.name);
    else
        answer(connection, document);
}

void GatewayWorker::serveCredits(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key)
{
    const auto spend = m_keys.spend(key);
    if (!spend)
        return refuse(connection, *m_chat, clientError(spend.error()), &request, key.name);
    const QByteArray document = creditsDocument(key, *spend);
    if (!document.isEmpty()) {
        answer(connection, document);
        return;
    }
    const ClientError error{.status = 403,
        .type = u"permission_denied"_s,
        .message = u"This key has no limit, so there are no credits to count; GET /v1/key tells what it has spent."_s};
    refuse(connection, *m_chat, error, &request, key.name);
}

} // namespace assay
