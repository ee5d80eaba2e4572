// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/settings/providerservice.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>

#include <cstdint>

namespace assay {

/// Who asked for a test: an answer of the service names the endpoint only.
enum class TestOrigin : std::uint8_t { NewKey, StoredKey };

/// Runs one test an endpoint at a time, of many providers a few at once, and gives each answer to the part of the page
/// that asked.
class ProviderTests : public QObject
{
    Q_OBJECT

public:
    /// `service` is not owned and outlives this.
    explicit ProviderTests(ProviderService* service, QObject* parent = nullptr);

    bool isRunning(const QString& endpointId) const { return m_running.contains(endpointId); }
    /// Does nothing while a test of this endpoint runs.
    void start(TestOrigin origin, const QString& endpointId, const Secret& key);

    /// Tests these with their stored keys, a few at a time.
    void startAll(const QStringList& endpointIds);
    /// Starts no more of them; answers that are on their way are not counted or shown any more.
    void stopAll();
    bool isTestingAll() const { return m_done < m_total; }

Q_SIGNALS:
    void started(const QString& endpointId);
    void finished(assay::TestOrigin origin, const QString& endpointId, const QList<assay::ProviderFinding>& findings);

    void stopped(const QString& endpointId); ///< its answer is not waited for any more
    /// Of `startAll`; `done == total` when it is over or was stopped.
    void progressed(qsizetype done, qsizetype total);

private:
    void startWaiting();
    void countOne();
    void onTested(const QString& endpointId, const QList<ProviderFinding>& findings);

    ProviderService* m_service;
    QHash<QString, TestOrigin> m_running;
    QStringList m_waiting; ///< of `startAll`
    QSet<QString> m_batch; ///< of `startAll`, asked and not answered
    qsizetype m_done = 0;
    qsizetype m_total = 0;
};

} // namespace assay
