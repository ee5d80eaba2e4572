// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/curlcall.h"

#include "core/net/callerrors.h"
#include "core/net/curlerrors.h"
#include "core/net/curlmulti.h"
#include "core/net/requestcheck.h"
#include "core/support/logging.h"

#include <QPointer>

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

std::chrono::microseconds elapsed(Deadlines::TimePoint from, Deadlines::TimePoint to)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(to - from);
}

} // namespace

CurlCall::CurlCall(CurlMulti& multi, const HttpRequest& request, const Timeouts& timeouts, QObject* parent)
    : HttpCall(parent)
    , m_multi(&multi)
    , m_url(request.url)
    , m_body(request.body)
    , m_timeouts(timeouts)
    , m_start(now())
    , m_deadlines(timeouts, m_start)
{
    m_multi->enter(this);
}

CurlCall::~CurlCall()
{
    m_closed = true;
    detach(CurlMulti::HandleState::Spoilt);
    if (m_multi)
        m_multi->leave(this);
}

void CurlCall::begin(const HttpRequest& request)
{
    m_handle = m_multi->takeHandle();
    m_handle->prepare(request, m_timeouts, *this);
    if (!m_multi->run(*m_handle)) {
        refuse(fail(ErrorKind::Internal, u"The request to %1 could not be started."_s.arg(serverName(m_url))).error());
        return;
    }
    watchLimits();
}

void CurlCall::refuse(Error error)
{
    end(std::move(error));
    m_noted = true;
    m_multi->noteSoon(this);
}

void CurlCall::cancel()
{
    if (m_closed)
        return;
    // Also over an end that was not told yet: whoever cancels hears of nothing else.
    end(cancelledError(serverName(m_url)));
    close();
}

void CurlCall::transportGone()
{
    const QPointer<CurlCall> alive(this);
    cancel();
    if (!alive)
        return;
    m_multi->leave(this);
    m_multi = nullptr;
}

void CurlCall::setPaused(bool paused)
{
    if (paused == m_paused || m_closed)
        return;
    m_paused = paused;
    if (paused) {
        m_deadlines.paused();
        // Before the head there is nothing to hold back, and the limit on the first byte must be able to see it.
        if (m_handle && m_head.complete())
            m_handle->pause();
        return;
    }
    m_deadlines.resumed(now());
    watchLimits();
    if (m_handle && m_head.complete())
        m_handle->resume(); // may call bodyCame() at once
    m_noted = true;
    m_multi->noteSoon(this);
}

TransferSink::Flow CurlCall::connectionStands()
{
    // A second time means that libcurl found a kept connection dead and wants to send again on a fresh one.
    if (m_connected) {
        m_ownError
            = fail(ErrorKind::Network, u"%1 closed the connection without an answer."_s.arg(serverName(m_url))).error();
        return Flow::Stop;
    }
    m_connected = true;
    m_connectedUntold = true;
    m_outcome.requestSent = m_body.isEmpty();
    m_deadlines.connected(now());
    watchLimits();
    noteReady();
    return Flow::Go;
}

size_t CurlCall::bodyWanted(std::span<char> buffer)
{
    const auto count = std::min(static_cast<qsizetype>(buffer.size()), m_body.size() - m_bodySent);
    std::memcpy(buffer.data(), m_body.constData() + m_bodySent, static_cast<size_t>(count));
    m_bodySent += count;
    m_outcome.requestSent = m_outcome.requestSent || count > 0;
    return static_cast<size_t>(count);
}

TransferSink::Flow CurlCall::headLine(QByteArrayView line)
{
    m_headBytes += line.size();
    if (m_headBytes > m_multi->options().maxHeadBytes) {
        m_ownError = tooLargeError(serverName(m_url), u"header", m_multi->options().maxHeadBytes);
        return Flow::Stop;
    }
    const bool complete = m_head.takeLine(line);
    if (m_head.started() && !m_outcome.timings.firstByte) {
        const auto stamp = now();
        m_outcome.timings.firstByte = elapsed(m_start, stamp);
        m_deadlines.firstByte(stamp);
        watchLimits();
    }
    if (complete) {
        m_headUntold = true;
        noteReady();
    }
    return Flow::Go;
}

