// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/providertests.h"

namespace assay {

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
    Q_EMIT finished(origin, endpointId, findings);
}

} // namespace assay
