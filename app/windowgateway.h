// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/composition.h"
#include "app/gatewaydoor.h"
#include "app/gatewayservice.h"
#include "app/gatewaysettings.h"
#include "ui/gateway/gatewaycontrol.h"

#include <QHash>
#include <QThreadPool>
#include <QTimer>

#include <mutex>

namespace assay {

/// The gateway of the window: it serves on its own thread, and its keys and calls are read off the window's.
class WindowGateway : public GatewayControl
{
    Q_OBJECT

public:
    /// `services` outlives it.
    explicit WindowGateway(Composition& services, QObject* parent = nullptr);
    ~WindowGateway() override;

    /// Starts where it is set to; once the window stands.
    void autostart();

    QDateTime now() const override;
    GatewayStatus status() const override { return m_status; }
    void start() override;
    void stop() override;
    void startNearby() override;
    void setPreferences(quint16 port, bool autostart) override;
    QStringList providers() const override;
    void readKeys() override;
    void createKey(const VirtualKey& wish) override;
    void setKeyDisabled(const QString& id, bool disabled) override;
    void removeKey(const QString& id) override;
    void watchCalls(bool wanted) override;
    QList<GatewayCallRow> calls() const override;
    void stopCall(const QString& runId) override;
    GatewayTraffic traffic() const override { return m_traffic; }
    void sendTest(const QString& keyId, const QString& model) override;

private:
    /// Makes the service where there is none yet, reading on the pool, and then goes on with `then`.
    void withService(std::function<void()> then);
    void makeService(std::shared_ptr<LedgerKeyStore> keys);
    Result<void> listenAt(quint16 port);
    void tryToStand();
    void tryNearby();
    void look();
    void matchRunning(const QList<GatewayCall>& running);
    void probe(quint16 port, const Secret& key, const QString& model);
    void stand(GatewayPhase phase, const QString& failure = {});
    void keep(const GatewaySettings& settings);
    /// Reads keys and today's sum; `work` first, where there is any. On the pool.
    void withKeys(std::function<Result<void>(LedgerKeyStore&)> work);
    void readCalls();
    void onCall(const GatewayCall& call);
    void takeFinished();
    void put(const GatewayCallRow& row);
    QString nameOf(const QString& keyId) const;

    Composition& m_services;
    GatewaySettings m_settings;
    GatewayStatus m_status;
    std::unique_ptr<GatewayService> m_gateway; // made when it is first started
    QHash<QString, QString> m_names; // of keys by id
    QList<GatewayCallRow> m_calls; // newest first
    QList<GatewayCallRow> m_refused; // the same
    GatewayTraffic m_traffic;
    QTimer m_look; // while calls are watched: traffic and what was refused
    std::unique_ptr<GatewayDoor> m_door; // goes before the service that it leads to
    std::atomic<bool> m_isClosing = false;
    QThreadPool m_probes; // wait for providers
    QTimer m_tell; // gathers calls that change in quick succession
    bool m_watches = false;
    std::mutex m_mutex; // guards the next one
    QList<RunRecord> m_finished; // by the gateway's thread, without their texts
    QThreadPool m_pool; // last: joined before the members it uses are gone
};

} // namespace assay
