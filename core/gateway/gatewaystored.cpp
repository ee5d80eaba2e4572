// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Answers of the Responses and Messages formats that clients refer to later.

#include "core/gateway/gatewayaddress.h"
#include "core/gateway/gatewayguard.h"
#include "core/gateway/gatewayworker.h"
#include "core/support/ascii.h"
#include "core/wire/jsonwriter.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QByteArray withoutThreads(const QByteArray& betas)
{
    auto names = betas.split(',');
    names.removeIf([](const QByteArray& name) { return name.contains("message-threads"); });
    return names.join(',');
}

} // namespace

void GatewayWorker::serveResponses(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key)
{
    auto body = m_stored.complete(key.id, request.body);
    if (!body)
        return refuse(connection, *m_responses, clientError(body.error()), &request, key.name);
    IncomingRequest whole = request;
    whole.body = *std::move(body);
    startExchange(connection, *m_responses, whole, key);
}

/// Of a client that leaves the conversation here between its turns.
void GatewayWorker::serveMessages(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key)
{
    auto body = m_threads.complete(key.id, request.body);
    if (!body)
        return refuse(connection, *m_messages, body.error(), &request, key.name);
    IncomingRequest whole = request;
    whole.body = *std::move(body);
    QByteArrayList betas; // what the headers below look into
    for (auto& header : whole.headers) { // no provider is asked to hold it
        if (!isSameWord(header.name, "anthropic-beta"))
            continue;
        betas.append(withoutThreads(header.value.toByteArray()));
        header.value = betas.constLast();
    }
    startExchange(connection, *m_messages, whole, key);
}

/// `/responses/{id}`, its input, and what can be done with it.
void GatewayWorker::serveStored(HttpConnection* connection, const IncomingRequest& request, const VirtualKey& key)
{
    const auto answer = [&](const QByteArray& body) {
        connection->reply(200, {{.name = "content-type", .value = "application/json"}}, body);
    };
    const QString path = plainPath(request.path).toString();
    const QString id = path.section(u'/', 2, 2);
    const QString part = path.section(u'/', 3);
    const bool isRead = request.method == "GET" || request.method == "HEAD";
    auto error = nothingThere(request.path);
    const auto* kept = m_stored.find(key.id, id);
    if (!kept) {
        error.message
            = u"There is no answer '%1' here. The newest are kept in memory until the gateway ends, and none with store: false."_s
                  .arg(id);
    } else if (isRead && part.isEmpty()) {
        return answer(kept->document);
    } else if (isRead && part == "input_items"_L1) {
        return answer(inputItemList(*kept, request.query.contains("order=asc")));
    } else if (request.method == "DELETE" && part.isEmpty()) {
        m_stored.forget(key.id, id);
        JsonWriter out;
        out.object().member("id"_L1, id).member("object"_L1, "response"_L1).member("deleted"_L1, true).endObject();
        return answer(out.take());
    } else if (part == "cancel"_L1) {
        error.status = 400;
        error.type = u"invalid_request"_s;
        error.message = u"Only answers made in the background can be cancelled, and none are made so here."_s;
    }
    refuse(connection, *m_responses, error, &request, key.name);
}

} // namespace assay
