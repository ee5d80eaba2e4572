// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The attempts of an embeddings request: the same retries, keys and breakers as for a lane, over one whole answer.

#include "core/gateway/gatewayworker.h"
#include "core/gateway/relayexchange.h"
#include "core/run/attemptresult.h"
#include "core/run/keyechoes.h"
#include "core/wire/jsonvalue.h"

#include <QRandomGenerator>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace assay {

HealthTime RelayExchange::now() const
{
    return HealthTime(m_worker.services().clock->now().toMSecsSinceEpoch());
}

void RelayExchange::send()
{
    const auto unsent = attempt();
    if (!unsent)
        return;
    if (!unsent->isAttempt)
        return end(unsent->error);
    recordAttempt({.error = unsent->error}, unsent->error);
    afterFailure(unsent->error);
}

/// Nothing if a call was begun.
std::optional<RelayExchange::Unsent> RelayExchange::attempt()
{
    const auto& services = m_worker.services();
    const auto passed = m_chain.passBroken(services.memory.get(), now());
    m_record.route.skipped += passed.skipped;
    if (passed.isAtEnd)
        return Unsent{.error = noneLeft(m_lane.model)};
    const Endpoint& endpoint = m_chain.endpoint();
    m_head = {};
    m_body.clear();
    m_attempt = {};
    m_attempt.endpoint = endpoint.id;
    m_attempt.model = m_chain.model();
    m_attempt.startedAt = services.clock->now();
    m_attemptStart = services.clock->steady();
    m_record.servedBy = endpoint.id;
    m_record.simulated = endpoint.simulated;
    m_record.local = endpoint.local;
    auto secret = m_chain.keys().take(*services.secrets, endpoint, m_attempt.model, services.memory.get(), now());
    if (!secret)
        return Unsent{.error = secret.error(), .isAttempt = true};
    m_echo = KeyEcho(secret->key);
    const auto request = services.routes->embeddings(accessTo(endpoint, std::move(secret->key), m_attempt.startedAt),
        m_attempt.model, embeddingsRequest(m_shape, m_sent, m_attempt.model));
    if (!request)
        return Unsent{.error = request.error(), .isAttempt = true};
    m_call = m_worker.transport().start(*request, services.timeouts.http, *this);
    return std::nullopt;
}

void RelayExchange::callClosed(const HttpOutcome& outcome)
{
    m_call.reset();
    m_body = m_echo.hidden(m_body);
    const auto error = failureOf(outcome);
    recordAttempt(outcome, error);
    if (error)
        afterFailure(*error);
    else
        end(std::nullopt);
}

std::optional<Error> RelayExchange::failureOf(const HttpOutcome& outcome) const
{
    if (outcome.error)
        return withoutEchoes(withoutAnswer(*outcome.error, outcome, m_head.status != 0), m_echo);
    if (m_head.status >= 200 && m_head.status < 300)
        return std::nullopt;
    const bool isRedirect = m_head.status >= 300 && m_head.status < 400;
    return withoutEchoes(isRedirect ? redirectError(m_head) : refusalOfProvider(), m_echo);
}

/// In the provider's own words, whatever shape they have: the client reads one shape only.
Error RelayExchange::refusalOfProvider() const
{
    if (const auto* dialect = m_worker.services().dialects->find(m_chain.endpoint().dialect))
        return addressed(dialect->decodeError(m_head, m_body), m_chain.endpoint());
    return Error{.kind = ErrorKind::ServerFault, .detail = u"The provider answered %1."_s.arg(m_head.status)};
}

void RelayExchange::recordAttempt(const HttpOutcome& outcome, const std::optional<Error>& error)
{
    const auto& services = m_worker.services();
    JsonParser parser;
    if (const auto usage = parser.parse(m_body)["usage"]["prompt_tokens"].integer(); usage && !error)
        m_attempt.usage.set(UsageClass::Input, *usage);
    m_attempt.httpStatus = m_head.status;
    m_attempt.requestId = m_echo.hidden(requestId(m_head));
    m_attempt.requestSent = outcome.requestSent;
    m_attempt.error = error;
    auto& timing = m_attempt.timing;
    noteTimings(timing, outcome);
    timing.total = std::chrono::duration_cast<std::chrono::microseconds>(services.clock->steady() - m_attemptStart);
    m_attempt.cost = attemptCost(AttemptCostInput{.attempt = m_attempt,
        .endpoint = m_chain.endpoint(),
        .reported = {},
        .producedOutput = !error,
        .prices = services.prices().get()});
    if (services.memory) {
        services.memory->note(m_attempt);
        if (error)
            m_chain.keys().note(*error, services.memory.get(), now());
    }
    m_record.attempts.append(m_attempt);
}

void RelayExchange::afterFailure(const Error& error)
{
    if (error.kind == ErrorKind::Cancelled || m_isCancelled)
        return end(error);
    const double jitter = QRandomGenerator::global()->generateDouble() * 2 - 1;
    const auto state = m_chain.state(m_attempt.requestSent, m_worker.services().memory.get(), now());
    const auto decision = decideRetry(error, state, jitter);
    if (decision.step == RetryStep::GiveUp || (m_isReserved && mayBeBilled()))
        return end(error);
    m_chain.follow(decision);
    m_isWaiting = true;
    QTimer::singleShot(decision.wait, this, [this] {
        if (std::exchange(m_isWaiting, false))
            send();
    });
}

/// What was reserved is the worst case of one attempt.
bool RelayExchange::mayBeBilled() const
{
    return std::ranges::any_of(m_record.attempts,
        [](const AttemptRecord& attempt) { return !attempt.cost.amount || !attempt.cost.amount->isZero(); });
}

void RelayExchange::end(const std::optional<Error>& error)
{
    record(error);
    if (error)
        refuse(*error);
    else
        answer();
}

void RelayExchange::record(const std::optional<Error>& error)
{
    const bool isLost = m_attempt.requestSent && m_head.status == 0;
    m_record.state = !error                   ? LaneState::Complete
        : error->kind == ErrorKind::Cancelled ? LaneState::Cancelled
                                              : stateBeforeOutput(*error, isLost);
    m_record.usage = m_attempt.usage;
    m_record.timing = m_attempt.timing;
    m_record.cost = costOf(m_record.attempts);
    m_record.error = error;
    if (error && m_isStopped)
        m_record.error->providerCode = kStoppedHere;
    const auto& services = m_worker.services();
    if (services.memory)
        services.memory->served(m_record, now());
    RunRecord run;
    run.id = m_runId;
    run.surface = u"gateway"_s;
    run.key = m_key.id;
    run.clientFormat = kEmbeddingsFormat;
    run.purpose = m_key.lent ? RunPurpose::Test : RunPurpose::Answer;
    run.startedAt = m_startedAt;
    run.duration = std::chrono::duration_cast<std::chrono::microseconds>(services.clock->steady() - m_start);
    run.lanes = {m_record};
    m_isRecorded = true;
    settleClaim(m_record);
    m_worker.settle(std::move(run), m_key);
}

} // namespace assay
