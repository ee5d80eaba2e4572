// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/httptransport.h"

#include <QPointer>

#include <deque>
#include <functional>

namespace assay::testing {

/// What one call of a ScriptedTransport gets. It tells in order: connected, head, bytes for each chunk, closed.
struct ScriptedAnswer {
    bool connects = true; ///< false: neither connected nor a head or chunk comes
    std::optional<HttpHead> head = HttpHead{.status = 200, .headers = {}};
    QList<QByteArray> chunks;
    std::optional<Error> error; ///< how it closes; absent: whole
    bool requestSent = true;
    PhaseTimings timings;
    /// The call stops before the telling of this number (0 is the first) until `ScriptedTransport::release()`.
    std::optional<int> holdBefore;
};

/// An answer with that status and body in one piece.
ScriptedAnswer answer(int status, const QByteArray& body);

class ScriptedCall;

/// A transport without sockets: answers come from a queue, in the order of the calls. It keeps the contracts of
/// HttpCall; it tells one thing a turn of the event loop. Timeouts are noted, not obeyed.
class ScriptedTransport final : public HttpTransport
{
public:
    ScriptedTransport();
    ~ScriptedTransport() override;
    Q_DISABLE_COPY_MOVE(ScriptedTransport)

    std::unique_ptr<HttpCall> start(
        const HttpRequest& request, const Timeouts& timeouts, HttpCallWatcher& watcher) override;

    void enqueue(ScriptedAnswer answer) { m_answers.push_back(std::move(answer)); }
    /// Asked when the queue is empty. Without it such a call closes with ErrorKind::Internal.
    void setResponder(std::function<ScriptedAnswer(const HttpRequest&)> responder)
    {
        m_responder = std::move(responder);
    }
    /// Lets all calls go on that are held now.
    void release();

    const QList<HttpRequest>& requests() const { return m_requests; }
    const QList<Timeouts>& timeouts() const { return m_timeouts; }
    int openCalls() const;
    /// Of the calls still open, how many are paused.
    int pausedCalls() const;

private:
    ScriptedAnswer nextAnswer(const HttpRequest& request);
    QList<ScriptedCall*> open() const;

    std::deque<ScriptedAnswer> m_answers;
    std::function<ScriptedAnswer(const HttpRequest&)> m_responder;
    QList<HttpRequest> m_requests;
    QList<Timeouts> m_timeouts;
    QList<QPointer<ScriptedCall>> m_calls;
};

/// One call of a ScriptedTransport.
class ScriptedCall final : public QObject, public HttpCall
{
    Q_OBJECT

public:
    ScriptedCall(ScriptedAnswer answer, HttpCallWatcher& watcher);

    void cancel() override;
    void setPaused(bool paused) override;
    void release();
    bool isOpen() const { return !m_closed; }
    bool isPaused() const { return m_paused; }

private:
    void goOn();
    void step();
    void close(std::optional<Error> error);

    HttpCallWatcher& m_watcher;
    ScriptedAnswer m_answer;
    int m_told = 0; // how many things
    qint64 m_bytes = 0;
    bool m_stepPending = false;
    bool m_reachedServer = false;
    bool m_paused = false;
    bool m_closed = false;
};

} // namespace assay::testing
