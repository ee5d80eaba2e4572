// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/settings/providerservice.h"

#include <QHash>
#include <QObject>

#include <cstdint>

namespace assay {

/// Who asked for a test: an answer of the service names the endpoint only.
enum class TestOrigin : std::uint8_t { NewKey, StoredKey };

/// Runs one test an endpoint at a time and gives each answer to the part of the page that asked.
class ProviderTests : public QObject
{
    Q_OBJECT

public:
    /// `service` is not owned and outlives this.
    explicit ProviderTests(ProviderService* service, QObject* parent = nullptr);

    bool isRunning(const QString& endpointId) const { return m_running.contains(endpointId); }
    /// Does nothing while a test of this endpoint runs.
    void start(TestOrigin origin, const QString& endpointId, const Secret& key);

Q_SIGNALS:
    void started(const QString& endpointId);
    void finished(assay::TestOrigin origin, const QString& endpointId, const QList<assay::ProviderFinding>& findings);

private:
    void onTested(const QString& endpointId, const QList<ProviderFinding>& findings);

    ProviderService* m_service;
    QHash<QString, TestOrigin> m_running;
};

} // namespace assay
