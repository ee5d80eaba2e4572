// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/deadlines.h"
#include "core/net/httptransport.h"
#include "core/support/clock.h"

namespace assay {

/// What the calls of both transports have in common: what there is to tell is noted while the network is looked at, and
/// told by deliver() afterwards; limits of time; pauses; one end.
class NotedCall : public HttpCall
{
public:
    ~NotedCall() override;

    /// Closes with `error` from the event loop; nothing is sent.
    void refuse(Error error);
    void cancel() final;
    void setPaused(bool paused) final;
    /// Tells what was noted. The call may be gone afterwards.
    void deliver();
    /// Ends the call if a limit has run out, else asks for the next check.
    virtual void checkLimits(Deadlines::TimePoint now);

protected:
    NotedCall(const QUrl& url, const Timeouts& timeouts, HttpCallWatcher& watcher);

    virtual bool hasHead() const = 0; ///< the head of the answer is whole
    virtual const HttpHead& head() const = 0;
    /// The exchange is over for the network; close() tells it.
    virtual void end(std::optional<Error> error) = 0;
    /// The socket is left alone, or looked at again. Once the head has come.
    virtual void holdBack(bool isHeld) = 0;
    virtual void list() = 0; ///< among those that are delivered in this turn
    virtual void listSoon() = 0; ///< likewise, from outside of one
    virtual void wantCheck(Deadlines::TimePoint at) = 0;

    void note(); ///< there is something to tell
    void close();
    void watchLimits();
    QString server() const;
    Deadlines::TimePoint now() const { return m_clock.steady(); }
    std::chrono::microseconds sinceStart(Deadlines::TimePoint at) const;

    QUrl m_url;
    Deadlines::TimePoint m_start;
    Deadlines m_deadlines;
    QByteArray m_undelivered;
    HttpOutcome m_outcome;
    bool m_noted = false;
    bool m_connected = false;
    bool m_connectedUntold = false;
    bool m_headUntold = false;
    bool m_paused = false;
    bool m_ended = false;
    bool m_closed = false;
    bool* m_gone = nullptr; // Lifeline

private:
    HttpCallWatcher& m_watcher;
    SystemClock m_clock;
    bool m_overdue = false;
};

} // namespace assay
