// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/providertests.h"

#include <utility>

namespace assay {

namespace {
constexpr qsizetype kAtOnce = 4;
} // namespace

ProviderTests::ProviderTests(ProviderService* service, QObject* parent)
    : QObject(parent)
    , m_service(service)
{
    connect(service, &ProviderService::tested, this, &ProviderTests::onTested);
}

void ProviderTests::start(TestOrigin origin, const QString& endpointId, const Secret& key)
{
    if (isRunning(endpointId))
        return;
    m_running.insert(endpointId, origin);
    Q_EMIT started(endpointId);
    m_service->test(endpointId, key);
}

void ProviderTests::onTested(const QString& endpointId, const QList<ProviderFinding>& findings)
{
    const auto running = m_running.constFind(endpointId);
    if (running == m_running.cend())
        return;
    const TestOrigin origin = *running;
    m_running.erase(running);
    const bool counted = m_batch.remove(endpointId);
    Q_EMIT finished(origin, endpointId, findings);
    if (counted)
        countOne();
}

void ProviderTests::startAll(const QStringList& endpointIds)
{
    if (isTestingAll())
        return;
    m_waiting = endpointIds;
    m_done = 0;
    m_total = endpointIds.size();
    Q_EMIT progressed(m_done, m_total);
    startWaiting();
}

void ProviderTests::startWaiting()
{
    while (!m_waiting.isEmpty() && m_batch.size() < kAtOnce) {
        const QString id = m_waiting.takeFirst();
        m_batch.insert(id);
        if (!isRunning(id)) // otherwise the answer that is on its way counts
            start(TestOrigin::StoredKey, id, {});
    }
}

void ProviderTests::countOne()
{
    ++m_done;
    Q_EMIT progressed(m_done, m_total);
    startWaiting();
}

void ProviderTests::stopAll()
{
    if (!isTestingAll())
        return;
    m_waiting.clear();
    const auto asked = std::exchange(m_batch, {});
    m_total = m_done;
    for (const auto& id : asked) {
        m_running.remove(id);
        Q_EMIT stopped(id);
    }
    Q_EMIT progressed(m_done, m_total);
}

} // namespace assay
