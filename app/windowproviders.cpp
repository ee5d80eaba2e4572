// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/windowproviders.h"

#include "core/support/whendone.h"
#include "ui/text/formats.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

using Outcome = ProviderFinding::Outcome;

const QString kKeyring = u"keyring"_s;
const QString kSession = u"session"_s;

QString phases(const PhaseTimings& timings)
{
    const Formats formats;
    QStringList parts;
    if (timings.connect)
        parts.append(WindowProviders::tr("connection %1").arg(formats.duration(*timings.connect)));
    if (timings.tls && timings.tls->count() > 0)
        parts.append(WindowProviders::tr("encryption %1").arg(formats.duration(*timings.tls)));
    if (timings.firstByte)
        parts.append(WindowProviders::tr("first byte %1").arg(formats.duration(*timings.firstByte)));
    return parts.join(u", "_s);
}

} // namespace

WindowProviders::WindowProviders(Composition& services, QObject* parent)
    : ProviderService(parent)
    , m_services(services)
{
    m_pool.setMaxThreadCount(1);
    connect(&m_services.keys().keyring(), &KeychainStore::changed, this, &ProviderService::changed);
    connect(&m_services.history(), &HistoryStore::changed, this, &WindowProviders::readSpend);
}

WindowProviders::~WindowProviders()
{
    m_pool.waitForDone();
}

void WindowProviders::refresh()
{
    const auto endpoints = m_services.endpoints().list();
    for (const auto& endpoint : endpoints) {
        if (!m_catalogModels.contains(endpoint.id))
            m_catalogModels.insert(endpoint.id,
                static_cast<int>(m_services.catalog()
                        .list({.provider = endpoint.priceProvider(), .text = {}, .capabilities = {}})
                        .size()));
    }
    whenDone(
        probeLocalServers(m_services.engine(), localServers(endpoints)), this, [this](const QList<Endpoint>& running) {
            m_running.clear();
            for (const auto& endpoint : running)
                m_running.insert(endpoint.id, true);
            Q_EMIT changed();
        });
    whenDone(m_services.keys().keyring().readAhead(endpoints), this, [this](const Result<void>& answered) {
        m_keyringAnswered = answered.has_value();
        Q_EMIT changed();
    });
    readSpend();
    readModelLists();
}

void WindowProviders::readSpend()
{
    const QDate today = m_services.clock().now().date();
    m_pool.start([this, today] {
        const auto rows = m_services.history().spend(
            QDate(today.year(), today.month(), 1), today.addDays(1), SpendGrouping::Provider);
        if (!rows)
            return;
        QHash<QString, Spent> spent;
        for (const auto& row : *rows)
            spent.insert(row.key, {.known = row.total.known, .unpriced = row.total.unpriced});
        QMetaObject::invokeMethod(
            this,
            [this, spent] {
                m_spent = spent;
                Q_EMIT changed();
            },
            Qt::QueuedConnection);
    });
}

ProviderState WindowProviders::stateOf(const Endpoint& endpoint) const
{
    if (!m_services.endpoints().missingVariables(endpoint.id).isEmpty())
        return ProviderState::NeedsAddress;
    if (endpoint.local && !endpoint.custom)
        return m_running.value(endpoint.id) ? ProviderState::Ready : ProviderState::NotRunning;
    return m_services.secrets().keyFor(endpoint) ? ProviderState::Ready : ProviderState::NeedsKey;
}

QList<ProviderRow> WindowProviders::rows() const
{
    QList<ProviderRow> out;
    for (const auto& endpoint : m_services.endpoints().list()) {
        const auto key = m_services.secrets().keyFor(endpoint);
        const auto spent = m_spent.value(endpoint.id);
        out.append({.endpoint = endpoint,
            .state = stateOf(endpoint),
            .keySource = key ? key->source : QString(),
            .missing = m_services.endpoints().missingVariables(endpoint.id).join(u", "_s),
            .catalogModels = m_catalogModels.value(endpoint.id),
            .spentThisMonth = spent.known,
            .unpricedThisMonth = spent.unpriced});
    }
    return out;
}

QList<KeyPlace> WindowProviders::keyPlaces() const
{
    const QString backend = m_services.keys().keyring().backendName();
    return {{.id = kKeyring,
                .name = backend.isEmpty() ? tr("System keyring") : tr("System keyring (%1)").arg(backend),
                .available = m_keyringAnswered,
                .why = m_keyringAnswered ? QString() : tr("The keyring does not answer on this desktop.")},
        {.id = kSession, .name = tr("Only until the program ends"), .available = true, .why = {}}};
}

