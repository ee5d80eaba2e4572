// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/notedcall.h"

#include "core/net/callerrors.h"
#include "core/net/lifeline.h"
#include "core/net/requestcheck.h"
#include "core/support/logging.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

NotedCall::NotedCall(const QUrl& url, const Timeouts& timeouts, HttpCallWatcher& watcher)
    : m_url(url)
    , m_start(SystemClock().steady())
    , m_deadlines(timeouts, m_start)
    , m_watcher(watcher)
{
}

NotedCall::~NotedCall()
{
    Lifeline::cut(m_gone);
}

void NotedCall::refuse(Error error)
{
    end(std::move(error));
    listSoon();
}

void NotedCall::cancel()
{
    if (m_closed)
        return;
    // Also over an end that was not told yet: whoever cancels hears of nothing else.
    end(cancelledError(server()));
    close();
}

void NotedCall::setPaused(bool paused)
{
    if (paused == m_paused || m_closed)
        return;
    m_paused = paused;
    if (paused) {
        m_deadlines.paused();
        // Before the head there is nothing to hold back, and the limit on the first byte must be able to see it.
        if (hasHead())
            holdBack(true);
        return;
    }
    m_deadlines.resumed(now());
    watchLimits();
    if (hasHead())
        holdBack(false);
    listSoon();
}

void NotedCall::note()
{
    if (!std::exchange(m_noted, true))
        list();
}

void NotedCall::deliver()
{
    m_noted = false;
    if (m_closed)
        return; // cancelled after it was noted: nothing follows on the end
    const Lifeline alive(m_gone);
    if (std::exchange(m_connectedUntold, false)) {
        m_watcher.callConnected();
        if (!alive || m_closed)
            return;
    }
    if (std::exchange(m_headUntold, false)) {
        m_watcher.callHead(head());
        if (!alive || m_closed)
            return;
    }
    if (!m_paused && !m_undelivered.isEmpty()) {
        m_watcher.callBytes(std::exchange(m_undelivered, {}));
        if (!alive || m_closed)
            return;
    }
    if (m_ended && m_undelivered.isEmpty())
        close();
}

void NotedCall::close()
{
    if (std::exchange(m_closed, true))
        return;
    m_undelivered.clear();
    m_outcome.timings.total = sinceStart(now());
    qCDebug(lcNet) << "call closed: status" << head().status << "bytes" << m_outcome.bytesReceived << "error"
                   << (m_outcome.error ? errorKindName(m_outcome.error->kind) : u"none"_s);
    const HttpOutcome outcome = std::move(m_outcome); // the watcher may delete us
    m_watcher.callClosed(outcome);
}

void NotedCall::watchLimits()
{
    if (const auto limit = m_deadlines.next())
        wantCheck(limit->at);
}

void NotedCall::checkLimits(Deadlines::TimePoint now)
{
    const auto limit = m_deadlines.next();
    if (!limit || m_closed)
        return;
    if (limit->at > now) {
        m_overdue = false;
        wantCheck(limit->at);
        return;
    }
    // If this thread was held up, what we wait for may lie in the socket. Let the loop look there once before giving
    // up.
    if (!std::exchange(m_overdue, true)) {
        wantCheck(now + 1ms);
        return;
    }
    end(timeoutError(*limit, server()));
    if (m_paused)
        m_undelivered.clear(); // nobody takes them
    note();
}

QString NotedCall::server() const
{
    return serverName(m_url);
}

std::chrono::microseconds NotedCall::sinceStart(Deadlines::TimePoint at) const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(at - m_start);
}

} // namespace assay
