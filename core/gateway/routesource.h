// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/endpoint.h"
#include "core/domain/model.h"
#include "core/domain/run.h"
#include "core/routing/route.h"
#include "core/support/result.h"
#include "core/wire/httpmessage.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace assay {

/// What a client asks for, as far as routing is concerned.
struct RouteWish {
    QStringList models; ///< as the client wrote them, best first
    QJsonObject provider; ///< OpenRouter's `provider` object
    QString sessionId;
    QStringList allowedModels; ///< patterns of the virtual key; empty: all
    QStringList allowedProviders; ///< endpoint ids; empty: all
    QString virtualKey; ///< id of the key that came with the request: whose budgets count
};

/// Why no lane came of it.
struct NoRoute {
    Error error;
    QList<RouteDecision> decisions; ///< on every endpoint that serves the model; all are out
    NoRoute(Error why) // not explicit: what fails with an Error fails with this
        : error(std::move(why))
    {
    }
};

/// A model that the gateway offers, for its lists.
struct ListedModel {
    ModelRef ref;
    QString name;
    QString canonical; ///< the same for one model at all providers; empty: not known
    std::optional<qint64> contextTokens;
    std::optional<qint64> maxOutputTokens;
    std::optional<Money> inputPrice; ///< per token
    std::optional<Money> outputPrice; ///< per token
    std::optional<Money> cacheReadPrice; ///< per token
    QStringList inputs;
    QStringList capabilities;
};

/// Which endpoints serve what a client asks for. Called on the gateway's thread, which must not wait long.
class RouteSource
{
public:
    virtual ~RouteSource() = default;
    /// The lane to run: its endpoints in the order to try, at least one, and the request with what a preset adds. Fails
    /// with ModelNotFound, InvalidRequest (the wishes), Permission (the key's lists) or Secret (no key for a provider).
    virtual std::expected<LaneSpec, NoRoute> route(const RouteWish& wish, const ChatRequest& request) = 0;
    /// What an endpoint will not get of this request, as sentences.
    virtual QStringList warnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint) const = 0;
    /// The request that relays embeddings to an endpoint which takes them as OpenAI does. `body` names the model by the
    /// provider's own name already.
    virtual Result<HttpRequest> embeddings(
        const EndpointAccess& access, const QString& model, const QByteArray& body) const
        = 0;
    virtual QList<ListedModel> models() = 0;
};

} // namespace assay
