// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/lazytimer.h"
#include "core/net/localconnection.h"
#include "core/net/transportoptions.h"
#include "core/support/clock.h"

#include <QObject>

#include <memory>
#include <vector>

namespace assay {

class LocalCall;

/// The connections of a LocalTransport, idle ones by server, its calls, and their turns of the event loop.
///
/// What a call has to tell comes out of an event of its socket, or of an event that is posted for what happened
/// elsewhere: each watcher may start, cancel, pause or delete calls, or the transport itself.
class LocalPool final : public QObject
{
public:
    using TimePoint = LazyTimer::TimePoint;

    /// Connections to one host and port that wait for their next request, the one used last at the end.
    struct Server {
        std::vector<std::unique_ptr<LocalConnection>> idle;
    };
    struct Place {
        LocalTarget target;
        std::shared_ptr<Server> server;
    };

    explicit LocalPool(const TransportOptions& options);
    ~LocalPool() override;
    Q_DISABLE_COPY_MOVE(LocalPool)

    const TransportOptions& options() const { return m_options; }

    /// What was made of that URL before; null where it is new.
    std::shared_ptr<const Place> knownPlace(const QUrl& url);
    std::shared_ptr<const Place> addPlace(LocalTarget target);

    void enter(LocalCall* call);
    void leave(LocalCall* call);
    /// Closes all calls.
    void shutDown();

    /// An idle connection that is still good; null if there is none.
    std::unique_ptr<LocalConnection> takeIdle(Server& server);
    std::unique_ptr<LocalConnection> newConnection();
    void keep(Server& server, std::unique_ptr<LocalConnection> connection);

    /// `call` has something to deliver, after the watchers that are told now.
    void note(LocalCall* call);
    /// `LocalCall::checkLimits()` is to be called at that time or earlier.
    void wantCheck(TimePoint at);

    void socketReady(LocalConnection& connection, QSocketNotifier::Type type);

protected:
    bool event(QEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    void deliver();
    void dropIdle(const LocalConnection& connection);
    void dropOld(Server& server, TimePoint now);
    void checkLimits();

    TransportOptions m_options;
    SystemClock m_clock;
    LazyTimer m_limitTimer;
    std::vector<std::shared_ptr<const Place>> m_places; ///< the one asked for last comes first
    std::vector<std::pair<QByteArray, std::shared_ptr<Server>>> m_servers;
    size_t m_idleCount = 0;
    std::vector<LocalCall*> m_calls;
    std::vector<LocalCall*> m_ready;
    bool m_inTurn = false; ///< deliver() will come
    bool m_wakePosted = false;
    bool* m_gone = nullptr; ///< Lifeline
};

} // namespace assay
