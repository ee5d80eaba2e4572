// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/lane.h"

#include "core/net/lifeline.h"
#include "core/run/attemptresult.h"
#include "core/run/keyechoes.h"
#include "core/run/reservation.h"
#include "core/support/logging.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {
constexpr qsizetype kErrorBodyCap = 256 * 1024; // an error page longer than this says nothing more
} // namespace

Lane::Lane(LaneServices services, const LaneTimeouts& timeouts, LaneWatcher& watcher)
    : m_services(std::move(services))
    , m_timeouts(timeouts)
    , m_watcher(watcher)
    , m_firstTokenAlarm(m_services.alarms, *this)
    , m_retryAlarm(m_services.alarms, *this)
{
}

Lane::~Lane()
{
    Lifeline::cut(m_gone);
}

void Lane::start(const LaneSpec& spec)
{
    const auto prompt = countPrompt(spec.request);
    assign(LaneSpec(spec), prompt);
    begin();
}

void Lane::assign(LaneSpec&& spec, const PromptCount& prompt)
{
    Q_ASSERT(m_record.model == ModelRef()); // a lane runs once
    m_spec = std::move(spec);
    m_prompt = prompt;
    m_record.index = m_spec.index;
    m_record.model = m_spec.model;
    m_record.route = m_spec.route;
    m_record.replayOf = m_spec.replayOf;
    m_chain.start(m_spec);
    m_record.promptEstimate = guessPrompt(prompt, m_spec.model.model).expected;
    if (!m_spec.endpoints.isEmpty()) {
        m_record.simulated = m_spec.endpoints.constFirst().simulated;
        m_record.local = m_spec.endpoints.constFirst().local;
    }
}

void Lane::refuse(const Error& error)
{
    if (!isTerminal(m_record.state))
        end(LaneState::Failed, error);
}

void Lane::begin(std::optional<Money> reserved)
{
    m_reserved = reserved;
    if (isTerminal(m_record.state))
        return;
    if (auto unsent = attempt()) {
        m_unsent = std::move(unsent);
        m_retryAlarm.start(0ms); // what ends it is not told from inside begin()
    }
}

void Lane::callHead(const HttpHead& head)
{
    m_head = head;
    m_attempt.httpStatus = head.status;
    m_attempt.requestId = m_echo.hidden(requestId(head));
    m_attempt.timing.firstByte = elapsed();
    if (head.status >= 200 && head.status < 300)
        m_decoder = m_dialect->decoder(head, endpoint());
    setState(LaneState::Waiting);
}

void Lane::callBytes(const QByteArray& bytes)
{
    if (m_decoder) {
        if (m_relays)
            m_held.bytes += m_echo.hidden(bytes);
        m_held.received += bytes.size();
        const Lifeline alive(m_gone);
        consume(m_decoder->feed(bytes));
        if (alive && m_call && !m_committed && !m_held.events.isEmpty())
            m_watcher.laneHeld(m_spec.index);
        if (alive && m_call)
            bindIfFull();
        if (alive && m_call)
            flushHeldBytes();
        return;
    }
    m_errorBody.append(bytes.first(std::min(bytes.size(), kErrorBodyCap - m_errorBody.size())));
}

void Lane::consume(const QList<StreamEvent>& events)
{
    const Lifeline alive(m_gone);
    for (const auto& sent : events) {
        std::optional<StreamEvent> hidden;
        if (!m_echo.isEmpty())
            hidden = withoutEchoes(sent, m_echo);
        const StreamEvent& event = hidden ? *hidden : sent;
        if (const auto* failed = std::get_if<StreamFailed>(&event)) {
            m_stopReason = failed->error;
            break;
        }
        if (isOutput(event)) {
            m_attempt.timing.lastToken = elapsed();
            if (!commit())
                return;
        }
        keep(event);
        show(event);
        if (!alive || isTerminal(m_record.state))
            return;
    }
    if (!m_stopReason || !m_call)
        return;
    if (m_relays)
        m_watcher.laneBroken(m_spec.index);
    if (alive && m_call)
        flushHeldBytes();
    if (alive && m_call)
        m_call->cancel(); // callClosed follows from inside this call
}

