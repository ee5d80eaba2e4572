// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a lane begins an attempt: endpoint, key, request.

#include "core/providers/repeatedrequest.h"
#include "core/run/attemptresult.h"
#include "core/run/keptrequest.h"
#include "core/run/lane.h"
#include "core/wire/clientadaptation.h"

#include <QTimerEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

void Lane::startAttempt()
{
    if (isTerminal(m_record.state))
        return; // cancelled before it began
    if (m_spec.endpoints.isEmpty()) {
        end(LaneState::Failed,
            Error{
                .kind = ErrorKind::ModelNotFound, .detail = u"No endpoint serves %1."_s.arg(m_spec.model.toString())});
        return;
    }
    const auto passed = m_chain.passBroken(m_services.memory, now());
    m_record.route.skipped += passed.skipped;
    if (passed.isAtEnd) {
        endAfter(Error{.kind = ErrorKind::Overloaded,
            .detail = u"Every endpoint of %1 that is left failed too often lately; it is tried again in a while."_s.arg(
                m_spec.model.toString())});
        return;
    }
    resetAttempt();
    const auto request = prepare(endpoint());
    if (request) {
        dial(*request);
        return;
    }
    recordAttempt({.error = request.error()}, request.error());
    afterFailure(request.error());
}

void Lane::resetAttempt()
{
    delete std::exchange(m_endedCall, nullptr);
    m_attempt = {};
    m_attempt.endpoint = endpoint().id;
    m_attempt.model = m_chain.model();
    m_attempt.startedAt = m_services.clock.now();
    m_attemptStart = m_services.clock.steady();
    m_head = {};
    m_errorBody.clear();
    m_decoder.reset();
    m_stopReason.reset();
    m_reportedCost.reset();
    m_terminalSeen = false;
    m_held.clear();
    m_heldBytes.clear();
    m_record = beforeAttempt(std::move(m_record), endpoint());
}

void Lane::dial(const HttpRequest& request)
{
    auto timeouts = m_timeouts.http;
    const auto firstToken = m_spec.mayReason ? m_timeouts.firstTokenReasoning : m_timeouts.firstToken;
    if (m_spec.mayReason)
        timeouts.idle = std::max(timeouts.idle, m_timeouts.firstTokenReasoning);
    m_call = m_services.transport.start(request, timeouts, this);
    connect(m_call, &HttpCall::connected, this, [this] { setState(LaneState::Waiting); });
    connect(m_call, &HttpCall::headReceived, this, &Lane::onHead);
    connect(m_call, &HttpCall::bytesReceived, this, &Lane::onBytes);
    connect(m_call, &HttpCall::closed, this, &Lane::onClosed);
    m_firstTokenWait = firstToken;
    if (firstToken.count() > 0)
        m_firstTokenTimer.start(firstToken, Qt::CoarseTimer, this);
    setState(LaneState::Connecting);
}

Result<HttpRequest> Lane::prepare(const Endpoint& endpoint)
{
    m_dialect = m_services.dialects.find(endpoint.dialect);
    if (!m_dialect) {
        return fail(ErrorKind::InvalidRequest,
            u"The endpoint '%1' asks for the format '%2', which this version does not know."_s.arg(
                endpoint.id, endpoint.dialect));
    }
    auto secret = m_chain.keys().take(m_services.secrets, endpoint, m_services.memory, now());
    if (!secret)
        return std::unexpected(secret.error());
    m_echo = KeyEcho(secret->key);
    if (!m_record.route.isEmpty())
        m_record.route.keys.append(secret->source);
    const auto access = accessTo(endpoint, std::move(secret->key), m_attempt.startedAt);
    auto http = m_spec.repeat ? repeatedRequest(*m_dialect, *m_spec.repeat, m_attempt.model, access)
                              : m_dialect->encode(adaptedTo(m_spec.request, endpoint.dialect), m_attempt.model, access);
    if (http)
        m_record.sent = keptRequest(*http, endpoint.dialect, m_spec.request.stream, access.key);
    return http;
}

void Lane::timerEvent(QTimerEvent* event)
{
    if (event->timerId() == m_firstTokenTimer.timerId()) {
        m_firstTokenTimer.stop();
        onFirstTokenTimeout();
    } else if (event->timerId() == m_retryTimer.timerId()) {
        m_retryTimer.stop();
        startAttempt();
    }
}

void Lane::onFirstTokenTimeout()
{
    if (!m_call)
        return;
    m_stopReason = Error{.kind = ErrorKind::Timeout,
        .detail = u"No output came within %1 s."_s.arg(static_cast<double>(m_firstTokenWait.count()) / 1000.0),
        .providerCode = u"first_token"_s};
    m_call->cancel();
}

} // namespace assay
