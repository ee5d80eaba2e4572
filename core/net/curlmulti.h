// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/curltransport.h"
#include "core/net/lazytimer.h"
#include "core/support/clock.h"

#include <QBasicTimer>
#include <QHash>
#include <QSocketNotifier>

#include <deque>
#include <unordered_set>
#include <vector>

namespace assay {

class CurlCall;
class CurlHandle;

/// libcurl's multi handle on the event loop: sockets through QSocketNotifier, its one timer through a Qt timer.
///
/// Inside libcurl calls only take note; what they have to tell is delivered here after libcurl has returned. So every
/// watcher is told outside libcurl and may start, cancel, pause or delete calls, or the transport itself.
class CurlMulti final : public QObject
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    explicit CurlMulti(TransportOptions options);
    ~CurlMulti() override;

    const TransportOptions& options() const { return m_options; }

    void enter(CurlCall* call) { m_calls.insert(call); }
    void leave(CurlCall* call);
    /// Closes all calls.
    void shutDown();

    /// A handle without a transfer.
    std::unique_ptr<CurlHandle> takeHandle();
    /// False if libcurl refuses.
    bool run(CurlHandle& handle);
    /// What is left in a handle after its transfer. One that failed or was broken off remembers that it owes a rewind
    /// of its body, and would fail the next transfer before it began.
    enum class HandleState : std::uint8_t { Clean, Spoilt };
    /// Ends its transfer, if one runs, and keeps a clean handle for the next.
    void giveBack(std::unique_ptr<CurlHandle> handle, HandleState state);

    /// `call` has something to deliver. Inside libcurl: once libcurl has returned.
    void note(CurlCall* call) { m_ready.push_back(call); }
    /// The same from anywhere else: at the next turn of the event loop.
    void noteSoon(CurlCall* call);
    /// `CurlCall::checkLimits()` is to be called at that time or earlier.
    void wantCheck(TimePoint at);

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    struct Watch {
        QSocketNotifier* read = nullptr;
        QSocketNotifier* write = nullptr;
        bool readWanted = false;
    };

    static int onSocketWanted(void* easy, int socket, int what, void* self, void* unused);
    static int onSocketClosing(void* self, int socket);
    static int onTimerWanted(void* multi, long milliseconds, void* self);

    void watch(int socket, int what);
    void enable(QSocketNotifier*& notifier, int socket, QSocketNotifier::Type type, bool on);
    void activated(int socket, QSocketNotifier::Type type);
    void checkLimits();
    void act(int socket, int events);
    void collectEnded();
    /// False if a watcher destroyed us.
    bool deliver();
    void deliverAndArm();

    TransportOptions m_options;
    void* m_multi = nullptr;
    SystemClock m_clock;
    LazyTimer m_curlTimer;
    LazyTimer m_limitTimer;
    QBasicTimer m_wakeTimer;
    bool m_acting = false; // libcurl or watchers are at work
    QHash<int, Watch> m_watches;
    std::vector<std::unique_ptr<CurlHandle>> m_idleHandles;
    std::unordered_set<CurlCall*> m_calls;
    std::deque<CurlCall*> m_ready;
};

} // namespace assay
