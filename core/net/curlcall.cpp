// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/curlcall.h"

#include "core/net/callerrors.h"
#include "core/net/curlerrors.h"
#include "core/net/curlmulti.h"
#include "core/net/lifeline.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace assay {

CurlCall::CurlCall(CurlMulti& multi, const HttpRequest& request, const Timeouts& timeouts, HttpCallWatcher& watcher)
    : NotedCall(request.url, timeouts, watcher)
    , m_multi(&multi)
    , m_body(request.body)
    , m_timeouts(timeouts)
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
        refuse(fail(ErrorKind::Internal, u"The request to %1 could not be started."_s.arg(server())).error());
        return;
    }
    watchLimits();
}

void CurlCall::transportGone()
{
    const Lifeline alive(m_gone);
    cancel();
    if (!alive)
        return;
    m_multi->leave(this);
    m_multi = nullptr;
}

void CurlCall::holdBack(bool isHeld)
{
    if (!m_handle)
        return;
    if (isHeld)
        m_handle->pause();
    else
        m_handle->resume(); // may call bodyCame() at once
}

void CurlCall::listSoon()
{
    m_noted = true;
    m_multi->noteSoon(this);
}

TransferSink::Flow CurlCall::connectionStands()
{
    // A second time means that libcurl found a kept connection dead and wants to send again on a fresh one.
    if (m_connected) {
        m_ownError = fail(ErrorKind::Network, u"%1 closed the connection without an answer."_s.arg(server())).error();
        return Flow::Stop;
    }
    m_connected = true;
    m_connectedUntold = true;
    m_outcome.requestSent = m_body.isEmpty();
    m_deadlines.connected(now());
    watchLimits();
    note();
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
        m_ownError = tooLargeError(server(), u"header", m_multi->options().maxHeadBytes);
        return Flow::Stop;
    }
    const bool complete = m_head.takeLine(line);
    if (m_head.started() && !m_outcome.timings.firstByte) {
        const auto stamp = now();
        m_outcome.timings.firstByte = sinceStart(stamp);
        m_deadlines.firstByte(stamp);
        watchLimits();
    }
    if (complete) {
        m_headUntold = true;
        note();
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
        m_ownError = tooLargeError(server(), u"body", m_multi->options().maxBodyBytes);
        return Flow::Stop;
    }
    m_undelivered.append(bytes);
    note();
    return Flow::Go;
}

void CurlCall::transferEnded(int curlCode)
{
    if (curlCode == 0 && m_head.complete())
        end(std::nullopt);
    else
        end(m_ownError ? m_ownError : failure(curlCode));
    note();
}

std::optional<Error> CurlCall::failure(int curlCode) const
{
    return errorOf(TransferEnd{.code = curlCode,
        .server = server(),
        .words = m_handle->words(),
        .osError = m_handle->osError(),
        .proxyStatus = m_handle->proxyStatus(),
        .bodyBytes = m_bodyBytes,
        .connected = m_connected,
        .answerBegan = m_head.started(),
        .headComplete = m_head.complete()});
}

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

} // namespace assay
