// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/net/httptransport.h"
#include "core/pricing/pricebook.h"
#include "core/providers/dialectregistry.h"
#include "core/routing/routememory.h"
#include "core/run/attemptresult.h"
#include "core/run/fallbackchain.h"
#include "core/run/lanealarms.h"
#include "core/run/lanewatcher.h"
#include "core/secrets/keyecho.h"
#include "core/secrets/secretstore.h"
#include "core/support/clock.h"
#include "core/support/recycled.h"

#include <memory>

namespace assay {

/// What lanes are built from. All outlive the lanes; all are used on the engine's thread.
struct LaneServices {
    HttpTransport& transport;
    const DialectRegistry& dialects;
    const SecretStore& secrets;
    const Clock& clock;
    LaneAlarms& alarms;
    std::shared_ptr<const PriceBook> prices;
    RouteMemory* memory = nullptr; ///< null: nothing is learned, and no breaker is asked
};

struct LaneTimeouts {
    Timeouts http;
    std::chrono::milliseconds firstToken{60'000};
    std::chrono::milliseconds firstTokenReasoning{
        300'000}; ///< when the model may think first; then also the idle limit
};

/// One model answering one request: attempts, stream, timing, usage, cost.
///
/// The watcher's `laneFinished` comes exactly once and last, with the whole record. `cancel()` calls it before it
/// returns; after that nothing follows. Deleting or cancelling the lane inside a call of the watcher is allowed;
/// deleting it without `cancel()` ends the call silently. Text of two attempts is never joined: nothing is shown before
/// the first output (content, reasoning, a tool call, a refusal), or before more is held back than `HeldBack` has room
/// for; after it the lane stays with its answer, and a failure keeps the text.
class Lane final : public Recycled<Lane>, private HttpCallWatcher, private LaneAlarmUser
{
public:
    Lane(LaneServices services, const LaneTimeouts& timeouts, LaneWatcher& watcher);
    ~Lane() override;

    /// What it will do; until `begin()` nothing is sent, and it may be cancelled or refused. `prompt`: counted before,
    /// for many lanes at once.
    void assign(LaneSpec&& spec, const PromptCount& prompt);
    /// The first request is on its way before this returns, so the watcher hears of Connecting from inside; all else
    /// comes from the event loop. `reserved`: no attempt is made that could bring the lane beyond it.
    void begin(std::optional<Money> reserved = {});
    /// Ends it unsent, as Failed.
    void refuse(const Error& error);
    /// assign() and begin().
    void start(const LaneSpec& spec);
    void cancel();
    /// Ends the wait before the next attempt. No effect in other states.
    void retryNow();
    LaneState state() const { return m_record.state; }
    const LaneRecord& record() const { return m_record; }
    /// Once it has ended, and then no more of it is asked.
    LaneRecord&& takeRecord() { return std::move(m_record); }
    /// Which of the spec's endpoints is asked.
    qsizetype place() const { return m_chain.place(); }
    /// Before begin(): the answer is handed on as the provider wrote it, too.
    void setRelaying(bool relays) { m_relays = relays; }
    /// Back-pressure from a slow reader.
    void setPaused(bool paused);

private:
    /// Why no request left, and whether that counts as an attempt.
    struct Unsent {
        Error error;
        bool isAttempt;
    };

    void callConnected() override { setState(LaneState::Waiting); }
    void callHead(const HttpHead& head) override;
    void callBytes(const QByteArray& bytes) override;
    void callClosed(const HttpOutcome& outcome) override;
    void timeHasCome(const LaneAlarm& alarm) override;

    void startAttempt();
    std::optional<Unsent> attempt();
    void resetAttempt();
    void forgetAttempt();
    void dial(const HttpRequest& request);
    Result<HttpRequest> prepare(const Endpoint& endpoint);
    void onFirstTokenTimeout();
    void consume(const QList<StreamEvent>& events);
    bool commit();
    void keep(const StreamEvent& event);
    void show(const StreamEvent& event);
    void bindIfFull();
    void flushHeld();
    void flushHeldBytes();
    std::optional<Error> attemptError(const HttpOutcome& outcome) const;
    void recordAttempt(const HttpOutcome& outcome, const std::optional<Error>& error);
    void afterFailure(const Error& error);
    void endAfter(const Error& error);
    bool fitsAgain() const;
    void setState(LaneState state);
    void end(LaneState state, const std::optional<Error>& error = {});
    std::chrono::microseconds elapsed() const;
    HealthTime now() const { return HealthTime(m_services.clock.now().toMSecsSinceEpoch()); }
    const Endpoint& endpoint() const { return m_chain.endpoint(); }

    const LaneServices m_services;
    const LaneTimeouts m_timeouts;
    LaneWatcher& m_watcher;
    LaneSpec m_spec;
    LaneRecord m_record;
    PromptCount m_prompt;
    std::optional<Money> m_reserved;

    // The attempt that runs.
    std::unique_ptr<HttpCall> m_call;
    std::optional<Unsent> m_unsent; // found in begin(), not told yet
    const Dialect* m_dialect = nullptr;
    std::unique_ptr<StreamDecoder> m_decoder;
    KeyEcho m_echo;
    HttpHead m_head;
    QByteArray m_errorBody;
    AttemptRecord m_attempt;
    std::optional<Money> m_reportedCost;
    std::optional<Error> m_stopReason; // why we ended the call ourselves, or what the stream said
    std::optional<HttpOutcome> m_closing; // set while the end of a closed call is read
    std::chrono::steady_clock::time_point m_attemptStart;
    bool m_committed = false;
    bool m_terminalSeen = false;
    HeldBack m_held;
    bool m_relays = false;

    LaneAlarm m_firstTokenAlarm;
    std::chrono::milliseconds m_firstTokenWait{};
    LaneAlarm m_retryAlarm;
    FallbackChain m_chain;
    bool* m_gone = nullptr; // Lifeline
};

} // namespace assay