/// The first output binds the lane to this answer. False if the watcher ended the lane meanwhile.
bool Lane::commit()
{
    if (m_committed)
        return true;
    const Lifeline alive(m_gone);
    m_committed = true;
    m_firstTokenAlarm.stop();
    m_attempt.timing.firstToken = m_attempt.timing.lastToken;
    setState(LaneState::Streaming);
    if (!alive || isTerminal(m_record.state))
        return false;
    flushHeld();
    return alive && !isTerminal(m_record.state);
}

void Lane::show(const StreamEvent& event)
{
    if (m_committed || m_held.isShown)
        m_watcher.laneStreamed(m_spec.index, event);
    else
        m_held.add(event); // another endpoint may still answer in this one's place
}

/// An endpoint that goes on without output is bound to its answer all the same, so that what waits stays small.
void Lane::bindIfFull()
{
    if (m_committed || m_held.isShown || !m_spec.request.stream || !m_held.isFull())
        return;
    m_held.isShown = true;
    flushHeld();
}

void Lane::flushHeld()
{
    const Lifeline alive(m_gone);
    const auto held = std::exchange(m_held.events, {});
    for (const auto& event : held) {
        m_watcher.laneStreamed(m_spec.index, event);
        if (!alive || isTerminal(m_record.state))
            return;
    }
}

/// What an answer says before it is bound to this endpoint must not reach the reader: another may answer in its place.
void Lane::flushHeldBytes()
{
    if ((m_committed || m_terminalSeen || m_held.isShown) && !m_held.bytes.isEmpty())
        m_watcher.laneAnswered(m_spec.index, std::exchange(m_held.bytes, {}));
}

void Lane::keep(const StreamEvent& event)
{
    std::visit(Overloaded{
                   [this](const TextDelta& delta) {
                       if (!m_attempt.timing.firstText && !delta.text.isEmpty())
                           m_attempt.timing.firstText = elapsed();
                       m_record.text += delta.text;
                   },
                   [this](const ReasoningDelta& delta) { m_record.reasoning += delta.text; },
                   [this](const RefusalDelta& delta) { m_record.refusal += delta.text; },
                   [this](const ToolCallDelta& delta) { appendToolCall(m_record.toolCalls, delta); },
                   [this](const Served& served) { keepServed(m_record, served); },
                   [this](const UsageReport& report) {
                       m_attempt.usage = report.usage;
                       m_record.usage = report.usage;
                       m_record.rawUsage = report.raw;
                       m_record.usageDisagrees = report.disagrees;
                       m_reportedCost = report.reportedCost;
                   },
                   [this](const Finished& done) {
                       m_terminalSeen = true;
                       m_record.finishReason = done.reason;
                       m_record.nativeFinishReason = done.native;
                   },
                   [](const StreamFailed&) {},
               },
        event);
}

void Lane::callClosed(const HttpOutcome& outcome)
{
    m_firstTokenAlarm.stop();
    m_call.reset(); // the one that tells us
    m_closing = outcome;
    if (m_decoder && !m_stopReason) {
        const Lifeline alive(m_gone);
        consume(m_decoder->finish());
        if (!alive || isTerminal(m_record.state))
            return;
    }
    m_closing.reset();
    auto error = attemptError(outcome);
    if (error)
        error = withoutEchoes(*std::move(error), m_echo);
    recordAttempt(outcome, error);
    if (error) {
        afterFailure(*error);
        return;
    }
    const Lifeline alive(m_gone);
    flushHeld(); // an answer without output is an answer, too
    if (alive && !isTerminal(m_record.state))
        flushHeldBytes();
    if (alive && !isTerminal(m_record.state))
        end(stateOf(m_record));
}

std::optional<Error> Lane::attemptError(const HttpOutcome& outcome) const
{
    // The user's stop, our own timer and what the stream said come before what the socket then did; only of an end
    // without the provider's own the socket may know more. A call that we ended ourselves, having read that, does not.
    const bool socketKnows = outcome.error && outcome.error->kind != ErrorKind::Cancelled;
    if (m_stopReason && !(m_stopReason->kind == ErrorKind::Truncated && socketKnows))
        return m_stopReason;
    if (m_terminalSeen)
        return std::nullopt; // the provider's own end was seen; how the connection closed does not matter
    if (outcome.error)
        return withoutAnswer(*outcome.error, outcome, m_attempt.httpStatus != 0);
    if (m_decoder)
        return m_stopReason;
    if (m_head.status >= 300 && m_head.status < 400)
        return redirectError(m_head);
    return addressed(m_dialect->decodeError(m_head, m_echo.hidden(m_errorBody)), endpoint());
}

