// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/routesource.h"
#include "core/gateway/virtualkeys.h"
#include "core/routing/health.h"

#include <QByteArray>

#include <functional>

namespace assay {

// What OpenRouter's clients ask about models and the account, beside chatting. Shapes: the schemas of its OpenAPI
// document, which `@openrouter/sdk` holds every answer against.

/// A page of a list, by `offset` and `limit` of the query; all of it without. The whole is that much.
struct ListPage {
    QList<ListedModel> models;
    qsizetype total = 0;
};
ListPage pageOf(QList<ListedModel> models, const QByteArray& query);

/// Models that make vectors, known by their names: no list says so.
QList<ListedModel> embeddingModels(QList<ListedModel> models);

/// `GET /v1/models/count`.
QByteArray modelCount(qsizetype count);
/// `GET /v1/model/PROVIDER/MODEL`.
QByteArray wrappedModel(const ListedModel& model);
/// `GET /v1/providers`: of the models, each once. What is not known of them is null.
QByteArray providerList(const QList<ListedModel>& models);

/// What is known of an endpoint from the user's own calls.
using HealthOf = std::function<EndpointHealth(const ModelRef& model)>;
/// `GET /v1/models/PROVIDER/MODEL/endpoints`: who serves the model that is so called, and the same of other providers;
/// empty if nobody does. Uptime in percent, latency in milliseconds to the first token, throughput in tokens a second;
/// null below five calls. The shape wants a number for the context: 0 is one that is not known.
QByteArray endpointList(const QList<ListedModel>& models, const QString& id, const HealthOf& healthOf, HealthTime now);

/// `GET /v1/credits`: the limit of the key with least left, and what was spent of it; empty for a key without limits,
/// since the shape wants a number.
QByteArray creditsDocument(const VirtualKey& key, const KeySpend& spend);

} // namespace assay
