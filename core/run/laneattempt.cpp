// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a lane begins an attempt: endpoint, key, request.

#include "core/providers/repeatedrequest.h"
#include "core/run/attemptresult.h"
#include "core/run/keptrequest.h"
#include "core/run/lane.h"
#include "core/run/reservation.h"
#include "core/wire/clientadaptation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

void Lane::startAttempt()
{
    if (isTerminal(m_record.state))
        return;
    const auto unsent = m_unsent ? std::exchange(m_unsent, {}) : attempt();
    if (!unsent)
        return;
    if (!unsent->isAttempt) {
        endAfter(unsent->error);
        return;
    }
    recordAttempt({.error = unsent->error}, unsent->error);
    afterFailure(unsent->error);
}

/// The lane may be gone afterwards if nothing is returned.
std::optional<Lane::Unsent> Lane::attempt()
{
    if (m_spec.endpoints.isEmpty()) {
        return Unsent{.error
            = {.kind = ErrorKind::ModelNotFound, .detail = u"No endpoint serves %1."_s.arg(m_spec.model.toString())},
            .isAttempt = false};
    }
    const auto moment = m_services.clock.now();
    const auto passed = m_chain.passBroken(m_services.memory, HealthTime(moment.toMSecsSinceEpoch()));
    m_record.route.skipped += passed.skipped;
    if (passed.isAtEnd)
        return Unsent{.error = noneLeft(m_spec.model), .isAttempt = false};
    resetAttempt();
    m_attempt.startedAt = moment;
    const auto request = prepare(endpoint());
    if (!request)
        return Unsent{.error = request.error(), .isAttempt = true};
    dial(*request);
    return std::nullopt;
}

void Lane::resetAttempt()
{
    if (m_record.attempts.isEmpty()) {
        m_record.servedBy = endpoint().id;
        m_record.simulated = endpoint().simulated;
        m_record.local = endpoint().local;
    } else {
        forgetAttempt();
    }
    m_attempt.endpoint = endpoint().id;
    m_attempt.model = m_chain.model();
    m_attemptStart = m_services.clock.steady();
}

void Lane::forgetAttempt()
{
    m_attempt = {};
    m_head = {};
    m_errorBody.clear();
    m_decoder.reset();
    m_stopReason.reset();
    m_reportedCost.reset();
    m_terminalSeen = false;
    m_held = {};
    m_record = beforeAttempt(std::move(m_record), endpoint());
}

void Lane::dial(const HttpRequest& request)
{
    auto timeouts = m_timeouts.http;
    const auto firstToken = m_spec.mayReason ? m_timeouts.firstTokenReasoning : m_timeouts.firstToken;
    if (m_spec.mayReason)
        timeouts.idle = std::max(timeouts.idle, m_timeouts.firstTokenReasoning);
    m_call = m_services.transport.start(request, timeouts, *this);
    m_firstTokenWait = firstToken;
    if (firstToken.count() > 0)
        m_firstTokenAlarm.start(firstToken);
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
    const HealthTime moment(m_attempt.startedAt.toMSecsSinceEpoch());
    auto secret = m_chain.keys().take(m_services.secrets, endpoint, m_attempt.model, m_services.memory, moment);
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

void Lane::timeHasCome(const LaneAlarm& alarm)
{
    if (&alarm == &m_firstTokenAlarm)
        onFirstTokenTimeout();
    else
        startAttempt();
}

void Lane::endAfter(const Error& error)
{
    end(stateBeforeOutput(error, m_attempt.requestSent && m_attempt.httpStatus == 0), error);
}

/// Whether one more attempt stays within what was reserved for the lane, whatever the attempts so far are billed at.
bool Lane::fitsAgain() const
{
    if (!m_reserved)
        return true;
    const auto again = laneClaim(m_spec, m_prompt, m_services.prices.get(), m_services.clock.now()).worst.amount;
    auto sum = again;
    for (const auto& attempt : m_record.attempts) {
        const auto most = attempt.cost.high ? attempt.cost.high : attempt.cost.amount;
        sum = sum && most ? sum->plus(*most) : std::nullopt;
    }
    return sum && *sum <= *m_reserved;
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
