// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of WindowProviders that knows the models of providers.
#include "app/windowproviders.h"

#include "core/support/whendone.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace assay {

void WindowProviders::readModelLists()
{
    QStringList ids;
    for (const auto& endpoint : m_services.endpoints().list())
        ids.append(endpoint.id);
    m_pool.start([this, ids, cache = ModelCache(m_services.profile())] {
        QHash<QString, CachedModels> lists;
        for (const auto& id : ids) {
            if (auto list = cache.read(id))
                lists.insert(id, *std::move(list));
        }
        QMetaObject::invokeMethod(
            this,
            [this, lists] {
                m_lists = lists;
                Q_EMIT changed();
            },
            Qt::QueuedConnection);
    });
}

void WindowProviders::keepModels(const QString& endpointId, const QList<ModelInfo>& models)
{
    const CachedModels list{.fetchedAt = m_services.clock().now(), .models = models};
    m_lists.insert(endpointId, list);
    m_pool.start([this, endpointId, list, cache = ModelCache(m_services.profile())] {
        // Written before it is told: the model picker reads the file.
        const bool kept = cache.write(endpointId, list).has_value();
        QMetaObject::invokeMethod(
            this,
            [this, kept] {
                if (!kept)
                    return;
                m_services.refreshRoutes(&m_pool);
                Q_EMIT changed();
            },
            Qt::QueuedConnection);
    });
}

ModelChoice WindowProviders::choiceOf(const Endpoint& endpoint, const QString& model, const QString& name) const
{
    return {.ref = {endpoint.id, model}, .name = name, .provider = endpoint.name, .endpoint = endpoint};
}

ProviderModels WindowProviders::models(const QString& endpointId) const
{
    ProviderModels out;
    const auto endpoint = m_services.endpoints().find(endpointId);
    if (!endpoint)
        return out;
    if (const auto list = m_lists.constFind(endpointId); list != m_lists.cend()) {
        out.fetchedAt = list->fetchedAt;
        for (const auto& model : list->models)
            out.models.append(choiceOf(*endpoint, model.id, model.name));
        return out;
    }
    for (const auto& model :
        m_services.catalog().list({.provider = endpoint->priceProvider(), .text = {}, .capabilities = {}}))
        out.models.append(choiceOf(*endpoint, model.id, model.name));
    return out;
}

void WindowProviders::refreshModels(const QString& endpointId)
{
    const auto endpoint = m_services.endpointFor({endpointId, u"*"_s});
    if (!endpoint) {
        Q_EMIT modelsRefreshed(endpointId, endpoint.error().detail);
        return;
    }
    const auto key = m_services.secrets().keyFor(*endpoint);
    if (!key) {
        Q_EMIT modelsRefreshed(endpointId, key.error().detail);
        return;
    }
    const auto* dialect = m_services.dialects().find(endpoint->dialect);
    if (!dialect) {
        Q_EMIT modelsRefreshed(endpointId,
            QCoreApplication::translate("assay::WindowProviders", "The format %1 is not known.")
                .arg(endpoint->dialect));
        return;
    }
    whenDone(fetchModels(m_services.engine(), *dialect,
                 {.endpoint = *endpoint, .key = key->key, .now = m_services.clock().now()}),
        this, [this, endpointId](const Result<ModelList>& models) {
            if (models)
                keepModels(endpointId, models->models);
            Q_EMIT modelsRefreshed(endpointId, models ? QString() : models.error().detail);
            if (models)
                Q_EMIT changed();
        });
}

} // namespace assay
