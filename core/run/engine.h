// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/run/lane.h"
#include "core/run/runhandle.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace assay {

/// Owns one thread on which transport, lanes, coordinators and their timers live whole, so that a busy window can
/// neither delay a stream nor distort a measured latency.
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
        LaneTimeouts timeouts;
    };

    explicit Engine(Services services);
    ~Engine() override; ///< cancels what runs and joins the thread

    /// Starts a run; the handle lives on the caller's thread. The recorder (`onRecord`) is called on the engine's
    /// thread with every finished run, also when the handle is gone.
    std::unique_ptr<RunHandle> start(const RunSpec& spec);
    void setRecorder(std::function<void(const RunRecord&)> onRecord);
    /// New prices for runs that start from now on.
    void setPrices(std::shared_ptr<const PriceBook> prices);

    /// One request outside a run (model list, provider test) on the engine's thread; `done` is called on the thread of
    /// `context`, or never if `context` is gone.
    struct Fetched {
        HttpHead head;
        QByteArray body;
        HttpOutcome outcome;
    };
    void fetch(const HttpRequest& request, const Timeouts& timeouts, QObject* context,
        std::function<void(const Fetched&)> done);

private:
    friend class RunHandle;
    struct Worker;

    QThread m_thread;
    Worker* m_worker = nullptr; // lives on m_thread
};

} // namespace assay
