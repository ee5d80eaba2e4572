// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/httpconnection.h"
#include "core/gateway/routesource.h"
#include "core/gateway/virtualkeys.h"
#include "core/run/lane.h"
#include "core/run/reservation.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>

namespace assay {

class GatewayWorker;

struct GatewayServices {
    std::function<std::unique_ptr<HttpTransport>()> makeTransport; ///< called on the gateway's thread
    std::shared_ptr<const DialectRegistry> dialects;
    std::shared_ptr<const SecretStore> secrets;
    std::shared_ptr<const Clock> clock;
    std::function<std::shared_ptr<const PriceBook>()> prices; ///< as they are now; called on the gateway's thread
    std::shared_ptr<RouteMemory> memory; ///< health, keys and sticky endpoints; null: nothing is learned
    LaneTimeouts timeouts;
    std::shared_ptr<SpendGuard> guard; ///< asked before anything is sent; null: nothing limits spend
    /// Whether there is any budget, as it was known a moment ago: where there is none, `guard` need not be asked.
    /// Called on the gateway's thread for every call.
    std::function<bool()> hasBudgets;
    std::shared_ptr<RouteSource> routes;
    std::shared_ptr<VirtualKeyStore> keys;
    /// Called on the gateway's thread with every finished call.
    std::function<void(const RunRecord&)> record;
    /// An earlier call by its run id, from the ledger.
    std::function<Result<RunRecord>(const QString& runId)> generation;
    HttpLimits limits;
    std::chrono::milliseconds keepAlive{10'000}; ///< between two signs of life before the first token
};

/// A call of the gateway, for a list of what goes on.
struct GatewayCall {
    QString id;
    QDateTime startedAt;
    QString keyName;
    QString model;
    QString format; ///< `chat`, `responses`, `messages`, …
    QString servedBy;
    LaneState state = LaneState::Queued;
    std::optional<Money> cost;
    std::chrono::microseconds duration{0};
};

/// The loopback API: one address that speaks what tools speak, on a thread of its own with its own transport.
class GatewayServer : public QObject
{
    Q_OBJECT

public:
    explicit GatewayServer(GatewayServices services);
    /// Cancels what runs (its records still reach `record`) and closes all connections.
    ~GatewayServer() override;

    /// Listens on loopback; port 0 takes any free one. The port, also when it runs already.
    Result<quint16> start(quint16 port);
    void stop();
    std::optional<quint16> port() const { return m_port; }
    /// Whether `callChanged` is wanted. Telling another thread of every call costs more than most of what a call does.
    void watchCalls(bool wanted) { *m_watched = wanted; }

Q_SIGNALS:
    /// A call began or ended; only while they are watched.
    void callChanged(const assay::GatewayCall& call);

private:
    GatewayServices m_services;
    std::shared_ptr<std::atomic<bool>> m_watched = std::make_shared<std::atomic<bool>>(false);
    QThread m_thread;
    GatewayWorker* m_worker = nullptr; // lives on m_thread, deleted there
    std::optional<quint16> m_port;
};

} // namespace assay
