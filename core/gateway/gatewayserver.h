// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/gateway/gatewaytraffic.h"
#include "core/gateway/httpconnection.h"
#include "core/gateway/routesource.h"
#include "core/gateway/virtualkeys.h"
#include "core/run/lane.h"
#include "core/run/reservation.h"

#include <QFuture>
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
    std::function<void(RunRecord&&)> record;
    /// An earlier call by its run id, from the ledger.
    std::function<Result<RunRecord>(const QString& runId)> generation;
    HttpLimits limits;
    std::chrono::milliseconds keepAlive{10'000}; ///< between two signs of life before the first token
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

    // Asked of the gateway's thread; the answer is cancelled where the gateway does not run or stops meanwhile.
    /// What goes on: copies, bounded in number.
    QFuture<GatewaySnapshot> inspect() const;
    /// Ends a running call by its id, as its user's wish: the provider's call is cancelled, the client is told, the
    /// ledger has what came. False: it does not run (any more).
    QFuture<bool> stopCall(const QString& id) const;
    /// A key that lives in memory for a minute and stands for the one with this id, limits and all; without an id for
    /// one of its own without limits but those of all calls. For a request by the user's own program, as a test.
    QFuture<Secret> lendKey(const QString& keyId) const;

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