void Lane::recordAttempt(const HttpOutcome& outcome, const std::optional<Error>& error)
{
    auto& timing = m_attempt.timing;
    noteTimings(timing, outcome);
    timing.total = elapsed();
    m_attempt.requestSent = outcome.requestSent;
    m_attempt.error = error;
    m_attempt.cost = attemptCost({
        .attempt = m_attempt,
        .endpoint = endpoint(),
        .reported = m_reportedCost,
        .producedOutput = m_committed,
        .ended = m_terminalSeen,
        .prices = m_services.prices.get(),
        .lane = &m_spec,
        .answer = &m_record,
        .prompt = &m_prompt,
    });
    m_record.timing = timing;
    if (m_services.memory) {
        m_services.memory->note(m_attempt);
        if (error)
            m_chain.keys().note(*error, m_services.memory, now());
    }
    m_record.attempts.append(m_attempt);
    if (!m_echo.isEmpty())
        m_record = withoutEchoes(std::move(m_record), m_echo); // what came in pieces too small to be recognised
    qCDebug(lcRun) << "attempt" << m_record.attempts.size() << "status" << m_attempt.httpStatus;
}

void Lane::afterFailure(const Error& error)
{
    if (error.kind == ErrorKind::Cancelled) {
        end(LaneState::Cancelled, error);
        return;
    }
    if (m_committed || m_held.isShown) {
        end(stateAfterOutput(error), error);
        return;
    }
    const double jitter = QRandomGenerator::global()->generateDouble() * 2 - 1;
    const auto state = m_chain.state(m_attempt.requestSent, m_services.memory, now());
    const auto decision = decideRetry(error, state, jitter);
    if (decision.step == RetryStep::GiveUp) {
        endAfter(error);
        return;
    }
    m_chain.follow(decision);
    if (!fitsAgain()) {
        end(LaneState::Failed,
            Error{.kind = ErrorKind::BudgetExceeded,
                .detail
                = u"Not sent again: the first attempt may have been billed, and another does not fit into what was reserved. The first one ended with: %1"_s
                    .arg(error.detail)});
        return;
    }
    const Lifeline alive(m_gone);
    setState(LaneState::Retrying);
    if (!alive || isTerminal(m_record.state))
        return;
    m_retryAlarm.start(decision.wait);
    m_watcher.laneRetryScheduled(m_spec.index, decision.wait, error);
}

void Lane::retryNow()
{
    if (m_record.state == LaneState::Retrying)
        m_retryAlarm.start(0ms);
}

void Lane::cancel()
{
    if (isTerminal(m_record.state))
        return;
    const Error cancelled{.kind = ErrorKind::Cancelled, .detail = u"Stopped."_s};
    if (m_call) {
        m_stopReason = cancelled;
        m_call->cancel();
    } else {
        if (m_closing) // the watcher stopped us while the last bytes of an ended call were read
            recordAttempt(*m_closing, cancelled);
        end(LaneState::Cancelled, cancelled);
    }
}

void Lane::setPaused(bool paused)
{
    if (m_call)
        m_call->setPaused(paused);
}

void Lane::setState(LaneState state)
{
    if (m_record.state == state || isTerminal(m_record.state) || (m_committed && state < LaneState::Streaming))
        return;
    m_record.state = state;
    m_watcher.laneStateChanged(m_spec.index, state);
}

void Lane::end(LaneState state, const std::optional<Error>& error)
{
    m_retryAlarm.stop();
    m_firstTokenAlarm.stop();
    m_record.state = state;
    m_record.error = error;
    m_record.cost = costOf(m_record.attempts);
    if (m_services.memory)
        m_services.memory->served(m_record, now());
    m_watcher.laneFinished(m_spec.index, m_record);
}

std::chrono::microseconds Lane::elapsed() const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(m_services.clock.steady() - m_attemptStart);
}

} // namespace assay