std::optional<QString> WindowProviders::providerOf(const QString& pastedKey) const
{
    return providerForKey(pastedKey, m_services.endpoints().list());
}

void WindowProviders::test(const QString& endpointId, const Secret& key)
{
    const auto endpoint = m_services.endpointFor({endpointId, u"*"_s});
    if (!endpoint) {
        Q_EMIT tested(endpointId, {{tr("address"), Outcome::No, endpoint.error().detail}});
        return;
    }
    const auto stored = key.isEmpty() ? m_services.secrets().keyFor(*endpoint) : FoundSecret{key, tr("as pasted")};
    if (!stored) {
        Q_EMIT tested(endpointId, {{tr("key"), Outcome::No, stored.error().detail}});
        return;
    }
    const auto* dialect = m_services.dialects().find(endpoint->dialect);
    if (!dialect) {
        Q_EMIT tested(
            endpointId, {{tr("format"), Outcome::No, tr("The format %1 is not known.").arg(endpoint->dialect)}});
        return;
    }
    whenDone(fetchModels(m_services.engine(), *dialect,
                 {.endpoint = *endpoint, .key = stored->key, .now = m_services.clock().now()}),
        this, [this, endpointId, source = stored->source](const Result<ModelList>& models) {
            report(endpointId, source, models);
            if (models)
                keepModels(endpointId, models->models);
        });
}

void WindowProviders::report(const QString& endpointId, const QString& keySource, const Result<ModelList>& models)
{
    QList<ProviderFinding> findings = {{tr("key"), Outcome::Yes, keySource}};
    if (models) {
        findings.append({tr("reachable"), Outcome::Yes, phases(models->timings)});
        findings.append({tr("models"), Outcome::Yes,
            tr("%n model(s) offered, %1 with prices", nullptr, static_cast<int>(models->models.size()))
                .arg(m_catalogModels.value(endpointId))});
    } else {
        const auto& error = models.error();
        const bool refused = error.kind == ErrorKind::Authentication || error.kind == ErrorKind::Permission;
        if (refused)
            findings[0] = {tr("key"), Outcome::No, error.detail};
        findings.append({tr("reachable"), error.httpStatus > 0 ? Outcome::Yes : Outcome::No,
            error.httpStatus > 0 ? tr("HTTP %1").arg(error.httpStatus) : error.detail});
        if (!refused && error.httpStatus > 0)
            findings.append({tr("models"), Outcome::Unknown, error.detail});
    }
    Q_EMIT tested(endpointId, findings);
}

void WindowProviders::saveKey(const QString& endpointId, const Secret& key, const QString& placeId)
{
    const auto endpoint = m_services.endpoints().find(endpointId);
    if (!endpoint) {
        Q_EMIT saved(endpointId, tr("This provider is not in the list any more."));
        return;
    }
    if (placeId == kSession) {
        const auto kept = m_services.keys().session().write(*endpoint, key);
        Q_EMIT saved(endpointId, kept ? QString() : kept.error().detail);
        Q_EMIT changed();
        return;
    }
    whenDone(m_services.keys().keyring().write(*endpoint, key), this, [this, endpointId](const Result<void>& kept) {
        Q_EMIT saved(endpointId, kept ? QString() : kept.error().detail);
        Q_EMIT changed();
    });
}

void WindowProviders::removeKey(const QString& endpointId)
{
    const auto endpoint = m_services.endpoints().find(endpointId);
    if (!endpoint)
        return;
    m_services.keys().session().remove(*endpoint);
    whenDone(m_services.keys().keyring().remove(*endpoint), this, [this](const Result<void>&) { Q_EMIT changed(); });
}

Result<void> WindowProviders::addEndpoint(const Endpoint& endpoint)
{
    auto added = m_services.endpoints().add(endpoint, OnClash::Refuse);
    if (added) {
        refresh();
        m_services.refreshRoutes(&m_pool);
    }
    return added;
}

Result<void> WindowProviders::removeEndpoint(const QString& endpointId)
{
    auto removed = m_services.endpoints().remove(endpointId);
    if (removed) {
        refresh();
        m_services.refreshRoutes(&m_pool);
    }
    return removed;
}

} // namespace assay