TransferSink::Flow CurlCall::bodyCame(QByteArrayView bytes)
{
    if (m_paused)
        return Flow::Pause;
    m_deadlines.bodyBytes(now());
    m_bodyBytes += bytes.size();
    if (m_bodyBytes > m_multi->options().maxBodyBytes) {
        m_ownError = tooLargeError(serverName(m_url), u"body", m_multi->options().maxBodyBytes);
        return Flow::Stop;
    }
    m_undelivered.append(bytes);
    noteReady();
    return Flow::Go;
}

void CurlCall::noteReady()
{
    if (!std::exchange(m_noted, true))
        m_multi->note(this);
}

void CurlCall::transferEnded(int curlCode)
{
    if (curlCode == 0 && m_head.complete())
        end(std::nullopt);
    else
        end(m_ownError ? m_ownError : failure(curlCode));
    noteReady();
}

std::optional<Error> CurlCall::failure(int curlCode) const
{
    return errorOf(TransferEnd{.code = curlCode,
        .server = serverName(m_url),
        .words = m_handle->words(),
        .osError = m_handle->osError(),
        .proxyStatus = m_handle->proxyStatus(),
        .bodyBytes = m_bodyBytes,
        .connected = m_connected,
        .answerBegan = m_head.started(),
        .headComplete = m_head.complete()});
}

// The exchange is over for the network; `close()` tells it.
void CurlCall::end(std::optional<Error> error)
{
    detach(error ? CurlMulti::HandleState::Spoilt : CurlMulti::HandleState::Clean);
    m_ended = true;
    m_deadlines.ended(now());
    m_outcome.error = std::move(error);
    m_outcome.bytesReceived = m_headBytes + m_bodyBytes;
}

void CurlCall::detach(CurlMulti::HandleState state)
{
    if (!m_handle)
        return;
    const auto firstByte = m_outcome.timings.firstByte;
    m_outcome.timings = m_handle->timings(m_connected);
    m_outcome.timings.firstByte = firstByte;
    m_multi->giveBack(std::move(m_handle), state);
}

void CurlCall::deliver()
{
    m_noted = false;
    const QPointer<CurlCall> alive(this);
    if (std::exchange(m_connectedUntold, false)) {
        Q_EMIT connected();
        if (!alive || m_closed)
            return;
    }
    if (std::exchange(m_headUntold, false)) {
        Q_EMIT headReceived(m_head.head());
        if (!alive || m_closed)
            return;
    }
    if (!m_paused && !m_undelivered.isEmpty()) {
        Q_EMIT bytesReceived(std::exchange(m_undelivered, {}));
        if (!alive || m_closed)
            return;
    }
    if (m_ended && m_undelivered.isEmpty())
        close();
}

void CurlCall::close()
{
    if (std::exchange(m_closed, true))
        return;
    m_undelivered.clear();
    m_outcome.timings.total = elapsed(m_start, now());
    qCDebug(lcNet) << "call closed: status" << m_head.head().status << "bytes" << m_outcome.bytesReceived << "error"
                   << (m_outcome.error ? errorKindName(m_outcome.error->kind) : u"none"_s);
    const HttpOutcome outcome = m_outcome; // a slot may delete us
    Q_EMIT closed(outcome);
}

void CurlCall::watchLimits()
{
    if (const auto limit = m_deadlines.next())
        m_multi->wantCheck(limit->at);
}

void CurlCall::checkLimits(Deadlines::TimePoint now)
{
    const auto limit = m_deadlines.next();
    if (!limit || m_closed)
        return;
    if (limit->at > now) {
        m_overdue = false;
        m_multi->wantCheck(limit->at);
        return;
    }
    // If this thread was held up, what we wait for may lie in the socket. Let the loop look there once before giving
    // up.
    if (!std::exchange(m_overdue, true)) {
        m_multi->wantCheck(now + 1ms);
        return;
    }
    end(timeoutError(*limit, serverName(m_url)));
    if (m_paused)
        m_undelivered.clear(); // nobody takes them
    noteReady();
}

} // namespace assay
