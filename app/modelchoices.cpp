// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/modelchoices.h"

#include "app/modelcache.h"
#include "core/sandbox/sandboxendpoints.h"

#include <QPromise>
#include <QSet>

#include <atomic>
#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

bool matches(const QString& model, const CatalogFilter& filter)
{
    for (const auto& word : filter.text.split(u' ', Qt::SkipEmptyParts)) {
        if (!model.contains(word, Qt::CaseInsensitive))
            return false;
    }
    return true;
}

void addSandbox(Composition& services, const CatalogFilter& filter, QList<OfferedModel>& out)
{
    if (!filter.provider.isEmpty() && filter.provider != "sandbox"_L1)
        return;
    for (const auto& model : sandboxModels()) {
        const ModelRef ref{u"sandbox"_s, model};
        const auto endpoint = services.endpointFor(ref);
        if (endpoint && matches(ref.toString(), filter)) {
            QString name = model;
            name[0] = name[0].toUpper();
            out.append({.ref = ref, .endpoint = *endpoint, .name = name, .known = {}});
        }
    }
}

/// The catalogue's models of an endpoint, then those that only its own list knows.
void addEndpointModels(
    const ModelSources& sources, const Endpoint& endpoint, const CatalogFilter& filter, QList<OfferedModel>& out)
{
    QSet<QString> seen;
    auto own = filter;
    own.provider = endpoint.priceProvider();
    for (auto& model : sources.catalog->list(own)) {
        seen.insert(model.id);
        OfferedModel offered{.ref = {endpoint.id, model.id}, .endpoint = endpoint, .name = model.name, .known = {}};
        offered.known = std::move(model);
        out.append(std::move(offered));
    }
    const auto cached = ModelCache(sources.profile).read(endpoint.id);
    if (!cached)
        return;
    for (const auto& model : cached->models) {
        const ModelRef ref{endpoint.id, model.id};
        if (seen.contains(model.id) || !matches(ref.toString(), filter))
            continue;
        OfferedModel offered{.ref = ref, .endpoint = endpoint, .name = model.name, .known = {}};
        if (auto known = sources.catalog->lookUp(endpoint.priceProvider(), model.id))
            offered.known = std::move(known->model);
        out.append(std::move(offered));
    }
}

} // namespace

QList<OfferedModel> usableModels(Composition& services, OfferedModels which, const CatalogFilter& filter)
{
    QList<OfferedModel> out;
    addSandbox(services, filter, out);
    for (const auto& endpoint : services.endpoints().list()) {
        if (!filter.provider.isEmpty() && filter.provider != endpoint.id)
            continue;
        const bool ownList = endpoint.custom || endpoint.local; // no key tells; its own list does
        if (which == OfferedModels::Usable && !ownList && !services.secrets().keyFor(endpoint))
            continue;
        addEndpointModels({services.sharedCatalog(), services.profile()}, endpoint, filter, out);
    }
    return out;
}

QList<OfferedModel> endpointModels(
    const ModelSources& sources, const QList<Endpoint>& endpoints, const CatalogFilter& filter)
{
    QList<OfferedModel> out;
    for (const auto& endpoint : endpoints)
        addEndpointModels(sources, endpoint, filter, out);
    return out;
}

namespace {

struct Gathering {
    QPromise<QList<OfferedModel>> promise;
    QList<OfferedModel> models;
    QMutex mutex;
    int open = 0;

    void add(const Endpoint& endpoint, const Result<ModelList>& list)
    {
        const QMutexLocker lock(&mutex);
        if (list) {
            for (const auto& model : list->models)
                models.append({.ref = {endpoint.id, model.id}, .endpoint = endpoint, .name = model.name, .known = {}});
        }
        if (--open == 0)
            end();
    }
    void end()
    {
        promise.addResult(models);
        promise.finish();
    }
};

} // namespace

QFuture<QList<OfferedModel>> localModels(Composition& services)
{
    auto gathering = std::make_shared<Gathering>();
    gathering->promise.start();
    auto future = gathering->promise.future();
    QList<Endpoint> own;
    for (const auto& endpoint : services.endpoints().list()) {
        if (endpoint.custom)
            own.append(endpoint);
    }
    auto& engine = services.engine();
    const auto& dialects = services.dialects();
    const auto& secrets = services.secrets();
    const QDateTime now = services.clock().now();
    probeLocalServers(engine, localServers(services.endpoints().list()),
        [=, &engine, &dialects, &secrets](const QList<Endpoint>& running) {
            QList<Endpoint> all = running;
            for (const auto& endpoint : own) {
                if (std::none_of(
                        running.begin(), running.end(), [&](const Endpoint& other) { return other.id == endpoint.id; }))
                    all.append(endpoint);
            }
            gathering->open = static_cast<int>(all.size()) + 1;
            for (const auto& endpoint : std::as_const(all)) {
                const auto* dialect = dialects.find(endpoint.dialect);
                const auto key = secrets.keyFor(endpoint);
                if (!dialect || !key) {
                    gathering->add(endpoint, fail(ErrorKind::InvalidRequest, {}));
                    continue;
                }
                fetchModels(engine, *dialect, {.endpoint = endpoint, .key = key->key, .now = now},
                    [gathering, endpoint](const Result<ModelList>& list) { gathering->add(endpoint, list); });
            }
            gathering->add(
                {}, fail(ErrorKind::Internal, {})); // the one that kept the gathering open until all had started
        });
    return future;
}

Result<Usage> usageFromUser(const QJsonObject& object)
{
    Usage usage;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto usageClass = usageClassFromName(it.key());
        if (!usageClass) {
            QStringList names;
            for (const auto known : allUsageClasses())
                names.append(QString(usageClassName(known)));
            return fail(ErrorKind::InvalidRequest,
                u"'%1' is not a usage class; the classes are %2."_s.arg(it.key(), names.join(u", "_s)));
        }
        const double value = it.value().toDouble(-1);
        if (!it.value().isDouble() || value < 0 || value != std::floor(value) || value > 9e15)
            return fail(
                ErrorKind::InvalidRequest, u"The count of '%1' is not a whole number from 0 on."_s.arg(it.key()));
        usage.set(*usageClass, it.value().toInteger());
    }
    return usage;
}

} // namespace assay
