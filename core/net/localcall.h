// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/deadlines.h"
#include "core/net/httptransport.h"
#include "core/net/localpool.h"
#include "core/support/clock.h"

namespace assay {

/// One exchange of a LocalTransport.
class LocalCall final : public HttpCall
{
public:
    LocalCall(LocalPool& pool, const HttpRequest& request, const Timeouts& timeouts, QObject* parent);
    ~LocalCall() override;
    Q_DISABLE_COPY_MOVE(LocalCall)

    void begin(const HttpRequest& request, std::shared_ptr<const LocalPool::Place> place);
    /// Closes with `error` from the event loop; nothing is sent.
    void refuse(Error error);
    void cancel() override;
    void setPaused(bool paused) override;

    // For the pool.
    void readMore();
    void writable();
    void deliver();
    void transportGone();
    /// Ends the call if a limit has run out, else asks for the next check.
    void checkLimits(Deadlines::TimePoint now);
    size_t index() const { return m_index; }
    void setIndex(size_t index) { m_index = index; }

private:
    void openNext();
    void connectionStands();
    void send();
    void takeProgress();
    void brokeOff(int curlCode, const QString& words);
    void answerBroken();
    void note();
    void end(std::optional<Error> error);
    void leaveConnection(bool mayFollow);
    void close();
    void watchLimits();
    QString server() const;
    Deadlines::TimePoint now() const { return m_clock.steady(); }

    SystemClock m_clock;
    LocalPool* m_pool; // null once the transport is gone
    size_t m_index = 0;
    std::shared_ptr<const LocalPool::Place> m_place;
    std::unique_ptr<LocalConnection> m_connection; // present while the exchange runs
    QUrl m_url;
    size_t m_nextAddress = 0;
    Deadlines::TimePoint m_attemptEnds; // when the next address is tried
    Deadlines::TimePoint m_start;
    Deadlines m_deadlines;
    HttpHead m_head;
    QByteArray m_undelivered;
    HttpOutcome m_outcome;
    bool m_reused = false;
    bool m_noted = false;
    bool m_connected = false;
    bool m_connectedUntold = false;
    bool m_hasHead = false;
    bool m_headUntold = false;
    bool m_paused = false;
    bool m_overdue = false;
    bool m_ended = false;
    bool m_closed = false;
    bool* m_gone = nullptr; // Lifeline
};

} // namespace assay
