// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/run/lane.h"
#include "core/run/reservation.h"
#include "core/run/runhandle.h"

#include <QFuture>
#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace assay {

class EngineWorker;

/// Owns one thread on which transport, lanes, coordinators and their timers live whole, so that a busy window can
/// neither delay a stream nor distort a measured latency. Must outlive its handles' use of it: destroy handles first.
class Engine : public QObject
{
    Q_OBJECT

public:
    struct Services {
        std::function<std::unique_ptr<HttpTransport>()> makeTransport; ///< called on the engine's thread
        std::shared_ptr<const DialectRegistry> dialects;
        std::shared_ptr<const SecretStore> secrets;
        std::shared_ptr<const Clock> clock;
        std::shared_ptr<const PriceBook> prices;
        std::shared_ptr<SpendGuard> guard; ///< asked before anything is sent; null: nothing limits spend
        LaneTimeouts timeouts;
        std::shared_ptr<RouteMemory> memory; ///< what lanes learn for the next route; may be null
        /// Called on the engine's thread with every finished run, also when its handle is gone.
        std::function<void(const RunRecord&)> record;
        /// Called on the engine's thread, a few times a second, with what each unfinished run has got so far: lanes
        /// that have not ended are in a state that is not terminal. Runs that end at once are never among them.
        std::function<void(const RunRecord&)> journal;
    };

    explicit Engine(Services services);
    /// Cancels what runs (their records still reach the recorder) and joins the thread.
    ~Engine() override;

    /// Starts a run; the handle lives on the caller's thread.
    std::unique_ptr<RunHandle> start(const RunSpec& spec);
    /// Prices for runs that start from now on.
    void setPrices(std::shared_ptr<const PriceBook> prices);

    /// What one request outside a run (a model list, a provider test) gave.
    struct Fetched {
        HttpHead head;
        QByteArray body; ///< at most 32 MiB are kept
        HttpOutcome outcome;
    };
    /// Sends one request on the engine's thread, and calls `done` exactly once there; the error is Cancelled if the
    /// engine ends first.
    void fetch(const HttpRequest& request, const Timeouts& timeouts, std::function<void(const Fetched&)> done);
    /// The same for who waits for it.
    QFuture<Fetched> fetch(const HttpRequest& request, const Timeouts& timeouts);

private:
    friend class RunHandle;
    void post(std::function<void(EngineWorker&)> task);

    QThread m_thread;
    EngineWorker* m_worker; // lives on m_thread, deleted there
};

} // namespace assay
